//! The verbs: the only writers.

use base::{Id, Ms, Outcome, Problem, random};
use emojis::Book;
use moderation::Noted;
use store::{Write, args};

use crate::events::{AnnouncementEnded, AnnouncementPublished, ReactionsChanged};
use crate::model::{Announcement, NewAnnouncement};
use crate::{ANNOUNCEMENTS_MAX, Announcements, REACTIONS_MAX, store as sql};

/// Characters of a text that stand in the staff's log.
const NOTED_CHARS: usize = 40;
/// The job that publishes what was scheduled.
pub(crate) const PUBLISH: &str = "announcements.publish";
/// The job that tells streams of an end.
pub(crate) const END: &str = "announcements.end";

impl Announcements {
    /// Makes an announcement, at once or at its time; gives its id. 422 for a text or times that cannot be.
    pub async fn publish(&self, new: NewAnnouncement) -> Outcome<Id> {
        let now = self.0.clock.now_ms();
        let (me, new) = (self.clone(), new.checked(now)?);
        self.0.db.write(move |w| me.insert(w, &new, now)).await
    }

    fn insert(&self, w: &mut Write<'_>, new: &NewAnnouncement, now: Ms) -> Outcome<Id> {
        let count: i64 = w.row(&sql::ANNOUNCEMENTS_COUNT, &[], |row| row.get(0))?.unwrap_or(0);
        if usize::try_from(count).is_ok_and(|count| count >= ANNOUNCEMENTS_MAX) {
            return Err(Problem::invalid(format!(
                "There are {ANNOUNCEMENTS_MAX} announcements; remove old ones"
            )));
        }
        let id = self.0.ids.next(random::bucket());
        let waits = new.scheduled_ms.filter(|at| *at > now);
        let published = waits.is_none().then_some(now);
        let (scheduled, starts, ends) = (new.scheduled_ms, new.starts_ms, new.ends_ms);
        w.run_one(
            &sql::INSERT_ANNOUNCEMENT,
            args![id, &new.text, scheduled, starts, ends, new.all_day, published, now],
        )?;
        match waits {
            Some(at) => drop(self.0.bus.enqueue(w, PUBLISH, &id, at)?),
            None => self.0.bus.emit(w, AnnouncementPublished { id })?,
        }
        if let Some(ends) = new.ends_ms {
            self.0.bus.enqueue(w, END, &id, ends)?;
        }
        self.note(w, "create", id, &new.text)?;
        Ok(id)
    }

    /// Changes an announcement; one that is published stays so, and open streams are told of it. 404 where there is
    /// none, 422 for a text or times that cannot be.
    pub async fn edit(&self, id: Id, new: NewAnnouncement) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        let (me, new) = (self.clone(), new.checked(now)?);
        self.0
            .db
            .write(move |w| {
                let old = w.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)?;
                let old = old.ok_or_else(Problem::not_found)?;
                let (scheduled, starts, ends) = (new.scheduled_ms, new.starts_ms, new.ends_ms);
                w.run_one(
                    &sql::EDIT_ANNOUNCEMENT,
                    args![id, &new.text, scheduled, starts, ends, new.all_day, now],
                )?;
                me.note(w, "update", id, &new.text)?;
                // Jobs of times that hold no more find so when they run.
                if let Some(ends) = ends {
                    me.0.bus.enqueue(w, END, &id, ends)?;
                }
                match scheduled.filter(|_| old.published_ms.is_none()) {
                    Some(at) => me.0.bus.enqueue(w, PUBLISH, &id, at.max(now)).map(drop),
                    None if old.published_ms.is_some() => me.0.bus.emit(w, AnnouncementPublished { id }),
                    None => Ok(()),
                }
            })
            .await
    }

    /// Publishes what waits or was taken back, at once. 404 where there is none.
    pub async fn publish_now(&self, id: Id) -> Outcome<()> {
        self.set_published(id, (&sql::PUBLISH_ANNOUNCEMENT, "publish"), move |me, w| {
            me.0.bus.emit(w, AnnouncementPublished { id })
        })
        .await
    }

    /// Takes an announcement back; it is kept, and can be published again. 404 where there is none.
    pub async fn unpublish(&self, id: Id) -> Outcome<()> {
        self.set_published(id, (&sql::UNPUBLISH_ANNOUNCEMENT, "unpublish"), move |me, w| {
            me.0.bus.emit(w, AnnouncementEnded { id })
        })
        .await
    }

    /// Writes down what one of the staff did, in its transaction.
    fn note(&self, w: &mut Write<'_>, action: &str, id: Id, text: &str) -> Outcome<()> {
        let Some(by) = self.1 else { return Ok(()) };
        let name: String = text.chars().take(NOTED_CHARS).collect();
        self.0.moderation.note(w, by, action, Noted::Announcement(id, &name))
    }

    async fn set_published(
        &self,
        id: Id,
        (statement, action): (&'static store::Sql, &'static str),
        tell: impl FnOnce(&Self, &mut Write<'_>) -> Outcome<()> + Send + 'static,
    ) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let changed = w.run(statement, args![id, now])? > 0;
                let there = w.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)?;
                let there = there.ok_or_else(Problem::not_found)?;
                if !changed {
                    return Ok(());
                }
                me.note(w, action, id, &there.text)?;
                tell(&me, w)
            })
            .await
    }

    /// Removes an announcement with its reactions. 404 where there is none.
    pub async fn remove(&self, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let old = w.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)?;
                let old = old.ok_or_else(Problem::not_found)?;
                w.run_one(&sql::DELETE_ANNOUNCEMENT, args![id])?;
                me.note(w, "destroy", id, &old.text)?;
                w.run(&sql::DELETE_REACTIONS, args![id])?;
                w.run(&sql::DELETE_DISMISSALS, args![id])?;
                me.0.bus.emit(w, AnnouncementEnded { id })
            })
            .await
    }

    /// Its time has come, unless it was removed, published, taken back or put off meanwhile.
    pub(crate) async fn publish_due(&self, id: Id) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| match w.run(&sql::PUBLISH_DUE, args![id, now])? {
                0 => Ok(()),
                _ => me.0.bus.emit(w, AnnouncementPublished { id }),
            })
            .await
    }

    /// It has ended, unless it was removed before, or its end was put off.
    pub(crate) async fn end_due(&self, id: Id) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| match w.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)? {
                Some(one) if one.ends_ms.is_some_and(|ends| ends <= now) => {
                    me.0.bus.emit(w, AnnouncementEnded { id })
                }
                _ => Ok(()),
            })
            .await
    }

    /// `account` does not want to see it any more. 404 where it does not exist.
    pub async fn dismiss(&self, account: Id, id: Id) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        self.0
            .db
            .write(move |w| {
                live(w, id, now)?;
                w.run(&sql::DISMISS, args![account.bk(), account, id]).map(drop)
            })
            .await
    }

    /// `account` reacts to it with `name`: an emoji of Unicode, or the shortcode of a custom one. Twice is once. 404
    /// where it does not exist, 422 for anything else and past [`REACTIONS_MAX`].
    pub async fn react(&self, account: Id, id: Id, name: String) -> Outcome<()> {
        let book = self.0.accounts.emojis().await?;
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                w.run(&sql::LOCK_ANNOUNCEMENT, args![id])?;
                live(w, id, now)?;
                if !known(&name, &book) {
                    return Err(Problem::invalid("Name is not a recognized emoji"));
                }
                let others = sql::reactions(w, &[id], account)?;
                let others = others.iter().filter(|other| other.name != name && known(&other.name, &book));
                if others.count() >= REACTIONS_MAX {
                    return Err(Problem::invalid("Limit of different reactions reached"));
                }
                if w.run(&sql::REACT, args![me.0.ids.beside(account), id, account, &name])? == 0 {
                    return Ok(());
                }
                me.0.bus.emit(w, ReactionsChanged { id, name })
            })
            .await
    }

    /// Removes what `account` dismissed and reacted with, when its data are deleted. There are at most
    /// [`ANNOUNCEMENTS_MAX`] dismissals, and for each as many reactions as [`REACTIONS_MAX`].
    pub(crate) fn erase(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        w.run(&sql::SEE_AGAIN, args![account.bk(), account])?;
        let gone: Vec<(Id, String)> =
            w.rows(&sql::UNREACT_ALL, args![account], |row| Ok((row.get(0)?, row.get(1)?)))?;
        gone.into_iter().try_for_each(|(id, name)| self.0.bus.emit(w, ReactionsChanged { id, name }))
    }

    /// `account` takes a reaction back. 404 where there was none.
    pub async fn unreact(&self, account: Id, id: Id, name: String) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                live(w, id, now)?;
                if w.run(&sql::UNREACT, args![id, account, &name])? == 0 {
                    return Err(Problem::not_found());
                }
                me.0.bus.emit(w, ReactionsChanged { id, name })
            })
            .await
    }
}

/// Whether people can react with `name`. What was a custom emoji once is none any more.
pub(crate) fn known(name: &str, book: &Book) -> bool {
    book.get(name).is_some() || text::is_emoji(name)
}

/// The announcement, if people see it; else 404.
fn live(w: &Write<'_>, id: Id, now: Ms) -> Outcome<Announcement> {
    let found = w.row(&sql::ANNOUNCEMENT, args![id], sql::announcement)?;
    found.filter(|one| one.is_live(now)).ok_or_else(Problem::not_found)
}
