//! What the endpoint of oEmbed takes and gives, for the OpenAPI document.

use web::openapi::{Docs, get};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "oembed",
    about: "How other sites show posts (oEmbed 1.0).",
    entities: &[(
        "OEmbed",
        "type: 'rich' version: '1.0' title: text author_name: text author_url: url provider_name: text
         provider_url: url cache_age: count html: html width: count height: count?",
    )],
    ops: &[get("/api/oembed", "The frame around a post")
        .takes("url: text format?: text maxwidth?: int maxheight?: int")
        .gives("OEmbed")
        .also(&[(404, ""), (501, "")])],
};
