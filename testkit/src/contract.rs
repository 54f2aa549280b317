//! Holds every answer that a test gets against the OpenAPI document: its status, its type, and each key and value. So
//! the document cannot say what is not so, and nothing goes out that it does not say.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use http::Method;
use jsonschema::Validator;
use medley::{Medley, openapi};
use serde_json::{Map, Value, json};
use web::openapi::Keys;

use crate::Answer;

/// The document, and the schemas of it that were needed so far.
struct Contract {
    document: Value,
    ready: Mutex<HashMap<String, Arc<Validator>>>,
}

/// The same for all servers of this process.
static CONTRACT: OnceLock<Contract> = OnceLock::new();

/// Fails the test when an endpoint of the document answers what the document does not say.
#[track_caller]
pub(crate) fn hold(medley: &Medley, method: &Method, path: &str, answer: &Answer) {
    let contract = CONTRACT.get_or_init(|| Contract {
        document: openapi::document(&medley.site, &openapi::facts(&medley.routes()), Keys::Closed),
        ready: Mutex::default(),
    });
    if let Some(fault) = contract.fault(method, path, answer) {
        panic!("{method} {path} ({}) is not as the document says: {fault}\n{}", answer.status, answer.text);
    }
}

impl Contract {
    fn fault(&self, method: &Method, path: &str, answer: &Answer) -> Option<String> {
        let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
        let (template, operations) = self.path(path)?;
        let verb = method.as_str().to_ascii_lowercase();
        let operation = operations.get(&verb)?;
        let status = answer.status.as_u16();
        if status >= 500 && operation["responses"].get(status.to_string()).is_none() {
            // Tests that break something on purpose.
            return None;
        }
        let Some(told) = operation["responses"].get(status.to_string()) else {
            return Some("no such status".to_owned());
        };
        let told = told["$ref"].as_str().and_then(|to| self.document.pointer(&to[1..])).unwrap_or(told);
        let contents = told.get("content")?;
        let kind = answer.header("content-type").split(';').next().unwrap_or_default();
        let Some(content) = contents.get(kind) else { return Some(format!("it is {kind}")) };
        if !kind.ends_with("json") {
            return None;
        }
        let validator = self.validator(&format!("{verb} {template} {status}"), &content["schema"]);
        let faults = validator.iter_errors(&answer.json);
        let faults: Vec<String> = faults.map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
        (!faults.is_empty()).then(|| faults.join("\n"))
    }

    /// The entry of a path; what is written out comes before what stands for anything.
    fn path(&self, path: &str) -> Option<(&String, &Value)> {
        let fits = |template: &str| {
            let (mut own, mut given) = (template.split('/'), path.split('/'));
            let same =
                own.by_ref().zip(given.by_ref()).all(|(own, given)| own.starts_with('{') || own == given);
            same && template.split('/').count() == path.split('/').count()
        };
        let all = self.document["paths"].as_object()?;
        all.iter()
            .filter(|(template, _)| fits(template))
            .min_by_key(|(template, _)| template.matches('{').count())
    }

    fn validator(&self, key: &str, schema: &Value) -> Arc<Validator> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let options = jsonschema::options().should_validate_formats(true);
            Arc::new(options.build(&self.whole(schema)).expect("the document's schemas are schemas"))
        };
        ready.entry(key.to_owned()).or_insert_with(make).clone()
    }

    /// A schema with the entities that it names, and those that these name.
    fn whole(&self, schema: &Value) -> Value {
        let (mut entities, mut waiting) = (Map::new(), vec![schema.clone()]);
        while let Some(next) = waiting.pop() {
            for name in named(&next) {
                let entity = &self.document["components"]["schemas"][&name];
                if !entities.contains_key(&name) {
                    entities.insert(name, entity.clone());
                    waiting.push(entity.clone());
                }
            }
        }
        json!({ "allOf": [schema], "components": { "schemas": entities } })
    }
}

fn named(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(map) => {
            let own = map.get("$ref").and_then(Value::as_str).and_then(|to| to.rsplit('/').next());
            own.map(str::to_owned).into_iter().chain(map.values().flat_map(named)).collect()
        }
        Value::Array(list) => list.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        let status = http::StatusCode::from_u16(status).expect("a status");
        let headers =
            [("content-type".parse().expect("a name"), "application/json".parse().expect("a value"))];
        let json = serde_json::from_str(body).expect("JSON");
        Answer { status, headers: headers.into_iter().collect(), text: body.to_owned(), json }
    }

    #[test]
    fn answers_are_held_against_the_document() {
        let thing = json!({
            "type": "object", "required": ["id"], "additionalProperties": false,
            "properties": { "id": { "type": "string" }, "at": { "type": "string", "format": "date-time" } },
        });
        let schema = json!({ "$ref": "#/components/schemas/Thing" });
        let told = json!({ "200": { "content": { "application/json": { "schema": schema } } } });
        let paths =
            json!({ "/a/{id}": { "get": { "responses": told } }, "/a/b": { "get": { "responses": {} } } });
        let document = json!({ "paths": paths, "components": { "schemas": { "Thing": thing } } });
        let contract = Contract { document, ready: Mutex::default() };
        let fault =
            |path: &str, status, body: &str| contract.fault(&Method::GET, path, &answer(status, body));
        assert_eq!(fault("/a/1?x=2", 200, r#"{"id":"1","at":"2026-11-22T14:00:00.000Z"}"#), None);
        for wrong in ["{}", r#"{"id":1}"#, r#"{"id":"1","more":1}"#, r#"{"id":"1","at":"today"}"#, "[]"] {
            assert!(fault("/a/1", 200, wrong).is_some(), "{wrong}");
        }
        assert_eq!(fault("/a/1/", 418, "{}").as_deref(), Some("no such status"));
        assert_eq!(fault("/a/b", 200, "{}").as_deref(), Some("no such status"));
        assert_eq!((fault("/b/1", 200, "{}"), fault("/a/1", 500, "{}")), (None, None));
    }
}
