//! RSS 2.0 (<https://www.rssboard.org/rss-specification>) with Media RSS for the words of pictures.

use std::collections::BTreeMap;

use base::Ms;
use chrono::{DateTime, Utc};
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Enclosure, Guid, Image};

use crate::model::{Channel, Item, Medium};

const NAMESPACES: [(&str, &str); 3] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("media", "http://search.yahoo.com/mrss/"),
];
/// Where the size of a file is not known, the RSS Advisory Board recommends 0.
const LENGTH_UNKNOWN: &str = "0";

/// The document.
pub(crate) fn write(channel: &Channel) -> String {
    let image = Image {
        url: channel.icon.clone(),
        title: channel.title.clone(),
        link: channel.page.clone(),
        ..Image::default()
    };
    let own = element(
        "atom:link",
        None,
        &[("rel", "self"), ("type", "application/rss+xml"), ("href", &channel.own)],
    );
    let written = rss::Channel {
        title: channel.title.clone(),
        link: channel.page.clone(),
        description: channel.about.clone(),
        last_build_date: Some(rfc_2822(channel.updated_ms)),
        generator: Some("Medley".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        image: Some(image),
        items: channel.items.iter().map(item).collect(),
        extensions: extensions([("atom", "link", vec![own])]),
        namespaces: NAMESPACES.map(|(name, uri)| (name.to_owned(), uri.to_owned())).into(),
        ..rss::Channel::default()
    };
    written.to_string()
}

fn item(item: &Item) -> rss::Item {
    let category = |tag: &String| Category { name: tag.clone(), domain: None };
    let enclosure = |medium: &Medium| Enclosure {
        url: medium.url.clone(),
        length: LENGTH_UNKNOWN.to_owned(),
        mime_type: medium.mime.clone(),
    };
    let creator = element("dc:creator", Some(&format!("{} (@{})", item.author[0], item.author[1])), &[]);
    let language = item.language.iter().map(|code| element("dc:language", Some(code), &[])).collect();
    rss::Item {
        title: Some(item.title.clone()),
        link: Some(item.url.clone()),
        guid: Some(Guid { value: item.url.clone(), permalink: true }),
        pub_date: Some(rfc_2822(item.created_ms)),
        description: Some(item.html.clone()),
        categories: item.tags.iter().map(category).collect(),
        // The format has room for one; the others follow as Media RSS.
        enclosure: item.media.first().map(enclosure),
        extensions: extensions([
            ("dc", "creator", vec![creator]),
            ("dc", "language", language),
            ("media", "content", item.media.iter().map(medium).collect()),
        ]),
        ..rss::Item::default()
    }
}

fn medium(medium: &Medium) -> Extension {
    let (width, height) = (medium.width.to_string(), medium.height.to_string());
    let mut attributes =
        vec![("url", medium.url.as_str()), ("type", &medium.mime), ("medium", medium.kind())];
    if medium.width > 0 && medium.height > 0 {
        attributes.extend([("width", width.as_str()), ("height", height.as_str())]);
    }
    let mut content = element("media:content", None, &attributes);
    if !medium.description.is_empty() {
        let words = element("media:description", Some(&medium.description), &[("type", "plain")]);
        content.children.insert("description".to_owned(), vec![words]);
    }
    content
}

fn element(name: &str, value: Option<&str>, attributes: &[(&str, &str)]) -> Extension {
    Extension {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        attrs: attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        children: BTreeMap::new(),
    }
}

/// By prefix and local name; empty lists are left out.
fn extensions<const N: usize>(all: [(&str, &str, Vec<Extension>); N]) -> ExtensionMap {
    let mut map = ExtensionMap::new();
    for (prefix, name, elements) in all {
        if !elements.is_empty() {
            map.entry(prefix.to_owned()).or_default().insert(name.to_owned(), elements);
        }
    }
    map
}

fn rfc_2822(ms: Ms) -> String {
    DateTime::<Utc>::from_timestamp_millis(ms).unwrap_or_default().to_rfc2822()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::sample;

    #[test]
    fn it_is_read_back_by_its_own_library() {
        let sample = sample();
        let read = rss::Channel::read_from(write(&sample).as_bytes()).unwrap();
        assert_eq!((read.title.as_str(), read.link.as_str()), (sample.title.as_str(), sample.page.as_str()));
        let (item, wanted) = (&read.items[0], &sample.items[0]);
        assert_eq!(item.description.as_deref(), Some(wanted.html.as_str()));
        assert_eq!(
            item.guid.as_ref().map(|guid| (guid.value.as_str(), guid.permalink)),
            Some((wanted.url.as_str(), true))
        );
        assert_eq!(item.pub_date.as_deref(), Some("Sun, 22 Nov 2026 14:00:00 +0000"));
        assert_eq!(item.categories[0].name, "Stroke");
        let pictures = &item.extensions["media"]["content"];
        assert_eq!(pictures.len(), 2);
        assert_eq!(
            pictures[0].children["description"][0].value.as_deref(),
            Some(wanted.media[0].description.as_str())
        );
        assert_eq!(read.extensions["atom"]["link"][0].attrs["href"], sample.own);
        read.validate_like().unwrap();
    }

    trait ValidateLike {
        fn validate_like(&self) -> Result<(), String>;
    }

    impl ValidateLike for rss::Channel {
        /// What the specification demands: a title or a description in each item, enclosures with type and length.
        fn validate_like(&self) -> Result<(), String> {
            for item in &self.items {
                if item.title.is_none() && item.description.is_none() {
                    return Err("neither title nor description".to_owned());
                }
                if item
                    .enclosure
                    .as_ref()
                    .is_some_and(|e| e.mime_type.is_empty() || e.length.parse::<u64>().is_err())
                {
                    return Err(format!("{:?}", item.enclosure));
                }
            }
            Ok(())
        }
    }

    #[test]
    fn another_library_reads_the_same() {
        let feed = feed_rs::parser::parse(write(&sample()).as_bytes()).unwrap();
        assert_eq!(feed.feed_type, feed_rs::model::FeedType::RSS2);
        let entry = &feed.entries[0];
        assert_eq!(entry.id, "https://medley.example/@ines/5");
        assert_eq!(entry.published.unwrap().timestamp_millis(), 1_795_356_000_000);
        let described = entry.media.iter().filter_map(|media| media.description.as_ref()).count();
        assert_eq!(described, 1, "{:?}", entry.media);
    }
}
