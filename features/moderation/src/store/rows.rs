//! From rows to what they stand for.

use base::{Id, Outcome, Problem};
use store::Row;

use crate::model::{
    Allow, Audit, CanonicalBlock, Category, EmailBlock, IpBlock, Preset, Report, ServerBlock, Strike,
};
use crate::nets::Net;

fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Outcome<T> {
    serde_json::from_str(text).map_err(Problem::internal)
}

/// Ids as they are stored in a column of text.
pub(crate) fn json(ids: &[Id]) -> Outcome<String> {
    serde_json::to_string(ids).map_err(Problem::internal)
}

pub(crate) fn report(row: &Row<'_>) -> Outcome<Report> {
    Ok(Report {
        id: row.get(0)?,
        by: row.get(1)?,
        target: row.get(2)?,
        posts: read_json(&row.get::<String>(3)?)?,
        comment: row.get(4)?,
        category: Category::parse(&row.get::<String>(5)?).unwrap_or_default(),
        rules: read_json(&row.get::<String>(6)?)?,
        forwarded: row.get(7)?,
        assigned: row.get(8)?,
        resolved_by: row.get(9)?,
        resolved_ms: row.get(10)?,
        created_ms: row.get(11)?,
        updated_ms: row.get(12)?,
        collections: read_json(&row.get::<String>(13)?)?,
    })
}

pub(crate) fn strike(row: &Row<'_>) -> Outcome<Strike> {
    Ok(Strike {
        id: row.get(0)?,
        by: row.get(1)?,
        target: row.get(2)?,
        action: row.get(3)?,
        text: row.get(4)?,
        posts: read_json(&row.get::<String>(5)?)?,
        report: row.get(6)?,
        created_ms: row.get(7)?,
        told: row.get(8)?,
    })
}

pub(crate) fn audit(row: &Row<'_>) -> Outcome<Audit> {
    Ok(Audit {
        id: row.get(0)?,
        by: row.get(1)?,
        action: row.get(2)?,
        kind: row.get(3)?,
        target: row.get(4)?,
        name: row.get(5)?,
        created_ms: row.get(6)?,
    })
}

pub(crate) fn preset(row: &Row<'_>) -> Outcome<Preset> {
    Ok(Preset { id: row.get(0)?, title: row.get(1)?, text: row.get(2)? })
}

pub(crate) fn server_block(row: &Row<'_>) -> Outcome<ServerBlock> {
    Ok(ServerBlock {
        id: row.get(0)?,
        domain: row.get(1)?,
        severity: row.get(2)?,
        reject_media: row.get(3)?,
        reject_reports: row.get(4)?,
        private_comment: row.get(5)?,
        public_comment: row.get(6)?,
        obfuscate: row.get(7)?,
        created_ms: row.get(8)?,
    })
}

pub(crate) fn allow(row: &Row<'_>) -> Outcome<Allow> {
    Ok(Allow { id: row.get(0)?, domain: row.get(1)?, created_ms: row.get(2)? })
}

pub(crate) fn email_block(row: &Row<'_>) -> Outcome<EmailBlock> {
    Ok(EmailBlock {
        id: row.get(0)?,
        domain: row.get(1)?,
        allow_with_approval: row.get(2)?,
        created_ms: row.get(3)?,
        tries: Vec::new(),
    })
}

pub(crate) fn ip_block(row: &Row<'_>) -> Outcome<IpBlock> {
    let network: String = row.get(1)?;
    Ok(IpBlock {
        id: row.get(0)?,
        network: Net::parse(&network).ok_or_else(|| Problem::internal("a stored network cannot be read"))?,
        severity: row.get(2)?,
        comment: row.get(3)?,
        expires_ms: row.get(4)?,
        created_ms: row.get(5)?,
    })
}

pub(crate) fn canonical(row: &Row<'_>) -> Outcome<CanonicalBlock> {
    Ok(CanonicalBlock { id: row.get(0)?, hash: row.get(1)? })
}
