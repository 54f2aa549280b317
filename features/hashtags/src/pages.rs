//! The pages of the directory.

mod directory;
mod entry;
mod explore;
mod form;
mod review;

use std::sync::Arc;

use accounts::pages::person_line;
use base::{Id, Outcome, Problem};
use ui::Paging;
use web::{Params, Route, Visit};

use crate::Hashtags;
use crate::api::key;
use crate::model::{Entry, Who};
use crate::templates::HashtagView;

/// Entries of one page.
const PAGE: usize = 20;
/// Pages that can be leafed through.
const PAGES_MAX: i64 = 5_000;

pub(crate) fn routes(s: &Hashtags) -> Vec<Route> {
    let mut routes = directory::routes(s);
    routes.extend(form::routes(s));
    routes.extend(entry::routes(s));
    routes.extend(review::routes(s));
    routes.extend(explore::routes(s));
    routes
}

/// Who visits.
fn visitor(visit: &Visit) -> Option<Who> {
    visit.viewer.account().map(|account| Who { account, staff: visit.viewer.is_staff() })
}

/// Who visits, where somebody must be signed in.
fn signed_in(visit: &Visit) -> Outcome<Who> {
    Ok(Who { account: visit.viewer.person()?, staff: visit.viewer.is_staff() })
}

/// Which page was asked for, from 0.
fn leaf(params: &Params) -> Outcome<usize> {
    Ok(usize::try_from(params.int("page")?.unwrap_or(0).clamp(0, PAGES_MAX)).unwrap_or(0))
}

/// The entries of a page with a number, and links to its neighbours. `path` may have a query.
fn part(all: Vec<Arc<Entry>>, path: &str, number: usize) -> (Vec<Arc<Entry>>, Paging) {
    let joint = if path.contains('?') { '&' } else { '?' };
    let at = |number: usize| format!("{path}{joint}page={number}");
    let paging = Paging {
        older: (all.len() > (number + 1) * PAGE).then(|| at(number + 1)),
        newer: (number > 0).then(|| at(number - 1)),
    };
    (all.into_iter().skip(number * PAGE).take(PAGE).collect(), paging)
}

impl Hashtags {
    /// The entries as pages show them: a few queries for any number of them.
    async fn views(&self, entries: &[Arc<Entry>]) -> Outcome<Vec<HashtagView>> {
        let tags: Vec<String> = entries.iter().map(|one| one.tag.clone()).collect();
        let owners: Vec<Id> = entries.iter().filter_map(|one| one.owner).collect();
        let used = self.activity(&tags).await?;
        let known = self.0.ground.accounts.accounts(&owners).await?;
        let view = |one: &Arc<Entry>| {
            let owner = one.owner.and_then(|owner| known.get(&owner));
            let owner = owner.filter(|owner| owner.suspended_ms.is_none()).map(|owner| person_line(owner));
            HashtagView::new(one, used.get(&one.tag), owner)
        };
        Ok(entries.iter().map(view).collect())
    }

    /// The entry that a path names, for whoever may see it; else 404.
    async fn seen(&self, tag: &str, who: Option<Who>) -> Outcome<Arc<Entry>> {
        let book = self.book().await?;
        let entry = book.get(&key(tag)?).filter(|entry| Who::sees(who, entry));
        entry.cloned().ok_or_else(Problem::not_found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::tests::entry;

    #[test]
    fn pages_have_numbers() {
        let all: Vec<Arc<Entry>> = (0..41).map(|n| Arc::new(entry(&format!("tag{n}")))).collect();
        let (first, paging) = part(all.clone(), "/hashtags?q=x", 0);
        assert_eq!((first.len(), paging.older.as_deref()), (20, Some("/hashtags?q=x&page=1")));
        let (last, paging) = part(all.clone(), "/hashtags", 2);
        assert_eq!((last.len(), paging.older, paging.newer.as_deref()), (1, None, Some("/hashtags?page=1")));
        assert!(part(all, "/hashtags", 7).0.is_empty());
    }
}
