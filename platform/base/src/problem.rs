use std::borrow::Cow;
use std::error::Error;
use std::fmt;

/// The result of everything that can go wrong.
pub type Outcome<T> = Result<T, Problem>;

type Cause = Box<dyn Error + Send + Sync>;

/// What went wrong: a kind (which decides the HTTP status), a text that is safe to show to anyone, and a cause
/// that only the log sees.
pub struct Problem {
    kind: Kind,
    text: Cow<'static, str>,
    cause: Option<Cause>,
    details: Option<serde_json::Value>,
}

/// Why, in the terms of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 400: could not be read.
    Malformed,
    /// 401: no or no valid credentials.
    Unauthorized,
    /// 403: known, but not allowed.
    Forbidden,
    /// 404: not there, or not for this viewer (the two look the same).
    NotFound,
    /// 409: the state does not allow it now.
    Conflict,
    /// 410: was there, and is gone for good.
    Gone,
    /// 413: more bytes than allowed.
    TooLarge,
    /// 422: understood, and wrong.
    Invalid,
    /// 429: too many requests.
    TooMany,
    /// 500: our fault.
    Internal,
    /// 503: not now; try again.
    Unavailable,
}

impl Kind {
    /// The HTTP status code.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthorized => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Gone => 410,
            Self::TooLarge => 413,
            Self::Invalid => 422,
            Self::TooMany => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

impl Problem {
    /// A problem of `kind` that may be shown as `text`.
    pub fn new(kind: Kind, text: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, text: text.into(), cause: None, details: None }
    }

    /// 404 in the words that Mastodon uses.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "Record not found")
    }

    /// 422: `Validation failed: {what}`.
    pub fn invalid(what: impl fmt::Display) -> Self {
        Self::new(Kind::Invalid, format!("Validation failed: {what}"))
    }

    /// 400 with a text.
    pub fn malformed(text: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Kind::Malformed, text)
    }

    /// 401 in the words that Mastodon uses.
    pub fn bad_token() -> Self {
        Self::new(Kind::Unauthorized, "The access token is invalid")
    }

    /// 403 in the words that Mastodon uses.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden, "This action is not allowed")
    }

    /// 403 for a token without the scope.
    pub fn scope() -> Self {
        Self::new(Kind::Forbidden, "This action is outside the authorized scopes")
    }

    /// 500 with a cause for the log.
    pub fn internal(cause: impl Into<Cause>) -> Self {
        Self::new(Kind::Internal, "Something went wrong on our side").because(cause)
    }

    /// 503 with a cause for the log.
    pub fn unavailable(cause: impl Into<Cause>) -> Self {
        Self::new(Kind::Unavailable, "The server is busy; please try again").because(cause)
    }

    /// Adds the cause, which only the log sees.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Cause>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds machine-readable details to the JSON answer (Mastodon's sign-up errors have them).
    #[must_use]
    pub fn with_details(mut self, details: serde_json::Value) -> Self {
        self.details = Some(details);
        self
    }

    /// The kind.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// What may be shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as a form says it: without the words that Mastodon puts before what is wrong with a request.
    pub fn complaint(&self) -> &str {
        self.text().strip_prefix("Validation failed: ").unwrap_or(self.text())
    }

    /// The details, if any.
    pub fn details(&self) -> Option<&serde_json::Value> {
        self.details.as_ref()
    }

    /// The cause for the log, if any.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.text)?;
        match &self.cause {
            Some(cause) => write!(f, " ({cause})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Error for Problem {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_complain_without_the_preamble() {
        assert_eq!(Problem::invalid("Title can't be blank").complaint(), "Title can't be blank");
        assert_eq!(Problem::not_found().complaint(), "Record not found");
    }

    #[test]
    fn the_cause_is_for_the_log_only() {
        let problem = Problem::internal("disk on fire");
        assert_eq!(problem.to_string(), "Something went wrong on our side");
        assert!(format!("{problem:?}").contains("disk on fire"));
        assert_eq!(problem.kind().status(), 500);
    }

    #[test]
    fn validation_texts_have_mastodons_shape() {
        assert_eq!(Problem::invalid("Text is too long").text(), "Validation failed: Text is too long");
    }
}
