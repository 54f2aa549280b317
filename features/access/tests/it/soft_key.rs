//! An authenticator in software: makes passkeys and signs as a browser with a security key does.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub(crate) struct SoftKey {
    pub(crate) rp_id: String,
    pub(crate) origin: String,
    pub(crate) credential: Vec<u8>,
    pub(crate) counter: u32,
    /// 1 present, 4 verified.
    pub(crate) flags: u8,
    pair: EcdsaKeyPair,
}

pub(crate) struct Signed {
    pub(crate) data: Vec<u8>,
    pub(crate) client_data: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

impl SoftKey {
    pub(crate) fn new(rp_id: &str, origin: &str) -> Self {
        Self {
            rp_id: rp_id.to_owned(),
            origin: origin.to_owned(),
            credential: base::random::bytes::<32>().to_vec(),
            counter: 0,
            flags: 5,
            pair: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
        }
    }

    pub(crate) fn client_data(&self, kind: &str, challenge: &str) -> Vec<u8> {
        let data = serde_json::json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false });
        data.to_string().into_bytes()
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.rp_id.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The public key in COSE.
    pub(crate) fn cose(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let (x, y) = point[1..].split_at(32);
        [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32][..], x, &[0x22, 0x58, 32], y].concat()
    }

    /// `{fmt: "none", attStmt: {}, authData}`.
    pub(crate) fn attestation(&self) -> Vec<u8> {
        let mut data = self.head(self.flags | 0x40);
        data.extend([0; 16]);
        data.extend((self.credential.len() as u16).to_be_bytes());
        data.extend(&self.credential);
        data.extend(self.cose());
        let mut out = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        out.extend((data.len() as u16).to_be_bytes());
        out.extend(data);
        out
    }

    pub(crate) fn sign(&mut self, challenge: &str) -> Signed {
        self.counter += 1;
        let (data, client_data) = (self.head(self.flags), self.client_data("webauthn.get", challenge));
        let signed = [&data, digest(&SHA256, &client_data).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap().as_ref().to_vec();
        Signed { data, client_data, signature }
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
