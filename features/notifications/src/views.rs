//! Reading notifications: the rows in one query, then all people and all posts in one batch each.

mod around;

use std::collections::HashMap;
use std::sync::Arc;

use accounts::Shown as Person;
use base::{Id, Outcome, Page, Problem};
use posts::View;
use store::{Read, args};

use crate::fallback::Known;
use crate::groups::{Group, fold};
use crate::model::{Kind, Notification};
use crate::rules::alone_id;
use crate::{Notifications, store as sql};
pub(crate) use around::Around;

/// Rows that one page of groups is made from at the most.
const SCAN_MAX: usize = 400;
/// Rows of one group that are looked at.
const GROUP_ROWS_MAX: usize = 80;
/// People named for a group.
pub(crate) const SAMPLE_MAX: usize = 8;
/// Pages looked through for one that has something to show.
const TRIES_MAX: usize = 4;

/// Which notifications are asked for.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Of these kinds.
    pub kinds: Vec<Kind>,
    /// From this account only.
    pub from: Option<Id>,
    /// Those too that the reader's policy filters.
    pub with_filtered: bool,
}

impl Default for Filter {
    fn default() -> Self {
        Self { kinds: Kind::ALL.to_vec(), from: None, with_filtered: false }
    }
}

/// A notification with what it is about.
#[derive(Clone)]
pub struct Entry {
    /// The row.
    pub row: Notification,
    /// Who did it.
    pub from: Arc<Person>,
    /// The post, where it is about one.
    pub post: Option<View>,
    /// JSON of the report or the decision, where it is about one.
    pub matter: Option<Arc<[u8]>>,
}

/// A page of notifications.
pub struct Listed {
    /// Newest first. May be fewer than the rows, where people are suspended or posts cannot be seen any more.
    pub entries: Vec<Entry>,
    /// The ids of the rows, newest first: where the neighbouring pages begin.
    pub cursors: Vec<Id>,
}

/// A page of groups.
pub(crate) struct Grouped {
    pub(crate) groups: Vec<Line>,
    pub(crate) around: Around,
    /// The ids of the rows, newest first.
    pub(crate) cursors: Vec<Id>,
    /// Whether there may be more in the direction of reading.
    pub(crate) is_cut: bool,
}

impl Grouped {
    /// The post that a group is about.
    pub(crate) fn post_of(&self, line: &Line) -> Option<&View> {
        self.around.posts.get(&line.newest.post?)
    }
}

/// A group that has something to show.
pub(crate) struct Line {
    pub(crate) group: Group,
    pub(crate) newest: Notification,
    /// In the whole group, on whatever page.
    pub(crate) count: i64,
    /// The newest of the whole group.
    pub(crate) most_recent: Id,
    pub(crate) sample: Vec<Arc<Person>>,
}

impl Notifications {
    /// A page of `account`'s notifications.
    pub async fn list(&self, account: Id, filter: &Filter, mut page: Page) -> Outcome<Listed> {
        for _ in 1..TRIES_MAX {
            let listed = self.list_once(account, filter, page).await?;
            let Some(next) = page_beyond(page, &listed) else { return Ok(listed) };
            page = next;
        }
        self.list_once(account, filter, page).await
    }

    async fn list_once(&self, account: Id, filter: &Filter, page: Page) -> Outcome<Listed> {
        let mut rows = self.rows(account, filter, page).await?;
        rows.sort_by_key(|row| std::cmp::Reverse(row.id));
        let cursors = rows.iter().map(|row| row.id).collect();
        let around = self.around(account, &rows).await?;
        let entries = rows.into_iter().filter_map(|row| around.entry(row)).collect();
        Ok(Listed { entries, cursors })
    }

    /// One notification of `account`, or `None`.
    pub async fn entry(&self, account: Id, id: Id) -> Outcome<Option<Entry>> {
        let by_id =
            move |r: &Read<'_>| r.row(&sql::BY_ID, args![account.bk(), account, id], sql::notification);
        let Some(row) = self.0.db.read(by_id).await? else { return Ok(None) };
        let hidden = self.hidden(account).await?;
        if hidden.contains(&row.from.0) {
            return Ok(None);
        }
        let around = self.around(account, std::slice::from_ref(&row)).await?;
        Ok(around.entry(row))
    }

    /// Mastodon's JSON of one notification of `account`, or `None`: what streams send.
    pub async fn one(&self, id: Id, account: Id) -> Outcome<Option<String>> {
        let Some(entry) = self.entry(account, id).await? else { return Ok(None) };
        let json = crate::entity::notification(&entry, &Known::Unsaid)?;
        String::from_utf8(json).map(Some).map_err(Problem::internal)
    }

    /// A page of groups.
    pub(crate) async fn grouped(
        &self,
        account: Id,
        filter: &Filter,
        grouped: &[Kind],
        page: Page,
    ) -> Outcome<Grouped> {
        let rows = self.rows(account, filter, page.with_limit(SCAN_MAX)).await?;
        let mut cursors: Vec<Id> = rows.iter().map(|row| row.id).collect();
        let (groups, taken) = fold(rows, grouped, page.limit);
        let is_cut = taken < cursors.len() || cursors.len() == SCAN_MAX;
        cursors.truncate(taken);
        cursors.sort_by_key(|id| std::cmp::Reverse(*id));
        let (groups, around) = self.lines(account, filter.with_filtered, groups).await?;
        Ok(Grouped { groups, around, cursors, is_cut })
    }

    /// One group by its key, with its newest rows, or `None`.
    pub(crate) async fn group(&self, account: Id, key: String) -> Outcome<Option<Grouped>> {
        let hidden = self.hidden(account).await?;
        let name = key.clone();
        let rows = self
            .0
            .db
            .read(move |r| match alone_id(&name) {
                Some(id) => r.rows(&sql::BY_ID, args![account.bk(), account, id], sql::notification),
                None => {
                    let asked = args![account.bk(), account, &name, &hidden, GROUP_ROWS_MAX];
                    r.rows(&sql::OF_GROUP, asked, sql::notification)
                }
            })
            .await?;
        let Some(kind) = rows.first().map(|row| row.kind) else { return Ok(None) };
        let (groups, around) = self.lines(account, true, vec![Group { key, kind, rows }]).await?;
        Ok((!groups.is_empty()).then_some(Grouped { groups, around, cursors: Vec::new(), is_cut: false }))
    }

    /// The groups that can be shown, with what they are about.
    async fn lines(
        &self,
        account: Id,
        with_filtered: bool,
        groups: Vec<Group>,
    ) -> Outcome<(Vec<Line>, Around)> {
        let rows: Vec<&Notification> = groups.iter().flat_map(|group| &group.rows).collect();
        let around = self.around(account, rows).await?;
        let counts = self.group_counts(account, with_filtered, &groups).await?;
        let line = |mut group: Group| {
            group.rows.retain(|row| around.holds(row));
            let newest = group.newest()?.clone();
            let (count, most_recent) = match counts.get(&group.key) {
                Some(&known) if group.is_stored() => known,
                _ => (1, newest.id),
            };
            let senders = group.rows.iter().filter_map(|row| around.people.get(&row.from));
            let sample = senders.take(SAMPLE_MAX).cloned().collect();
            Some(Line { group, newest, count, most_recent, sample })
        };
        Ok((groups.into_iter().filter_map(line).collect(), around))
    }

    /// How many each stored group holds, and its newest.
    async fn group_counts(
        &self,
        account: Id,
        with_filtered: bool,
        groups: &[Group],
    ) -> Outcome<HashMap<String, (i64, Id)>> {
        let keys: Vec<String> =
            groups.iter().filter(|group| group.kind.is_grouped()).map(|group| group.key.clone()).collect();
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let hidden = self.hidden(account).await?;
        let count = move |r: &Read<'_>| {
            let asked = args![account.bk(), account, keys.as_slice(), &hidden, with_filtered];
            r.rows(&sql::COUNT_GROUPS, asked, |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?))))
        };
        Ok(self.0.db.read(count).await?.into_iter().collect())
    }

    /// The rows of a page, in the order in which it is read.
    pub(crate) async fn rows(&self, account: Id, filter: &Filter, page: Page) -> Outcome<Vec<Notification>> {
        let hidden = self.hidden(account).await?;
        let (kinds, from) = (sql::names(&filter.kinds), filter.from.unwrap_or_default());
        let with_filtered = filter.with_filtered;
        let statement = if page.forward() { &sql::PAGE_UP } else { &sql::PAGE };
        self.0
            .db
            .read(move |r| {
                let asked = args![
                    account.bk(),
                    account,
                    page.below(),
                    page.above(),
                    kinds.as_slice(),
                    &hidden,
                    with_filtered,
                    from,
                    page.limit
                ];
                r.rows(statement, asked, sql::notification)
            })
            .await
    }

    /// Everyone who is in `rows`, and every post, as `account` sees them.
    pub(crate) async fn around<'a>(
        &self,
        account: Id,
        rows: impl IntoIterator<Item = &'a Notification>,
    ) -> Outcome<Around> {
        let rows: Vec<&Notification> = rows.into_iter().collect();
        let mut senders: Vec<Id> = rows.iter().map(|row| row.from).collect();
        let with_post = rows.iter().filter(|row| !row.kind.has_matter());
        let mut about: Vec<Id> = with_post.filter_map(|row| row.post).collect();
        for ids in [&mut senders, &mut about] {
            ids.sort_unstable();
            ids.dedup();
        }
        let mut people = self.0.accounts.accounts(&senders).await?;
        people.retain(|_, person| person.suspended_ms.is_none());
        let views = self.0.posts.show(&about, Some(account)).await?;
        let posts = views.into_iter().map(|view| (view.shown.id, view)).collect();
        Ok(Around { people, posts, matters: self.matters(account, &rows).await? })
    }
}

/// The next page in the same direction, where this one has rows but nothing to show: an empty page would be taken
/// for the end.
fn page_beyond(page: Page, listed: &Listed) -> Option<Page> {
    let (&newest, &oldest) = (listed.cursors.first()?, listed.cursors.last()?);
    if !listed.entries.is_empty() || listed.cursors.len() < page.limit {
        return None;
    }
    Some(if page.forward() {
        Page { min_id: Some(newest), ..page }
    } else {
        Page { max_id: Some(oldest), ..page }
    })
}
