//! What a client sends, whatever the format: JSON, urlencoded, multipart and the query string, with Rails brackets
//! (`media_ids[]`, `poll[options][]`, `fields_attributes[0][name]`), merged into one tree.

mod parse;
mod read;

use std::collections::BTreeMap;

use base::{Id, Outcome, Page, PageLimit, Problem};
use base64::Engine;
use bytes::Bytes;

pub(crate) use read::read;

/// Values in one request.
const VALUES_MAX: usize = 2_000;
/// Levels of brackets or of JSON.
pub const PARAMS_DEPTH_MAX: usize = 16;

/// A tree of named values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Params(BTreeMap<String, Node>);

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// JSON's null.
    Null,
    /// Text; numbers and booleans too, as they were written.
    Text(String),
    /// `name[]`.
    List(Vec<Node>),
    /// `name[key]`.
    Map(Params),
    /// An uploaded file.
    File(Upload),
}

/// An uploaded file. Its name and type are what the client says, so they are never trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// The client's name for it.
    pub name: String,
    /// The content.
    pub bytes: Bytes,
}

impl Params {
    /// Everything in `other` is added; what is in both is taken from `other`.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The names at this level.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The same without its files, for a handler that has taken them and goes on: they hold memory.
    pub fn drop_files(&mut self) {
        self.0.retain(|_, node| node.keep_text());
    }

    /// The names and values at this level.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = (&str, &Node)> {
        self.0.iter().map(|(name, node)| (name.as_str(), node))
    }

    /// Whether `name` was sent at all, be it empty.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Text, if it was sent and is not null.
    pub fn text(&self, name: &str) -> Outcome<Option<&str>> {
        match self.0.get(name) {
            None | Some(Node::Null) => Ok(None),
            Some(Node::Text(text)) => Ok(Some(text)),
            Some(_) => Err(Problem::invalid(format!("{name} is not a text"))),
        }
    }

    /// Text that is not empty.
    pub fn filled(&self, name: &str) -> Outcome<Option<&str>> {
        Ok(self.text(name)?.filter(|text| !text.is_empty()))
    }

    /// Text that must be there.
    pub fn required(&self, name: &str) -> Outcome<&str> {
        self.filled(name)?.ok_or_else(|| Problem::invalid(format!("{name} can't be blank")))
    }

    /// A flag, by Rails' rules: 0, f, false, off are false; empty is unsaid; everything else is true.
    pub fn flag(&self, name: &str) -> Outcome<Option<bool>> {
        Ok(self
            .filled(name)?
            .map(|text| !matches!(text.to_ascii_lowercase().as_str(), "0" | "f" | "false" | "off")))
    }

    /// Whether a flag is set.
    pub fn is_set(&self, name: &str) -> Outcome<bool> {
        Ok(self.flag(name)?.unwrap_or(false))
    }

    /// A whole number.
    pub fn int(&self, name: &str) -> Outcome<Option<i64>> {
        let number =
            |text: &str| text.parse().map_err(|_| Problem::invalid(format!("{name} is not a number")));
        self.filled(name)?.map(number).transpose()
    }

    /// An id.
    pub fn id(&self, name: &str) -> Outcome<Option<Id>> {
        let id = |text: &str| text.parse().map_err(|_| Problem::invalid(format!("{name} is not an id")));
        self.filled(name)?.map(id).transpose()
    }

    /// A list, however it was written: `a[]=`, `a[0]=`, a JSON array, or one value alone.
    pub fn list(&self, name: &str) -> Vec<&Node> {
        match self.0.get(name) {
            None | Some(Node::Null) => Vec::new(),
            Some(Node::List(list)) => list.iter().collect(),
            Some(Node::Map(map)) => map.in_order(),
            Some(one) => vec![one],
        }
    }

    /// A list of texts.
    pub fn texts(&self, name: &str) -> Outcome<Vec<&str>> {
        let text = |node: &&'_ Node| !matches!(node, Node::Null);
        self.list(name).into_iter().filter(text).map(|node| node.as_text(name)).collect()
    }

    /// A list of ids.
    pub fn ids(&self, name: &str) -> Outcome<Vec<Id>> {
        let bad = |_| Problem::invalid(format!("{name} holds what is not an id"));
        self.texts(name)?
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().map_err(bad))
            .collect()
    }

    /// A level below: `name[..]`.
    pub fn map(&self, name: &str) -> Outcome<Option<&Self>> {
        match self.0.get(name) {
            None | Some(Node::Null) => Ok(None),
            Some(Node::Map(map)) => Ok(Some(map)),
            Some(_) => Err(Problem::invalid(format!("{name} is not an object"))),
        }
    }

    /// An uploaded file; or what a client wrote out as a `data:` address (RFC 2397) in base64, as Mastodon takes it.
    pub fn file(&self, name: &str) -> Outcome<Option<Upload>> {
        let refused = || Problem::invalid(format!("{name} is not a file"));
        match self.0.get(name) {
            Some(Node::File(upload)) => Ok(Some(upload.clone())),
            None | Some(Node::Null) => Ok(None),
            Some(Node::Text(text)) if text.is_empty() => Ok(None),
            Some(Node::Text(text)) => written_out(text).map(Some).ok_or_else(refused),
            Some(_) => Err(refused()),
        }
    }

    /// `max_id`, `since_id`, `min_id`, `limit`.
    pub fn page(&self, limit: PageLimit) -> Outcome<Page> {
        Ok(Page {
            max_id: self.id("max_id")?,
            since_id: self.id("since_id")?,
            min_id: self.id("min_id")?,
            limit: limit.pick(self.int("limit")?),
        })
    }

    /// Keys that are numbers are indices; others keep their alphabetical order.
    fn in_order(&self) -> Vec<&Node> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_key(|(key, _)| key.parse::<u32>().unwrap_or(u32::MAX));
        all.into_iter().map(|(_, node)| node).collect()
    }
}

/// The file in a `data:` address. What it says of its type is not believed, like that of any file.
fn written_out(text: &str) -> Option<Upload> {
    let (head, body) = text.strip_prefix("data:")?.split_once(',')?;
    head.strip_suffix(";base64")?;
    let bytes = base64::engine::general_purpose::STANDARD.decode(body.trim()).ok()?;
    Some(Upload { name: String::new(), bytes: bytes.into() })
}

impl Node {
    /// Drops the files in it; false if it is one.
    fn keep_text(&mut self) -> bool {
        match self {
            Self::File(_) => return false,
            Self::List(list) => list.retain_mut(Self::keep_text),
            Self::Map(map) => map.drop_files(),
            Self::Null | Self::Text(_) => {}
        }
        true
    }

    /// The text of a value in the list `name`.
    pub fn as_text(&self, name: &str) -> Outcome<&str> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Problem::invalid(format!("{name} holds what is not a text"))),
        }
    }

    /// The object of a value in the list `name`.
    pub fn as_map(&self, name: &str) -> Outcome<&Params> {
        match self {
            Self::Map(map) => Ok(map),
            _ => Err(Problem::invalid(format!("{name} holds what is not an object"))),
        }
    }
}

fn malformed(text: &'static str) -> Problem {
    Problem::malformed(text)
}

/// The id that a path names.
///
/// # Errors
/// 404: what is not a number is simply not there.
pub fn at(id: &str) -> Outcome<Id> {
    id.parse().map_err(|_| Problem::not_found())
}

#[cfg(test)]
mod tests;
