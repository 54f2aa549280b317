//! Looking for accounts that are not known yet.

use base::{Id, Outcome};
use store::{Read, args};

use crate::store::{buckets, numbers};
use crate::{Accounts, store as sql};

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

    /// Whom `people` follow, with how many of them do, the most common first.
    pub async fn friends_of(&self, people: Vec<Id>, limit: usize) -> Outcome<Vec<(Id, i64)>> {
        let read = move |r: &Read<'_>| {
            let (bks, ids) = (buckets(&people), numbers(&people));
            r.rows(&sql::FRIENDS, args![&bks, &ids, limit], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.0.db.read(read).await
    }
}
