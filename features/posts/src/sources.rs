//! Where posts came from: what imports and exports ask.

use std::collections::{HashMap, HashSet};

use accounts::{buckets, numbers};
use base::{Id, Outcome};
use store::args;

use crate::{Posts, store as sql};

impl Posts {
    /// Those of `sources` that are posts of `author` already.
    pub async fn known_sources(&self, author: Id, sources: Vec<String>) -> Outcome<HashSet<String>> {
        let ask = move |r: &store::Read<'_>| {
            r.column(&sql::SOURCES, args![author.bk(), author, sources.as_slice()])
        };
        let known: Vec<String> = self.0.db.read(ask).await?;
        Ok(known.into_iter().collect())
    }

    /// Where those of `ids` came from that were imported.
    pub async fn sources_of(&self, ids: &[Id]) -> Outcome<HashMap<Id, String>> {
        let (bks, ids) = (buckets(ids), numbers(ids));
        let pair = |row: &store::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let rows = self.0.db.read(move |r| r.rows(&sql::SOURCES_OF, args![&bks, &ids], pair)).await?;
        Ok(rows.into_iter().collect())
    }
}
