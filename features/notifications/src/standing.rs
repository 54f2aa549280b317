//! How far one has read, whose notifications one wants, and what waits because of that.

use std::collections::HashMap;

use base::{Id, Outcome, Page};
use store::{Read, args};

use crate::delivery::read_policy;
use crate::groups::fold;
use crate::model::{Kind, Marker, NOTIFICATIONS, Policy, Request};
use crate::rules::unwanted;
use crate::views::Filter;
use crate::{Notifications, UNREAD_MAX, store as sql};

impl Notifications {
    /// How many notifications are newer than the reader's marker, [`UNREAD_MAX`] at the most; from memory.
    pub async fn unread(&self, account: Id) -> Outcome<u32> {
        if let Some(unread) = self.0.unread.get(&account) {
            return Ok(unread);
        }
        let ticket = self.0.unread.ticket(&account);
        let unread = self.count_unread(account, &Filter::default(), UNREAD_MAX as usize).await?;
        let unread = u32::try_from(unread).unwrap_or(UNREAD_MAX);
        self.0.unread.put(account, ticket, unread);
        Ok(unread)
    }

    /// How many of these notifications are newer than the reader's marker, `max` at the most.
    pub(crate) async fn count_unread(&self, account: Id, filter: &Filter, max: usize) -> Outcome<i64> {
        let read = self.last_read(account).await?;
        let hidden = self.hidden(account).await?;
        let (kinds, from) = (sql::names(&filter.kinds), filter.from.unwrap_or_default());
        let count = move |r: &Read<'_>| {
            let asked = args![account.bk(), account, read, kinds.as_slice(), &hidden, from, max];
            r.row(&sql::COUNT, asked, |row| row.get(0))
        };
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// How many groups have something newer than the reader's marker, `max` at the most.
    pub(crate) async fn count_unread_groups(
        &self,
        account: Id,
        filter: &Filter,
        grouped: &[Kind],
        max: usize,
    ) -> Outcome<usize> {
        let page = Page { since_id: Some(self.last_read(account).await?), ..Page::newest(max) };
        let rows = self.rows(account, filter, page).await?;
        Ok(fold(rows, grouped, max).0.len())
    }

    /// Up to where `account` has read its notifications.
    pub async fn last_read(&self, account: Id) -> Outcome<Id> {
        let markers = self.markers(account).await?;
        Ok(markers.get(NOTIFICATIONS).map_or(Id(0), |marker| marker.last_read_id))
    }

    /// Every marker of `account`, by the name of its timeline.
    pub async fn markers(&self, account: Id) -> Outcome<HashMap<String, Marker>> {
        let read = move |r: &Read<'_>| r.rows(&sql::MARKERS, args![account.bk(), account], sql::marker);
        Ok(self.0.db.read(read).await?.into_iter().collect())
    }

    /// Whose notifications `account` wants.
    pub async fn policy(&self, account: Id) -> Outcome<Policy> {
        let (bk, id) = (vec![account.bk()], vec![account.0]);
        let read = move |r: &Read<'_>| r.row(&sql::POLICIES, args![&bk, &id], |row| row.get::<String>(1));
        self.0.db.read(read).await?.map_or(Ok(Policy::default()), |json| read_policy(&json))
    }

    /// How many notifications wait among the requests, and from how many people: `(notifications, people)`.
    pub async fn pending(&self, account: Id) -> Outcome<(i64, i64)> {
        let hidden = self.hidden(account).await?;
        let count = move |r: &Read<'_>| {
            r.row(&sql::PENDING, args![account.bk(), account, &hidden], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        Ok(self.0.db.read(count).await?.unwrap_or_default())
    }

    /// A page of those whose notifications are filtered.
    pub async fn requests(&self, account: Id, page: Page) -> Outcome<Vec<Request>> {
        let hidden = self.hidden(account).await?;
        let read = move |r: &Read<'_>| {
            let asked = args![account.bk(), account, &hidden, page.below(), page.above(), page.limit];
            r.rows(&sql::REQUESTS, asked, sql::request)
        };
        self.0.db.read(read).await
    }

    /// What waits from one person, or `None`.
    pub async fn request(&self, account: Id, from: Id) -> Outcome<Option<Request>> {
        let read = move |r: &Read<'_>| r.row(&sql::REQUEST, args![account.bk(), account, from], sql::request);
        self.0.db.read(read).await
    }

    /// Those whose notifications are not shown to `account` now.
    pub(crate) async fn hidden(&self, account: Id) -> Outcome<Vec<i64>> {
        let relations = self.0.accounts.relations(account).await?;
        Ok(unwanted(&relations, self.0.clock.now_ms()))
    }
}
