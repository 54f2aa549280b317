//! Working an import off. A turn is short, so that other jobs have theirs and no lease runs out; what it did is
//! written down every few rows. Rows may be done twice (after a crash), which changes nothing.

use std::collections::{HashMap, HashSet};

use accounts::Relations;
use base::{Id, Outcome, Page};
use bus::Bus;
use serde::{Deserialize, Serialize};
use store::{Write, args};

use super::model::{Import, Mode, State};
use super::outcome::Step;
use super::store as sql;
use crate::Archive;
use crate::parse::sheet::{Address, Kind, SheetRow, Wanted, rows};

const JOB: &str = "archive.import";
/// Rows of one turn.
const TURN_ROWS_MAX: usize = 500;
/// Rows after which it is written down how far it is.
const STEP_ROWS_MAX: usize = 25;
/// Imports that go on after a start.
const RESUMED_MAX: usize = 1_000;
/// Entries that are read at a time.
const PAGE_MAX: usize = 200;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Turn {
    import: Id,
}

/// Says who works imports off.
pub(crate) fn listen(archive: &Archive, bus: &Bus) {
    let me = archive.clone();
    bus.work(JOB, move |turn: Turn| {
        let me = me.clone();
        async move { me.turn(turn.import).await }
    });
}

/// Gives an import its next turn.
pub(super) fn enqueue(archive: &Archive, w: &mut Write<'_>, import: Id) -> Outcome<()> {
    let now = archive.0.accounts.now_ms();
    archive.0.bus.enqueue(w, JOB, &Turn { import }, now).map(|_| ())
}

impl Archive {
    /// Gives every unfinished import a turn, for the start of a server: whoever had been at it when the last one
    /// ended abruptly would be waited for. A second turn at the same time does no harm.
    pub async fn resume_all(&self) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let open: Vec<Id> = w.column(&sql::UNFINISHED_IMPORTS, args![RESUMED_MAX])?;
                open.into_iter().try_for_each(|import| enqueue(&me, w, import))
            })
            .await
    }

    async fn turn(&self, id: Id) -> Outcome<()> {
        let Some(import) = self.any_import(id).await?.filter(|import| import.state == State::Running) else {
            return Ok(());
        };
        let content =
            move |r: &store::Read<'_>| r.row(&sql::CONTENT, args![id.bk(), id], |row| row.get::<String>(0));
        let content = self.0.db.read(content).await?.unwrap_or_default();
        // It could be read when it was brought.
        let rows = rows(import.kind, &content).unwrap_or_default();
        let done = import.counts.done.min(rows.len());
        let end = rows.len().min(done + TURN_ROWS_MAX);
        if !self.work_off(&import, &rows[done..end], done).await? {
            return Ok(());
        }
        if end < rows.len() {
            let me = self.clone();
            return self.0.db.write(move |w| enqueue(&me, w, id)).await;
        }
        self.conclude(&import, &rows).await
    }

    /// Does some rows; false if it was stopped, or somebody else is at it.
    async fn work_off(&self, import: &Import, rows: &[SheetRow], mut done: usize) -> Outcome<bool> {
        for part in rows.chunks(STEP_ROWS_MAX) {
            let mut step = Step::default();
            for row in part {
                step.add(row, self.settle(import.account, row).await?);
            }
            let (id, from) = (import.id, done);
            done += part.len();
            let moved =
                self.0.db.write(move |w| sql::advance(w, id, from, &step.counts, &step.failures)).await?;
            if !moved {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn conclude(&self, import: &Import, rows: &[SheetRow]) -> Outcome<()> {
        let id = import.id;
        let now = self.any_import(id).await?;
        // Where nothing of the file is known here, it cannot be what somebody wants to have left.
        let any = now.is_some_and(|import| import.counts.imported > 0);
        let removed = match import.mode {
            Mode::Overwrite if any => self.remove_others(import, rows).await?,
            _ => 0,
        };
        self.0.db.write(move |w| w.run(&sql::CONCLUDE, args![id.bk(), id, removed])).await.map(|_| ())
    }

    /// Removes what the file does not have; gives how much that was.
    async fn remove_others(&self, import: &Import, rows: &[SheetRow]) -> Outcome<usize> {
        let (me, wanted) = (import.account, rows.iter().filter_map(|row| row.wanted.as_ref().ok()));
        match import.kind {
            Kind::Bookmarks => {
                let uris = wanted.filter_map(|wanted| match wanted {
                    Wanted::Bookmark(uri) => self.post_at(uri),
                    _ => None,
                });
                self.unbookmark_others(me, &uris.collect()).await
            }
            Kind::DomainBlocks => {
                let domains = wanted.filter_map(|wanted| match wanted {
                    Wanted::BlockDomain(domain) => Some(domain.as_str()),
                    _ => None,
                });
                self.unblock_other_domains(me, &domains.collect()).await
            }
            Kind::Lists => {
                let mut kept: HashMap<&str, HashSet<Id>> = HashMap::new();
                for wanted in wanted {
                    if let Wanted::List { title, who } = wanted {
                        kept.entry(title).or_default().extend(self.find(who).await?);
                    }
                }
                self.unlist_others(me, &kept).await
            }
            Kind::Following | Kind::Muting | Kind::Blocking => {
                let mut kept = HashSet::new();
                for who in wanted.filter_map(who) {
                    kept.extend(self.find(who).await?);
                }
                self.leave_others(me, import.kind, &kept).await
            }
        }
    }

    async fn leave_others(&self, me: Id, kind: Kind, kept: &HashSet<Id>) -> Outcome<usize> {
        let accounts = &self.0.accounts;
        let relations = accounts.relations(me).await?;
        let others: Vec<Id> = related(&relations, kind).into_iter().filter(|id| !kept.contains(id)).collect();
        for &other in &others {
            match kind {
                Kind::Following => accounts.unfollow(me, other).await?,
                Kind::Muting => accounts.unmute(me, other).await?,
                Kind::Blocking => accounts.unblock(me, other).await?,
                Kind::Lists | Kind::Bookmarks | Kind::DomainBlocks => {}
            }
        }
        Ok(others.len())
    }

    /// Removes whole lists, and members of others; gives how many.
    async fn unlist_others(&self, me: Id, kept: &HashMap<&str, HashSet<Id>>) -> Outcome<usize> {
        let lists = &self.0.lists;
        let mut removed = 0;
        for list in lists.of(me).await? {
            let Some(kept) = kept.get(list.title.as_str()) else {
                lists.delete(me, list.id).await?;
                removed += 1;
                continue;
            };
            let (mut page, mut others) = (Page::newest(PAGE_MAX), Vec::new());
            loop {
                let ids = lists.members_page(me, list.id, page).await?;
                let Some(last) = ids.last() else { break };
                page.max_id = Some(*last);
                others.extend(ids.into_iter().filter(|id| !kept.contains(id)));
            }
            removed += others.len();
            if !others.is_empty() {
                lists.remove(me, list.id, others).await?;
            }
        }
        Ok(removed)
    }

    async fn unbookmark_others(&self, me: Id, kept: &HashSet<Id>) -> Outcome<usize> {
        let (mut page, mut removed) = (Page::newest(PAGE_MAX), 0);
        loop {
            let entries = self.0.posts.bookmarks_page(me, page).await?;
            let Some((_, last)) = entries.last() else { return Ok(removed) };
            page.max_id = Some(*last);
            for (post, _) in entries.iter().filter(|(post, _)| !kept.contains(post)) {
                // A post that cannot be seen any more is not listed either.
                if self.0.posts.unbookmark(me, *post).await.is_ok() {
                    removed += 1;
                }
            }
        }
    }

    async fn unblock_other_domains(&self, me: Id, kept: &HashSet<&str>) -> Outcome<usize> {
        let (mut page, mut removed) = (Page::newest(PAGE_MAX), 0);
        loop {
            let entries = self.0.accounts.blocked_domains(me, page).await?;
            let Some((_, last)) = entries.last() else { return Ok(removed) };
            page.max_id = Some(*last);
            for (domain, _) in entries.iter().filter(|(domain, _)| !kept.contains(domain.as_str())) {
                self.0.accounts.unblock_domain(me, domain).await?;
                removed += 1;
            }
        }
    }
}

fn who(wanted: &Wanted) -> Option<&Address> {
    match wanted {
        Wanted::Follow { who, .. } | Wanted::Mute { who, .. } | Wanted::Block(who) => Some(who),
        Wanted::List { .. } | Wanted::Bookmark(_) | Wanted::BlockDomain(_) => None,
    }
}

fn related(relations: &Relations, kind: Kind) -> Vec<Id> {
    match kind {
        Kind::Following => relations.following.keys().copied().collect(),
        Kind::Muting => relations.muting.keys().copied().collect(),
        Kind::Blocking => relations.blocking.iter().copied().collect(),
        Kind::Lists | Kind::Bookmarks | Kind::DomainBlocks => Vec::new(),
    }
}
