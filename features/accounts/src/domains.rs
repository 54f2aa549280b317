//! Other servers of which somebody wants to see nothing. This server talks to none, so the list is kept for its owner:
//! apps show and change it, and it is there when people move. `domain_blocking` of a relationship is never true: everybody
//! here is of this server, which cannot be blocked.

use axum::extract::{OriginalUri, State};
use base::{Id, Outcome, Page, PageLimit, Problem};
use serde_json::json;
use store::args;
use web::{Access, Params, Reply, Route, Scope, Viewer, delete, get, json as answer, paged, post};

use crate::{Accounts, store as sql};

/// Domains that one account blocks.
const DOMAIN_BLOCKS_MAX: i64 = 20_000;
const PAGE: PageLimit = PageLimit { default: 100, max: 200 };

pub(crate) fn routes(s: &Accounts) -> Vec<Route> {
    let (read, write) = (Access::Person(Scope::READ_BLOCKS), Access::Person(Scope::WRITE_BLOCKS));
    vec![
        get(s, "/api/v1/domain_blocks", read, list),
        post(s, "/api/v1/domain_blocks", write, block),
        delete(s, "/api/v1/domain_blocks", write, unblock),
    ]
}

async fn list(State(s): State<Accounts>, viewer: Viewer, uri: OriginalUri, params: Params) -> Reply {
    let entries = s.blocked_domains(viewer.person()?, params.page(PAGE)?).await?;
    let (domains, ids): (Vec<String>, Vec<Id>) = entries.into_iter().unzip();
    Ok(paged(s.site(), &uri, &ids, answer(&domains)?))
}

async fn block(State(s): State<Accounts>, viewer: Viewer, params: Params) -> Reply {
    s.block_domain(viewer.person()?, params.text("domain")?.unwrap_or_default()).await?;
    answer(&json!({}))
}

async fn unblock(State(s): State<Accounts>, viewer: Viewer, params: Params) -> Reply {
    s.unblock_domain(viewer.person()?, params.text("domain")?.unwrap_or_default()).await?;
    answer(&json!({}))
}

impl Accounts {
    /// Blocks a domain for `account`; it may be blocked already. 422 for what is no domain, and for this server's.
    pub async fn block_domain(&self, account: Id, domain: &str) -> Outcome<()> {
        if domain.trim().is_empty() {
            return Err(Problem::invalid("Domain can't be blank"));
        }
        let domain =
            text::domain(domain).ok_or_else(|| Problem::invalid("Domain is not a valid domain name"))?;
        if domain == self.site().domain {
            return Err(Problem::invalid("Domain is this server"));
        }
        let id = self.0.ids.beside(account);
        self.0
            .db
            .write(move |w| {
                let had: Option<i64> =
                    w.row(&sql::DOMAIN_BLOCKS_COUNT, args![account.bk(), account], |row| row.get(0))?;
                if had.unwrap_or(0) >= DOMAIN_BLOCKS_MAX {
                    return Err(Problem::invalid("You block too many domains"));
                }
                w.run(&sql::BLOCK_DOMAIN, args![account.bk(), account, &domain, id])
            })
            .await
            .map(|_| ())
    }

    /// Not any more; it may not have been blocked.
    pub async fn unblock_domain(&self, account: Id, domain: &str) -> Outcome<()> {
        let Some(domain) = text::domain(domain) else { return Ok(()) };
        let remove = move |w: &mut store::Write<'_>| {
            w.run(&sql::UNBLOCK_DOMAIN, args![account.bk(), account, &domain])
        };
        self.0.db.write(remove).await.map(|_| ())
    }

    /// The domains that `account` blocks with the cursors of their entries, newest first.
    pub async fn blocked_domains(&self, account: Id, page: Page) -> Outcome<Vec<(String, Id)>> {
        let statement = if page.forward() { &sql::DOMAIN_BLOCKS_UP } else { &sql::DOMAIN_BLOCKS_PAGE };
        let read = move |r: &store::Read<'_>| {
            let args = args![account.bk(), account, page.below(), page.above(), page.limit];
            r.rows(statement, args, |row| Ok((row.get(0)?, row.get(1)?)))
        };
        let mut entries: Vec<(String, Id)> = self.0.db.read(read).await?;
        entries.sort_by_key(|(_, id)| std::cmp::Reverse(*id));
        Ok(entries)
    }
}
