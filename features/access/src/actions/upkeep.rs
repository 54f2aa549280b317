//! Forgetting what is over.

use base::{DAY_MS, Outcome};
use store::{Sql, Write, args};

use super::Ending;
use super::devices::DEVICE_KEPT_MS;
use crate::authenticator::{SESSION_AGE_MS, SESSION_IDLE_MS};
use crate::model::User;
use crate::{Access, UserChanged, store as sql};

/// How long it stays known that a code was used, and how many mails were sent.
const KEPT_MS: i64 = 2 * DAY_MS;
/// After so long an application that never got a token is forgotten.
const UNUSED_APP_MS: i64 = 90 * DAY_MS;
/// After so long an application's own token that is not used is forgotten.
const UNUSED_TOKEN_MS: i64 = 90 * DAY_MS;
/// How long it is known from where somebody signed up or in.
const ADDRESS_KEPT_MS: i64 = 90 * DAY_MS;
/// How long it is known on which days somebody was here: for the numbers of a whole year and its end.
const ACTIVITY_KEPT_MS: i64 = 400 * DAY_MS;
/// Rows deleted in one transaction, so that nobody who writes waits for long.
const PURGED_AT_ONCE_MAX: u64 = 500;
/// Sign-ups cleared in one transaction: each is several rows in several places.
const CLEARED_AT_ONCE_MAX: usize = 50;

impl Access {
    /// Forgets what is over: sessions, codes, links, counts of mails, applications that were never used, and sign-ups
    /// whose address was never confirmed; from where and on which days people were here. Works in small transactions; to be called now and then. Gives how much went.
    pub async fn purge(&self) -> Outcome<u64> {
        let now = self.now_ms();
        let over = [
            (&sql::PURGE_IDLE_SESSIONS, now - SESSION_IDLE_MS),
            (&sql::PURGE_OLD_SESSIONS, now - SESSION_AGE_MS),
            (&sql::PURGE_CODES, now - KEPT_MS),
            (&sql::PURGE_MAIL_TOKENS, now),
            (&sql::PURGE_MAILS, now - KEPT_MS),
            (&sql::PURGE_STEPS, now),
            (&sql::PURGE_DEVICES, now - DEVICE_KEPT_MS),
            (&sql::PURGE_TOKENS, now - UNUSED_TOKEN_MS),
            (&sql::PURGE_APPS, now - UNUSED_APP_MS),
            (&sql::PURGE_ADDRESSES, now - ADDRESS_KEPT_MS),
            (&sql::PURGE_DAYS, (now - ACTIVITY_KEPT_MS).div_euclid(DAY_MS)),
        ];
        // First, because their links tell when the last letter went out.
        let mut gone = self.clear_unconfirmed().await?;
        for (statement, before_ms) in over {
            gone += self.purge_by(statement, before_ms).await?;
        }
        Ok(gone)
    }

    async fn purge_by(&self, statement: &'static Sql, before_ms: i64) -> Outcome<u64> {
        let mut gone = 0;
        loop {
            let batch = self
                .0
                .db
                .write(move |w| w.run(statement, args![before_ms, PURGED_AT_ONCE_MAX as i64]))
                .await?;
            gone += batch;
            if batch < PURGED_AT_ONCE_MAX {
                return Ok(gone);
            }
        }
    }

    /// Takes back sign-ups that nobody confirmed in time, counted from the last letter that asked for it: name and
    /// address are free again.
    async fn clear_unconfirmed(&self) -> Outcome<u64> {
        let since = self.now_ms() - self.0.settings.unconfirmed_days * DAY_MS;
        // A link that ends after this was sent since then.
        let link = since + self.confirm_days() * DAY_MS;
        let mut gone = 0;
        loop {
            let me = self.clone();
            let (found, cleared) = self
                .0
                .db
                .write(move |w| {
                    let late = args![since, link, CLEARED_AT_ONCE_MAX];
                    let found = w.rows(&sql::UNCONFIRMED, late, sql::user)?;
                    let mut cleared = 0;
                    for user in &found {
                        // Of two processes that clear at once, or of clearing and confirming, one comes first.
                        if w.run(&sql::DELETE_UNCONFIRMED, args![user.account.bk(), user.account])? > 0 {
                            me.take_back(w, user)?;
                            cleared += 1;
                        }
                    }
                    Ok((found.len(), cleared))
                })
                .await?;
            gone += cleared;
            if found < CLEARED_AT_ONCE_MAX || cleared == 0 {
                return Ok(gone);
            }
        }
    }

    /// What is left to do for a user whose row was deleted: the address and the name are free again, and what let
    /// them in ends.
    pub(crate) fn take_back(&self, w: &mut Write<'_>, user: &User) -> Outcome<()> {
        let account = user.account;
        w.run(&sql::FREE_EMAIL, args![&user.email])?;
        self.end_grants(w, account, Ending::All)?;
        self.0.bus.emit(w, UserChanged { account })?;
        self.0.accounts.withdraw(w, account)
    }
}
