//! Passkeys: making, using and removing them.

use base::{Id, Kind, Outcome, Problem, random};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Read, Row, Write, args};

use super::notices::Notice;
use super::second::{PASSKEYS_MAX, STEP_MS, factors};
use crate::browser::Browser;
use crate::model::{Begun, Passkey};
use crate::secrets::digest;
use crate::webauthn::{self, Ceremony, Party, Used, challenge_of, decoded, encoded};
use crate::{Access, rules, store as sql};

/// Purposes of a challenge.
const CREATE: &str = "create";
const GET: &str = "get";
/// How long a browser waits for the authenticator.
const TIMEOUT_MS: i64 = 5 * 60 * 1_000;
const NAME_CHARS_MAX: usize = 60;

/// What the browser sends of a ceremony, its bytes in base64url.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sent {
    id: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: Option<String>,
    authenticator_data: Option<String>,
    signature: Option<String>,
    user_handle: Option<String>,
}

/// A signature and what it signs.
struct Signature {
    hash: [u8; 32],
    data: Vec<u8>,
    client_data: Vec<u8>,
    signature: Vec<u8>,
    owner: Option<Vec<u8>>,
}

/// A stored passkey.
struct Stored {
    account: Id,
    cose: Vec<u8>,
    counter: i64,
}

impl Access {
    fn party(&self) -> Party<'_> {
        let domain = &self.0.site.domain;
        Party {
            id: domain.rsplit_once(':').map_or(domain.as_str(), |(host, _)| host),
            origin: &self.0.site.base_url,
        }
    }

    /// What the browser needs to make a passkey.
    pub(crate) async fn passkey_wanted(&self, account: Id) -> Outcome<Value> {
        let shown = self.0.accounts.account(account).await?.ok_or_else(Problem::not_found)?;
        let known = self.factors(account).await?.passkeys;
        let challenge = self.challenge(CREATE, Some(account)).await?;
        let kinds = webauthn::ALGORITHMS.map(|alg| json!({ "type": "public-key", "alg": alg }));
        Ok(json!({
            "rp": { "id": self.party().id, "name": self.0.settings.site_name },
            "user": { "id": handle(account), "name": shown.username, "displayName": shown.shown_name() },
            "challenge": challenge,
            "pubKeyCredParams": kinds,
            "timeout": TIMEOUT_MS,
            "excludeCredentials": listed(&known),
            "authenticatorSelection": { "residentKey": "preferred", "userVerification": "preferred" },
            "attestation": "none",
        }))
    }

    /// Keeps a passkey that was made. Gives recovery codes, where there are none yet.
    ///
    /// # Errors
    /// 422 for what is no answer to what was wanted, and over [`PASSKEYS_MAX`].
    pub(crate) async fn add_passkey(
        &self,
        account: Id,
        sent: &str,
        name: &str,
        browser: &Browser,
    ) -> Outcome<Option<Vec<String>>> {
        let sent = read(sent)?;
        let (client_data, attestation) =
            (bytes(Some(&sent.client_data))?, bytes(sent.attestation_object.as_ref())?);
        let challenge = challenge_of(&client_data, Ceremony::Create, self.party()).ok_or_else(refused)?;
        self.answered(&challenge, CREATE, Some(account)).await?;
        let made = webauthn::made(&attestation, self.party()).ok_or_else(refused)?;
        let name = named(name, &browser.agent);
        let (me, id, now) = (self.clone(), self.0.ids.beside(account), self.now_ms());
        self.0
            .db
            .write(move |w| {
                if factors(w, account)?.passkeys.len() >= PASSKEYS_MAX {
                    return Err(Problem::invalid(format!(
                        "There can be {PASSKEYS_MAX} passkeys at the most"
                    )));
                }
                let hash = digest(&encoded(&made.credential));
                let (credential, cose) = (&made.credential[..], &made.key[..]);
                let counter = i64::from(made.counter);
                let row = args![&hash[..], id, account, credential, cose, counter, &name, now];
                if w.run(&sql::INSERT_PASSKEY, row)? == 0 {
                    return Err(Problem::invalid("This passkey is known already"));
                }
                me.tell(w, account, &Notice::PasskeyAdded(name))?;
                me.first_codes(w, account)
            })
            .await
    }

    /// Removes a passkey. The last means of the second step goes only for a recovery code.
    ///
    /// # Errors
    /// 404 for another's, 403 when the code is wrong, 429 after too many wrong ones.
    pub(crate) async fn drop_passkey(
        &self,
        account: Id,
        passkey: Id,
        code: &str,
        browser: &Browser,
    ) -> Outcome<()> {
        let (me, code) = (self.clone(), code.to_owned());
        let drop = move |w: &mut Write<'_>| {
            let factors = factors(w, account)?;
            let own = factors.passkeys.iter().find(|own| own.id == passkey).ok_or_else(Problem::not_found)?;
            if factors.only(passkey) && !me.proves(w, account, &code)? {
                return Ok(None);
            }
            w.run_one(&sql::DROP_PASSKEY, args![account, passkey])?;
            me.after_removal(w, account)?;
            me.tell(w, account, &Notice::PasskeyRemoved(own.name.clone())).map(Some)
        };
        self.guarded(account, browser, drop).await
    }

    /// What the browser needs to use a passkey: one of the account that is between the steps, else any.
    pub(crate) async fn passkey_asked(&self, browser: &Browser) -> Outcome<Value> {
        let between = self.between(browser).await?;
        let known = match between {
            Some(account) => self.factors(account).await?.passkeys,
            None => Vec::new(),
        };
        // By itself a passkey stands for the password too, so the authenticator has to know its owner.
        let verification = if between.is_some() { "preferred" } else { "required" };
        Ok(json!({
            "rpId": self.party().id,
            "challenge": self.challenge(GET, None).await?,
            "timeout": TIMEOUT_MS,
            "allowCredentials": listed(&known),
            "userVerification": verification,
        }))
    }

    /// Lets somebody in by a passkey: as the second step, or as the only one.
    ///
    /// # Errors
    /// 403 for a passkey or signature that is not good; 403 in Mastodon's words when the person cannot get in.
    pub(crate) async fn finish_by_passkey(&self, sent: &str, browser: &Browser) -> Outcome<Begun> {
        let signature = signature(sent)?;
        let challenge =
            challenge_of(&signature.client_data, Ceremony::Get, self.party()).ok_or_else(not_good)?;
        self.answered(&challenge, GET, None).await.map_err(|_| not_good())?;
        let hash = signature.hash;
        let stored = self.0.db.read(move |r| stored(r, &hash)).await?.ok_or_else(not_good)?;
        let used = self.check(&signature, &stored)?;
        let second = self.between(browser).await? == Some(stored.account);
        let owned = match &signature.owner {
            Some(owner) => *owner == stored.account.0.to_be_bytes(),
            None => second,
        };
        if !owned || !(second || used.verified) {
            return Err(not_good());
        }
        let user = self.user(stored.account).await?.ok_or_else(not_good)?;
        self.standing(&user).await?.check()?;
        let (me, at, now) = (self.clone(), browser.clone(), self.now_ms());
        self.0
            .db
            .write(move |w| {
                // A count that does not rise comes from a copy of the authenticator.
                if w.run(&sql::USE_PASSKEY, args![&hash[..], i64::from(used.counter), now])? == 0 {
                    return Err(not_good());
                }
                if second {
                    me.leave_step(w, &at)?;
                }
                me.begin_within(w, &user, &at)
            })
            .await
    }

    fn check(&self, sent: &Signature, stored: &Stored) -> Outcome<Used> {
        let Signature { data, client_data, signature, .. } = sent;
        let used = webauthn::used(data, client_data, signature, &stored.cose, self.party());
        let used = used.ok_or_else(not_good)?;
        let rises = i64::from(used.counter) > stored.counter || (used.counter == 0 && stored.counter == 0);
        if rises { Ok(used) } else { Err(not_good()) }
    }

    /// A challenge is good once, for a few minutes.
    async fn challenge(&self, purpose: &'static str, account: Option<Id>) -> Outcome<String> {
        let (challenge, expires) = (random::token(), self.now_ms() + STEP_MS);
        let hash = digest(&challenge);
        let write =
            move |w: &mut Write<'_>| w.run(&sql::INSERT_STEP, args![&hash[..], purpose, account, expires]);
        self.0.db.write(write).await?;
        Ok(challenge)
    }

    async fn answered(&self, challenge: &str, purpose: &'static str, account: Option<Id>) -> Outcome<()> {
        let (hash, now) = (digest(challenge), self.now_ms());
        let good = move |w: &mut Write<'_>| {
            let row = args![&hash[..], purpose, now];
            let whose = w.row(&sql::STEP, row, |row| row.get::<Option<Id>>(0))?;
            Ok(whose == Some(account) && w.run(&sql::DROP_STEP, row)? == 1)
        };
        if self.0.db.write(good).await? { Ok(()) } else { Err(refused()) }
    }
}

fn read(sent: &str) -> Outcome<Sent> {
    serde_json::from_str(sent).map_err(|_| refused())
}

fn bytes(text: Option<&String>) -> Outcome<Vec<u8>> {
    text.and_then(|text| decoded(text)).ok_or_else(refused)
}

fn signature(sent: &str) -> Outcome<Signature> {
    let sent = read(sent).map_err(|_| not_good())?;
    let part = |text: Option<&String>| bytes(text).map_err(|_| not_good());
    let credential = part(Some(&sent.id))?;
    Ok(Signature {
        hash: digest(&encoded(&credential)),
        data: part(sent.authenticator_data.as_ref())?,
        client_data: part(Some(&sent.client_data))?,
        signature: part(sent.signature.as_ref())?,
        owner: sent
            .user_handle
            .as_ref()
            .filter(|text| !text.is_empty())
            .map(|text| part(Some(text)))
            .transpose()?,
    })
}

fn stored(r: &Read<'_>, hash: &[u8]) -> Outcome<Option<Stored>> {
    r.row(&sql::PASSKEY, args![hash], |row: &Row<'_>| {
        Ok(Stored { account: row.get(0)?, cose: row.get(1)?, counter: row.get(2)? })
    })
}

fn listed(passkeys: &[Passkey]) -> Vec<Value> {
    passkeys.iter().map(|own| json!({ "type": "public-key", "id": encoded(&own.credential) })).collect()
}

/// By which an authenticator knows the account.
fn handle(account: Id) -> String {
    encoded(&account.0.to_be_bytes())
}

fn named(name: &str, agent: &str) -> String {
    let name: String = text::clean(name).replace('\n', " ").trim().chars().take(NAME_CHARS_MAX).collect();
    if name.is_empty() { rules::browser_label(agent) } else { name }
}

fn refused() -> Problem {
    Problem::invalid("The passkey could not be added. Please try again")
}

fn not_good() -> Problem {
    Problem::new(Kind::Forbidden, "This passkey is not known here, or something went wrong. Please try again")
}
