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
    /// Pages. On a `GET` route that is open to all, what pages consist of (pictures, styles): that is not counted at
    /// all, because a ward behind one address looks at many pictures, and each browser keeps them.
    Page,
    /// Uploads, counted by account.
    Media,
    /// Deleting and unboosting, counted by account.
    Delete,
    /// New accounts, counted by address.
    SignUp,
    /// Tries of a password or code, counted by address.
    SignIn,
}

/// What one address may do without signing in. A whole hospital may stand behind one.
#[derive(Debug, Clone, Copy)]
pub struct AddressLimits {
    /// API calls, and as many pages, in five minutes.
    pub requests: u32,
    /// Tries of a password or code in five minutes.
    pub sign_ins: u32,
    /// New accounts in half an hour.
    pub sign_ups: u32,
}

impl Default for AddressLimits {
    fn default() -> Self {
        Self { requests: 10_000, sign_ins: 100, sign_ups: 25 }
    }
}

impl Limit {
    /// So many requests in so many milliseconds.
    fn allowance(self, subject: Subject, addresses: AddressLimits) -> (u32, i64) {
        match self {
            Self::Common | Self::Page if matches!(subject, Subject::Address(_)) => {
                (addresses.requests, 5 * MINUTE_MS)
            }
            Self::Common => (300, 5 * MINUTE_MS),
            Self::Page => (3_000, 5 * MINUTE_MS),
            Self::Media | Self::Delete => (30, 30 * MINUTE_MS),
            Self::SignUp => (addresses.sign_ups, 30 * MINUTE_MS),
            Self::SignIn => (addresses.sign_ins, 5 * MINUTE_MS),
        }
    }
}

/// Who is counted: the grant (token or session) where there is one, else the address; for what is dear, the account
/// with all of its grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    Account(Id),
    Grant(Id),
    Address(IpAddr),
}

/// Counts requests in fixed windows, in memory.
#[derive(Debug)]
pub struct Limiter {
    clock: Clock,
    on: bool,
    addresses: AddressLimits,
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
    /// A limiter that counts, with the usual limits.
    pub fn new(clock: Clock) -> Self {
        Self::with(clock, AddressLimits::default())
    }

    /// A limiter that counts.
    pub fn with(clock: Clock, addresses: AddressLimits) -> Self {
        Self { clock, on: true, addresses, windows: Mutex::default() }
    }

    /// One that lets everything pass, for benchmarks and tests on the own machine.
    pub fn off(clock: Clock) -> Self {
        Self { on: false, ..Self::new(clock) }
    }

    /// Counts one request; a problem when there are too many.
    pub(crate) fn count(&self, limit: Limit, subject: Subject) -> Result<Option<Standing>, Problem> {
        if !self.on {
            return Ok(None);
        }
        let now = self.clock.now_ms();
        let (allowed, period_ms) = limit.allowance(subject, self.addresses);
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
        for _ in 0..AddressLimits::default().sign_ups {
            limiter.count(Limit::SignUp, me).unwrap();
        }
        assert_eq!(limiter.count(Limit::SignUp, me).unwrap_err().kind(), Kind::TooMany);
        assert!(limiter.count(Limit::SignUp, you).is_ok() && limiter.count(Limit::Common, me).is_ok());
        clock.advance(30 * MINUTE_MS);
        assert!(limiter.count(Limit::SignUp, me).is_ok());
    }

    #[test]
    fn an_address_has_limits_of_its_own() {
        let addresses = AddressLimits { requests: 400, sign_ins: 2, sign_ups: 1 };
        let limiter = Limiter::with(Clock::fixed(0), addresses);
        let (ward, me) = (Subject::Address([192, 0, 2, 1].into()), Subject::Grant(Id(1)));
        for (limit, subject, allowed) in [
            (Limit::Common, ward, 400),
            (Limit::Page, ward, 400),
            (Limit::SignIn, ward, 2),
            (Limit::SignUp, ward, 1),
            (Limit::Common, me, 300),
            (Limit::Page, me, 3_000),
            (Limit::Media, Subject::Account(Id(1)), 30),
        ] {
            for n in 0..allowed {
                let standing = limiter.count(limit, subject).unwrap().unwrap();
                assert_eq!((standing.limit, standing.remaining), (allowed, allowed - n - 1), "{limit:?}");
            }
            assert!(limiter.count(limit, subject).is_err(), "{limit:?}");
        }
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
