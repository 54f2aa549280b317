//! A post as a room shows it: as little as a page needs, without words of any language, so that one rendering serves
//! everybody who sees it.

use accounts::Shown as Person;
use base::{Ms, iso_ms};
use posts::View;
use posts::pages::path_of;
use serde::Serialize;

use super::model::{Place, PlaceKind};

/// A post in a room, for the API, streams and pages. What is empty or zero is left out.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Line {
    /// The post's id.
    pub id: String,
    /// `post`, `question`, `answer` or `boost`.
    pub kind: &'static str,
    /// Of which question, by its own label.
    #[serde(skip_serializing_if = "is_zero")]
    pub number: u32,
    /// What it answers or boosts, where that is in the session too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// `host`, `moderator`, `guest` or `patient`.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub role: &'static str,
    /// Whether its author had not been in an earlier session of the chat.
    #[serde(skip_serializing_if = "is_false")]
    pub newcomer: bool,
    /// Who wrote it.
    pub by: Speaker,
    /// The text as clean HTML; of a boost nothing.
    pub html: String,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The warning that it is folded behind.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub warning: String,
    /// Whether it holds what is not here: files, a poll, a quote.
    #[serde(skip_serializing_if = "is_false")]
    pub more: bool,
    /// The path of its page.
    pub url: String,
    /// When it was written.
    pub at: String,
    /// How many applaud.
    #[serde(skip_serializing_if = "is_none")]
    pub applause: u64,
    /// Titles of the reader's filters that fold it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub folded: String,
}

/// Who wrote something.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Speaker {
    /// The account's id.
    pub id: String,
    /// The name as HTML, with its custom emojis.
    pub name: String,
    /// `user`, or `user@host`.
    pub acct: String,
    /// The path of their page.
    pub url: String,
    /// The path of their picture.
    pub avatar: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls it with")]
fn is_false(flag: &bool) -> bool {
    !flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls it with")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde calls it with")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Somebody as rooms name them.
pub(crate) fn speaker(person: &Person) -> Speaker {
    let line = accounts::pages::person_line(person);
    Speaker {
        name: line.name_html(),
        avatar: line.avatar().to_owned(),
        id: line.id,
        acct: line.acct,
        url: line.url,
    }
}

/// The text as HTML, without the label that stands beside it.
fn said(view: &View, place: &Place) -> String {
    let html = ui::with_pictures(&view.shown.content, &view.shown.emojis);
    let label =
        text::labels::label(&view.shown.post().text).filter(|label| label.at == 0 && place.number > 0);
    let rest = label.and_then(|label| html.strip_prefix("<p>")?.strip_prefix(label.written));
    match rest {
        Some(rest) => format!("<p>{}", rest.trim_start_matches([':', '.', ')', '-', '/', ' '])),
        None => html,
    }
}

/// A post at its place.
pub(crate) fn line(place: &Place, view: &View) -> Line {
    let post = view.shown.post();
    let boost = place.kind == PlaceKind::Boost;
    let more = !post.media.is_empty() || post.poll.is_some() || view.quote.is_some();
    Line {
        id: place.post.to_string(),
        kind: place.kind.name(),
        number: place.number,
        to: place.parent.map(|parent| parent.to_string()),
        role: place.role.name(),
        newcomer: place.newcomer,
        by: speaker(&view.author),
        html: if boost { String::new() } else { said(view, place) },
        language: post.language.clone(),
        warning: post.spoiler.clone(),
        more: more && !boost,
        url: path_of(view),
        at: iso_ms(post.created_ms as Ms),
        applause: place.applause,
        folded: String::new(),
    }
}
