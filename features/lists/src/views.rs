//! Reading lists: their owners' pages from the database, what timelines need from memory.

use std::sync::Arc;

use base::{Id, IdMap, IdSet, Outcome, Page};
use store::{Read, args};
use timelines::ReadingList;

use crate::actions::own;
use crate::model::List;
use crate::{Lists, store as sql};

impl Lists {
    /// All lists of `owner`, the oldest first.
    pub async fn of(&self, owner: Id) -> Outcome<Vec<List>> {
        self.0.db.read(move |r| r.rows(&sql::LISTS_OF, args![owner.bk(), owner], sql::list)).await
    }

    /// How many people are in each list of `owner`; lists without any are left out.
    pub async fn counts(&self, owner: Id) -> Outcome<IdMap<u64>> {
        let read = move |r: &Read<'_>| {
            r.rows(&sql::MEMBERS_COUNTS, args![owner.bk(), owner], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        Ok(self.0.db.read(read).await?.into_iter().collect())
    }

    /// Whom `owner` follows and has not in a list, by a part of their name.
    pub async fn to_add(&self, owner: Id, list: Id, name: &str, limit: usize) -> Outcome<Vec<Id>> {
        let members = self.reading(list).await?.map(|list| list.members.clone()).unwrap_or_default();
        let near = self.0.accounts.followed_named(owner, name).await?;
        Ok(near.into_iter().filter(|id| !members.contains(id)).take(limit).collect())
    }

    /// The lists of `owner` that `member` is in.
    pub async fn with(&self, owner: Id, member: Id) -> Outcome<Vec<List>> {
        self.0.db.read(move |r| r.rows(&sql::LISTS_WITH, args![owner.bk(), owner, member], sql::list)).await
    }

    /// A list of `owner`. 404 where there is none.
    pub async fn one(&self, owner: Id, id: Id) -> Outcome<List> {
        self.0.db.read(move |r| own(r, owner, id)).await
    }

    /// A page of the members of a list of `owner`, by their ids, which are the cursors. 404 where there is no list.
    pub async fn members_page(&self, owner: Id, id: Id, page: Page) -> Outcome<Vec<Id>> {
        self.0
            .db
            .read(move |r| {
                own(r, owner, id)?;
                let statement = if page.forward() { &sql::MEMBERS_UP } else { &sql::MEMBERS_PAGE };
                let args = args![id.bk(), id, page.below(), page.above(), page.limit];
                let mut ids: Vec<Id> = r.column(statement, args)?;
                ids.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
                Ok(ids)
            })
            .await
    }

    /// A list as timelines need it, whoever asks.
    pub async fn reading(&self, id: Id) -> Outcome<Option<Arc<ReadingList>>> {
        if let Some(list) = self.0.reading.get(&id) {
            return Ok(list);
        }
        let ticket = self.0.reading.ticket(&id);
        let list = self.0.db.read(move |r| read(r, id)).await?.map(Arc::new);
        self.0.reading.put(id, ticket, list.clone());
        Ok(list)
    }

    /// Whom `owner` reads in exclusive lists.
    pub async fn apart(&self, owner: Id) -> Outcome<Arc<IdSet>> {
        if let Some(apart) = self.0.apart.get(&owner) {
            return Ok(apart);
        }
        let ticket = self.0.apart.ticket(&owner);
        let members: Vec<Id> =
            self.0.db.read(move |r| r.column(&sql::APART, args![owner.bk(), owner])).await?;
        let apart: Arc<IdSet> = Arc::new(members.into_iter().collect());
        self.0.apart.put(owner, ticket, apart.clone());
        Ok(apart)
    }
}

fn read(r: &Read<'_>, id: Id) -> Outcome<Option<ReadingList>> {
    let Some(list) = r.row(&sql::LIST, args![id.bk(), id], sql::list)? else { return Ok(None) };
    let members: Vec<Id> = r.column(&sql::MEMBERS, args![id.bk(), id])?;
    let members = members.into_iter().collect();
    Ok(Some(ReadingList { id, owner: list.owner, members, replies: list.replies }))
}
