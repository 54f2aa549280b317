//! The page of a hashtag's numbers.

use crate::WORDS;
use askama::Template;
use ui::{FieldErrors, Message, PostView, Shell, filters};

ui::pages!(WORDS: InsightsPage);

/// The page of a hashtag's numbers.
#[derive(Debug, Template)]
#[template(path = "insights.html")]
pub struct InsightsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The hashtag as it is written, without its sign.
    pub tag: String,
    /// The path of its posts.
    pub tag_path: String,
    /// Windows to choose from: label, address, whether it is shown.
    pub spans: Vec<(Message, String, bool)>,
    /// What was entered.
    pub form: WindowForm,
    /// What was wrong with it.
    pub errors: FieldErrors,
    /// The numbers; none where something was wrong.
    pub report: Option<ReportView>,
}

/// A window that somebody chooses.
#[derive(Debug, Clone, Default)]
pub struct WindowForm {
    /// `YYYY-MM-DDTHH:MM`.
    pub from: String,
    /// `YYYY-MM-DDTHH:MM`.
    pub to: String,
    /// Minutes from UTC.
    pub zone: i32,
    /// Another hashtag.
    pub with: String,
    /// Whether anything of it was chosen, so that it stands open.
    pub open: bool,
}

/// The numbers of one window.
#[derive(Debug, Clone, Default)]
pub struct ReportView {
    /// Its beginning, as it is read.
    pub from: String,
    /// Its end.
    pub to: String,
    /// The zone's name.
    pub zone: String,
    /// Whether nobody posted.
    pub empty: bool,
    /// The figures.
    pub figures: Vec<FigureView>,
    /// Whether there is an earlier window to compare with.
    pub has_before: bool,
    /// The other hashtag's name; empty where there is none.
    pub other: String,
    /// Posts over time.
    pub chart: ChartView,
    /// What participants are.
    pub roles: Vec<ShareView>,
    /// In which languages.
    pub languages: Vec<ShareView>,
    /// Rankings of people.
    pub tops: Vec<TopView>,
    /// Addresses.
    pub links: Vec<LinkView>,
    /// Words, and in how many posts.
    pub words: Vec<(String, u64)>,
    /// Posts that were boosted the most.
    pub boosted: Vec<PostView>,
    /// Who spoke to whom.
    pub network: Option<NetworkView>,
    /// Files: label and address.
    pub files: Vec<(Message, String)>,
    /// How to cite it.
    pub cite: Message,
}

/// A figure with its definition.
#[derive(Debug, Clone)]
pub struct FigureView {
    /// Its name.
    pub label: Message,
    /// What it is.
    pub what: Message,
    /// In this window.
    pub value: u64,
    /// In the window before.
    pub before: u64,
    /// That of the other hashtag.
    pub other: u64,
}

/// Bars over time.
#[derive(Debug, Clone, Default)]
pub struct ChartView {
    /// Said in a sentence.
    pub label: Message,
    /// The most in one interval, in words.
    pub most: Message,
    /// Width in its own units.
    pub width: usize,
    /// One for each interval.
    pub bars: Vec<BarView>,
    /// The beginning of the first interval.
    pub first: String,
    /// The beginning of the last interval.
    pub last: String,
}

/// One bar.
#[derive(Debug, Clone)]
pub struct BarView {
    /// Left edge.
    pub x: usize,
    /// Upper edge.
    pub y: u64,
    /// How high.
    pub height: u64,
    /// When the interval begins.
    pub at: String,
    /// Posts and boosts.
    pub posts: u64,
    /// Who posted.
    pub people: u64,
}

/// A part of the whole.
#[derive(Debug, Clone)]
pub struct ShareView {
    /// What it is.
    pub label: Message,
    /// How wide its bar is, of 100.
    pub width: u64,
    /// People.
    pub people: u64,
    /// Posts.
    pub posts: u64,
}

/// A ranking of people.
#[derive(Debug, Clone)]
pub struct TopView {
    /// Its id on the page.
    pub id: &'static str,
    /// What it is called.
    pub title: Message,
    /// What it ranks by.
    pub what: Message,
    /// The first is first.
    pub people: Vec<PersonView>,
}

/// Somebody.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The name that is shown.
    pub name: String,
    /// The name in addresses.
    pub acct: String,
    /// Their page.
    pub path: String,
    /// How much.
    pub count: u64,
}

/// An address.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// Where it leads.
    pub url: String,
    /// As it is read.
    pub shown: String,
    /// Posts and boosts with it.
    pub posts: u64,
    /// People who shared it.
    pub people: u64,
}

/// Who spoke to whom.
#[derive(Debug, Clone, Default)]
pub struct NetworkView {
    /// Side of the square, in its own units.
    pub side: u32,
    /// Said in a sentence.
    pub label: Message,
    /// What is to be seen.
    pub what: Message,
    /// Circles; the place in the list is the number.
    pub people: Vec<NodeView>,
    /// Lines.
    pub edges: Vec<EdgeView>,
}

/// A circle.
#[derive(Debug, Clone)]
pub struct NodeView {
    /// The number in it.
    pub number: usize,
    /// Middle.
    pub x: u32,
    /// Middle.
    pub y: u32,
    /// Half its width.
    pub r: u32,
    /// Who it is, and how often they spoke or were spoken to.
    pub person: PersonView,
}

/// A line.
#[derive(Debug, Clone)]
pub struct EdgeView {
    /// Its class, by how thick it is.
    pub class: &'static str,
    /// One end.
    pub x1: u32,
    /// One end.
    pub y1: u32,
    /// The other end.
    pub x2: u32,
    /// The other end.
    pub y2: u32,
    /// Numbers and names of both people.
    pub from: (usize, String),
    /// Numbers and names of both people.
    pub to: (usize, String),
    /// Answers.
    pub replies: u64,
    /// Mentions.
    pub mentions: u64,
    /// Boosts.
    pub boosts: u64,
}

impl InsightsPage {
    fn zones(&self) -> Vec<(i32, String, bool)> {
        ui::zone_choices(self.form.zone)
    }
}

#[cfg(test)]
mod tests;
