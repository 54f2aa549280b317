//! Chance that an attacker cannot guess, from the operating system through AWS-LC.

use aws_lc_rs::rand;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Bucket;

/// Bytes of a secret token; 256 bits.
const TOKEN_BYTES: usize = 32;

/// A URL-safe secret of 256 bits (43 characters).
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<TOKEN_BYTES>())
}

/// `N` random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut out = [0; N];
    rand::fill(&mut out).expect("the system's random source answers");
    out
}

/// A bucket for a new account.
pub fn bucket() -> Bucket {
    Bucket::of(u64::from(u16::from_le_bytes(bytes())))
}

/// A number in `0..below`, near enough to uniform for jitter and sampling.
pub fn below(below: u64) -> u64 {
    u64::from_le_bytes(bytes()) % below.max(1)
}

/// A password that can be read aloud: letters and digits without look-alikes, about 119 bits.
pub fn password() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    bytes::<24>().iter().map(|b| char::from(LETTERS[usize::from(b % 32)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_are_url_safe() {
        let (a, b) = (token(), token());
        assert_ne!(a, b);
        assert_eq!(a.len(), 43);
        assert!(a.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_'));
        assert_eq!(password().len(), 24);
        assert!((0..100).all(|_| below(3) < 3));
    }
}
