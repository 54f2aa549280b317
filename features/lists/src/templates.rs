//! The pages on which people keep their lists.

use askama::Template;
use timelines::Replies;
use ui::{FieldErrors, Message, Paging, PersonView, Shell, filters};

use crate::WORDS;
use crate::model::replies_name;

/// A person's lists.
#[derive(Debug, Template)]
#[template(path = "lists.html")]
pub struct ListsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Oldest first.
    pub lists: Vec<ListLine>,
    /// A new one, as it was entered and refused.
    pub form: ListForm,
    /// What was wrong with it: field `title`.
    pub errors: FieldErrors,
}

/// One list among the others.
#[derive(Debug, Clone)]
pub struct ListLine {
    /// Its id.
    pub id: String,
    /// What its owner calls it.
    pub title: String,
    /// What is in it, in a sentence.
    pub summary: Message,
}

/// The parts of a list that its owner changes.
#[derive(Debug, Clone)]
pub struct ListForm {
    /// What they call it.
    pub title: String,
    /// Which replies are in it.
    pub replies: Replies,
    /// Whether its members are read here and not at home.
    pub exclusive: bool,
}

impl Default for ListForm {
    fn default() -> Self {
        Self { title: String::new(), replies: Replies::List, exclusive: false }
    }
}

impl ListForm {
    fn policies(&self) -> [(&'static str, Message, bool); 3] {
        [
            (Replies::List, "list-replies-list"),
            (Replies::Followed, "list-replies-followed"),
            (Replies::None, "list-replies-none"),
        ]
        .map(|(replies, id)| (replies_name(replies), WORDS.say(id), replies == self.replies))
    }
}

/// A list's settings, and who is in it.
#[derive(Debug, Template)]
#[template(path = "list_edit.html")]
pub struct ListPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Which list.
    pub id: String,
    /// What it is called now.
    pub title: String,
    /// What it is now, or what was entered and refused.
    pub form: ListForm,
    /// What was wrong: field `title`.
    pub errors: FieldErrors,
    /// Who is in it.
    pub members: Vec<PersonView>,
    /// Links to the neighbouring pages of members.
    pub paging: Paging,
    /// The name that is looked for among those whom the owner follows; empty for none.
    pub name: String,
    /// Who can be put into it.
    pub offered: Vec<PersonView>,
}

/// In which of one's lists somebody is.
#[derive(Debug, Template)]
#[template(path = "list_person.html")]
pub struct PersonListsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Who.
    pub person: PersonView,
    /// Whether the visitor follows them, as it must be.
    pub may: bool,
    /// The visitor's lists.
    pub lists: Vec<ListTick>,
}

/// A list with a tick.
#[derive(Debug, Clone)]
pub struct ListTick {
    /// What the form calls it.
    pub name: String,
    /// What its owner calls it.
    pub title: String,
    /// Whether the person is in it.
    pub ticked: bool,
}

ui::pages!(WORDS: ListsPage, ListPage, PersonListsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn wrong() -> FieldErrors {
        let mut errors = FieldErrors::default();
        errors.add("title", HOSTILE);
        errors
    }

    #[test]
    fn lists_are_sound() {
        let line = ListLine { id: "5".into(), title: HOSTILE.into(), summary: Message::raw(HOSTILE) };
        for (lists, errors) in [(vec![], FieldErrors::default()), (vec![line], wrong())] {
            let form = ListForm { title: HOSTILE.to_owned(), ..ListForm::default() };
            assert_page(&ListsPage { shell: sample::shell("/lists"), lists, form, errors }.page());
        }
    }

    #[test]
    fn settings_are_sound() {
        for (people, errors) in
            [(vec![], FieldErrors::default()), (vec![sample::person(), sample::hostile_person()], wrong())]
        {
            let page = ListPage {
                shell: sample::shell("/lists/5/edit"),
                id: "5".to_owned(),
                title: HOSTILE.to_owned(),
                form: ListForm { title: HOSTILE.to_owned(), exclusive: true, ..ListForm::default() },
                errors,
                members: people.clone(),
                paging: Paging::default(),
                name: HOSTILE.to_owned(),
                offered: people,
            };
            assert_page(&page.page());
        }
    }

    #[test]
    fn ticks_are_sound() {
        let tick = ListTick { name: "list_5".into(), title: HOSTILE.into(), ticked: true };
        for (lists, may) in [(vec![], true), (vec![tick.clone()], true), (vec![tick], false)] {
            let person = sample::hostile_person();
            let page = PersonListsPage { shell: sample::shell("/web/accounts/1/lists"), person, may, lists };
            assert_page(&page.page());
        }
    }
}
