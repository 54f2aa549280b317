//! The pages of the directory.

mod cards;
mod entry;
mod explore;
pub(crate) mod review;

use askama::Template;
use ui::{EmptyState, FieldErrors, Message, Paging, Shell, Tab, filters};
use words::specialties::{Family, Specialty};

use crate::WORDS;
use crate::model::Kind;
use crate::rules::{ABOUT_CHARS_MAX, SPECIALTIES_MAX};

pub use cards::{HashtagCard, HashtagView};
pub use entry::{Deeds, EntryPage};
pub use explore::{FamilyView, SpecialtiesPage, SpecialtyPage, SpecialtyView};
pub use review::{Case, ReviewPage};

/// A kind in words.
pub(crate) fn kind_label(kind: Kind) -> Message {
    WORDS.say(match kind {
        Kind::Community => "kind-community",
        Kind::Chat => "kind-chat",
        Kind::Conference => "kind-conference",
        Kind::Disease => "kind-disease",
    })
}

/// A language by its own name, or its code where pages do not know the name.
pub(crate) fn language_name(code: &str) -> String {
    let own = ui::LANGUAGES.iter().find(|(tag, _)| *tag == code);
    own.map_or(code, |(_, name)| name).to_owned()
}

/// Specialties to choose from: families with what belongs to them.
fn choices() -> Vec<(Message, Vec<&'static Specialty>)> {
    Family::ALL.iter().map(|family| (family.label(), family.specialties().collect())).collect()
}

/// What was asked of the directory, as the form has it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Words.
    pub words: String,
    /// Slug of a specialty.
    pub specialty: String,
    /// Name of a kind.
    pub kind: String,
    /// Language code.
    pub language: String,
}

impl Asked {
    /// Whether anything is asked for.
    pub fn is_any(&self) -> bool {
        [&self.words, &self.specialty, &self.kind, &self.language].iter().any(|text| !text.is_empty())
    }
}

/// The directory.
#[derive(Debug, Template)]
#[template(path = "hashtags.html")]
pub struct DirectoryPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was asked for.
    pub asked: Asked,
    /// What the staff decided lately about the visitor's own: how, about which, and its page.
    pub news: Vec<(Message, String)>,
    /// Languages of the directory: code and name.
    pub languages: Vec<(String, String)>,
    /// How many were found.
    pub found: u64,
    /// Those of this page.
    pub cards: Vec<HashtagView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

impl DirectoryPage {
    fn choices(&self) -> Vec<(Message, Vec<&'static Specialty>)> {
        choices()
    }

    fn kinds(&self) -> Vec<(&'static str, Message)> {
        Kind::ALL.iter().map(|kind| (kind.name(), kind_label(*kind))).collect()
    }

    fn heading(&self) -> Message {
        WORDS.say("directory-found").with("n", self.found)
    }

    fn empty(&self) -> EmptyState {
        if self.asked.is_any() {
            let empty =
                EmptyState::new(WORDS.say("directory-none-found"), WORDS.say("directory-none-found-text"));
            return empty.with_action(WORDS.say("directory-all"), "/hashtags");
        }
        let empty = EmptyState::new(WORDS.say("directory-empty"), WORDS.say("directory-empty-text"));
        empty.with_action(WORDS.say("hashtag-register"), "/hashtags/new")
    }
}

/// What somebody registered or looks after.
#[derive(Debug, Template)]
#[template(path = "hashtags_mine.html")]
pub struct MinePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The newest first.
    pub cards: Vec<HashtagView>,
}

impl MinePage {
    fn empty(&self) -> EmptyState {
        let empty = EmptyState::new(WORDS.say("mine-empty"), WORDS.say("mine-empty-text"));
        empty.with_action(WORDS.say("hashtag-register"), "/hashtags/new")
    }
}

/// Registering a hashtag, or changing an entry.
#[derive(Debug, Template)]
#[template(path = "hashtag_form.html")]
pub struct FormPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the page is for.
    pub heading: Message,
    /// Where the form goes.
    pub action: String,
    /// Where one goes without it.
    pub back: String,
    /// Whether the entry is there already.
    pub old: bool,
    /// Whether the staff can keep it at once.
    pub can_keep: bool,
    /// What was entered.
    pub form: Form,
    /// What was wrong.
    pub errors: FieldErrors,
}

/// What was entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The hashtag.
    pub name: String,
    /// Name of the kind.
    pub kind: String,
    /// What it is called in words.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Slugs.
    pub specialties: Vec<String>,
    /// Related hashtags, between spaces.
    pub related: String,
    /// Language code.
    pub language: String,
    /// First day of a conference.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Where it is.
    pub place: String,
    /// Its own page elsewhere.
    pub link: String,
}

impl FormPage {
    fn kinds(&self) -> Vec<(&'static str, Message, Message, bool)> {
        let hint = |kind| match kind {
            Kind::Community => "kind-community-hint",
            Kind::Chat => "kind-chat-hint",
            Kind::Conference => "kind-conference-hint",
            Kind::Disease => "kind-disease-hint",
        };
        let one = |kind: &Kind| {
            (kind.name(), kind_label(*kind), WORDS.say(hint(*kind)), kind.name() == self.form.kind)
        };
        Kind::ALL.iter().map(one).collect()
    }

    fn choices(&self) -> Vec<(Message, Vec<&'static Specialty>)> {
        choices()
    }

    /// What each of the fields for specialties holds.
    fn chosen(&self) -> Vec<&str> {
        let of = |n: usize| self.form.specialties.get(n).map_or("", String::as_str);
        (0..SPECIALTIES_MAX).map(of).collect()
    }

    /// A language that the list does not have.
    fn odd_language(&self) -> bool {
        !self.form.language.is_empty() && ui::LANGUAGES.iter().all(|(tag, _)| *tag != self.form.language)
    }

    fn about_max(&self) -> String {
        ABOUT_CHARS_MAX.to_string()
    }

    fn days(&self) -> [(&'static str, Message, &str); 2] {
        [
            ("starts_on", WORDS.say("hashtag-starts"), self.form.starts_on.as_str()),
            ("ends_on", WORDS.say("hashtag-ends"), self.form.ends_on.as_str()),
        ]
    }
}

/// The ways between the pages of the directory.
pub(crate) fn ways(shown: &str, signed_in: bool) -> Vec<Tab> {
    let way = |label, url: &str| Tab::new(WORDS.say(label), url, shown == url);
    let mut ways = vec![way("directory", "/hashtags"), way("specialties", "/explore/specialties")];
    if signed_in {
        ways.push(way("mine", "/hashtags/mine"));
    }
    ways
}

impl DirectoryPage {
    fn tabs(&self) -> Vec<Tab> {
        ways("/hashtags", self.shell.signed_in())
    }
}

impl MinePage {
    fn tabs(&self) -> Vec<Tab> {
        ways("/hashtags/mine", true)
    }
}

ui::pages!(WORDS: DirectoryPage, MinePage, FormPage, EntryPage, SpecialtiesPage, SpecialtyPage, ReviewPage);

#[cfg(test)]
mod tests {
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    use super::cards::tests::card;
    use super::*;

    #[test]
    fn the_directory_is_sound() {
        for shell in sample::shells("/hashtags") {
            for (words, cards) in [("", vec![]), (HOSTILE, vec![]), (HOSTILE, vec![card("1"), card("2")])] {
                let page = DirectoryPage {
                    shell: shell.clone(),
                    asked: Asked { words: words.to_owned(), ..Asked::default() },
                    news: vec![(Message::raw(HOSTILE), "/hashtags/x".to_owned())],
                    languages: vec![("en".to_owned(), HOSTILE.to_owned())],
                    found: cards.len() as u64,
                    cards,
                    paging: Paging::default(),
                };
                assert_page(&page.page());
            }
        }
        for cards in [vec![], vec![card("1")]] {
            assert_page(&MinePage { shell: sample::shell("/hashtags/mine"), cards }.page());
        }
    }

    #[test]
    fn the_form_is_sound() {
        let fields =
            ["name", "kind", "title", "description", "specialties", "related", "link", "place", "starts_on"];
        for (old, can_keep) in [(false, false), (true, true)] {
            let mut errors = FieldErrors::default();
            fields.iter().for_each(|field| errors.add(field, HOSTILE));
            let text = HOSTILE.to_owned();
            let form = Form {
                name: text.clone(),
                title: text.clone(),
                about: text.clone(),
                specialties: vec![text.clone()],
                related: text.clone(),
                language: text.clone(),
                place: text.clone(),
                ..Form::default()
            };
            let (heading, action) = (Message::raw(HOSTILE), "/hashtags".to_owned());
            let shell = sample::shell("/hashtags/new");
            let back = "/hashtags".to_owned();
            assert_page(&FormPage { shell, heading, action, back, old, can_keep, form, errors }.page());
        }
    }

    #[test]
    fn languages_have_names() {
        assert_eq!(language_name("es"), "Español");
        assert_eq!(language_name("tlh"), "tlh");
    }
}
