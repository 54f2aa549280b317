use std::collections::HashMap;
use std::net::IpAddr;

use base::{Clock, Id, Kind, MINUTE_MS, Problem};
use http::HeaderMap;
use parking_lot::Mutex;

/// Counters kept at the most; past that the expired ones are swept out.
const COUNTERS_MAX: usize = 200_000;

/// What a request is counted as. The numbers are Mastodon's, where it has them, because clients pace themselves
/// by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Limit {
    /// API calls.
    Common,
    /// Pages; a whole hospital may share an address.
    Page,
    /// Uploads.
    Media,
    /// Deleting and unboosting.
    Delete,
    /// New accounts.
    SignUp,
    /// Tries of a password or code.
    SignIn,
}

impl Limit {
    /// So many requests in so many milliseconds.
    fn allowance(self) -> (u32, i64) {
        match self {
            Self::Common => (300, 5 * MINUTE_MS),
            Self::Page => (3_000, 5 * MINUTE_MS),
            Self::Media | Self::Delete => (30, 30 * MINUTE_MS),
            Self::SignUp => (5, 30 * MINUTE_MS),
            Self::SignIn => (25, 5 * MINUTE_MS),
        }
    }
}

/// Who is counted: the grant (token or session) where there is one, else the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Grant(Id),
    Address(IpAddr),
}

/// Counts requests in fixed windows, in memory.
#[derive(Debug)]
pub struct Limiter {
    clock: Clock,
    on: bool,
    windows: Mutex<HashMap<(Limit, Subject), Window>>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    ends_ms: i64,
    used: u32,
}

/// How a request stands to its limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    limit: u32,
    remaining: u32,
    resets_ms: i64,
}

impl Limiter {
    /// A limiter that counts.
    pub fn new(clock: Clock) -> Self {
        Self { clock, on: true, windows: Mutex::default() }
    }

    /// One that lets everything pass, for benchmarks and tests on the own machine.
    pub fn off(clock: Clock) -> Self {
        Self { clock, on: false, windows: Mutex::default() }
    }

    /// Counts one request; a problem when there are too many.
    pub(crate) fn count(&self, limit: Limit, subject: Subject) -> Result<Option<Standing>, Problem> {
        if !self.on {
            return Ok(None);
        }
        let now = self.clock.now_ms();
        let (allowed, period_ms) = limit.allowance();
        let mut windows = self.windows.lock();
        if windows.len() >= COUNTERS_MAX {
            windows.retain(|_, window| window.ends_ms > now);
        }
        let fresh = Window { ends_ms: now + period_ms, used: 0 };
        let window = windows.entry((limit, subject)).or_insert(fresh);
        if window.ends_ms <= now {
            *window = fresh;
        }
        if window.used >= allowed {
            return Err(Problem::new(Kind::TooMany, "Too many requests"));
        }
        window.used += 1;
        Ok(Some(Standing { limit: allowed, remaining: allowed - window.used, resets_ms: window.ends_ms }))
    }
}

impl Standing {
    /// `X-RateLimit-*`, as Mastodon's clients read them.
    pub(crate) fn tell(self, headers: &mut HeaderMap) {
        headers.insert("x-ratelimit-limit", self.limit.into());
        headers.insert("x-ratelimit-remaining", self.remaining.into());
        if let Ok(reset) = base::iso_ms(self.resets_ms).parse() {
            headers.insert("x-ratelimit-reset", reset);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_fill_and_open_again() {
        let clock = Clock::fixed(0);
        let limiter = Limiter::new(clock.clone());
        let (me, you) = (Subject::Grant(Id(1)), Subject::Grant(Id(2)));
        for _ in 0..5 {
            limiter.count(Limit::SignUp, me).unwrap();
        }
        assert_eq!(limiter.count(Limit::SignUp, me).unwrap_err().kind(), Kind::TooMany);
        assert!(limiter.count(Limit::SignUp, you).is_ok() && limiter.count(Limit::Common, me).is_ok());
        clock.advance(30 * MINUTE_MS);
        assert!(limiter.count(Limit::SignUp, me).is_ok());
    }

    #[test]
    fn many_threads_never_get_more() {
        let limiter = Limiter::new(Clock::fixed(0));
        let passed = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..100 {
                        if limiter.count(Limit::Common, Subject::Grant(Id(1))).is_ok() {
                            passed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        }
                    }
                });
            }
        });
        assert_eq!(passed.into_inner(), 300);
    }
}
