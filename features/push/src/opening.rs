//! The receiver's side, for tests: opens sealed messages as an app does. Written from the documents by itself, with
//! HMAC instead of HKDF, so that a mistake in one is not hidden by the other. Fails by panicking, as tests do.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::agreement::{ECDH_P256, PrivateKey, UnparsedPublicKey, agree};
use aws_lc_rs::hmac;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey as UnparsedPublic};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderMap;
use serde_json::{Value, json};

fn mac(key: &[u8], data: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), data).as_ref().to_vec()
}

fn shared(own: &PrivateKey, other: &[u8]) -> Vec<u8> {
    agree(own, UnparsedPublicKey::new(&ECDH_P256, other), (), |shared| Ok(shared.to_vec()))
        .expect("a point of the curve")
}

fn decrypt(key: &[u8], nonce: &[u8], sealed: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key[..16]).expect("16 bytes"));
    let nonce = Nonce::try_assume_unique_for_key(&nonce[..12]).expect("12 bytes");
    let mut buffer = sealed.to_vec();
    key.open_in_place(nonce, Aad::empty(), &mut buffer).expect("it was sealed for this key").to_vec()
}

/// Opens by RFC 8291.
pub fn open_standard(body: &[u8], own: &PrivateKey, auth: &[u8]) -> Vec<u8> {
    let (salt, rest) = body.split_at(16);
    let (head, rest) = rest.split_at(5);
    let (sender, sealed) = rest.split_at(usize::from(head[4]));
    let public = own.compute_public_key().expect("a public half");
    let prk = mac(auth, &shared(own, sender));
    let ikm = mac(&prk, &[b"WebPush: info\0", public.as_ref(), sender, &[1]].concat());
    let prk = mac(salt, &ikm);
    let key = mac(&prk, b"Content-Encoding: aes128gcm\0\x01");
    let nonce = mac(&prk, b"Content-Encoding: nonce\0\x01");
    let mut opened = decrypt(&key, &nonce, sealed);
    while opened.last() == Some(&0) {
        opened.pop();
    }
    assert_eq!(opened.pop(), Some(2), "the last record");
    opened
}

/// Opens by the draft; salt and the sender's key come in headers there.
pub fn open_draft(sealed: &[u8], own: &PrivateKey, auth: &[u8], salt: &[u8], sender: &[u8]) -> Vec<u8> {
    let public = own.compute_public_key().expect("a public half");
    let prk = mac(auth, &shared(own, sender));
    let ikm = mac(&prk, b"Content-Encoding: auth\0\x01");
    let prk = mac(salt, &ikm);
    let context = [b"P-256\0\0\x41", public.as_ref(), b"\0\x41", sender, &[1]].concat();
    let key = mac(&prk, &[b"Content-Encoding: aesgcm\0", &context[..]].concat());
    let nonce = mac(&prk, &[b"Content-Encoding: nonce\0", &context[..]].concat());
    let opened = decrypt(&key, &nonce, sealed);
    let padding = usize::from(u16::from_be_bytes([opened[0], opened[1]]));
    opened[2 + padding..].to_vec()
}

/// An app that receives: its keys, and what it does with a message.
pub struct App {
    private: PrivateKey,
    auth: [u8; 16],
}

/// What an app reads out of a request of ours.
#[derive(Debug)]
pub struct Opened {
    /// The message.
    pub message: Value,
    /// The claims of the signed statement, whose signature is right.
    pub claims: Value,
    /// The key that it is signed with.
    pub key: String,
}

impl App {
    /// An app with new keys.
    pub fn new() -> Self {
        let private = PrivateKey::generate(&ECDH_P256).expect("a key");
        Self { private, auth: base::random::bytes() }
    }

    /// `subscription[keys]`.
    pub fn keys(&self) -> Value {
        let public = self.private.compute_public_key().expect("a public half");
        json!({ "p256dh": URL_SAFE_NO_PAD.encode(public), "auth": URL_SAFE_NO_PAD.encode(self.auth) })
    }

    /// Opens a request, in either encoding.
    pub fn open(&self, headers: &HeaderMap, body: &[u8]) -> Opened {
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let parameter = |name: &str, of: &str| {
            let found = header(name).split(['=', ';', ',', ' ']).collect::<Vec<_>>();
            let at = found.iter().position(|part| *part == of).expect("the parameter");
            found[at + 1].to_owned()
        };
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64");
        let (opened, statement, key) = match header("content-encoding") {
            "aes128gcm" => {
                let opened = open_standard(body, &self.private, &self.auth);
                (opened, parameter("authorization", "t"), parameter("authorization", "k"))
            }
            "aesgcm" => {
                let (salt, sender) =
                    (decode(&parameter("encryption", "salt")), decode(&parameter("crypto-key", "dh")));
                let opened = open_draft(body, &self.private, &self.auth, &salt, &sender);
                (opened, parameter("authorization", "WebPush"), parameter("crypto-key", "p256ecdsa"))
            }
            other => panic!("an encoding that no app reads: {other:?}"),
        };
        let (signed, signature) = statement.rsplit_once('.').expect("a signature");
        let public = UnparsedPublic::new(&ECDSA_P256_SHA256_FIXED, decode(&key));
        public.verify(signed.as_bytes(), &decode(signature)).expect("our signature");
        let claims = signed.split_once('.').expect("claims").1;
        let read = |bytes: &[u8]| serde_json::from_slice(bytes).expect("JSON");
        Opened { message: read(&opened), claims: read(&decode(claims)), key }
    }
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}
