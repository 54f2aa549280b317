//! The pages of collections.

use askama::Template;
use ui::{FieldErrors, Paging, PersonLine, PersonView, Shell, Tab, filters};

use crate::WORDS;

/// A collection: what it is about, who recommends it, who is in it.
#[derive(Debug, Template)]
#[template(path = "collection.html")]
pub struct CollectionPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Which it is.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is about; empty for nothing.
    pub description: String,
    /// A hashtag that describes it, and where it leads.
    pub tag: Option<(String, String)>,
    /// Whether it is about what not everybody wants to see; who is in it is then folded.
    pub sensitive: bool,
    /// Who recommends.
    pub owner: PersonLine,
    /// Who is in it.
    pub people: Vec<PersonView>,
    /// What the visitor can do with it.
    pub deeds: Deeds,
}

/// What a visitor can do with a collection.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deeds {
    /// It is their own.
    pub edit: bool,
    /// How many in it they do not follow; none if nobody is signed in.
    pub follow: usize,
    /// They are in it.
    pub leave: bool,
}

/// The collections that somebody made, or those that they are in.
#[derive(Debug, Template)]
#[template(path = "collections.html")]
pub struct CollectionsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whether it is those that they made.
    pub own: bool,
    /// The collections.
    pub list: Vec<CollectionLine>,
    /// A new one, as it was entered and refused.
    pub form: CollectionForm,
    /// What was wrong: fields `name`, `description`, `tag_name`, `language`.
    pub errors: FieldErrors,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// One collection among others.
#[derive(Debug, Clone)]
pub struct CollectionLine {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is about; may be empty.
    pub description: String,
    /// How many are in it.
    pub people: u64,
    /// Whether it is told on its curator's profile.
    pub discoverable: bool,
}

/// The parts of a collection that its curator changes.
#[derive(Debug, Clone, Default)]
pub struct CollectionForm {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Language code; empty for none.
    pub language: String,
    /// A hashtag; empty for none.
    pub tag: String,
    /// It is about what not everybody wants to see.
    pub sensitive: bool,
    /// It is told on its curator's profile.
    pub discoverable: bool,
}

impl CollectionForm {
    /// Of a new one, which is told.
    pub fn new() -> Self {
        Self { discoverable: true, ..Self::default() }
    }
}

impl CollectionsPage {
    fn tabs(&self) -> [Tab; 2] {
        [
            Tab::new(WORDS.say("collections-own"), "/collections", self.own),
            Tab::new(WORDS.say("collections-with"), "/collections/with_me", !self.own),
        ]
    }
}

/// Changing a collection, and who is in it.
#[derive(Debug, Template)]
#[template(path = "collection_edit.html")]
pub struct CollectionEditPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Which it is.
    pub id: String,
    /// What it is called now.
    pub title: String,
    /// What it says now, or what was entered and refused.
    pub form: CollectionForm,
    /// What was wrong: fields as of [`CollectionsPage`].
    pub errors: FieldErrors,
    /// Who is in it, with the ids of their items.
    pub members: Vec<(PersonView, String)>,
    /// The name that is looked for; empty for none.
    pub name: String,
    /// Who can be added.
    pub offered: Vec<PersonView>,
}

/// In which of one's own collections somebody is.
#[derive(Debug, Template)]
#[template(path = "collections_person.html")]
pub struct PersonCollectionsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Whether they let the visitor put them into collections.
    pub may: bool,
    /// Whether the visitor made no collection yet.
    pub none: bool,
    /// Those that can be ticked.
    pub collections: Vec<CollectionTick>,
    /// Who.
    pub person: PersonView,
}

/// A collection that somebody is in, or not.
#[derive(Debug, Clone)]
pub struct CollectionTick {
    /// The name of the field.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Whether they are in it.
    pub ticked: bool,
}

ui::pages!(WORDS: CollectionPage, CollectionsPage, CollectionEditPage, PersonCollectionsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn page(shell: Shell, sensitive: bool, people: Vec<PersonView>) -> CollectionPage {
        CollectionPage {
            shell,
            name: HOSTILE.to_owned(),
            description: HOSTILE.to_owned(),
            tag: Some((HOSTILE.to_owned(), "/tags/stroke".to_owned())),
            sensitive,
            owner: PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() },
            people,
            id: "5".to_owned(),
            deeds: Deeds { edit: true, follow: 2, leave: true },
        }
    }

    #[test]
    fn the_page_is_sound() {
        for shell in sample::shells("/collections/5") {
            for people in [vec![], vec![sample::person(), sample::hostile_person()]] {
                for sensitive in [false, true] {
                    assert_page(&page(shell.clone(), sensitive, people.clone()).page());
                }
            }
        }
    }

    #[test]
    fn ticks_are_sound() {
        let tick =
            CollectionTick { name: "collection_5".to_owned(), title: HOSTILE.to_owned(), ticked: true };
        for (may, none, collections) in
            [(true, false, vec![tick]), (true, true, vec![]), (false, false, vec![])]
        {
            let (shell, person) = (sample::shell("/web/accounts/1/collections"), sample::hostile_person());
            assert_page(&PersonCollectionsPage { shell, may, none, collections, person }.page());
        }
    }

    fn form() -> (CollectionForm, FieldErrors) {
        let (text, mut errors) = (HOSTILE.to_owned(), FieldErrors::default());
        ["name", "description", "tag_name", "language"].iter().for_each(|field| errors.add(field, HOSTILE));
        let form = CollectionForm {
            name: text.clone(),
            description: text.clone(),
            tag: text,
            ..CollectionForm::new()
        };
        (form, errors)
    }

    #[test]
    fn pages_of_keeping_are_sound() {
        let text = HOSTILE.to_owned();
        let line = CollectionLine {
            id: "5".to_owned(),
            name: text.clone(),
            description: text.clone(),
            people: 2,
            discoverable: false,
        };
        for own in [true, false] {
            for list in [vec![], vec![line.clone()]] {
                let ((form, errors), paging) = (form(), Paging::default());
                let shell = sample::shell("/collections");
                assert_page(&CollectionsPage { shell, own, list, form, errors, paging }.page());
            }
        }
        for people in [vec![], vec![sample::person(), sample::hostile_person()]] {
            let (form, errors) = form();
            let page = CollectionEditPage {
                shell: sample::shell("/collections/5/edit"),
                id: "5".to_owned(),
                title: text.clone(),
                form,
                errors,
                members: people.iter().map(|person| (person.clone(), "7".to_owned())).collect(),
                name: text.clone(),
                offered: people,
            };
            assert_page(&page.page());
        }
    }

    #[test]
    fn a_sensitive_one_is_folded() {
        let html = |sensitive| page(sample::shell("/x"), sensitive, vec![sample::person()]).page();
        let folds = |sensitive| html(sensitive).contains("<summary>This collection is marked as sensitive");
        assert!(folds(true) && !folds(false));
    }
}
