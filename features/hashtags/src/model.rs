use base::{Id, Ms};
use serde::{Deserialize, Serialize};
use words::specialties::Specialty;

/// Words that are stored, sent and used in addresses, for the variants of an enum.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$one:meta])* $variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type { $($(#[$one])* $variant),* }

        impl $type {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name, as it is stored, sent and used in addresses.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// From its name.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// What gathers at a hashtag.
    Kind {
        /// People with something in common.
        Community = "community",
        /// A conversation at certain times.
        Chat = "chat",
        /// A meeting somewhere, on certain days.
        Conference = "conference",
        /// An illness.
        Disease = "disease",
    }
}

named! {
    /// Where an entry stands.
    State {
        /// Listed at once, and not looked at by the staff yet.
        Provisional = "provisional",
        /// Kept by the staff.
        Listed = "listed",
        /// Refused by the staff.
        Refused = "refused",
        /// Not used any more, says its owner or the staff.
        Retired = "retired",
    }
}

named! {
    /// Why an entry was refused.
    Reason {
        /// Nobody uses it.
        Unused = "unused",
        /// One party alone uses it.
        OneParty = "one_party",
        /// It only promotes something.
        Promotion = "promotion",
        /// It is not about health.
        NotHealth = "not_health",
        /// As the staff say in words.
        Other = "other",
    }
}

/// A hashtag of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key under which its spellings meet.
    pub tag: String,
    /// As it is written, without `#`.
    pub name: String,
    /// What gathers there.
    pub kind: Kind,
    /// What it is called in words.
    pub title: String,
    /// What it is about, plain text; may be empty.
    pub about: String,
    /// Who looks after it; none where they left.
    pub owner: Option<Id>,
    /// Whom the owner asked to look after it from now on.
    pub offered_to: Option<Id>,
    /// Whom it concerns.
    pub specialties: Vec<&'static Specialty>,
    /// Related hashtags, as they are written.
    pub related: Vec<String>,
    /// Language code.
    pub language: Option<String>,
    /// The first day of a conference, as its first millisecond in UTC.
    pub starts_ms: Option<Ms>,
    /// Its last day, likewise.
    pub ends_ms: Option<Ms>,
    /// Where a conference is; may be empty.
    pub place: String,
    /// The address of its own page elsewhere; may be empty.
    pub link: String,
    /// Where it stands.
    pub state: State,
    /// Why it was refused.
    pub reason: Option<Reason>,
    /// What the staff said about that; may be empty.
    pub words: String,
    /// Who registered it; none for the operator, or for somebody who left.
    pub registered_by: Option<Id>,
    /// When.
    pub registered_ms: Ms,
    /// Who of the staff decided last.
    pub decided_by: Option<Id>,
    /// When.
    pub decided_ms: Option<Ms>,
    /// When what it says last changed.
    pub updated_ms: Ms,
}

impl Entry {
    /// One that says nothing yet.
    pub(crate) fn blank(by: Option<Id>, now: Ms) -> Self {
        Self {
            tag: String::new(),
            name: String::new(),
            kind: Kind::Community,
            title: String::new(),
            about: String::new(),
            owner: by,
            offered_to: None,
            specialties: Vec::new(),
            related: Vec::new(),
            language: None,
            starts_ms: None,
            ends_ms: None,
            place: String::new(),
            link: String::new(),
            state: State::Provisional,
            reason: None,
            words: String::new(),
            registered_by: by,
            registered_ms: now,
            decided_by: None,
            decided_ms: None,
            updated_ms: now,
        }
    }

    /// Whether it stands in the directory.
    pub fn is_listed(&self) -> bool {
        matches!(self.state, State::Provisional | State::Listed)
    }

    /// Whether it changed since the staff looked at it last.
    pub fn has_changed(&self) -> bool {
        self.state == State::Listed && self.decided_ms.is_some_and(|at| self.updated_ms > at)
    }
}

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    /// Their account.
    pub account: Id,
    /// Whether they moderate.
    pub staff: bool,
}

impl Who {
    /// Whether they look after an entry.
    pub fn keeps(self, entry: &Entry) -> bool {
        self.staff || entry.owner == Some(self.account)
    }

    /// Whether they may read it. What is refused is between the staff and those who registered it.
    pub fn sees(who: Option<Self>, entry: &Entry) -> bool {
        let concerned = |who: Self| {
            who.keeps(entry) || [entry.registered_by, entry.offered_to].contains(&Some(who.account))
        };
        entry.state != State::Refused || who.is_some_and(concerned)
    }
}

/// What an entry is to say; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// As it is written.
    pub name: Option<String>,
    /// What gathers there.
    pub kind: Option<String>,
    /// What it is called in words.
    pub title: Option<String>,
    /// What it is about.
    pub about: Option<String>,
    /// Slugs or codes of specialties.
    pub specialties: Option<Vec<String>>,
    /// Related hashtags.
    pub related: Option<Vec<String>>,
    /// Language code; empty for none.
    pub language: Option<String>,
    /// The first day of a conference, `2026-12-01`; empty for none.
    pub starts_on: Option<String>,
    /// The last day.
    pub ends_on: Option<String>,
    /// Where it is.
    pub place: Option<String>,
    /// Its own page elsewhere.
    pub link: Option<String>,
}

/// What the staff decide about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It stays, perhaps with changes.
    Keep(Box<Edit>),
    /// It goes, for a reason.
    Refuse {
        /// Why.
        reason: Reason,
        /// The same in their own words; needed for [`Reason::Other`].
        words: String,
    },
}

/// Which entries are looked for.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Words that are all in tag, title or description, in any case and with any accents.
    pub words: String,
    /// Whom it concerns.
    pub specialty: Option<&'static Specialty>,
    /// What gathers there.
    pub kind: Option<Kind>,
    /// In which language.
    pub language: Option<String>,
}
