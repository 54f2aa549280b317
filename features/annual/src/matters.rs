//! What notifications about reports are about, for the slot of notifications.

use std::sync::Arc;

use accounts::{buckets, numbers};
use base::{Id, IdMap, Outcome};
use notifications::{Kind, MatterList};
use serde_json::json;
use store::{Read, args};

use crate::{Annual, store as sql};

/// Sits down in the slot.
pub(crate) fn tell(annual: &Annual) {
    // Weak: the slot lives in here.
    let weak = Arc::downgrade(&annual.0);
    let slot = move |_, ids, reader| -> MatterList {
        let me = weak.upgrade().map(Annual);
        Box::pin(async move {
            match me {
                Some(me) => me.matters(ids, reader).await,
                None => Ok(IdMap::default()),
            }
        })
    };
    annual.0.notifications.name_matters(&[Kind::AnnualReport], Arc::new(slot));
}

impl Annual {
    /// Mastodon's `AnnualReportEvent`: the year, as a text.
    async fn matters(&self, ids: Vec<Id>, reader: Id) -> Outcome<IdMap<Arc<[u8]>>> {
        let (bks, asked) = (buckets(&ids), numbers(&ids));
        let read = move |r: &Read<'_>| r.rows(&sql::BY_IDS, args![&bks, &asked], sql::row);
        let rows = self.0.db.read(read).await?.into_iter().filter(|row| row.account == reader);
        let told = |year: i32| json!({ "year": year.to_string() }).to_string().into_bytes().into();
        Ok(rows.map(|row| (row.id, told(row.year.0))).collect())
    }
}
