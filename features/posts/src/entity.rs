//! Mastodon's `Status` entity: everything that is the same for all viewers is written once ([`render`]); the author
//! and the viewer's flags are put in when it is sent ([`write`]).

use std::sync::Arc;

use accounts::{NameLinks, Shown as Person};
use base::{Id, IdMap, iso_ms};
use emojis::{Book, Emoji};
use media::Media;
use serde::Serialize;
use serde_json::Value;
use web::Site;

use crate::model::{Flags, Post, Visibility};
use crate::polls;
use crate::quotes;
use crate::tagged::linked;
use crate::views::View;

/// What is the same for all viewers of a post.
#[derive(Default)]
pub(crate) struct Rendered {
    /// The `Status` entity up to and including `"account":`.
    pub(crate) json: Box<[u8]>,
    /// The text as HTML.
    pub(crate) content: String,
    /// The custom emojis of its texts.
    pub(crate) emojis: ui::Emojis,
    /// Those of the answers of its poll.
    pub(crate) poll_emojis: Vec<Emoji>,
    /// The collections that it links to.
    pub(crate) tagged: Vec<Id>,
}

/// Renders a post with the emojis that there are now.
pub(crate) fn render(site: &Site, post: &Post, people: &IdMap<Arc<Person>>, book: &Book) -> Rendered {
    let mentioned: Vec<&Arc<Person>> = post.mentions.iter().filter_map(|id| people.get(id)).collect();
    let names = mentioned.iter().map(|person| (person.acct().to_lowercase(), person.id)).collect();
    let links = NameLinks { site: site.clone(), names };
    let mut content = text::render_html(&post.text, &links);
    let author = post.quote.filter(|quote| quote.target().is_some()).and_then(|q| people.get(&q.author));
    if let Some((quote, author)) = post.quote.zip(author) {
        content = with_fallback(content, &site.url(&format!("{}/{}", author.path(), quote.quoted)));
    }
    let answers = || post.poll.iter().flat_map(|poll| &poll.options).map(|option| option.title.as_str());
    let emojis = book.among([post.spoiler.as_str(), post.text.as_str()].into_iter().chain(answers()));
    let views = emojis::views(&emojis);
    let entity = Entity {
        id: post.id,
        created_at: iso_ms(post.created_ms),
        in_reply_to_id: post.reply_to,
        in_reply_to_account_id: post.reply_to_author,
        spoiler_text: &post.spoiler,
        visibility: post.visibility.name(),
        language: post.language.as_deref(),
        replies_count: post.counts.replies,
        reblogs_count: post.counts.boosts,
        favourites_count: post.counts.favourites,
        quotes_count: post.counts.quotes,
        edited_at: post.edited_ms.map(iso_ms),
        content: &content,
        application: post
            .app
            .as_deref()
            .map(|name| Application { name, website: post.app_website.as_deref() }),
        media_attachments: post.media.iter().map(|a| Media::entity(site, a)).collect(),
        mentions: mentioned.iter().map(|person| mention(site, person)).collect(),
        tags: text::hashtags(&post.text).into_iter().map(|t| tag(&links, t)).collect(),
        emojis,
        card: None,
    };
    let mut bytes = serde_json::to_vec(&entity).unwrap_or_default();
    bytes.pop();
    if post.boost_of.is_none() {
        bytes.extend_from_slice(b",\"reblog\":null");
    }
    bytes.extend_from_slice(b",\"account\":");
    let poll_emojis = book.among(answers()).into_iter().cloned().collect();
    let tagged = linked(site, &post.text);
    Rendered { json: bytes.into_boxed_slice(), content, emojis: views, poll_emojis, tagged }
}

/// For clients and pages that know no quotes: the address of what is quoted, before the text that may hold it too.
fn with_fallback(content: String, url: &str) -> String {
    if content.contains(url) {
        return content;
    }
    let shown = text::escape_html(url);
    format!("<p class=\"quote-inline\">RE: <a href=\"{shown}\">{shown}</a></p>{content}")
}

/// What is the same for all viewers.
#[derive(Serialize)]
struct Entity<'a> {
    id: Id,
    created_at: String,
    in_reply_to_id: Option<Id>,
    in_reply_to_account_id: Option<Id>,
    spoiler_text: &'a str,
    visibility: &'a str,
    language: Option<&'a str>,
    replies_count: u64,
    reblogs_count: u64,
    favourites_count: u64,
    quotes_count: u64,
    edited_at: Option<String>,
    content: &'a str,
    application: Option<Application<'a>>,
    media_attachments: Vec<Value>,
    mentions: Vec<Mention<'a>>,
    tags: Vec<Tag>,
    emojis: Vec<&'a Emoji>,
    card: Option<()>,
}

#[derive(Serialize)]
struct Application<'a> {
    name: &'a str,
    website: Option<&'a str>,
}

#[derive(Serialize)]
struct Mention<'a> {
    id: Id,
    username: &'a str,
    acct: String,
    url: String,
}

#[derive(Serialize)]
struct Tag {
    name: String,
    url: String,
}

fn mention<'a>(site: &Site, person: &'a Person) -> Mention<'a> {
    Mention { id: person.id, username: &person.username, acct: person.acct(), url: site.url(&person.path()) }
}

fn tag(links: &NameLinks, tag: text::Tag) -> Tag {
    Tag { url: text::Links::tag(links, &tag.key), name: tag.key }
}

/// Writes the whole entity for one viewer.
pub(crate) fn write(view: &View, out: &mut Vec<u8>) {
    out.extend_from_slice(&view.shown.json);
    out.extend_from_slice(&view.author.json);
    write_address(view, out);
    let flag = |out: &mut Vec<u8>, name: &[u8], set: bool| {
        out.extend_from_slice(name);
        out.extend_from_slice(if set { b"true" } else { b"false" });
    };
    // What all the author's media are covered by, others see.
    let covered = view.author.sensitized_ms.is_some() && !view.own;
    flag(out, b",\"sensitive\":", view.shown.sensitive || covered);
    flag(out, b",\"favourited\":", view.flags.has(Flags::FAVOURITED));
    flag(out, b",\"reblogged\":", view.flags.has(Flags::BOOSTED));
    flag(out, b",\"bookmarked\":", view.flags.has(Flags::BOOKMARKED));
    flag(out, b",\"muted\":", view.flags.has(Flags::MUTED));
    if view.own && view.inner.is_none() && view.shown.visibility != Visibility::Direct {
        flag(out, b",\"pinned\":", view.flags.has(Flags::PINNED));
    }
    // What differs from viewer to viewer beside the flags.
    write_poll(view, out);
    quotes::write(view, out);
    out.extend_from_slice(b",\"filtered\":");
    out.extend_from_slice(view.filtered.as_ref().map_or(&b"[]"[..], |filtered| &filtered.json));
    out.extend_from_slice(b",\"tagged_collections\":");
    out.extend_from_slice(view.tagged.as_deref().unwrap_or(b"[]"));
    if let Some(inner) = &view.inner {
        out.extend_from_slice(b",\"reblog\":");
        write(inner, out);
    }
    out.push(b'}');
}

fn write_poll(view: &View, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\"poll\":");
    match polls::entity(view) {
        Some(poll) => out.extend(serde_json::to_vec(&poll).unwrap_or_else(|_| b"null".to_vec())),
        None => out.extend_from_slice(b"null"),
    }
}

/// `url` and `uri`, which hold the author's name.
fn write_address(view: &View, out: &mut Vec<u8>) {
    for name in [&b",\"url\":\""[..], &b",\"uri\":\""[..]] {
        out.extend_from_slice(name);
        out.extend_from_slice(view.author.url.as_bytes());
        out.push(b'/');
        out.extend_from_slice(view.shown.id_text.as_bytes());
        out.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::post;

    #[test]
    fn the_fragment_ends_where_the_author_goes() {
        let site = Site::new("medley.example");
        let post = post(1, Visibility::Public);
        let Rendered { json, content, .. } = render(&site, &post, &IdMap::default(), &Book::default());
        assert!(json.ends_with(b",\"account\":"));
        assert_eq!(content, "<p>hello</p>");
        let whole = [&json[..], b"null}"].concat();
        let entity: Value = serde_json::from_slice(&whole).unwrap();
        for key in ["edited_at", "card", "reblog", "language", "application", "in_reply_to_id"] {
            assert!(entity[key].is_null() && entity.as_object().unwrap().contains_key(key), "{key}");
        }
        for key in ["media_attachments", "mentions", "tags", "emojis"] {
            assert!(entity[key].is_array(), "{key}");
        }
    }
}
