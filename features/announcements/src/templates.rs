//! Announcements, for everybody and for those who write them.

use askama::Template;
use ui::{Desk, EmptyState, FieldErrors, Message, Shell, filters};

use crate::WORDS;

/// What the operator tells everybody.
#[derive(Debug, Template)]
#[template(path = "announcements.html")]
pub struct AnnouncementsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Those that are not read yet, then the others.
    pub items: Vec<Item>,
    /// What is said where there are none.
    pub empty: EmptyState,
    /// Emojis that are offered.
    pub offered: Vec<&'static str>,
}

/// An announcement as its reader sees it.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The text, as clean HTML.
    pub html: String,
    /// When it was published.
    pub when: Message,
    /// When what it announces begins and ends; empty where it says nothing of that.
    pub period: Message,
    /// Whether the reader dismissed it.
    pub read: bool,
    /// What people react with.
    pub reactions: Vec<ReactionView>,
}

/// What people react with.
#[derive(Debug, Clone)]
pub struct ReactionView {
    /// An emoji, or the shortcode of a custom one.
    pub name: String,
    /// Path of the picture of a custom one.
    pub picture: Option<String>,
    /// How many react so.
    pub count: u64,
    /// Whether the reader does.
    pub mine: bool,
}

impl ReactionView {
    /// What the button does, in words.
    fn label(&self) -> Message {
        let id = if self.mine { "reaction-take-back" } else { "reaction-join" };
        WORDS.say(id).with("name", &self.name).with("n", self.count)
    }
}

/// What the operator told, tells and will tell.
#[derive(Debug, Template)]
#[template(path = "staff_announcements.html")]
pub struct StaffAnnouncementsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// The latest first.
    pub lines: Vec<StaffLine>,
}

/// An announcement as those see it who write it.
#[derive(Debug, Clone)]
pub struct StaffLine {
    /// Its id.
    pub id: String,
    /// The text, as clean HTML.
    pub html: String,
    /// Whether people see it now, or when.
    pub state: Message,
    /// When what it announces begins and ends.
    pub period: Message,
    /// How it begins, to tell its buttons from others.
    pub name: String,
    /// Whether it is published; else it can be.
    pub published: bool,
}

/// Writing an announcement.
#[derive(Debug, Template)]
#[template(path = "staff_announcement.html")]
pub struct StaffAnnouncementPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which; none for a new one.
    pub id: Option<String>,
    /// Whether its time of publishing can still be chosen.
    pub can_wait: bool,
    /// What was entered.
    pub form: Form,
    /// What was wrong: fields `text`, `scheduled_at`, `starts_at`, `ends_at`.
    pub errors: FieldErrors,
}

/// What was entered; times as `YYYY-MM-DDTHH:MM`, in UTC.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The text.
    pub text: String,
    /// When to publish it.
    pub scheduled_at: String,
    /// When what it announces begins.
    pub starts_at: String,
    /// When that ends.
    pub ends_at: String,
    /// Whether only the days matter.
    pub all_day: bool,
}

impl StaffAnnouncementPage {
    /// The times: field, label, hint and value.
    fn times(&self) -> Vec<(&'static str, Message, Message, &str)> {
        let time = |name, label, hint, value| (name, WORDS.say(label), WORDS.say(hint), value);
        let form = &self.form;
        let mut times = vec![
            time("starts_at", "announce-starts", "announce-starts-hint", form.starts_at.as_str()),
            time("ends_at", "announce-ends", "announce-ends-hint", form.ends_at.as_str()),
        ];
        if self.can_wait {
            times.insert(
                0,
                time("scheduled_at", "announce-when", "announce-when-hint", form.scheduled_at.as_str()),
            );
        }
        times
    }
}

ui::pages!(WORDS: AnnouncementsPage, StaffAnnouncementsPage, StaffAnnouncementPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};
    use ui::{StaffRank, StaffTab};

    fn hostile() -> Message {
        Message::raw(HOSTILE)
    }

    fn desk() -> Desk {
        Desk::new(hostile(), StaffTab::Announcements, StaffRank::Admin)
    }

    #[test]
    fn announcements_are_sound() {
        let reaction = |mine, picture| ReactionView { name: HOSTILE.to_owned(), picture, count: 2, mine };
        let item = |read| Item {
            id: "5".to_owned(),
            html: "<p>Tonight</p>".to_owned(),
            when: hostile(),
            period: hostile(),
            read,
            reactions: vec![reaction(true, None), reaction(false, Some("/media/a.png".to_owned()))],
        };
        for items in [vec![], vec![item(false)], vec![Item { id: "6".to_owned(), ..item(true) }]] {
            let empty = EmptyState::new(hostile(), hostile());
            let shell = sample::shell("/announcements");
            assert_page(&AnnouncementsPage { shell, items, empty, offered: vec!["👍"] }.page());
        }
    }

    #[test]
    fn the_desk_is_sound() {
        let line = |published| StaffLine {
            id: "5".to_owned(),
            html: "<p>Tonight</p>".to_owned(),
            state: hostile(),
            period: hostile(),
            name: HOSTILE.to_owned(),
            published,
        };
        for lines in [vec![], vec![line(true), line(false)]] {
            let shell = sample::shell("/staff/announcements");
            assert_page(&StaffAnnouncementsPage { shell, desk: desk(), lines }.page());
        }
        for id in [None, Some("5".to_owned())] {
            let mut errors = FieldErrors::default();
            ["text", "starts_at", "ends_at"].iter().for_each(|field| errors.add(field, HOSTILE));
            let form = Form { text: HOSTILE.to_owned(), starts_at: HOSTILE.to_owned(), ..Form::default() };
            let shell = sample::shell("/staff/announcements/new");
            let can_wait = id.is_none();
            assert_page(&StaffAnnouncementPage { shell, desk: desk(), id, can_wait, form, errors }.page());
        }
    }
}
