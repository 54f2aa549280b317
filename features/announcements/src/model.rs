use base::{Id, Ms, Outcome, Problem};

use crate::TEXT_CHARS_MAX;

/// What is told to everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Its id.
    pub id: Id,
    /// Plain text, as in a post.
    pub text: String,
    /// When it was to be published, if not at once.
    pub scheduled_ms: Option<Ms>,
    /// When what it announces begins.
    pub starts_ms: Option<Ms>,
    /// When that ends, and the announcement with it.
    pub ends_ms: Option<Ms>,
    /// Only the days of these times matter.
    pub all_day: bool,
    /// When it was published; not yet where it waits.
    pub published_ms: Option<Ms>,
    /// When it was last changed.
    pub updated_ms: Ms,
    /// When it was written.
    pub created_ms: Ms,
}

/// An announcement to make.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewAnnouncement {
    /// [`Announcement::text`].
    pub text: String,
    /// When to publish it; at once where that is not said, or past.
    pub scheduled_ms: Option<Ms>,
    /// [`Announcement::starts_ms`].
    pub starts_ms: Option<Ms>,
    /// [`Announcement::ends_ms`].
    pub ends_ms: Option<Ms>,
    /// [`Announcement::all_day`].
    pub all_day: bool,
}

impl Announcement {
    /// Whether people see it.
    pub fn is_live(&self, now: Ms) -> bool {
        self.published_ms.is_some() && self.ends_ms.is_none_or(|ends| ends > now)
    }
}

impl NewAnnouncement {
    /// The same with its text cleaned, if it may be made at `now`.
    pub(crate) fn checked(self, now: Ms) -> Outcome<Self> {
        let text = text::clean(&self.text);
        if text::is_blank(&text) {
            return Err(Problem::invalid("Text can't be blank"));
        }
        if text.chars().count() > TEXT_CHARS_MAX {
            return Err(Problem::invalid(format!(
                "Text is too long (maximum is {TEXT_CHARS_MAX} characters)"
            )));
        }
        let begins = self.starts_ms.max(self.scheduled_ms).unwrap_or(now).max(now);
        if self.ends_ms.is_some_and(|ends| ends <= now) {
            return Err(Problem::invalid("Ends at must be in the future"));
        }
        // Of a day the night before is meant by its end.
        if self.ends_ms.is_some_and(|ends| ends < begins || (ends == begins && !self.all_day)) {
            return Err(Problem::invalid("Ends at must be after its beginning"));
        }
        if self.all_day && self.starts_ms.is_none() {
            return Err(Problem::invalid("Starts at can't be blank"));
        }
        Ok(Self { text, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_announced() {
        let new = |starts_ms, ends_ms, scheduled_ms, all_day| NewAnnouncement {
            text: " Maintenance tonight ".to_owned(),
            scheduled_ms,
            starts_ms,
            ends_ms,
            all_day,
        };
        for (new, fits) in [
            (new(None, None, None, false), true),
            (new(None, Some(20), None, false), true),
            (new(Some(15), Some(20), Some(12), false), true),
            (new(Some(5), Some(20), None, false), true),
            (new(Some(20), Some(20), None, true), true),
            (new(Some(20), Some(20), None, false), false),
            (new(None, Some(10), None, false), false),
            (new(None, Some(20), Some(30), false), false),
            (new(None, None, None, true), false),
            (NewAnnouncement { text: " \n".to_owned(), ..NewAnnouncement::default() }, false),
            (NewAnnouncement { text: "x".repeat(TEXT_CHARS_MAX + 1), ..NewAnnouncement::default() }, false),
        ] {
            assert_eq!(new.clone().checked(10).is_ok(), fits, "{new:?}");
        }
    }
}
