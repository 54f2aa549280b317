//! The staff's pages: which there are, and what stands above them.

use words::Message;

use crate::WORDS;
use crate::lists::{Tab, Tabs};

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
    /// Hashtags that people registered.
    Hashtags,
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

/// The tabs above every page of the staff, as far as they may open them. As with [`crate::settings_tabs`], what the pages of
/// the features are called is known here.
#[must_use]
pub fn staff_tabs(shown: StaffTab, rank: StaffRank) -> Vec<Tab> {
    use StaffRank::{Admin, Moderator};
    let all = [
        (StaffTab::Overview, Moderator, "staff-tab-overview", "/staff"),
        (StaffTab::Reports, Moderator, "staff-tab-reports", "/staff/reports"),
        (StaffTab::People, Moderator, "staff-tab-people", "/staff/accounts"),
        (StaffTab::Trends, Moderator, "staff-tab-trends", "/staff/trends"),
        (StaffTab::Hashtags, Moderator, "hashtags", "/staff/hashtags"),
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
