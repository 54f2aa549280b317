//! Other servers: kept out, or let in where only named ones are.

use base::{Id, Outcome, Page, Problem};
use serde_json::json;
use store::args;

use super::taken;
use crate::actions::Target;
use crate::model::{Allow, ServerBlock, ServerBlockEdit};
use crate::rules::{SERVER_SEVERITIES, check_text, domain, one_of};
use crate::{Moderation, entity, store as sql};

/// Servers shown to everyone.
const SHOWN_MAX: usize = 10_000;

impl Moderation {
    /// Servers that are kept out, the newest first.
    pub async fn server_blocks(&self, page: Page) -> Outcome<Vec<ServerBlock>> {
        self.block_page(&sql::SERVER_BLOCKS_PAGE, page, sql::server_block).await
    }

    /// One of them; 404 for none.
    pub async fn server_block(&self, id: Id) -> Outcome<ServerBlock> {
        self.block(&sql::SERVER_BLOCK, id, sql::server_block).await
    }

    /// Those that people are told of, the hardest first.
    pub(crate) async fn shown_server_blocks(&self) -> Outcome<Vec<ServerBlock>> {
        let asked =
            |r: &store::Read<'_>| r.rows(&sql::SERVER_BLOCKS_SHOWN, args![SHOWN_MAX], sql::server_block);
        self.db.read(asked).await
    }

    /// Keeps a server out.
    ///
    /// # Errors
    /// 422 for what is wrong with the form, and, with the entry itself, for one that is in the list.
    pub async fn add_server_block(&self, by: Id, host: &str, edit: ServerBlockEdit) -> Outcome<ServerBlock> {
        let new = ServerBlock {
            id: self.next_id(),
            domain: domain(host)?,
            severity: "silence".to_owned(),
            reject_media: false,
            reject_reports: false,
            private_comment: None,
            public_comment: None,
            obfuscate: false,
            created_ms: self.now_ms(),
        };
        let new = edited(new, edit)?;
        let (me, row) = (self.clone(), new.clone());
        let had = self
            .db
            .write(move |w| {
                let made = w.run(
                    &sql::INSERT_SERVER_BLOCK,
                    args![
                        row.id,
                        &row.domain,
                        &row.severity,
                        row.reject_media,
                        row.reject_reports,
                        row.private_comment.as_deref(),
                        row.public_comment.as_deref(),
                        row.obfuscate,
                        row.created_ms
                    ],
                )?;
                if made == 0 {
                    return w.row(&sql::SERVER_BLOCK_OF, args![&row.domain], sql::server_block);
                }
                let target = Target { kind: "DomainBlock", id: row.id, name: &row.domain };
                me.log(w, by, "create", target).map(|()| None)
            })
            .await?;
        match had {
            None => Ok(new),
            Some(had) => {
                let existing = json!({ "existing_domain_block": entity::server_block(&had) });
                Err(taken("Domain").with_details(existing))
            }
        }
    }

    /// Changes how a server is kept out.
    ///
    /// # Errors
    /// 404 for none, 422 for what is wrong with the form.
    pub async fn edit_server_block(&self, by: Id, id: Id, edit: ServerBlockEdit) -> Outcome<ServerBlock> {
        let me = self.clone();
        self.db
            .write(move |w| {
                let old = w.row(&sql::SERVER_BLOCK, args![id], sql::server_block)?;
                let new = edited(old.ok_or_else(Problem::not_found)?, edit)?;
                w.run_one(
                    &sql::EDIT_SERVER_BLOCK,
                    args![
                        id,
                        &new.severity,
                        new.reject_media,
                        new.reject_reports,
                        new.private_comment.as_deref(),
                        new.public_comment.as_deref(),
                        new.obfuscate
                    ],
                )?;
                me.log(w, by, "update", Target { kind: "DomainBlock", id, name: &new.domain })?;
                Ok(new)
            })
            .await
    }

    /// Takes a server off the list; 404 for none.
    pub async fn remove_server_block(&self, by: Id, id: Id) -> Outcome<()> {
        let old = self.server_block(id).await?;
        let me = self.clone();
        self.db
            .write(move |w| {
                w.run_one(&sql::DELETE_SERVER_BLOCK, args![id])?;
                me.log(w, by, "destroy", Target { kind: "DomainBlock", id, name: &old.domain })
            })
            .await
    }

    /// Servers that are let in, the newest first.
    pub async fn allows(&self, page: Page) -> Outcome<Vec<Allow>> {
        self.block_page(&sql::ALLOWS_PAGE, page, sql::allow).await
    }

    /// One of them; 404 for none.
    pub async fn allow(&self, id: Id) -> Outcome<Allow> {
        self.block(&sql::ALLOW, id, sql::allow).await
    }

    /// Lets a server in; it may be let in already. 422 for what is no domain.
    pub async fn add_allow(&self, by: Id, host: &str) -> Outcome<Allow> {
        let new = Allow { id: self.next_id(), domain: domain(host)?, created_ms: self.now_ms() };
        let me = self.clone();
        self.db
            .write(move |w| {
                if w.run(&sql::INSERT_ALLOW, args![new.id, &new.domain, new.created_ms])? == 0 {
                    let had = w.row(&sql::ALLOW_OF, args![&new.domain], sql::allow)?;
                    return had.ok_or_else(Problem::not_found);
                }
                me.log(w, by, "create", Target { kind: "DomainAllow", id: new.id, name: &new.domain })?;
                Ok(new)
            })
            .await
    }

    /// Does not let a server in any more; 404 for none.
    pub async fn remove_allow(&self, by: Id, id: Id) -> Outcome<()> {
        let old = self.allow(id).await?;
        let me = self.clone();
        self.db
            .write(move |w| {
                w.run_one(&sql::DELETE_ALLOW, args![id])?;
                me.log(w, by, "destroy", Target { kind: "DomainAllow", id, name: &old.domain })
            })
            .await
    }
}

fn edited(mut block: ServerBlock, edit: ServerBlockEdit) -> Outcome<ServerBlock> {
    if let Some(severity) = one_of("Severity", edit.severity.as_deref(), &SERVER_SEVERITIES)? {
        block.severity = severity;
    }
    let said = |old: Option<String>, new: Option<String>| match new {
        Some(text) => check_text("Comment", &text).map(|()| Some(text).filter(|text| !text.is_empty())),
        None => Ok(old),
    };
    block.private_comment = said(block.private_comment, edit.private_comment)?;
    block.public_comment = said(block.public_comment, edit.public_comment)?;
    block.reject_media = edit.reject_media.unwrap_or(block.reject_media);
    block.reject_reports = edit.reject_reports.unwrap_or(block.reject_reports);
    block.obfuscate = edit.obfuscate.unwrap_or(block.obfuscate);
    Ok(block)
}
