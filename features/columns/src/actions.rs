//! Choosing columns.

use base::{Id, Outcome, Problem};
use store::{Read, Write, args};

use crate::model::{Column, Source};
use crate::{Columns, store as sql};

/// Columns of one person: all are read for each page.
pub const COLUMNS_MAX: u64 = 6;

impl Columns {
    /// The columns that `me` chose, from the left.
    pub async fn chosen(&self, me: Id) -> Outcome<Vec<Column>> {
        let read = move |r: &Read<'_>| {
            r.rows(&sql::COLUMNS_OF, args![me.bk(), me], |row| {
                Ok((row.get::<Id>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
            })
        };
        let rows = self.0.db.read(read).await?;
        let column = |(id, kind, target): (Id, String, String)| {
            Source::of(&kind, &target).map(|source| Column { id, source })
        };
        Ok(rows.into_iter().filter_map(column).collect())
    }

    /// `me` reads one more beside the others; one that is there stays where it is. Whoever chose none yet keeps the
    /// usual ones.
    ///
    /// # Errors
    /// 422 over [`COLUMNS_MAX`].
    pub async fn choose(&self, me: Id, source: Source) -> Outcome<()> {
        let usual: Vec<Source> =
            if self.chosen(me).await?.is_empty() { Source::USUAL.to_vec() } else { Vec::new() };
        let ids = self.0.ids.clone();
        self.0
            .db
            .write(move |w| {
                for source in usual.iter().chain([&source]) {
                    insert(w, me, ids.beside(me), source)?;
                }
                let count = w.row(&sql::COLUMNS_COUNT, args![me.bk(), me], |row| row.get::<u64>(0))?;
                if count.unwrap_or(0) > COLUMNS_MAX {
                    return Err(Problem::invalid(format!("You cannot have more than {COLUMNS_MAX} columns")));
                }
                Ok(())
            })
            .await
    }

    /// Takes a column away. 404 where there is none.
    pub async fn remove(&self, me: Id, id: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run_one(&sql::REMOVE_COLUMN, args![me.bk(), me, id])).await
    }

    /// Takes all columns away, for whoever leaves. May be repeated.
    pub async fn erase(&self, me: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::REMOVE_COLUMNS, args![me.bk(), me])).await.map(|_| ())
    }
}

fn insert(w: &Write<'_>, me: Id, id: Id, source: &Source) -> Outcome<()> {
    let (kind, target) = source.parts();
    w.run(&sql::CHOOSE_COLUMN, args![me.bk(), me, id, kind, &target]).map(|_| ())
}
