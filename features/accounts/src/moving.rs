//! Moving to another account: aliases, the redirect, and the job that brings the followers along.
//!
//! The new account names the old one as its alias, so nobody is sent followers against their will; and so a follower
//! who is brought along needs no approval.

use base::{DAY_MS, Id, Ms, Outcome, Problem};
use emojis::Book;
use serde::{Deserialize, Serialize};
use store::{Read, Write, args};

use crate::graph::unlink;
use crate::{Account, AccountChanged, AccountMoved, Accounts, Change, NameLinks, store as sql};

/// Days between two moves of one account.
pub const MOVES_APART_DAYS: i64 = 30;
/// Aliases of one account.
pub const ALIASES_MAX: usize = 10;
/// The job's kind.
pub(crate) const JOB: &str = "accounts.move";
/// Followers read at a time.
const BATCH: usize = 100;
/// Followers brought along by one run of the job; the next run goes on.
const RUN_MAX: usize = 2_000;

/// Followers of `from` that are still to be brought to `to`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Moving {
    from: Id,
    to: Id,
    /// Follows older than this one.
    below: Id,
}

impl Accounts {
    /// The old accounts that may move to this one.
    pub async fn aliases(&self, account: Id) -> Outcome<Vec<Id>> {
        self.0.db.read(move |r| r.column(&sql::ALIASES, args![account.bk(), account, ALIASES_MAX])).await
    }

    /// Lets `old` move to `account`.
    ///
    /// # Errors
    /// 422 for oneself, and over [`ALIASES_MAX`]; 404 for nobody.
    pub async fn add_alias(&self, account: Id, old: Id) -> Outcome<()> {
        self.exists(old).await?;
        if account == old {
            return Err(Problem::invalid("This is the account itself"));
        }
        self.0
            .db
            .write(move |w| {
                let own = args![account.bk(), account, old];
                w.run(&sql::ADD_ALIAS, own)?;
                let count =
                    w.row(&sql::ALIASES_COUNT, args![account.bk(), account], |row| row.get::<u64>(0))?;
                if count.unwrap_or_default() > ALIASES_MAX as u64 {
                    return Err(Problem::invalid(format!("There can be {ALIASES_MAX} of them at the most")));
                }
                Ok(())
            })
            .await
    }

    /// Not any more.
    pub async fn remove_alias(&self, account: Id, old: Id) -> Outcome<()> {
        let gone = move |w: &mut Write<'_>| w.run(&sql::REMOVE_ALIAS, args![account.bk(), account, old]);
        self.0.db.write(gone).await.map(|_| ())
    }

    /// `account` leads to `target` from now on, and its followers are brought there, in the caller's transaction.
    ///
    /// # Errors
    /// 422 where `target` does not name `account` as its alias, has moved itself, or is gone, and within
    /// [`MOVES_APART_DAYS`] of the last move.
    pub fn move_to(&self, w: &mut Write<'_>, account: Id, target: Id) -> Outcome<()> {
        let now = self.now_ms();
        check_move(w, account, target, now)?;
        w.run_one(&sql::MOVE, args![account.bk(), account, target, now])?;
        self.0.bus.emit(w, AccountChanged { account })?;
        self.0.bus.emit(w, AccountMoved { account, target })?;
        let moving = Moving { from: account, to: target, below: Id(i64::MAX) };
        self.0.bus.enqueue(w, JOB, &moving, now).map(|_| ())
    }

    /// Takes the redirect away. Followers who were brought along stay where they are.
    pub async fn move_back(&self, account: Id) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| match w.run(&sql::MOVE_BACK, args![account.bk(), account])? {
                0 => Ok(()),
                _ => bus.emit(w, AccountChanged { account }),
            })
            .await
    }

    /// Brings followers along, each in a transaction of its own: a run that is cut short is done again without harm.
    pub(crate) async fn bring_followers(&self, mut moving: Moving) -> Outcome<()> {
        let Moving { from, to, .. } = moving;
        for _ in 0..RUN_MAX / BATCH {
            let below = moving.below;
            let page = move |r: &Read<'_>| {
                let (moved_to, _) = moved(r, from)?;
                let followers =
                    r.rows(&sql::FOLLOWERS_PAGE, args![from.bk(), from, below, 0_i64, BATCH], |row| {
                        Ok((row.get::<Id>(0)?, row.get::<Id>(1)?))
                    })?;
                Ok(if moved_to == Some(to) { followers } else { Vec::new() })
            };
            let followers = self.0.db.read(page).await?;
            let Some((_, last)) = followers.last().copied() else { return Ok(()) };
            for (follower, _) in followers {
                self.bring(follower, from, to).await?;
            }
            moving.below = last;
        }
        let (bus, now) = (self.0.bus.clone(), self.now_ms());
        self.0.db.write(move |w| bus.enqueue(w, JOB, &moving, now)).await.map(|_| ())
    }

    /// What is in memory of the account is not true any more, nor of those who moved to it.
    pub(crate) fn forget(&self, account: Id) {
        let movers = self.0.movers.lock().remove(&account).unwrap_or_default();
        for id in movers.into_iter().chain([account]) {
            self.0.shown.forget(&id);
        }
    }

    /// The entity of the account that `mover` leads to; remembers that it is part of the mover's.
    pub(crate) fn moved_entity(
        &self,
        mover: Id,
        target: &Account,
        links: &NameLinks,
        book: &Book,
    ) -> serde_json::Value {
        self.0.movers.lock().entry(target.id).or_default().insert(mover);
        let shown = self.render(target.clone(), None, links, book);
        serde_json::from_slice(&shown.json).unwrap_or_default()
    }

    /// `follower` follows `to` in place of `from`, in the same way. Not across a block, and nobody follows themselves.
    async fn bring(&self, follower: Id, from: Id, to: Id) -> Outcome<()> {
        let relations = self.relations(follower).await?;
        let Some(follow) = relations.following.get(&from).cloned() else { return Ok(()) };
        if follower == to || relations.cut_off(to) {
            return Ok(());
        }
        let (me, known) = (self.clone(), relations.follows(to));
        self.0
            .db
            .write(move |w| {
                if !unlink(w, follower, from)? {
                    return Ok(());
                }
                me.relation(w, follower, from, Change::Unfollowed)?;
                if known { Ok(()) } else { me.link(w, follower, to, &follow, Change::Brought) }
            })
            .await
    }
}

fn check_move(r: &Read<'_>, account: Id, target: Id, now: Ms) -> Outcome<()> {
    let (_, last) = moved(r, account)?;
    let again = last.map_or(0, |last| last + MOVES_APART_DAYS * DAY_MS);
    if account == target {
        return Err(Problem::invalid("This is the account itself"));
    }
    if again > now {
        let days = (again - now + DAY_MS - 1) / DAY_MS;
        return Err(Problem::invalid(format!("You moved lately; you can move again in {days} days")));
    }
    let found = r.row(&sql::BY_IDS, args![&vec![target.bk()], &vec![target.0]], sql::account)?;
    let target_row = found.filter(|row| row.suspended_ms.is_none()).ok_or_else(Problem::not_found)?;
    if target_row.moved_to.is_some() {
        return Err(Problem::invalid("That account has moved itself"));
    }
    if !r.exists(&sql::IS_ALIAS, args![target.bk(), target, account])? {
        return Err(Problem::invalid("That account does not name this one as its old one"));
    }
    Ok(())
}

/// Where an account leads, and when it was last moved.
fn moved(r: &Read<'_>, account: Id) -> Outcome<(Option<Id>, Option<Ms>)> {
    let found = r.row(&sql::MOVED, args![account.bk(), account], |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.ok_or_else(Problem::not_found)
}
