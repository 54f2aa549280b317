//! What notifications about collections are about, for the slot of notifications.

use std::sync::Arc;

use accounts::{buckets, numbers};
use base::{Id, IdMap, Outcome};
use notifications::{Kind, MatterList};
use store::{Read, args};

use crate::{Collections, Seen, store as sql};

const KINDS: &[Kind] = &[Kind::AddedToCollection, Kind::CollectionUpdate];

/// Sits down in the slot.
pub(crate) fn tell(collections: &Collections) {
    // Weak: the slot lives in here.
    let weak = Arc::downgrade(&collections.0);
    let slot = move |kind, ids, reader| -> MatterList {
        let me = weak.upgrade().map(Collections);
        Box::pin(async move {
            match me {
                Some(me) => me.matters(kind, ids, reader).await,
                None => Ok(IdMap::default()),
            }
        })
    };
    collections.0.notifications.name_matters(KINDS, Arc::new(slot));
}

impl Collections {
    /// The collections that `reader` was put into (by their item in it) or that changed (by its id); only those that
    /// they are in.
    async fn matters(&self, kind: Kind, ids: Vec<Id>, reader: Id) -> Outcome<IdMap<Arc<[u8]>>> {
        let pairs: Vec<(Id, Id)> = match kind {
            Kind::AddedToCollection => self.collections_of_items(&ids).await?,
            _ => ids.into_iter().map(|id| (id, id)).collect(),
        };
        let mut wanted: Vec<Id> = pairs.iter().map(|(_, collection)| *collection).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut told: IdMap<Arc<[u8]>> = IdMap::default();
        for seen in self.seen(&wanted, Some(reader)).await? {
            if seen.items.iter().any(|item| item.member == reader) {
                told.insert(seen.collection.id, self.bytes(&seen));
            }
        }
        let found = |(id, collection): (Id, Id)| Some((id, told.get(&collection)?.clone()));
        Ok(pairs.into_iter().filter_map(found).collect())
    }

    /// JSON of those of `ids` that are there for `viewer`.
    pub async fn told(&self, ids: &[Id], viewer: Option<Id>) -> Outcome<IdMap<Arc<[u8]>>> {
        let seen = self.seen(ids, viewer).await?;
        Ok(seen.iter().map(|seen| (seen.collection.id, self.bytes(seen))).collect())
    }

    fn bytes(&self, seen: &Seen) -> Arc<[u8]> {
        self.entity(seen).to_string().into_bytes().into()
    }

    async fn collections_of_items(&self, ids: &[Id]) -> Outcome<Vec<(Id, Id)>> {
        let (bks, asked) = (buckets(ids), numbers(ids));
        let read = move |r: &Read<'_>| r.rows(&sql::ITEMS_BY_IDS, args![&bks, &asked], sql::item);
        Ok(self.0.db.read(read).await?.into_iter().map(|item| (item.id, item.collection)).collect())
    }
}
