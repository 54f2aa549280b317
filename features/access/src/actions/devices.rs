//! Browsers that are known again, and who may try how often.

use base::{DAY_MS, Id, Outcome, random};
use store::{Write, args};
use web::ClientAddress;

use crate::browser::Browser;
use crate::secrets::{Digest, digest};
use crate::tries::Source;
use crate::{Access, store as sql};

/// A browser that nobody signed in by for so long is a stranger again. Browsers keep no cookie longer.
pub(crate) const DEVICE_KEPT_MS: i64 = 400 * DAY_MS;

/// What is stored of a browser: by the row alone nobody can tell that two accounts use the same.
fn device_hash(account: Id, device: &str) -> Digest {
    digest(&format!("{account}:{device}"))
}

/// The name by which tries of an account are counted that is known already.
pub(crate) fn counted_as(account: Id) -> String {
    format!("#{account}")
}

impl Access {
    /// Whose count a try falls on.
    pub(crate) async fn source(&self, account: Option<Id>, browser: &Browser) -> Outcome<Source> {
        let stranger =
            Source { known: None, address: browser.address.map(|address| ClientAddress(address).key()) };
        let (Some(account), Some(device)) = (account, &browser.device) else { return Ok(stranger) };
        let hash = device_hash(account, device);
        let known = self.0.db.read(move |r| r.exists(&sql::DEVICE, args![&hash[..]])).await?;
        Ok(Source { known: known.then_some(hash), ..stranger })
    }

    /// Knows the browser from now on, by which somebody showed that the account's mail is theirs: it does not wait for
    /// strangers who try. Gives its cookie.
    pub(crate) async fn know(&self, account: Id, browser: &Browser) -> Outcome<String> {
        let (me, at) = (self.clone(), browser.clone());
        self.0.db.write(move |w| Ok(me.remember(w, account, &at)?.0)).await
    }

    /// Remembers the browser. Gives its cookie, and whether it was known.
    pub(crate) fn remember(
        &self,
        w: &mut Write<'_>,
        account: Id,
        browser: &Browser,
    ) -> Outcome<(String, bool)> {
        let device = browser.device.clone().unwrap_or_else(random::token);
        let (hash, now) = (device_hash(account, &device), self.now_ms());
        let known = w.run(&sql::DEVICE_SEEN, args![&hash[..], now])? > 0;
        if !known {
            w.run(&sql::INSERT_DEVICE, args![&hash[..], account, now])?;
        }
        Ok((device, known))
    }
}
