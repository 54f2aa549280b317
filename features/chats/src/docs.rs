//! What the endpoints of chats take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "chats",
    about: "Hashtag chats: gatherings at a hashtag, with a rule of RFC 5545 and sessions. An extension.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Chat",
        "id: id tag: text name: text title: text url: url ics_url: url description: text rules: text disclaimer: text
         code_of_conduct: text owner_id: id? host_ids: [id] moderator_ids: [id] zone: text start: text? rrule: text?
         extra_dates: [text] except_dates: [text] minutes: count language: text? specialties: [text]
         state: 'active'|'retired' created_at: time updated_at: time next_session: ChatSession?",
    ),
    (
        "ChatSession",
        "id: id chat_id: id tag: text title: text url: url starts_at: time ends_at: time original_date: text zone: text
         state: 'planned'|'cancelled'|'ended' open: flag moved: flag topic: text notes: text reason: text
         guest_ids: [id]",
    ),
    ("ChatReminder", "lead_minutes: count? by_mail: flag"),
];

const EDIT: &str =
    "title?: text description?: text rules?: text disclaimer?: text code_of_conduct?: text zone?: text
    start?: text? rrule?: text? extra_dates?: [text] except_dates?: [text] minutes?: int language?: text?
    specialties?: [text] host_ids?: [id] moderator_ids?: [id] tag?: text";
const RANGE: &str = "from?: text to?: text";

const OPS: &[Op] = &[
    get("/api/medley/v1/chats", "Chats that go on")
        .takes("specialty?: text language?: text limit?: int offset?: int")
        .gives("[Chat]")
        .also(&[(422, "")]),
    post("/api/medley/v1/chats", "Makes a chat").takes(EDIT).gives("Chat").also(&[(422, "")]),
    get("/api/medley/v1/chats/calendar", "Sessions in a time, by start")
        .takes("from?: text to?: text specialty?: text language?: text")
        .gives("[ChatSession]")
        .also(&[(422, "")]),
    get("/api/medley/v1/chats/on_air", "Sessions whose room is open now").gives("[ChatSession]"),
    get("/api/medley/v1/chats/{tag}", "A chat").gives("Chat"),
    put("/api/medley/v1/chats/{tag}", "Changes a chat")
        .takes(EDIT)
        .gives("Chat")
        .also(&[(403, ""), (422, "")]),
    post("/api/medley/v1/chats/{tag}/retire", "Ends a chat").gives("Chat").also(&[(403, "")]),
    post("/api/medley/v1/chats/{tag}/resume", "Lets a chat go on").gives("Chat").also(&[(403, "")]),
    get("/api/medley/v1/chats/{tag}/reminder", "How one is reminded").gives("ChatReminder"),
    put("/api/medley/v1/chats/{tag}/reminder", "Wants to be reminded 15, 60 or 1440 minutes before")
        .takes("lead_minutes: int by_mail?: flag")
        .gives("ChatReminder")
        .also(&[(422, "")]),
    delete("/api/medley/v1/chats/{tag}/reminder", "Does not want to be reminded").gives("ChatReminder"),
    get("/api/medley/v1/chats/{tag}/sessions", "Sessions of a chat in a time")
        .takes(RANGE)
        .gives("[ChatSession]")
        .also(&[(422, "")]),
    put("/api/medley/v1/chats/{tag}/sessions/{id}", "Changes a session; `starts` is in the chat's zone")
        .takes("topic?: text notes?: text guest_ids?: [id] starts?: text minutes?: int")
        .gives("ChatSession")
        .also(&[(403, ""), (422, "")]),
    post("/api/medley/v1/chats/{tag}/sessions/{id}/cancel", "Cancels a session")
        .takes("reason?: text")
        .gives("ChatSession")
        .also(&[(403, ""), (422, "")]),
    post("/api/medley/v1/chats/{tag}/sessions/{id}/restore", "Lets a cancelled session take place")
        .gives("ChatSession")
        .also(&[(403, ""), (422, "")]),
    post("/api/medley/v1/chats/{tag}/sessions/{id}/end", "Ends a session that runs, before its time")
        .gives("ChatSession")
        .also(&[(403, ""), (422, "")]),
];
