//! The timeline of a list: the same merge as the home timeline's, of the list's members.

use base::{Id, IdSet, Outcome, Page, Problem};
use posts::View;

use crate::Timelines;
use crate::home::{Reader, is_followed, speaks};
use crate::index::{Entry, Kind};
use crate::merge::{Basis, PlanKey};

/// A list as timelines need it.
#[derive(Debug, Clone)]
pub struct ReadingList {
    /// Its id.
    pub id: Id,
    /// Whose it is.
    pub owner: Id,
    /// Who is in it.
    pub members: IdSet,
    /// Which answers are in it.
    pub replies: Replies,
}

/// Whose posts members may answer, for the answer to be in the list. To themselves and to its owner always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replies {
    /// Of everyone whom the owner follows.
    Followed,
    /// Of members.
    List,
    /// Of nobody.
    None,
}

impl ReadingList {
    /// Bytes in memory, roughly.
    pub fn weight(&self) -> usize {
        96 + self.members.len() * 16
    }
}

/// Whether an entry belongs into a list's timeline, for its owner. The same rule decides for streams.
///
/// What is kept out of the home timeline is kept out here too, except by exclusive lists.
pub(crate) fn belongs_to(list: &ReadingList, entry: &Entry, author: Id, reader: &Reader<'_>) -> bool {
    if !list.members.contains(&author) {
        return false;
    }
    let to = entry.other_author;
    let policy = match list.replies {
        _ if entry.kind != Kind::Answer || to == author || to == reader.me => true,
        Replies::Followed => true,
        Replies::List => list.members.contains(&to),
        Replies::None => false,
    };
    policy && (author == reader.me || is_followed(entry, author, reader))
}

impl Timelines {
    /// A page of the timeline of a list of `me`, newest first. 404 where there is no such list.
    pub async fn list(&self, me: Id, list: Id, page: Page) -> Outcome<Vec<View>> {
        let list = self.reading_list(me, list).await?.ok_or_else(Problem::not_found)?;
        let relations = self.0.accounts.relations(me).await?;
        let basis = Basis::List(list.clone());
        let plan = self.plan(PlanKey::List(list.id), basis);
        let (taste, now) = (&self.0.nothing, self.0.accounts.now_ms());
        let reader = Reader { me, relations: &relations, taste, now };
        let rule = |entry: &Entry, author: Id| belongs_to(&list, entry, author, &reader);
        self.merged(me, &plan, page, rule, |view| speaks(view, &relations)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Room;
    use crate::tastes::Taste;
    use accounts::{Follow, Relations};
    use posts::Visibility;

    const ME: Id = Id(1);
    const MEMBER: Id = Id(2);
    const OTHER_MEMBER: Id = Id(3);
    const FOLLOWED: Id = Id(4);
    const STRANGER: Id = Id(5);

    fn entry(kind: Kind, other_author: Id) -> Entry {
        Entry {
            id: Id(100),
            other: Id(50),
            other_author,
            kind,
            visibility: Visibility::Public,
            room: Room::None,
        }
    }

    fn list(replies: Replies) -> ReadingList {
        let members = [MEMBER, OTHER_MEMBER].into_iter().collect();
        ReadingList { id: Id(9), owner: ME, members, replies }
    }

    fn relations() -> Relations {
        let mut relations = Relations::default();
        for id in [MEMBER, OTHER_MEMBER, FOLLOWED] {
            relations.following.insert(id, Follow::default());
        }
        relations
    }

    /// Every policy against answers to oneself, the owner, a member, somebody followed, a stranger.
    #[test]
    fn replies_policies() {
        let (relations, taste) = (relations(), Taste::default());
        let reader = Reader { me: ME, relations: &relations, taste: &taste, now: 10 };
        for (replies, expected) in [
            (Replies::Followed, [true, true, true, true, false]),
            (Replies::List, [true, true, true, false, false]),
            (Replies::None, [true, true, false, false, false]),
        ] {
            let answers = [MEMBER, ME, OTHER_MEMBER, FOLLOWED, STRANGER];
            let seen =
                answers.map(|to| belongs_to(&list(replies), &entry(Kind::Answer, to), MEMBER, &reader));
            assert_eq!(seen, expected, "{replies:?}");
        }
    }

    #[test]
    fn members_only_and_whom_one_reads() {
        let (mut relations, taste) = (relations(), Taste::default());
        let mut list = list(Replies::None);
        let post = entry(Kind::Post, Id(0));
        let reader = Reader { me: ME, relations: &relations, taste: &taste, now: 10 };
        assert!(belongs_to(&list, &post, MEMBER, &reader) && !belongs_to(&list, &post, FOLLOWED, &reader));
        assert!(belongs_to(&list, &entry(Kind::Boost, STRANGER), MEMBER, &reader));
        assert!(!belongs_to(&list, &post, ME, &reader), "not a member of the own list");
        list.members.insert(ME);
        assert!(belongs_to(&list, &post, ME, &reader));
        relations.following.insert(MEMBER, Follow { reblogs: false, ..Follow::default() });
        relations.blocking.insert(OTHER_MEMBER);
        let reader = Reader { me: ME, relations: &relations, taste: &taste, now: 10 };
        assert!(!belongs_to(&list, &entry(Kind::Boost, STRANGER), MEMBER, &reader), "no boosts wanted");
        assert!(!belongs_to(&list, &post, OTHER_MEMBER, &reader), "blocked");
    }
}
