//! Finding posts: the index names candidates, what the viewer does not want is left out, the rest is shown as it is
//! now.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, IdSet, Ms, Outcome, Page};
use posts::View;

use crate::Search;
use crate::index::{Eyes, Terms, Window, post_expression};
use crate::query::{Place, Query, What};

/// Rounds of looking for more when much of what was found is not for the viewer.
const ROUNDS_MAX: usize = 8;
/// Candidates looked at beyond those wanted.
const SPARE: usize = 8;
/// Interactions that are looked up one by one; of more, the newest hits are looked through.
const AMONG_MAX: usize = 200;
/// Hits looked through for those in a large library.
const LIBRARY_HITS_MAX: usize = 20_000;

/// Which of the posts found are wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// Only by this author.
    pub(crate) author: Option<Id>,
    /// Bounds and number.
    pub(crate) page: Page,
    /// Skipped from the beginning.
    pub(crate) offset: usize,
}

/// What one viewer looks for.
struct Look {
    me: Id,
    terms: Terms,
    relations: Arc<Relations>,
    now: Ms,
}

impl Look {
    fn wants(&self, id: Id, author: Id) -> bool {
        !self.terms.leaves_out(id) && !self.relations.hides(author, self.now)
    }

    /// Posts of those whom moderators limited are found by those who follow them.
    fn lists(&self, view: &View) -> bool {
        view.own || view.author.is_listed() || self.relations.follows(view.author.id)
    }
}

impl Search {
    /// The newest posts that a query finds for `me`.
    pub async fn find_posts(&self, me: Id, query: &str, page: Page) -> Outcome<Vec<View>> {
        let query = Query::parse(query);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        self.posts(me, &query, Part { author: None, page, offset: 0 }).await
    }

    /// Posts that `me` finds, the newest first.
    pub(crate) async fn posts(&self, me: Id, query: &Query, part: Part) -> Outcome<Vec<View>> {
        let Some(look) = self.look(me, query, part).await? else { return Ok(Vec::new()) };
        let extra = self.interacted(&look, part.page).await?;
        let eyes = match look.terms.place {
            None => Eyes::Both(me),
            Some(Place::Public) => Eyes::Public,
            Some(Place::Library) => Eyes::Concerned(me),
        };
        let expression = post_expression(&look.terms, &eyes);
        let mut found = self.collect(&look, part, &expression, extra).await?;
        found.sort_by_key(|view| std::cmp::Reverse(view.shown.id));
        Ok(found)
    }

    async fn look(&self, me: Id, query: &Query, part: Part) -> Outcome<Option<Look>> {
        let names = query.clauses.iter().filter_map(|clause| match &clause.what {
            What::From(name) if name != "me" => Some(self.0.accounts.local_name(name)),
            _ => None,
        });
        let known = self.0.accounts.named(names.collect()).await?;
        let author = |name: &str| match name {
            "me" => Some(me),
            _ => known.get(&self.0.accounts.local_name(name)).copied(),
        };
        let Some(mut terms) = Terms::of(query, part.author, author) else { return Ok(None) };
        terms.above = terms.above.max(part.page.above());
        terms.below = terms.below.min(part.page.below());
        let relations = self.0.accounts.relations(me).await?;
        let now = self.0.clock.now_ms();
        Ok(Some(Look { me, terms, relations, now }))
    }

    /// Hits that only what the viewer did with them opens: liked, saved or boosted.
    async fn interacted(&self, look: &Look, page: Page) -> Outcome<Vec<(Id, Id)>> {
        if look.terms.place == Some(Place::Public) {
            return Ok(Vec::new());
        }
        let library = self.library(look.me).await?;
        let mut ids: Vec<i64> = library.iter().map(|id| id.0).collect();
        if look.terms.place.is_none() && !ids.is_empty() {
            // The public ones are found anyway.
            ids = self.0.index.not_public(ids).await?;
        }
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let expression = post_expression(&look.terms, &Eyes::Any);
        let mut hits = if ids.len() <= AMONG_MAX {
            self.0.index.among(expression, ids).await?
        } else {
            let wanted: IdSet = ids.into_iter().map(Id).collect();
            let window = window(look, page, LIBRARY_HITS_MAX);
            let mut hits = self.0.index.find(expression, window).await?;
            hits.retain(|(id, _)| wanted.contains(id));
            hits
        };
        hits.retain(|(id, _)| id.0 > look.terms.above && id.0 < look.terms.below);
        Ok(hits)
    }

    /// Candidates of the index and `extra`, in order, until there are enough that can be shown.
    async fn collect(
        &self,
        look: &Look,
        part: Part,
        expression: &str,
        mut extra: Vec<(Id, Id)>,
    ) -> Outcome<Vec<View>> {
        let forward = part.page.forward();
        let key = |id: Id| if forward { id.0 } else { -id.0 };
        extra.sort_by_key(|(id, _)| key(*id));
        let mut window = window(look, part.page, 0);
        let (mut skip, mut shown) = (part.offset, Vec::new());
        for _ in 0..ROUNDS_MAX {
            window.limit = skip + part.page.limit - shown.len() + SPARE;
            let mut hits = self.0.index.find(expression.to_owned(), window).await?;
            let end = (hits.len() == window.limit).then(|| hits.last().map(|(id, _)| *id)).flatten();
            let until = end.map_or(i64::MAX, key);
            let beside = extra.partition_point(|(id, _)| key(*id) <= until);
            hits.extend(extra.drain(..beside));
            hits.sort_by_key(|(id, _)| key(*id));
            hits.dedup();
            let stale = self.0.feed.stale();
            hits.retain(|&(id, author)| look.wants(id, author) && !stale.contains(&id));
            let skipped = skip.min(hits.len());
            skip -= skipped;
            let ids: Vec<Id> = hits[skipped..].iter().map(|(id, _)| *id).collect();
            let views = self.0.posts.show(&ids, Some(look.me)).await?;
            shown.extend(views.into_iter().filter(|view| look.lists(view)));
            let Some(end) = end.filter(|_| shown.len() < part.page.limit) else { break };
            if forward { window.above = end.0 } else { window.below = end.0 }
        }
        shown.truncate(part.page.limit);
        Ok(shown)
    }
}

fn window(look: &Look, page: Page, limit: usize) -> Window {
    Window { above: look.terms.above, below: look.terms.below, forward: page.forward(), limit }
}
