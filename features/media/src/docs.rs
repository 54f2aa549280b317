//! What the endpoints of media take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs { name: "media", about: "Pictures for posts.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "MediaAttachment",
        "id: id type: 'image'|'gifv'|'video'|'audio'|'unknown' url: url? preview_url: url? remote_url: url?
         preview_remote_url: url? text_url: url? meta: MediaMeta description: text? blurhash: text?",
    ),
    ("MediaMeta", "focus?: {x: number y: number} original?: MediaSize small?: MediaSize"),
    ("MediaSize", "width: count height: count size: text aspect: number"),
];

const UPLOAD: &str = "file: file thumbnail?: file description?: text focus?: text";

const OPS: &[Op] = &[
    post("/api/v2/media", "Uploads a picture")
        .takes(UPLOAD)
        .gives("MediaAttachment")
        .also(&[(202, "MediaAttachment")]),
    post("/api/v1/media", "Uploads a picture and waits for it")
        .takes(UPLOAD)
        .gives("MediaAttachment")
        .also(&[(202, "MediaAttachment")])
        .old(),
    get("/api/v1/media/{id}", "A picture of one's own that no post has yet")
        .gives("MediaAttachment")
        .also(&[(206, "MediaAttachment")]),
    put("/api/v1/media/{id}", "Describes a picture")
        .takes("description?: text focus?: text")
        .gives("MediaAttachment")
        .also(&[(206, "MediaAttachment")]),
    delete("/api/v1/media/{id}", "Removes a picture that no post has"),
];
