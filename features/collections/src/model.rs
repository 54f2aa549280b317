use base::{Id, Ms};

/// People whom somebody recommends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Its id; the bucket is its curator's.
    pub id: Id,
    /// Who recommends.
    pub owner: Id,
    /// What it is called.
    pub name: String,
    /// What it is about, plain text; may be empty.
    pub description: String,
    /// Language code.
    pub language: Option<String>,
    /// A hashtag that describes it, as it was written.
    pub tag: Option<String>,
    /// It is about what not everybody wants to see.
    pub sensitive: bool,
    /// It is told on its curator's profile.
    pub discoverable: bool,
    /// When it was made.
    pub created_ms: Ms,
    /// When what it says last changed.
    pub updated_ms: Ms,
}

/// What a collection is to say; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct CollectionEdit {
    /// What it is called.
    pub name: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// Language code; empty for none.
    pub language: Option<String>,
    /// A hashtag that describes it; empty for none.
    pub tag: Option<String>,
    /// It is about what not everybody wants to see.
    pub sensitive: Option<bool>,
    /// It is told on its curator's profile.
    pub discoverable: Option<bool>,
}

/// Somebody in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its id; the bucket is the curator's.
    pub id: Id,
    /// Which collection.
    pub collection: Id,
    /// Who is in it.
    pub member: Id,
}

impl Item {
    /// When they were put in.
    pub fn created_ms(&self) -> Ms {
        self.id.ms()
    }
}

/// A collection with those in it whom a reader may see, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The collection.
    pub collection: Collection,
    /// Who is in it.
    pub items: Vec<Item>,
}
