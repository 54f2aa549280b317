//! What is prepared at a desk.

use std::collections::{BTreeSet, HashMap};

use base::Id;

use crate::Chat;
use crate::room::PlaceKind;
use crate::room::label::placed;
use crate::room::model::RoomRole;

/// Something that moderators prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskText {
    /// Its id.
    pub id: Id,
    /// For which session.
    pub session: Id,
    /// What it is.
    pub kind: DeskKind,
    /// Its place among the session's, from low to high.
    pub place: i64,
    /// As it was written; words in braces are filled when it is sent.
    pub text: String,
    /// When it is sent by itself, in minutes from the start.
    pub minute: Option<i64>,
    /// Who prepared it.
    pub author: Id,
    /// As what it was sent.
    pub post: Option<Id>,
}

/// What a prepared text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskKind {
    /// A question, numbered by its place among the questions.
    Question,
    /// Says hello.
    Welcome,
    /// Says what the chat is not.
    Disclaimer,
    /// Says goodbye.
    WrapUp,
}

impl DeskKind {
    /// All, as the desk shows them.
    pub const ALL: [Self; 4] = [Self::Welcome, Self::Disclaimer, Self::Question, Self::WrapUp];

    /// As it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Welcome => "welcome",
            Self::Disclaimer => "disclaimer",
            Self::WrapUp => "wrapup",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What is filled into a prepared text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filling {
    pub(crate) topic: String,
    /// `@ana and @ben`.
    pub(crate) guests: String,
    pub(crate) host: String,
}

impl DeskText {
    /// The text as it is posted, the `number`th question: filled, with its label and the hashtag where it has none.
    pub(crate) fn whole(&self, chat: &Chat, filling: &Filling, number: u32) -> String {
        let tag = format!("#{}", chat.name);
        let mut text = self.text.trim().to_owned();
        for (name, value) in [
            ("{chat}", &chat.title),
            ("{tag}", &tag),
            ("{topic}", &filling.topic),
            ("{guests}", &filling.guests),
            ("{host}", &filling.host),
        ] {
            text = text.replace(name, value);
        }
        let labelled = placed(&text, RoomRole::Host).0 == PlaceKind::Question;
        if self.kind == DeskKind::Question && !labelled {
            text = format!("Q{number}: {text}");
        }
        let tagged = text::hashtags(&text).iter().any(|found| found.key == chat.tag);
        if tagged { text } else { format!("{text} {tag}") }
    }
}

/// By which number each prepared question was asked or is going to be: its own among the prepared ones, counted from 1,
/// unless a question of that number was asked in the room already; then the next after all of them.
pub(crate) fn numbers(texts: &[DeskText], asked: &[(Id, u32)]) -> HashMap<Id, u32> {
    let mut taken: BTreeSet<u32> = asked.iter().map(|(_, number)| *number).collect();
    let mut number_of = |text: &DeskText, own: u32| {
        if let Some(post) = text.post {
            return asked.iter().find(|(id, _)| *id == post).map_or(own, |(_, number)| *number);
        }
        let number = if taken.contains(&own) { taken.last().map_or(own, |last| last + 1) } else { own };
        taken.insert(number);
        number
    };
    let questions = texts.iter().filter(|text| text.kind == DeskKind::Question);
    questions.zip(1..).map(|(text, own)| (text.id, number_of(text, own))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(kind: DeskKind, text: &str) -> DeskText {
        DeskText {
            id: Id(5),
            session: Id(1),
            kind,
            place: 1,
            text: text.to_owned(),
            minute: None,
            author: Id(2),
            post: None,
        }
    }

    #[test]
    fn texts_are_filled_labelled_and_tagged() {
        let chat = Chat {
            tag: "hcsm".into(),
            name: "hcsm".into(),
            title: "Health chat".into(),
            ..crate::model::sample()
        };
        let filling = Filling { topic: "Sleep".into(), guests: "@ana".into(), host: "@host".into() };
        for (kind, written, whole) in [
            (DeskKind::Question, "What helps?", "Q2: What helps? #hcsm"),
            (DeskKind::Question, "Q7 What helps? #HCSM", "Q7 What helps? #HCSM"),
            (
                DeskKind::Welcome,
                "{chat}: {topic} with {guests}, {host} {tag}",
                "Health chat: Sleep with @ana, @host #hcsm",
            ),
            (DeskKind::WrapUp, "Thanks {nobody}", "Thanks {nobody} #hcsm"),
        ] {
            assert_eq!(text(kind, written).whole(&chat, &filling, 2), whole);
        }
    }

    #[test]
    fn questions_are_numbered_among_questions() {
        let own = |id: i64, kind| DeskText { id: Id(id), ..text(kind, "x") };
        let mut all = [own(1, DeskKind::Welcome), own(2, DeskKind::Question), own(3, DeskKind::Question)];
        let told = |all: &[DeskText], asked: &[(Id, u32)]| {
            let numbers = numbers(all, asked);
            [1, 2, 3].map(|id| numbers.get(&Id(id)).copied().unwrap_or_default())
        };
        assert_eq!(told(&all, &[]), [0, 1, 2]);
        assert_eq!(told(&all, &[(Id(90), 1), (Id(91), 2)]), [0, 3, 4], "asked without the desk");
        assert_eq!(told(&all, &[(Id(90), 2)]), [0, 1, 3]);
        all[2].post = Some(Id(90));
        assert_eq!(told(&all, &[(Id(90), 2)]), [0, 1, 2], "the second one was asked first");
    }
}
