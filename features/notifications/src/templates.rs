//! The page of what happened while one was away.

use crate::WORDS;
use crate::model::{Policy, Treatment};
use crate::pages::Only;
use askama::Template;
use ui::{Message, NotificationView, Paging, PersonLine, PostView, Shell, Tab, filters};

/// What happened while one was away, grouped.
#[derive(Debug, Template)]
#[template(path = "notifications.html")]
pub struct NotificationsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What is shown.
    pub only: Only,
    /// How many people's notifications wait to be let in.
    pub waiting: i64,
    /// The lines, newest first.
    pub lines: Vec<NotificationView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// The stream of live updates; none beyond the first page.
    pub live: Option<String>,
}

impl NotificationsPage {
    fn tabs(&self) -> Vec<Tab> {
        self.only.tabs()
    }

    /// The newest id on the page when something on it is new: up to where "mark as read" marks.
    fn unread_up_to(&self) -> Option<&str> {
        let first = self.lines.first()?;
        self.lines.iter().any(|line| line.unread).then_some(first.id.as_str())
    }
}

/// Whose notifications one wants.
#[derive(Debug, Template)]
#[template(path = "settings_notifications.html")]
pub struct PolicyPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What is chosen.
    pub policy: Policy,
    /// Whether messages to devices may hold private texts; `None` where none are sent.
    pub private_text: Option<bool>,
    /// How many people's notifications wait to be let in.
    pub waiting: i64,
}

/// A treatment to choose: its word, what it says, and whether it is chosen.
type Pick = (&'static str, Message, bool);

impl PolicyPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Notifications)
    }

    /// The fields: name, about whom, and between what.
    fn fields(&self) -> Vec<(&'static str, Message, Vec<Pick>)> {
        let policy = &self.policy;
        [
            ("for_not_following", "policy-not-following", policy.for_not_following),
            ("for_not_followers", "policy-not-followers", policy.for_not_followers),
            ("for_new_accounts", "policy-new-accounts", policy.for_new_accounts),
            ("for_private_mentions", "policy-private-mentions", policy.for_private_mentions),
            ("for_limited_accounts", "policy-limited", policy.for_limited_accounts),
        ]
        .map(|(name, label, chosen)| (name, WORDS.say(label), picks(chosen)))
        .into()
    }
}

fn picks(chosen: Treatment) -> Vec<Pick> {
    [
        (Treatment::Accept, "accept", "policy-accept"),
        (Treatment::Filter, "filter", "policy-filter"),
        (Treatment::Drop, "drop", "policy-drop"),
    ]
    .map(|(treatment, word, label)| (word, WORDS.say(label), treatment == chosen))
    .into()
}

/// Somebody whose notifications wait.
#[derive(Debug, Clone)]
pub struct RequestView {
    /// Who.
    pub person: PersonLine,
    /// How many.
    pub count: u64,
    /// The newest post among them.
    pub post: Option<PostView>,
}

/// People whose notifications wait until one lets them in.
#[derive(Debug, Template)]
#[template(path = "requests.html")]
pub struct RequestsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The people, who wrote last first.
    pub requests: Vec<RequestView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

ui::pages!(WORDS: NotificationsPage, PolicyPage, RequestsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::NotificationKind as Kind;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    const KINDS: [Kind; 8] = [
        Kind::Mention,
        Kind::Favourite,
        Kind::Boost,
        Kind::Follow,
        Kind::FollowRequest,
        Kind::Post,
        Kind::Edit,
        Kind::SignUp,
    ];

    fn page(shell: Shell, lines: Vec<NotificationView>) -> NotificationsPage {
        NotificationsPage {
            shell,
            only: Only::All,
            waiting: 2,
            lines,
            paging: Paging::default(),
            live: Some("/live/notifications".to_owned()),
        }
    }

    fn lines() -> Vec<NotificationView> {
        (1..).zip(KINDS).map(|(id, kind)| sample::notification(&id.to_string(), kind)).collect()
    }

    #[test]
    fn every_kind_is_sound() {
        let mut hostile = lines();
        for (at, line) in hostile.iter_mut().enumerate() {
            line.people = vec![PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() }];
            line.post = Some(sample::hostile_post(&format!("{at}0")));
            line.created_human = Message::raw(HOSTILE);
        }
        for shell in sample::shells("/notifications") {
            for lines in [vec![], lines(), hostile.clone()] {
                assert_page(&page(shell.clone(), lines).page());
            }
        }
    }

    #[test]
    fn marking_as_read_is_offered_while_something_is_new() {
        let mut lines = lines();
        let html = page(sample::shell("/notifications"), lines.clone()).page();
        assert!(html.contains("name=\"up_to\" value=\"1\""), "{html}");
        lines.iter_mut().for_each(|line| line.unread = false);
        assert!(!page(sample::shell("/notifications"), lines).page().contains("up_to"));
    }

    #[test]
    fn hostile_excerpts_stay_text() {
        let mut line = sample::notification("1", Kind::Favourite);
        line.post = Some(PostView {
            content_html: "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>".to_owned(),
            ..sample::post("2")
        });
        assert_page(&page(sample::shell("/notifications"), vec![line]).page());
    }

    #[test]
    fn choices_and_requests_are_sound() {
        for private_text in [None, Some(true)] {
            let policy = Policy { for_new_accounts: Treatment::Drop, ..Policy::default() };
            let shell = sample::shell("/settings/notifications");
            let html = PolicyPage { shell, policy, private_text, waiting: 3 }.page();
            assert_page(&html);
            assert!(html.contains("value=\"drop\" selected"), "{html}");
            assert_eq!(html.contains("name=\"private_text\""), private_text.is_some());
        }
        let person = PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() };
        let whole = RequestView { person, count: 2, post: Some(sample::hostile_post("5")) };
        let other = PersonLine { id: "13".to_owned(), ..sample::line() };
        let bare = RequestView { person: other, count: 1, post: None };
        for requests in [vec![], vec![whole, bare]] {
            let shell = sample::shell("/notifications/requests");
            assert_page(&RequestsPage { shell, requests, paging: Paging::default() }.page());
        }
    }
}
