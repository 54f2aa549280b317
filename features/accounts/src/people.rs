//! Lists of people: who follows, is followed, blocked, muted, asks, is endorsed.

use base::{Id, Outcome, Page};
use store::{Read, Row, Sql, args};

use crate::{Accounts, store as sql};

/// Familiar followers told for one account.
const FAMILIAR_MAX: usize = 10;

/// Which list of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum People {
    Followers,
    Following,
    Blocked,
    Muted,
    Requests,
    Endorsed,
}

impl Accounts {
    /// A page of people with the cursors of their entries, newest first.
    pub(crate) async fn people(&self, people: People, of: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        let now = self.0.clock.now_ms();
        self.0.db.read(move |r| read_people(r, people, of, page, now)).await
    }

    /// Everyone whom `account` follows or who follows it, for exports: `(account, entry)` pages until empty.
    pub async fn following_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.people(People::Following, account, page).await
    }

    /// Everyone who follows `account`: `(follower, entry)` pages until empty.
    pub async fn followers_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.people(People::Followers, account, page).await
    }

    /// Whom `account` recommends: `(account, entry)` pages until empty.
    pub async fn endorsed_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.people(People::Endorsed, account, page).await
    }

    /// How many ask to follow.
    pub async fn request_count(&self, account: Id) -> Outcome<i64> {
        let count =
            move |r: &Read<'_>| r.row(&sql::REQUESTS_COUNT, args![account.bk(), account], |row| row.get(0));
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// Of those whom `me` follows, who follows each of `others`.
    pub(crate) async fn familiar(&self, me: Id, others: Vec<Id>) -> Outcome<Vec<(Id, Vec<Id>)>> {
        let relations = self.relations(me).await?;
        let mine: Vec<i64> = relations.following.keys().map(|id| id.0).collect();
        let ask = move |r: &Read<'_>| {
            others
                .iter()
                .map(|&other| {
                    Ok((other, r.column(&sql::FAMILIAR, args![other.bk(), other, &mine, FAMILIAR_MAX])?))
                })
                .collect()
        };
        self.0.db.read(ask).await
    }
}

fn read_people(r: &Read<'_>, people: People, of: Id, page: Page, now: i64) -> Outcome<Vec<(Id, Id)>> {
    let pair = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let statement: &'static Sql = match (people, page.forward()) {
        (People::Followers, false) => &sql::FOLLOWERS_PAGE,
        (People::Followers, true) => &sql::FOLLOWERS_UP,
        (People::Following, false) => &sql::FOLLOWING_PAGE,
        (People::Following, true) => &sql::FOLLOWING_UP,
        (People::Blocked, _) => &sql::BLOCKS_PAGE,
        (People::Muted, _) => {
            let args = args![of.bk(), of, page.below(), page.above(), page.limit, now];
            return r.rows(&sql::MUTES_PAGE, args, pair);
        }
        (People::Requests, _) => &sql::REQUESTS_PAGE,
        (People::Endorsed, false) => &sql::ENDORSED_PAGE,
        (People::Endorsed, true) => &sql::ENDORSED_UP,
    };
    let mut rows = r.rows(statement, args![of.bk(), of, page.below(), page.above(), page.limit], pair)?;
    rows.sort_by_key(|(_, entry): &(Id, Id)| std::cmp::Reverse(*entry));
    Ok(rows)
}
