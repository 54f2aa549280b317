//! What the endpoints of announcements take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs =
    Docs { name: "announcements", about: "What everyone should know.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "Announcement",
        "id: id content: html starts_at: time? ends_at: time? all_day: flag published_at: time? updated_at: time
         read?: flag mentions: [Mention] statuses: [{id: id url: url}] tags: [StatusTag] emojis: [CustomEmoji]
         reactions: [Reaction]",
    ),
    ("Reaction", "name: text count: count me?: flag url?: url static_url?: url"),
];

const OPS: &[Op] = &[
    get("/api/v1/announcements", "Those that one has not dismissed")
        .takes("with_dismissed?: flag")
        .gives("[Announcement]")
        .also(&[(422, "")]),
    post("/api/v1/announcements/{id}/dismiss", "Has read it"),
    put("/api/v1/announcements/{id}/reactions/{name}", "Reacts with an emoji"),
    delete("/api/v1/announcements/{id}/reactions/{name}", "Reacts so no longer"),
];
