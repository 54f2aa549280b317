//! Atom 1.0 (RFC 4287) with Media RSS for the words of pictures.

use std::collections::BTreeMap;

use atom_syndication as atom;
use atom_syndication::extension::{Extension, ExtensionMap};
use base::Ms;
use chrono::{DateTime, FixedOffset, Utc};

use crate::model::{Channel, Item, Medium};

/// The document.
pub(crate) fn write(channel: &Channel) -> String {
    let feed = atom::Feed {
        title: plain(&channel.title),
        id: channel.own.clone(),
        updated: at(channel.updated_ms),
        subtitle: Some(plain(&channel.about)),
        generator: Some(atom::Generator { value: "Medley".to_owned(), uri: None, version: None }),
        icon: Some(channel.icon.clone()),
        links: vec![
            link("self", "application/atom+xml", &channel.own),
            link("alternate", "text/html", &channel.page),
        ],
        entries: channel.items.iter().map(entry).collect(),
        namespaces: [("media".to_owned(), "http://search.yahoo.com/mrss/".to_owned())].into(),
        ..atom::Feed::default()
    };
    feed.to_string()
}

fn entry(item: &Item) -> atom::Entry {
    let [name, _, page] = &item.author;
    let category = |tag: &String| atom::Category { term: tag.clone(), scheme: None, label: None };
    let mut links = vec![link("alternate", "text/html", &item.url)];
    links.extend(item.media.iter().map(enclosure));
    let content = atom::Content {
        lang: item.language.clone(),
        value: Some(item.html.clone()),
        content_type: Some("html".to_owned()),
        ..atom::Content::default()
    };
    let author = atom::Person { name: name.clone(), uri: Some(page.clone()), ..atom::Person::default() };
    atom::Entry {
        title: plain(&item.title),
        id: item.url.clone(),
        updated: at(item.updated_ms),
        published: Some(at(item.created_ms)),
        authors: vec![author],
        categories: item.tags.iter().map(category).collect(),
        links,
        content: Some(content),
        extensions: pictures(&item.media),
        ..atom::Entry::default()
    }
}

fn plain(text: &str) -> atom::Text {
    atom::Text::plain(text)
}

fn link(rel: &str, mime: &str, href: &str) -> atom::Link {
    atom::Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(mime.to_owned()),
        ..atom::Link::default()
    }
}

fn enclosure(medium: &Medium) -> atom::Link {
    let title = Some(medium.description.clone()).filter(|words| !words.is_empty());
    atom::Link { title, ..link("enclosure", &medium.mime, &medium.url) }
}

fn pictures(media: &[Medium]) -> ExtensionMap {
    if media.is_empty() {
        return ExtensionMap::new();
    }
    let one = |medium: &Medium| {
        let attributes = [("url", &medium.url), ("type", &medium.mime)];
        let mut content = element("media:content", None, &attributes);
        if !medium.description.is_empty() {
            let plain = "plain".to_owned();
            let words = element("media:description", Some(&medium.description), &[("type", &plain)]);
            content.children.insert("description".to_owned(), vec![words]);
        }
        content
    };
    let contents = BTreeMap::from([("content".to_owned(), media.iter().map(one).collect())]);
    ExtensionMap::from([("media".to_owned(), contents)])
}

fn element(name: &str, value: Option<&str>, attributes: &[(&str, &String)]) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).clone())).collect(),
        children: BTreeMap::new(),
    }
}

fn at(ms: Ms) -> DateTime<FixedOffset> {
    DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default().fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::sample;

    #[test]
    fn it_is_read_back_by_its_own_library() {
        let sample = sample();
        let read = atom::Feed::read_from(write(&sample).as_bytes()).unwrap();
        assert_eq!(
            (read.title.value.as_str(), read.id.as_str()),
            (sample.title.as_str(), sample.own.as_str())
        );
        let (entry, wanted) = (&read.entries[0], &sample.items[0]);
        assert_eq!(entry.content.as_ref().and_then(|c| c.value.as_deref()), Some(wanted.html.as_str()));
        assert_eq!(entry.updated.timestamp_millis(), wanted.updated_ms);
        assert_eq!(entry.links.iter().filter(|link| link.rel == "enclosure").count(), 2);
        let words = &entry.extensions["media"]["content"][0].children["description"][0].value;
        assert_eq!(words.as_deref(), Some(wanted.media[0].description.as_str()));
    }

    #[test]
    fn another_library_reads_the_same() {
        let feed = feed_rs::parser::parse(write(&sample()).as_bytes()).unwrap();
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::Atom);
        let entry = &feed.entries[0];
        assert_eq!(entry.id, "https://medley.example/@ines/5");
        assert_eq!(entry.authors[0].uri.as_deref(), Some("https://medley.example/@ines"));
        assert_eq!(entry.categories[0].term, "Stroke");
        assert_eq!(feed.links.iter().filter(|link| link.rel.as_deref() == Some("self")).count(), 1);
    }
}
