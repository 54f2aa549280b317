//! Bringing in what people wrote elsewhere. [`parse`] reads the files and knows no database; what it
//! yields is posted by the import verbs.

pub mod archive_import;
pub mod export;
pub mod parse;
pub mod tweets;

use accounts::{Accounts, NewAccount, Reserved};
use base::{Id, Ms, Outcome};
use store::Db;

/// The account called `handle`, made where it is missing; true if it was made. Nobody can sign in to it until an
/// operator lets them.
pub async fn owner(accounts: &Accounts, db: &Db, handle: &str) -> Outcome<(Id, bool)> {
    owner_since(accounts, db, handle, accounts.now_ms()).await
}

/// The same for somebody who is known to have written since `since_ms`: an account that is made is that old. One that
/// is there keeps its age.
pub async fn owner_since(accounts: &Accounts, db: &Db, handle: &str, since_ms: Ms) -> Outcome<(Id, bool)> {
    let handle = handle.trim_start_matches('@');
    if let Some(id) = accounts.lookup(handle).await? {
        return Ok((id, false));
    }
    let new = NewAccount {
        username: handle.to_owned(),
        display_name: String::new(),
        note: String::new(),
        bot: false,
        discoverable: true,
        created_ms: since_ms.min(accounts.now_ms()),
        reserved: Reserved::Allow,
    };
    let made = accounts.clone();
    let id = db.write(move |w| made.create(w, &new)).await?;
    Ok((id, true))
}
