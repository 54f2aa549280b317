//! The home timeline: the recent posts of those whom one follows, merged when it is read.

use accounts::Relations;
use base::{Id, Ms, Outcome, Page};
use posts::View;

use crate::Timelines;
use crate::index::{Entry, Kind, Room};
use crate::merge::{Basis, PlanKey};
use crate::tastes::Taste;

/// Whom a timeline is for, with all that decides what is in it.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    /// Nobody is 0.
    pub(crate) me: Id,
    pub(crate) relations: &'a Relations,
    pub(crate) taste: &'a Taste,
    pub(crate) now: Ms,
}

/// Whether an entry belongs into the home timeline. The same rule decides for streams.
///
/// Answers to people whom one does not follow are left out, as are boosts of those who are hidden, boosts by those
/// whose boosts one does not want, and whoever is read in an exclusive list instead. Of a followed hashtag it is all
/// public posts of everyone who is not hidden. What was written in a room of a hashtag chat is there for those who are
/// in that room; with a mention, [`calls`] decides when it is shown.
pub(crate) fn belongs(entry: &Entry, author: Id, reader: &Reader<'_>) -> bool {
    if author == reader.me {
        return true;
    }
    if reader.taste.apart.contains(&author) {
        return false;
    }
    match entry.kind {
        Kind::Tagged => !reader.relations.hides(author, reader.now),
        _ => is_followed(entry, author, reader) && may_be_read(entry, reader.taste),
    }
}

/// Whether a reader of this taste may read at home what was perhaps written in a room.
fn may_be_read(entry: &Entry, taste: &Taste) -> bool {
    match entry.room {
        Room::None | Room::Calls => true,
        Room::Quiet => taste.reads(entry.other),
    }
}

/// Whether a post that was written in a room is for `me`: who reads the room or one of its hashtags, and whom it
/// mentions.
fn calls(view: &View, me: Id, taste: &Taste) -> bool {
    let post = view.shown.post();
    match post.room {
        Some(room) if post.author != me && !taste.reads(room) => {
            post.mentions.contains(&me)
                || text::hashtags(&post.text).iter().any(|tag| taste.tags.contains(tag.key.as_str()))
        }
        _ => true,
    }
}

/// Whether an entry is one that its reader wants of those whom they follow, be it at home or in a list.
pub(crate) fn is_followed(entry: &Entry, author: Id, reader: &Reader<'_>) -> bool {
    let Reader { me, relations, now, .. } = *reader;
    let Some(follow) = relations.following.get(&author) else { return false };
    if relations.hides(author, now) {
        return false;
    }
    match entry.kind {
        Kind::Post | Kind::Tagged => true,
        Kind::Answer => {
            let to = entry.other_author;
            to == me || to == author || (relations.follows(to) && !relations.hides(to, now))
        }
        Kind::Boost => {
            let of = entry.other_author;
            follow.reblogs && of != me && !relations.hides(of, now)
        }
    }
}

/// Whether the reader came to know the author by following; those whom moderators limited are not come across
/// otherwise, by a hashtag for example.
pub(crate) fn is_near(view: &View, relations: &Relations) -> bool {
    view.author.silenced_ms.is_none() || view.own || relations.follows(view.author.id)
}

/// Whether a post is in a language that the reader wants of its author.
pub(crate) fn speaks(view: &View, relations: &Relations) -> bool {
    let languages = relations.following.get(&view.author.id).map(|follow| follow.languages.as_slice());
    match (languages, &view.shown.language) {
        (Some(wanted), Some(language)) if !wanted.is_empty() => wanted.contains(language),
        _ => true,
    }
}

impl Timelines {
    /// A page of the home timeline of `me`, newest first.
    pub async fn home(&self, me: Id, page: Page) -> Outcome<Vec<View>> {
        let relations = self.0.accounts.relations(me).await?;
        let taste = self.taste(me).await?;
        let basis = Basis::Home { me, relations: relations.clone(), taste: taste.clone() };
        let plan = self.plan(PlanKey::Home(me), basis);
        let reader = Reader { me, relations: &relations, taste: &taste, now: self.0.accounts.now_ms() };
        let rule = |entry: &Entry, author: Id| belongs(entry, author, &reader);
        let fits =
            |view: &View| speaks(view, &relations) && is_near(view, &relations) && calls(view, me, &taste);
        self.merged(me, &plan, page, rule, fits).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::tastes::ReadRooms;
    use accounts::{Follow, Mute};
    use posts::Visibility;

    fn entry(kind: Kind, other_author: i64) -> Entry {
        Entry {
            id: Id(100),
            other: Id(50),
            other_author: Id(other_author),
            kind,
            visibility: Visibility::Public,
            room: Room::None,
        }
    }

    #[test]
    fn what_is_said_in_a_room_is_for_those_who_are_in_it() {
        let (me, friend, room) = (Id(1), Id(2), Id(50));
        let mut relations = Relations::default();
        relations.following.insert(friend, Follow::default());
        let rooms = |all: bool, joined: &[Id]| Taste {
            rooms: Arc::new(ReadRooms { all, joined: joined.iter().copied().collect() }),
            ..Taste::default()
        };
        let quiet = Entry { room: Room::Quiet, ..entry(Kind::Post, 0) };
        for (taste, expected) in [
            (rooms(false, &[]), false),
            (rooms(false, &[room]), true),
            (rooms(false, &[Id(51)]), false),
            (rooms(true, &[]), true),
        ] {
            let reader = Reader { me, relations: &relations, taste: &taste, now: 10 };
            assert_eq!(belongs(&quiet, friend, &reader), expected);
            assert!(belongs(&quiet, me, &reader), "one's own");
            assert!(belongs(&Entry { room: Room::Calls, ..quiet }, friend, &reader), "looked at when shown");
            assert!(!belongs(&Entry { room: Room::Calls, ..quiet }, Id(9), &reader), "of a stranger");
            assert!(belongs(&entry(Kind::Boost, 9), friend, &reader), "boosts are not of the room");
        }
        assert_eq!(size_of::<Entry>(), 32, "what the index has room for");
    }

    #[test]
    fn what_belongs_into_the_home_timeline() {
        let (me, friend, other) = (Id(1), Id(2), 3);
        let mut relations = Relations::default();
        relations.following.insert(friend, Follow::default());
        let post = entry(Kind::Post, 0);
        let taste = Taste::default();
        let belongs_at = |e: &Entry, author: Id, relations: &Relations, now: Ms| {
            belongs(e, author, &Reader { me, relations, taste: &taste, now })
        };
        let belongs_now = |e: &Entry, author: Id, r: &Relations| belongs_at(e, author, r, 10);
        assert!(belongs_now(&post, me, &relations) && belongs_now(&post, friend, &relations));
        assert!(!belongs_now(&post, Id(other), &relations), "not followed");
        assert!(!belongs_now(&entry(Kind::Answer, other), friend, &relations), "an answer to a stranger");
        assert!(belongs_now(&entry(Kind::Answer, 2), friend, &relations), "to themselves");
        assert!(belongs_now(&entry(Kind::Answer, 1), friend, &relations), "to me");
        assert!(belongs_now(&entry(Kind::Boost, other), friend, &relations));
        relations.blocking.insert(Id(other));
        assert!(!belongs_now(&entry(Kind::Boost, other), friend, &relations), "a boost of someone blocked");
        relations.muting.insert(friend, Mute { notifications: false, until_ms: Some(11) });
        assert!(!belongs_now(&post, friend, &relations), "muted");
        assert!(belongs_at(&post, friend, &relations, 11), "not any more");
        relations.following.insert(friend, Follow { reblogs: false, ..Follow::default() });
        assert!(!belongs_at(&entry(Kind::Boost, 9), friend, &relations, 11), "no boosts wanted");
    }

    #[test]
    fn who_is_read_in_an_exclusive_list_is_not_at_home() {
        let (me, friend) = (Id(1), Id(2));
        let mut relations = Relations::default();
        relations.following.insert(friend, Follow::default());
        let apart = Arc::new([me, friend, Id(3)].into_iter().collect());
        let taste = Taste { apart, ..Taste::default() };
        let reader = Reader { me, relations: &relations, taste: &taste, now: 10 };
        assert!(!belongs(&entry(Kind::Post, 0), friend, &reader));
        assert!(belongs(&entry(Kind::Post, 0), me, &reader), "one's own posts stay");
        assert!(
            !belongs(&Entry::tagged(Id(100), friend), friend, &reader),
            "not even with a followed hashtag"
        );
        assert!(belongs(&Entry::tagged(Id(100), Id(5)), Id(5), &reader), "of people whom one does not know");
        relations.following.insert(Id(4), Follow::default());
        relations.blocked_by.insert(Id(5));
        let reader = Reader { me, relations: &relations, taste: &taste, now: 10 };
        assert!(belongs(&entry(Kind::Boost, 2), Id(4), &reader), "boosted by somebody else");
        assert!(!belongs(&Entry::tagged(Id(100), Id(5)), Id(5), &reader), "a block stands in between");
    }
}
