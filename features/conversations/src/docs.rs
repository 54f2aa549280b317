//! What the endpoints of conversations take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "conversations",
    about: "Direct messages, by who is in them.",
    entities: &[("Conversation", "id: id unread: flag accounts: [Account] last_status: Status?")],
    ops: OPS,
};

const OPS: &[Op] = &[
    get("/api/v1/conversations", "One's conversations").paged(20, 40).gives("[Conversation]"),
    delete("/api/v1/conversations/{id}", "Removes a conversation for oneself"),
    post("/api/v1/conversations/{id}/read", "Has read it").gives("Conversation"),
    post("/api/v1/conversations/{id}/unread", "Has not read it").gives("Conversation"),
];
