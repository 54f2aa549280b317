//! The desk's page.

use askama::Template;
use askama::filters::HtmlSafe;
use ui::{Message, Shell, filters};

use crate::WORDS;
use crate::room::{Line, Speaker};

/// The desk of a session.
#[derive(Debug, Template, Default)]
#[template(path = "desk.html")]
pub(crate) struct DeskPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The session's id.
    pub id: String,
    /// The room's path.
    pub path: String,
    /// The hashtag, without `#`.
    pub tag: String,
    /// What the session is about.
    pub title: String,
    /// Where in time it is.
    pub phase: Message,
    /// Whether it is on air.
    pub on_air: bool,
    /// What was wrong.
    pub refused: Option<Message>,
    /// What is prepared, by what it is.
    pub groups: Vec<DeskGroup>,
    /// What can be filled in, and with what.
    pub filled: Vec<(&'static str, String)>,
    /// Whether a rehearsal can begin.
    pub may_rehearse: bool,
    /// Whether there is one.
    pub rehearsal: bool,
    /// What was said in it: who, what.
    pub rehearsed: Vec<(String, String)>,
    /// Who is asked to say something.
    pub called: Option<Speaker>,
    /// What is pinned.
    pub pinned: Option<Line>,
    /// Co-moderators of this session.
    pub leaders: Vec<Speaker>,
    /// Whom moderators removed.
    pub removed_people: Vec<Speaker>,
    /// What moderators removed.
    pub removed_posts: Vec<Line>,
}

/// Prepared texts of a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct DeskGroup {
    /// The kind's name.
    pub kind: &'static str,
    /// What they are.
    pub heading: Message,
    /// What they are for.
    pub hint: Message,
    /// In order.
    pub texts: Vec<DeskLine>,
    /// Whether their order matters.
    pub moves: bool,
    /// A form for one more.
    pub new: Option<NewText>,
}

/// A prepared text.
#[derive(Debug, Clone, Default)]
pub(crate) struct DeskLine {
    /// Its id.
    pub id: String,
    /// `Q3`, or what it is.
    pub label: Message,
    /// As it was written.
    pub text: String,
    /// As it is posted.
    pub whole: String,
    /// When it is sent by itself; empty for by hand.
    pub minute: String,
    /// Whether it was sent.
    pub sent: bool,
    /// As what.
    pub post: String,
}

/// A text to be added.
#[derive(Debug, Clone, Default)]
pub(crate) struct NewText {
    /// What the form is for.
    pub heading: Message,
    /// What stands in it.
    pub text: String,
    /// When it is to be sent.
    pub minute: String,
}

/// A form that names somebody.
#[derive(Debug, Template)]
#[template(path = "desk_named.html")]
pub(crate) struct NamedForm<'a> {
    id: &'a str,
    csrf: &'a str,
    verb: &'static str,
    label: Message,
    button: Message,
}

impl HtmlSafe for NamedForm<'_> {}

impl DeskPage {
    fn named(&self, verb: &'static str, label: &'static str) -> NamedForm<'_> {
        let button = match verb {
            "call" => "room-call",
            "leaders" => "desk-leaders-add",
            _ => "room-remove-person",
        };
        NamedForm {
            id: &self.id,
            csrf: &self.shell.csrf,
            verb,
            label: WORDS.say(label),
            button: WORDS.say(button),
        }
    }
}

ui::pages!(WORDS: DeskPage);
