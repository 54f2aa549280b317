//! Reading accounts: one by one from memory, many in one query.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use base::{Id, IdMap, Ms, Outcome, iso_ms};
use emojis::Book;
use store::{Engine, Read, Row, args};

use crate::entity::{entity, with_counts, without_counts};
use crate::featuring::allowed_to_strangers;
use crate::links::NameLinks;
use crate::model::{Account, Follow, Mute, Relations, Relationship};
use crate::{Accounts, store as sql};
use sql::{buckets, numbers};

/// An account with its JSON, ready to be put into an answer.
pub struct Shown {
    account: Account,
    /// The profile's address.
    pub url: String,
    /// Mastodon's `Account` entity.
    pub json: Box<[u8]>,
    /// Bytes of it that do not change with each post.
    start_len: usize,
    /// The bio as HTML.
    pub note_html: String,
    /// The table's right sides as HTML.
    pub field_htmls: Vec<String>,
    /// The custom emojis of its texts.
    pub emojis: ui::Emojis,
    /// Address and path of the account that it moved to.
    pub moved: Option<(String, String)>,
}

impl Deref for Shown {
    type Target = Account;

    fn deref(&self) -> &Account {
        &self.account
    }
}

impl Shown {
    /// The same account after its `posts`-th post, made at `at`.
    fn counted(&self, posts: u64, at: Ms) -> Self {
        let mut account = self.account.clone();
        account.stats.posts = posts;
        account.stats.last_post_ms = Some(at);
        let json = with_counts(self.start(), &account, allowed_to_strangers(&account));
        Self {
            account,
            json,
            start_len: self.start_len,
            url: self.url.clone(),
            note_html: self.note_html.clone(),
            field_htmls: self.field_htmls.clone(),
            emojis: self.emojis.clone(),
            moved: self.moved.clone(),
        }
    }

    /// The part of the entity that is the same for everyone and does not change with each post.
    pub(crate) fn start(&self) -> &[u8] {
        self.json.get(..self.start_len).unwrap_or_default()
    }

    pub(crate) fn weight(&self) -> usize {
        self.json.len() + self.note_html.len() * 2 + 1_024
    }
}

impl Accounts {
    /// One account. Suspended ones too: whoever shows them looks at `suspended_ms`.
    pub async fn account(&self, id: Id) -> Outcome<Option<Arc<Shown>>> {
        if let Some(shown) = self.0.shown.get(&id) {
            return Ok(Some(shown));
        }
        Ok(self.load(&[id]).await?.remove(&id))
    }

    /// Those of `ids` that are in memory already; for the hot path, which then asks for the rest.
    pub fn in_memory(&self, id: Id) -> Option<Arc<Shown>> {
        self.0.shown.get(&id)
    }

    /// Those of `ids` that exist, in one query for what is not in memory.
    pub async fn accounts(&self, ids: &[Id]) -> Outcome<IdMap<Arc<Shown>>> {
        let mut found = IdMap::with_capacity_and_hasher(ids.len(), Default::default());
        let mut missing = Vec::new();
        for &id in ids {
            match self.0.shown.get(&id) {
                Some(shown) => drop(found.insert(id, shown)),
                None => missing.push(id),
            }
        }
        if !missing.is_empty() {
            found.extend(self.load(&missing).await?);
        }
        Ok(found)
    }

    async fn load(&self, ids: &[Id]) -> Outcome<IdMap<Arc<Shown>>> {
        let tickets: IdMap<_> = ids.iter().map(|id| (*id, self.0.shown.ticket(id))).collect();
        let ids = ids.to_vec();
        let (rows, targets, names) = self
            .0
            .db
            .read(move |r| {
                let rows = Self::read(r, &ids)?;
                let targets: Vec<Id> = rows.iter().filter_map(|row| row.moved_to).collect();
                let targets = if targets.is_empty() { Vec::new() } else { Self::read(r, &targets)? };
                let texts = rows.iter().chain(&targets);
                let texts = texts.flat_map(|a| a.fields.iter().map(|f| &f.value).chain([&a.note]));
                let names = mentioned_names(r, texts)?;
                Ok((rows, targets, names))
            })
            .await?;
        let links = NameLinks { site: self.0.site.clone(), names };
        let book = self.emojis().await?;
        let mut found = IdMap::with_capacity_and_hasher(rows.len(), Default::default());
        for account in rows {
            let target = targets.iter().find(|target| Some(target.id) == account.moved_to);
            let shown = Arc::new(self.render(account, target, &links, &book));
            if let Some(&ticket) = tickets.get(&shown.id) {
                self.0.shown.put(shown.id, ticket, shown.clone());
            }
            found.insert(shown.id, shown);
        }
        Ok(found)
    }

    pub(crate) fn render(
        &self,
        account: Account,
        target: Option<&Account>,
        links: &NameLinks,
        book: &Book,
    ) -> Shown {
        let note_html = text::render_bio(&account.note, links);
        let field_htmls: Vec<_> =
            account.fields.iter().map(|f| text::render_field(&f.value, links)).collect();
        let emojis = book.among(named_in(&account));
        let mut entity = entity(&self.0.site, &account, &note_html, &field_htmls, &emojis);
        if let Some(target) = target.filter(|_| account.suspended_ms.is_none()) {
            entity["moved"] = self.moved_entity(account.id, target, links, book);
        }
        let start = without_counts(&entity);
        let json = with_counts(&start, &account, allowed_to_strangers(&account));
        let url = self.0.site.url(&account.path());
        let moved = target.map(|target| (target.acct(), target.path()));
        let (emojis, start_len) = (emojis::views(&emojis), start.len());
        Shown { url, account, json, start_len, note_html, field_htmls, emojis, moved }
    }

    /// A post was published at `at`, the account's `posts`-th; or the next reader looks, where it cannot be told
    /// whether that is the newest word. For live subscribers of posts' events.
    pub fn counted(&self, account: Id, posts: u64, at: Ms) {
        // PostgreSQL has several writers, whose events may arrive in another order than they were committed in.
        let ordered = self.0.db.engine() == Engine::Sqlite;
        self.0.shown.change(&account, |shown| {
            let next = ordered && shown.stats.posts + 1 == posts;
            next.then(|| Arc::new(shown.counted(posts, at)))
        });
    }

    /// Those of `ids` that exist, on the caller's connection: for features that note in a transaction what happened.
    pub fn read(r: &Read<'_>, ids: &[Id]) -> Outcome<Vec<Account>> {
        r.rows(&sql::BY_IDS, args![&buckets(ids), &numbers(ids)], sql::account)
    }

    /// How `account` stands to others.
    pub async fn relations(&self, account: Id) -> Outcome<Arc<Relations>> {
        if let Some(relations) = self.0.relations.get(&account) {
            return Ok(relations);
        }
        let ticket = self.0.relations.ticket(&account);
        let relations = Arc::new(self.0.db.read(move |r| read_relations(r, account)).await?);
        self.0.relations.put(account, ticket, relations.clone());
        Ok(relations)
    }

    /// How `me` and each of `others` stand to one another, in the order asked.
    pub async fn relationships(&self, me: Id, others: &[Id]) -> Outcome<Vec<Relationship>> {
        let relations = self.relations(me).await?;
        let asked = numbers(others);
        let (followers, requests, endorsed, notes) = self
            .0
            .db
            .read(move |r| {
                let among = |sql| r.column::<Id>(sql, args![me.bk(), me, &asked]);
                let notes = r.rows(&sql::NOTES_AMONG, args![me.bk(), me, &asked], |row| {
                    Ok((row.get::<Id>(0)?, row.get::<String>(1)?))
                })?;
                Ok((
                    among(&sql::FOLLOWERS_AMONG)?,
                    among(&sql::REQUESTS_AMONG)?,
                    among(&sql::ENDORSED_AMONG)?,
                    notes,
                ))
            })
            .await?;
        let now = self.0.clock.now_ms();
        let one = |&id: &Id| {
            let follow = relations.following.get(&id);
            let mute = relations.mute(id, now);
            Relationship {
                id,
                following: follow.is_some(),
                showing_reblogs: follow.is_some_and(|f| f.reblogs),
                notifying: follow.is_some_and(|f| f.notify),
                languages: follow.map(|f| f.languages.clone()).filter(|l| !l.is_empty()),
                followed_by: followers.contains(&id),
                blocking: relations.blocking.contains(&id),
                blocked_by: relations.blocked_by.contains(&id),
                muting: mute.is_some(),
                muting_notifications: mute.is_some_and(|m| m.notifications),
                muting_expires_at: mute.and_then(|m| m.until_ms).map(iso_ms),
                requested: relations.requested.contains(&id),
                requested_by: requests.contains(&id),
                domain_blocking: false,
                endorsed: endorsed.contains(&id),
                note: notes.iter().find(|(of, _)| *of == id).map(|(_, n)| n.clone()).unwrap_or_default(),
            }
        };
        Ok(others.iter().map(one).collect())
    }

    /// The accounts of `names` (`user` or `user@host`, in any case), by their lower-cased name.
    pub async fn named(&self, names: Vec<String>) -> Outcome<HashMap<String, Id>> {
        if names.is_empty() {
            return Ok(HashMap::new());
        }
        self.0.db.read(move |r| read_names(r, &names)).await
    }

    /// The account called `acct`: `user`, `@user`, `user@this.host`, in any case.
    pub async fn lookup(&self, acct: &str) -> Outcome<Option<Id>> {
        let name = self.local_name(acct);
        Ok(self.named(vec![name.clone()]).await?.remove(&name))
    }

    /// The name as it is kept: lower-case, without our own host.
    pub fn local_name(&self, acct: &str) -> String {
        let name = acct.trim().trim_start_matches('@').to_lowercase();
        match name.split_once('@') {
            Some((user, host)) if host == self.0.site.domain.to_lowercase() => user.to_owned(),
            _ => name,
        }
    }
}

/// Texts in which emojis are named; none of those who are suspended.
fn named_in(account: &Account) -> Vec<&str> {
    if account.suspended_ms.is_some() {
        return Vec::new();
    }
    let fields = account.fields.iter().flat_map(|field| [field.name.as_str(), field.value.as_str()]);
    [account.display_name.as_str(), account.note.as_str()].into_iter().chain(fields).collect()
}

fn mentioned_names<'a>(
    r: &Read<'_>,
    texts: impl Iterator<Item = &'a String>,
) -> Outcome<HashMap<String, Id>> {
    let names: Vec<String> = texts
        .flat_map(|text| text::mentions(text))
        .map(|m| m.domain.map_or_else(|| m.username.clone(), |d| format!("{}@{d}", m.username)))
        .collect();
    if names.is_empty() { Ok(HashMap::new()) } else { read_names(r, &names) }
}

fn read_names(r: &Read<'_>, names: &[String]) -> Outcome<HashMap<String, Id>> {
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let rows = r.rows(&sql::NAMED, args![lower.as_slice()], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

fn read_relations(r: &Read<'_>, id: Id) -> Outcome<Relations> {
    let own = args![id.bk(), id];
    let languages =
        |json: Option<String>| json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    let following = r.rows(&sql::FOLLOWING, own, |row: &Row<'_>| {
        let follow = Follow { reblogs: row.get(1)?, notify: row.get(2)?, languages: languages(row.get(3)?) };
        Ok((row.get::<Id>(0)?, follow))
    })?;
    let muting = r.rows(&sql::MUTING, own, |row: &Row<'_>| {
        Ok((row.get::<Id>(0)?, Mute { notifications: row.get(1)?, until_ms: row.get(2)? }))
    })?;
    Ok(Relations {
        following: following.into_iter().collect(),
        requested: r.column::<Id>(&sql::REQUESTED, own)?.into_iter().collect(),
        blocking: r.column::<Id>(&sql::BLOCKING, own)?.into_iter().collect(),
        blocked_by: r.column::<Id>(&sql::BLOCKED_BY, own)?.into_iter().collect(),
        muting: muting.into_iter().collect(),
    })
}
