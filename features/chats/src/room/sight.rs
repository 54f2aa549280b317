//! What each who sits in a room comes across: what everybody does, but for who hides or filters somebody.

use std::sync::Arc;

use accounts::Relations;
use base::{Id, Ms, Outcome};
use bytes::Bytes;
use posts::{Fold, Place as Where, View};

use super::dispatch::{Part, Round, event};
use super::hub::Taken;
use super::line::Line;
use super::seat::Next;
use crate::Chats;

/// Who sits there, and what they do not want to come across.
pub(super) struct Viewer {
    me: Id,
    relations: Arc<Relations>,
    filters: bool,
    now: Ms,
}

impl Chats {
    /// What somebody who sits in a room gets next, as they are to see it; `None` when their stream has ended.
    pub(super) async fn next_for(&self, taken: &Taken) -> Option<Bytes> {
        let clock = self.clock();
        loop {
            let batch = match taken.next(|| clock.now_ms()).await? {
                Next::Beat(bytes) => return Some(bytes),
                Next::Said(batch) => batch,
            };
            let own = self.own_rounds(taken.account(), &batch.rounds).await;
            let own = own.inspect_err(|problem| tracing::warn!(?problem, "a room could not be told")).ok()?;
            let bytes = own.map_or_else(|| batch.shared.clone(), Bytes::from);
            if !bytes.is_empty() {
                return Some(bytes);
            }
        }
    }

    /// Somebody who sits in a room. Read from memory nearly always; where not, a few at a time: a whole room at once would
    /// ask more of the database than it takes.
    pub(super) async fn viewer(&self, me: Id) -> Outcome<Viewer> {
        let _turn = self.rooms().looking.acquire().await;
        Ok(Viewer {
            me,
            relations: self.accounts().relations(me).await?,
            filters: self.posts().has_filters(me).await?,
            now: self.clock().now_ms(),
        })
    }

    /// What somebody gets of some rounds, where that is not what everybody gets.
    async fn own_rounds(&self, account: Option<Id>, rounds: &[Arc<Round>]) -> Outcome<Option<String>> {
        let parts: Vec<&Part> = rounds.iter().flat_map(|round| &round.parts).collect();
        match account {
            Some(me) => self.own_parts(&self.viewer(me).await?, &parts).await,
            None => Ok(for_strangers(&parts)),
        }
    }

    async fn own_parts(&self, viewer: &Viewer, parts: &[&Part]) -> Outcome<Option<String>> {
        let me = viewer.me;
        let mut filtered: Vec<(usize, Option<String>)> = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let Some(said) = part.said() else { continue };
            if !viewer.gets(part) {
                filtered.push((n, None));
                continue;
            }
            if said.view.author.id == me || !viewer.filters {
                continue;
            }
            // A boost carries what its post carries.
            let post = said.view.inner.as_deref().unwrap_or(&said.view);
            let Some(by) = self.posts().filtered(me, post).await? else { continue };
            match by.fold(Where::Public) {
                Fold::Hidden => filtered.push((n, None)),
                Fold::Folded(_) if said.view.inner.is_some() => {}
                Fold::Folded(titles) => {
                    let line = Line { folded: titles, ..said.line.clone() };
                    filtered.push((n, Some(event("post", &line))));
                }
                Fold::Plain | Fold::Blurred(_) => {}
            }
        }
        if filtered.is_empty() {
            return Ok(None);
        }
        let text = |(n, part): (usize, &&Part)| match filtered.iter().find(|(at, _)| *at == n) {
            Some((_, own)) => own.clone().unwrap_or_default(),
            None => part.text().to_owned(),
        };
        Ok(Some(parts.iter().enumerate().map(text).collect()))
    }
}

/// Whether somebody does not come across a post in a room; a boost neither by whom they hide nor of what they do not
/// come across, nor by whom they follow without boosts.
pub(crate) fn is_hidden(view: &View, me: Id, relations: &Relations, now: Ms) -> bool {
    let author = view.author.id;
    if author != me
        && (relations.hides(author, now) || (view.author.silenced_ms.is_some() && !relations.follows(author)))
    {
        return true;
    }
    let Some(boosted) = &view.inner else { return false };
    let unwanted = relations.following.get(&author).is_some_and(|follow| !follow.reblogs);
    unwanted || is_hidden(boosted, me, relations, now)
}

/// Whether strangers come across it: not whom moderators limited.
fn is_listed(view: &View) -> bool {
    view.author.silenced_ms.is_none() && view.inner.as_deref().is_none_or(is_listed)
}

impl Viewer {
    /// Whether they come across it, filters aside.
    fn gets(&self, part: &Part) -> bool {
        part.said().is_none_or(|said| !is_hidden(&said.view, self.me, &self.relations, self.now))
    }
}

/// What strangers get: they do not come across whom moderators limited. `None` where that is all.
fn for_strangers(parts: &[&Part]) -> Option<String> {
    let listed = |part: &&&Part| part.said().is_none_or(|said| is_listed(&said.view));
    let all = parts.iter().all(|part| listed(&part));
    (!all).then(|| parts.iter().filter(listed).map(|part| part.text()).collect())
}
