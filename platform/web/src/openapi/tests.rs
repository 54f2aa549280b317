use serde_json::{Value, json};

use super::*;

async fn nothing() -> crate::Reply {
    crate::json(&json!({}))
}

const OPS: &[Op] = &[
    get("/api/v1/things/{id}", "A thing").gives("Big").also(&[(206, "Big"), (410, "")]),
    get("/api/v1/things", "Things").takes("kind?: 'a'|'b'").paged(20, 40).gives("[Big]"),
    post("/api/v1/things", "Makes one")
        .takes("name: text ids?: [id] poll?: {options?: [text], ends?: int}")
        .gives("Big"),
];

fn docs() -> Docs {
    let entities = &[("Small", "id: id note: text?"), ("Big", "..Small kind: Kind"), ("Kind", "='a'|'b'")];
    Docs { name: "things", about: "Things.", entities, ops: OPS }
}

fn routes() -> Vec<Facts> {
    let (open, person) = (Access::Open, Access::Person(crate::Scope::WRITE));
    let all = [
        crate::get(&(), "/api/v1/things/{id}", Access::Anyone(crate::Scope::READ), nothing),
        crate::get(&(), "/api/v1/things", open, nothing),
        crate::post(&(), "/api/v1/things", person, nothing),
        crate::get(&(), "/things", Access::Page, nothing),
        crate::get(&(), "/robots.txt", open, nothing),
    ];
    all.iter().filter_map(Facts::of).collect()
}

fn whole(keys: Keys) -> Value {
    document(About { base_url: "https://medley.example", version: "1" }, &routes(), &[docs()], keys)
}

fn statuses(operation: &Value) -> Vec<&str> {
    operation["responses"].as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn shapes() {
    for (text, schema) in [
        ("text", json!({ "type": "string" })),
        ("int?", json!({ "type": ["integer", "null"] })),
        ("'a'|'b'", json!({ "type": "string", "enum": ["a", "b"] })),
        ("[flag]", json!({ "type": "array", "items": { "type": "boolean" } })),
        ("Thing?", json!({ "anyOf": [{ "$ref": "#/components/schemas/Thing" }, { "type": "null" }] })),
        (
            "{*: int}",
            json!({ "type": "object", "properties": {}, "additionalProperties": { "type": "integer" } }),
        ),
        ("{}", json!({ "type": "object", "properties": {} })),
        (
            "{'a:b': int, c?: [{d: text}]}",
            json!({
                "type": "object",
                "required": ["a:b"],
                "properties": {
                    "a:b": { "type": "integer" },
                    "c": { "type": "array", "items": {
                        "type": "object", "required": ["d"], "properties": { "d": { "type": "string" } },
                    } },
                },
            }),
        ),
    ] {
        assert_eq!(notation::shape(text), schema, "{text}");
    }
}

#[test]
fn what_cannot_be_read_comes_to_an_end() {
    for text in ["", "[", "{", "{a", "{a:", "'", "|", "?", "{a: [b", "}", "..", "{..", "a: :", "[[[[", "{*"] {
        notation::shape(text);
        notation::fields(text);
    }
}

#[test]
fn answers_follow_from_the_access() {
    let whole = whole(Keys::Open);
    let paths = &whole["paths"];
    assert_eq!(
        statuses(&paths["/api/v1/things/{id}"]["get"]),
        ["200", "206", "401", "403", "404", "410", "429"]
    );
    assert_eq!(statuses(&paths["/api/v1/things"]["get"]), ["200", "400", "403", "422", "429"]);
    assert_eq!(statuses(&paths["/api/v1/things"]["post"]), ["200", "400", "401", "403", "413", "422", "429"]);
    assert_eq!(paths["/api/v1/things"]["post"]["security"], json!([{ "oauth": ["write"] }]));
    assert_eq!(paths["/api/v1/things/{id}"]["get"]["security"], json!([{}, { "oauth": ["read"] }]));
    assert_eq!(paths.as_object().unwrap().len(), 2, "pages and files are not in it");
}

#[test]
fn bodies_are_json_and_forms_with_brackets() {
    let whole = whole(Keys::Open);
    let body = &whole["paths"]["/api/v1/things"]["post"]["requestBody"];
    let form = &body["content"]["application/x-www-form-urlencoded"]["schema"];
    let names: Vec<&String> = form["properties"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["ids[]", "name", "poll[ends]", "poll[options][]"]);
    assert_eq!((&form["required"], &body["required"]), (&json!(["name"]), &json!(true)));
    let query = &whole["paths"]["/api/v1/things"]["get"]["parameters"];
    let names: Vec<&str> =
        query.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["kind", "limit", "max_id", "min_id", "since_id"]);
}

#[test]
fn entities_extend_others_and_can_be_closed() {
    let big = |keys| whole(keys)["components"]["schemas"]["Big"].clone();
    let names: Vec<String> = big(Keys::Open)["properties"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["id", "kind", "note"]);
    assert_eq!(big(Keys::Open)["required"], json!(["kind", "id", "note"]));
    assert_eq!(big(Keys::Open).get("additionalProperties"), None);
    assert_eq!(big(Keys::Closed)["additionalProperties"], json!(false));
}

#[test]
fn faults_are_found() {
    assert!(undocumented(&routes(), &[docs()]).is_empty());
    let less = Docs { ops: &OPS[..2], ..docs() };
    assert_eq!(undocumented(&routes(), &[less]), ["not declared: post /api/v1/things"]);
    assert_eq!(undocumented(&routes()[..2], &[docs()]), ["no route: post /api/v1/things"]);
    let wrong = Docs { entities: &[("Big", "small: Small")], ..docs() };
    assert_eq!(undocumented(&routes(), &[wrong]), ["no entity: #/components/schemas/Small"]);
}
