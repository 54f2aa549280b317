//! What becomes of one row.

use accounts::{FollowEdit, MuteEdit};
use base::{Id, Kind, Outcome, Problem};
use lists::ListEdit;

use super::model::{Counts, Failure};
use crate::Archive;
use crate::parse::sheet::{Address, SheetRow, Wanted};

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Became {
    Imported,
    /// Nobody, or nothing, here is called that.
    Unknown(String),
    /// It cannot be meant, or was refused.
    Failed(String),
}

/// Rows that are through and not written down yet.
#[derive(Debug, Default)]
pub(super) struct Step {
    pub(super) counts: Counts,
    pub(super) failures: Vec<Failure>,
}

impl Step {
    pub(super) fn add(&mut self, row: &SheetRow, became: Became) {
        self.counts.done += 1;
        let reason = match became {
            Became::Imported => {
                self.counts.imported += 1;
                return;
            }
            Became::Unknown(reason) => {
                self.counts.unknown += 1;
                reason
            }
            Became::Failed(reason) => {
                self.counts.failed += 1;
                reason
            }
        };
        self.failures.push(Failure { number: row.number, cells: row.cells.clone(), reason });
    }
}

impl Archive {
    /// Does what a row asks for. What it refuses is told; what fails on our side is an error, and tried again.
    pub(super) async fn settle(&self, account: Id, row: &SheetRow) -> Outcome<Became> {
        let wanted = match &row.wanted {
            Ok(wanted) => wanted,
            Err(fault) => return Ok(Became::Failed(fault.to_string())),
        };
        match self.grant(account, wanted).await {
            Ok(became) => Ok(became),
            Err(problem) => refused(problem),
        }
    }

    async fn grant(&self, account: Id, wanted: &Wanted) -> Outcome<Became> {
        let accounts = &self.0.accounts;
        match wanted {
            Wanted::Follow { who, reblogs, notify, languages } => {
                let Some(to) = self.find(who).await? else { return Ok(nobody(self.is_here(who))) };
                let edit = FollowEdit { reblogs: *reblogs, notify: *notify, languages: languages.clone() };
                accounts.follow(account, to, edit).await?;
            }
            Wanted::Mute { who, notifications } => {
                let Some(to) = self.find(who).await? else { return Ok(nobody(self.is_here(who))) };
                let edit = MuteEdit { notifications: *notifications, until_ms: None };
                accounts.mute(account, to, edit).await?;
            }
            Wanted::Block(who) => {
                let Some(to) = self.find(who).await? else { return Ok(nobody(self.is_here(who))) };
                accounts.block(account, to).await?;
            }
            Wanted::List { title, who } => {
                let Some(to) = self.find(who).await? else { return Ok(nobody(self.is_here(who))) };
                self.enlist(account, title, to).await?;
            }
            Wanted::Bookmark(uri) => {
                let Some(post) = self.post_at(uri) else {
                    return Ok(Became::Unknown("The post is on another server".to_owned()));
                };
                self.0.posts.bookmark(account, post).await?;
            }
            Wanted::BlockDomain(domain) => accounts.block_domain(account, domain).await?,
        }
        Ok(Became::Imported)
    }

    /// Puts somebody on the list of that name, which is made where there is none. As with Mastodon, who is on a list
    /// is followed.
    async fn enlist(&self, account: Id, title: &str, to: Id) -> Outcome<()> {
        let known = self.0.lists.of(account).await?;
        let list = match known.into_iter().find(|list| list.title == title) {
            Some(list) => list,
            None => {
                let edit = ListEdit { title: Some(title.to_owned()), ..ListEdit::default() };
                self.0.lists.create(account, edit).await?
            }
        };
        if to != account && !self.0.accounts.relations(account).await?.follows(to) {
            self.0.accounts.follow(account, to, FollowEdit::default()).await?;
        }
        match self.0.lists.add(account, list.id, vec![to]).await {
            // On it already.
            Err(problem) if problem.kind() == Kind::Invalid => {
                self.on_list(account, list.id, to, problem).await
            }
            done => done,
        }
    }

    async fn on_list(&self, account: Id, list: Id, member: Id, problem: Problem) -> Outcome<()> {
        let lists = self.0.lists.with(account, member).await?;
        if lists.iter().any(|known| known.id == list) { Ok(()) } else { Err(problem) }
    }

    /// Whoever is known here by this address.
    pub(super) async fn find(&self, who: &Address) -> Outcome<Option<Id>> {
        self.0.accounts.lookup(&who.to_string()).await
    }

    fn is_here(&self, who: &Address) -> bool {
        let own = self.0.accounts.site().domain.to_lowercase();
        who.domain.as_ref().is_none_or(|domain| *domain == own)
    }

    /// The id of a post of this server by its address: `https://host/@name/5`, or as ActivityPub writes it,
    /// `https://host/users/name/statuses/5`.
    pub(super) fn post_at(&self, uri: &str) -> Option<Id> {
        let rest = uri.strip_prefix(self.0.accounts.site().base_url.as_str())?;
        let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
        let parts: Vec<&str> = rest.split('/').skip(1).collect();
        match parts.as_slice() {
            [name, id] if name.starts_with('@') => id.parse().ok(),
            ["users", _, "statuses", id] => id.parse().ok(),
            _ => None,
        }
    }
}

fn nobody(here: bool) -> Became {
    let reason = match here {
        true => "Nobody here has this name",
        false => "They are on another server, which this one does not reach yet",
    };
    Became::Unknown(reason.to_owned())
}

fn refused(problem: Problem) -> Outcome<Became> {
    match problem.kind() {
        Kind::NotFound => Ok(Became::Unknown("It is not here, or not for you to see".to_owned())),
        kind if kind.status() < 500 => Ok(Became::Failed(problem.complaint().to_owned())),
        _ => Err(problem),
    }
}
