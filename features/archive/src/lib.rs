//! Bringing in what people have elsewhere, and giving them what they have here. [`parse`] reads the files and knows no
//! database; what it yields is posted by the import verbs, which operators call, and by [`imports`], which everyone
//! does for themselves: lists of people, saved posts and servers, as jobs that survive a restart.

pub mod archive_import;
pub mod export;
pub mod imports;
mod pages;
pub mod parse;
pub mod sheets;
pub mod takeout;
pub mod templates;
pub mod tweets;

use std::sync::{Arc, LazyLock};

use ::store::{Db, Migration, Sql};
use access::Access;
use accounts::{Accounts, NewAccount, Reserved};
use base::{Id, IdGen, Ms, Outcome};
use blobs::Blobs;
use bus::Bus;
use lists::Lists;
use moderation::AccountErased;
use posts::Posts;
use web::Feature;

/// The words of this feature's pages.
pub static WORDS: ui::Catalogue = ui::catalogue!();

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "archive", version: 1, text: include_str!("migrations/0001_imports.sql") },
    Migration { feature: "archive", version: 2, text: include_str!("migrations/0002_takeouts.sql") },
];

static STATEMENTS: LazyLock<Vec<&'static Sql>> =
    LazyLock::new(|| [imports::store::STATEMENTS, takeout::store::STATEMENTS].concat());

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Archive(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    blobs: Blobs,
    accounts: Accounts,
    access: Access,
    posts: Posts,
    lists: Lists,
}

/// What the feature stands on.
pub struct Ground {
    /// Data.
    pub db: Db,
    /// Events and jobs.
    pub bus: Bus,
    /// Ids.
    pub ids: Arc<IdGen>,
    /// Files.
    pub blobs: Blobs,
    /// People.
    pub accounts: Accounts,
    /// Letters to them.
    pub access: Access,
    /// Posts.
    pub posts: Posts,
    /// Lists of people.
    pub lists: Lists,
}

impl Archive {
    /// The feature, ready to work imports off.
    pub fn new(ground: Ground) -> Self {
        let Ground { db, bus, ids, blobs, accounts, access, posts, lists } = ground;
        let inner = Inner { db, bus: bus.clone(), ids, blobs, accounts, access, posts, lists };
        let archive = Self(Arc::new(inner));
        imports::listen(&archive, &bus);
        takeout::listen(&archive, &bus);
        let me = archive.clone();
        bus.react(move |w, event: &AccountErased| {
            imports::store::erase(w, event.account)?;
            takeout::erase(&me, w, event.account)
        });
        archive
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        Feature {
            name: "archive",
            migrations: MIGRATIONS,
            statements: &STATEMENTS,
            routes: pages::routes(self),
        }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        &STATEMENTS
    }

    fn sources(&self) -> export::Sources<'_> {
        let Inner { accounts, posts, blobs, lists, .. } = &*self.0;
        export::Sources { accounts, posts, blobs, lists }
    }
}

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
