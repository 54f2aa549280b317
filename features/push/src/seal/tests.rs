//! The examples of RFC 8291 and of the draft before it, and a receiver of our own that opens what is sealed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;

use super::*;
use crate::opening::{open_draft, open_standard};

fn b64(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}

fn key(private: &str) -> Ephemeral {
    Ephemeral::of(PrivateKey::from_private_key(&ECDH_P256, &b64(private)).unwrap()).unwrap()
}

/// RFC 8291, section 5 and appendix A.
#[test]
fn the_example_of_the_standard() {
    let own = key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    let receiver = key("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
    let auth = b64("BTBZMqHH6r4Tts7J_aSIgg");
    let salt = b64("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
    let message = b"When I grow up, I want to be a watermelon";
    let sealed = standard(message, &receiver.public, &auth, &own, salt).unwrap();
    let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz\
        AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assert_eq!(URL_SAFE_NO_PAD.encode(&sealed.body), expected);
    assert_eq!(open_standard(&sealed.body, &receiver.private, &auth), message);
}

/// draft-ietf-webpush-encryption-04, section 5: what was sealed there is opened by the receiver that opens ours.
#[test]
fn the_example_of_the_draft() {
    let receiver = key("9FWl15_QUQAWDaD3k3l50ZBZQJ4au27F1V4F0uLSD_M");
    let own = b64("BNoRDbb84JGm8g5Z5CFxurSqsXWJ11ItfXEWYVLE85Y7CYkDjXsIEc4aqxYaQ1G8BqkXCJ6DPpDrWtdWj_mugHU");
    let (salt, auth) = (b64("lngarbyKfMoi9Z75xYXmkg"), b64("R29vIGdvbyBnJyBqb29iIQ"));
    let body = b64("6nqAQUME8hNqw5J3kl8cpVVJylXKYqZOeseZG8UueKpA");
    assert_eq!(open_draft(&body, &receiver.private, &auth, &salt, &own), b"I am the walrus");
}

#[test]
fn keys_that_are_none() {
    let receiver = key("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94").public;
    assert!(are_keys(&receiver, &[1; AUTH_BYTES]));
    assert!(!are_keys(&receiver, &[1; 15]) && !are_keys(&receiver, &[]));
    assert!(!are_keys(&receiver[..64], &[1; AUTH_BYTES]) && !are_keys(b"", &[1; AUTH_BYTES]));
    let mut off_the_curve = receiver;
    off_the_curve[64] ^= 1;
    assert!(!are_keys(&off_the_curve, &[1; AUTH_BYTES]));
    assert!(!are_keys(&[4; POINT_BYTES], &[1; AUTH_BYTES]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_message_opens_again(message in prop::collection::vec(any::<u8>(), 0..MESSAGE_BYTES_MAX), auth in any::<[u8; AUTH_BYTES]>()) {
        let receiver = Ephemeral::new().unwrap();
        let sealed = seal_standard(&message, &receiver.public, &auth).unwrap();
        prop_assert!(sealed.body.len() <= RECORD_BYTES as usize);
        prop_assert_eq!(open_standard(&sealed.body, &receiver.private, &auth), &message[..]);
        let sealed = seal_draft(&message, &receiver.public, &auth).unwrap();
        prop_assert_eq!(open_draft(&sealed.body, &receiver.private, &auth, &sealed.salt, &sealed.public), message);
    }

    #[test]
    fn no_keys_make_it_panic(p256dh in prop::collection::vec(any::<u8>(), 0..80), auth in prop::collection::vec(any::<u8>(), 0..20)) {
        prop_assert!(!are_keys(&p256dh, &auth) || p256dh.len() == POINT_BYTES);
        prop_assert!(seal_standard(b"x", &p256dh, &auth).is_err() || p256dh.len() >= 33);
    }
}
