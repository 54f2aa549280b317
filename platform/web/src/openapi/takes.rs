//! How parameters are sent: in the query, as JSON, or as a form with Rails' brackets.

use serde_json::{Map, Value, json};

use super::{Facts, Op, Pages, notation};
use crate::BodyLimit;

/// The schema of all that an endpoint takes beside its path.
pub(super) fn schema(op: &Op) -> Value {
    let mut schema = notation::fields(op.takes);
    let most = |most: u16| json!({ "type": "integer", "description": format!("At most {most}.") });
    let id = |text: &str| json!({ "type": "string", "pattern": "^[0-9]{1,19}$", "description": text });
    let properties = &mut schema["properties"];
    match op.pages {
        Pages::None => {}
        Pages::Ids(usual, limit) => {
            properties["max_id"] = id("Only what is older than this.");
            properties["since_id"] = id("Only what is newer than this, the newest first.");
            properties["min_id"] = id("Only what is newer than this, and next to it.");
            properties["limit"] = most(limit);
            properties["limit"]["default"] = usual.into();
        }
        Pages::Offset(usual, limit) => {
            properties["limit"] = most(limit);
            properties["limit"]["default"] = usual.into();
            properties["offset"] = json!({ "type": "integer", "default": 0 });
        }
    }
    schema
}

/// Whether its parameters are read from the query only.
pub(super) fn in_query(op: &Op) -> bool {
    matches!(op.verb, "get" | "delete")
}

/// What stands in the path, and in the query.
pub(super) fn parameters(facts: &Facts, op: &Op, takes: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = path_names(facts.path)
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } }))
        .collect();
    if in_query(op) {
        all.extend(query(takes));
    }
    all
}

pub(super) fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.split_once('{')?.1.split_once('}').map(|(name, _)| name))
}

fn query(takes: &Value) -> Vec<Value> {
    let mut flat = Vec::new();
    flatten("", takes, &mut flat);
    let parameter = |(name, schema, required): (String, Value, bool)| {
        let mut schema = schema;
        let told = schema.as_object_mut().and_then(|schema| schema.remove("description"));
        let mut parameter = json!({ "name": name, "in": "query", "schema": schema });
        if required {
            parameter["required"] = true.into();
        }
        if let Some(told) = told {
            parameter["description"] = told;
        }
        parameter
    };
    flat.into_iter().map(parameter).collect()
}

/// The bodies that are understood; `None` where nothing is read.
pub(super) fn body(facts: &Facts, takes: &Value) -> Option<Value> {
    let named = takes["properties"].as_object().is_some_and(|all| !all.is_empty());
    if !named {
        return None;
    }
    let mut flat = Vec::new();
    flatten("", takes, &mut flat);
    let required: Vec<&String> =
        flat.iter().filter(|(.., required)| *required).map(|(name, ..)| name).collect();
    let mut form = json!({ "type": "object" });
    if !required.is_empty() {
        form["required"] = json!(required);
    }
    let is_file = |schema: &Value| schema["format"] == "binary";
    let must_be_file = flat.iter().any(|(_, schema, required)| *required && is_file(schema));
    let has_file = flat.iter().any(|(_, schema, _)| is_file(schema));
    form["properties"] =
        flat.into_iter().map(|(name, schema, _)| (name, schema)).collect::<Map<_, _>>().into();
    let mut content = Map::new();
    if !must_be_file {
        let (json, urlencoded) = (without_files(takes), without_files(&form));
        content.insert("application/json".to_owned(), json!({ "schema": json }));
        content.insert("application/x-www-form-urlencoded".to_owned(), json!({ "schema": urlencoded }));
    }
    if has_file || facts.body != BodyLimit::Small {
        content.insert("multipart/form-data".to_owned(), json!({ "schema": form }));
    }
    let must = takes.get("required").is_some();
    Some(json!({ "required": must, "content": content }))
}

/// Files can only be sent as multipart.
fn without_files(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.retain(|_, schema| schema["format"] != "binary");
    }
    schema
}

/// `poll[options][]`, `fields_attributes[][name]`: each value by the name that forms and queries give it.
fn flatten(prefix: &str, object: &Value, out: &mut Vec<(String, Value, bool)>) {
    let Some(properties) = object["properties"].as_object() else { return };
    let must =
        |name: &str| object["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    for (name, schema) in properties {
        let full = if prefix.is_empty() { name.clone() } else { format!("{prefix}[{name}]") };
        let schema = without_null(schema);
        let required = prefix.is_empty() && must(name);
        if schema.get("properties").is_some() {
            flatten(&full, &schema, out);
        } else if schema["items"].get("properties").is_some() {
            let mut items = Vec::new();
            flatten(&format!("{full}[]"), &schema["items"], &mut items);
            out.extend(items.into_iter().map(|(n, s, _)| (n, json!({ "type": "array", "items": s }), false)));
        } else if schema["type"] == "array" {
            out.push((format!("{full}[]"), schema, required));
        } else {
            out.push((full, schema, required));
        }
    }
}

/// Forms cannot say null.
fn without_null(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some([one, Value::String(null)]) = schema["type"].as_array().map(Vec::as_slice) {
        if null == "null" {
            schema["type"] = one.clone();
        }
        return schema;
    }
    match schema["anyOf"].as_array().map(Vec::as_slice) {
        Some([one, null]) if null["type"] == "null" => one.clone(),
        _ => schema,
    }
}
