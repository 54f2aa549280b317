//! `GET /api/v2/search` and `GET /api/v1/accounts/search`.

use std::sync::Arc;

use accounts::Shown;
use axum::extract::State;
use base::{Id, Kind, Outcome, PageLimit, Problem};
use posts::{View, write_list};
use serde_json::Value;
use web::{Access, Params, Reply, Route, Scope, Viewer, get, json_bytes};

use crate::Search;
use crate::people::Crowd;
use crate::posts_found::Part;
use crate::query::{QUERY_CHARS_MAX, Query};

/// Entries that a client may skip.
const OFFSET_MAX: i64 = 10_000;

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    vec![
        get(s, "/api/v2/search", Access::Anyone(Scope::READ_SEARCH), search),
        get(s, "/api/v1/accounts/search", Access::Person(Scope::READ_ACCOUNTS), search_accounts),
    ]
}

/// What was asked for.
struct Asked {
    query: String,
    kind: Option<String>,
    crowd: Crowd,
    part: Part,
}

impl Asked {
    fn read(params: &Params, limits: PageLimit) -> Outcome<Self> {
        let offset = usize::try_from(params.int("offset")?.unwrap_or(0).clamp(0, OFFSET_MAX)).unwrap_or(0);
        let page = params.page(limits)?;
        let crowd = Crowd { followed_only: params.is_set("following")?, offset, limit: page.limit };
        Ok(Self {
            query: cleaned(params.filled("q")?.unwrap_or_default()),
            kind: params.filled("type")?.map(str::to_owned),
            crowd,
            part: Part { author: params.id("account_id")?, page, offset },
        })
    }

    fn is(&self, kind: &str) -> bool {
        self.kind.as_deref().is_none_or(|wanted| wanted == kind)
    }
}

/// The query without what no database takes, and not too long.
pub(crate) fn cleaned(query: &str) -> String {
    query.trim().chars().filter(|c| !c.is_control()).take(QUERY_CHARS_MAX).collect()
}

async fn search(State(s): State<Search>, viewer: Viewer, params: Params) -> Reply {
    let mut asked = Asked::read(&params, PageLimit::POSTS)?;
    if asked.query.is_empty() {
        params.required("q")?;
    }
    if viewer.account().is_none() {
        for (set, what) in [
            (params.is_set("resolve")?, "Search queries that resolve remote resources"),
            (asked.crowd.offset > 0, "Search queries pagination"),
        ] {
            if set {
                let text = format!("{what} is not supported without authentication");
                return Err(Problem::new(Kind::Unauthorized, text).into());
            }
        }
    }
    if asked.kind.is_none() {
        // As Mastodon does: an offset is one of a kind.
        (asked.crowd.offset, asked.part.offset) = (0, 0);
    }
    let found = s.found(viewer.account(), &asked).await?;
    Ok(json_bytes(found.write(&s, viewer.account()).await?))
}

async fn search_accounts(State(s): State<Search>, viewer: Viewer, params: Params) -> Reply {
    let me = viewer.person()?;
    let asked = Asked::read(&params, PageLimit::PEOPLE)?;
    if asked.query.is_empty() {
        return Ok(json_bytes("[]"));
    }
    let people = s.people(Some(me), &asked.query, asked.crowd).await?;
    Ok(json_bytes(seen_list(&s, Some(me), &people).await?))
}

/// Everything that was found.
#[derive(Default)]
struct Found {
    accounts: Vec<Arc<Shown>>,
    statuses: Vec<View>,
    hashtags: Vec<String>,
    collections: Vec<Value>,
}

impl Found {
    async fn write(&self, s: &Search, viewer: Option<Id>) -> Outcome<Vec<u8>> {
        let mut out = b"{\"accounts\":".to_vec();
        out.extend(seen_list(s, viewer, &self.accounts).await?);
        s.0.posts.seen(&self.statuses, viewer);
        out.extend(b",\"statuses\":");
        out.extend(write_list(&self.statuses));
        out.extend(b",\"hashtags\":");
        let tags = s.tag_entities(&self.hashtags, viewer).await?;
        out.extend(Value::from(tags).to_string().bytes());
        out.extend(b",\"collections\":");
        out.extend(Value::from(self.collections.clone()).to_string().bytes());
        out.push(b'}');
        Ok(out)
    }
}

/// Accounts as `viewer` sees them.
async fn seen_list(s: &Search, viewer: Option<Id>, people: &[Arc<Shown>]) -> Outcome<Vec<u8>> {
    let eyes = s.0.accounts.eyes_of(viewer).await?;
    let entities: Vec<_> = people.iter().map(|account| eyes.json(account)).collect();
    Ok([b"[", entities.join(&b","[..]).as_slice(), b"]"].concat())
}

pub(crate) fn list(people: &[Arc<Shown>]) -> Vec<u8> {
    let entities: Vec<&[u8]> = people.iter().map(|account| &*account.json).collect();
    [b"[", entities.join(&b","[..]).as_slice(), b"]"].concat()
}

impl Search {
    async fn found(&self, me: Option<Id>, asked: &Asked) -> Outcome<Found> {
        if asked.query.starts_with("http://") || asked.query.starts_with("https://") {
            let found = self.at_address(me, asked).await?;
            if !(found.accounts.is_empty() && found.statuses.is_empty() && found.collections.is_empty()) {
                return Ok(found);
            }
        }
        let (tagged, handle) = (asked.query.starts_with(['#', '\u{FF03}']), asked.query.starts_with('@'));
        let mut found = Found::default();
        if asked.is("accounts") && !tagged {
            found.accounts = self.people(me, &asked.query, asked.crowd).await?;
        }
        if asked.is("hashtags") && !handle {
            found.hashtags = self.hashtags(&asked.query, asked.crowd.offset, asked.crowd.limit).await?;
        }
        if let Some(me) = me.filter(|_| asked.is("statuses")) {
            let query = Query::parse(&asked.query);
            if !query.is_empty() {
                found.statuses = self.posts(me, &query, asked.part).await?;
            }
        }
        Ok(found)
    }

    /// The post, the person or the collection at an address of this site.
    async fn at_address(&self, me: Option<Id>, asked: &Asked) -> Outcome<Found> {
        let mut found = Found::default();
        if let Some(id) = collection_at(&self.0.site.base_url, &asked.query) {
            let seen = self.0.collections.seen(&[id], me).await?;
            let wanted = seen.iter().filter(|_| asked.is("collections"));
            found.collections = wanted.map(|seen| self.0.collections.entity(seen)).collect();
            return Ok(found);
        }
        let Some((acct, post)) = self.address(&asked.query) else { return Ok(found) };
        match post {
            Some(id) if asked.is("statuses") => found.statuses.extend(self.post_of(acct, id, me).await?),
            None if asked.is("accounts") => {
                let crowd = Crowd { offset: 0, limit: 1, ..asked.crowd };
                found.accounts = self.people(me, acct, crowd).await?;
                let name = self.0.accounts.local_name(acct);
                found.accounts.retain(|account| account.acct().to_lowercase() == name);
            }
            _ => {}
        }
        Ok(found)
    }

    /// Whose address it is, and of which post: `https://host/@name`, `https://host/@name/5`.
    pub(crate) fn address<'a>(&self, address: &'a str) -> Option<(&'a str, Option<Id>)> {
        address_on(&self.0.site.base_url, address)
    }

    /// A post, if it is that person's and may be seen.
    pub(crate) async fn post_of(&self, acct: &str, id: Id, me: Option<Id>) -> Outcome<Option<View>> {
        let name = self.0.accounts.local_name(acct);
        let view = self.0.posts.one(id, me).await?;
        Ok(view.filter(|view| view.author.acct().to_lowercase() == name))
    }
}

/// The collection that an address of this site leads to.
fn collection_at(base_url: &str, address: &str) -> Option<Id> {
    let rest = address.strip_prefix(base_url)?.strip_prefix("/collections/")?;
    rest.split(['?', '#']).next()?.trim_end_matches('/').parse().ok()
}

fn address_on<'a>(base_url: &str, address: &'a str) -> Option<(&'a str, Option<Id>)> {
    let rest = address.strip_prefix(base_url)?.strip_prefix("/@")?;
    let rest = rest.split(['?', '#']).next()?.trim_end_matches('/');
    match rest.split_once('/') {
        Some((acct, id)) => Some((acct, Some(id.parse().ok()?))),
        None => (!rest.is_empty()).then_some((rest, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_site() {
        let at = |address| address_on("https://medley.example", address);
        for address in ["https://medley.example/@ines/5", "https://medley.example/@ines/5/?x=1#post-5"] {
            assert_eq!(at(address), Some(("ines", Some(Id(5)))), "{address}");
        }
        assert_eq!(at("https://medley.example/@ines/"), Some(("ines", None)));
        for other in [
            "https://other.example/@ines/5",
            "https://medley.example.evil/@ines/5",
            "https://medley.example/@",
            "https://medley.example/@ines/followers",
            "https://medley.example/about",
            "http://medley.example/@ines/5",
        ] {
            assert_eq!(at(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_of_collections() {
        let at = |address| collection_at("https://medley.example", address);
        assert_eq!(at("https://medley.example/collections/5"), Some(Id(5)));
        assert_eq!(at("https://medley.example/collections/5/?x#y"), Some(Id(5)));
        for other in ["https://other.example/collections/5", "https://medley.example/collections/x"] {
            assert_eq!(at(other), None, "{other}");
        }
    }

    #[test]
    fn queries_are_cleaned() {
        assert_eq!(cleaned("  a\u{0}b\n"), "ab");
        assert_eq!(cleaned(&"x".repeat(2_000)).len(), QUERY_CHARS_MAX);
    }
}
