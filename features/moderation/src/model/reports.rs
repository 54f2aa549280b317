use base::{Id, Ms};

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Category {
    /// Advertising, bots.
    Spam,
    /// Against the law.
    Legal,
    /// Against rules of this server.
    Violation,
    /// Something else.
    #[default]
    Other,
}

impl Category {
    /// Mastodon's word, which is stored too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Legal => "legal",
            Self::Violation => "violation",
            Self::Other => "other",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Spam, Self::Legal, Self::Violation, Self::Other].into_iter().find(|one| one.name() == name)
    }
}

/// What somebody reports.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// Who reports.
    pub by: Id,
    /// Whom.
    pub target: Id,
    /// Posts of theirs that show what it is about.
    pub posts: Vec<Id>,
    /// Collections of theirs that show what it is about.
    pub collections: Vec<Id>,
    /// In the reporter's words.
    pub comment: String,
    /// What it is about; `None` to tell by the rules.
    pub category: Option<Category>,
    /// Numbers of the rules broken, from 1.
    pub rules: Vec<i64>,
    /// Whether the other server is to be told, if there is one.
    pub forward: bool,
}

/// A report as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its id.
    pub id: Id,
    /// Who reported.
    pub by: Id,
    /// Whom.
    pub target: Id,
    /// Which posts.
    pub posts: Vec<Id>,
    /// Which collections.
    pub collections: Vec<Id>,
    /// In the reporter's words.
    pub comment: String,
    /// What it is about.
    pub category: Category,
    /// Numbers of the rules broken, from 1.
    pub rules: Vec<i64>,
    /// Whether another server was told.
    pub forwarded: bool,
    /// Who of the staff takes care of it.
    pub assigned: Option<Id>,
    /// Who closed it.
    pub resolved_by: Option<Id>,
    /// When it was closed.
    pub resolved_ms: Option<Ms>,
    /// When it was made.
    pub created_ms: Ms,
    /// When it last changed.
    pub updated_ms: Ms,
}

/// Open reports, closed ones, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportState {
    /// Somebody has to look at them.
    #[default]
    Open,
    /// Somebody did.
    Resolved,
    /// Both.
    Any,
}

/// Which reports the staff ask for.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Open ones, closed ones, or both.
    pub state: ReportState,
    /// Taken care of by this one of the staff.
    pub assigned: Option<Id>,
    /// Made by this account.
    pub by: Option<Id>,
    /// About this account.
    pub target: Option<Id>,
    /// About accounts of this domain.
    pub domain: Option<String>,
}
