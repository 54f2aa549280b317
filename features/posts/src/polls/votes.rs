//! What somebody chose in a poll, and whether they may.

use base::{Ms, Outcome, Problem};

use crate::polls::{POLL_OPTIONS_MAX, Poll};

/// The answers that somebody chose, in the order in which they did: four bits for each, the first one lowest, 0 for
/// none and the place + 1 otherwise. As stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Votes(u16);

const _: () = assert!(POLL_OPTIONS_MAX * 4 <= 16, "every answer has its place in Votes");

impl Votes {
    /// Nothing was chosen.
    pub const NONE: Self = Self(0);

    /// From the store.
    pub(crate) fn from_code(code: i64) -> Self {
        Self(u16::try_from(code).unwrap_or(0))
    }

    /// As stored.
    pub(crate) fn code(self) -> i64 {
        i64::from(self.0)
    }

    /// The chosen answers' places, from 0.
    pub fn choices(self) -> Vec<usize> {
        let places = (0..POLL_OPTIONS_MAX).map(|n| usize::from(self.0 >> (4 * n) & 15));
        places.take_while(|place| *place > 0).map(|place| place - 1).collect()
    }

    /// With one more answer, which must not be among them.
    pub(crate) fn with(self, choice: usize) -> Self {
        let place = u16::try_from(choice + 1).unwrap_or(0) & 15;
        Self(self.0 | place << (4 * self.choices().len()).min(12))
    }
}

/// What `voter` may choose now, of what they ask for, having chosen `had` before.
///
/// # Errors
/// 422 in Mastodon's words.
pub(crate) fn decide(poll: &Poll, had: Votes, asked: &[usize], now: Ms) -> Outcome<Votes> {
    if poll.is_over(now) {
        return Err(over());
    }
    if asked.iter().any(|choice| *choice >= poll.options.len()) {
        return Err(no_such_choice());
    }
    let had_choices = had.choices();
    let again = asked.iter().any(|choice| had_choices.contains(choice));
    let second = !poll.multiple && (had_choices.len() + asked.len() > 1);
    if again || second {
        return Err(Problem::invalid("You have already voted on this poll"));
    }
    Ok(asked.iter().fold(had, |votes, choice| votes.with(*choice)))
}

/// 422: it has ended.
pub(crate) fn over() -> Problem {
    Problem::invalid("The poll has already ended")
}

/// 422: no such answer.
pub(crate) fn no_such_choice() -> Problem {
    Problem::invalid("The chosen vote option does not exist")
}

/// 422: one's own poll.
pub(crate) fn own_poll() -> Problem {
    Problem::invalid("You cannot vote in your own polls")
}
