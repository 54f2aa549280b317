//! Sealing a message for one receiver: RFC 8291 (`aes128gcm`), and the draft before it (`aesgcm`) which older apps
//! read.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use base::{Outcome, Problem, random};

/// Bytes of an uncompressed point of P-256.
pub(crate) const POINT_BYTES: usize = 65;
/// Bytes of the secret that receiver and server share.
pub(crate) const AUTH_BYTES: usize = 16;
/// Bytes of a message before it is sealed; a push service takes 4096 of the whole.
pub(crate) const MESSAGE_BYTES_MAX: usize = 3_900;
const SALT_BYTES: usize = 16;
const KEY_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;
const SECRET_BYTES: usize = 32;
/// The record size that is announced. There is one record, so it only has to be larger than that.
const RECORD_BYTES: u32 = 4_096;
/// What ends the last record (RFC 8188).
const LAST_RECORD: u8 = 2;

/// A sealed message.
pub(crate) struct Sealed {
    pub(crate) body: Vec<u8>,
    pub(crate) salt: [u8; SALT_BYTES],
    /// Our public key for this message alone.
    pub(crate) public: Vec<u8>,
}

/// A key pair for one message.
struct Ephemeral {
    private: PrivateKey,
    public: Vec<u8>,
}

impl Ephemeral {
    fn new() -> Outcome<Self> {
        Self::of(PrivateKey::generate(&ECDH_P256).map_err(|_| broken("no key could be made"))?)
    }

    fn of(private: PrivateKey) -> Outcome<Self> {
        let public = private.compute_public_key().map_err(|_| broken("a key has no public half"))?;
        Ok(Self { private, public: public.as_ref().to_vec() })
    }

    fn agree(&self, receiver: &[u8]) -> Outcome<Vec<u8>> {
        let receiver = UnparsedPublicKey::new(&ECDH_P256, receiver);
        agree(&self.private, receiver, broken("the receiver's key is none"), |shared| Ok(shared.to_vec()))
    }
}

/// Whether keys can be used to seal for somebody.
pub(crate) fn are_keys(p256dh: &[u8], auth: &[u8]) -> bool {
    let shapes = p256dh.len() == POINT_BYTES && p256dh.first() == Some(&4) && auth.len() == AUTH_BYTES;
    shapes && Ephemeral::new().and_then(|own| own.agree(p256dh)).is_ok()
}

/// Seals by RFC 8291.
pub(crate) fn seal_standard(message: &[u8], p256dh: &[u8], auth: &[u8]) -> Outcome<Sealed> {
    standard(message, p256dh, auth, &Ephemeral::new()?, random::bytes())
}

/// Seals by draft-ietf-webpush-encryption-04.
pub(crate) fn seal_draft(message: &[u8], p256dh: &[u8], auth: &[u8]) -> Outcome<Sealed> {
    draft(message, p256dh, auth, &Ephemeral::new()?, random::bytes())
}

fn standard(message: &[u8], p256dh: &[u8], auth: &[u8], own: &Ephemeral, salt: [u8; 16]) -> Outcome<Sealed> {
    let shared = own.agree(p256dh)?;
    let info = [b"WebPush: info\0", p256dh, &own.public].concat();
    let secret: [u8; SECRET_BYTES] = expand(&Salt::new(HKDF_SHA256, auth).extract(&shared), &info)?;
    let prk = Salt::new(HKDF_SHA256, &salt).extract(&secret);
    let key: [u8; KEY_BYTES] = expand(&prk, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; NONCE_BYTES] = expand(&prk, b"Content-Encoding: nonce\0")?;
    let sealed = encrypt(&key, nonce, [message, &[LAST_RECORD]].concat())?;
    let own_length = [u8::try_from(own.public.len()).unwrap_or_default()];
    let body = [&salt[..], &RECORD_BYTES.to_be_bytes(), &own_length, &own.public, &sealed].concat();
    Ok(Sealed { body, salt, public: own.public.clone() })
}

fn draft(message: &[u8], p256dh: &[u8], auth: &[u8], own: &Ephemeral, salt: [u8; 16]) -> Outcome<Sealed> {
    let shared = own.agree(p256dh)?;
    let extracted = Salt::new(HKDF_SHA256, auth).extract(&shared);
    let secret: [u8; SECRET_BYTES] = expand(&extracted, b"Content-Encoding: auth\0")?;
    let prk = Salt::new(HKDF_SHA256, &salt).extract(&secret);
    let context = [b"P-256\0", &counted(p256dh)[..], &counted(&own.public)].concat();
    let key: [u8; KEY_BYTES] = expand(&prk, &[b"Content-Encoding: aesgcm\0", &context[..]].concat())?;
    let nonce: [u8; NONCE_BYTES] = expand(&prk, &[b"Content-Encoding: nonce\0", &context[..]].concat())?;
    // No padding: two bytes that say so.
    let body = encrypt(&key, nonce, [&[0, 0], message].concat())?;
    Ok(Sealed { body, salt, public: own.public.clone() })
}

/// A key after its length.
fn counted(key: &[u8]) -> Vec<u8> {
    let length = u16::try_from(key.len()).unwrap_or_default().to_be_bytes();
    [&length, key].concat()
}

/// How many bytes are to be derived.
struct Bytes(usize);

impl KeyType for Bytes {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand<const N: usize>(prk: &Prk, info: &[u8]) -> Outcome<[u8; N]> {
    let mut out = [0; N];
    let info = [info];
    let derived = prk.expand(&info, Bytes(N)).and_then(|okm| okm.fill(&mut out));
    derived.map_err(|_| broken("a key could not be derived"))?;
    Ok(out)
}

fn encrypt(key: &[u8; KEY_BYTES], nonce: [u8; NONCE_BYTES], mut record: Vec<u8>) -> Outcome<Vec<u8>> {
    let failed = |_| broken("a message could not be sealed");
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, key).map_err(failed)?);
    let nonce = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut record).map_err(failed)?;
    Ok(record)
}

fn broken(what: &'static str) -> Problem {
    Problem::internal(what)
}

#[cfg(test)]
mod tests;
