//! Looking for accounts that are not known yet.

use base::{Id, Outcome};
use store::{Read, args};

use crate::store::{buckets, numbers};
use crate::{Account, Accounts, store as sql};

/// Of those whom one follows, so many are looked through for a name.
const FOLLOWED_MAX: usize = 2_000;

/// Whether somebody's name or address has this in it, folded.
fn is_named(person: &Account, wanted: &str) -> bool {
    text::fold_case(&person.acct()).contains(wanted) || text::fold_case(&person.display_name).contains(wanted)
}

impl Accounts {
    /// Accounts whose username begins with `query`, by name.
    pub async fn names_like(&self, query: &str, limit: usize) -> Outcome<Vec<Id>> {
        let name = self.local_name(query);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let above = format!("{name}\u{10ffff}");
        self.0.db.read(move |r| r.column(&sql::NAMES_LIKE, args![&name, &above, limit])).await
    }

    /// Whom `me` follows whose name or address has `name` in it, those whom they followed last first. An empty name
    /// fits everybody.
    pub async fn followed_named(&self, me: Id, name: &str) -> Outcome<Vec<Id>> {
        let relations = self.relations(me).await?;
        let mut followed: Vec<Id> = relations.following.keys().copied().collect();
        followed.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        followed.truncate(FOLLOWED_MAX);
        let found = self.accounts(&followed).await?;
        let wanted = text::fold_case(name.trim().trim_start_matches('@'));
        let fits = |id: &Id| {
            let person = found.get(id).filter(|person| person.suspended_ms.is_none());
            person.is_some_and(|person| is_named(person, &wanted))
        };
        Ok(followed.into_iter().filter(fits).collect())
    }

    /// Whom `people` follow, with how many of them do, the most common first.
    pub async fn friends_of(&self, people: Vec<Id>, limit: usize) -> Outcome<Vec<(Id, i64)>> {
        let read = move |r: &Read<'_>| {
            let (bks, ids) = (buckets(&people), numbers(&people));
            r.rows(&sql::FRIENDS, args![&bks, &ids, limit], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.0.db.read(read).await
    }
}
