//! Reading: a page in the same number of statements whatever its length.

use std::cmp::Reverse;

use accounts::Relations;
use base::{Id, IdMap, Ms, Outcome, Page};
use posts::View;
use store::{Read, args};

use crate::model::{Conversation, Row};
use crate::{Conversations, store as sql};

/// A page of conversations.
pub struct Listed {
    /// Those that can be shown, newest first.
    pub conversations: Vec<Conversation>,
    /// The last post of each row that was read, newest first: what the neighbouring pages begin at.
    pub cursors: Vec<Id>,
}

/// Everyone whose posts are kept out of what the holder of `relations` reads now.
fn hidden(relations: &Relations, now: Ms) -> Vec<i64> {
    let muted = relations.muting.keys().filter(|id| relations.mute(**id, now).is_some());
    relations.blocking.iter().chain(&relations.blocked_by).chain(muted).map(|id| id.0).collect()
}

impl Conversations {
    /// A page of `account`'s conversations, by their last posts.
    pub async fn list(&self, account: Id, page: Page) -> Outcome<Listed> {
        let hidden = self.hidden(account).await?;
        let rows = self.0.db.read(move |r| rows(r, account, &hidden, page)).await?;
        let cursors = rows.iter().map(|row| row.last).collect();
        Ok(Listed { conversations: self.show(account, rows).await?, cursors })
    }

    /// One conversation of `account`, or `None`.
    pub async fn one(&self, account: Id, conversation: Id) -> Outcome<Option<Conversation>> {
        let hidden = self.hidden(account).await?;
        let asked = move |r: &Read<'_>| {
            r.rows(&sql::ONE, args![account.bk(), account, conversation, &hidden], sql::row)
        };
        let rows = self.0.db.read(asked).await?;
        Ok(self.show(account, rows).await?.pop())
    }

    async fn hidden(&self, account: Id) -> Outcome<Vec<i64>> {
        let relations = self.0.accounts.relations(account).await?;
        Ok(hidden(&relations, self.0.clock.now_ms()))
    }

    async fn show(&self, account: Id, rows: Vec<Row>) -> Outcome<Vec<Conversation>> {
        let ids: Vec<Id> = rows.iter().map(|row| row.last).collect();
        let views = self.0.posts.show(&ids, Some(account)).await?;
        let everyone: Vec<Id> = views.iter().flat_map(|view| others(view, account)).collect();
        let people = self.0.accounts.accounts(&everyone).await?;
        let mut views: IdMap<View> = views.into_iter().map(|view| (view.shown.id, view)).collect();
        let conversation = |row: Row| {
            let last = views.remove(&row.last)?;
            let known = others(&last, account).into_iter().filter_map(|id| people.get(&id).cloned());
            let people = known.filter(|person| person.suspended_ms.is_none()).collect();
            Some(Conversation { id: row.root, unread: row.last > row.read, people, last })
        };
        Ok(rows.into_iter().filter_map(conversation).collect())
    }
}

/// The people of a post without `account`; who talks to nobody is there alone.
fn others(view: &View, account: Id) -> Vec<Id> {
    let mut all: Vec<Id> = Vec::new();
    for id in [view.shown.author].into_iter().chain(view.shown.mentions.iter().copied()) {
        if id != account && !all.contains(&id) {
            all.push(id);
        }
    }
    if all.is_empty() { vec![account] } else { all }
}

/// The rows of a page, newest first. Only who hides somebody pays for looking behind their posts.
fn rows(r: &Read<'_>, account: Id, hidden: &[i64], page: Page) -> Outcome<Vec<Row>> {
    let (plain, behind) =
        if page.forward() { (&sql::PAGE_UP, &sql::BEHIND_UP) } else { (&sql::PAGE, &sql::BEHIND) };
    let asked = args![account.bk(), account, page.below(), page.above(), hidden, page.limit];
    let mut rows = r.rows(plain, asked, sql::row)?;
    if !hidden.is_empty() {
        rows.extend(r.rows(behind, asked, sql::row)?);
    }
    rows.sort_by_key(|row| Reverse(row.last));
    if page.forward() {
        rows.drain(..rows.len().saturating_sub(page.limit));
    } else {
        rows.truncate(page.limit);
    }
    Ok(rows)
}
