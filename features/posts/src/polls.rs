//! Polls: a question with a few answers that stands below a post, for as long as its author said.
//!
//! A poll is named by its post's id, so it is seen by exactly those who see the post. What its totals are is the same
//! for everyone and kept with the post in memory; how somebody voted is kept with their flags.
//!
//! Changing the options begins a new *revision*: votes of an older one count for nothing, wherever they are still
//! stored, and a job removes them.

pub(crate) mod api;
pub(crate) mod edit;
pub(crate) mod store;
pub(crate) mod vote;
mod votes;

use base::{DAY_MS, Id, MINUTE_MS, Ms, Outcome, Problem, iso_ms};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use web::Params;

use crate::views::View;

pub use votes::Votes;
pub(crate) use votes::{decide, no_such_choice, over, own_poll};

/// Answers of a poll.
pub const POLL_OPTIONS_MAX: usize = 4;
/// Characters of an answer.
pub const POLL_OPTION_CHARS_MAX: usize = 50;
/// For how long a poll is open at least.
pub const POLL_OPEN_MS_MIN: Ms = 5 * MINUTE_MS;
/// For how long a poll is open at the most: a twelfth of a year, as Mastodon counts a month.
pub const POLL_OPEN_MS_MAX: Ms = 2_629_746_000;
const _: () = assert!(POLL_OPEN_MS_MAX > 30 * DAY_MS, "a month");

/// A poll to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PollDraft {
    /// The answers, as they were written; [`PollDraft::checked`] cleans them.
    pub options: Vec<String>,
    /// For how long it is open.
    pub open_ms: Ms,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether totals are hidden until it ends.
    pub hide_totals: bool,
}

/// A poll, with all that is the same for every viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll {
    /// The answers.
    pub options: Vec<PollOption>,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether totals are hidden until it ends.
    pub hide_totals: bool,
    /// When it ends.
    pub expires_ms: Ms,
    /// Since when the options are what they are; tells valid votes from older ones.
    pub revision: Ms,
    /// How many people voted.
    pub voters: u64,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollOption {
    /// Its text.
    pub title: String,
    /// How many chose it.
    pub votes: u64,
}

impl PollDraft {
    /// Reads `poll[options][]`, `poll[expires_in]` (seconds), `poll[multiple]` and `poll[hide_totals]`.
    pub(crate) fn read(params: &Params) -> Outcome<Option<Self>> {
        let Some(poll) = params.map("poll")? else { return Ok(None) };
        let options = poll.texts("options")?.into_iter().map(str::to_owned).collect();
        let seconds = poll.int("expires_in")?.ok_or_else(too_long)?;
        let (multiple, hide_totals) = (poll.is_set("multiple")?, poll.is_set("hide_totals")?);
        let open_ms = seconds.saturating_mul(1_000);
        Self { options, open_ms, multiple, hide_totals }.checked().map(Some)
    }

    /// The same, cleaned.
    ///
    /// # Errors
    /// 422 for too few, too many, too long or equal answers, and for a time out of bounds.
    pub fn checked(mut self) -> Outcome<Self> {
        let clean = |title: &String| text::clean(title).replace('\n', " ").trim().to_owned();
        self.options = self.options.iter().map(clean).filter(|title| !text::is_blank(title)).collect();
        let refuse = |why: &str| Err(Problem::invalid(format!("Options {why}")));
        if self.options.len() < 2 {
            return refuse("must have more than one item");
        }
        if self.options.len() > POLL_OPTIONS_MAX {
            return refuse(&format!("can't contain more than {POLL_OPTIONS_MAX} items"));
        }
        if self.options.iter().any(|title| text::graphemes(title) > POLL_OPTION_CHARS_MAX) {
            return refuse(&format!("cannot be longer than {POLL_OPTION_CHARS_MAX} characters each"));
        }
        if (1..self.options.len()).any(|n| self.options[..n].contains(&self.options[n])) {
            return refuse("contain duplicate items");
        }
        match self.open_ms {
            ..POLL_OPEN_MS_MIN => Err(Problem::invalid("Expires at is too soon")),
            POLL_OPEN_MS_MIN..=POLL_OPEN_MS_MAX => Ok(self),
            _ => Err(too_long()),
        }
    }

    /// Mastodon's parameters of it, as scheduled posts tell them.
    pub(crate) fn params(&self) -> Value {
        json!({
            "options": self.options,
            "expires_in": self.open_ms / 1_000,
            "multiple": self.multiple,
            "hide_totals": self.hide_totals,
        })
    }
}

fn too_long() -> Problem {
    Problem::invalid("Expires at is too far into the future")
}

impl Poll {
    /// The poll that a draft becomes at `now`, without votes.
    pub(crate) fn new(draft: &PollDraft, now: Ms) -> Self {
        let option = |title: &String| PollOption { title: title.clone(), votes: 0 };
        Self {
            options: draft.options.iter().map(option).collect(),
            multiple: draft.multiple,
            hide_totals: draft.hide_totals,
            expires_ms: now + draft.open_ms,
            revision: now,
            voters: 0,
        }
    }

    /// Whether nobody can vote any more.
    pub fn is_over(&self, now: Ms) -> bool {
        self.expires_ms <= now
    }

    /// The answers' texts.
    pub fn titles(&self) -> Vec<&str> {
        self.options.iter().map(|option| option.title.as_str()).collect()
    }

    /// Bytes in memory, roughly.
    pub(crate) fn weight(&self) -> usize {
        128 + self.options.iter().map(|option| 32 + option.title.len()).sum::<usize>()
    }
}

/// Mastodon's `Poll` of the post that is viewed, or `None` where it has none.
pub(crate) fn entity(view: &View) -> Option<Value> {
    let poll = view.shown.poll.as_deref()?;
    let over = poll.is_over(view.now);
    let told = |option: &PollOption| (over || !poll.hide_totals).then_some(option.votes);
    let option = |option: &PollOption| json!({ "title": option.title, "votes_count": told(option) });
    let mut entity = json!({
        "id": view.shown.id,
        "expires_at": iso_ms(poll.expires_ms),
        "expired": over,
        "multiple": poll.multiple,
        "votes_count": poll.options.iter().map(|option| option.votes).sum::<u64>(),
        "voters_count": poll.voters,
        "options": poll.options.iter().map(option).collect::<Value>(),
        "emojis": view.shown.poll_emojis,
    });
    if view.facet.signed_in {
        let own = view.flags.votes().choices();
        // Authors cannot vote, and see the totals as those do who have.
        entity["voted"] = (view.own || !own.is_empty()).into();
        entity["own_votes"] = own.into();
    }
    Some(entity)
}

/// Whether `id` is the poll of a post that is shown: `None` for a boost, which has no poll of its own.
pub(crate) fn of(view: &View) -> Option<(Id, &Poll)> {
    view.shown.poll.as_deref().map(|poll| (view.shown.id, poll))
}

#[cfg(test)]
mod tests;
