//! The home timeline: the recent posts of those whom one follows, merged when it is read.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, IdSet, Ms, Outcome, Page};
use posts::{Head, View};

use crate::Timelines;
use crate::index::{Entry, HEADS_KEPT, Kind, Slot};

/// Rounds of merging until a page is full, when much of it is not for the viewer.
const ROUNDS_MAX: usize = 6;
/// Rounds of loading, when posts keep coming in while their authors are loaded.
const LOADS_MAX: usize = 3;

/// A reader's followees as slots of the index, for as long as the relations are the same.
pub(crate) struct Plan {
    relations: Arc<Relations>,
    slots: Vec<Slot>,
}

impl Plan {
    pub(crate) fn weight(&self) -> usize {
        64 + self.slots.len() * 4
    }
}

/// Whether an entry belongs into the home timeline of `me`. The same rule decides for streams.
///
/// Answers to people whom one does not follow are left out, as are boosts of those who are hidden, and boosts by
/// those whose boosts one does not want.
pub(crate) fn belongs(entry: &Entry, author: Id, me: Id, relations: &Relations, now: Ms) -> bool {
    if author == me {
        return true;
    }
    let Some(follow) = relations.following.get(&author) else { return false };
    if relations.hides(author, now) {
        return false;
    }
    match entry.kind {
        Kind::Post => true,
        Kind::Answer => {
            let to = entry.other_author;
            to == me || to == author || (relations.follows(to) && !relations.hides(to, now))
        }
        Kind::Boost => {
            let of = entry.other_author;
            follow.reblogs && of != me && !relations.hides(of, now)
        }
    }
}

/// Whether a post is in a language that the reader wants of its author.
pub(crate) fn speaks(view: &View, relations: &Relations) -> bool {
    let languages = relations.following.get(&view.author.id).map(|follow| follow.languages.as_slice());
    match (languages, &view.shown.language) {
        (Some(wanted), Some(language)) if !wanted.is_empty() => wanted.contains(language),
        _ => true,
    }
}

impl Timelines {
    /// A page of the home timeline of `me`, newest first.
    pub async fn home(&self, me: Id, page: Page) -> Outcome<Vec<View>> {
        let relations = self.0.accounts.relations(me).await?;
        let plan = self.plan(me, relations).await?;
        let mut views: Vec<View> = Vec::with_capacity(page.limit);
        let mut seen: IdSet = IdSet::with_capacity_and_hasher(page.limit, Default::default());
        let mut rest = page;
        for _ in 0..ROUNDS_MAX {
            let wanted = rest.limit;
            let found = self.candidates(me, &plan, rest, &mut seen).await?;
            let full = found.len() == wanted;
            let edge = found.last().copied();
            let mut shown = self.0.posts.show(&found, Some(me)).await?;
            shown.retain(|view| speaks(view, &plan.relations));
            views.extend(shown);
            match edge.filter(|_| full && views.len() < page.limit) {
                Some(edge) => rest = beyond(rest, edge, page.limit - views.len()),
                None => break,
            }
        }
        views.sort_by_key(|view| std::cmp::Reverse(view.shown.id));
        Ok(views)
    }

    async fn plan(&self, me: Id, relations: Arc<Relations>) -> Outcome<Arc<Plan>> {
        let ready = self.0.plans.get(&me).filter(|plan| Arc::ptr_eq(&plan.relations, &relations));
        let plan = match ready {
            Some(plan) => plan,
            None => {
                let authors = relations.following.keys().copied().chain([me]);
                let plan = Arc::new(Plan { slots: self.0.index.slots_of(authors), relations });
                self.0.plans.put(me, self.0.plans.ticket(&me), plan.clone());
                plan
            }
        };
        Ok(plan)
    }

    /// Loads what the index lacks of the plan's authors.
    async fn load(&self, plan: &Plan) -> Outcome<()> {
        for _ in 0..LOADS_MAX {
            let missing = self.0.index.missing(&plan.slots);
            if missing.is_empty() {
                break;
            }
            let authors = missing.iter().map(|(_, id, _)| *id).collect();
            let loaded = self.0.posts.heads(authors, Page::newest(HEADS_KEPT)).await?;
            for ((slot, _, version), (_, heads)) in missing.into_iter().zip(loaded) {
                self.0.index.fill(slot, version, heads);
            }
        }
        Ok(())
    }

    /// Ids for a page, from memory as far as it reaches, then from the database.
    async fn candidates(&self, me: Id, plan: &Plan, page: Page, seen: &mut IdSet) -> Outcome<Vec<Id>> {
        let now = self.0.accounts.now_ms();
        let mut pick = |entry: &Entry, author: Id| {
            belongs(entry, author, me, &plan.relations, now) && fresh(entry, seen)
        };
        let mut merged = self.0.index.merge(&plan.slots, page, &mut pick);
        if merged.short && merged.entries.is_empty() {
            self.load(plan).await?;
            merged = self.0.index.merge(&plan.slots, page, &mut pick);
        }
        let mut ids: Vec<Id> = merged.entries.iter().map(|(entry, _)| entry.id).collect();
        if merged.short && ids.len() < page.limit {
            let rest = match ids.last() {
                Some(&edge) => beyond(page, edge, page.limit - ids.len()),
                None => page,
            };
            let authors: Vec<Id> = plan.relations.following.keys().copied().chain([me]).collect();
            let heads = self.0.posts.heads(authors, rest).await?;
            ids.extend(merged_heads(heads, rest, &mut pick));
        }
        Ok(ids)
    }
}

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

fn merged_heads(
    heads: Vec<(Id, Vec<Head>)>,
    page: Page,
    pick: &mut impl FnMut(&Entry, Id) -> bool,
) -> Vec<Id> {
    let mut all: Vec<(Entry, Id)> = heads
        .into_iter()
        .flat_map(|(author, heads)| heads.into_iter().map(move |h| (Entry::from(h), author)))
        .collect();
    all.sort_by_key(|(entry, _)| if page.forward() { entry.id.0 } else { -entry.id.0 });
    all.into_iter()
        .filter(|(entry, author)| pick(entry, *author))
        .map(|(entry, _)| entry.id)
        .take(page.limit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::{Follow, Mute};
    use posts::Visibility;

    fn entry(kind: Kind, other_author: i64) -> Entry {
        Entry {
            id: Id(100),
            other: Id(50),
            other_author: Id(other_author),
            kind,
            visibility: Visibility::Public,
        }
    }

    #[test]
    fn what_belongs_into_the_home_timeline() {
        let (me, friend, other) = (Id(1), Id(2), 3);
        let mut relations = Relations::default();
        relations.following.insert(friend, Follow::default());
        let post = entry(Kind::Post, 0);
        let belongs_now = |e: &Entry, author: Id, r: &Relations| belongs(e, author, me, r, 10);
        assert!(belongs_now(&post, me, &relations) && belongs_now(&post, friend, &relations));
        assert!(!belongs_now(&post, Id(other), &relations), "not followed");
        assert!(!belongs_now(&entry(Kind::Answer, other), friend, &relations), "an answer to a stranger");
        assert!(belongs_now(&entry(Kind::Answer, 2), friend, &relations), "to themselves");
        assert!(belongs_now(&entry(Kind::Answer, 1), friend, &relations), "to me");
        assert!(belongs_now(&entry(Kind::Boost, other), friend, &relations));
        relations.blocking.insert(Id(other));
        assert!(!belongs_now(&entry(Kind::Boost, other), friend, &relations), "a boost of someone blocked");
        relations.muting.insert(friend, Mute { notifications: false, until_ms: Some(11) });
        assert!(!belongs_now(&post, friend, &relations), "muted");
        assert!(belongs(&post, friend, me, &relations, 11), "not any more");
        relations.following.insert(friend, Follow { reblogs: false, ..Follow::default() });
        assert!(!belongs(&entry(Kind::Boost, 9), friend, me, &relations, 11), "no boosts wanted");
    }
}
