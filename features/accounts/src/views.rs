//! Reading accounts: one by one from memory, many in one query.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use base::{Id, IdMap, Ms, Outcome, Page, iso_date, iso_ms};
use serde_json::{Value, json};
use store::{Read, Row, Sql, args};
use text::{Links, MentionLink};
use web::Site;

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
    /// The bio as HTML.
    pub note_html: String,
    /// The table's right sides as HTML.
    pub field_htmls: Vec<String>,
}

impl Deref for Shown {
    type Target = Account;

    fn deref(&self) -> &Account {
        &self.account
    }
}

impl Shown {
    pub(crate) fn weight(&self) -> usize {
        self.json.len() + self.note_html.len() * 2 + 1_024
    }
}

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
        let (rows, names) = self
            .0
            .db
            .read(move |r| {
                let rows = r.rows(&sql::BY_IDS, args![&buckets(&ids), &numbers(&ids)], sql::account)?;
                let texts = rows.iter().flat_map(|a| a.fields.iter().map(|f| &f.value).chain([&a.note]));
                let names = mentioned_names(r, texts)?;
                Ok((rows, names))
            })
            .await?;
        let links = NameLinks { site: self.0.site.clone(), names };
        let mut found = IdMap::with_capacity_and_hasher(rows.len(), Default::default());
        for account in rows {
            let shown = Arc::new(self.render(account, &links));
            if let Some(&ticket) = tickets.get(&shown.id) {
                self.0.shown.put(shown.id, ticket, shown.clone());
            }
            found.insert(shown.id, shown);
        }
        Ok(found)
    }

    fn render(&self, account: Account, links: &NameLinks) -> Shown {
        let note_html = text::render_bio(&account.note, links);
        let field_htmls: Vec<_> =
            account.fields.iter().map(|f| text::render_field(&f.value, links)).collect();
        let entity = entity(&self.0.site, &account, &note_html, &field_htmls);
        let json = serde_json::to_vec(&entity).unwrap_or_default().into_boxed_slice();
        Shown { url: self.0.site.url(&account.path()), account, json, note_html, field_htmls }
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

    /// Relations that are in memory already.
    pub fn relations_in_memory(&self, account: Id) -> Option<Arc<Relations>> {
        self.0.relations.get(&account)
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

    /// Accounts whose username begins with `query`, by name.
    pub async fn names_like(&self, query: &str, limit: usize) -> Outcome<Vec<Id>> {
        let name = self.local_name(query);
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let above = format!("{name}\u{10ffff}");
        self.0.db.read(move |r| r.column(&sql::NAMES_LIKE, args![&name, &above, limit])).await
    }

    /// Whom `people` follow, with how many of them do, the most common first.
    pub async fn friends_of(&self, people: Vec<Id>, limit: usize) -> Outcome<Vec<(Id, i64)>> {
        let read = move |r: &Read<'_>| {
            let (bks, ids) = (buckets(&people), numbers(&people));
            r.rows(&sql::FRIENDS, args![&bks, &ids, limit], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        self.0.db.read(read).await
    }

    /// A page of people with the cursors of their entries, newest first.
    pub(crate) async fn people(&self, people: People, of: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        let now = self.0.clock.now_ms();
        self.0.db.read(move |r| read_people(r, people, of, page, now)).await
    }

    /// Everyone whom `account` follows or who follows it, for exports: `(account, entry)` pages until empty.
    pub async fn following_page(&self, account: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
        self.people(People::Following, account, page).await
    }

    /// How many ask to follow.
    pub async fn request_count(&self, account: Id) -> Outcome<i64> {
        let count =
            move |r: &Read<'_>| r.row(&sql::REQUESTS_COUNT, args![account.bk(), account], |row| row.get(0));
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// Local accounts that are not suspended.
    pub async fn local_count(&self) -> Outcome<i64> {
        Ok(self.0.db.read(|r| r.row(&sql::LOCAL_COUNT, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// Posts and boosts of all accounts. Reads every account's count, so the caller keeps the answer for a while.
    pub async fn posts_count(&self) -> Outcome<i64> {
        Ok(self.0.db.read(|r| r.row(&sql::POSTS_COUNT, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// Local accounts created from `from` to before `to`.
    pub async fn created_count(&self, from: Ms, to: Ms) -> Outcome<i64> {
        let least = |ms| Id::new(ms, base::Bucket::of(0), 0);
        let (from, to) = (least(from), least(to));
        let count = move |r: &Read<'_>| r.row(&sql::CREATED_BETWEEN, args![from, to], |row| row.get(0));
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// Local accounts after `after`, by id, for operators.
    pub async fn all_after(&self, after: Id, limit: usize) -> Outcome<Vec<Account>> {
        self.0.db.read(move |r| r.rows(&sql::ALL, args![after, limit], sql::account)).await
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

/// Familiar followers told for one account.
const FAMILIAR_MAX: usize = 10;

/// Where mentions and hashtags lead.
pub struct NameLinks {
    /// This site.
    pub site: Site,
    /// Known accounts by their lower-cased names.
    pub names: HashMap<String, Id>,
}

impl Links for NameLinks {
    fn mention(&self, username: &str, domain: Option<&str>) -> Option<MentionLink> {
        let own = domain.is_none_or(|domain| domain.eq_ignore_ascii_case(&self.site.domain));
        let name =
            if own { username.to_owned() } else { format!("{username}@{}", domain.unwrap_or_default()) };
        self.names.get(&name.to_lowercase())?;
        Some(MentionLink { href: self.site.url(&format!("/@{name}")), username: username.to_owned() })
    }

    fn tag(&self, key: &str) -> String {
        let key: String =
            percent_encoding::utf8_percent_encode(key, percent_encoding::NON_ALPHANUMERIC).collect();
        self.site.url(&format!("/tags/{key}"))
    }
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
        (People::Endorsed, _) => &sql::ENDORSED_PAGE,
    };
    let mut rows = r.rows(statement, args![of.bk(), of, page.below(), page.above(), page.limit], pair)?;
    rows.sort_by_key(|(_, entry): &(Id, Id)| std::cmp::Reverse(*entry));
    Ok(rows)
}

/// Addresses of the pictures: `[avatar, avatar_static, header, header_static]`.
pub(crate) fn pictures(site: &Site, account: &Account) -> [String; 4] {
    let address = |name: Option<&String>, standard: &str| match name {
        Some(name) if account.suspended_ms.is_none() => site.url(&format!("/media/{name}")),
        _ => site.url(standard),
    };
    let (avatar, header) = (&account.avatar, &account.header);
    let (face, banner) = ("/assets/avatar.png", "/assets/header.png");
    [
        address(avatar.moving.as_ref(), face),
        address(avatar.still.as_ref(), face),
        address(header.moving.as_ref(), banner),
        address(header.still.as_ref(), banner),
    ]
}

fn entity(site: &Site, account: &Account, note_html: &str, field_htmls: &[String]) -> Value {
    let gone = account.suspended_ms.is_some();
    let [avatar, avatar_static, header, header_static] = pictures(site, account);
    let url = site.url(&account.path());
    let fields: Vec<Value> = account
        .fields
        .iter()
        .zip(field_htmls)
        .filter(|_| !gone)
        .map(|(f, html)| json!({ "name": f.name, "value": html, "verified_at": f.verified_ms.map(iso_ms) }))
        .collect();
    let shown = |text: &str| if gone { String::new() } else { text.to_owned() };
    let mut entity = json!({
        "id": account.id,
        "username": account.username,
        "acct": account.acct(),
        "display_name": shown(&account.display_name),
        "locked": account.locked,
        "bot": account.bot,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "group": false,
        "noindex": !account.indexable,
        "created_at": iso_ms(base::day_of(account.created_ms)),
        "note": shown(note_html),
        "url": url,
        "uri": url,
        "avatar": avatar,
        "avatar_static": avatar_static,
        "header": header,
        "header_static": header_static,
        "followers_count": account.stats.followers,
        "following_count": account.stats.following,
        "statuses_count": account.stats.posts,
        "last_status_at": account.stats.last_post_ms.map(iso_date),
        "hide_collections": account.hide_network,
        "emojis": [],
        "roles": [],
        "fields": fields,
    });
    if gone {
        entity["suspended"] = true.into();
    }
    entity
}
