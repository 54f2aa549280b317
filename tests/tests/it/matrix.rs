//! The authorisation matrix: every route of every feature, against nobody, an app, a person without the scope, a
//! person with it, and staff. A route that is not in the list of features cannot be reached at all.

use http::Method;
use store::engine_tests;
use testkit::{Person, TestApp, json};
use web::{Access, Role, Scope};

/// Routes that are not simply called in this test, each with its reason. The list may only shrink.
const NOT_CALLED: &[(&str, &str)] = &[
    ("/api/v1/streaming", "an answer that does not end; its scopes have their own test"),
    ("/live", "an answer that does not end"),
];

/// Routes that look at the token themselves, because the gate would refuse those whom they are for.
const OWN_CHECK: &[(&str, &str)] = &[
    ("/api/v1/emails/", "for people who have not confirmed their address yet"),
    ("/oauth/token", "apps show their own secret"),
    ("/oauth/userinfo", "RFC 6750 errors"),
];

fn concrete(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('/').skip(1) {
        out.push('/');
        out.push_str(&match part.find('{') {
            Some(at) => format!("{}1", &part[..at]),
            None => part.to_owned(),
        });
    }
    out
}

/// Some scope that does not cover `scope`.
fn other_scope(scope: Scope) -> &'static str {
    if scope.name().starts_with("push") { "read" } else { "push" }
}

async fn call(who: &Person, method: &Method, path: &str) -> u16 {
    who.send(method.clone(), &concrete(path), "application/json", "{}").await.status.as_u16()
}

async fn check(app: &TestApp, people: &People, method: &Method, path: &str, access: Access) {
    let at = |who: &str| format!("{method} {path} ({access:?}) as {who}");
    match access {
        Access::Open | Access::Page => {
            let status = call(&app.nobody(), method, path).await;
            let own = OWN_CHECK.iter().any(|(prefix, _)| path.starts_with(prefix));
            assert!((own || status != 401) && status < 500, "{} gave {status}", at("nobody"));
        }
        Access::Anyone(scope) => {
            let status = call(&app.nobody(), method, path).await;
            assert!(status != 403 && status < 500, "{} gave {status}", at("nobody"));
            let narrow = app.with_scopes(&people.user, other_scope(scope)).await;
            assert_eq!(call(&narrow, method, path).await, 403, "{}", at("a person without the scope"));
            assert_eq!(call(&people.stale, method, path).await, 401, "{}", at("a bad token"));
        }
        Access::AnyToken => {
            assert_eq!(call(&app.nobody(), method, path).await, 401, "{}", at("nobody"));
            assert_eq!(call(&people.stale, method, path).await, 401, "{}", at("a bad token"));
        }
        Access::Person(scope) | Access::Staff(_, scope) => {
            assert_eq!(call(&app.nobody(), method, path).await, 401, "{}", at("nobody"));
            assert_eq!(call(&people.stale, method, path).await, 401, "{}", at("a bad token"));
            assert_eq!(call(&people.app_only, method, path).await, 422, "{}", at("an app"));
            let narrow = app.with_scopes(&people.user, other_scope(scope)).await;
            assert_eq!(call(&narrow, method, path).await, 403, "{}", at("a person without the scope"));
            let fitting = app.with_scopes(&people.user, scope.name()).await;
            let status = call(&fitting, method, path).await;
            if matches!(access, Access::Staff(..)) {
                assert_eq!(status, 403, "{}", at("a user with the scope"));
            } else {
                assert!(status != 401 && status != 403 && status < 500, "{} gave {status}", at("a person"));
            }
        }
        Access::SignedIn | Access::StaffPage(_) => {
            let answer = app.nobody().send(method.clone(), &concrete(path), "text/plain", "").await;
            assert_eq!(answer.status, 302, "{}", at("nobody"));
            assert!(answer.header("location").starts_with("/sign-in"), "{}", at("nobody"));
            // A token is not a cookie: the API's key does not open pages.
            assert_eq!(call(&people.user, method, path).await, 302, "{}", at("a token"));
        }
    }
}

struct People {
    user: Person,
    app_only: Person,
    stale: Person,
}

async fn people(app: &TestApp) -> People {
    let user = app.person_with("user", Role::User, "read write follow push profile").await;
    let registered = app.nobody().post("/api/v1/apps", json!({
        "client_name": "t", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write follow push",
    })).await.ok().json;
    let granted = app
        .nobody()
        .post(
            "/oauth/token",
            json!({
                "grant_type": "client_credentials", "client_id": registered["client_id"],
                "client_secret": registered["client_secret"], "scope": "read write follow push",
            }),
        )
        .await
        .ok()
        .json;
    let app_only = Person { token: granted["access_token"].as_str().map(str::to_owned), ..app.nobody() };
    let stale = Person { token: Some("no-such-token".to_owned()), ..app.nobody() };
    People { user, app_only, stale }
}

engine_tests! {
    async fn every_route_stands_in_the_matrix(engine: Engine) {
        let app = TestApp::new(engine).await;
        let people = people(&app).await;
        let routes = app.medley.routes();
        assert!(routes.len() > 120, "{}", routes.len());
        for route in routes {
            if NOT_CALLED.iter().any(|(path, _)| route.path.starts_with(path)) {
                continue;
            }
            check(&app, &people, &route.method, route.path, route.access).await;
        }
    }

    async fn unknown_addresses_answer_in_their_own_kind(engine: Engine) {
        let app = TestApp::new(engine).await;
        let nobody = app.nobody();
        assert_eq!(nobody.get("/api/v1/nothing").await.fails(404).json["error"], "Not Found");
        assert_eq!(nobody.delete("/api/v1/instance").await.status, 405);
        let page = nobody.get("/nothing/here").await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (404, "text/html; charset=utf-8"));
        let slash = nobody.get("/api/v1/instance/").await.ok();
        assert_eq!(slash.json["uri"], "localhost:3000");
    }
}
