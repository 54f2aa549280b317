//! Reading collections: all of a page, and all who are in them, in one query each.

use std::sync::Arc;

use accounts::{Relations, Shown, buckets, numbers};
use base::{Id, IdMap, Outcome, Problem};
use store::{Read, args};
use web::Slice;

use crate::model::{Collection, Item, Seen};
use crate::rules::shows;
use crate::{Collections, store as sql};

/// Part of a list of collections.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The collections.
    pub list: Vec<Seen>,
    /// Whether there is more behind them.
    pub more: bool,
}

impl Collections {
    /// One collection, as `viewer` sees it.
    ///
    /// # Errors
    /// 404 for none, for one of the suspended and for one whose curator blocks the viewer.
    pub async fn one(&self, id: Id, viewer: Option<Id>) -> Outcome<Seen> {
        self.seen(&[id], viewer).await?.pop().ok_or_else(Problem::not_found)
    }

    /// What is told of the collections of `owner`, the newest first: to others, those that are to be found.
    pub async fn of(&self, owner: Id, viewer: Option<Id>, slice: Slice) -> Outcome<Part> {
        let least = i64::from(viewer != Some(owner));
        let asked = move |r: &Read<'_>| {
            let args = args![owner.bk(), owner, least, slice.limit + 1, slice.offset];
            r.rows(&sql::OF, args, sql::collection)
        };
        let mut rows = self.0.db.read(asked).await?;
        let more = rows.len() > slice.limit;
        rows.truncate(slice.limit);
        Ok(Part { list: self.with_items(rows, viewer).await?, more })
    }

    /// The collections that `member` is in, the oldest first, as they see them.
    pub async fn with(&self, member: Id, slice: Slice) -> Outcome<Part> {
        let asked = move |r: &Read<'_>| {
            r.column(&sql::WITH, args![member.bk(), member, slice.limit + 1, slice.offset])
        };
        let mut ids: Vec<Id> = self.0.db.read(asked).await?;
        let more = ids.len() > slice.limit;
        ids.truncate(slice.limit);
        Ok(Part { list: self.seen(&ids, Some(member)).await?, more })
    }

    /// Those of `ids` that are there for `viewer`, in the order asked.
    pub async fn seen(&self, ids: &[Id], viewer: Option<Id>) -> Outcome<Vec<Seen>> {
        self.with_items(self.rows(ids).await?, viewer).await
    }

    async fn rows(&self, ids: &[Id]) -> Outcome<Vec<Collection>> {
        let (bks, asked) = (buckets(ids), numbers(ids));
        let read = move |r: &Read<'_>| r.rows(&sql::BY_IDS, args![&bks, &asked], sql::collection);
        let mut found: IdMap<Collection> =
            self.0.db.read(read).await?.into_iter().map(|row| (row.id, row)).collect();
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    async fn items(&self, rows: &[Collection]) -> Outcome<Vec<Item>> {
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        let (bks, asked) = (buckets(&ids), numbers(&ids));
        self.0.db.read(move |r| r.rows(&sql::ITEMS_OF, args![&bks, &asked], sql::item)).await
    }

    /// Those of `ids` that there are, with all who are in them, for the staff, who judge also what nobody else sees.
    pub async fn seen_by_staff(&self, ids: &[Id]) -> Outcome<Vec<Seen>> {
        let rows = self.rows(ids).await?;
        let items = self.items(&rows).await?;
        let whole = |collection: Collection| {
            let items = items.iter().filter(|item| item.collection == collection.id).copied().collect();
            Seen { collection, items }
        };
        Ok(rows.into_iter().map(whole).collect())
    }

    async fn with_items(&self, rows: Vec<Collection>, viewer: Option<Id>) -> Outcome<Vec<Seen>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let items = self.items(&rows).await?;
        let people: Vec<Id> =
            items.iter().map(|item| item.member).chain(rows.iter().map(|row| row.owner)).collect();
        let known = self.0.accounts.accounts(&people).await?;
        let reader = self.reader(viewer).await?;
        Ok(rows.into_iter().filter_map(|row| sight(row, &items, &known, reader.as_ref())).collect())
    }

    async fn reader(&self, viewer: Option<Id>) -> Outcome<Option<(Id, Arc<Relations>)>> {
        match viewer {
            Some(id) => Ok(Some((id, self.0.accounts.relations(id).await?))),
            None => Ok(None),
        }
    }
}

/// A collection as a reader sees it; `None` where its curator is suspended or blocks them.
fn sight(
    collection: Collection,
    items: &[Item],
    known: &IdMap<Arc<Shown>>,
    reader: Option<&(Id, Arc<Relations>)>,
) -> Option<Seen> {
    let owner = known.get(&collection.owner).filter(|owner| owner.suspended_ms.is_none())?;
    if reader.is_some_and(|(_, relations)| relations.blocked_by.contains(&owner.id)) {
        return None;
    }
    let reader = reader.map(|(id, relations)| (*id, &**relations));
    let seen = |item: &&Item| {
        let member = known.get(&item.member);
        item.collection == collection.id && member.is_some_and(|member| shows(owner.id, reader, member))
    };
    let items = items.iter().filter(seen).copied().collect();
    Some(Seen { collection, items })
}
