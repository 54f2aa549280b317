//! The OpenAPI document: it tells of every route, and of none that is not there. That answers are as it says is
//! checked by `testkit` for each request of every test.

use medley::openapi;
use store::engine_tests;
use testkit::TestApp;

engine_tests! {
    async fn every_route_is_declared_and_every_declaration_has_one(engine: Engine) {
        let app = TestApp::new(engine).await;
        let faults = web::openapi::undocumented(&openapi::facts(&app.medley.routes()), &openapi::docs());
        assert!(faults.is_empty(), "see docs.rs of the feature:\n{}", faults.join("\n"));
    }

    async fn it_is_served_to_anyone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let document = app.nobody().get(openapi::PATH).await.ok();
        assert_eq!(document.header("content-type"), "application/json; charset=utf-8");
        assert_eq!(document.json["openapi"], "3.1.0");
        assert_eq!(document.json["servers"][0]["url"], "http://localhost:3000");
        let post = &document.json["paths"]["/api/v1/statuses"]["post"];
        assert_eq!(post["security"][0]["oauth"][0], "write:statuses");
        assert!(post["requestBody"]["content"]["application/json"].is_object());
        assert!(document.json["paths"].as_object().unwrap().len() > 120);
        let ids = document.json["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap().values());
        let mut ids: Vec<&str> = ids.map(|operation| operation["operationId"].as_str().unwrap()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "each operation has a name of its own");
    }
}
