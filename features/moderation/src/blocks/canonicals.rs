//! Single e-mail addresses that are not taken, in whatever spelling.

use base::{Id, Outcome, Page, Problem};
use store::args;

use super::taken;
use crate::actions::Target;
use crate::model::CanonicalBlock;
use crate::rules::{canonical_hash, is_hash};
use crate::{Moderation, store as sql};

impl Moderation {
    /// Addresses that are kept out, the newest first.
    pub async fn canonical_blocks(&self, page: Page) -> Outcome<Vec<CanonicalBlock>> {
        self.block_page(&sql::CANONICALS_PAGE, page, sql::canonical).await
    }

    /// One of them; 404 for none.
    pub async fn canonical_block(&self, id: Id) -> Outcome<CanonicalBlock> {
        self.block(&sql::CANONICAL, id, sql::canonical).await
    }

    /// Those that concern an address.
    pub async fn canonical_blocks_of(&self, email: &str) -> Outcome<Vec<CanonicalBlock>> {
        let Some(hash) = canonical_hash(email) else { return Ok(Vec::new()) };
        self.db.read(move |r| r.rows(&sql::CANONICAL_OF, args![&hash], sql::canonical)).await
    }

    pub(super) async fn is_blocked_address(&self, email: &str) -> Outcome<bool> {
        Ok(!self.canonical_blocks_of(email).await?.is_empty())
    }

    /// Keeps an address out, by itself or by its hash. 422 for neither, and for one that is in the list.
    pub async fn add_canonical_block(
        &self,
        by: Id,
        email: Option<&str>,
        hash: Option<&str>,
    ) -> Outcome<CanonicalBlock> {
        let hash = match (email, hash) {
            (Some(email), _) => canonical_hash(email),
            (None, Some(hash)) => Some(hash.to_ascii_lowercase()).filter(|hash| is_hash(hash)),
            (None, None) => None,
        };
        let hash = hash.ok_or_else(|| Problem::invalid("Canonical email hash can't be blank"))?;
        let new = CanonicalBlock { id: self.next_id(), hash };
        let me = self.clone();
        self.db
            .write(move |w| {
                let row = args![new.id, &new.hash, None::<Id>, me.now_ms()];
                if w.run(&sql::INSERT_CANONICAL, row)? == 0 {
                    return Err(taken("Canonical email hash"));
                }
                let target = Target { kind: "CanonicalEmailBlock", id: new.id, name: &new.hash };
                me.log(w, by, "create", target)?;
                Ok(new)
            })
            .await
    }

    /// Takes an address off the list; 404 for none.
    pub async fn remove_canonical_block(&self, by: Id, id: Id) -> Outcome<()> {
        let old = self.canonical_block(id).await?;
        let me = self.clone();
        self.db
            .write(move |w| {
                w.run_one(&sql::DELETE_CANONICAL, args![id])?;
                me.log(w, by, "destroy", Target { kind: "CanonicalEmailBlock", id, name: &old.hash })
            })
            .await
    }
}
