//! Mastodon's entities of collections.

use base::iso_ms;
use serde_json::{Value, json};
use web::Site;

use crate::model::{Item, Seen};

/// The path of a collection's page.
pub(crate) fn path(id: base::Id) -> String {
    format!("/collections/{id}")
}

/// Mastodon's `Collection`.
pub(crate) fn collection(site: &Site, seen: &Seen) -> Value {
    let Seen { collection, items } = seen;
    let url = site.url(&path(collection.id));
    let tag = collection.tag.as_ref().and_then(|name| {
        let key = text::tag_key(name)?;
        Some(json!({ "name": name, "url": site.url(&format!("/tags/{key}")) }))
    });
    json!({
        "id": collection.id,
        "account_id": collection.owner,
        "uri": url,
        "url": url,
        "name": collection.name,
        "description": collection.description,
        "language": collection.language,
        "local": true,
        "sensitive": collection.sensitive,
        "discoverable": collection.discoverable,
        "tag": tag,
        "created_at": iso_ms(collection.created_ms),
        "updated_at": iso_ms(collection.updated_ms),
        "item_count": items.len(),
        "items": items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// Mastodon's `CollectionItem`. Nobody here reviews requests, so what is in a collection was accepted.
pub(crate) fn item(item: &Item) -> Value {
    json!({
        "id": item.id,
        "account_id": item.member,
        "state": "accepted",
        "created_at": iso_ms(item.created_ms()),
    })
}
