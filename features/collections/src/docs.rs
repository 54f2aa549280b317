//! What the endpoints of collections take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, patch, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "collections",
    about: "People whom somebody recommends to everybody.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Collection",
        "id: id account_id: id uri: url url: url? name: text description: text language: text? local: flag
         sensitive: flag discoverable: flag tag: StatusTag? created_at: time updated_at: time
         item_count: count items: [CollectionItem]",
    ),
    (
        "CollectionItem",
        "id: id account_id: id? state: 'pending'|'accepted'|'rejected'|'revoked' created_at: time",
    ),
    ("WrappedCollection", "collection: Collection"),
    ("WrappedCollectionItem", "collection_item: CollectionItem"),
    ("Collections", "collections: [Collection]"),
    ("CollectionWithAccounts", "collection: Collection accounts: [Account]"),
];

const OPS: &[Op] = &[
    post("/api/v1/collections", "Makes a collection")
        .takes(
            "name: text description?: text language?: text tag_name?: text sensitive?: flag discoverable?: flag
             account_ids?: [id]",
        )
        .gives("WrappedCollection")
        .also(&[(403, ""), (404, "")]),
    get("/api/v1/collections/{id}", "A collection, its curator and who is in it").gives("CollectionWithAccounts"),
    patch("/api/v1/collections/{id}", "Edits a collection")
        .takes(
            "name?: text description?: text language?: text tag_name?: text sensitive?: flag discoverable?: flag",
        )
        .gives("WrappedCollection")
        .also(&[(403, "")]),
    delete("/api/v1/collections/{id}", "Removes a collection").also(&[(403, "")]),
    post("/api/v1/collections/{id}/items", "Puts somebody in")
        .takes("account_id: id")
        .gives("WrappedCollectionItem")
        .also(&[(403, "")]),
    delete("/api/v1/collections/{id}/items/{item}", "Takes somebody out").also(&[(403, "")]),
    post("/api/v1/collections/{id}/items/{item}/revoke", "Takes oneself out")
        .also(&[(403, "")]),
    get("/api/v1/accounts/{id}/collections", "The collections of an account").sliced(40, 80).gives("Collections"),
    get("/api/v1/accounts/{id}/in_collections", "The collections that one is in")
        .sliced(40, 80)
        .gives("Collections")
        .also(&[(403, "")]),
];
