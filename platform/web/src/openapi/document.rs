use serde_json::{Map, Value, json};

use super::notation::SPREAD;
use super::{About, Docs, Facts, Op, answers, notation, takes};
use crate::{Access, Scopes};

/// Whether objects may have more keys than the document tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// As it is served: a client must expect new keys.
    Open,
    /// For our own tests: nothing goes out that the document does not tell.
    Closed,
}

/// What does not fit: routes without a declaration, declarations without a route, entities that do not exist.
pub fn undocumented(facts: &[Facts], docs: &[Docs]) -> Vec<String> {
    let ops = || docs.iter().flat_map(|docs| docs.ops);
    let alone = facts.iter().filter(|route| !ops().any(|op| route.is(op)));
    let mut faults: Vec<String> =
        alone.map(|route| format!("not declared: {} {}", route.method, route.path)).collect();
    let stray = ops().filter(|op| !facts.iter().any(|route| route.is(op)));
    faults.extend(stray.map(|op| format!("no route: {} {}", op.verb, op.path)));
    let whole = document(About { base_url: "", version: "" }, facts, docs, Keys::Closed);
    let mut names = Vec::new();
    references(&whole, &mut names);
    names.sort_unstable();
    names.dedup();
    let lost = names.into_iter().filter(|name| whole.pointer(name.trim_start_matches('#')).is_none());
    faults.extend(lost.map(|name| format!("no entity: {name}")));
    faults
}

fn references<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(map) => {
            out.extend(map.get("$ref").and_then(Value::as_str));
            map.values().for_each(|value| references(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, out)),
        _ => {}
    }
}

/// The whole document: routes in the order of their paths, what they take and give as `docs` declares it.
pub fn document(about: About<'_>, facts: &[Facts], docs: &[Docs], keys: Keys) -> Value {
    let mut routes: Vec<&Facts> = facts.iter().collect();
    routes.sort_by_key(|route| route.path);
    let mut paths = Map::new();
    for route in routes {
        let Some((docs, op)) =
            docs.iter().find_map(|docs| docs.ops.iter().find(|op| route.is(op)).map(|op| (docs, op)))
        else {
            continue;
        };
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method.as_str()] = operation(docs, route, op);
    }
    let tags: Vec<Value> =
        docs.iter().map(|docs| json!({ "name": docs.name, "description": docs.about })).collect();
    let mut whole = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Medley",
            "version": about.version,
            "description": "The client API of this server, which is Mastodon's. Parameters may be sent as JSON, as \
                a form, and in the query; lists in forms and queries end in `[]`. Unknown parameters are passed over.",
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "servers": [{ "url": about.base_url }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas(docs),
            "responses": answers::components(),
            "securitySchemes": { "oauth": flows(about.base_url) },
        },
    });
    if keys == Keys::Closed {
        close(&mut whole);
    }
    whole
}

fn operation(docs: &Docs, route: &Facts, op: &Op) -> Value {
    let takes = takes::schema(op);
    let mut operation = json!({
        "operationId": operation_id(op),
        "summary": op.says,
        "tags": [docs.name],
        "security": security(route.access),
        "responses": answers::of(route, op, &takes),
    });
    let parameters = takes::parameters(route, op, &takes);
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if let Some(body) = takes::body(route, &takes).filter(|_| !takes::in_query(op)) {
        operation["requestBody"] = body;
    }
    if op.old {
        operation["deprecated"] = true.into();
    }
    operation
}

/// `get_api_v1_accounts_id_statuses`
fn operation_id(op: &Op) -> String {
    let words = op.path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    std::iter::once(op.verb).chain(words).collect::<Vec<_>>().join("_")
}

fn security(access: Access) -> Value {
    match access {
        Access::Anyone(scope) => json!([{}, { "oauth": [scope.name()] }]),
        Access::Person(scope) | Access::Staff(_, scope) => json!([{ "oauth": [scope.name()] }]),
        Access::AnyToken => json!([{ "oauth": [] }]),
        _ => json!([]),
    }
}

fn flows(base_url: &str) -> Value {
    let scopes: Map<String, Value> =
        Scopes::names().iter().map(|name| ((*name).to_owned(), "".into())).collect();
    let token = format!("{base_url}/oauth/token");
    json!({
        "type": "oauth2",
        "flows": {
            "authorizationCode": {
                "authorizationUrl": format!("{base_url}/oauth/authorize"), "tokenUrl": token, "scopes": scopes,
            },
            "clientCredentials": { "tokenUrl": token, "scopes": scopes },
        },
    })
}

/// Every entity, with the fields of those that it is an extension of.
fn schemas(docs: &[Docs]) -> Value {
    let error = ("Error", "error: text error_description?: text details?: object");
    let entities = || docs.iter().flat_map(|docs| docs.entities).chain([&error]);
    let mut all: Map<String, Value> =
        entities().map(|(name, text)| ((*name).to_owned(), notation::entity(text))).collect();
    let names: Vec<&str> = entities().map(|(name, _)| *name).collect();
    // What is extended may be an extension itself: twice is as deep as it goes.
    for name in names.iter().chain(&names) {
        let spread = all.get_mut(*name).and_then(|schema| schema.as_object_mut()?.remove(SPREAD));
        for base in spread.iter().filter_map(Value::as_array).flatten().filter_map(Value::as_str) {
            if let Some(base) = all.get(base).cloned() {
                extend(&mut all[*name], &base);
            }
        }
    }
    all.into()
}

/// Adds the fields of `base` that `schema` does not say otherwise.
fn extend(schema: &mut Value, base: &Value) {
    let own = schema["properties"].clone();
    for (name, field) in base["properties"].as_object().into_iter().flatten() {
        if own.get(name).is_none() {
            schema["properties"][name] = field.clone();
        }
    }
    let mut required = schema["required"].as_array().cloned().unwrap_or_default();
    let more = base["required"].as_array().cloned().unwrap_or_default();
    let new = |name: &Value| name.as_str().is_some_and(|name| own.get(name).is_none());
    required.extend(more.into_iter().filter(new));
    schema["required"] = required.into();
    if let Some(further) = base.get(SPREAD) {
        schema[SPREAD] = further.clone();
    }
}

/// No object may have keys that are not named.
fn close(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.values_mut().for_each(close);
            let is_object = map.get("type").is_some_and(|kind| kind == "object" || kind[0] == "object");
            if is_object && map.contains_key("properties") && !map.contains_key("additionalProperties") {
                map.insert("additionalProperties".to_owned(), false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}
