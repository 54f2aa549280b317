//! Reading a timeline that is merged from the posts of many: from memory as far as it reaches, then from the database.

use std::cmp::Reverse;
use std::sync::Arc;

use accounts::Relations;
use base::{Id, IdSet, Outcome, Page};
use posts::{Head, View};

use crate::Timelines;
use crate::index::{Entry, HEADS_KEPT, Kind, Slot, Source};
use crate::list::ReadingList;
use crate::tastes::Taste;

/// Rounds of merging until a page is full, when much of it is not for the viewer.
const ROUNDS_MAX: usize = 6;
/// Rounds of loading, when posts keep coming in while their authors are loaded.
const LOADS_MAX: usize = 3;
/// Rounds of reading the database for one page, when the timeline wants little of what is there.
const STORED_ROUNDS_MAX: usize = 8;
/// Posts of each author that one round reads from the database, at the least.
const STORED_HEADS_MIN: usize = 20;

/// Whose plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PlanKey {
    Home(Id),
    List(Id),
}

/// What a plan was made from.
pub(crate) enum Basis {
    Home { me: Id, relations: Arc<Relations>, taste: Taste },
    List(Arc<ReadingList>),
}

impl Basis {
    /// Whether it is this very one, not only an equal one.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Home { relations: one, taste, .. }, Self::Home { relations: two, taste: other, .. }) => {
                Arc::ptr_eq(one, two) && taste.is(other)
            }
            (Self::List(one), Self::List(two)) => Arc::ptr_eq(one, two),
            _ => false,
        }
    }

    /// Whose posts the timeline is merged from.
    fn sources(&self) -> Vec<Source> {
        match self {
            Self::Home { me, relations, taste } => {
                let followed = relations.following.keys().copied().filter(|id| !taste.apart.contains(id));
                let authors = followed.chain([*me]).map(Source::Author);
                authors.chain(taste.tags.iter().cloned().map(Source::Tag)).collect()
            }
            Self::List(list) => list.members.iter().copied().map(Source::Author).collect(),
        }
    }
}

/// What a timeline is merged from, as slots of the index, for as long as what it was made from is the same.
pub(crate) struct Plan {
    basis: Basis,
    /// `None` where the index has no room for all: then all is read from the database.
    slots: Option<Vec<Slot>>,
}

impl Plan {
    pub(crate) fn weight(&self) -> usize {
        96 + self.slots.as_ref().map_or(0, |slots| slots.len() * 4)
    }
}

impl Timelines {
    /// The plan that is in memory, or one made from `basis`.
    pub(crate) fn plan(&self, key: PlanKey, basis: Basis) -> Arc<Plan> {
        let ready = self.0.plans.get(&key).filter(|plan| plan.basis.is(&basis));
        ready.unwrap_or_else(|| {
            let slots = self.0.index.slots_of(&basis.sources());
            let plan = Arc::new(Plan { basis, slots });
            self.0.plans.put(key, self.0.plans.ticket(&key), plan.clone());
            plan
        })
    }

    /// A page of what `rule` wants of a plan's posts and `fits`, as `me` sees it, newest first.
    pub(crate) async fn merged(
        &self,
        me: Id,
        plan: &Plan,
        page: Page,
        rule: impl Fn(&Entry, Id) -> bool + Send + Sync,
        fits: impl Fn(&View) -> bool + Send + Sync,
    ) -> Outcome<Vec<View>> {
        let mut views: Vec<View> = Vec::with_capacity(page.limit);
        let mut seen: IdSet = IdSet::with_capacity_and_hasher(page.limit, Default::default());
        let mut rest = page;
        for _ in 0..ROUNDS_MAX {
            let pick = |entry: &Entry, author: Id| rule(entry, author) && fresh(entry, &mut seen);
            let found = self.candidates(plan, rest, pick).await?;
            let full = found.len() == rest.limit;
            let edge = found.last().copied();
            let mut shown = self.0.posts.show(&found, Some(me)).await?;
            shown.retain(|view| fits(view));
            views.extend(shown);
            match edge.filter(|_| full && views.len() < page.limit) {
                Some(edge) => rest = beyond(rest, edge, page.limit - views.len()),
                None => break,
            }
        }
        views.sort_by_key(|view| Reverse(view.shown.id));
        Ok(views)
    }

    /// Loads what the index lacks of these slots.
    async fn load(&self, slots: &[Slot]) -> Outcome<()> {
        for _ in 0..LOADS_MAX {
            let missing = self.0.index.missing(slots);
            if missing.is_empty() {
                break;
            }
            let sources = missing.iter().map(|(_, source, _)| source.clone()).collect();
            let loaded = self.entries(sources, Page::newest(HEADS_KEPT)).await?;
            for ((slot, _, version), entries) in missing.into_iter().zip(loaded) {
                self.0.index.fill(slot, version, entries.into_iter().map(|(entry, _)| entry).collect());
            }
        }
        Ok(())
    }

    /// The newest posts of each source within the page, with their authors: two round trips for any number of them.
    async fn entries(&self, sources: Vec<Source>, page: Page) -> Outcome<Vec<Sourced>> {
        let (mut authors, mut tags) = (Vec::new(), Vec::new());
        for source in &sources {
            match source {
                Source::Author(author) => authors.push(*author),
                Source::Tag(tag) => tags.push(tag.to_string()),
            }
        }
        let by_author = |(author, heads): (Id, Vec<Head>)| {
            heads.into_iter().map(|head| (Entry::from(head), author)).collect::<Sourced>()
        };
        let by_tag = |heads: Vec<(Id, Id)>| {
            heads.into_iter().map(|(post, author)| (Entry::tagged(post, author), author)).collect::<Sourced>()
        };
        let mut of_authors = self.0.posts.heads(authors, page).await?.into_iter().map(by_author);
        let mut of_tags = match tags.is_empty() {
            true => Vec::new(),
            false => self.0.posts.tag_heads(tags, page).await?,
        }
        .into_iter()
        .map(by_tag);
        let in_order = |source: &Source| match source {
            Source::Author(_) => of_authors.next(),
            Source::Tag(_) => of_tags.next(),
        };
        Ok(sources.iter().map(in_order).map(Option::unwrap_or_default).collect())
    }

    /// Ids for a page, in the order that is read: from memory as far as it reaches, then from the database.
    async fn candidates(
        &self,
        plan: &Plan,
        page: Page,
        mut pick: impl FnMut(&Entry, Id) -> bool + Send,
    ) -> Outcome<Vec<Id>> {
        let Some(slots) = &plan.slots else { return self.stored(plan, page, pick).await };
        let mut merged = self.0.index.merge(slots, page, &mut pick);
        if merged.short && merged.entries.is_empty() {
            self.load(slots).await?;
            merged = self.0.index.merge(slots, page, &mut pick);
        }
        let mut ids: Vec<Id> = merged.entries.iter().map(|(entry, _)| entry.id).collect();
        if merged.short && ids.len() < page.limit {
            let rest = match ids.last() {
                Some(&edge) => beyond(page, edge, page.limit - ids.len()),
                None => page,
            };
            ids.extend(self.stored(plan, rest, pick).await?);
        }
        Ok(ids)
    }

    /// The same from the database.
    async fn stored(
        &self,
        plan: &Plan,
        page: Page,
        mut pick: impl FnMut(&Entry, Id) -> bool + Send,
    ) -> Outcome<Vec<Id>> {
        let sources = plan.basis.sources();
        let mut ids = Vec::with_capacity(page.limit);
        let mut rest = page.with_limit(page.limit.max(STORED_HEADS_MIN));
        for _ in 0..STORED_ROUNDS_MAX {
            let found = self.entries(sources.clone(), rest).await?;
            let reach = reach(&found, rest);
            let wanted =
                in_order(found, rest, reach).into_iter().filter(|(entry, author)| pick(entry, *author));
            ids.extend(wanted.map(|(entry, _)| entry.id).take(page.limit - ids.len()));
            match reach.filter(|_| ids.len() < page.limit) {
                Some(edge) => rest = beyond(rest, edge, rest.limit),
                None => break,
            }
        }
        Ok(ids)
    }
}

/// Entries of one source with their authors, newest first.
type Sourced = Vec<(Entry, Id)>;

/// The page after `edge`, in the direction that is read.
fn beyond(page: Page, edge: Id, limit: usize) -> Page {
    if page.forward() {
        Page { min_id: Some(edge), since_id: None, limit, ..page }
    } else {
        Page { max_id: Some(edge), limit, ..page }
    }
}

/// One post is shown once on a page, be it as itself or boosted by several.
fn fresh(entry: &Entry, seen: &mut IdSet) -> bool {
    let subject = if entry.kind == Kind::Boost { entry.other } else { entry.id };
    seen.insert(subject)
}

/// How far what was read tells the whole: a source of which as much was read as asked for may have more beyond the
/// last. `None` where none has.
fn reach(found: &[Sourced], page: Page) -> Option<Id> {
    let full = found.iter().filter(|entries| entries.len() >= page.limit);
    if page.forward() {
        full.filter_map(|entries| entries.first()).map(|(entry, _)| entry.id).min()
    } else {
        full.filter_map(|entries| entries.last()).map(|(entry, _)| entry.id).max()
    }
}

/// All of it in the order that is read, up to `reach`.
fn in_order(found: Vec<Sourced>, page: Page, reach: Option<Id>) -> Sourced {
    let known = |id: Id| reach.is_none_or(|edge| if page.forward() { id <= edge } else { id >= edge });
    let mut all: Sourced = found.into_iter().flatten().filter(|(entry, _)| known(entry.id)).collect();
    all.sort_by_key(|(entry, _)| if page.forward() { entry.id.0 } else { -entry.id.0 });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::tests::head;

    fn entries(author: i64, ids: &[i64]) -> Sourced {
        ids.iter().map(|id| (Entry::from(head(*id)), Id(author))).collect()
    }

    fn ids(all: &[(Entry, Id)]) -> Vec<i64> {
        all.iter().map(|(entry, _)| entry.id.0).collect()
    }

    /// What lies beyond the last post that was read of a busy author is not told before the author's own.
    #[test]
    fn nothing_is_told_beyond_what_was_read() {
        let both = vec![entries(1, &[9, 8, 7]), entries(2, &[6, 5])];
        let down = Page::newest(3);
        assert_eq!(reach(&both, down), Some(Id(7)));
        assert_eq!(ids(&in_order(both.clone(), down, reach(&both, down))), [9, 8, 7]);
        assert_eq!(reach(&both, Page::newest(4)), None);
        assert_eq!(ids(&in_order(both, Page::newest(4), None)), [9, 8, 7, 6, 5]);
        let both = vec![entries(1, &[3, 2, 1]), entries(2, &[6, 5])];
        let up = Page { min_id: Some(Id(0)), ..down };
        assert_eq!(reach(&both, up), Some(Id(3)));
        assert_eq!(ids(&in_order(both.clone(), up, Some(Id(3)))), [1, 2, 3]);
        assert_eq!(ids(&in_order(both, up, None)), [1, 2, 3, 5, 6]);
    }
}
