//! The forms of chats and sessions.

use askama::Template;
use ui::{FieldErrors, Message, Shell, filters};

use crate::WORDS;

/// The form of a chat.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChatForm {
    /// Its hashtag.
    pub tag: String,
    /// [`crate::Chat::title`].
    pub title: String,
    /// [`crate::Texts::description`].
    pub description: String,
    /// [`crate::Texts::rules`].
    pub rules: String,
    /// [`crate::Texts::disclaimer`].
    pub disclaimer: String,
    /// [`crate::Texts::conduct`].
    pub conduct: String,
    /// IANA name.
    pub zone: String,
    /// One of [`REPEATS`].
    pub repeat: String,
    /// 1 for Monday.
    pub weekday: String,
    /// Which of the month.
    pub nth: String,
    /// From which day on.
    pub first: String,
    /// At what time.
    pub time: String,
    /// How long.
    pub minutes: String,
    /// A rule of one's own.
    pub rule: String,
    /// Extra dates.
    pub extra: String,
    /// Dates that are left out.
    pub except: String,
    /// Code.
    pub language: String,
    /// Slugs.
    pub specialties: [String; SPECIALTY_FIELDS],
    /// Handles.
    pub hosts: String,
    /// Handles.
    pub moderators: String,
}

/// Fields for specialties.
pub const SPECIALTY_FIELDS: usize = 3;

/// How a chat can come again, and the message that says so.
pub const REPEATS: [(&str, &str); 6] = [
    ("weekly", "chat-repeat-weekly"),
    ("biweekly", "chat-repeat-biweekly"),
    ("nth", "chat-repeat-nth"),
    ("last", "chat-repeat-last"),
    ("once", "chat-repeat-once"),
    ("own", "chat-repeat-own"),
];

/// Making or changing a chat.
#[derive(Debug, Template)]
#[template(path = "chat_form.html")]
pub struct ChatFormPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the page is for.
    pub heading: Message,
    /// Where the form goes.
    pub action: String,
    /// The chat that is changed; none for a new one.
    pub chat: Option<String>,
    /// Whether it goes on; where not, it can.
    pub active: bool,
    /// What it is, or what was typed.
    pub form: ChatForm,
    /// What was wrong.
    pub errors: FieldErrors,
    /// The next dates, in the chat's zone.
    pub dates: Vec<Message>,
}

/// Changing one session.
#[derive(Debug, Template)]
#[template(path = "chat_session.html")]
pub struct SessionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The session's path.
    pub path: String,
    /// The chat's path.
    pub chat: String,
    /// Its name.
    pub title: String,
    /// When it is, in the chat's zone.
    pub when: Message,
    /// The zone.
    pub zone: String,
    /// Whether it may be moved and cancelled still.
    pub coming: bool,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Whether it is going on.
    pub running: bool,
    /// What it is, or what was typed.
    pub form: SessionForm,
    /// What was wrong.
    pub errors: FieldErrors,
}

/// The form of a session.
#[derive(Debug, Clone, Default)]
pub struct SessionForm {
    /// [`crate::Session::topic`].
    pub topic: String,
    /// [`crate::Session::notes`].
    pub notes: String,
    /// Handles.
    pub guests: String,
    /// The day.
    pub date: String,
    /// The time.
    pub time: String,
    /// How long.
    pub minutes: String,
    /// Why it is cancelled.
    pub reason: String,
}

impl ChatFormPage {
    fn repeats(&self) -> [(&'static str, Message); REPEATS.len()] {
        REPEATS.map(|(value, id)| (value, WORDS.say(id)))
    }

    fn weekdays(&self) -> Vec<(String, Message)> {
        let day = |n: i8| {
            Some((
                n.to_string(),
                crate::times::weekday(jiff::civil::Weekday::from_monday_one_offset(n).ok()?),
            ))
        };
        (1..=7).filter_map(day).collect()
    }

    fn nths(&self) -> [(&'static str, Message); 4] {
        ["1", "2", "3", "4"].map(|n| (n, WORDS.say("chat-nth").with("n", n)))
    }
}

/// Where letters about a chat are stopped.
#[derive(Debug, Template)]
#[template(path = "chat_stop.html")]
pub struct StopPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the chat is called.
    pub title: String,
    /// Its hashtag, without `#`.
    pub tag: String,
    /// Its path.
    pub path: String,
    /// The link's secret.
    pub token: String,
    /// Whether they are stopped.
    pub stopped: bool,
}

ui::pages!(WORDS: ChatFormPage, SessionPage, StopPage);
