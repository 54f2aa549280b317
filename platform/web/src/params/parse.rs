//! The formats: urlencoded with Rails' brackets, and JSON.

use std::collections::btree_map::Entry as Slot;

use base::{Outcome, Problem};
use percent_encoding::percent_decode;

use super::{Node, PARAMS_DEPTH_MAX, Params, VALUES_MAX, malformed};

impl Params {
    /// Reads a query string or an urlencoded body.
    pub fn from_urlencoded(text: &[u8]) -> Outcome<Self> {
        let mut params = Self::default();
        params.add_urlencoded(text)?;
        Ok(params)
    }

    /// Reads a JSON object.
    pub fn from_json(bytes: &[u8]) -> Outcome<Self> {
        let value = serde_json::from_slice(bytes)
            .map_err(|cause| malformed("The JSON could not be read").because(cause))?;
        let mut left = VALUES_MAX;
        match node(value, 0, &mut left)? {
            Node::Map(params) => Ok(params),
            _ => Err(malformed("The JSON must be an object")),
        }
    }

    pub(super) fn add_urlencoded(&mut self, text: &[u8]) -> Outcome<()> {
        let pairs = text.split(|&b| b == b'&').filter(|pair| !pair.is_empty());
        for (n, pair) in pairs.enumerate() {
            if n >= VALUES_MAX {
                return Err(malformed("Too many parameters"));
            }
            let at = pair.iter().position(|&b| b == b'=').unwrap_or(pair.len());
            let value = pair.get(at + 1..).unwrap_or_default();
            self.add(&decoded(&pair[..at])?, Node::Text(decoded(value)?))?;
        }
        Ok(())
    }

    /// Puts `value` at `a[b][]`.
    pub(super) fn add(&mut self, key: &str, value: Node) -> Outcome<()> {
        let (head, rest) = key.split_once('[').map_or((key, None), |(head, rest)| (head, Some(rest)));
        let path: Vec<&str> = match rest {
            None => Vec::new(),
            Some(rest) => rest.strip_suffix(']').unwrap_or(rest).split("][").collect(),
        };
        if path.len() > PARAMS_DEPTH_MAX {
            return Err(malformed("Parameters are nested too deeply"));
        }
        place(self.0.entry(head.to_owned()), &path, value)
    }
}

type Entry<'a> = Slot<'a, String, Node>;

fn place(entry: Entry<'_>, path: &[&str], value: Node) -> Outcome<()> {
    match path {
        [] => {
            entry.insert_entry(value);
            Ok(())
        }
        ["", rest @ ..] => match entry.or_insert_with(|| Node::List(Vec::new())) {
            Node::List(list) => push(list, rest, value),
            _ => Err(mixed()),
        },
        [key, rest @ ..] => match entry.or_insert_with(|| Node::Map(Params::default())) {
            Node::Map(map) => place(map.0.entry((*key).to_owned()), rest, value),
            _ => Err(mixed()),
        },
    }
}

/// `a[]=1` appends; `a[][x]=1&a[][y]=2` fills one object until a key comes again, which begins the next.
fn push(list: &mut Vec<Node>, path: &[&str], value: Node) -> Outcome<()> {
    let [key, rest @ ..] = path else {
        list.push(value);
        return Ok(());
    };
    let fits = matches!(list.last(), Some(Node::Map(map)) if !map.0.contains_key(*key) || !rest.is_empty());
    if !fits {
        list.push(Node::Map(Params::default()));
    }
    match list.last_mut() {
        Some(Node::Map(map)) => place(map.0.entry((*key).to_owned()), rest, value),
        _ => Err(mixed()),
    }
}

fn mixed() -> Problem {
    malformed("A parameter is both a list and something else")
}

fn decoded(bytes: &[u8]) -> Outcome<String> {
    let spaced: Vec<u8> = bytes.iter().map(|&b| if b == b'+' { b' ' } else { b }).collect();
    let raw: Vec<u8> = percent_decode(&spaced).collect();
    String::from_utf8(raw).map_err(|cause| malformed("The request is not valid UTF-8").because(cause))
}

fn node(value: serde_json::Value, depth: usize, left: &mut usize) -> Outcome<Node> {
    use serde_json::Value as Json;
    *left = left.checked_sub(1).ok_or_else(|| malformed("Too many parameters"))?;
    if depth > PARAMS_DEPTH_MAX {
        return Err(malformed("Parameters are nested too deeply"));
    }
    Ok(match value {
        Json::Null => Node::Null,
        Json::Bool(flag) => Node::Text(flag.to_string()),
        Json::Number(number) => Node::Text(number.to_string()),
        Json::String(text) => Node::Text(text),
        Json::Array(list) => {
            Node::List(list.into_iter().map(|v| node(v, depth + 1, left)).collect::<Outcome<_>>()?)
        }
        Json::Object(map) => {
            let pairs = map.into_iter().map(|(key, v)| Ok((key, node(v, depth + 1, left)?)));
            Node::Map(Params(pairs.collect::<Outcome<_>>()?))
        }
    })
}
