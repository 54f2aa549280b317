//! Every endpoint of the document, asked in odd ways: paths that are no text, texts with NUL, numbers without end, lists
//! where texts belong. `testkit` holds the answers against the document, so each must be one that it tells of.

use http::Method;
use medley::openapi;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};
use web::Role;

/// What does not end.
const LEFT_OUT: &[&str] = &["/api/v1/streaming"];

/// Parts of paths.
const ODD_PARTS: &[&str] = &[
    "%ff",
    "%00",
    "%C3%28",
    "-1",
    "99999999999999999999999",
    "..%2f..%2fetc",
    "%F0%9F%8F%A5",
    "%25",
    "a%0d%0ab",
];

/// JSON of any parameter.
const ODD_VALUES: &[&str] = &[
    "\"a\\u0000b\"",
    "[\"a\", {\"b\": [1]}]",
    "{\"a\": {\"b\": 1}}",
    "99999999999999999999999999",
    "-9223372036854775808",
    "1e308",
    "null",
    "true",
    "\"\"",
    "\"\u{202e}\u{feff}\u{1F3E5}\"",
    "\"\\ud800\"",
];

struct Asked {
    method: Method,
    path: String,
    names: Vec<String>,
    in_query: bool,
}

/// What there is to ask for, with ids that exist.
fn everything(document: &Value, ids: &[(&str, String)]) -> Vec<Asked> {
    let id_of = |path: &str| ids.iter().find(|(start, _)| path.starts_with(start)).map_or("1", |(_, id)| id);
    let mut all = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        if LEFT_OUT.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        for (verb, operation) in operations.as_object().unwrap() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"]["properties"];
            let in_query =
                operation["parameters"].as_array().into_iter().flatten().filter(|one| one["in"] == "query");
            let query = in_query.map(|one| one["name"].as_str().unwrap().to_owned());
            let names: Vec<String> =
                body.as_object().into_iter().flat_map(|all| all.keys().cloned()).collect();
            all.push(Asked {
                method: verb.to_ascii_uppercase().parse().unwrap(),
                path: filled(path, id_of(path)),
                in_query: names.is_empty(),
                names: names.into_iter().chain(query).collect(),
            });
        }
    }
    all
}

/// A path with `id` for each of its parameters.
fn filled(path: &str, id: &str) -> String {
    let part = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn ask(who: &Person, asked: &Asked, name: &str, value: &str) {
    let answer = if asked.in_query {
        let text = value.trim_matches('"').replace("\\u0000", "\0").replace("\\ud800", "\u{fffd}");
        let pair: String = form_urlencoded::Serializer::new(String::new()).append_pair(name, &text).finish();
        who.send(asked.method.clone(), &format!("{}?{pair}", asked.path), "", "").await
    } else {
        let body = format!("{{{}: {value}}}", json!(name));
        who.send(asked.method.clone(), &asked.path, "application/json", body).await
    };
    // oEmbed says 501 of formats that are not provided.
    let fine = answer.status.as_u16() < 500 || answer.status.as_u16() == 501;
    assert!(fine, "{} {} {name}={value}: {}", asked.method, asked.path, answer.text);
}

async fn world(app: &TestApp) -> (Person, Vec<(&'static str, String)>) {
    let root =
        app.person_with("root", Role::Owner, "read write follow push profile admin:read admin:write").await;
    let other = app.person("other").await;
    let post = root.publish("hello #ward").await.to_string();
    let list = root.post("/api/v1/lists", json!({ "title": "Ward" })).await.ok().id().to_string();
    let ids = vec![
        ("/api/v1/accounts/", other.id.to_string()),
        ("/api/v1/statuses/", post),
        ("/api/v1/lists/", list.clone()),
        ("/api/v1/timelines/list/", list),
    ];
    (root, ids)
}

engine_tests! {
    async fn odd_paths_lead_nowhere(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (root, _) = world(&app).await;
        let document = root.get(openapi::PATH).await.ok().json;
        let long = "a".repeat(9_000);
        for path in document["paths"].as_object().unwrap().keys().filter(|path| path.contains('{')) {
            for part in ODD_PARTS.iter().copied().chain([long.as_str()]) {
                let answer = root.get(&filled(path, part)).await;
                let status = answer.status.as_u16();
                assert!(status < 500 && !answer.text.is_empty(), "{path} {part}: {status}");
                assert!(status == 200 || answer.json["error"].is_string(), "{path} {part}: {}", answer.text);
            }
        }
        assert_eq!(root.get("/api/v1/%ff").await.fails(404).json["error"], "Not Found");
    }

    async fn odd_values_are_refused_as_the_document_says(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (root, ids) = world(&app).await;
        let document = root.get(openapi::PATH).await.ok().json;
        for asked in everything(&document, &ids) {
            for (n, name) in asked.names.iter().enumerate() {
                // NUL to each, because PostgreSQL knows no such text; of the others some to each.
                ask(&root, &asked, name, ODD_VALUES[0]).await;
                for value in ODD_VALUES.iter().skip(1 + n % 3).step_by(3) {
                    ask(&root, &asked, name, value).await;
                }
            }
        }
    }
}
