//! Whom somebody may want to follow: friends of friends, then those whom most people here follow. Only people who want
//! to be found, none whom one knows, blocks, mutes or refused.

use std::sync::Arc;

use accounts::Shown;
use base::{HOUR_MS, Id, IdSet, MINUTE_MS, Ms, Outcome};
use store::args;

use crate::{Search, store as sql};

/// Of those whom one follows, so many are asked whom they follow.
const FRIENDS_MAX: usize = 200;
/// People that are considered of each source.
const CONSIDERED_MAX: usize = 200;
/// Suggestions that are kept.
const SUGGESTIONS_MAX: usize = 80;
/// Friends that must follow somebody, at the least; otherwise everybody whom one friend follows would be suggested.
const COMMON_MIN: i64 = 2;
/// Refusals that are heeded.
const REFUSED_MAX: usize = 5_000;
/// How long suggestions are kept.
const KEPT_MS: Ms = HOUR_MS;
/// How long pages of other things take it that there are none.
const NONE_KEPT_MS: Ms = MINUTE_MS;

/// Suggestions for one person.
pub(crate) struct Suggested {
    people: Vec<(Id, Source)>,
    made_ms: Ms,
}

impl Suggested {
    pub(crate) fn weight(&self) -> usize {
        32 + self.people.len() * size_of::<(Id, Source)>()
    }
}

/// Why somebody is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Several of those whom one follows follow them.
    FriendsOfFriends,
    /// Many people here follow them.
    MostFollowed,
}

impl Source {
    /// Mastodon's word in `sources`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::FriendsOfFriends => "friends_of_friends",
            Self::MostFollowed => "most_followed",
        }
    }

    /// Mastodon's older word in `source`.
    pub(crate) fn old_name(self) -> &'static str {
        match self {
            Self::FriendsOfFriends => "past_interactions",
            Self::MostFollowed => "global",
        }
    }
}

impl Search {
    /// Whom `me` may want to follow, the best first.
    pub(crate) async fn suggestions(&self, me: Id, limit: usize) -> Outcome<Vec<(Arc<Shown>, Source)>> {
        let known = self.suggestions_kept(me).filter(|known| !known.people.is_empty());
        let all = match known {
            Some(known) => known,
            None => self.suggest_anew(me).await?,
        };
        self.shown_suggestions(&all, limit).await
    }

    /// The same for pages of other things: that there are none is believed for a minute.
    pub(crate) async fn suggestions_at_hand(
        &self,
        me: Id,
        limit: usize,
    ) -> Outcome<Vec<(Arc<Shown>, Source)>> {
        let all = match self.suggestions_kept(me) {
            Some(known) => known,
            None => self.suggest_anew(me).await?,
        };
        self.shown_suggestions(&all, limit).await
    }

    async fn shown_suggestions(&self, all: &Suggested, limit: usize) -> Outcome<Vec<(Arc<Shown>, Source)>> {
        let ids: Vec<Id> = all.people.iter().map(|(id, _)| *id).collect();
        let found = self.0.accounts.accounts(&ids).await?;
        let wanted = |&(id, source): &(Id, Source)| {
            let person = found.get(&id)?;
            (person.is_listed() && person.discoverable).then(|| (person.clone(), source))
        };
        Ok(all.people.iter().filter_map(wanted).take(limit).collect())
    }

    /// The same as ids, for pages of other features.
    pub async fn whom_to_follow(&self, me: Id, limit: usize) -> Outcome<Vec<Id>> {
        Ok(self.suggestions(me, limit).await?.iter().map(|(person, _)| person.id).collect())
    }

    /// Never suggests `other` to `me` again.
    pub(crate) async fn refuse_suggestion(&self, me: Id, other: Id) -> Outcome<()> {
        let id = self.0.ids.beside(me);
        self.0.db.write(move |w| w.run(&sql::REFUSE_SUGGESTION, args![me.bk(), me, other, id])).await?;
        self.0.suggested.forget(&me);
        Ok(())
    }

    fn suggestions_kept(&self, me: Id) -> Option<Arc<Suggested>> {
        let now = self.0.clock.now_ms();
        let fresh = |known: &Arc<Suggested>| {
            let kept_ms = if known.people.is_empty() { NONE_KEPT_MS } else { KEPT_MS };
            now - known.made_ms < kept_ms
        };
        self.0.suggested.get(&me).filter(fresh)
    }

    async fn suggest_anew(&self, me: Id) -> Outcome<Arc<Suggested>> {
        let now = self.0.clock.now_ms();
        let ticket = self.0.suggested.ticket(&me);
        let made = Arc::new(Suggested { people: self.suggest(me, now).await?, made_ms: now });
        self.0.suggested.put(me, ticket, made.clone());
        Ok(made)
    }

    async fn suggest(&self, me: Id, now: Ms) -> Outcome<Vec<(Id, Source)>> {
        let relations = self.0.accounts.relations(me).await?;
        let mut friends: Vec<Id> = relations.following.keys().copied().collect();
        friends.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
        friends.truncate(FRIENDS_MAX);
        let common_min =
            if friends.len() < usize::try_from(COMMON_MIN).unwrap_or(1) { 1 } else { COMMON_MIN };
        let close = match friends.is_empty() {
            true => Vec::new(),
            false => self.0.accounts.friends_of(friends, CONSIDERED_MAX).await?,
        };
        let close = close.into_iter().filter(|&(_, common)| common >= common_min);
        let close = close.map(|(id, _)| (id, Source::FriendsOfFriends));
        let liked = self.0.index.most_followed(CONSIDERED_MAX).await?;
        let liked = liked.into_iter().map(|id| (id, Source::MostFollowed));
        let refused = self.refused(me).await?;
        let mut all: Vec<(Id, Source)> = close.chain(liked).collect();
        all.retain(|&(id, _)| {
            let known = id == me || relations.follows(id) || relations.requested.contains(&id);
            !known && !relations.hides(id, now) && !refused.contains(&id)
        });
        let found = self.0.accounts.accounts(&all.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
        let mut seen = IdSet::default();
        all.retain(|&(id, _)| found.get(&id).is_some_and(|person| person.discoverable) && seen.insert(id));
        all.truncate(SUGGESTIONS_MAX);
        Ok(all)
    }

    async fn refused(&self, me: Id) -> Outcome<IdSet> {
        let read = move |r: &store::Read<'_>| {
            r.column::<Id>(&sql::REFUSED_SUGGESTIONS, args![me.bk(), me, REFUSED_MAX])
        };
        Ok(self.0.db.read(read).await?.into_iter().collect())
    }
}
