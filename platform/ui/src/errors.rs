//! What was wrong with a form: beside each field, and gathered at the top.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::filters;

/// One complaint about one field of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The `id` of the input, which is also its name.
    pub field: String,
    /// What is wrong and how to mend it, as one sentence.
    pub text: Message,
}

/// All complaints about a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    /// One complaint about one field.
    #[must_use]
    pub fn one(field: &str, text: Message) -> Self {
        Self(vec![FieldError { field: field.to_owned(), text }])
    }

    /// Adds a complaint about a field, which is a problem's text: see [`Message::problem`].
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.say(field, Message::problem(text));
    }

    /// Adds a complaint about a field.
    pub fn say(&mut self, field: &str, text: Message) {
        self.0.push(FieldError { field: field.to_owned(), text });
    }

    /// The first complaint about a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&Message> {
        self.0.iter().find(|e| e.field == field).map(|e| &e.text)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The box at the top of a form with a link to each field; nothing when there are no errors.
    #[must_use]
    pub fn summary(&self) -> ErrorSummary<'_> {
        ErrorSummary { errors: &self.0 }
    }
}

/// The box at the top of a form that failed; it takes the focus when scripts run, and is an alert without them.
#[derive(Debug, Template)]
#[template(path = "error_summary.html")]
pub struct ErrorSummary<'a> {
    errors: &'a [FieldError],
}

impl HtmlSafe for ErrorSummary<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_first_complaint_about_a_field_is_shown() {
        let mut errors = FieldErrors::default();
        assert!(errors.is_empty());
        assert_eq!(sample::drawn(&errors.summary()), "");
        errors.add("username", "Taken.");
        errors.add("username", "Too long.");
        assert_eq!(errors.of("username"), Some(&Message::problem("Taken.")));
        assert_eq!(errors.of("email"), None);
        let html = sample::drawn(&errors.summary());
        assert!(html.contains(r##"href="#username">Taken."##), "{html}");
    }
}
