//! What every route answers because of what it is, and what it says of itself.

use serde_json::{Map, Value, json};

use super::{Facts, Op, Pages, notation, takes};
use crate::Access;

/// Refusals that several routes share: status, component, text.
const REFUSALS: &[(u16, &str, &str)] = &[
    (400, "Malformed", "The request cannot be read."),
    (401, "Unauthorized", "There is no token where one is needed, or it is not valid."),
    (403, "Forbidden", "The token lacks the scope, its holder may not do this, or the network is kept out."),
    (404, "NotFound", "There is nothing here, or it is not shown to this viewer."),
    (405, "NoSuchMethod", "There is something at this path, but not by this method."),
    (409, "Conflict", "It is in a state in which this cannot be done."),
    (410, "Gone", "It was here once."),
    (413, "TooLarge", "The body is larger than what is read here."),
    (422, "Invalid", "What was sent does not make sense, as the text says; or only people may do this."),
    (429, "TooMany", "Too many requests; `X-RateLimit-Reset` tells when there may be more."),
    (501, "NotHere", "This server does not offer it."),
    (503, "Unavailable", "The server cannot answer now; try again later."),
];

/// The shared refusals, as components.
pub(super) fn components() -> Value {
    let error = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Error" } } });
    let one = |(_, name, text): &(u16, &str, &str)| {
        ((*name).to_owned(), json!({ "description": text, "content": error }))
    };
    REFUSALS.iter().map(one).collect::<Map<_, _>>().into()
}

/// The answers of one endpoint by status.
pub(super) fn of(facts: &Facts, op: &Op, takes: &Value) -> Value {
    let mut all: Map<String, Value> = Map::new();
    for status in refused(facts, op, takes) {
        insert(&mut all, status, "", op);
    }
    for (status, shape) in op.also {
        insert(&mut all, *status, shape, op);
    }
    if !op.gives.is_empty() {
        all.insert("200".to_owned(), success(op));
    }
    all.into()
}

fn refused(facts: &Facts, op: &Op, takes: &Value) -> Vec<u16> {
    // Networks that are kept out are refused wherever they ask.
    let mut all = vec![403, 429];
    match facts.access {
        Access::Person(_) | Access::Staff(..) => all.extend([401, 422]),
        Access::Anyone(_) | Access::AnyToken => all.push(401),
        _ => {}
    }
    if takes::path_names(facts.path).next().is_some() {
        all.push(404);
    }
    if takes["properties"].as_object().is_some_and(|all| !all.is_empty()) {
        all.extend([400, 422]);
        if !takes::in_query(op) {
            all.push(413);
        }
    }
    all
}

fn insert(all: &mut Map<String, Value>, status: u16, shape: &str, op: &Op) {
    let common = REFUSALS.iter().find(|(code, ..)| *code == status).filter(|_| shape.is_empty());
    let answer = match common {
        None if (300..400).contains(&status) => json!({ "description": said(status) }),
        Some((_, name, _)) => json!({ "$ref": format!("#/components/responses/{name}") }),
        None => {
            json!({ "description": said(status), "content": { op.kind: { "schema": notation::shape(shape) } } })
        }
    };
    all.insert(status.to_string(), answer);
}

fn said(status: u16) -> &'static str {
    match status {
        202 => "It was taken and is still worked on.",
        206 => "It is still worked on.",
        302 => "It is elsewhere.",
        _ => "As the schema says.",
    }
}

fn success(op: &Op) -> Value {
    let mut answer = json!({
        "description": "As it is now.",
        "content": { op.kind: { "schema": notation::shape(op.gives) } },
    });
    if matches!(op.pages, Pages::Ids(..)) {
        let text = "The next and the previous page (RFC 8288), where there are any.";
        answer["headers"] = json!({ "Link": { "description": text, "schema": { "type": "string" } } });
    }
    answer
}
