//! The tags of a page that we made ourselves.

use std::collections::BTreeMap;

/// Elements that never have an end tag.
const VOID: [&str; 9] = ["base", "input", "img", "meta", "link", "br", "hr", "use", "path"];
/// Elements whose content is text, whatever it looks like.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// One tag, with the text up to the next one.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closing: bool,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) text: String,
    /// The names of the elements around it, outermost first.
    pub(super) around: Vec<String>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(super) fn opens(&self, name: &str) -> bool {
        !self.closing && self.name == name
    }
}

pub(super) fn is_void(tag: &Tag) -> bool {
    VOID.contains(&tag.name.as_str())
        || ["circle", "polyline", "rect", "!doctype"].contains(&tag.name.as_str())
}

pub(super) fn scan(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut around: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = next_tag(rest, tags.last()) {
        if let Some(tag) = tags.last_mut() {
            tag.text = rest[..at].to_owned();
        }
        let (mut tag, after) = read_tag(&rest[at + 1..]);
        rest = after;
        if tag.closing {
            if let Some(open) = around.iter().rposition(|name| *name == tag.name) {
                around.truncate(open);
            }
        } else {
            tag.around.clone_from(&around);
            if !is_void(&tag) {
                around.push(tag.name.clone());
            }
        }
        tags.push(tag);
    }
    if let Some(tag) = tags.last_mut() {
        tag.text = rest.to_owned();
    }
    tags
}

/// Where the next tag begins; inside an element whose content is text, only its own end counts.
fn next_tag(rest: &str, last: Option<&Tag>) -> Option<usize> {
    match last {
        Some(tag) if !tag.closing && RAW.contains(&tag.name.as_str()) => {
            rest.find(&format!("</{}", tag.name))
        }
        _ => rest.find('<'),
    }
}

/// Reads a tag whose `<` has been passed; answers it and what follows its `>`.
fn read_tag(source: &str) -> (Tag, &str) {
    let mut tag = Tag { closing: source.starts_with('/'), ..Tag::default() };
    let mut rest = source.trim_start_matches('/');
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(rest.len());
    tag.name = rest[..end].to_ascii_lowercase();
    rest = &rest[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (tag, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let (name, value, after) = read_attribute(rest);
        tag.attributes.insert(name, value);
        rest = after;
    }
}

fn read_attribute(source: &str) -> (String, String, &str) {
    let end = source.find(|c: char| c.is_whitespace() || c == '>' || c == '=').unwrap_or(source.len());
    // A stray `=` would otherwise be read for ever.
    let end = if end == 0 { source.chars().next().map_or(0, char::len_utf8) } else { end };
    let name = source[..end].to_ascii_lowercase();
    let rest = &source[end..];
    let Some(value) = rest.strip_prefix('=') else { return (name, String::new(), rest) };
    if let Some(quoted) = value.strip_prefix('"') {
        let close = quoted.find('"').unwrap_or(quoted.len());
        return (name, quoted[..close].to_owned(), quoted.get(close + 1..).unwrap_or_default());
    }
    let close = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
    (name, value[..close].to_owned(), &value[close..])
}

#[cfg(test)]
mod tests {
    use crate::check::problems;

    #[test]
    fn broken_markup_ends_the_scan() {
        for broken in ["<", "<a", "<a =", "<a b=\"", "</", "<>", "<a b='c", "é<é é=é"] {
            let _ = problems(broken);
        }
    }
}
