//! Providers of e-mail whose addresses are not taken.

use base::{DAY_MS, Id, Outcome, Page, Problem};
use store::{Read, args};

use super::taken;
use crate::actions::Target;
use crate::model::EmailBlock;
use crate::rules::{domain, domains_above};
use crate::{Moderation, store as sql};

/// Days for which tries are told.
pub(crate) const TRIES_DAYS: i64 = 7;

impl Moderation {
    /// Providers that are kept out, the newest first.
    pub async fn email_blocks(&self, page: Page) -> Outcome<Vec<EmailBlock>> {
        let blocks = self.block_page(&sql::EMAIL_BLOCKS_PAGE, page, sql::email_block).await?;
        self.with_tries(blocks).await
    }

    /// One of them; 404 for none.
    pub async fn email_block(&self, id: Id) -> Outcome<EmailBlock> {
        let block = self.block(&sql::EMAIL_BLOCK, id, sql::email_block).await?;
        self.with_tries(vec![block]).await?.pop().ok_or_else(Problem::not_found)
    }

    async fn with_tries(&self, mut blocks: Vec<EmailBlock>) -> Outcome<Vec<EmailBlock>> {
        let ids: Vec<i64> = blocks.iter().map(|block| block.id.0).collect();
        let since = self.now_ms().div_euclid(DAY_MS) - TRIES_DAYS + 1;
        let asked = move |r: &Read<'_>| {
            r.rows(&sql::TRIES, args![&ids, since], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        };
        let tries: Vec<(Id, i64, i64)> = self.db.read(asked).await?;
        for block in &mut blocks {
            let own = tries.iter().filter(|(of, ..)| *of == block.id);
            block.tries = own.map(|(_, day, count)| (*day, *count)).collect();
        }
        Ok(blocks)
    }

    /// Keeps a provider out. 422 for what is no domain, and for one that is in the list.
    pub async fn add_email_block(&self, by: Id, host: &str, with_approval: bool) -> Outcome<EmailBlock> {
        let new = EmailBlock {
            id: self.next_id(),
            domain: domain(host)?,
            allow_with_approval: with_approval,
            created_ms: self.now_ms(),
            tries: Vec::new(),
        };
        let me = self.clone();
        self.db
            .write(move |w| {
                let row = args![new.id, &new.domain, new.allow_with_approval, new.created_ms];
                if w.run(&sql::INSERT_EMAIL_BLOCK, row)? == 0 {
                    return Err(taken("Domain"));
                }
                me.log(w, by, "create", Target { kind: "EmailDomainBlock", id: new.id, name: &new.domain })?;
                Ok(new)
            })
            .await
    }

    /// Takes a provider off the list; 404 for none.
    pub async fn remove_email_block(&self, by: Id, id: Id) -> Outcome<()> {
        let old = self.block(&sql::EMAIL_BLOCK, id, sql::email_block).await?;
        let me = self.clone();
        self.db
            .write(move |w| {
                w.run_one(&sql::DELETE_EMAIL_BLOCK, args![id])?;
                w.run(&sql::DELETE_TRIES, args![id])?;
                me.log(w, by, "destroy", Target { kind: "EmailDomainBlock", id, name: &old.domain })
            })
            .await
    }

    /// The entry that concerns an address; the try is counted.
    pub(super) async fn provider_block(&self, email: &str) -> Outcome<Option<EmailBlock>> {
        let Some((_, host)) = email.rsplit_once('@') else { return Ok(None) };
        let domains = domains_above(host);
        let asked =
            move |r: &Read<'_>| r.rows(&sql::EMAIL_BLOCKS_OF, args![domains.as_slice()], sql::email_block);
        let found = self.db.read(asked).await?;
        // Of several, the hardest counts.
        let Some(block) = found.into_iter().min_by_key(|block| block.allow_with_approval) else {
            return Ok(None);
        };
        let (id, day) = (block.id, self.now_ms().div_euclid(DAY_MS));
        self.db.write(move |w| w.run(&sql::COUNT_TRY, args![id, day])).await?;
        Ok(Some(block))
    }
}
