//! From what was loaded to what one viewer sees of it.

use std::sync::Arc;

use accounts::{Relations, Shown as Person};
use base::{Id, IdMap, Ms};

use super::{Facet, Loaded, View};
use crate::filtered::Sieve;
use crate::model::{Flags, Post};
use crate::quotes::{Quote, QuoteState, QuoteView, Quoted};
use crate::rules::may_see;

/// Everything that decides what one viewer sees.
pub(super) struct Sight<'a> {
    pub(super) viewer: Option<Id>,
    pub(super) relations: Option<&'a Relations>,
    pub(super) posts: &'a Loaded,
    pub(super) people: &'a IdMap<Arc<Person>>,
    pub(super) flags: &'a IdMap<Flags>,
    pub(super) sieve: Option<&'a dyn Sieve>,
    pub(super) now: Ms,
}

impl Sight<'_> {
    /// The author of a post that may be seen.
    fn author_of(&self, shown: &Post) -> Option<&Arc<Person>> {
        let author = self.people.get(&shown.author)?;
        let seen = author.suspended_ms.is_none() && may_see(shown, self.viewer, self.relations);
        seen.then_some(author)
    }

    /// `id` as itself, or as what `boost` boosts.
    pub(super) fn view(&self, id: Id, boost: Option<Id>) -> Option<View> {
        self.view_at(id, boost, false)
    }

    /// A post as it is shown, within another one that quotes it or not.
    fn view_at(&self, id: Id, boost: Option<Id>, nested: bool) -> Option<View> {
        let shown = self.posts.get(&id)?;
        let author = self.author_of(shown)?;
        // A boost of what cannot be seen is nothing to see.
        let inner = match shown.boost_of {
            Some(of) => Some(Box::new(self.view(of, Some(id))?)),
            None => None,
        };
        let flags =
            inner.as_ref().map_or_else(|| self.flags.get(&id).copied().unwrap_or_default(), |i| i.flags);
        let own = self.viewer == Some(shown.author);
        // A boost says what the boosted post says.
        let filtered = match &inner {
            Some(inner) => inner.filtered.clone(),
            None => self.sieve.and_then(|sieve| sieve.sift(shown, boost, self.now)),
        };
        Some(View {
            shown: shown.clone(),
            author: author.clone(),
            flags,
            inner,
            quote: shown.quote.map(|quote| Box::new(self.quote(quote, nested))),
            nested,
            own,
            filtered,
            tagged: None,
            facet: Facet::of(shown, self.viewer, self.relations),
            now: self.now,
        })
    }

    fn quote(&self, quote: Quote, nested: bool) -> QuoteView {
        let gone = |state| QuoteView { state, quoted: Quoted::Nothing };
        let Some(id) = quote.target() else { return gone(quote.state) };
        let Some(post) = self.posts.get(&id) else { return gone(QuoteState::Deleted) };
        if self.author_of(post).is_none() {
            return gone(QuoteState::Unauthorized);
        }
        let state = QuoteState::between(self.relations, post.author, self.now);
        let quoted =
            if nested { Some(Quoted::Id(id)) } else { self.view_at(id, None, true).map(Quoted::Whole) };
        QuoteView { state, quoted: quoted.unwrap_or(Quoted::Nothing) }
    }
}
