//! What happens elsewhere: undone things take their notifications along in a transaction of the event's own; new
//! things become a job, because who may be told is known in memory and not in the transaction. A new post is looked at
//! in the very transaction that publishes it, since most posts tell nobody.

use accounts::{AccountCreated, Change, RelationChanged};
use base::{Id, Outcome};
use bus::Bus;
use posts::{PollEnded, PostDeleted, PostEdited, PostPublished, PostTouched, Touch};
use store::{Write, args};

use crate::delivery::{Task, Told};
use crate::events::NotificationsChanged;
use crate::{Kind, Notifications, rules, store as sql};

/// Subscribes.
pub(crate) fn listen(notifications: &Notifications, bus: &Bus) {
    let me = notifications.clone();
    bus.within(move |w, event: &PostPublished| me.published(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &PostEdited| me.edited(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &PollEnded| me.poll_ended(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &PostDeleted| me.deleted(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &PostTouched| me.touched(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &RelationChanged| me.related(w, event));
    let me = notifications.clone();
    bus.react(move |w, event: &AccountCreated| me.created(w, event));
}

impl Notifications {
    fn published(&self, w: &mut Write<'_>, event: &PostPublished) -> Outcome<()> {
        if event.boost_of.is_some() {
            return Ok(());
        }
        self.later(w, Kind::Mention, event.author, event.post, Told::These(event.mentions.clone()))?;
        if let Some(quoted) = event.quote_of_author.filter(|quoted| *quoted != event.author) {
            self.later(w, Kind::Quote, event.author, event.post, Told::These(vec![quoted]))?;
        }
        let author = event.author;
        let rings = rules::rings(event.visibility(), author, event.reply_to_author);
        if rings && w.exists(&sql::BELLS, args![author.bk(), author, 0_i64, 1_i64])? {
            // Who is mentioned is told that, and once is enough.
            self.later(w, Kind::Status, author, event.post, Told::Bells { except: event.mentions.clone() })?;
        }
        Ok(())
    }

    fn edited(&self, w: &mut Write<'_>, event: &PostEdited) -> Outcome<()> {
        self.later(w, Kind::Mention, event.author, event.post, Told::These(event.newly_mentioned.clone()))?;
        self.later(w, Kind::Update, event.author, event.post, Told::Boosters)?;
        self.later(w, Kind::QuotedUpdate, event.author, event.post, Told::Quoters)
    }

    fn poll_ended(&self, w: &mut Write<'_>, event: &PollEnded) -> Outcome<()> {
        self.later(w, Kind::Poll, event.author, event.post, Told::These(vec![event.author]))?;
        self.later(w, Kind::Poll, event.author, event.post, Told::Voters)
    }

    fn deleted(&self, w: &mut Write<'_>, event: &PostDeleted) -> Outcome<()> {
        let mut told: Vec<Id> = w.column(&sql::FORGET_POST, args![event.post])?;
        told.sort_unstable();
        told.dedup();
        told.into_iter().try_for_each(|account| self.changed(w, account))
    }

    fn touched(&self, w: &mut Write<'_>, event: &PostTouched) -> Outcome<()> {
        if event.by == event.author {
            return Ok(());
        }
        let author = Told::These(vec![event.author]);
        match event.touch {
            Touch::Favourited => self.later(w, Kind::Favourite, event.by, event.post, author),
            Touch::Boosted => self.later(w, Kind::Reblog, event.by, event.post, author),
            Touch::Unfavourited => self.undo(w, event.author, event.by, &[Kind::Favourite], Some(event.post)),
            Touch::Unboosted => self.undo(w, event.author, event.by, &[Kind::Reblog], Some(event.post)),
            Touch::Privately | Touch::Answered | Touch::Voted | Touch::Quoted | Touch::Unquoted => Ok(()),
        }
    }

    fn related(&self, w: &mut Write<'_>, event: &RelationChanged) -> Outcome<()> {
        let (from, to) = (event.from, event.to);
        let follow = [Kind::Follow, Kind::FollowRequest];
        match event.change {
            Change::Followed => self.ask(w, Kind::Follow, from, to),
            // Who is brought along by a move did not mean to tell anybody.
            Change::FollowEdited | Change::Brought => {
                self.enqueue(w, Task::Bell { follower: from, followee: to })
            }
            Change::Requested => self.ask(w, Kind::FollowRequest, from, to),
            Change::Accepted => self.undo(w, from, to, &[Kind::FollowRequest], None),
            Change::Unfollowed => {
                self.unbell(w, from, to)?;
                self.undo(w, to, from, &follow, None)
            }
            Change::Removed => {
                self.unbell(w, to, from)?;
                self.undo(w, from, to, &follow, None)
            }
            Change::Blocked => self.cut(w, from, to),
            Change::Unblocked | Change::Muted | Change::Unmuted => Ok(()),
        }
    }

    fn created(&self, w: &mut Write<'_>, event: &AccountCreated) -> Outcome<()> {
        if !event.signed_up {
            return Ok(());
        }
        let (from, at_ms) = (event.account, self.0.clock.now_ms());
        self.enqueue(w, Task::Tell { kind: Kind::AdminSignUp, from, post: None, told: Told::Staff, at_ms })
    }

    /// A new follow or request.
    fn ask(&self, w: &mut Write<'_>, kind: Kind, from: Id, to: Id) -> Outcome<()> {
        self.enqueue(w, Task::Bell { follower: from, followee: to })?;
        let at_ms = self.0.clock.now_ms();
        self.enqueue(w, Task::Tell { kind, from, post: None, told: Told::These(vec![to]), at_ms })
    }

    /// Neither sees the other any more, so neither keeps what the other did.
    fn cut(&self, w: &mut Write<'_>, one: Id, other: Id) -> Outcome<()> {
        for (account, from) in [(one, other), (other, one)] {
            self.unbell(w, account, from)?;
            if w.run(&sql::FORGET_SENDER, args![account.bk(), account, from])? > 0 {
                self.changed(w, account)?;
            }
        }
        Ok(())
    }

    fn later(&self, w: &mut Write<'_>, kind: Kind, from: Id, post: Id, told: Told) -> Outcome<()> {
        if told.is_nobody() {
            return Ok(());
        }
        let at_ms = self.0.clock.now_ms();
        self.enqueue(w, Task::Tell { kind, from, post: Some(post), told, at_ms })
    }

    fn unbell(&self, w: &Write<'_>, follower: Id, followee: Id) -> Outcome<()> {
        w.run(&sql::UNBELL, args![followee.bk(), followee, follower]).map(|_| ())
    }

    /// Removes what `from` is not doing any more.
    pub(crate) fn undo(
        &self,
        w: &mut Write<'_>,
        account: Id,
        from: Id,
        kinds: &[Kind],
        post: Option<Id>,
    ) -> Outcome<()> {
        let (kinds, post) = (sql::names(kinds), post.unwrap_or_default());
        if w.run(&sql::UNDO, args![account.bk(), account, from, kinds.as_slice(), post])? > 0 {
            self.changed(w, account)?;
        }
        Ok(())
    }

    pub(crate) fn changed(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        self.0.bus.emit(w, NotificationsChanged { account })
    }
}
