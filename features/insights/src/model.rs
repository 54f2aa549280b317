//! What is asked of a hashtag, and what is told.

use base::{Bucket, Id, Ms, Outcome, Problem};

/// A span of time: from the first millisecond on, up to but without the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first millisecond of it.
    pub from: Ms,
    /// The first millisecond after it.
    pub until: Ms,
}

impl Window {
    /// A window; one that is turned around or empty is refused.
    pub fn new(from: Ms, until: Ms) -> Outcome<Self> {
        if from < until {
            return Ok(Self { from: from.max(0), until: until.max(1) });
        }
        Err(Problem::invalid("The window must end after it begins"))
    }

    /// The window of the same length right before it.
    #[must_use]
    pub fn earlier(self) -> Self {
        let from = self.from.saturating_sub(self.until - self.from).max(0);
        Self { from, until: self.from.max(from + 1) }
    }

    /// The least id within it, and the least after it: ids tell the time.
    pub(crate) fn ids(self) -> (Id, Id) {
        (least_id(self.from), least_id(self.until))
    }
}

/// The least id of a millisecond.
pub(crate) fn least_id(ms: Ms) -> Id {
    // Far beyond any calendar an id would overflow.
    Id::new(ms.clamp(0, i64::MAX >> 17), Bucket::of(0), 0)
}

/// What a time series is cut into, by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interval {
    /// 60 seconds.
    Minute,
    /// 60 minutes.
    Hour,
    /// From midnight to midnight.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

impl Interval {
    /// The shortest first.
    pub const ALL: [Self; 6] = [Self::Minute, Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Of its name, also in the plural, as Symplur's API has it.
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.strip_suffix('s').unwrap_or(name);
        Self::ALL.into_iter().find(|interval| interval.name() == name)
    }
}

/// By what people are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// How often others named them.
    Mentions,
    /// How often others boosted them.
    Boosts,
    /// How much they posted.
    Posts,
    /// Their posts times their followers.
    Impressions,
    /// How often others answered them.
    Replies,
}

impl Metric {
    /// In the order that they are told.
    pub const ALL: [Self; 5] = [Self::Mentions, Self::Posts, Self::Impressions, Self::Replies, Self::Boosts];

    /// Symplur's name for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::Boosts => "retweets",
            Self::Posts => "tweets",
            Self::Impressions => "impressions",
            Self::Replies => "replies",
        }
    }

    /// Of Symplur's name, or of ours.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "boosts" => Some(Self::Boosts),
            "posts" => Some(Self::Posts),
            _ => Self::ALL.into_iter().find(|metric| metric.name() == name),
        }
    }
}

/// The figures of a hashtag in a window; `define.rs` says what each one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Posts and boosts.
    pub posts: u64,
    /// Boosts among them.
    pub boosts: u64,
    /// Answers among them.
    pub replies: u64,
    /// How often they name somebody.
    pub mentions: u64,
    /// Links in them.
    pub links: u64,
    /// Who posted.
    pub participants: u64,
    /// Those among them who had never posted with it before.
    pub newcomers: u64,
    /// Symplur's theoretical maximum.
    pub impressions: u64,
    /// The most posts and boosts in one minute.
    pub busiest_minute: u64,
    /// How often such posts were shown to readers here.
    pub views: u64,
    /// To how many, about.
    pub viewers: u64,
}

/// One interval of a time series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Step {
    /// Its first millisecond; that of the first one may lie before the window.
    pub from: Ms,
    /// Posts and boosts.
    pub posts: u64,
    /// Boosts among them.
    pub boosts: u64,
    /// Answers among them.
    pub replies: u64,
    /// Who posted.
    pub participants: u64,
    /// Symplur's theoretical maximum.
    pub impressions: u64,
}

/// Somebody in a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Who.
    pub account: Id,
    /// How much, by the metric.
    pub count: u64,
}

/// A text and how often it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// An address, a word, a language.
    pub text: String,
    /// In how many posts; boosts of them count for links.
    pub posts: u64,
    /// By how many people.
    pub people: u64,
}
