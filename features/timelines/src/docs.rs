//! What the endpoints of timelines and streams take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, get};

/// The declarations of this feature.
pub const DOCS: Docs = Docs { name: "timelines", about: "Timelines and streams.", entities: &[], ops: OPS };

const STREAM: &str = "text/event-stream";

const OPS: &[Op] = &[
    get("/api/v1/timelines/home", "Those whom one follows").paged(20, 40).gives("[Status]"),
    get("/api/v1/timelines/public", "Everyone's public posts")
        .takes("local?: flag remote?: flag only_media?: flag")
        .paged(20, 40)
        .gives("[Status]"),
    get("/api/v1/timelines/link", "Public posts with an address in them")
        .takes("url: url")
        .paged(20, 40)
        .gives("[Status]")
        .also(&[(404, "")]),
    get("/api/v1/timelines/tag/{tag}", "Public posts with a hashtag")
        .takes("any?: [text] all?: [text] none?: [text] local?: flag remote?: flag only_media?: flag")
        .paged(20, 40)
        .gives("[Status]"),
    get("/api/v1/timelines/list/{id}", "A list's posts").paged(20, 40).gives("[Status]"),
    get("/api/v1/accounts/{id}/statuses", "An account's posts")
        .takes("only_media?: flag exclude_replies?: flag exclude_reblogs?: flag pinned?: flag exclude_direct?: flag tagged?: text")
        .paged(20, 40)
        .gives("[Status]"),
    get("/api/v1/streaming/health", "Whether there are streams").gives("text").sends("text/plain"),
    get("/api/v1/streaming", "A WebSocket, or events of the stream that is named")
        .takes("stream?: text tag?: text list?: id only_media?: flag")
        .gives("text")
        .sends(STREAM)
        .also(&[(101, "null")]),
    get("/api/v1/streaming/user", "One's home timeline and notifications")
        .gives("text")
        .sends(STREAM)
        .also(REFUSED),
    get("/api/v1/streaming/user/notification", "One's notifications")
        .gives("text")
        .sends(STREAM)
        .also(REFUSED),
    get("/api/v1/streaming/public", "Public posts").takes("only_media?: flag").gives("text").sends(STREAM),
    get("/api/v1/streaming/public/local", "Public posts of this server")
        .takes("only_media?: flag")
        .gives("text")
        .sends(STREAM),
    get("/api/v1/streaming/public/remote", "Public posts of other servers")
        .takes("only_media?: flag")
        .gives("text")
        .sends(STREAM),
    get("/api/v1/streaming/hashtag", "Public posts with a hashtag")
        .takes("tag: text")
        .gives("text")
        .sends(STREAM),
    get("/api/v1/streaming/hashtag/local", "Those of this server")
        .takes("tag: text")
        .gives("text")
        .sends(STREAM),
    get("/api/v1/streaming/direct", "One's conversations").gives("text").sends(STREAM).also(REFUSED),
    get("/api/v1/streaming/list", "A list's posts").takes("list: id").gives("text").sends(STREAM),
];

const REFUSED: &[(u16, &str)] = &[(422, ""), (503, "")];
