use base::{Id, Ms};
use serde::{Deserialize, Serialize};

/// Lines of one session that are put into order; what is beyond is an aside. No chat of this field came near.
pub const LINES_MAX: usize = 20_000;

/// What somebody is in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Host or moderator: who asks the questions.
    Host,
    /// Invited.
    Guest,
    /// Anybody else.
    Other,
}

/// A post of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: Id,
    /// Who posted it: the name as it is mentioned, without `@`.
    pub author: String,
    /// What they are in this chat, as far as somebody said so. Others are told from the posts.
    pub role: Role,
    /// When.
    pub ms: Ms,
    /// The plain text.
    pub text: String,
    /// The post that it answers.
    pub reply_to: Option<Id>,
    /// The post that it boosts; then it has no text of its own.
    pub boost_of: Option<Id>,
}

/// A session in order. Each line is in exactly one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Announcements, welcome, introductions.
    pub opening: Vec<Entry>,
    /// The questions with their answers.
    pub questions: Vec<Question>,
    /// Closing thoughts and thanks.
    pub closing: Vec<Entry>,
    /// What belongs to no question: greetings in between, advertisements, what nobody asked.
    pub asides: Vec<Entry>,
    /// What only carries another line on.
    pub boosts: Vec<Boost>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its number, if the host numbers.
    pub number: Option<u32>,
    /// The label as it was written, or empty.
    pub label: String,
    /// Who asked, where that is somebody of the audience.
    pub asked_by: Option<String>,
    /// The posts that ask it: the question, its repetitions and corrections. None where only answers are known.
    pub posts: Vec<Entry>,
    /// What was answered, by time.
    pub answers: Vec<Entry>,
}

/// A line in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The line.
    pub id: Id,
    /// Who speaks: the author, or whom the text retells ("RT @user: ..").
    pub speaker: String,
    /// What they are in the chat.
    pub role: Role,
    /// How the line came to stand here.
    pub how: How,
    /// Whether the chat was at a later question already.
    pub late: bool,
    /// Numbers of further questions that it answers.
    pub also: Vec<u32>,
}

/// How a line was attached to where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// It asks, or opens, or closes: by what it says.
    Said,
    /// By the label that it begins with.
    Labelled,
    /// By the label behind "RT @user:".
    Retold,
    /// By a question's label on an answer.
    Mislabelled,
    /// Because of the post that it answers.
    Reply,
    /// Because of the person to whom it is addressed.
    Addressed,
    /// By the time at which it was posted.
    Time,
}

/// A line that only carries another one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boost {
    /// The line.
    pub id: Id,
    /// What it carries, which may be unknown here.
    pub of: Id,
}

impl Transcript {
    /// Every line that it places, in the order of the transcript.
    pub fn ids(&self) -> impl Iterator<Item = Id> {
        let asked = self.questions.iter().flat_map(|question| question.posts.iter().chain(&question.answers));
        let entries = self.opening.iter().chain(asked).chain(&self.closing).chain(&self.asides);
        entries.map(|entry| entry.id).chain(self.boosts.iter().map(|boost| boost.id))
    }

    /// How many questions somebody asked or answered.
    pub fn questions_count(&self) -> usize {
        self.questions.len()
    }
}
