//! Searches that people keep, to look again. Only they know of them.

use accounts::pages::{done_at, way_back};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base::{Id, Outcome, Problem};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use store::{Read, args};
use web::{Access, Params, Reply, Route, Visit, at, post, see_other};

use crate::api::cleaned;
use crate::templates::Shown;
use crate::{Search, store as sql};

/// Searches that one may keep.
pub const SAVED_MAX: usize = 30;

/// A search that somebody keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its id.
    pub id: Id,
    /// What is looked for.
    pub query: String,
    /// Which part of what is found.
    pub shown: Shown,
}

impl Saved {
    /// Where it is looked for.
    pub fn path(&self) -> String {
        path(&self.query, self.shown)
    }
}

/// The page of a search.
pub(crate) fn path(query: &str, shown: Shown) -> String {
    format!("/search?q={}&type={}", utf8_percent_encode(query, NON_ALPHANUMERIC), shown.name())
}

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    vec![
        post(s, "/web/searches", Access::SignedIn, save),
        post(s, "/web/searches/{id}/remove", Access::SignedIn, remove),
    ]
}

impl Search {
    /// The searches that `me` keeps, the latest first.
    pub async fn saved_searches(&self, me: Id) -> Outcome<Vec<Saved>> {
        let read = move |r: &Read<'_>| {
            r.rows(&sql::SAVED_SEARCHES, args![me.bk(), me, SAVED_MAX], |row| {
                let shown: String = row.get(2)?;
                Ok(Saved { id: row.get(0)?, query: row.get(1)?, shown: Shown::named(&shown) })
            })
        };
        self.0.db.read(read).await
    }

    /// Keeps a search; one that is kept already stays.
    ///
    /// # Errors
    /// 422 without words, and over [`SAVED_MAX`].
    pub async fn save_search(&self, me: Id, query: &str, shown: Shown) -> Outcome<()> {
        let query = cleaned(query);
        if query.is_empty() {
            return Err(Problem::invalid("Query can't be blank"));
        }
        let id = self.0.ids.beside(me);
        self.0
            .db
            .write(move |w| {
                if w.run(&sql::SAVE_SEARCH, args![me.bk(), me, id, &query, shown.name()])? == 0 {
                    return Ok(());
                }
                let count = w.row(&sql::SAVED_COUNT, args![me.bk(), me], |row| row.get::<u64>(0))?;
                if count.unwrap_or(0) > SAVED_MAX as u64 {
                    return Err(Problem::invalid(format!("You cannot save more than {SAVED_MAX} searches")));
                }
                Ok(())
            })
            .await
    }

    /// Keeps it no more. 404 where `me` has none such.
    pub async fn forget_search(&self, me: Id, id: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run_one(&sql::FORGET_SEARCH, args![me.bk(), me, id])).await
    }

    /// Deletes what there is of an account here, for whoever leaves. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let work = move |w: &mut store::Write<'_>| {
            w.run(&sql::FORGET_SEARCHES, args![account.bk(), account]).map(|_| ())
        };
        self.0.db.write(work).await?;
        self.0.db.drain(&sql::FORGET_REFUSED, account).await
    }
}

async fn save(State(s): State<Search>, visit: Visit, params: Params) -> Reply {
    let query = params.text("q")?.unwrap_or_default();
    let shown = Shown::named(params.filled("type")?.unwrap_or_default());
    s.save_search(visit.viewer.person()?, query, shown).await?;
    Ok(see_other(&format!("{}&saved", path(&cleaned(query), shown))))
}

async fn remove(
    State(s): State<Search>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    s.forget_search(visit.viewer.person()?, at(&id)?).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or("/search")))
}
