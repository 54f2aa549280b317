//! Quotes: posts that show another one below their own words, as far as its author allows that.
//!
//! What a post quotes is the same for everyone and kept with it in memory; whether the quoted post is there, and
//! whether the viewer may or wants to see it, is decided each time it is shown. So what is deleted, revoked or hidden
//! is gone from every quote at once.

pub(crate) mod api;
pub(crate) mod store;
pub(crate) mod verbs;

use accounts::Relations;
use base::{Id, Ms, Outcome, Problem};
use serde::{Deserialize, Serialize};

use crate::model::{Post, Visibility};
use crate::views::View;

/// Who may quote a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum QuotePolicy {
    /// Everyone who has an account.
    #[default]
    Public,
    /// Those who follow the author.
    Followers,
    /// Only the author.
    Nobody,
}

impl QuotePolicy {
    const ALL: [Self; 3] = [Self::Public, Self::Followers, Self::Nobody];

    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Followers => "followers",
            Self::Nobody => "nobody",
        }
    }

    /// From Mastodon's word.
    ///
    /// # Errors
    /// 422 for another word.
    pub fn parse(name: &str) -> Outcome<Self> {
        let found = Self::ALL.into_iter().find(|policy| policy.name() == name);
        found.ok_or_else(|| Problem::invalid("Quote approval policy is not included in the list"))
    }

    /// As stored.
    pub(crate) fn code(self) -> i64 {
        self as i64
    }

    /// From the store.
    pub(crate) fn from_code(code: i64) -> Self {
        // What is not known is allowed to the fewest.
        Self::ALL.into_iter().find(|policy| policy.code() == code).unwrap_or(Self::Nobody)
    }

    /// What remains of the wish for a post of this visibility: only what everyone may see can be quoted by others.
    pub(crate) fn within(self, visibility: Visibility) -> Self {
        if visibility.is_open() { self } else { Self::Nobody }
    }

    /// Mastodon's list of those who may without asking.
    pub(crate) fn automatic(self) -> &'static str {
        match self {
            Self::Public => "[\"public\"]",
            Self::Followers => "[\"followers\"]",
            Self::Nobody => "[]",
        }
    }
}

/// What a post quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Which post.
    pub quoted: Id,
    /// Whose.
    pub author: Id,
    /// Accepted, revoked or deleted.
    pub state: QuoteState,
}

impl Quote {
    /// The quoted post, while it may be shown.
    pub(crate) fn target(self) -> Option<Id> {
        (self.state == QuoteState::Accepted).then_some(self.quoted)
    }
}

/// How a quote stands; for a viewer where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteState {
    /// It is shown.
    Accepted,
    /// The quoted author does not want it any more.
    Revoked,
    /// The quoted post is not there any more.
    Deleted,
    /// The viewer may not see the quoted post.
    Unauthorized,
    /// The viewer blocks the quoted author.
    BlockedAccount,
    /// The viewer mutes the quoted author.
    MutedAccount,
}

impl QuoteState {
    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Revoked => "revoked",
            Self::Deleted => "deleted",
            Self::Unauthorized => "unauthorized",
            Self::BlockedAccount => "blocked_account",
            Self::MutedAccount => "muted_account",
        }
    }

    /// As stored; only the first three are.
    pub(crate) fn code(self) -> i64 {
        self as i64
    }

    /// From the store.
    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            0 => Self::Accepted,
            1 => Self::Revoked,
            _ => Self::Deleted,
        }
    }

    /// What the viewer of `relations` thinks of whom is quoted.
    pub(crate) fn between(relations: Option<&Relations>, quoted_author: Id, now: Ms) -> Self {
        match relations {
            Some(r) if r.blocking.contains(&quoted_author) => Self::BlockedAccount,
            Some(r) if r.mute(quoted_author, now).is_some() => Self::MutedAccount,
            _ => Self::Accepted,
        }
    }
}

/// A quote as one viewer sees it.
#[derive(Clone)]
pub struct QuoteView {
    /// How it stands for them.
    pub state: QuoteState,
    /// What is shown of the quoted post.
    pub quoted: Quoted,
}

/// What is shown of a quoted post.
#[derive(Clone)]
pub enum Quoted {
    /// Nothing.
    Nothing,
    /// All of it.
    Whole(View),
    /// Where it is: a quote within a quote.
    Id(Id),
}

/// Whether `viewer` may quote a post that they see.
pub fn may_quote(post: &Post, viewer: Option<Id>, relations: Option<&Relations>) -> bool {
    let Some(viewer) = viewer else { return false };
    if post.visibility == Visibility::Direct || post.boost_of.is_some() {
        return false;
    }
    viewer == post.author
        || match post.quote_policy {
            QuotePolicy::Public => true,
            QuotePolicy::Followers => relations.is_some_and(|r| r.follows(post.author)),
            QuotePolicy::Nobody => false,
        }
}

/// Who may see a post that quotes another: what only followers see stays among them.
///
/// # Errors
/// 422 for a direct post that quotes someone whom it does not mention.
pub(crate) fn narrowed(
    wanted: Visibility,
    author: Id,
    mentions: &[Id],
    quoted: (Id, Visibility),
) -> Outcome<Visibility> {
    let (quoted_author, quoted_visibility) = quoted;
    if wanted == Visibility::Direct && quoted_author != author && !mentions.contains(&quoted_author) {
        return Err(Problem::invalid("Cannot quote a non-mentioned user in a Private Mention post."));
    }
    Ok(wanted.max(quoted_visibility))
}

/// Writes `,"quote":..` with what is quoted, and who may quote the post itself.
pub(crate) fn write(view: &View, out: &mut Vec<u8>) {
    write_approval(view, out);
    out.extend_from_slice(b",\"quote\":");
    let Some(quote) = view.quote.as_deref() else {
        out.extend_from_slice(b"null");
        return;
    };
    out.extend_from_slice(format!("{{\"state\":\"{}\",", quote.state.name()).as_bytes());
    match &quote.quoted {
        Quoted::Whole(quoted) => {
            out.extend_from_slice(b"\"quoted_status\":");
            quoted.write_json(out);
        }
        Quoted::Nothing if view.nested => out.extend_from_slice(b"\"quoted_status_id\":null"),
        Quoted::Nothing => out.extend_from_slice(b"\"quoted_status\":null"),
        Quoted::Id(id) => out.extend_from_slice(format!("\"quoted_status_id\":\"{id}\"").as_bytes()),
    }
    out.push(b'}');
}

fn write_approval(view: &View, out: &mut Vec<u8>) {
    // A boost says what its post says.
    let target = view.inner.as_deref().unwrap_or(view);
    out.extend_from_slice(b",\"quote_approval\":{\"automatic\":");
    out.extend_from_slice(target.shown.quote_policy.within(target.shown.visibility).automatic().as_bytes());
    out.extend_from_slice(b",\"manual\":[],\"current_user\":\"");
    out.extend_from_slice(if target.facet.may_quote { b"automatic" } else { b"denied" });
    out.extend_from_slice(b"\"}");
}

#[cfg(test)]
mod tests;
