//! The pages of a person's settings: each feature has its own; what they are all called is known here, because each
//! must name its neighbours.

use words::Message;

use crate::WORDS;
use crate::lists::Tab;

/// A page of a person's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsTab {
    /// Name, pictures, facts.
    Profile,
    /// What the composer starts with.
    Posting,
    /// How pages look.
    Appearance,
    /// The language of the pages.
    Language,
    /// What they do not want to read.
    Filters,
    /// Posts of chat rooms at home.
    Rooms,
    /// Whose notifications they want.
    Notifications,
    /// Password, sessions, applications.
    Account,
    /// Taking lists along, and bringing them.
    Data,
    /// Deleting the account.
    Leaving,
}

/// A page of settings: which (of those that stand beside each other as tabs), what it is called, what it is for, and
/// its path.
type Entry = (Option<SettingsTab>, &'static str, &'static str, &'static str);

const YOU: &[Entry] = &[
    (Some(SettingsTab::Profile), "settings-profile", "settings-profile-what", "/settings/profile"),
    (Some(SettingsTab::Posting), "settings-posting", "settings-posting-what", "/settings/posting"),
    (None, "settings-featured", "settings-featured-what", "/settings/featured_tags"),
];
const READING: &[Entry] = &[
    (
        Some(SettingsTab::Appearance),
        "settings-appearance",
        "settings-appearance-what",
        "/settings/appearance",
    ),
    (Some(SettingsTab::Language), "settings-language", "settings-language-what", "/settings/language"),
    (Some(SettingsTab::Filters), "settings-filters", "settings-filters-what", "/settings/filters"),
    (Some(SettingsTab::Rooms), "settings-rooms", "settings-rooms-what", "/settings/rooms"),
    (
        Some(SettingsTab::Notifications),
        "settings-notifications",
        "settings-notifications-what",
        "/settings/notifications",
    ),
];
const PEOPLE: &[Entry] = &[
    (None, "settings-requests", "settings-requests-what", "/follow_requests"),
    (None, "settings-muted", "settings-muted-what", "/mutes"),
    (None, "settings-blocked", "settings-blocked-what", "/blocks"),
    (None, "settings-servers", "settings-servers-what", "/settings/domain_blocks"),
];
const ACCOUNT: &[Entry] = &[
    (Some(SettingsTab::Account), "settings-account", "settings-account-what", "/settings/account"),
    (Some(SettingsTab::Data), "settings-data", "settings-data-what", "/settings/export"),
    (None, "settings-decisions", "settings-decisions-what", "/settings/decisions"),
    (Some(SettingsTab::Leaving), "settings-leaving", "settings-leaving-what", "/settings/delete"),
];
const GROUPS: [(&str, &[Entry]); 4] = [
    ("settings-group-you", YOU),
    ("settings-group-reading", READING),
    ("settings-group-people", PEOPLE),
    ("settings-group-account", ACCOUNT),
];

/// Some pages of settings that belong together.
#[derive(Debug, Clone)]
pub struct SettingsGroup {
    /// What they have in common.
    pub title: Message,
    /// What each is called, what it is for, and its path.
    pub pages: Vec<(Message, Message, &'static str)>,
}

/// All pages of settings, for the page that leads to them.
#[must_use]
pub fn settings_groups() -> Vec<SettingsGroup> {
    let page = |&(_, label, what, path): &Entry| (WORDS.say(label), WORDS.say(what), path);
    let group = |(title, pages): (&'static str, &[Entry])| SettingsGroup {
        title: WORDS.say(title),
        pages: pages.iter().map(page).collect(),
    };
    GROUPS.map(|(title, pages)| group((title, pages))).into()
}

/// The tabs above a page of settings: the way to all of them, and those beside it.
#[must_use]
pub fn settings_tabs(shown: SettingsTab) -> Vec<Tab> {
    let has = |group: &&(&str, &[Entry])| group.1.iter().any(|entry| entry.0 == Some(shown));
    let beside = GROUPS.iter().find(has).map_or(&[][..], |group| group.1);
    let all = Tab::new(WORDS.say("settings-all"), "/settings", false);
    let tab = |&(tab, label, _, path): &Entry| tab.map(|tab| Tab::new(WORDS.say(label), path, tab == shown));
    std::iter::once(all).chain(beside.iter().filter_map(tab)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_neighbours() {
        let tabs = settings_tabs(SettingsTab::Data);
        let told: Vec<(&str, bool)> = tabs.iter().map(|tab| (tab.url.as_str(), tab.current)).collect();
        let expected = [
            ("/settings", false),
            ("/settings/account", false),
            ("/settings/export", true),
            ("/settings/delete", false),
        ];
        assert_eq!(told, expected);
        assert_eq!(settings_groups().iter().map(|group| group.pages.len()).sum::<usize>(), 16);
    }
}
