//! What the endpoint of custom emojis gives, for the OpenAPI document.

use web::openapi::{Docs, get};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "emojis",
    about: "Emojis of this server.",
    entities: &[(
        "CustomEmoji",
        "shortcode: text url: url static_url: url visible_in_picker: flag category: text? featured: flag",
    )],
    ops: &[get("/api/v1/custom_emojis", "All of them").gives("[CustomEmoji]")],
};
