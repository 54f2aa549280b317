//! What stands around lists: tabs above, links to the neighbours below, and words where there is nothing.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::{WORDS, filters};

/// Links to the neighbouring pages of a list, as paths with query.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// Towards older entries.
    pub older: Option<String>,
    /// Towards newer entries.
    pub newer: Option<String>,
}

/// One tab above a list.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// What the tab says.
    pub label: Message,
    /// Where it leads.
    pub url: String,
    /// Whether it is the one being shown.
    pub current: bool,
}

impl Tab {
    /// A tab with its label, its address and whether it is being shown.
    #[must_use]
    pub fn new(label: Message, url: impl Into<String>, current: bool) -> Self {
        Self { label, url: url.into(), current }
    }
}

/// A page of a person's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsTab {
    /// Name, pictures, facts.
    Profile,
    /// Password, sessions, applications.
    Account,
    /// The language of the pages.
    Language,
    /// What they do not want to read.
    Filters,
    /// Taking lists along, and bringing them.
    Data,
}

/// The tabs above every page of a person's settings. Each feature has its own pages; what they are all called is
/// known here, because each must name the others.
#[must_use]
pub fn settings_tabs(shown: SettingsTab) -> [Tab; 5] {
    [
        (SettingsTab::Profile, "settings-profile", "/settings/profile"),
        (SettingsTab::Account, "settings-account", "/settings/account"),
        (SettingsTab::Language, "settings-language", "/settings/language"),
        (SettingsTab::Filters, "settings-filters", "/settings/filters"),
        (SettingsTab::Data, "settings-data", "/settings/export"),
    ]
    .map(|(tab, label, url)| Tab::new(WORDS.say(label), url, tab == shown))
}

/// A page of the staff's desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffTab {
    /// What waits, and the numbers.
    Overview,
    /// What people reported.
    Reports,
    /// Accounts.
    People,
    /// What is talked about.
    Trends,
    /// Servers, providers of e-mail and networks that are kept out.
    KeptOut,
    /// What is told to everybody.
    Announcements,
    /// Custom emojis.
    Emojis,
    /// The texts of the server.
    Site,
    /// Who of the staff did what.
    Log,
}

/// How much of the desk somebody of the staff sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffRank {
    /// What concerns people.
    Moderator,
    /// All of it.
    Admin,
}

/// The tabs above every page of the staff, as far as they may open them. As with [`settings_tabs`], what the pages of
/// the features are called is known here.
#[must_use]
pub fn staff_tabs(shown: StaffTab, rank: StaffRank) -> Vec<Tab> {
    use StaffRank::{Admin, Moderator};
    let all = [
        (StaffTab::Overview, Moderator, "staff-tab-overview", "/staff"),
        (StaffTab::Reports, Moderator, "staff-tab-reports", "/staff/reports"),
        (StaffTab::People, Moderator, "staff-tab-people", "/staff/accounts"),
        (StaffTab::Trends, Moderator, "staff-tab-trends", "/staff/trends"),
        (StaffTab::KeptOut, Admin, "staff-tab-out", "/staff/domains"),
        (StaffTab::Announcements, Admin, "staff-tab-announcements", "/staff/announcements"),
        (StaffTab::Emojis, Admin, "staff-tab-emojis", "/staff/emojis"),
        (StaffTab::Site, Admin, "staff-tab-site", "/staff/instance"),
        (StaffTab::Log, Moderator, "staff-tab-log", "/staff/audit"),
    ];
    let open = all.into_iter().filter(|(_, needs, ..)| *needs == Moderator || rank == Admin);
    open.map(|(tab, _, label, url)| Tab::new(WORDS.say(label), url, tab == shown)).collect()
}

/// What stands above every page of the staff.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// What the page is about.
    pub heading: Message,
    /// The staff's pages.
    pub tabs: Vec<Tab>,
}

impl Desk {
    /// The tabs, as far as somebody may open them.
    #[must_use]
    pub fn new(heading: Message, shown: StaffTab, rank: StaffRank) -> Self {
        Self { heading, tabs: staff_tabs(shown, rank) }
    }

    /// The tabs as they are drawn.
    #[must_use]
    pub fn links(&self) -> Tabs<'_> {
        Tabs::new(WORDS.say("shell-staff"), &self.tabs)
    }
}

impl Paging {
    /// The links, or nothing when the list has one page.
    #[must_use]
    pub fn links(&self) -> PagingLinks<'_> {
        PagingLinks { paging: self }
    }
}

/// Older and newer links of a list.
#[derive(Debug, Template)]
#[template(path = "paging.html")]
pub struct PagingLinks<'a> {
    paging: &'a Paging,
}

/// A list with nothing in it: what that means and what to do about it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "empty.html")]
pub struct EmptyState {
    /// What is missing, as a short phrase.
    pub title: Message,
    /// Why, or what to do.
    pub text: Message,
    /// A helpful link: its text and its address.
    pub action: Option<(Message, String)>,
}

impl EmptyState {
    /// An empty state without a link.
    #[must_use]
    pub fn new(title: Message, text: Message) -> Self {
        Self { title, text, action: None }
    }

    /// The same with a helpful link.
    #[must_use]
    pub fn with_action(mut self, label: Message, url: &str) -> Self {
        self.action = Some((label, url.to_owned()));
        self
    }
}

/// A row of tabs; the label names the row for screen readers.
#[derive(Debug, Template)]
#[template(path = "tabs.html")]
pub struct Tabs<'a> {
    /// What is being chosen between.
    pub label: Message,
    /// The tabs, in order.
    pub tabs: &'a [Tab],
}

impl<'a> Tabs<'a> {
    /// A row of tabs with its label.
    #[must_use]
    pub fn new(label: Message, tabs: &'a [Tab]) -> Self {
        Self { label, tabs }
    }
}

impl HtmlSafe for PagingLinks<'_> {}
impl HtmlSafe for EmptyState {}
impl HtmlSafe for Tabs<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_no_links() {
        assert_eq!(words::draw(&Paging::default().links(), crate::sample::VOICE).trim(), "");
    }
}
