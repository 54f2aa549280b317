//! A transcript as Markdown (CommonMark). Nothing that people wrote means anything in it: it reads as it was written.

use crate::document::{Document, Part, Person, Section, Spoken};
use crate::{How, Role};

/// What the file says itself, in the reader's language.
#[derive(Debug, Clone)]
pub struct Words {
    /// Over announcements, welcome, introductions.
    pub opening: String,
    /// Before a question's number.
    pub question: String,
    /// Over closing thoughts.
    pub closing: String,
    /// Over what belongs to no question.
    pub asides: String,
    /// Over the conversation, where nobody asked.
    pub conversation: String,
    /// Where only answers are known.
    pub not_here: String,
    /// Before the hosts.
    pub hosts: String,
    /// Before the number of those who took part.
    pub participants: String,
    /// Roles.
    pub host: String,
    /// Roles.
    pub guest: String,
    /// Behind who retells somebody, before the name.
    pub retells: String,
    /// How a post was attached, where it says more than "by its label".
    pub mislabelled: String,
    /// Attached by the reply.
    pub reply: String,
    /// Attached by the person addressed.
    pub addressed: String,
    /// Attached by time.
    pub time: String,
    /// After the next question.
    pub late: String,
}

impl Default for Words {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            opening: own("Opening"),
            question: own("Question"),
            closing: own("Closing"),
            asides: own("Besides"),
            conversation: own("Conversation"),
            not_here: own("The question itself is not among the posts."),
            hosts: own("Hosts"),
            participants: own("Participants"),
            host: own("host"),
            guest: own("guest"),
            retells: own("retells"),
            mislabelled: own("labelled as a question"),
            reply: own("by its reply"),
            addressed: own("by whom it addresses"),
            time: own("by time"),
            late: own("late"),
        }
    }
}

/// Writes a transcript.
pub fn markdown(document: &Document, words: &Words) -> String {
    let mut out = String::new();
    let about = &document.about;
    let title = if about.topic.is_empty() {
        about.title.clone()
    } else {
        format!("{}: {}", about.title, about.topic)
    };
    line(&mut out, format!("# {}", escaped(&title)));
    line(&mut out, format!("\\#{} · {}", escaped(&about.tag), escaped(&about.started)));
    if !document.hosts.is_empty() {
        let names: Vec<String> = document.hosts.iter().map(named).collect();
        line(&mut out, format!("{}: {}", escaped(&words.hosts), names.join(", ")));
    }
    line(&mut out, format!("{}: {}", escaped(&words.participants), document.participants.len()));
    let asked = document.questions_count() > 0;
    for section in &document.sections {
        line(&mut out, format!("## {}", heading(section, words, asked)));
        if section.part == Part::Question && section.posts.is_empty() {
            line(&mut out, format!("*{}*", escaped(&words.not_here)));
        }
        for spoken in &section.posts {
            quote(&mut out, spoken, words);
        }
        for spoken in &section.entries {
            item(&mut out, spoken, words);
        }
    }
    line(&mut out, "---".to_owned());
    line(&mut out, escaped(&about.citation));
    out
}

fn line(out: &mut String, text: String) {
    out.push_str(&text);
    out.push_str("\n\n");
}

fn heading(section: &Section, words: &Words, asked: bool) -> String {
    match section.part {
        Part::Opening => escaped(&words.opening),
        Part::Closing => escaped(&words.closing),
        Part::Asides if asked => escaped(&words.asides),
        Part::Asides => escaped(&words.conversation),
        Part::Question => match (section.number, &section.asked_by) {
            (Some(number), _) => format!("{} {number}", escaped(&words.question)),
            (None, Some(name)) => format!("{} · @{}", escaped(&words.question), escaped(name)),
            (None, None) => escaped(&words.question),
        },
    }
}

fn named(person: &Person) -> String {
    format!("{} (@{})", escaped(&person.name), escaped(&person.handle))
}

/// Who, what, when, how attached.
fn head(spoken: &Spoken, words: &Words) -> String {
    let mut head = format!("**{}** @{}", escaped(&spoken.name), escaped(&spoken.handle));
    if let Some(name) = &spoken.retells {
        head += &format!(" {} @{}", escaped(&words.retells), escaped(name));
    }
    let role = match spoken.role {
        Role::Host => Some(&words.host),
        Role::Guest => Some(&words.guest),
        Role::Other => None,
    };
    let how = match spoken.attached {
        How::Said | How::Labelled | How::Retold => None,
        How::Mislabelled => Some(&words.mislabelled),
        How::Reply => Some(&words.reply),
        How::Addressed => Some(&words.addressed),
        How::Time => Some(&words.time),
    };
    let notes: Vec<String> = [role, how, spoken.late.then_some(&words.late)]
        .into_iter()
        .flatten()
        .map(|note| escaped(note))
        .collect();
    if !notes.is_empty() {
        head += &format!(" ({})", notes.join(", "));
    }
    head + &format!(" [{}]({})", escaped(&spoken.time), address(&spoken.link))
}

fn quote(out: &mut String, spoken: &Spoken, words: &Words) {
    line(out, format!("> {}  \n> {}", head(spoken, words), body(&spoken.text, "> ")));
}

fn item(out: &mut String, spoken: &Spoken, words: &Words) {
    line(out, format!("- {}  \n  {}", head(spoken, words), body(&spoken.text, "  ")));
}

/// A text of several lines below a mark.
fn body(text: &str, indent: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).filter(|line| !line.is_empty()).collect();
    lines.join(&format!("  \n{indent}"))
}

/// A text in one line in which nothing is a mark: every sign that may be one is escaped, `<` and `&` are entities, so that
/// no HTML arises either.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.trim().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' => out.push('@'),
            _ if c.is_control() => out.push(' '),
            _ if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '?' | '/' | ':' | '%') => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    // An address would become a link by itself where readers do that; a colon that is escaped keeps it text.
    out.replace("://", "\\://")
}

/// An address within brackets of Markdown.
fn address(link: &str) -> String {
    let safe = link.starts_with("https://") || link.starts_with("http://") || link.starts_with('/');
    let plain = link.replace(['(', ')', '<', '>', ' ', '\n', '\r', '\\', '"'], "");
    if safe { plain } else { String::new() }
}
