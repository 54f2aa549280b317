//! The page of one's conversations.

use askama::Template;
use ui::{Message, Paging, PersonLine, PostView, Shell, filters};

use crate::WORDS;

/// People whose pictures stand beside a conversation.
const FACES_MAX: usize = 4;

/// A person's conversations.
#[derive(Debug, Template)]
#[template(path = "conversations.html")]
pub struct ConversationsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The newest first.
    pub lines: Vec<ConversationLine>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// One conversation.
#[derive(Debug, Clone)]
pub struct ConversationLine {
    /// Its id.
    pub id: String,
    /// The others in it.
    pub people: Vec<PersonLine>,
    /// What was said last.
    pub last: PostView,
    /// Whether there is something new in it.
    pub unread: bool,
}

impl ConversationLine {
    fn faces(&self) -> impl Iterator<Item = &PersonLine> {
        self.people.iter().take(FACES_MAX)
    }

    /// Everybody's names, in one line.
    fn names(&self) -> String {
        self.people.iter().map(PersonLine::name).collect::<Vec<_>>().join(", ")
    }

    fn label(&self) -> Message {
        let id = if self.unread { "conversation-unread-with" } else { "conversation-with" };
        WORDS.say(id).with("names", self.names())
    }
}

ui::pages!(WORDS: ConversationsPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample;

    fn line(unread: bool) -> ConversationLine {
        let people = (0..6).map(|n| sample::named_line(&n.to_string(), "ines", sample::HOSTILE)).collect();
        ConversationLine { id: "5".to_owned(), people, last: sample::hostile_post("9"), unread }
    }

    #[test]
    fn pages_are_sound() {
        for lines in [vec![], vec![line(true), line(false)]] {
            let (shell, paging) = (sample::shell("/conversations"), Paging::default());
            assert_page(&ConversationsPage { shell, lines, paging }.page());
        }
    }

    #[test]
    fn what_is_new_is_said_in_words() {
        let html = |unread| {
            let (shell, paging) = (sample::shell("/conversations"), Paging::default());
            ConversationsPage { shell, lines: vec![line(unread)], paging }.page()
        };
        assert!(html(true).contains(">New<") && !html(false).contains(">New<"));
        assert!(
            html(true).contains("/conversations/5/read\"")
                && html(false).contains("/conversations/5/unread\"")
        );
    }
}
