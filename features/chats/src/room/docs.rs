//! What rooms take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post};

/// The declarations of rooms.
pub const DOCS: Docs =
    Docs { name: "rooms", about: "Live rooms of hashtag chats.", entities: ENTITIES, ops: OPS };

const STREAM: &str = "text/event-stream";

/// Entities of rooms.
const ENTITIES: &[(&str, &str)] = &[
    ("RoomSpeaker", "id: id name: text acct: text url: text avatar: text"),
    (
        "RoomPost",
        "id: id kind: 'post'|'question'|'answer'|'boost' number?: int to?: id
         role?: 'host'|'moderator'|'guest'|'patient' newcomer?: flag by: RoomSpeaker html: text language?: text
         warning?: text more?: flag url: text at: time applause?: int folded?: text",
    ),
    ("RoomHead", "question: RoomPost? pinned: RoomPost? called: RoomSpeaker?
         phase: 'cancelled'|'before'|'gathering'|'on_air'|'closing'|'over' here: int joined: int"),
    (
        "Room",
        "id: id chat_id: id tag: text title: text topic: text open: flag role: text joined: flag head: RoomHead
         questions: [RoomPost] posts_count: int people_count: int",
    ),
    ("Applause", "applause: int"),
];

/// Endpoints of rooms.
const OPS: &[Op] = &[
    get("/api/medley/v1/chats/rooms/{id}", "The room of a session: the question, who is here").gives("Room"),
    get("/api/medley/v1/chats/rooms/{id}/posts", "What is said in it, newest first")
        .takes("max_id?: id unanswered?: flag exclude_boosts?: flag")
        .gives("[RoomPost]"),
    post(
        "/api/medley/v1/chats/rooms/{id}/posts",
        "Posts into it, with the hashtag and the label of the question",
    )
    .takes("text: text question?: int in_reply_to_id?: id language?: text")
    .gives("RoomPost"),
    post("/api/medley/v1/chats/rooms/{id}/join", "Joins it").takes("patient?: flag").gives("Room"),
    post("/api/medley/v1/chats/rooms/{id}/leave", "Leaves it").gives("Room"),
    post("/api/medley/v1/chats/rooms/{id}/posts/{post}/applaud", "Applauds a post")
        .gives("Applause")
        .also(&[(422, "")]),
    post("/api/medley/v1/chats/rooms/{id}/posts/{post}/unapplaud", "Stops applauding it")
        .gives("Applause")
        .also(&[(422, "")]),
    delete(
        "/api/medley/v1/chats/rooms/{id}/posts/{post}",
        "Takes a post out of the room, not from the network",
    ),
    get("/api/medley/v1/chats/rooms/{id}/stream", "What is new in it, as server-sent events")
        .gives("text")
        .sends(STREAM)
        .also(&[(422, ""), (429, "")]),
];
