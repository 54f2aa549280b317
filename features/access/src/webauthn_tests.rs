use super::*;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use proptest::prelude::*;

#[path = "../tests/it/soft_key.rs"]
mod soft_key;

use soft_key::{Signed, SoftKey, text};

const PARTY: Party<'static> = Party { id: "medley.example", origin: "https://medley.example" };

fn authenticator() -> SoftKey {
    SoftKey::new(PARTY.id, PARTY.origin)
}

#[test]
fn a_passkey_is_made_and_used() {
    let mut key = authenticator();
    let made = made(&key.attestation(), PARTY).unwrap();
    assert_eq!((&made.credential, &made.key, made.counter), (&key.credential, &key.cose(), 0));
    let Signed { data, client_data, signature } = key.sign("abc");
    assert_eq!(challenge_of(&client_data, Ceremony::Get, PARTY).as_deref(), Some("abc"));
    let used = |data: &[u8], client: &[u8], signature: &[u8]| used(data, client, signature, &made.key, PARTY);
    assert_eq!(used(&data, &client_data, &signature), Some(Used { counter: 1, verified: true }));
    let mut counted = data.clone();
    counted[36] = 9;
    assert_eq!(used(&counted, &client_data, &signature), None, "another counter");
    assert_eq!(used(&data, &key.client_data("webauthn.get", "abd"), &signature), None, "another challenge");
    assert_eq!(used(&data, &client_data, &signature[1..]), None);
    assert_eq!(
        super::used(&data, &client_data, &signature, &authenticator().cose(), PARTY),
        None,
        "another key"
    );
    key.flags = 1;
    let Signed { data, client_data, signature } = key.sign("abc");
    assert_eq!(used(&data, &client_data, &signature), Some(Used { counter: 2, verified: false }));
    key.flags = 4;
    let Signed { data, client_data, signature } = key.sign("abc");
    assert_eq!(used(&data, &client_data, &signature), None, "nobody touched it");
}

#[test]
fn other_sites_and_ceremonies_are_refused() {
    let elsewhere = SoftKey::new("evil.example", PARTY.origin);
    assert_eq!(made(&elsewhere.attestation(), PARTY), None);
    let evil = SoftKey::new(PARTY.id, "https://medley.example.evil.example");
    for (key, kind, ceremony, good) in [
        (&authenticator(), "webauthn.get", Ceremony::Get, true),
        (&authenticator(), "webauthn.create", Ceremony::Create, true),
        (&authenticator(), "webauthn.create", Ceremony::Get, false),
        (&authenticator(), "payment.get", Ceremony::Get, false),
        (&evil, "webauthn.get", Ceremony::Get, false),
    ] {
        assert_eq!(challenge_of(&key.client_data(kind, "c"), ceremony, PARTY).is_some(), good, "{kind}");
    }
    let framed =
        br#"{"type":"webauthn.get","challenge":"c","origin":"https://medley.example","crossOrigin":true}"#;
    assert_eq!(challenge_of(framed, Ceremony::Get, PARTY), None);
    assert_eq!(challenge_of(b"[]", Ceremony::Get, PARTY), None);
}

#[test]
fn the_other_algorithms() {
    let signed = b"message";
    let ed = Ed25519KeyPair::generate().unwrap();
    let cose = [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32][..], ed.public_key().as_ref()].concat();
    assert_eq!(verify(&cose, signed, ed.sign(signed).as_ref()), Some(true));
    assert_eq!(verify(&cose, b"massage", ed.sign(signed).as_ref()), Some(false));
    let rsa = RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    // The key as DER: two numbers behind heads of nine and two bytes.
    let der = rsa.public_key().as_ref();
    let (n, e) = (&der[9..265], &der[267..]);
    let length = (n.len() as u16).to_be_bytes();
    let cose =
        [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59][..], &length, n, &[0x21, 0x40 + e.len() as u8], e].concat();
    let mut signature = vec![0; rsa.public_modulus_len()];
    rsa.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed, &mut signature).unwrap();
    assert_eq!(verify(&cose, signed, &signature), Some(true));
    assert_eq!(verify(&cose, b"massage", &signature), Some(false));
    assert!(key(&[0xa1, 3, 0x26]).is_none() && key(&[0xa2, 1, 2, 3, 0x25]).is_none());
}

#[test]
fn bytes_travel_as_text() {
    assert_eq!(decoded(&text(b"\xff\xfe?")).as_deref(), Some(&b"\xff\xfe?"[..]));
    assert_eq!(decoded("YQ==").as_deref(), Some(&b"a"[..]));
    assert_eq!(decoded("+/"), None);
    assert_eq!(encoded(b"\xff\xfe?"), text(b"\xff\xfe?"));
}

proptest! {
    #[test]
    fn anything_can_be_sent(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..300) {
        let mut whole = authenticator().attestation();
        let length = whole.len();
        whole.truncate(cut);
        prop_assert_eq!(made(&whole, PARTY).is_some(), cut >= length);
        let _ = (made(&bytes, PARTY), challenge_of(&bytes, Ceremony::Get, PARTY));
        bytes.splice(0..0, authenticator().cose());
        let _ = verify(&bytes, &bytes, &bytes);
    }
}
