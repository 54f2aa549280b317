//! The page of columns.

use askama::Template;
use ui::{FieldErrors, Message, NotificationView, PostView, Shell, filters};

use crate::WORDS;

/// Timelines side by side.
#[derive(Debug, Template)]
#[template(path = "columns.html")]
pub struct ColumnsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// From the left.
    pub columns: Vec<ColumnView>,
    /// Whether the visitor chose them; else they are the usual ones.
    pub own: bool,
    /// What else can be chosen.
    pub choices: Vec<Choice>,
    /// What was wrong: field `source`.
    pub errors: FieldErrors,
}

/// One column.
#[derive(Debug, Clone)]
pub struct ColumnView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Message,
    /// The page that it is the beginning of; empty where that is gone.
    pub url: String,
    /// What live updates call it; empty where there are none.
    pub part: String,
    /// What stands in it.
    pub within: Within,
}

/// What stands in a column.
#[derive(Debug, Clone)]
pub enum Within {
    /// Posts.
    Posts(Vec<PostView>),
    /// Notifications.
    Notes(Vec<NotificationView>),
    /// Its list or its search is not there any more.
    Gone,
}

/// What can be chosen.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The value of the form.
    pub value: String,
    /// What it is called.
    pub label: Message,
}

impl ColumnView {
    fn is_of_notes(&self) -> bool {
        matches!(self.within, Within::Notes(_))
    }

    fn is_empty(&self) -> bool {
        match &self.within {
            Within::Posts(posts) => posts.is_empty(),
            Within::Notes(notes) => notes.is_empty(),
            Within::Gone => false,
        }
    }
}

ui::pages!(WORDS: ColumnsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    #[test]
    fn pages_are_sound() {
        let column = |within: Within| ColumnView {
            id: "5".to_owned(),
            title: Message::raw(HOSTILE),
            url: "/lists/5".to_owned(),
            part: "c5".to_owned(),
            within,
        };
        let note = sample::notification("8", ui::NotificationKind::Mention);
        let columns = vec![
            column(Within::Posts(vec![sample::hostile_post("c0-1")])),
            column(Within::Posts(Vec::new())),
            column(Within::Notes(vec![note])),
            column(Within::Gone),
        ];
        let choices = vec![Choice { value: "list:5".to_owned(), label: Message::raw(HOSTILE) }];
        let mut errors = FieldErrors::default();
        errors.add("source", HOSTILE);
        for (own, choices, errors) in [(true, choices, errors), (false, Vec::new(), FieldErrors::default())] {
            let (shell, columns) = (sample::shell("/columns"), columns.clone());
            assert_page(&ColumnsPage { shell, columns, own, choices, errors }.page());
        }
    }
}
