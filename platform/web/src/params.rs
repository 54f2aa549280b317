//! What a client sends, whatever the format: JSON, urlencoded, multipart and the query string, with Rails brackets
//! (`media_ids[]`, `poll[options][]`, `fields_attributes[0][name]`), merged into one tree.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use base::{Id, Kind, Outcome, Page, PageLimit, Problem};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt, Limited};
use percent_encoding::percent_decode;

use crate::{BodyLimit, Fail};

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

    /// Everything in `other` is added; what is in both is taken from `other`.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The names at this level.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
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

    /// An uploaded file.
    pub fn file(&self, name: &str) -> Outcome<Option<&Upload>> {
        match self.0.get(name) {
            Some(Node::File(upload)) => Ok(Some(upload)),
            None | Some(Node::Null) => Ok(None),
            Some(Node::Text(text)) if text.is_empty() => Ok(None),
            Some(_) => Err(Problem::invalid(format!("{name} is not a file"))),
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

    fn add_urlencoded(&mut self, text: &[u8]) -> Outcome<()> {
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
    fn add(&mut self, key: &str, value: Node) -> Outcome<()> {
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

impl Node {
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

type Entry<'a> = std::collections::btree_map::Entry<'a, String, Node>;

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

fn malformed(text: &'static str) -> Problem {
    Problem::malformed(text)
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

impl<S: Sync> FromRequest<S> for Params {
    type Rejection = Fail;

    async fn from_request(mut request: Request, _: &S) -> Result<Self, Fail> {
        if let Some(ready) = request.extensions_mut().remove::<Self>() {
            return Ok(ready);
        }
        Ok(read(request).await?)
    }
}

/// The query string and the body, as one.
pub(crate) async fn read(request: Request) -> Outcome<Params> {
    let limit = request.extensions().get::<BodyLimit>().copied().unwrap_or_default();
    let mut params = Params::from_urlencoded(request.uri().query().unwrap_or_default().as_bytes())?;
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let body = request.into_body();
    if essence == "multipart/form-data" {
        let boundary = multer::parse_boundary(&kind)
            .map_err(|cause| malformed("The form has no boundary").because(cause))?;
        read_multipart(&mut params, body, boundary, limit).await?;
        return Ok(params);
    }
    let bytes = whole(body, limit).await?;
    if essence == "application/json" || essence.ends_with("+json") {
        if !bytes.is_empty() {
            params.merge(Params::from_json(&bytes)?);
        }
    } else if essence.is_empty() || essence == "application/x-www-form-urlencoded" {
        params.add_urlencoded(&bytes)?;
    }
    Ok(params)
}

async fn whole(body: Body, limit: BodyLimit) -> Outcome<Bytes> {
    match Limited::new(body, limit.bytes()).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(cause) if cause.is::<http_body_util::LengthLimitError>() => Err(too_large(limit)),
        Err(cause) => Err(malformed("The request broke off").because(cause)),
    }
}

fn too_large(limit: BodyLimit) -> Problem {
    Problem::new(Kind::TooLarge, format!("The request is larger than {} bytes", limit.bytes()))
}

async fn read_multipart(params: &mut Params, body: Body, boundary: String, limit: BodyLimit) -> Outcome<()> {
    let sizes = multer::SizeLimit::new().whole_stream(limit.bytes() as u64);
    let constraints = multer::Constraints::new().size_limit(sizes);
    let mut form = multer::Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let refuse = |cause: multer::Error| match cause {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large(limit)
        }
        other => malformed("The form could not be read").because(other),
    };
    for _ in 0..VALUES_MAX {
        let Some(field) = form.next_field().await.map_err(refuse)? else { return Ok(()) };
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let bytes = field.bytes().await.map_err(refuse)?;
        let value = match file {
            // Browsers send a nameless empty file for a file input that was left empty.
            Some(file) if file.is_empty() && bytes.is_empty() => continue,
            Some(name) => Node::File(Upload { name, bytes }),
            None => Node::Text(
                String::from_utf8(bytes.to_vec())
                    .map_err(|cause| malformed("The request is not valid UTF-8").because(cause))?,
            ),
        };
        params.add(&name, value)?;
    }
    Err(malformed("Too many parameters"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn form(text: &str) -> Params {
        Params::from_urlencoded(text.as_bytes()).unwrap()
    }

    #[test]
    fn rails_brackets_and_json_mean_the_same() {
        let json = Params::from_json(
            br#"{"status":"a b","media_ids":["1","2"],"poll":{"options":["x","y"],"multiple":true,"expires_in":300},"n":null}"#,
        )
        .unwrap();
        let rails = form(
            "status=a+b&media_ids[]=1&media_ids%5B%5D=2&poll[options][]=x&poll[options][]=y&poll[multiple]=true&poll[expires_in]=300",
        );
        for params in [&json, &rails] {
            assert_eq!(params.text("status").unwrap(), Some("a b"));
            assert_eq!(params.ids("media_ids").unwrap(), [Id(1), Id(2)]);
            let poll = params.map("poll").unwrap().unwrap();
            assert_eq!(poll.texts("options").unwrap(), ["x", "y"]);
            assert_eq!(
                (poll.flag("multiple").unwrap(), poll.int("expires_in").unwrap()),
                (Some(true), Some(300))
            );
            assert_eq!(params.text("n").unwrap(), None);
        }
    }

    #[test]
    fn indexed_lists_and_lists_of_objects() {
        let params = form(
            "f[1][name]=b&f[0][name]=a&f[0][value]=1&k[][word]=x&k[][whole]=1&k[][word]=y&f[10][name]=c",
        );
        let names: Vec<_> =
            params.list("f").iter().map(|n| n.as_map("f").unwrap().text("name").unwrap().unwrap()).collect();
        assert_eq!(names, ["a", "b", "c"]);
        assert_eq!(params.list("k").len(), 2);
        assert_eq!(params.list("k")[1].as_map("k").unwrap().text("word").unwrap(), Some("y"));
        assert_eq!(params.list("none").len(), 0);
    }

    #[test]
    fn flags_are_rails_flags() {
        let params = form("a=true&b=0&c=off&d=on&e=&f=FALSE&g=1");
        let flags: Vec<_> =
            ["a", "b", "c", "d", "e", "f", "g", "h"].map(|name| params.flag(name).unwrap()).into();
        assert_eq!(
            flags,
            [Some(true), Some(false), Some(false), Some(true), None, Some(false), Some(true), None]
        );
    }

    #[test]
    fn wrong_types_are_named() {
        let params = form("a[]=1&n=x&id=12a");
        assert_eq!(params.text("a").unwrap_err().text(), "Validation failed: a is not a text");
        assert_eq!(params.int("n").unwrap_err().kind(), Kind::Invalid);
        assert_eq!(params.id("id").unwrap_err().kind(), Kind::Invalid);
        assert_eq!(params.required("gone").unwrap_err().text(), "Validation failed: gone can't be blank");
    }

    #[test]
    fn hostile_shapes_are_refused() {
        let deep_form = format!("a{}=1", "[b]".repeat(40));
        let deep_json = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let nested = format!("{{\"a\":{}1{}}}", "[".repeat(40), "]".repeat(40));
        assert!(Params::from_urlencoded(deep_form.as_bytes()).is_err());
        assert!(Params::from_urlencoded(b"a=%ff").is_err());
        assert!(Params::from_urlencoded("a=1&".repeat(3_000).as_bytes()).is_err());
        assert!(Params::from_urlencoded(b"a=1&a[]=2").is_err());
        for bad in [deep_json.as_str(), nested.as_str(), "", "[]", "1", "{", "nul", "{\"a\":1e999}"] {
            assert!(Params::from_json(bad.as_bytes()).is_err(), "{bad:.20}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Params::from_urlencoded(&bytes);
            let _ = Params::from_json(&bytes);
        }

        #[test]
        fn brackets_never_panic(text in "[a-c\\[\\]&=]{0,60}") {
            let _ = Params::from_urlencoded(text.as_bytes());
        }
    }
}
