//! Notifications.

use askama::Template;
use askama::filters::HtmlSafe;

use words::{Arg, Message};

use crate::person::PersonLine;
use crate::post::PostView;
use crate::shell::Shell;
use crate::{WORDS, filters};

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
    /// Where what it is about can be seen, if that is no post.
    pub url: Option<String>,
    /// When, RFC 3339.
    pub created_iso: String,
    /// When, as people say it.
    pub created_human: Message,
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
    /// A chat begins soon of which the reader wants to be reminded.
    ChatReminder,
    /// The staff decided something about a hashtag that the reader looks after.
    HashtagDecision,
}

impl NotificationKind {
    /// The messages that say what was done: with markup around the names, and without.
    fn ids(self) -> (&'static str, &'static str) {
        match self {
            Self::Mention => ("note-mention-html", "note-mention"),
            Self::Favourite => ("note-favourite-html", "note-favourite"),
            Self::Boost => ("note-boost-html", "note-boost"),
            Self::Follow => ("note-follow-html", "note-follow"),
            Self::FollowRequest => ("note-follow-request-html", "note-follow-request"),
            Self::Post => ("note-post-html", "note-post"),
            Self::Edit => ("note-edit-html", "note-edit"),
            Self::PollEnded => ("note-poll-html", "note-poll"),
            Self::Quote => ("note-quote-html", "note-quote"),
            Self::QuotedEdit => ("note-quoted-edit-html", "note-quoted-edit"),
            Self::SignUp => ("note-sign-up-html", "note-sign-up"),
            Self::Report => ("note-report-html", "note-report"),
            Self::Warning => ("note-warning-html", "note-warning"),
            Self::Collected => ("note-collected-html", "note-collected"),
            Self::CollectionEdit => ("note-collection-edit-html", "note-collection-edit"),
            Self::YearReport => ("note-year-report-html", "note-year-report"),
            Self::ChatReminder => ("note-chat-reminder-html", "note-chat-reminder"),
            Self::HashtagDecision => ("note-hashtag-decision-html", "note-hashtag-decision"),
        }
    }

    /// What was done by somebody of this name, in plain words.
    #[must_use]
    pub fn said_of(self, name: &str) -> Message {
        WORDS.say(self.ids().1).with("name", Message::raw(name)).with("n", 1)
    }

    /// The icon that stands for it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Mention => "reply",
            Self::Favourite => "heart",
            Self::Boost => "boost",
            Self::Follow | Self::FollowRequest | Self::SignUp | Self::Collected => "person",
            Self::Post | Self::Report | Self::Warning | Self::YearReport | Self::HashtagDecision => "bell",
            Self::ChatReminder => "chat",
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

    /// What happened, with links to those who did it.
    #[must_use]
    pub fn what(&self) -> Message {
        WORDS.say(self.kind.ids().0).with("who", self.who()).with("n", self.count())
    }

    /// What happened, in plain words.
    #[must_use]
    pub fn label(&self) -> Message {
        let what = match self.people.first() {
            Some(first) => self.kind.said_of(first.name()),
            None => WORDS.say(self.kind.ids().1).with("name", WORDS.say("somebody")).with("n", 1),
        };
        if self.unread { WORDS.say("note-new").with("what", what) } else { what }
    }

    /// Those who did it: one, two, or one and the number of the others.
    fn who(&self) -> Message {
        let Some(first) = self.people.first() else { return WORDS.say("somebody") };
        match (self.unnamed(), self.people.get(1)) {
            (0, Some(second)) => {
                WORDS.say("note-two-html").with("first", link(first)).with("second", link(second))
            }
            (0, None) => WORDS.say("note-one-html").with("first", link(first)),
            (n, _) => WORDS.say("note-others-html").with("first", link(first)).with("n", n),
        }
    }

    /// How many did it.
    fn count(&self) -> u64 {
        (self.people.len() as u64 + self.others).max(1)
    }

    /// How many people are not named: all but one, or none when exactly two are there to be named.
    #[must_use]
    pub fn unnamed(&self) -> u64 {
        let all = self.people.len() as u64 + self.others;
        if all == 2 && self.people.len() == 2 { 0 } else { all.saturating_sub(1) }
    }
}

fn link(person: &PersonLine) -> Arg {
    let url = askama::filters::escape(&person.url, askama::filters::Html);
    let url = url.map(|url| url.to_string()).unwrap_or_default();
    Arg::Html(format!("<a href=\"{url}\"><bdi>{}</bdi></a>", person.name_html()))
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
        let html = sample::drawn(&n.line(&sample::shell("/notifications")));
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
        let html = sample::drawn(&n.line(&sample::shell("/notifications")));
        assert!(html.contains("/web/follow_requests/3/authorize\""), "{html}");
        assert!(html.contains("/web/follow_requests/3/reject\""), "{html}");
    }
}
