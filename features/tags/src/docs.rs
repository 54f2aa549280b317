//! What the endpoints of hashtags take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "tags",
    about: "Hashtags: followed ones and those on profiles.",
    entities: &[
        ("Tag", "id: id name: text url: url history: [TagDay] following?: flag featuring?: flag"),
        ("TagDay", "day: text uses: text accounts: text"),
    ],
    ops: OPS,
};

const OPS: &[Op] = &[
    get("/api/v1/tags/{name}", "A hashtag").gives("Tag"),
    post("/api/v1/tags/{name}/follow", "Follows a hashtag").gives("Tag"),
    post("/api/v1/tags/{name}/unfollow", "Follows it no longer").gives("Tag"),
    post("/api/v1/tags/{name}/feature", "Shows a hashtag on one's profile").gives("Tag"),
    post("/api/v1/tags/{name}/unfeature", "Shows it no longer").gives("Tag"),
    get("/api/v1/followed_tags", "The hashtags that one follows").paged(100, 200).gives("[Tag]"),
    get("/api/v1/featured_tags", "The hashtags on one's profile").gives("[FeaturedTag]"),
    post("/api/v1/featured_tags", "Shows a hashtag on one's profile")
        .takes("name: text")
        .gives("FeaturedTag"),
    delete("/api/v1/featured_tags/{id}", "Shows it no longer"),
    get("/api/v1/featured_tags/suggestions", "Hashtags that one uses much").gives("[Tag]"),
    get("/api/v1/accounts/{id}/featured_tags", "The hashtags on somebody's profile").gives("[FeaturedTag]"),
];
