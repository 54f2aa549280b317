//! Pages that belong to no feature: errors and plain messages.

use askama::Template;

use crate::shell::Shell;

/// Something went wrong: what, and a helpful next step.
#[derive(Debug, Template)]
#[template(path = "error_page.html")]
pub struct ErrorPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The HTTP status code.
    pub code: u16,
    /// What happened, in plain words and safe to show.
    pub text: String,
}

impl ErrorPage {
    /// The heading for the code.
    #[must_use]
    pub fn heading(&self) -> &'static str {
        match self.code {
            400 | 422 => "That did not work",
            401 => "Please sign in first",
            403 => "You cannot open this",
            404 | 410 => "Nothing is here",
            413 => "That is too large",
            429 => "A little slower, please",
            500.. => "Something broke on our side",
            _ => "That is not possible",
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next_step(&self) -> &'static str {
        match self.code {
            401 => "Sign in, and you will get back to where you were.",
            403 => "It may be for other people only, or you may need another account.",
            404 => "The address may be mistyped, or what was here has been deleted.",
            410 => "What was here has been deleted.",
            413 => "Choose a smaller file, or send fewer at once.",
            429 => "Wait a minute, then try again.",
            500.. => "It is not your fault. Wait a moment and try again; nothing that you saved is lost.",
            _ => "Go back, check what you entered and try again.",
        }
    }
}

/// A plain message: "Your address is confirmed", "Check your mail".
#[derive(Debug, Template)]
#[template(path = "message_page.html")]
pub struct MessagePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The heading.
    pub heading: String,
    /// Paragraphs of plain text.
    pub paragraphs: Vec<String>,
    /// The next step: the text of a link and its address.
    pub action: Option<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, sample};

    #[test]
    fn error_pages_are_sound_for_every_code() {
        for code in [400, 401, 403, 404, 410, 413, 418, 422, 429, 500, 503] {
            for shell in [sample::shell("/x"), sample::visitor_shell("/x"), sample::hostile_shell("/x")] {
                let page = ErrorPage { shell, code, text: sample::HOSTILE.to_owned() };
                check::assert_page(&page.to_string());
            }
        }
    }

    #[test]
    fn message_pages_are_sound() {
        for (paragraphs, action) in [
            (vec![], None),
            (vec!["Thank you.".to_owned()], Some(("Sign in".to_owned(), "/sign-in".to_owned()))),
            (
                vec![sample::HOSTILE.to_owned()],
                Some((sample::HOSTILE.to_owned(), sample::HOSTILE.to_owned())),
            ),
        ] {
            let shell = sample::visitor_shell("/confirm");
            let page = MessagePage { shell, heading: sample::HOSTILE.to_owned(), paragraphs, action };
            check::assert_page(&page.to_string());
        }
    }

    #[test]
    fn every_page_carries_the_tool_sentence() {
        let page = ErrorPage { shell: sample::shell("/"), code: 404, text: String::new() };
        assert!(page.to_string().contains(crate::TOOL_SENTENCE));
    }
}
