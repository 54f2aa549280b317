//! What the endpoints of media take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs =
    Docs { name: "media", about: "Pictures, videos and sounds for posts.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "MediaAttachment",
        "id: id type: 'image'|'gifv'|'video'|'audio'|'unknown' url: url? preview_url: url? remote_url: url?
         preview_remote_url: url? text_url: url? meta: MediaMeta description: text? blurhash: text?",
    ),
    ("MediaMeta", "focus?: {x: number y: number} original?: MediaOriginal small?: MediaSize"),
    (
        "MediaOriginal",
        "width?: count height?: count size?: text aspect?: number frame_rate?: text duration?: number bitrate?: count",
    ),
    ("MediaSize", "width: count height: count size: text aspect: number"),
];

const UPLOAD: &str = "file: file thumbnail?: file description?: text focus?: text";

const OPS: &[Op] = &[
    post("/api/v2/media", "Uploads a picture, a video or a sound")
        .takes(UPLOAD)
        .gives("MediaAttachment")
        .also(&[(202, "MediaAttachment")]),
    post("/api/v1/media", "Uploads a file and waits for it, for a while")
        .takes(UPLOAD)
        .gives("MediaAttachment")
        .also(&[(202, "MediaAttachment")])
        .old(),
    get("/api/v1/media/{id}", "A file of one's own that no post has yet")
        .gives("MediaAttachment")
        .also(&[(206, "MediaAttachment")]),
    put("/api/v1/media/{id}", "Describes a file")
        .takes("thumbnail?: file description?: text focus?: text")
        .gives("MediaAttachment")
        .also(&[(206, "MediaAttachment")]),
    delete("/api/v1/media/{id}", "Removes a file that no post has"),
];
