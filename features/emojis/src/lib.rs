//! Custom emojis: small pictures that people write as `:shortcode:`.
//!
//! Invariants:
//! - a shortcode is taken once, in any case of letters; texts name it exactly as it was chosen;
//! - what is served was made by re-encoding, by the feature that knows images ([`StoreEmoji`]);
//! - the [`Book`] of those that texts may name is in memory, and is read anew after [`EmojisChanged`] on every node.
//!   Whoever keeps renderings forgets them at the same event, after the book: this feature listens first. So texts are
//!   looked through once, when they are rendered, and an emoji that comes or goes is in every answer from then on;
//! - where there are no emojis, texts are not looked through at all.

mod actions;
mod api;
mod book;
pub mod docs;
mod model;
mod store;

use std::sync::{Arc, OnceLock};

use ::store::{Db, Migration, Sql};
use base::{Clock, Id, IdGen, Outcome};
use blobs::Blobs;
use bus::{Bus, Cached, Event};
use serde::{Deserialize, Serialize};
use web::{Feature, Site};

pub use actions::{Added, NewEmoji};
pub use book::{Book, Emoji, views};
pub use model::{CATEGORY_CHARS_MAX, Edit, Kept, Picture};

/// Bytes of a file that becomes an emoji: 256 KiB, Mastodon's limit.
pub const EMOJI_BYTES_MAX: usize = 256 << 10;
/// Emojis of a server; all of them are in memory.
pub const EMOJIS_MAX: usize = 10_000;

const BOOK_CACHE_BYTES: u64 = 64 << 20;

const MIGRATIONS: &[Migration] =
    &[Migration { feature: "emojis", version: 1, text: include_str!("migrations/0001_emojis.sql") }];

/// Emojis were added, changed or removed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmojisChanged {}

impl Event for EmojisChanged {
    const TOPIC: &'static str = "emojis.changed";
}

/// Somebody of the staff did something with an emoji; told in its transaction, for their log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmojiWritten {
    /// Who.
    pub by: Id,
    /// `create`, `update` or `destroy`.
    pub action: String,
    /// Which.
    pub emoji: Id,
    /// Its name.
    pub shortcode: String,
}

impl Event for EmojiWritten {
    const TOPIC: &'static str = "emojis.written";
}

/// Turns a file into a stored picture. Handed in by the feature that knows images.
pub trait StoreEmoji: Send + Sync {
    /// Checks, shrinks, cleans and stores `bytes`; gives the blobs.
    fn store(&self, bytes: bytes::Bytes) -> std::pin::Pin<Box<dyn Future<Output = Outcome<Picture>> + Send>>;
}

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Emojis(Arc<Inner>, Option<Id>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    blobs: Blobs,
    book: Cached<(), Arc<Book>>,
    pictures: OnceLock<Arc<dyn StoreEmoji>>,
}

impl Emojis {
    /// The feature. To be made before everything that listens to [`EmojisChanged`].
    pub fn new(db: Db, bus: Bus, ids: Arc<IdGen>, clock: Clock, site: Site, blobs: Blobs) -> Self {
        let inner = Inner {
            db,
            bus: bus.clone(),
            ids,
            clock,
            site,
            blobs,
            book: Cached::new(BOOK_CACHE_BYTES, |_| 1),
            pictures: OnceLock::new(),
        };
        let emojis = Self(Arc::new(inner), None);
        let me = emojis.clone();
        bus.on(move |_: &EmojisChanged| me.0.book.forget(&()));
        let me = emojis.clone();
        bus.work(actions::ERASE, move |names| {
            let me = me.clone();
            async move { me.erase(names).await }
        });
        emojis
    }

    /// The same in the hands of somebody of the staff: what they do is told. What the operator does is not.
    #[must_use]
    pub fn by(&self, staff: Id) -> Self {
        Self(self.0.clone(), Some(staff))
    }

    /// Who makes pictures of files. Can be said once.
    pub fn store_with(&self, pictures: Arc<dyn StoreEmoji>) {
        drop(self.0.pictures.set(pictures));
    }

    /// The emojis that texts may name, as the last commit left them.
    pub async fn book(&self) -> Outcome<Arc<Book>> {
        if let Some(book) = self.0.book.get(&()) {
            return Ok(book);
        }
        let ticket = self.0.book.ticket(&());
        let book = Arc::new(Book::new(&self.0.site, self.all().await?));
        self.0.book.put((), ticket, book.clone());
        Ok(book)
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        Feature {
            name: "emojis",
            migrations: MIGRATIONS,
            statements: store::STATEMENTS,
            routes: api::routes(self),
        }
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }
}
