//! Counting within a request: one may bring several of what is dear.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use base::{Outcome, Problem};
use http::request::Parts;

use crate::rate::Subject;
use crate::{Fail, Limit, Limiter};

/// Counts files against [`Limit::Media`], of whoever the gate let in. For handlers whose route is counted as something
/// else, or that take more than one file.
#[derive(Debug, Clone)]
pub struct Tally {
    limiter: Arc<Limiter>,
    subject: Option<Subject>,
}

impl Tally {
    pub(crate) fn new(limiter: Arc<Limiter>, subject: Option<Subject>) -> Self {
        Self { limiter, subject }
    }

    /// Counts so many files, each before it is worked on.
    ///
    /// # Errors
    /// 429 when there are too many.
    pub fn files(&self, count: usize) -> Outcome<()> {
        let Some(subject) = self.subject else { return Ok(()) };
        (0..count).try_for_each(|_| self.limiter.count(Limit::Media, subject).map(drop))
    }
}

impl<S: Sync> FromRequestParts<S> for Tally {
    type Rejection = Fail;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fail> {
        let tally = parts.extensions.get().cloned();
        tally.ok_or_else(|| Fail(Problem::internal("files are counted behind the gate only")))
    }
}

#[cfg(test)]
mod tests {
    use base::{Clock, Id};

    use super::*;

    #[test]
    fn files_and_uploads_are_one_count() {
        let limiter = Arc::new(Limiter::new(Clock::fixed(0)));
        let me = Subject::Account(Id(1));
        let tally = Tally::new(limiter.clone(), Some(me));
        limiter.count(Limit::Media, me).unwrap();
        tally.files(0).unwrap();
        tally.files(28).unwrap();
        assert!(tally.files(2).is_err() && limiter.count(Limit::Media, me).is_err());
        assert!(Tally::new(limiter, None).files(100).is_ok(), "nobody has files taken in");
    }
}
