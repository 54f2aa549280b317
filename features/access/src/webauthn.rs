//! Passkeys (W3C Web Authentication, level 2), without I/O: what a browser sends when a passkey is made and when it is
//! used, checked with the one cryptography library.
//!
//! No attestation is asked for and none is looked at: any authenticator will do. So a registration says nothing that
//! its sender could not make up, and what counts is each signature afterwards.

mod cbor;

use aws_lc_rs::digest;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use cbor::Value;
use serde::Deserialize;

/// Bytes of a credential's id (the standard's limit).
const CREDENTIAL_BYTES_MAX: usize = 1_023;
/// Bytes of a public key as it is stored.
const KEY_BYTES_MAX: usize = 2_048;
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const HAS_CREDENTIAL: u8 = 0x40;
/// Hash of the site's name, flags, counter.
const HEAD_BYTES: usize = 37;
/// The authenticator's model and the length of the credential's id.
const CREDENTIAL_HEAD_BYTES: usize = 18;
/// The algorithms that are offered, by their numbers in COSE, the best liked first: ES256, EdDSA, RS256.
pub(crate) const ALGORITHMS: [i64; 3] = [ES256, EDDSA, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// The site that passkeys are made for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Party<'a> {
    /// The host, without a port.
    pub(crate) id: &'a str,
    /// `https://medley.example`.
    pub(crate) origin: &'a str,
}

/// What the browser says that it is about to sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceremony {
    Create,
    Get,
}

/// A passkey that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) credential: Vec<u8>,
    /// As a COSE key (RFC 9052).
    pub(crate) key: Vec<u8>,
    pub(crate) counter: u32,
}

/// A passkey that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Used {
    /// Counts uses; 0 where the authenticator does not.
    pub(crate) counter: u32,
    /// Whether it made sure who uses it (by PIN, finger or face).
    pub(crate) verified: bool,
}

/// The challenge that the browser's own account of the ceremony names, if that is of this site and kind.
pub(crate) fn challenge_of(client_data: &[u8], ceremony: Ceremony, party: Party<'_>) -> Option<String> {
    #[derive(Deserialize)]
    struct ClientData {
        #[serde(rename = "type")]
        kind: String,
        challenge: String,
        origin: String,
        #[serde(rename = "crossOrigin", default)]
        cross_origin: bool,
    }
    let data: ClientData = serde_json::from_slice(client_data).ok()?;
    let kind = match ceremony {
        Ceremony::Create => "webauthn.create",
        Ceremony::Get => "webauthn.get",
    };
    let ours = data.kind == kind && data.origin == party.origin && !data.cross_origin;
    ours.then_some(data.challenge)
}

/// Reads the attestation object of a new passkey.
pub(crate) fn made(attestation: &[u8], party: Party<'_>) -> Option<Made> {
    let (object, rest) = cbor::read(attestation)?;
    if !rest.is_empty() {
        return None;
    }
    let data = object.at(&Value::Text("authData".into()))?.bytes()?;
    let (flags, counter, rest) = head(data, party)?;
    if flags & (USER_PRESENT | HAS_CREDENTIAL) != USER_PRESENT | HAS_CREDENTIAL {
        return None;
    }
    let (start, rest) = rest.split_at_checked(CREDENTIAL_HEAD_BYTES)?;
    let length = usize::from(start[16]) << 8 | usize::from(start[17]);
    let (credential, rest) = rest.split_at_checked(length)?;
    let (_, after) = cbor::read(rest)?;
    let key = &rest[..rest.len() - after.len()];
    let fits = (1..=CREDENTIAL_BYTES_MAX).contains(&length) && key.len() <= KEY_BYTES_MAX;
    (fits && usable(key)).then(|| Made { credential: credential.to_vec(), key: key.to_vec(), counter })
}

/// Checks a signature with the stored key.
pub(crate) fn used(
    data: &[u8],
    client_data: &[u8],
    signature: &[u8],
    key: &[u8],
    party: Party<'_>,
) -> Option<Used> {
    let (flags, counter, _) = head(data, party)?;
    let hash = digest::digest(&digest::SHA256, client_data);
    let signed = [data, hash.as_ref()].concat();
    let good = flags & USER_PRESENT != 0 && verify(key, &signed, signature)?;
    good.then_some(Used { counter, verified: flags & USER_VERIFIED != 0 })
}

/// Flags, counter and what follows, if it was made for this site.
fn head<'a>(data: &'a [u8], party: Party<'_>) -> Option<(u8, u32, &'a [u8])> {
    let (start, rest) = data.split_at_checked(HEAD_BYTES)?;
    let ours = digest::digest(&digest::SHA256, party.id.as_bytes());
    let counter = u32::from_be_bytes(start[33..].try_into().ok()?);
    (start[..32] == *ours.as_ref()).then_some((start[32], counter, rest))
}

/// A public key as the library takes it.
enum Key {
    P256(Vec<u8>),
    Ed25519(Vec<u8>),
    Rsa(Vec<u8>, Vec<u8>),
}

fn usable(cose: &[u8]) -> bool {
    key(cose).is_some()
}

/// Reads a COSE key (RFC 9053) of an algorithm that was offered.
fn key(cose: &[u8]) -> Option<Key> {
    let (map, _) = cbor::read(cose)?;
    let number = |name| map.at(&Value::Number(name)).and_then(Value::number);
    let bytes = |name| map.at(&Value::Number(name)).and_then(Value::bytes);
    let of_32 = |name| bytes(name).filter(|bytes| bytes.len() == 32);
    match (number(3)?, number(1)?) {
        (ES256, 2) if number(-1) == Some(1) => Some(Key::P256([&[4], of_32(-2)?, of_32(-3)?].concat())),
        (EDDSA, 1) if number(-1) == Some(6) => Some(Key::Ed25519(of_32(-2)?.to_vec())),
        (RS256, 3) => Some(Key::Rsa(bytes(-1)?.to_vec(), bytes(-2)?.to_vec())),
        _ => None,
    }
}

fn verify(cose: &[u8], message: &[u8], signature: &[u8]) -> Option<bool> {
    let checked = match key(cose)? {
        Key::P256(point) => UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature),
        Key::Ed25519(point) => UnparsedPublicKey::new(&ED25519, point).verify(message, signature),
        Key::Rsa(n, e) => {
            RsaPublicKeyComponents { n, e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
        }
    };
    Some(checked.is_ok())
}

/// Bytes as browsers write them.
pub(crate) fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// Bytes as browsers read them.
pub(crate) fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
#[path = "webauthn_tests.rs"]
mod tests;
