//! Following, asking, endorsing: the verbs. Each gives the state after it in its events, and each may be repeated
//! without harm.

use base::{Id, Kind, Outcome, Problem};
use store::{Write, args};

use crate::model::Follow;
use crate::rules::{FollowVerdict, may_follow};
use crate::{Accounts, Change, FOLLOWS_MAX, RelationChanged, store as sql};

/// What a follow is to be like; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct FollowEdit {
    /// Boosts are shown.
    pub reblogs: Option<bool>,
    /// Each post notifies.
    pub notify: Option<bool>,
    /// Only these languages.
    pub languages: Option<Vec<String>>,
}

/// What came of a wish to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Followed {
    /// They follow now, or did before.
    Yes,
    /// The other has to approve.
    Asked,
}

impl Accounts {
    /// `from` follows `to`, or asks to; or changes how.
    ///
    /// # Errors
    /// 403 for oneself and across a block, 404 for nobody, 422 over [`FOLLOWS_MAX`].
    pub async fn follow(&self, from: Id, to: Id, edit: FollowEdit) -> Outcome<Followed> {
        let target = self.account(to).await?.ok_or_else(Problem::not_found)?;
        let relations = self.relations(from).await?;
        let mut verdict = may_follow(from, &target, &relations)?;
        let limited = self.account(from).await?.is_some_and(|own| own.silenced_ms.is_some());
        if limited && !relations.follows(to) {
            verdict = FollowVerdict::Ask;
        }
        let follow = merged(relations.following.get(&to), edit);
        let me = self.clone();
        match verdict {
            FollowVerdict::Follow => {
                self.0.db.write(move |w| me.insert_follow(w, from, to, &follow)).await?;
                Ok(Followed::Yes)
            }
            FollowVerdict::Ask => {
                self.0.db.write(move |w| me.insert_request(w, from, to, &follow)).await?;
                Ok(Followed::Asked)
            }
        }
    }

    /// Makes `from` follow `to` in the caller's transaction, whatever `to` thinks of it: for imports and demos.
    pub fn insert_follow(&self, w: &mut Write<'_>, from: Id, to: Id, follow: &Follow) -> Outcome<()> {
        self.link(w, from, to, follow, Change::Followed)
    }

    /// Writes a follow down and says it as `change`, or as an edit where there was one.
    pub(crate) fn link(
        &self,
        w: &mut Write<'_>,
        from: Id,
        to: Id,
        follow: &Follow,
        change: Change,
    ) -> Outcome<()> {
        let id = self.0.ids.beside(from);
        let languages = languages_json(follow)?;
        let languages = languages.as_deref();
        let (reblogs, notify) = (follow.reblogs, follow.notify);
        let row = args![from.bk(), from, to, id, reblogs, notify, languages];
        if w.run(&sql::FOLLOW, row)? == 0 {
            w.run(&sql::EDIT_FOLLOW, args![from.bk(), from, to, reblogs, notify, languages])?;
            return self.relation(w, from, to, Change::FollowEdited);
        }
        let count = w.row(&sql::FOLLOWING_COUNT, args![from.bk(), from], |row| row.get::<i64>(0))?;
        if count.unwrap_or(0) > FOLLOWS_MAX {
            return Err(Problem::invalid(format!("You cannot follow more than {FOLLOWS_MAX} accounts")));
        }
        w.run(&sql::FOLLOW_BACK, args![to.bk(), to, from, id])?;
        count_follow(w, from, to, 1)?;
        self.relation(w, from, to, change)
    }

    fn insert_request(&self, w: &mut Write<'_>, from: Id, to: Id, follow: &Follow) -> Outcome<()> {
        let id = self.0.ids.beside(to);
        let languages = languages_json(follow)?;
        let row = args![to.bk(), to, from, id, follow.reblogs, follow.notify, languages.as_deref()];
        if w.run(&sql::REQUEST, row)? == 0 {
            return Ok(());
        }
        w.run(&sql::REQUEST_BACK, args![from.bk(), from, to])?;
        self.relation(w, from, to, Change::Requested)
    }

    /// `from` does not follow `to` any more, nor ask to.
    pub async fn unfollow(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if unlink(w, from, to)? {
                    me.relation(w, from, to, Change::Unfollowed)?;
                }
                Ok(())
            })
            .await
    }

    /// `account` ends that `follower` follows it.
    pub async fn remove_follower(&self, account: Id, follower: Id) -> Outcome<()> {
        self.exists(follower).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if unlink(w, follower, account)? {
                    me.relation(w, account, follower, Change::Removed)?;
                }
                Ok(())
            })
            .await
    }

    /// `account` lets `from` follow, who asked to. 404 if they did not.
    pub async fn accept(&self, account: Id, from: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let asked = w.row(&sql::REQUEST_OF, args![account.bk(), account, from], |row| {
                    Ok((row.get::<bool>(0)?, row.get::<bool>(1)?, row.get::<Option<String>>(2)?))
                })?;
                let (reblogs, notify, languages) = asked.ok_or_else(Problem::not_found)?;
                let languages =
                    languages.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
                unrequest(w, from, account)?;
                me.insert_follow(w, from, account, &Follow { reblogs, notify, languages })?;
                me.relation(w, account, from, Change::Accepted)
            })
            .await
    }

    /// `account` does not let `from` follow, who asked to. 404 if they did not.
    pub async fn reject(&self, account: Id, from: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if !unrequest(w, from, account)? {
                    return Err(Problem::not_found());
                }
                me.relation(w, account, from, Change::Removed)
            })
            .await
    }

    /// `from` features `to` on its profile. Only who is followed can be.
    pub async fn endorse(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        if !self.relations(from).await?.follows(to) {
            return Err(Problem::new(
                Kind::Invalid,
                "Validation failed: You must be already following the person",
            ));
        }
        let ids = self.0.ids.clone();
        let work =
            move |w: &mut Write<'_>| w.run(&sql::ENDORSE, args![from.bk(), from, to, ids.beside(from)]);
        self.0.db.write(work).await.map(|_| ())
    }

    /// Not any more.
    pub async fn unendorse(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        self.0.db.write(move |w| w.run(&sql::UNENDORSE, args![from.bk(), from, to])).await.map(|_| ())
    }

    /// `from` keeps a private note on `to`.
    pub async fn set_note(&self, from: Id, to: Id, note: String) -> Outcome<()> {
        self.exists(to).await?;
        if note.len() > NOTE_BYTES_MAX {
            return Err(Problem::invalid("Comment is too long"));
        }
        self.0.db.write(move |w| w.run(&sql::NOTE, args![from.bk(), from, to, &note])).await.map(|_| ())
    }

    pub(crate) async fn exists(&self, id: Id) -> Outcome<()> {
        self.account(id).await?.map(|_| ()).ok_or_else(Problem::not_found)
    }

    pub(crate) async fn another(&self, from: Id, to: Id) -> Outcome<()> {
        self.exists(to).await?;
        if from == to { Err(Problem::forbidden()) } else { Ok(()) }
    }

    pub(crate) fn relation(&self, w: &mut Write<'_>, from: Id, to: Id, change: Change) -> Outcome<()> {
        self.0.bus.emit(w, RelationChanged { from, to, change })
    }
}

/// Bytes of a private note.
const NOTE_BYTES_MAX: usize = 8_000;

fn merged(old: Option<&Follow>, edit: FollowEdit) -> Follow {
    let old = old.cloned().unwrap_or_default();
    Follow {
        reblogs: edit.reblogs.unwrap_or(old.reblogs),
        notify: edit.notify.unwrap_or(old.notify),
        languages: edit.languages.unwrap_or(old.languages),
    }
}

fn languages_json(follow: &Follow) -> Outcome<Option<String>> {
    if follow.languages.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(&follow.languages).map(Some).map_err(Problem::internal)
}

/// Removes follow and request; true if there was one.
pub(crate) fn unlink(w: &mut Write<'_>, from: Id, to: Id) -> Outcome<bool> {
    let asked = unrequest(w, from, to)?;
    if w.run(&sql::UNFOLLOW, args![from.bk(), from, to])? == 0 {
        return Ok(asked);
    }
    w.run(&sql::UNFOLLOW_BACK, args![to.bk(), to, from])?;
    w.run(&sql::UNENDORSE, args![from.bk(), from, to])?;
    count_follow(w, from, to, -1)?;
    Ok(true)
}

fn unrequest(w: &mut Write<'_>, from: Id, to: Id) -> Outcome<bool> {
    w.run(&sql::UNREQUEST_BACK, args![from.bk(), from, to])?;
    Ok(w.run(&sql::UNREQUEST, args![to.bk(), to, from])? > 0)
}

/// Both counters, the lower id first, so that two who follow each other at once do not wait for one another.
fn count_follow(w: &mut Write<'_>, from: Id, to: Id, change: i64) -> Outcome<()> {
    let mut both = [(from, &sql::COUNT_FOLLOWING), (to, &sql::COUNT_FOLLOWERS)];
    both.sort_by_key(|(id, _)| *id);
    for (id, statement) in both {
        w.run(statement, args![id.bk(), id, change])?;
    }
    Ok(())
}
