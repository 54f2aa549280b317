//! The archive's owner and the people around them.

use serde::Deserialize;

use super::super::{stamp, words};
use super::Problem;
use super::loose::{Maybe, Scalar, object};

const DISPLAY_NAME_CHARS_MAX: usize = 200;

/// Whose archive it is. Deliberately without phone number and e-mail address: they are not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveAccount {
    /// User name, without `@`.
    pub username: String,
    /// Twitter's id of the account: digits.
    pub account_id: String,
    /// The name shown; the user name when there is none.
    pub display_name: String,
    /// When the account was made, in ms since 1970.
    pub created_at_ms: Option<i64>,
}

#[derive(Deserialize)]
struct AccountEntry {
    account: Option<RawAccount>,
}

/// Only what may be kept. Never add a field for phone or e-mail here.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct RawAccount {
    username: Maybe<String>,
    account_id: Maybe<Scalar>,
    account_display_name: Maybe<String>,
    created_at: Maybe<String>,
}

#[derive(Deserialize)]
struct FollowEntry {
    #[serde(alias = "follower")]
    following: Option<RawFollow>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct RawFollow {
    account_id: Maybe<Scalar>,
}

pub(super) fn read_account(json: &[u8]) -> Result<ArchiveAccount, Problem> {
    let entry: AccountEntry = serde_json::from_slice(object(json)?)?;
    let raw = entry.account.ok_or(Problem::Missing("account"))?;
    let username = raw.username.0.ok_or(Problem::Missing("username"))?;
    if !words::is_name(&username) {
        return Err(Problem::Bad("username"));
    }
    let account_id = account_id(raw.account_id)?;
    let name = raw.account_display_name.0.map(|name| words::without_controls(name).0).unwrap_or_default();
    let name: String = name.trim().chars().take(DISPLAY_NAME_CHARS_MAX).collect();
    Ok(ArchiveAccount {
        display_name: if name.is_empty() { username.clone() } else { name },
        username,
        account_id,
        created_at_ms: raw.created_at.0.as_deref().and_then(stamp::any_date_ms),
    })
}

pub(super) fn read_following(json: &[u8]) -> Result<String, Problem> {
    read_follow(json, "following")
}

pub(super) fn read_follower(json: &[u8]) -> Result<String, Problem> {
    read_follow(json, "follower")
}

fn read_follow(json: &[u8], field: &'static str) -> Result<String, Problem> {
    let entry: FollowEntry = serde_json::from_slice(object(json)?)?;
    account_id(entry.following.ok_or(Problem::Missing(field))?.account_id)
}

fn account_id(value: Maybe<Scalar>) -> Result<String, Problem> {
    let id = value.0.ok_or(Problem::Missing("accountId"))?;
    id.number().map(|id| id.to_string()).ok_or(Problem::Bad("accountId"))
}
