//! What the endpoints of web push take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs { name: "push", about: "Web push (RFC 8291).", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "WebPushSubscription",
        "id: count endpoint: url standard: flag alerts: Alerts policy: 'all'|'followed'|'follower'|'none'
         server_key: text",
    ),
    (
        "Alerts",
        "mention: flag status: flag reblog: flag follow: flag follow_request: flag favourite: flag poll: flag
         update: flag quote: flag quoted_update: flag 'admin.sign_up': flag 'admin.report': flag chat_reminder?: flag",
    ),
    ("PushPrivacy", "private_text: flag"),
];

const WISHES: &str = "data?: {policy?: 'all'|'followed'|'follower'|'none'
    alerts?: {mention?: flag status?: flag reblog?: flag follow?: flag follow_request?: flag favourite?: flag
        poll?: flag update?: flag quote?: flag quoted_update?: flag 'admin.sign_up'?: flag 'admin.report'?: flag chat_reminder?: flag}}";
const RECEIVER: &str = "subscription: {endpoint?: url standard?: flag keys?: {p256dh?: text auth?: text}}
    data?: {policy?: 'all'|'followed'|'follower'|'none'
    alerts?: {mention?: flag status?: flag reblog?: flag follow?: flag follow_request?: flag favourite?: flag
        poll?: flag update?: flag quote?: flag quoted_update?: flag 'admin.sign_up'?: flag 'admin.report'?: flag chat_reminder?: flag}}";

const OPS: &[Op] = &[
    get("/api/v1/push/subscription", "Where this token's messages go")
        .gives("WebPushSubscription")
        .also(NONE),
    post("/api/v1/push/subscription", "Says where they go").takes(RECEIVER).gives("WebPushSubscription"),
    put("/api/v1/push/subscription", "Says what is wanted")
        .takes(WISHES)
        .gives("WebPushSubscription")
        .also(NONE),
    delete("/api/v1/push/subscription", "Sends none any more"),
    get("/api/medley/v1/push/privacy", "Whether messages tell what private posts say").gives("PushPrivacy"),
    put("/api/medley/v1/push/privacy", "Says whether they do")
        .takes("private_text?: flag")
        .gives("PushPrivacy"),
];

const NONE: &[(u16, &str)] = &[(404, "")];
