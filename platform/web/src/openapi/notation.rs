//! A short notation of JSON's shapes, from which JSON Schema is made.
//!
//! | written | meant |
//! |---|---|
//! | `text`, `html`, `int`, `count`, `number`, `flag`, `id`, `time`, `date`, `url`, `file`, `any`, `object`, `null` | a value |
//! | `'public'` | this very text |
//! | `Account` | an entity |
//! | `T?` | or null |
//! | `A\|B` | one of them |
//! | `[T]` | a list |
//! | `{*: T}` | an object of any names |
//! | `{a: T b?: U ..Account}` | an object: `a` always, `b` sometimes, and all of `Account` |
//!
//! Commas may stand between fields. What cannot be read is taken for an entity's name, which no document has; the
//! test of the document tells.

use serde_json::{Map, Value, json};

/// The key under which an object names the entities whose fields it has too.
pub(super) const SPREAD: &str = "x-with";

/// The schema of a shape.
pub(super) fn shape(text: &str) -> Value {
    Reader { rest: text.trim() }.alternatives()
}

/// The schema of an entity: fields, or after `=` any shape.
pub(super) fn entity(text: &str) -> Value {
    text.strip_prefix('=').map_or_else(|| fields(text), shape)
}

/// The schema of an object's fields, without the braces.
pub(super) fn fields(text: &str) -> Value {
    Reader { rest: text.trim() }.fields()
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }

    fn eat(&mut self, wanted: &str) -> bool {
        self.skip();
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self) -> &'a str {
        self.skip();
        if let Some((quoted, rest)) = self.rest.strip_prefix('\'').and_then(|rest| rest.split_once('\'')) {
            self.rest = rest;
            return quoted;
        }
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@' | '*'));
        let (word, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn alternatives(&mut self) -> Value {
        let mut all = vec![self.one()];
        while self.eat("|") {
            all.push(self.one());
        }
        if all.len() == 1 { all.remove(0) } else { either(all) }
    }

    fn one(&mut self) -> Value {
        let mut schema = self.bare();
        while self.rest.starts_with('?') {
            self.rest = &self.rest[1..];
            schema = or_null(schema);
        }
        schema
    }

    fn bare(&mut self) -> Value {
        if self.eat("[") {
            let items = self.alternatives();
            self.eat("]");
            return json!({ "type": "array", "items": items });
        }
        if self.eat("{") {
            let object = self.fields();
            self.eat("}");
            return object;
        }
        if self.rest.starts_with('\'') {
            return json!({ "type": "string", "enum": [self.word()] });
        }
        let word = self.word();
        if word.is_empty() {
            // Whatever it is, the reader must come to an end.
            self.rest = "";
        }
        value(word)
    }

    fn fields(&mut self) -> Value {
        let (mut properties, mut required, mut spread) = (Map::new(), Vec::new(), Vec::new());
        let mut object = json!({ "type": "object" });
        loop {
            self.skip();
            if self.rest.is_empty() || self.rest.starts_with('}') {
                break;
            }
            if self.eat("..") {
                spread.push(Value::from(self.word()));
                continue;
            }
            let name = self.word();
            let optional = self.eat("?");
            if !self.eat(":") {
                self.rest = "";
                properties.insert(name.to_owned(), value("?"));
                break;
            }
            let schema = self.alternatives();
            if name == "*" {
                object["additionalProperties"] = schema;
                continue;
            }
            if !optional {
                required.push(Value::from(name));
            }
            properties.insert(name.to_owned(), schema);
        }
        object["properties"] = properties.into();
        for (key, list) in [("required", required), (SPREAD, spread)] {
            if !list.is_empty() {
                object[key] = list.into();
            }
        }
        object
    }
}

fn value(word: &str) -> Value {
    match word {
        "text" => json!({ "type": "string" }),
        "html" => json!({ "type": "string", "contentMediaType": "text/html" }),
        "int" => json!({ "type": "integer" }),
        "count" => json!({ "type": "integer", "minimum": 0 }),
        "number" => json!({ "type": "number" }),
        "flag" => json!({ "type": "boolean" }),
        "id" => json!({ "type": "string", "pattern": "^-?[0-9]{1,19}$" }),
        "time" => json!({ "type": "string", "format": "date-time" }),
        "date" => json!({ "type": "string", "format": "date" }),
        "url" => json!({ "type": "string", "format": "uri" }),
        "file" => json!({ "type": "string", "format": "binary" }),
        "null" => json!({ "type": "null" }),
        "object" => json!({ "type": "object" }),
        "any" => json!({}),
        entity => json!({ "$ref": format!("#/components/schemas/{entity}") }),
    }
}

/// Texts become one `enum`, everything else an `anyOf`.
fn either(all: Vec<Value>) -> Value {
    let texts: Option<Vec<Value>> =
        all.iter().map(|one| one.get("enum")?.as_array()?.first().cloned()).collect();
    match texts {
        Some(texts) => json!({ "type": "string", "enum": texts }),
        None => json!({ "anyOf": all }),
    }
}

fn or_null(mut schema: Value) -> Value {
    let plain = schema.get("type").is_some_and(Value::is_string) && schema.get("enum").is_none();
    if plain {
        schema["type"] = json!([schema["type"], "null"]);
        return schema;
    }
    json!({ "anyOf": [schema, { "type": "null" }] })
}
