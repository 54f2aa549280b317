//! Reading filters: for their owner from the database, for the posts that are shown from memory.

use std::sync::Arc;

use base::{Id, Outcome, Problem};
use posts::{Sieve, SieveAnswer, Sieves};

use crate::matcher::Matcher;
use crate::model::{Filter, Keyword};
use crate::{Filters, store as sql};

/// What memory keeps of an account: `None` for those without filters.
pub(crate) type Kept = Option<Arc<Matcher>>;

impl Filters {
    /// The filters of an account, oldest first.
    pub async fn all(&self, account: Id) -> Outcome<Vec<Filter>> {
        self.0.db.read(move |r| sql::all(r, account)).await
    }

    /// One filter. 404 where there is none.
    pub async fn filter(&self, account: Id, id: Id) -> Outcome<Filter> {
        let all = self.all(account).await?;
        all.into_iter().find(|filter| filter.id == id).ok_or_else(Problem::not_found)
    }

    /// A keyword and its filter. 404 where there is none.
    pub async fn keyword(&self, account: Id, id: Id) -> Outcome<(Filter, Keyword)> {
        let has = |filter: Filter| {
            let keyword = filter.keywords.iter().find(|keyword| keyword.id == id)?.clone();
            Some((filter, keyword))
        };
        self.all(account).await?.into_iter().find_map(has).ok_or_else(Problem::not_found)
    }

    async fn compiled(&self, account: Id) -> Outcome<Kept> {
        let ticket = self.0.matchers.ticket(&account);
        let matcher = Matcher::new(&self.all(account).await?)?.map(Arc::new);
        self.0.matchers.put(account, ticket, matcher.clone());
        Ok(matcher)
    }
}

fn sieve(kept: Kept) -> Option<Arc<dyn Sieve>> {
    kept.map(|matcher| matcher as Arc<dyn Sieve>)
}

impl Sieves for Filters {
    fn known(&self, viewer: Id) -> Option<Option<Arc<dyn Sieve>>> {
        self.0.matchers.get(&viewer).map(sieve)
    }

    fn load(&self, viewer: Id) -> SieveAnswer {
        let me = self.clone();
        Box::pin(async move { Ok(sieve(me.compiled(viewer).await?)) })
    }
}
