mod names;

use base::{Id, MINUTE_MS, Ms};
use jiff::civil::DateTime;

use crate::recurrence::Schedule;

/// How long before its start a session's room is open, in minutes.
pub const OPENS_BEFORE_MINUTES: i64 = 15;
/// How long after its end a session's room stays open, in minutes.
pub const CLOSES_AFTER_MINUTES: i64 = 30;

/// Longest session, in minutes.
pub const MINUTES_MAX: i64 = 1_440;
/// Shortest session, in minutes.
pub const MINUTES_MIN: i64 = 10;

/// A gathering at a hashtag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// Beside whoever made it.
    pub id: Id,
    /// Key of its hashtag, see [`text::tag_key`].
    pub tag: String,
    /// The hashtag as it is written, without `#`.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What is said of it.
    pub texts: Texts,
    /// Whose it is; none once they left and no host could take it over.
    pub owner: Option<Id>,
    /// Hosts and moderators, the owner not among them.
    pub people: Vec<Member>,
    /// When it is.
    pub schedule: Schedule,
    /// Its language, as a code.
    pub language: Option<String>,
    /// Codes of its specialties.
    pub specialties: Vec<String>,
    /// Whether it goes on.
    pub state: ChatState,
    /// Counts its changes.
    pub revision: i64,
    /// When it was made.
    pub created_ms: Ms,
    /// When it was changed last.
    pub updated_ms: Ms,
}

/// The longer texts of a chat, plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// What it is about.
    pub description: String,
    /// How one takes part.
    pub rules: String,
    /// What it is not: advice.
    pub disclaimer: String,
    /// How people treat each other.
    pub conduct: String,
}

/// Whether a chat goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ChatState {
    /// It has sessions.
    #[default]
    Active,
    /// It has no more; what was stays.
    Retired,
}

/// Somebody who keeps a chat, beside its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub account: Id,
    /// As what.
    pub role: MemberRole,
}

/// What somebody is in all sessions of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberRole {
    /// May change the chat and lead sessions.
    Host,
    /// May lead sessions.
    Moderator,
}

/// What somebody is in one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The chat's owner or one of its hosts.
    Host,
    /// One of its moderators.
    Moderator,
    /// Invited to this session.
    Guest,
    /// Anybody else.
    Other,
}

/// One gathering of a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Beside its chat; stays when the chat's rule changes.
    pub id: Id,
    /// Whose session.
    pub chat: Id,
    /// When the chat's rule has it, in the chat's zone: its RECURRENCE-ID.
    pub original: DateTime,
    /// When it begins.
    pub starts_ms: Ms,
    /// When it ends.
    pub ends_ms: Ms,
    /// Whether it takes place.
    pub state: SessionState,
    /// Whether it was moved to another time than the rule's.
    pub moved: bool,
    /// What it is about; may be empty.
    pub topic: String,
    /// What else is to be known; may be empty.
    pub notes: String,
    /// Why it was cancelled; may be empty.
    pub reason: String,
    /// Who is invited.
    pub guests: Vec<Id>,
    /// Counts its changes.
    pub revision: i64,
    /// When it was changed last.
    pub updated_ms: Ms,
}

/// Whether a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// It will, or does.
    Planned,
    /// It does not.
    Cancelled,
    /// It did.
    Ended,
}

/// A chat that says nothing, for tests.
#[cfg(test)]
pub(crate) fn sample() -> Chat {
    let utc = crate::recurrence::utc();
    let schedule = Schedule::none(utc, 60);
    crate::rules::blank(Id(1), None, ("x".to_owned(), "x".to_owned()), schedule, 0)
}

impl Chat {
    /// What `account` is in every session.
    pub fn role_of(&self, account: Id) -> Role {
        if self.owner == Some(account) {
            return Role::Host;
        }
        match self.people.iter().find(|member| member.account == account).map(|member| member.role) {
            Some(MemberRole::Host) => Role::Host,
            Some(MemberRole::Moderator) => Role::Moderator,
            None => Role::Other,
        }
    }

    /// Its owner and hosts, the owner first.
    pub fn hosts(&self) -> Vec<Id> {
        self.owner.into_iter().chain(self.with_role(MemberRole::Host)).collect()
    }

    /// Its moderators.
    pub fn moderators(&self) -> Vec<Id> {
        self.with_role(MemberRole::Moderator).collect()
    }

    fn with_role(&self, role: MemberRole) -> impl Iterator<Item = Id> {
        self.people.iter().filter(move |member| member.role == role).map(|member| member.account)
    }

    /// Whether it goes on.
    pub fn is_active(&self) -> bool {
        self.state == ChatState::Active
    }

    /// The path of its page.
    pub fn path(&self) -> String {
        format!("/chats/{}", encoded(&self.tag))
    }

    /// The path of one of its sessions.
    pub fn session_path(&self, session: Id) -> String {
        format!("{}/{session}", self.path())
    }

    /// The path of its calendar for other programs.
    pub fn ics_path(&self) -> String {
        format!("{}.ics", self.path())
    }
}

/// The key of a hashtag as a part of a path.
fn encoded(key: &str) -> percent_encoding::PercentEncode<'_> {
    percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC)
}

impl Session {
    /// From when until when its room is open: what is posted in that time with the hashtag is in it.
    pub fn window(&self) -> std::ops::Range<Ms> {
        self.starts_ms - OPENS_BEFORE_MINUTES * MINUTE_MS..self.ends_ms + CLOSES_AFTER_MINUTES * MINUTE_MS
    }

    /// Whether its room is open.
    pub fn is_open(&self, now: Ms) -> bool {
        self.state != SessionState::Cancelled && self.window().contains(&now)
    }

    /// Whether it is going on, strictly between its start and its end.
    pub fn is_running(&self, now: Ms) -> bool {
        self.state == SessionState::Planned && (self.starts_ms..self.ends_ms).contains(&now)
    }

    /// Whether it is still to come.
    pub fn is_coming(&self, now: Ms) -> bool {
        self.state == SessionState::Planned && self.starts_ms > now
    }

    /// Whether it is over.
    pub fn is_over(&self, now: Ms) -> bool {
        self.state == SessionState::Ended || (self.state == SessionState::Planned && self.ends_ms <= now)
    }

    /// Whether calendars must be told of it beside its chat's rule.
    pub(crate) fn has_own_words(&self) -> bool {
        let said = [&self.topic, &self.notes, &self.reason].iter().any(|text| !text.is_empty());
        said || self.moved || self.state == SessionState::Cancelled
    }

    /// Whether somebody gave it something of its own, which a change of the chat's rule must not take away.
    pub fn has_own(&self) -> bool {
        let said = [&self.topic, &self.notes, &self.reason].iter().any(|text| !text.is_empty());
        said || self.moved || !self.guests.is_empty() || self.state != SessionState::Planned
    }
}
