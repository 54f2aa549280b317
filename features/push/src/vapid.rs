//! Who we are to push services: a key pair made once, and the signed statement that goes with each message (RFC 8292).

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base::{HOUR_MS, Ms, Outcome, Problem};
use base64::Engine;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::json;
use store::{Db, args};

use crate::store as sql;

const NAME: &str = "vapid";
/// How long a statement is good. Push services take a day at the most.
const GOOD_MS: i64 = 12 * HOUR_MS;

/// The server's key pair. Cheap to clone.
#[derive(Clone)]
pub struct Vapid(Arc<EcdsaKeyPair>);

impl Vapid {
    /// The pair that is stored; made and stored the first time. Every process on the database has the same.
    pub(crate) async fn load(db: &Db) -> Outcome<Self> {
        let read = |r: &store::Read<'_>| r.row(&sql::KEY, args![NAME], |row| row.get::<Vec<u8>>(0));
        let stored = match db.read(read).await? {
            Some(stored) => stored,
            None => {
                let new = generate()?;
                db.write(move |w| {
                    w.run(&sql::KEEP_KEY, args![NAME, &new[..]])?;
                    // Another process may have been quicker.
                    read(w)
                })
                .await?
                .ok_or_else(|| Problem::internal("the key was not stored"))?
            }
        };
        Self::of(&stored)
    }

    fn of(pkcs8: &[u8]) -> Outcome<Self> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8);
        Ok(Self(Arc::new(pair.map_err(|_| Problem::internal("the stored key cannot be read"))?)))
    }

    /// The public key as apps are told it: base64 for addresses, padded as Mastodon pads it.
    pub fn public_key(&self) -> String {
        URL_SAFE.encode(self.0.public_key())
    }

    /// The public key as push services are told it: without padding.
    pub(crate) fn key_parameter(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key())
    }

    /// The statement for the push service at `origin`: it may tell `contact` what goes wrong.
    pub(crate) fn statement(&self, origin: &str, contact: &str, now: Ms) -> Outcome<String> {
        let claims = json!({ "aud": origin, "exp": (now + GOOD_MS).div_euclid(1_000), "sub": contact });
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(json!({ "typ": "JWT", "alg": "ES256" })), part(claims));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.map_err(|_| Problem::internal("a statement could not be signed"))?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

fn generate() -> Outcome<Vec<u8>> {
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    Ok(made.map_err(|_| Problem::internal("no key could be made"))?.as_ref().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
    use serde_json::Value;
    use store::engine_tests;
    use store::testing::fresh;

    fn decoded(part: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(part).unwrap()
    }

    #[test]
    fn a_statement_is_signed_for_one_service() {
        let vapid = Vapid::of(&generate().unwrap()).unwrap();
        let statement = vapid.statement("https://push.example", "mailto:a@b.example", 1_000_500).unwrap();
        let (signed, signature) = statement.rsplit_once('.').unwrap();
        let key = decoded(&vapid.key_parameter());
        assert_eq!((key.len(), key[0]), (65, 4));
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key);
        public.verify(signed.as_bytes(), &decoded(signature)).unwrap();
        let (head, claims) = signed.split_once('.').unwrap();
        let read = |part| serde_json::from_slice::<Value>(&decoded(part)).unwrap();
        assert_eq!(read(head), json!({ "typ": "JWT", "alg": "ES256" }));
        let expected = json!({ "aud": "https://push.example", "exp": 44_200, "sub": "mailto:a@b.example" });
        assert_eq!(read(claims), expected);
        assert_eq!(vapid.public_key().trim_end_matches('='), vapid.key_parameter());
    }

    engine_tests! {
        async fn the_key_is_made_once(engine: Engine) {
            let fresh = fresh(engine);
            let db = fresh.open();
            db.migrate(crate::MIGRATIONS.to_vec()).await.unwrap();
            let (one, other) = (Vapid::load(&db).await.unwrap(), Vapid::load(&db).await.unwrap());
            assert_eq!(one.public_key(), other.public_key());
            assert_eq!(Vapid::load(&fresh.open()).await.unwrap().public_key(), one.public_key());
        }
    }
}
