//! Registering hashtags, changing entries, and what the staff decide.

use base::{DAY_MS, Id, Kind, Ms, Outcome, Problem};
use store::{Write, args};

use crate::model::{Edit, Entry, State, Verdict, Who};
use crate::rules::{ENTRIES_MAX, PER_DAY_MAX, after_edit, edited, kept, may_change, refused};
use crate::telling::Decision;
use crate::{Hashtags, HashtagsChanged, store as sql};

impl Hashtags {
    /// Registers a hashtag: it is listed at once, as provisional. One that was refused or retired is registered anew.
    ///
    /// # Errors
    /// 422 for what is wrong with the form, for a hashtag that is there already, over the limit of a day and where
    /// the directory is full; 403 for those whom the staff limited.
    pub async fn register(&self, by: Who, edit: Edit) -> Outcome<Entry> {
        let now = self.now_ms();
        let who = self.0.ground.accounts.account(by.account).await?.ok_or_else(Problem::not_found)?;
        if !who.is_listed() {
            return Err(Problem::new(
                Kind::Forbidden,
                "Your account is limited, so it cannot register hashtags",
            ));
        }
        let new = edited(Entry::blank(Some(by.account), now), edit, now)?;
        self.change(move |w| {
            free(w, &new.tag)?;
            room(w, by, now)?;
            Ok(new)
        })
        .await
    }

    /// Changes an entry. What was refused or retired is listed as provisional again.
    ///
    /// # Errors
    /// 404 for none, 403 for somebody else's, 422 for what is wrong with the form.
    pub async fn edit(&self, by: Who, tag: &str, edit: Edit) -> Outcome<Entry> {
        let (me, tag, now) = (self.clone(), tag.to_owned(), self.now_ms());
        self.change(move |w| {
            let old = held(w, &tag)?;
            may_change(by, &old)?;
            // To ask anew is to register, and counts as that.
            if !old.is_listed() {
                room(w, by, now)?;
            }
            let new = after_edit(edited(old.clone(), edit, now)?);
            if new != old {
                me.tell_owner(w, by, Decision::Changed, (&old, &new))?;
            }
            Ok(new)
        })
        .await
    }

    /// The staff decide.
    ///
    /// # Errors
    /// 403 for who does not moderate, 404 for none, 422 for what is wrong with the form.
    pub async fn decide(&self, by: Who, tag: &str, verdict: Verdict) -> Outcome<Entry> {
        if !by.staff {
            return Err(Problem::forbidden());
        }
        let (me, tag, now) = (self.clone(), tag.to_owned(), self.now_ms());
        self.change(move |w| {
            let old = held(w, &tag)?;
            let (decision, new) = match verdict {
                Verdict::Keep(edit) => {
                    let new = edited(old.clone(), *edit, now)?;
                    let changed = old.state == State::Listed && new != old;
                    (if changed { Decision::Changed } else { Decision::Kept }, kept(new, by, now))
                }
                Verdict::Refuse { reason, words } => {
                    (Decision::Refused, refused(old.clone(), by, (reason, &words), now)?)
                }
            };
            me.tell_owner(w, by, decision, (&old, &new))?;
            Ok(new)
        })
        .await
    }

    /// Says that a hashtag is not used any more. Its page stays.
    ///
    /// # Errors
    /// 404 for none, 403 for somebody else's.
    pub async fn retire(&self, by: Who, tag: &str) -> Outcome<Entry> {
        let (me, tag, now) = (self.clone(), tag.to_owned(), self.now_ms());
        self.change(move |w| {
            let mut entry = held(w, &tag)?;
            may_change(by, &entry)?;
            if entry.is_listed() {
                me.tell_owner(w, by, Decision::Retired, (&entry, &entry))?;
                (entry.state, entry.updated_ms, entry.offered_to) = (State::Retired, now, None);
            }
            Ok(entry)
        })
        .await
    }

    /// Leaves the entries of somebody who leaves to the site. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        let statements =
            [&sql::FORGET_OWNER, &sql::FORGET_OFFERED, &sql::FORGET_REGISTRANT, &sql::FORGET_DECIDER];
        self.0
            .ground
            .db
            .write(move |w| {
                let mut changed = 0;
                for statement in statements {
                    changed += w.run(statement, args![account])?;
                }
                w.run(&sql::FORGET_DECISIONS, args![account])?;
                if changed > 0 {
                    me.0.ground.bus.emit(w, HashtagsChanged { tag: None })?;
                }
                Ok(())
            })
            .await
    }

    /// Stores what `make` gives, and tells that it changed.
    pub(crate) async fn change(
        &self,
        make: impl FnOnce(&mut Write<'_>) -> Outcome<Entry> + Send + 'static,
    ) -> Outcome<Entry> {
        let me = self.clone();
        self.0
            .ground
            .db
            .write(move |w| {
                let entry = make(w)?;
                sql::put(w, &entry)?;
                me.0.ground.bus.emit(w, HashtagsChanged { tag: Some(entry.tag.clone()) })?;
                Ok(entry)
            })
            .await
    }

    pub(crate) fn now_ms(&self) -> Ms {
        self.0.ground.clock.now_ms()
    }
}

/// The entry, which nobody else changes before this transaction ends.
pub(crate) fn held(w: &Write<'_>, tag: &str) -> Outcome<Entry> {
    find(w, tag)?.ok_or_else(Problem::not_found)
}

fn find(w: &Write<'_>, tag: &str) -> Outcome<Option<Entry>> {
    let tag = tag.to_owned();
    w.row(&sql::REGISTERED_HELD, args![&tag], sql::entry)
}

/// Whether a hashtag can be registered.
fn free(w: &Write<'_>, tag: &str) -> Outcome<()> {
    match find(w, tag)? {
        Some(entry) if entry.is_listed() => Err(Problem::invalid("Name has already been taken")),
        _ => Ok(()),
    }
}

/// Whether there is room for one more: in the directory, and of somebody in a day.
fn room(w: &Write<'_>, by: Who, now: Ms) -> Outcome<()> {
    let one = |row: &store::Row<'_>| row.get::<i64>(0);
    let all = w.row(&sql::REGISTERED_COUNT, args![], one)?.unwrap_or(0);
    if usize::try_from(all).is_ok_and(|all| all >= ENTRIES_MAX) {
        return Err(Problem::invalid("The directory is full"));
    }
    let today = w.row(&sql::REGISTERED_SINCE, args![by.account, now - DAY_MS], one)?.unwrap_or(0);
    if !by.staff && today >= PER_DAY_MAX {
        return Err(Problem::invalid(format!("You can register {PER_DAY_MAX} hashtags a day")));
    }
    Ok(())
}
