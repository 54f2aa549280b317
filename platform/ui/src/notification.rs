//! Notifications.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::person::PersonLine;
use crate::post::PostView;
use crate::shell::Shell;

/// One line of the notifications page: one event, or several of a kind about the same post.
#[derive(Debug, Clone, Default)]
pub struct NotificationView {
    /// The id of the newest notification of the group.
    pub id: String,
    /// What happened.
    pub kind: NotificationKind,
    /// Who did it, newest first; a few of them.
    pub people: Vec<PersonLine>,
    /// How many more did it besides `people`.
    pub others: u64,
    /// The post that it is about.
    pub post: Option<PostView>,
    /// When, RFC 3339.
    pub created_iso: String,
    /// When, as people say it.
    pub created_human: String,
    /// Whether it is new to the reader.
    pub unread: bool,
}

/// What happened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum NotificationKind {
    /// Somebody mentioned the reader or answered them.
    #[default]
    Mention,
    /// Somebody liked the reader's post.
    Favourite,
    /// Somebody boosted the reader's post.
    Boost,
    /// Somebody follows the reader.
    Follow,
    /// Somebody asks to follow the reader.
    FollowRequest,
    /// Somebody whom the reader asked to be told about posted.
    Post,
    /// A post that the reader boosted was edited.
    Edit,
    /// A poll ended that the reader asked or voted in.
    PollEnded,
    /// Somebody quoted the reader's post.
    Quote,
    /// A post that the reader quoted was edited.
    QuotedEdit,
    /// Somebody signed up (for staff).
    SignUp,
    /// Somebody reported an account (for staff).
    Report,
    /// The staff decided something about the reader's account.
    Warning,
    /// Somebody put the reader into a collection.
    Collected,
    /// A collection that the reader is in was given another name or description.
    CollectionEdit,
    /// The report of the reader's year is there.
    YearReport,
}

impl NotificationKind {
    /// What was done, to follow the names: "liked your post".
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Mention => "mentioned you",
            Self::Favourite => "liked your post",
            Self::Boost => "boosted your post",
            Self::Follow => "followed you",
            Self::FollowRequest => "asked to follow you",
            Self::Post => "posted",
            Self::Edit => "edited a post you boosted",
            Self::PollEnded => "ran a poll that has ended",
            Self::Quote => "quoted your post",
            Self::QuotedEdit => "edited a post you quoted",
            Self::SignUp => "signed up",
            Self::Report => "reported an account",
            Self::Warning => "have a message from the moderators",
            Self::Collected => "added you to a collection",
            Self::CollectionEdit => "edited a collection you are in",
            Self::YearReport => "can look back at your year",
        }
    }

    /// The icon that stands for it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Mention => "reply",
            Self::Favourite => "heart",
            Self::Boost => "boost",
            Self::Follow | Self::FollowRequest | Self::SignUp | Self::Collected => "person",
            Self::Post | Self::Report | Self::Warning | Self::YearReport => "bell",
            Self::Edit | Self::QuotedEdit | Self::CollectionEdit => "compose",
            Self::Quote => "boost",
            Self::PollEnded => "check",
        }
    }

    /// Whether the whole post belongs below, with its buttons, because it is somebody else's words to the reader.
    #[must_use]
    pub fn shows_whole_post(self) -> bool {
        matches!(self, Self::Mention | Self::Post | Self::Quote)
    }
}

impl NotificationView {
    /// The notification as an entry of the list.
    #[must_use]
    pub fn line<'a>(&'a self, shell: &'a Shell) -> NotificationLine<'a> {
        NotificationLine { n: self, shell }
    }

    /// How many people are not named: all but one, or none when exactly two are there to be named.
    #[must_use]
    pub fn unnamed(&self) -> u64 {
        let all = self.people.len() as u64 + self.others;
        if all == 2 && self.people.len() == 2 { 0 } else { all.saturating_sub(1) }
    }
}

/// A notification as an entry of the list.
#[derive(Debug, Template)]
#[template(path = "notification.html")]
pub struct NotificationLine<'a> {
    n: &'a NotificationView,
    shell: &'a Shell,
}

impl HtmlSafe for NotificationLine<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn words(people: usize, others: u64) -> String {
        let people = ["Ana", "Ben", "Chi"]
            .iter()
            .take(people)
            .map(|name| PersonLine { display_name: (*name).to_owned(), ..PersonLine::default() })
            .collect();
        let n = NotificationView {
            people,
            others,
            kind: NotificationKind::Favourite,
            ..NotificationView::default()
        };
        let html = n.line(&sample::shell("/notifications")).to_string();
        let sentence =
            html.split("class=\"what\">").nth(1).unwrap_or_default().split("</p>").next().unwrap_or_default();
        crate::check::text_of(sentence)
    }

    #[test]
    fn people_are_named_as_one_would_say_it() {
        assert_eq!(words(1, 0), "Ana liked your post");
        assert_eq!(words(2, 0), "Ana and Ben liked your post");
        assert_eq!(words(1, 1), "Ana and 1 other liked your post");
        assert_eq!(words(3, 0), "Ana and 2 others liked your post");
        assert_eq!(words(3, 8), "Ana and 10 others liked your post");
        assert_eq!(words(0, 0), "Somebody liked your post");
    }

    #[test]
    fn follow_requests_can_be_answered() {
        let n = NotificationView {
            kind: NotificationKind::FollowRequest,
            people: vec![PersonLine { id: "3".to_owned(), ..PersonLine::default() }],
            ..NotificationView::default()
        };
        let html = n.line(&sample::shell("/notifications")).to_string();
        assert!(html.contains("/web/follow_requests/3/authorize\""), "{html}");
        assert!(html.contains("/web/follow_requests/3/reject\""), "{html}");
    }
}
