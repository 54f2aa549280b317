use base::{Id, Ms};

use super::AGAIN_MS;

/// How far an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// At work, or waiting for its turn.
    Running,
    /// It can be downloaded.
    Ready,
    /// It could not be made.
    Failed,
}

impl State {
    /// In tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Running, Self::Ready, Self::Failed].into_iter().find(|state| state.name() == name)
    }
}

/// What came of asking for an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It is being made.
    Taken,
    /// One was being made already.
    AtWork,
    /// There is one of today.
    TooSoon,
}

/// The archive of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeout {
    /// Which.
    pub id: Id,
    /// How far it is.
    pub state: State,
    /// Posts in all, as far as is known.
    pub total: u64,
    /// Posts that are written.
    pub done: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// When it was asked for.
    pub created_ms: Ms,
    /// When it was ready.
    pub ready_ms: Option<Ms>,
}

impl Takeout {
    /// Whether another one can take its place: what failed at once, everything else after a while, also what the
    /// machine could not bring to an end.
    pub fn may_be_made_anew(&self, now: Ms) -> bool {
        self.state == State::Failed || now - self.created_ms >= AGAIN_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_a_day_unless_it_failed() {
        let made =
            |state| Takeout { id: Id(1), state, total: 0, done: 0, bytes: 0, created_ms: 5, ready_ms: None };
        for (state, early) in [(State::Running, false), (State::Ready, false), (State::Failed, true)] {
            assert_eq!(made(state).may_be_made_anew(6), early, "{state:?}");
            assert!(made(state).may_be_made_anew(5 + AGAIN_MS));
            assert_eq!(State::parse(state.name()), Some(state));
        }
    }
}
