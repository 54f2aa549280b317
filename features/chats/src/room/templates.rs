//! The pages of rooms.

use std::collections::HashSet;

use askama::Template;
use ui::{Message, Shell, Tab, filters};

use super::line::{Line, Speaker};
use super::views::RoomView;
use crate::WORDS;

/// What lines of a room need of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct RoomHead {
    /// The session's id.
    pub id: String,
    /// The room's path.
    pub path: String,
    /// For forms.
    pub csrf: String,
    /// The reader's account; empty for nobody.
    pub me: String,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether the reader leads the session.
    pub leads: bool,
    /// Whether one may post.
    pub open: bool,
    /// What the reader applauds.
    pub applauded: HashSet<String>,
}

/// How a line stands on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// By itself.
    Alone,
    /// Below what it answers.
    Below,
    /// What a script fills.
    Blank,
}

/// One post of a room.
#[derive(Debug, Template)]
#[template(path = "room_line.html")]
pub(crate) struct LineCard<'a> {
    pub(crate) room: &'a RoomHead,
    pub(crate) line: &'a Line,
    pub(crate) stands: Stands,
    pub(crate) time: Message,
    /// Drawn already.
    pub(crate) replies: Vec<String>,
}

impl LineCard<'_> {
    fn anchor(&self) -> String {
        format!("post-{}", self.line.id)
    }

    fn parent(&self) -> &str {
        self.line.to.as_deref().unwrap_or_default()
    }

    fn reply(&self) -> bool {
        self.stands == Stands::Below
    }

    fn alone(&self) -> bool {
        self.stands == Stands::Alone
    }

    fn own(&self) -> bool {
        self.room.me == self.line.by.id && self.stands != Stands::Blank
    }

    fn applauded(&self) -> bool {
        self.room.applauded.contains(&self.line.id)
    }

    fn time(&self) -> Message {
        self.time.clone()
    }

    fn label(&self) -> String {
        let letter = if self.line.kind == "question" { 'Q' } else { 'A' };
        format!("{letter}{}", self.line.number)
    }

    fn label_word(&self) -> Message {
        let id = if self.line.kind == "question" { "room-question-n" } else { "room-answer-n" };
        WORDS.say(id).with("number", u64::from(self.line.number))
    }

    /// The roles to be shown, each with its picture and word; of a blank line all, for a script to choose from.
    fn roles(&self) -> Vec<(&'static str, &'static str, Message)> {
        let all = [
            ("host", "megaphone", "room-role-host"),
            ("moderator", "shield", "room-role-moderator"),
            ("guest", "star", "room-role-guest"),
            ("patient", "heart", "room-role-patient"),
            ("newcomer", "smile", "room-role-newcomer"),
        ];
        let shown = |name: &str| {
            self.stands == Stands::Blank
                || self.line.role == name
                || (name == "newcomer" && self.line.newcomer)
        };
        let wanted = all.into_iter().filter(|(name, ..)| shown(name));
        wanted.map(|(name, icon, id)| (name, icon, WORDS.say(id))).collect()
    }
}

/// Where in time a room is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It does not take place.
    Cancelled,
    /// Its room is not open yet.
    #[default]
    Before,
    /// It is open, and begins soon.
    Gathering,
    /// It is on air.
    OnAir,
    /// It has ended; its room is still open.
    Closing,
    /// It is over.
    Over,
}

impl Phase {
    /// Those in which a page may see a room while it is open.
    const OPEN: [Self; 3] = [Self::Gathering, Self::OnAir, Self::Closing];

    /// By the API's names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Before => "before",
            Self::Gathering => "gathering",
            Self::OnAir => "on_air",
            Self::Closing => "closing",
            Self::Over => "over",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::OnAir => "play",
            Self::Cancelled => "close",
            Self::Over => "check",
            _ => "clock",
        }
    }
}

/// What somebody writes with.
#[derive(Debug, Clone, Default)]
pub(crate) struct SayForm {
    /// What was typed.
    pub text: String,
    /// The same key within an hour is the same post.
    pub key: String,
    /// Characters of a post, label and hashtag among them.
    pub limit: usize,
    /// What it replies to; empty for nothing.
    pub reply_to: String,
    /// Whom it replies to; empty for nobody.
    pub replying: String,
    /// Labels to choose from: value, word, whether it is chosen.
    pub labels: Vec<(String, Message, bool)>,
}

/// A room.
#[derive(Debug, Template, Default)]
#[template(path = "room.html")]
pub(crate) struct RoomPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the lines know of it.
    pub room: RoomHead,
    /// What is in it.
    pub view: RoomView,
    /// Drawn already, newest first.
    pub lines: Vec<String>,
    /// A post and a boost for scripts to fill.
    pub blank: [String; 2],
    /// The hashtag as it is written, without `#`.
    pub tag: String,
    /// The chat's path.
    pub chat_path: String,
    /// The topic, or the chat's title.
    pub title: String,
    /// Where in time it is.
    pub phase: Phase,
    /// When it is.
    pub when: Message,
    /// When it opens.
    pub opens: Message,
    /// How long until it begins.
    pub countdown: Option<Message>,
    /// Whether one may post.
    pub open: bool,
    /// Whether it is over.
    pub over: bool,
    /// Why it does not take place, if it does not.
    pub cancelled: Option<String>,
    /// Whether the reader joined it.
    pub joined: bool,
    /// Whether a moderator removed the reader.
    pub removed: bool,
    /// What was wrong with what somebody did.
    pub refused: Option<Message>,
    /// For who may write.
    pub composer: Option<SayForm>,
    /// Whether the page renews itself, without a script; there is no composer then.
    pub refreshes: bool,
    /// Whether it is the newest end, onto which live updates fit.
    pub newest: bool,
    /// Whether boosts are left out.
    pub without_boosts: bool,
    /// What to show.
    pub tabs: Vec<Tab>,
    /// What is said where there is nothing.
    pub nothing: Message,
    /// Where older posts are.
    pub older: Option<String>,
    /// Who keeps the chat.
    pub hosts: Vec<Speaker>,
    /// Who is invited.
    pub guests: Vec<Speaker>,
    /// Who joined.
    pub named: Vec<Speaker>,
    /// How one takes part, what it is not, how people treat each other.
    pub rules: [String; 3],
}

impl RoomPage {
    /// Whoever reads the page is here too, before a stream is open and without one.
    fn here(&self) -> usize {
        self.view.head.here.max(1)
    }

    fn is_live(&self) -> bool {
        self.open && self.newest && !self.refreshes
    }

    fn anchor(&self, line: &Line) -> String {
        format!("post-{}", line.id)
    }

    fn texts(&self) -> Vec<(Message, &str)> {
        let ids = ["room-rules", "room-disclaimer", "room-conduct"];
        let all = ids.iter().zip(&self.rules).filter(|(_, text)| !text.is_empty());
        all.map(|(id, text)| (WORDS.say(id), text.as_str())).collect()
    }

    /// Where in time it is, and where it may come to be while the page is open, for scripts to show.
    fn phases(&self) -> Vec<PhasePill> {
        let others = Phase::OPEN.into_iter().filter(|phase| self.is_live() && *phase != self.phase);
        let pill = |phase: Phase| PhasePill {
            name: phase.name(),
            on_air: phase == Phase::OnAir,
            icon: phase.icon(),
            word: super::pages::phase_word(phase),
            current: phase == self.phase,
        };
        std::iter::once(self.phase).chain(others).map(pill).collect()
    }
}

/// A phase of a room as its page says it.
pub(crate) struct PhasePill {
    name: &'static str,
    on_air: bool,
    icon: &'static str,
    word: Message,
    current: bool,
}

/// Whether posts of rooms are read at home.
#[derive(Debug, Template)]
#[template(path = "settings_rooms.html")]
pub(crate) struct RoomSettingsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whether they are.
    pub shows_posts: bool,
}

impl RoomSettingsPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Rooms)
    }
}

ui::pages!(WORDS: RoomPage, RoomSettingsPage);
