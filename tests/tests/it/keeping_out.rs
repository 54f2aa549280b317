//! What the staff keep out: servers, e-mail providers and addresses, networks.

use store::engine_tests;
use testkit::{Answer, Person, TestApp, Value, json};
use web::Role;

async fn admin(app: &TestApp) -> Person {
    app.person_with("eve", Role::Admin, "read write admin:read admin:write").await
}

/// Signs somebody up as an app does.
pub(crate) async fn sign_up(app: &TestApp, name: &str, email: &str) -> Answer {
    let registered = app
        .nobody()
        .post(
            "/api/v1/apps",
            json!({
                "client_name": "Tusky", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read write",
            }),
        )
        .await
        .ok()
        .json;
    let granted = app
        .nobody()
        .post(
            "/oauth/token",
            json!({
                "grant_type": "client_credentials", "client_id": registered["client_id"],
                "client_secret": registered["client_secret"], "scope": "read write",
            }),
        )
        .await
        .ok()
        .json;
    let client = Person { token: granted["access_token"].as_str().map(str::to_owned), ..app.nobody() };
    let form = json!({
        "username": name, "email": email, "password": "three blue kettles", "agreement": true, "locale": "es",
    });
    client.post("/api/v1/accounts", form).await
}

fn first_code(answer: &Answer) -> (String, String) {
    let error = &answer.json["details"]["email"][0];
    let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
    (text("error"), text("description"))
}

engine_tests! {
    async fn servers(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = admin(&app).await;
        let path = "/api/v1/admin/domain_blocks";
        let form = json!({
            "domain": "Bad.Example", "severity": "suspend", "reject_media": true, "private_comment": "for us",
            "public_comment": "for all", "obfuscate": true,
        });
        let made = eve.post(path, form.clone()).await.ok().json;
        assert_eq!((&made["domain"], &made["severity"]), (&json!("bad.example"), &json!("suspend")));
        assert_eq!((&made["reject_media"], &made["reject_reports"]), (&json!(true), &json!(false)));
        let again = eve.post(path, form).await.fails(422);
        assert_eq!(again.json["existing_domain_block"]["id"], made["id"]);
        assert_eq!(eve.post(path, json!({})).await.fails(422).json["error"], "Validation failed: Domain can't be blank");
        eve.post(path, json!({ "domain": "a/b" })).await.fails(422);
        eve.post(path, json!({ "domain": "c.example", "severity": "odd" })).await.fails(422);
        let quiet = eve.post(path, json!({ "domain": "quiet.example", "severity": "noop" })).await.ok().json;
        assert_eq!(quiet["public_comment"], Value::Null);
        let shown = app.nobody().get("/api/v1/instance/domain_blocks").await.ok().json;
        assert_eq!(shown.as_array().unwrap().len(), 1);
        assert_eq!((&shown[0]["domain"], &shown[0]["comment"]), (&json!("ba*.*****le"), &json!("for all")));
        assert_eq!(shown[0]["digest"], made["digest"]);
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        let edited = eve.put(&one, json!({ "severity": "silence", "obfuscate": false, "public_comment": "" })).await.ok().json;
        assert_eq!((&edited["severity"], &edited["public_comment"]), (&json!("silence"), &Value::Null));
        assert_eq!(edited["private_comment"], "for us", "what is not named stays");
        assert_eq!(eve.get(path).await.ok().json.as_array().unwrap().len(), 2);
        eve.delete(&one).await.ok();
        eve.get(&one).await.fails(404);
        eve.put(&one, json!({})).await.fails(404);
        eve.delete(&one).await.fails(404);

        let path = "/api/v1/admin/domain_allows";
        let made = eve.post(path, json!({ "domain": "good.example" })).await.ok().json;
        assert_eq!(eve.post(path, json!({ "domain": "good.example" })).await.ok().json["id"], made["id"]);
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        assert_eq!(eve.get(&one).await.ok().json["domain"], "good.example");
        assert_eq!(eve.get(path).await.ok().each("domain"), ["good.example"]);
        eve.delete(&one).await.ok();
        eve.get(&one).await.fails(404);
    }

    async fn who_sees_the_list_is_the_operators_choice(engine: Engine) {
        let path = "/api/v1/instance/domain_blocks";
        let app = TestApp::with(engine, |config| config.instance.show_domain_blocks = "users".to_owned()).await;
        app.nobody().get(path).await.fails(401);
        app.person("ana").await.get(path).await.ok();
        let app = TestApp::with(engine, |config| config.instance.show_domain_blocks = "nobody".to_owned()).await;
        app.person("ana").await.get(path).await.fails(404);
    }

    async fn e_mail(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = admin(&app).await;
        let path = "/api/v1/admin/email_domain_blocks";
        let made = eve.post(path, json!({ "domain": "throwaway.example" })).await.ok().json;
        assert_eq!(made["history"].as_array().unwrap().len(), 7);
        eve.post(path, json!({ "domain": "throwaway.example" })).await.fails(422);
        let refused = sign_up(&app, "ana", "ana@mx.throwaway.example").await.fails(422);
        assert_eq!(first_code(&refused), ("ERR_BLOCKED".into(), "uses a disallowed e-mail provider".into()));
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        assert_eq!(eve.get(&one).await.ok().json["history"][0]["uses"], "1");
        assert_eq!(eve.get(path).await.ok().each("domain"), ["throwaway.example"]);
        eve.delete(&one).await.ok();
        eve.get(&one).await.fails(404);
        sign_up(&app, "ana", "ana@mx.throwaway.example").await.ok();

        eve.post(path, json!({ "domain": "odd.example", "allow_with_approval": true })).await.ok();
        sign_up(&app, "chi", "chi@odd.example").await.ok();
        let waiting = eve.get("/api/v2/admin/accounts?status=pending").await.ok();
        assert_eq!(waiting.each("username"), ["chi"]);
        assert_eq!(waiting.json[0]["locale"], "es");
        assert_eq!((&waiting.json[0]["ip"], &waiting.json[0]["ips"][0]["ip"]), (&json!("192.0.2.1"), &json!("192.0.2.1")));
        assert!(waiting.json[0]["created_by_application_id"].is_string());
        let of = format!("/api/v1/admin/accounts/{}", waiting.json[0]["id"].as_str().unwrap());
        assert_eq!(eve.post(&format!("{of}/approve"), json!({})).await.ok().json["approved"], true);
        eve.post(&format!("{of}/approve"), json!({})).await.fails(403);
        eve.post(&format!("{of}/reject"), json!({})).await.fails(403);
        sign_up(&app, "dan", "dan@odd.example").await.ok();
        let dan = eve.get("/api/v1/admin/accounts?pending=true").await.ok().json[0]["id"].as_str().unwrap().to_owned();
        let gone = eve.post(&format!("/api/v1/admin/accounts/{dan}/reject"), json!({})).await.ok().json;
        assert_eq!((&gone["username"], &gone["approved"]), (&json!("dan"), &json!(false)));
        assert_eq!(eve.get("/api/v2/admin/accounts?username=dan").await.ok().json, json!([]));

        let path = "/api/v1/admin/canonical_email_blocks";
        let made = eve.post(path, json!({ "email": "Fay.Gray+x@clinic.example" })).await.ok().json;
        eve.post(path, json!({ "canonical_email_hash": made["canonical_email_hash"] })).await.fails(422);
        eve.post(path, json!({ "canonical_email_hash": "12" })).await.fails(422);
        let test = eve.post(&format!("{path}/test"), json!({ "email": "faygray@clinic.example" })).await.ok().json;
        assert_eq!(test[0]["id"], made["id"]);
        let refused = sign_up(&app, "fay", "f.a.y.gray@clinic.example").await.fails(422);
        assert_eq!(first_code(&refused).0, "ERR_TAKEN");
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        assert_eq!(eve.get(&one).await.ok().json["canonical_email_hash"], made["canonical_email_hash"]);
        assert_eq!(eve.get(path).await.ok().json.as_array().unwrap().len(), 1);
        eve.delete(&one).await.ok();
        sign_up(&app, "fay", "f.a.y.gray@clinic.example").await.ok();
    }

    async fn networks(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = admin(&app).await;
        let path = "/api/v1/admin/ip_blocks";
        let form = json!({ "ip": "192.0.2.77/24", "severity": "sign_up_block", "comment": "a farm", "expires_in": 3_600 });
        let made = eve.post(path, form.clone()).await.ok().json;
        assert_eq!((&made["ip"], &made["expires_at"]), (&json!("192.0.2.0/24"), &json!("2026-11-22T15:00:00.000Z")));
        eve.post(path, form).await.fails(422);
        eve.post(path, json!({ "ip": "192.0.2", "severity": "no_access" })).await.fails(422);
        eve.post(path, json!({ "ip": "192.0.2.1" })).await.fails(422);
        eve.post(path, json!({ "ip": "192.0.2.1", "severity": "odd" })).await.fails(422);
        assert_eq!(sign_up(&app, "ana", "ana@x.example").await.fails(403).json["error"], "This action is not allowed");
        let one = format!("{path}/{}", made["id"].as_str().unwrap());
        eve.put(&one, json!({ "severity": "sign_up_requires_approval" })).await.ok();
        sign_up(&app, "ana", "ana@x.example").await.ok();
        assert_eq!(eve.get("/api/v2/admin/accounts?status=pending&ip=192.0.2.1").await.ok().each("username"), ["ana"]);
        let shut = eve.put(&one, json!({ "severity": "no_access", "ip": "192.0.2.0/25" })).await.ok().json;
        assert_eq!((&shut["ip"], &shut["comment"]), (&json!("192.0.2.0/25"), &json!("a farm")));
        eve.get(&one).await.fails(403);
        app.nobody().get("/api/v1/instance").await.fails(403);
        // Time is over.
        app.later(3_600_000);
        app.nobody().get("/api/v1/instance").await.ok();
        assert_eq!(eve.get(path).await.ok().each("severity"), ["no_access"]);
        eve.delete(&one).await.ok();
        eve.get(&one).await.fails(404);
        let far = json!({ "ip": "2001:db8::1/32", "severity": "no_access" });
        assert_eq!(eve.post(path, far).await.ok().json["expires_at"], Value::Null);
        app.nobody().get("/api/v1/instance").await.ok();
    }
}
