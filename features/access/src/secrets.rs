//! Secrets at rest: tokens as SHA-256 (they hold 256 bits of chance already), passwords as Argon2id.

use std::sync::atomic::{AtomicU64, Ordering};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use aws_lc_rs::{constant_time, digest, hmac};
use base::{Outcome, Problem};
use tokio::sync::Semaphore;

/// SHA-256 of a token.
pub(crate) type Digest = [u8; 32];

/// OWASP's second choice for Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1_024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Passwords being hashed at once; each takes 19 MiB and a core.
const WORKING_MAX: usize = 2;
/// Those who wait for that at the most; past it the answer is 503.
const WAITING_MAX: usize = 64;
/// What is compared when nobody has that name: the same work, and no password matches it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5bm9ib2R5bm9ib2R5$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What is stored of a token.
pub(crate) fn digest(token: &str) -> Digest {
    let mut out = [0; 32];
    out.copy_from_slice(digest::digest(&digest::SHA256, token.as_bytes()).as_ref());
    out
}

/// Whether `secret` is the one whose digest is stored, in constant time.
pub(crate) fn matches(secret: &str, stored: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(&digest(secret), stored).is_ok()
}

/// The key of a session's form tokens. Made of the cookie, so the database does not know it.
pub(crate) fn csrf_key(cookie: &str) -> [u8; 32] {
    let key = hmac::Key::new(hmac::HMAC_SHA256, cookie.as_bytes());
    let mut out = [0; 32];
    out.copy_from_slice(hmac::sign(&key, b"medley forms").as_ref());
    out
}

/// Hashes and compares passwords on threads of their own, a few at a time.
pub(crate) struct Passwords {
    working: Semaphore,
    waiting: Semaphore,
    done: AtomicU64,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        let (working, waiting) = (Semaphore::new(WORKING_MAX), Semaphore::new(WAITING_MAX));
        Self { working, waiting, done: AtomicU64::new(0) }
    }

    /// How often the work of hashing was done.
    pub(crate) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// The text to store.
    pub(crate) async fn hash(&self, password: String) -> Outcome<String> {
        self.work(move || Ok(hasher()?.hash_password(password.as_bytes()).map_err(internal)?.to_string()))
            .await
    }

    /// Whether `password` is the stored one. Without one, the same work is done and the answer is no.
    pub(crate) async fn verify(&self, password: String, stored: Option<String>) -> Outcome<bool> {
        self.work(move || {
            let same =
                hasher()?.verify_password(password.as_bytes(), stored.as_deref().unwrap_or(NOBODY)).is_ok();
            Ok(same && stored.is_some())
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let _place = self.waiting.try_acquire().map_err(Problem::unavailable)?;
        let _turn = self.working.acquire().await.map_err(Problem::internal)?;
        let done = tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?;
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }
}

fn hasher() -> Outcome<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn internal(error: impl std::fmt::Display) -> Problem {
    Problem::internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn passwords_match_only_themselves_and_nobody_matches_nothing() {
        let passwords = Passwords::new();
        let stored = passwords.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("correct horse".into(), Some(stored.clone())).await.unwrap());
        assert!(!passwords.verify("correct horsf".into(), Some(stored)).await.unwrap());
        assert!(!passwords.verify("correct horse".into(), None).await.unwrap());
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let parsed = argon2::password_hash::phc::PasswordHash::new(NOBODY).unwrap();
        let params = Params::try_from(&parsed).unwrap();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
        assert_eq!(parsed.hash.unwrap().len(), 32);
    }

    #[test]
    fn digests_tell_apart() {
        assert!(matches("a", &digest("a")) && !matches("a", &digest("b")) && !matches("a", b""));
        assert_ne!(csrf_key("a"), csrf_key("b"));
        assert_ne!(csrf_key("a"), digest("a"));
    }
}
