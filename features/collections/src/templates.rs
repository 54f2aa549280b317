//! The page of a collection.

use askama::Template;
use ui::{PersonLine, PersonView, Shell, filters};

use crate::WORDS;

/// A collection: what it is about, who recommends it, who is in it.
#[derive(Debug, Template)]
#[template(path = "collection.html")]
pub struct CollectionPage {
    /// What surrounds the page.
    pub shell: Shell,
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
}

ui::pages!(WORDS: CollectionPage);

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
    fn a_sensitive_one_is_folded() {
        let html = |sensitive| page(sample::shell("/x"), sensitive, vec![sample::person()]).page();
        let folds = |sensitive| html(sensitive).contains("<summary>This collection is marked as sensitive");
        assert!(folds(true) && !folds(false));
    }
}
