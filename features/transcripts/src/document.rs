//! A transcript as it is read: with names, texts, links, and what is to be said of the whole.

use std::collections::HashMap;

use base::{Id, Ms};
use serde::{Deserialize, Serialize};

use crate::{Entry, How, Question, Role, Transcript};

/// What is to be said of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What the chat is called.
    pub title: String,
    /// What this session was about; may be empty.
    pub topic: String,
    /// The hashtag, without `#`.
    pub tag: String,
    /// When it began, RFC 3339.
    pub started: String,
    /// When it ended, RFC 3339.
    pub ended: String,
    /// The page of the transcript.
    pub url: String,
    /// How to cite it.
    pub citation: String,
}

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The name that they show.
    pub name: String,
    /// How they are mentioned, without `@`.
    pub handle: String,
    /// What they were in this chat.
    pub role: Role,
}

/// A post as it is shown: who wrote what, when, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The name that its author shows.
    pub name: String,
    /// How its author is mentioned, without `@`.
    pub handle: String,
    /// Its own page.
    pub link: String,
    /// When it was written.
    pub ms: Ms,
    /// Its plain text.
    pub text: String,
}

/// A post in its place in the transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// Its id, as text: programs that read numbers lose digits.
    pub id: String,
    /// The name that its author shows.
    pub name: String,
    /// How its author is mentioned, without `@`.
    pub handle: String,
    /// Whom it retells, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retells: Option<String>,
    /// What who speaks was in the chat.
    pub role: Role,
    /// Its own page.
    pub link: String,
    /// When it was written, RFC 3339.
    pub time: String,
    /// Its plain text.
    pub text: String,
    /// How it came to stand here.
    pub attached: How,
    /// Whether the chat was at a later question already.
    pub late: bool,
    /// Further questions that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u32>,
}

/// What a part of a transcript is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Announcements, welcome, introductions.
    Opening,
    /// A question with its answers.
    Question,
    /// Closing thoughts and thanks.
    Closing,
    /// What belongs to no question.
    Asides,
}

/// A part of a transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Which part.
    pub part: Part,
    /// The question's number, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The question's label as it was written; may be empty.
    #[serde(default)]
    pub label: String,
    /// Who asked, where that is somebody of the audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_by: Option<String>,
    /// The posts that ask; in other parts none.
    pub posts: Vec<Spoken>,
    /// The answers, or all posts of the part.
    pub entries: Vec<Spoken>,
}

/// A transcript with everything that a reader sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What is to be said of the whole.
    pub about: About,
    /// Who hosted and moderated.
    pub hosts: Vec<Person>,
    /// Everybody who posted, by when they first did.
    pub participants: Vec<Person>,
    /// The parts that hold anything, in order.
    pub sections: Vec<Section>,
}

impl Document {
    /// Joins a transcript with its posts. What is not among these is left out, as if it never was.
    pub fn new(about: About, transcript: &Transcript, passages: &HashMap<Id, Passage>) -> Self {
        let maker = Maker { passages };
        let part = |part, entries: &[Entry]| Section {
            part,
            number: None,
            label: String::new(),
            asked_by: None,
            posts: Vec::new(),
            entries: maker.spoken(entries),
        };
        let mut sections = vec![part(Part::Opening, &transcript.opening)];
        sections.extend(transcript.questions.iter().map(|question| maker.question(question)));
        sections.push(part(Part::Closing, &transcript.closing));
        sections.push(part(Part::Asides, &transcript.asides));
        sections.retain(|section| !(section.posts.is_empty() && section.entries.is_empty()));
        let participants = participants(&sections);
        let hosts = participants.iter().filter(|person| person.role == Role::Host).cloned().collect();
        Self { about, hosts, participants, sections }
    }

    /// How many posts it shows.
    pub fn posts_count(&self) -> usize {
        self.sections.iter().map(|section| section.posts.len() + section.entries.len()).sum()
    }

    /// How many questions it has.
    pub fn questions_count(&self) -> usize {
        self.sections.iter().filter(|section| section.part == Part::Question).count()
    }
}

struct Maker<'a> {
    passages: &'a HashMap<Id, Passage>,
}

impl Maker<'_> {
    fn question(&self, question: &Question) -> Section {
        Section {
            part: Part::Question,
            number: question.number,
            label: question.label.clone(),
            asked_by: question.asked_by.clone(),
            posts: self.spoken(&question.posts),
            entries: self.spoken(&question.answers),
        }
    }

    fn spoken(&self, entries: &[Entry]) -> Vec<Spoken> {
        entries.iter().filter_map(|entry| Some(spoken(entry, self.passages.get(&entry.id)?))).collect()
    }
}

fn spoken(entry: &Entry, passage: &Passage) -> Spoken {
    let retells = !entry.speaker.eq_ignore_ascii_case(&passage.handle);
    Spoken {
        id: entry.id.to_string(),
        name: passage.name.clone(),
        handle: passage.handle.clone(),
        retells: retells.then(|| entry.speaker.clone()),
        role: entry.role,
        link: passage.link.clone(),
        time: base::iso_ms(passage.ms),
        text: passage.text.clone(),
        attached: entry.how,
        late: entry.late,
        also: entry.also.clone(),
    }
}

/// Everybody who posted. What they were is told by what they said themselves; where somebody only retold others, they
/// are one of the others.
fn participants(sections: &[Section]) -> Vec<Person> {
    let mut all: Vec<&Spoken> =
        sections.iter().flat_map(|section| section.posts.iter().chain(&section.entries)).collect();
    all.sort_by(|a, b| a.time.cmp(&b.time).then_with(|| a.id.cmp(&b.id)));
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut people: Vec<Person> = Vec::new();
    for spoken in all {
        let role = if spoken.retells.is_some() { Role::Other } else { spoken.role };
        match places.get(spoken.handle.as_str()) {
            Some(&at) if people[at].role == Role::Other => people[at].role = role,
            Some(_) => {}
            None => {
                places.insert(&spoken.handle, people.len());
                people.push(Person { name: spoken.name.clone(), handle: spoken.handle.clone(), role });
            }
        }
    }
    people
}
