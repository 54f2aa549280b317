//! Finding people: by their exact handle, by the beginnings of their names.

use std::sync::Arc;

use accounts::{Relations, Shown};
use base::{Id, IdSet, Outcome};

use crate::Search;
use crate::index::name_expression;

/// Usernames with the same beginning that are looked at.
const USERNAMES_MAX: usize = 100;
/// Of those whom the viewer follows, so many are looked for by name even where too many people have such a name.
const FOLLOWED_MAX: usize = 1_000;
/// People found whose accounts are looked at.
const RANKED_MAX: usize = 400;

/// Which of the people found are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crowd {
    /// Only those whom the viewer follows.
    pub(crate) followed_only: bool,
    /// Skipped from the beginning.
    pub(crate) offset: usize,
    /// At the most.
    pub(crate) limit: usize,
}

/// How somebody fits a query; the smallest first.
type Rank = (bool, bool, std::cmp::Reverse<u64>, Id);

impl Search {
    /// People of that name: the exact handle first, then those whom `me` follows, then by followers.
    pub(crate) async fn people(&self, me: Option<Id>, query: &str, crowd: Crowd) -> Outcome<Vec<Arc<Shown>>> {
        let relations = match me {
            Some(me) => Some(self.0.accounts.relations(me).await?),
            None => None,
        };
        let exact = self.0.accounts.lookup(query).await?;
        let ids = self.candidates(query, exact, relations.as_deref()).await?;
        let found = self.0.accounts.accounts(&ids).await?;
        let follows = |id: Id| relations.as_ref().is_some_and(|relations| relations.follows(id));
        let mut ranked: Vec<(Rank, Arc<Shown>)> = found
            .into_values()
            .filter(|account| account.suspended_ms.is_none())
            .filter(|account| account.is_listed() || follows(account.id) || exact == Some(account.id))
            .filter(|account| relations.as_ref().is_none_or(|relations| !relations.cut_off(account.id)))
            .filter(|account| !crowd.followed_only || follows(account.id))
            .map(|account| (rank(&account, exact, &follows), account))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        Ok(ranked.into_iter().map(|(_, account)| account).skip(crowd.offset).take(crowd.limit).collect())
    }

    /// Everybody who may be meant, those that the index ranks highest.
    async fn candidates(
        &self,
        query: &str,
        exact: Option<Id>,
        relations: Option<&Relations>,
    ) -> Outcome<Vec<Id>> {
        let mut ids = self.0.accounts.names_like(query, USERNAMES_MAX).await?;
        if let Some(expression) = name_expression(query) {
            let followed: Vec<i64> = relations
                .map(|relations| relations.following.keys().take(FOLLOWED_MAX).map(|id| id.0).collect())
                .unwrap_or_default();
            let mut named = self.0.index.named(expression, followed).await?;
            let follows = |id: Id| relations.is_some_and(|relations| relations.follows(id));
            named.sort_by_key(|&(id, followers)| (!follows(id), std::cmp::Reverse(followers), id));
            ids.extend(named.into_iter().take(RANKED_MAX).map(|(id, _)| id));
        }
        ids.extend(exact);
        let mut seen = IdSet::default();
        ids.retain(|id| seen.insert(*id));
        Ok(ids)
    }
}

fn rank(account: &Shown, exact: Option<Id>, follows: &impl Fn(Id) -> bool) -> Rank {
    (exact != Some(account.id), !follows(account.id), std::cmp::Reverse(account.stats.followers), account.id)
}
