//! The verbs: storing what is told, dismissing it, marking how far was read, and whose notifications are wanted.

use base::{Id, Outcome, Problem, SECOND_MS};
use store::{Write, args};

use crate::delivery::read_policy;
use crate::events::{Notified, RequestsMerged};
use crate::fact::{Fact, Recipient};
use crate::model::{NOTIFICATIONS, Policy};
use crate::rules::{alone_id, group_key};
use crate::{Notifications, store as sql};

impl Notifications {
    /// Stores a fact for each recipient; what is stored already stays as it is.
    pub(crate) fn insert(&self, w: &mut Write<'_>, fact: &Fact, recipients: &[Recipient]) -> Outcome<()> {
        for recipient in recipients {
            let muted = match &fact.post {
                Some(post) => self.0.posts.has_muted_thread(w, recipient.account, post.root)?,
                None => false,
            };
            if !muted {
                self.insert_one(w, fact, recipient)?;
            }
        }
        Ok(())
    }

    fn insert_one(&self, w: &mut Write<'_>, fact: &Fact, recipient: &Recipient) -> Outcome<()> {
        let Recipient { account, filtered } = *recipient;
        let (kind, from, post) = (fact.kind, fact.from, fact.post.as_ref().map(|post| post.id));
        if kind.is_renewed() {
            w.run(&sql::OUTDATED, args![account.bk(), account, from, kind.name(), post, fact.at_ms])?;
        }
        let id = self.0.ids.beside(account);
        let key = group_key(kind, post, id, fact.at_ms);
        let about = post.or(fact.matter);
        let row = args![id, id.bk(), account, kind.name(), from, about, &key, filtered, fact.at_ms];
        if w.run(&sql::INSERT, row)? == 0 || filtered {
            return Ok(());
        }
        self.0.bus.emit(w, Notified { id, account, kind, from, post })
    }

    /// Removes one notification of `account`. It may be gone already.
    pub async fn dismiss(&self, account: Id, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::DISMISS, args![account.bk(), account, id])?;
                me.changed(w, account)
            })
            .await
    }

    /// Removes a whole group.
    pub async fn dismiss_group(&self, account: Id, key: String) -> Outcome<()> {
        if let Some(id) = alone_id(&key) {
            return self.dismiss(account, id).await;
        }
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::DISMISS_GROUP, args![account.bk(), account, &key])?;
                me.changed(w, account)
            })
            .await
    }

    /// Removes all notifications of `account`, but not those that wait among the requests.
    pub async fn clear(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::CLEAR, args![account.bk(), account])?;
                me.changed(w, account)
            })
            .await
    }

    /// Says how far `account` has read the timelines named. A client may also go back.
    pub async fn mark(&self, account: Id, marks: Vec<(&'static str, Id)>) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                for (timeline, id) in marks {
                    w.run(&sql::MARK, args![account.bk(), account, timeline, id, now])?;
                }
                me.changed(w, account)
            })
            .await
    }

    /// Says that `account` has read its notifications up to `id`, if it had not read further.
    pub async fn mark_read(&self, account: Id, id: Id) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        // Nobody has read the future; a marker out there would never let anything be new again.
        let id = id.min(Id::new(now + SECOND_MS, id.bucket(), 0));
        self.0
            .db
            .write(move |w| {
                w.run(&sql::MARK_UP_TO, args![account.bk(), account, NOTIFICATIONS, id, now])?;
                me.changed(w, account)
            })
            .await
    }

    /// Sets whose notifications `account` wants from now on.
    pub async fn set_policy(&self, account: Id, policy: Policy) -> Outcome<()> {
        let json = serde_json::to_string(&policy).map_err(Problem::internal)?;
        self.0.db.write(move |w| w.run(&sql::SET_POLICY, args![account, account.bk(), &json])).await?;
        Ok(())
    }

    /// Changes part of the policy. What two changes at once do not touch stays as the other one left it.
    pub async fn edit_policy(
        &self,
        account: Id,
        edit: impl Fn(&mut Policy) + Send + Sync + 'static,
    ) -> Outcome<()> {
        let usual = serde_json::to_string(&Policy::default()).map_err(Problem::internal)?;
        self.0
            .db
            .write(move |w| {
                w.run(&sql::HOLD_POLICY, args![account, account.bk(), &usual])?;
                let (bk, id) = (vec![account.bk()], vec![account.0]);
                let held = w.row(&sql::POLICIES, args![&bk, &id], |row| row.get::<String>(1))?;
                let mut policy = held.map_or(Ok(Policy::default()), |json| read_policy(&json))?;
                edit(&mut policy);
                let json = serde_json::to_string(&policy).map_err(Problem::internal)?;
                w.run(&sql::SET_POLICY, args![account, account.bk(), &json]).map(|_| ())
            })
            .await
    }

    /// Lets the filtered notifications of these senders in, and what they do from now on.
    pub async fn accept_requests(&self, account: Id, senders: Vec<Id>) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                for from in senders {
                    w.run(&sql::LET_IN, args![account.bk(), account, from])?;
                    w.run(&sql::ACCEPT, args![account.bk(), account, from])?;
                }
                me.0.bus.emit(w, RequestsMerged { account })?;
                me.changed(w, account)
            })
            .await
    }

    /// Removes what `account` was told, how far it has read and whom it wants to hear of, and what the staff were told
    /// of it, for whoever leaves. What others were told goes with what it is about. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        for statement in [&sql::FORGET_SOME, &sql::FORGET_SENDERS, &sql::FORGET_BELLS] {
            self.0.db.drain(statement, account).await?;
        }
        let (me, staff) = (self.clone(), self.staff().await?);
        self.0
            .db
            .write(move |w| {
                w.run(&sql::FORGET_MARKERS, args![account.bk(), account])?;
                w.run(&sql::FORGET_POLICY, args![account.bk(), account])?;
                for told in staff {
                    if w.run(&sql::FORGET_SENDER, args![told.bk(), told, account])? > 0 {
                        me.changed(w, told)?;
                    }
                }
                me.changed(w, account)
            })
            .await
    }

    /// Removes the filtered notifications of these senders; what they do from now on is filtered as before.
    pub async fn dismiss_requests(&self, account: Id, senders: Vec<Id>) -> Outcome<()> {
        self.0
            .db
            .write(move |w| {
                let remove = |from| w.run(&sql::REFUSE, args![account.bk(), account, from]).map(|_| ());
                senders.into_iter().try_for_each(remove)
            })
            .await
    }
}
