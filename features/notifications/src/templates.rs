//! The page of what happened while one was away.

use crate::WORDS;
use askama::Template;
use ui::{NotificationView, Paging, Shell, Tab, filters};

/// What happened while one was away, grouped.
#[derive(Debug, Template)]
#[template(path = "notifications.html")]
pub struct NotificationsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whether only mentions are shown.
    pub mentions_only: bool,
    /// The lines, newest first.
    pub lines: Vec<NotificationView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// The stream of live updates; none beyond the first page.
    pub live: Option<String>,
}

impl NotificationsPage {
    fn tabs(&self) -> [Tab; 2] {
        [
            Tab::new(WORDS.say("notes-all"), "/notifications", !self.mentions_only),
            Tab::new(WORDS.say("notes-mentions"), "/notifications?only=mentions", self.mentions_only),
        ]
    }

    /// The newest id on the page when something on it is new: up to where "mark as read" marks.
    fn unread_up_to(&self) -> Option<&str> {
        let first = self.lines.first()?;
        self.lines.iter().any(|line| line.unread).then_some(first.id.as_str())
    }
}

ui::pages!(WORDS: NotificationsPage);

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
            mentions_only: false,
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
            line.people = vec![ui::PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() }];
            line.post = Some(sample::hostile_post(&format!("{at}0")));
            line.created_human = ui::Message::raw(HOSTILE);
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
        line.post = Some(ui::PostView {
            content_html: "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>".to_owned(),
            ..sample::post("2")
        });
        assert_page(&page(sample::shell("/notifications"), vec![line]).page());
    }
}
