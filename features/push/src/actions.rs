//! The verbs: subscribing, saying what one wants, ending it, and what locked screens may tell.

use access::{GrantsRevoked, Revoked};
use base::{Id, Outcome, Problem};
use store::{Write, args};
use web::Authenticator;

use crate::model::{Receiver, Subscription, Wishes};
use crate::{Push, seal, store as sql};

/// Subscriptions of one account; past that the oldest ends.
pub(crate) const SUBSCRIPTIONS_MAX: usize = 32;

impl Push {
    /// Subscribes the holder of `token`, which is the grant `grant` of `account`. What it had before ends.
    ///
    /// # Errors
    /// 422 for an address that may not be reached, or keys that are none.
    pub async fn subscribe(
        &self,
        account: Id,
        grant: Id,
        token: &str,
        receiver: Receiver,
        wishes: Wishes,
    ) -> Outcome<Subscription> {
        let sealed = self.0.vault.seal(grant, token)?;
        let made = self.keep(account, grant, sealed, receiver, wishes).await?;
        // The token may have been revoked meanwhile, and nothing would end the subscription then.
        if self.0.access.token(token).await?.is_none() {
            self.unsubscribe(account, grant).await?;
            return Err(Problem::bad_token());
        }
        Ok(made)
    }

    /// Subscribes the browser whose session `session` of `account` is: our own pages, which need no token to be named
    /// in a message. What it had before ends.
    ///
    /// # Errors
    /// As [`Push::subscribe`].
    pub async fn subscribe_browser(
        &self,
        account: Id,
        session: Id,
        receiver: Receiver,
        wishes: Wishes,
    ) -> Outcome<Subscription> {
        let made = self.keep(account, session, Vec::new(), receiver, wishes).await?;
        if !self.0.access.is_session(account, session).await? {
            self.unsubscribe(account, session).await?;
            return Err(Problem::bad_token());
        }
        Ok(made)
    }

    async fn keep(
        &self,
        account: Id,
        grant: Id,
        token: Vec<u8>,
        receiver: Receiver,
        wishes: Wishes,
    ) -> Outcome<Subscription> {
        let refused = |cause: fetch::Failure| Problem::invalid("Endpoint is not acceptable").because(cause);
        fetch::Target::parse(&receiver.endpoint, self.0.fetch.reach()).map_err(refused)?;
        if !seal::are_keys(&receiver.p256dh, &receiver.auth) {
            return Err(Problem::invalid("Keys of the subscription are not valid"));
        }
        let new = Subscription {
            id: self.0.ids.beside(account),
            endpoint: receiver.endpoint,
            p256dh: receiver.p256dh,
            auth: receiver.auth,
            standard: receiver.standard,
            alerts: wishes.alerts,
            policy: wishes.policy,
            token,
        };
        let row = new.clone();
        self.0.db.write(move |w| insert(w, account, grant, &row)).await?;
        Ok(new)
    }

    /// Changes what the subscription of a grant asks for.
    ///
    /// # Errors
    /// 404 where it has none.
    pub async fn want(&self, account: Id, grant: Id, wishes: Wishes) -> Outcome<Subscription> {
        let alerts = wishes.alerts.join(" ");
        self.0
            .db
            .write(move |w| {
                let row = args![account.bk(), account, grant, &alerts, wishes.policy.name()];
                w.run_one(&sql::WANT, row)?;
                let found =
                    w.row(&sql::SUBSCRIPTION, args![account.bk(), account, grant], sql::subscription)?;
                found.ok_or_else(Problem::not_found)
            })
            .await
    }

    /// Ends the subscription of a grant, if it has one.
    pub async fn unsubscribe(&self, account: Id, grant: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::UNSUBSCRIBE, args![account.bk(), account, grant])).await?;
        Ok(())
    }

    /// Ends one subscription and not the one that may have taken its place.
    pub(crate) async fn end(&self, account: Id, grant: Id, id: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::GONE, args![account.bk(), account, grant, id])).await?;
        Ok(())
    }

    /// Says whether messages may hold texts of posts that not everybody may read.
    pub async fn set_private_text(&self, account: Id, told: bool) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::SET_PRIVACY, args![account, account.bk(), told])).await?;
        Ok(())
    }

    /// Ends all subscriptions of `account` and forgets what it said of locked screens, for whoever leaves. May be
    /// repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let gone = move |w: &mut Write<'_>| {
            w.run(&sql::UNSUBSCRIBE_ALL, args![account.bk(), account])?;
            w.run(&sql::FORGET_PRIVACY, args![account.bk(), account]).map(|_| ())
        };
        self.0.db.write(gone).await
    }
}

fn insert(w: &mut Write<'_>, account: Id, grant: Id, new: &Subscription) -> Outcome<()> {
    let alerts = new.alerts.join(" ");
    let row = args![
        account,
        grant,
        account.bk(),
        new.id,
        &new.endpoint,
        &new.p256dh[..],
        &new.auth[..],
        new.standard,
        &alerts,
        new.policy.name(),
        &new.token[..]
    ];
    w.run(&sql::SUBSCRIBE, row)?;
    let oldest: Vec<Id> = w.column(&sql::OLDEST, args![account.bk(), account, SUBSCRIPTIONS_MAX])?;
    let end = |grant| w.run(&sql::UNSUBSCRIBE, args![account.bk(), account, grant]).map(|_| ());
    oldest.into_iter().try_for_each(end)
}

/// With a token ends what was subscribed with it.
pub(crate) fn revoked(w: &Write<'_>, event: &GrantsRevoked) -> Outcome<()> {
    let account = event.account;
    match &event.grants {
        Revoked::All => w.run(&sql::UNSUBSCRIBE_ALL, args![account.bk(), account]).map(|_| ()),
        Revoked::These(grants) => grants
            .iter()
            .try_for_each(|&grant| w.run(&sql::UNSUBSCRIBE, args![account.bk(), account, grant]).map(|_| ())),
    }
}
