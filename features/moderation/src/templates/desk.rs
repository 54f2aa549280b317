//! The desk: what waits, numbers, lists of reports and trends, the log.

use askama::Template;
use ui::{Desk, EmptyState, FieldErrors, Message, Paging, PersonLine, PostView, Shell, Tab, filters};

use crate::model::Preset;

/// What waits, and the numbers.
#[derive(Debug, Template)]
#[template(path = "staff_desk.html")]
pub struct DeskPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// What waits.
    pub waits: Vec<Waiting>,
    /// How many days are told, and the other choices: days, and whether they are shown.
    pub spans: Vec<(i64, bool)>,
    /// The numbers.
    pub charts: Vec<Chart>,
}

/// Something that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// Of what.
    pub label: Message,
    /// Where.
    pub url: &'static str,
}

/// A number for each day.
#[derive(Debug, Clone)]
pub struct Chart {
    /// For the heading.
    pub id: &'static str,
    /// What is counted.
    pub title: Message,
    /// All days together.
    pub total: u64,
    /// All of as many days before.
    pub earlier: u64,
    /// What the picture shows, in words.
    pub label: Message,
    /// How wide the picture is, in its own units; it is 100 high.
    pub width: usize,
    /// One for each day.
    pub bars: Vec<Bar>,
}

/// A day of a [`Chart`].
#[derive(Debug, Clone)]
pub struct Bar {
    /// Where it begins, from the left.
    pub x: usize,
    /// Where it begins, from above.
    pub y: u64,
    /// How high it is.
    pub height: u64,
    /// Which day.
    pub day: Message,
    /// How many.
    pub count: u64,
}

/// A list of reports.
#[derive(Debug, Template)]
#[template(path = "staff_reports.html")]
pub struct ReportsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which reports.
    pub states: Vec<Tab>,
    /// The latest first.
    pub cases: Vec<Case>,
    /// What is said where there are none.
    pub empty: EmptyState,
    /// To the neighbours.
    pub paging: Paging,
    /// Whether the reader looks after the texts for warnings.
    pub presets: bool,
}

/// A report in a list.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Whom it is about.
    pub person: PersonLine,
    /// What it is about, who made it, how many posts it names.
    pub summary: Message,
    /// In the words of whoever made it.
    pub comment: String,
    /// Who takes care of it, or who closed it.
    pub state: Message,
    /// When it was made.
    pub when: Message,
}

/// Texts for warnings.
#[derive(Debug, Template)]
#[template(path = "staff_presets.html")]
pub struct PresetsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The oldest first.
    pub presets: Vec<Preset>,
    /// What was entered: title and text.
    pub form: (String, String),
    /// What was wrong: fields `title`, `text`.
    pub errors: FieldErrors,
}

/// What is talked about.
#[derive(Debug, Template)]
#[template(path = "staff_trends.html")]
pub struct TrendsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Hashtags.
    pub tags: Vec<TrendLine>,
    /// Addresses.
    pub links: Vec<TrendLine>,
    /// Posts.
    pub posts: Vec<(PostView, TrendLine)>,
}

/// Something that is talked about.
#[derive(Debug, Clone)]
pub struct TrendLine {
    /// `tags`, `links` or `posts`.
    pub topic: &'static str,
    /// What it goes by in the address of its buttons.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// How often it was used, by how many; empty for posts, which say it themselves.
    pub uses: Message,
    /// What the staff decided, if they did.
    pub verdict: Option<bool>,
}

/// Who of the staff did what.
#[derive(Debug, Template)]
#[template(path = "staff_audit.html")]
pub struct AuditPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The latest first.
    pub lines: Vec<LogLine>,
    /// To the neighbours.
    pub paging: Paging,
}

/// A line of the log.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// Who, and what they did.
    pub what: Message,
    /// When, as people say it.
    pub when: Message,
    /// When, RFC 3339.
    pub iso: String,
    /// Where that can be seen now.
    pub url: Option<String>,
}
