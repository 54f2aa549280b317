use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Where the time comes from: the system, or a hand that a test moves.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's wall clock.
    pub fn system() -> Self {
        Self { fixed: None }
    }

    /// A clock that stands at `ms` until [`Clock::advance`] moves it.
    pub fn fixed(ms: i64) -> Self {
        Self { fixed: Some(Arc::new(AtomicI64::new(ms))) }
    }

    /// Milliseconds since 1970-01-01 UTC.
    pub fn now_ms(&self) -> i64 {
        match &self.fixed {
            Some(hand) => hand.load(Ordering::Relaxed),
            None => system_ms(),
        }
    }

    /// Moves a fixed clock by `ms` (may be negative); a system clock does not heed it.
    pub fn advance(&self, ms: i64) {
        if let Some(hand) = &self.fixed {
            hand.fetch_add(ms, Ordering::Relaxed);
        }
    }
}

fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_moves_only_by_hand() {
        let clock = Clock::fixed(1_000);
        let same = clock.clone();
        clock.advance(500);
        assert_eq!((clock.now_ms(), same.now_ms()), (1_500, 1_500));
    }

    #[test]
    fn the_system_clock_is_past_2026() {
        assert!(Clock::system().now_ms() > 1_767_225_600_000);
    }
}
