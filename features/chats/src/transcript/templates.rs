//! The page of a transcript.

use std::collections::HashMap;

use askama::Template;
use base::{Ms, parse_iso};
use transcripts::{Document, How, Part, Role, Section, Spoken};
use ui::{Message, Shell, filters};

use crate::WORDS;
use crate::room::Line;

/// A transcript.
#[derive(Debug, Template, Default)]
#[template(path = "transcript.html")]
pub(crate) struct TranscriptPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The topic, or the chat's title.
    pub title: String,
    /// The hashtag, without `#`.
    pub tag: String,
    /// The chat's path.
    pub chat_path: String,
    /// The room's path.
    pub room_path: String,
    /// When it was.
    pub when: Message,
    /// Whether it still goes on.
    pub running: bool,
    /// Posts, people, questions.
    pub counts: Message,
    /// Who hosted: name, and how they are mentioned.
    pub hosts: Vec<(String, String)>,
    /// How to cite it.
    pub citation: Message,
    /// The path of the files, without the ending.
    pub files: String,
    /// Its parts.
    pub parts: Vec<PartView>,
}

/// A part of a transcript.
#[derive(Debug, Clone, Default)]
pub(crate) struct PartView {
    /// For links to it.
    pub anchor: String,
    /// What it is called.
    pub heading: Message,
    /// What it asks, in short, for the list above; empty where nothing asks.
    pub asks: String,
    /// Whether it is a question.
    pub question: bool,
    /// The posts that ask.
    pub posts: Vec<EntryView>,
    /// All others.
    pub entries: Vec<EntryView>,
}

/// A post in its place.
#[derive(Debug, Clone, Default)]
pub(crate) struct EntryView {
    /// As the room shows it.
    pub line: Line,
    /// Whom it retells.
    pub retells: Option<String>,
    /// What who speaks was, with its picture.
    pub role: Option<(&'static str, Message)>,
    /// How it came to stand here, where that is not by a label.
    pub notes: Vec<Message>,
    /// When, in the chat's zone.
    pub time: String,
}

/// Characters of a question in the list above.
const ASKS_CHARS: usize = 140;

/// The parts of a document, with each post as the room shows it.
pub(super) fn parts(
    document: &Document,
    shown: &HashMap<String, Line>,
    clock: &dyn Fn(Ms) -> String,
) -> Vec<PartView> {
    let asked = document.questions_count() > 0;
    let sections = document.sections.iter().enumerate();
    let view = |(n, section): (usize, &Section)| PartView {
        anchor: anchor(n, section),
        heading: heading(section, asked),
        asks: section.posts.iter().find_map(|post| asks(post, shown)).unwrap_or_default(),
        question: section.part == Part::Question,
        posts: entries(&section.posts, shown, clock),
        entries: entries(&section.entries, shown, clock),
    };
    sections.map(view).collect()
}

fn anchor(n: usize, section: &Section) -> String {
    match section.part {
        Part::Opening => "opening".to_owned(),
        Part::Closing => "closing".to_owned(),
        Part::Asides => "asides".to_owned(),
        Part::Question => format!("question-{n}"),
    }
}

fn heading(section: &Section, asked: bool) -> Message {
    match (section.part, section.number, &section.asked_by) {
        (Part::Opening, ..) => WORDS.say("transcript-opening"),
        (Part::Closing, ..) => WORDS.say("transcript-closing"),
        (Part::Asides, ..) if asked => WORDS.say("transcript-asides"),
        (Part::Asides, ..) => WORDS.say("transcript-conversation"),
        (_, Some(number), _) => WORDS.say("transcript-question-n").with("number", u64::from(number)),
        (_, None, Some(name)) => WORDS.say("transcript-question-of").with("name", name.as_str()),
        (_, None, None) => WORDS.say("transcript-question"),
    }
}

/// How a question begins, in short: nothing of what the reader's filters fold, and of what stands behind a warning the
/// warning.
fn asks(post: &Spoken, shown: &HashMap<String, Line>) -> Option<String> {
    let line = shown.get(&post.id).filter(|line| line.folded.is_empty())?;
    let said = if line.warning.is_empty() { &post.text } else { &line.warning };
    Some(shortened(said))
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(ASKS_CHARS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn entries(spoken: &[Spoken], shown: &HashMap<String, Line>, clock: &dyn Fn(Ms) -> String) -> Vec<EntryView> {
    spoken.iter().filter_map(|one| Some(entry(one, shown.get(&one.id)?.clone(), clock))).collect()
}

fn entry(spoken: &Spoken, line: Line, clock: &dyn Fn(Ms) -> String) -> EntryView {
    // The room knows more of those who post themselves: moderators, patients.
    let own = spoken.retells.is_none().then_some(line.role).filter(|role| !role.is_empty());
    let role = match (own, spoken.role) {
        (Some("moderator"), _) => Some(("shield", WORDS.say("room-role-moderator"))),
        (Some("patient"), _) => Some(("heart", WORDS.say("room-role-patient"))),
        (Some("host"), _) | (None, Role::Host) => Some(("megaphone", WORDS.say("room-role-host"))),
        (Some("guest"), _) | (None, Role::Guest) => Some(("star", WORDS.say("room-role-guest"))),
        _ => None,
    };
    let how = match spoken.attached {
        How::Said | How::Labelled | How::Retold => None,
        How::Mislabelled => Some("transcript-how-mislabelled"),
        How::Reply => Some("transcript-how-reply"),
        How::Addressed => Some("transcript-how-addressed"),
        How::Time => Some("transcript-how-time"),
    };
    let late = spoken.late.then_some("transcript-late");
    EntryView {
        time: parse_iso(&spoken.time).map(clock).unwrap_or_default(),
        retells: spoken.retells.clone(),
        role,
        notes: [how, late].into_iter().flatten().map(|id| WORDS.say(id)).collect(),
        line,
    }
}

ui::pages!(WORDS: TranscriptPage);
