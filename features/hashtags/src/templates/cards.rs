//! A hashtag of the directory among others.

use askama::Template;
use askama::filters::HtmlSafe;
use ui::{Message, PersonLine, Spark, filters};

use super::{kind_label, language_name};
use crate::WORDS;
use crate::activity::Activity;
use crate::entity::{path, specialty_path};
use crate::model::{Entry, Reason, State};

/// A hashtag of the directory, as pages show it.
#[derive(Debug, Clone, Default)]
pub struct HashtagView {
    /// Its key.
    pub tag: String,
    /// As it is written.
    pub name: String,
    /// Its page in the directory.
    pub url: String,
    /// The page of its posts.
    pub posts_url: String,
    /// What it is called in words.
    pub title: String,
    /// What it is about; may be empty.
    pub about: String,
    /// What gathers there.
    pub kind: Message,
    /// Where it stands, where that has to be said.
    pub state: Option<Message>,
    /// Why it was refused.
    pub reason: Option<Message>,
    /// What the staff said about that.
    pub words: String,
    /// Who looks after it.
    pub owner: Option<PersonLine>,
    /// Whom it concerns, with the pages of that.
    pub specialties: Vec<(Message, String)>,
    /// Its language by its own name, with the code.
    pub language: Option<(String, String)>,
    /// When a conference is; empty where nothing is said.
    pub when: Message,
    /// Where it is.
    pub place: String,
    /// How much it is used, in words.
    pub used: Message,
    /// Posts of each day, the oldest first.
    pub days: Vec<u32>,
    /// Posts of each week, the oldest first, as numbers between commas.
    pub weeks: String,
}

impl HashtagView {
    /// An entry with what is known beside it.
    pub(crate) fn new(entry: &Entry, used: Option<&Activity>, owner: Option<PersonLine>) -> Self {
        let none = Activity::default();
        let used = used.unwrap_or(&none);
        let weeks = used.weeks().iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        Self {
            tag: entry.tag.clone(),
            name: entry.name.clone(),
            url: path(&entry.tag),
            posts_url: accounts::tag_path(&entry.tag),
            title: entry.title.clone(),
            about: entry.about.clone(),
            kind: kind_label(entry.kind),
            state: state_label(entry.state),
            reason: entry.reason.map(reason_label),
            words: entry.words.clone(),
            owner,
            specialties: entry.specialties.iter().map(|one| (one.label(), specialty_path(one))).collect(),
            language: entry.language.as_ref().map(|code| (code.clone(), language_name(code))),
            when: when(entry),
            place: entry.place.clone(),
            used: used_label(used),
            days: used.days.clone(),
            weeks,
        }
    }

    /// The card, below a heading of the second level.
    #[must_use]
    pub fn card(&self) -> HashtagCard<'_> {
        HashtagCard { one: self }
    }

    /// The line of the last weeks.
    #[must_use]
    pub fn spark(&self) -> Spark<'_> {
        Spark::new(&self.days)
    }
}

/// A hashtag among others.
#[derive(Debug, Template)]
#[template(path = "hashtag_card.html")]
pub struct HashtagCard<'a> {
    one: &'a HashtagView,
}

impl HtmlSafe for HashtagCard<'_> {}

fn used_label(used: &Activity) -> Message {
    if used.posts == 0 {
        return WORDS.say("hashtag-unused");
    }
    let people = WORDS.say("hashtag-people").with("n", used.people);
    WORDS.say("hashtag-used").with("n", used.posts).with("people", people)
}

/// What has to be said of where an entry stands.
fn state_label(state: State) -> Option<Message> {
    match state {
        State::Listed => None,
        State::Provisional => Some(WORDS.say("state-provisional")),
        State::Refused => Some(WORDS.say("state-refused")),
        State::Retired => Some(WORDS.say("state-retired")),
    }
}

/// Why something was refused, in words.
pub(crate) fn reason_label(reason: Reason) -> Message {
    WORDS.say(match reason {
        Reason::Unused => "reason-unused",
        Reason::OneParty => "reason-one-party",
        Reason::Promotion => "reason-promotion",
        Reason::NotHealth => "reason-not-health",
        Reason::Other => "reason-other",
    })
}

/// `1 Dec 2026`, or `1 Dec 2026 to 3 Dec 2026`.
fn when(entry: &Entry) -> Message {
    let Some(from) = entry.starts_ms else { return Message::default() };
    match entry.ends_ms.filter(|to| *to != from) {
        Some(to) => WORDS.say("hashtag-days").with("from", Message::day(from)).with("to", Message::day(to)),
        None => Message::day(from),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use ui::sample::{self, HOSTILE};

    use super::*;

    pub(crate) fn card(tag: &str) -> HashtagView {
        HashtagView {
            tag: tag.to_owned(),
            name: HOSTILE.to_owned(),
            url: "/hashtags/x".to_owned(),
            posts_url: "/tags/x".to_owned(),
            title: HOSTILE.to_owned(),
            about: HOSTILE.to_owned(),
            kind: Message::raw(HOSTILE),
            state: state_label(State::Refused),
            reason: Some(reason_label(Reason::Other)),
            words: HOSTILE.to_owned(),
            owner: Some(sample::line()),
            specialties: vec![(Message::raw(HOSTILE), "/explore/specialties/x".to_owned())],
            language: Some(("es".to_owned(), HOSTILE.to_owned())),
            when: Message::raw(HOSTILE),
            place: HOSTILE.to_owned(),
            used: Message::raw(HOSTILE),
            days: vec![1, 2],
            weeks: "1, 2".to_owned(),
        }
    }

    #[test]
    fn use_and_days_in_words() {
        let said = |message: Message| message.text(ui::Lang::En);
        let used = Activity { posts: 12, people: 1, days: Vec::new() };
        assert_eq!(said(used_label(&used)), "12 posts by 1 person in 7 days");
        assert_eq!(said(used_label(&Activity::default())), "No posts in 7 days");
        let mut entry = crate::rules::tests::entry("x1");
        assert!(when(&entry).is_empty());
        (entry.starts_ms, entry.ends_ms) = (Some(0), Some(0));
        assert_eq!(said(when(&entry)), said(Message::day(0)));
        entry.ends_ms = Some(base::DAY_MS);
        assert!(said(when(&entry)).contains(" to "));
    }
}
