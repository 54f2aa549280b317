//! Pages that belong to no feature: errors and plain messages.

use askama::Template;

use words::Message;

use crate::desk::Desk;
use crate::shell::Shell;
use crate::{WORDS, filters};

/// Something went wrong: what, and a helpful next step.
#[derive(Debug, Template)]
#[template(path = "error_page.html")]
pub struct ErrorPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The HTTP status code.
    pub code: u16,
    /// What happened, in plain words and safe to show.
    pub text: Message,
}

impl ErrorPage {
    /// The heading for the code.
    #[must_use]
    pub fn heading(&self) -> Message {
        WORDS.say(match self.code {
            400 | 422 => "error-invalid",
            401 => "error-signed-out",
            403 => "error-forbidden",
            404 | 410 => "error-gone",
            413 => "error-too-large",
            429 => "error-too-many",
            500.. => "error-internal",
            _ => "error-other",
        })
    }

    /// What to do next.
    #[must_use]
    pub fn next_step(&self) -> Message {
        WORDS.say(match self.code {
            401 => "error-signed-out-next",
            403 => "error-forbidden-next",
            404 => "error-not-found-next",
            410 => "error-gone-next",
            413 => "error-too-large-next",
            429 => "error-too-many-next",
            500.. => "error-internal-next",
            _ => "error-other-next",
        })
    }
}

/// A plain message: "Your address is confirmed", "Check your mail".
#[derive(Debug, Template)]
#[template(path = "message_page.html")]
pub struct MessagePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The heading.
    pub heading: Message,
    /// Paragraphs of plain text.
    pub paragraphs: Vec<Message>,
    /// The next step: the text of a link and its address.
    pub action: Option<(Message, String)>,
}

/// A question before what cannot be undone.
#[derive(Debug, Template)]
#[template(path = "staff_confirm.html")]
pub struct ConfirmPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// What will happen.
    pub text: Message,
    /// Where the form goes.
    pub action: String,
    /// What it sends along.
    pub hidden: Vec<(&'static str, String)>,
    /// What its button says.
    pub button: Message,
    /// Where to go instead.
    pub back: String,
}

crate::pages!(WORDS: ErrorPage, MessagePage, ConfirmPage);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, sample};
    use words::Page;

    #[test]
    fn error_pages_are_sound_for_every_code() {
        for code in [400, 401, 403, 404, 410, 413, 418, 422, 429, 500, 503] {
            for shell in [sample::shell("/x"), sample::visitor_shell("/x"), sample::hostile_shell("/x")] {
                let page = ErrorPage { shell, code, text: Message::raw(sample::HOSTILE) };
                check::assert_page(&page.page());
            }
        }
    }

    #[test]
    fn message_pages_are_sound() {
        for (paragraphs, action) in [
            (vec![], None),
            (vec![Message::raw("Thank you.")], Some((WORDS.say("sign-in"), "/sign-in".to_owned()))),
            (
                vec![Message::raw(sample::HOSTILE)],
                Some((Message::raw(sample::HOSTILE), sample::HOSTILE.to_owned())),
            ),
        ] {
            let shell = sample::visitor_shell("/confirm");
            let page = MessagePage { shell, heading: Message::raw(sample::HOSTILE), paragraphs, action };
            check::assert_page(&page.page());
        }
    }

    #[test]
    fn questions_are_sound() {
        let page = ConfirmPage {
            shell: sample::shell("/staff"),
            desk: Desk::new(Message::raw(sample::HOSTILE), crate::StaffTab::People, crate::StaffRank::Admin),
            text: Message::raw(sample::HOSTILE),
            action: "/web/x".to_owned(),
            hidden: vec![("text", sample::HOSTILE.to_owned())],
            button: Message::raw(sample::HOSTILE),
            back: "/staff".to_owned(),
        };
        check::assert_page(&page.page());
    }

    #[test]
    fn every_page_carries_the_tool_sentence() {
        let page = ErrorPage { shell: sample::shell("/"), code: 404, text: Message::default() };
        assert!(page.page().contains(&WORDS.say("tool-sentence").html(words::Lang::En)));
    }
}
