//! Mastodon's `Announcement` and its parts.

use accounts::NameLinks;
use base::{Id, iso_ms};
use emojis::Book;
use serde_json::{Value, json};
use text::Links;

use crate::model::Announcement;
use crate::store::Reaction;
use crate::views::Named;

/// An announcement, without what differs between readers: who has read it, and their reactions.
pub(crate) fn announcement(one: &Announcement, named: &Named) -> Value {
    let Named { links, book, .. } = named;
    json!({
        "id": one.id,
        "content": text::render_html(&one.text, links),
        "starts_at": one.starts_ms.map(iso_ms),
        "ends_at": one.ends_ms.map(iso_ms),
        "all_day": one.all_day,
        "published_at": one.published_ms.map(iso_ms),
        "updated_at": iso_ms(one.updated_ms),
        "mentions": mentions(&one.text, named),
        "statuses": statuses(&one.text, named),
        "tags": text::hashtags(&one.text).into_iter().map(|tag| self::tag(links, &tag.key)).collect::<Value>(),
        "emojis": book.among([one.text.as_str()]),
        "reactions": [],
    })
}

/// A reaction, for those of whom it is not known whether they react.
pub(crate) fn reaction(reaction: &Reaction, book: &Book) -> Value {
    let mut entity = json!({ "name": reaction.name, "count": reaction.count });
    if let Some(emoji) = book.get(&reaction.name) {
        entity["url"] = emoji.url.clone().into();
        entity["static_url"] = emoji.static_url.clone().into();
    }
    entity
}

/// A reaction as its reader sees it.
pub(crate) fn own_reaction(one: &Reaction, book: &Book) -> Value {
    let mut entity = reaction(one, book);
    entity["me"] = one.mine.into();
    entity
}

/// The posts of this server to which a text leads: `https://here/@name/ID`.
pub(crate) fn linked_posts(text: &str, base_url: &str) -> Vec<Id> {
    let begin = format!("{base_url}/@");
    text.match_indices(&begin).filter_map(|(at, _)| linked_post(&text[at + begin.len()..])).collect()
}

/// From `name/ID`.
fn linked_post(rest: &str) -> Option<Id> {
    let (name, rest) = rest.split_once('/')?;
    let id: &str = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    if name.contains(char::is_whitespace) { None } else { id.parse().ok() }
}

fn tag(links: &NameLinks, key: &str) -> Value {
    json!({ "name": key, "url": links.tag(key) })
}

fn mentions(text: &str, named: &Named) -> Value {
    let of_text = text::mentions(text).into_iter().filter_map(|mention| {
        let link = named.links.mention(&mention.username, mention.domain.as_deref())?;
        named.people.values().find(|person| person.url.eq_ignore_ascii_case(&link.href))
    });
    let one = |person: &std::sync::Arc<accounts::Shown>| json!({ "id": person.id, "username": person.username, "acct": person.acct(), "url": person.url });
    of_text.map(one).collect()
}

fn statuses(text: &str, named: &Named) -> Value {
    let linked = linked_posts(text, &named.links.site.base_url);
    let of_text = named.posts.iter().filter(|view| linked.contains(&view.shown.id));
    let one = |view: &posts::View| json!({ "id": view.shown.id, "url": named.links.site.url(&view.shown.path(&view.author)) });
    of_text.map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_posts_of_this_server() {
        for (text, ids) in [
            (
                "see https://medley.example/@ines/115, and https://medley.example/@theo/7?x#y",
                vec![Id(115), Id(7)],
            ),
            ("https://medley.example/@ines https://medley.example/about/9", vec![]),
            ("https://medley.example/@ines/media", vec![]),
            ("https://medley.example/@ines /115", vec![]),
            ("https://far.example/@ines/115", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(linked_posts(text, "https://medley.example"), ids, "{text}");
        }
    }
}
