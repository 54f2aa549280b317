//! What the endpoints of posts take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "statuses",
    about: "Posts: publishing, threads, favourites, boosts, polls, quotes, scheduled posts.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Status",
        "id: id created_at: time in_reply_to_id: id? in_reply_to_account_id: id? sensitive: flag spoiler_text: text
         visibility: 'public'|'unlisted'|'private'|'direct' language: text? uri: url url: url?
         replies_count: count reblogs_count: count favourites_count: count quotes_count: count
         edited_at: time? content: html reblog: Status? quote: Quote|ShallowQuote|null quote_approval: QuoteApproval
         application: StatusApplication? account: Account media_attachments: [MediaAttachment]
         mentions: [Mention] tags: [StatusTag] emojis: [CustomEmoji] card: PreviewCard? poll: Poll?
         favourited: flag reblogged: flag bookmarked: flag muted: flag pinned?: flag filtered: [FilterResult]
         tagged_collections: [Collection]",
    ),
    ("DeletedStatus", "..Status text: text"),
    ("StatusApplication", "name: text website: url?"),
    ("Mention", "id: id username: text acct: text url: url"),
    ("StatusTag", "name: text url: url"),
    (
        "Poll",
        "id: id expires_at: time? expired: flag multiple: flag votes_count: count voters_count: count
         options: [PollOption] emojis: [CustomEmoji] voted?: flag own_votes?: [count]",
    ),
    ("PollOption", "title: text votes_count: count?"),
    ("Quote", "state: QuoteState quoted_status: Status?"),
    ("ShallowQuote", "state: QuoteState quoted_status_id: id?"),
    (
        "QuoteState",
        "= 'pending'|'accepted'|'rejected'|'revoked'|'deleted'|'unauthorized'|'blocked_account'|'blocked_domain'
         |'muted_account'",
    ),
    (
        "QuoteApproval",
        "automatic: [text] manual: [text] current_user: 'automatic'|'manual'|'denied'|'unknown'",
    ),
    ("Context", "ancestors: [Status] descendants: [Status]"),
    (
        "StatusEdit",
        "content: html spoiler_text: text sensitive: flag created_at: time account: Account
         media_attachments: [MediaAttachment] emojis: [CustomEmoji] poll: {options: [{title: text}]}?
         quote: Quote|ShallowQuote|null",
    ),
    ("StatusSource", "id: id text: text spoiler_text: text"),
    (
        "ScheduledStatus",
        "id: id scheduled_at: time media_attachments: [MediaAttachment]
         params: {text: text poll: ScheduledPoll? media_ids: [id]? sensitive: flag? spoiler_text: text?
             visibility: 'public'|'unlisted'|'private'|'direct'|null language: text? in_reply_to_id: id?
             quoted_status_id: id? quote_approval_policy: text? application_id: int allowed_mentions: [text]?
             scheduled_at: time? idempotency: text? with_rate_limit: flag}",
    ),
    ("ScheduledPoll", "options: [text] expires_in: any multiple: flag? hide_totals: flag?"),
];

const PAGE: (u16, u16) = (20, 40);

const POST: &str = "status?: text media_ids?: [id] in_reply_to_id?: id sensitive?: flag spoiler_text?: text
    visibility?: 'public'|'unlisted'|'private'|'direct' language?: text scheduled_at?: time quoted_status_id?: id
    quote_approval_policy?: 'public'|'followers'|'nobody'
    poll?: {options?: [text] expires_in?: int multiple?: flag hide_totals?: flag}";

const EDIT: &str = "status?: text media_ids?: [id] sensitive?: flag spoiler_text?: text language?: text
    media_attributes?: [{id?: id description?: text focus?: text}]
    quote_approval_policy?: 'public'|'followers'|'nobody'
    poll?: {options?: [text] expires_in?: int multiple?: flag hide_totals?: flag}";

const OPS: &[Op] = &[
    post("/api/v1/statuses", "Publishes a post, or schedules one")
        .takes(POST)
        .gives("Status|ScheduledStatus")
        .also(&[(404, "")]),
    get("/api/v1/statuses", "Several posts").takes("id?: [id]").gives("[Status]"),
    get("/api/v1/statuses/{id}", "A post").gives("Status"),
    put("/api/v1/statuses/{id}", "Edits a post").takes(EDIT).gives("Status"),
    delete("/api/v1/statuses/{id}", "Deletes a post; gives what it was").gives("DeletedStatus"),
    get("/api/v1/statuses/{id}/context", "What is around a post").gives("Context"),
    get("/api/v1/statuses/{id}/history", "The versions of a post").gives("[StatusEdit]"),
    get("/api/v1/statuses/{id}/source", "A post as it was typed").gives("StatusSource"),
    get("/api/v1/statuses/{id}/favourited_by", "Who favourited a post").paged(40, 80).gives("[Account]"),
    get("/api/v1/statuses/{id}/reblogged_by", "Who boosted a post").paged(40, 80).gives("[Account]"),
    post("/api/v1/statuses/{id}/favourite", "Favourites a post").gives("Status"),
    post("/api/v1/statuses/{id}/unfavourite", "Favourites it no longer").gives("Status"),
    post("/api/v1/statuses/{id}/reblog", "Boosts a post")
        .takes("visibility?: 'public'|'unlisted'|'private'")
        .gives("Status"),
    post("/api/v1/statuses/{id}/unreblog", "Boosts it no longer").gives("Status"),
    post("/api/v1/statuses/{id}/bookmark", "Bookmarks a post").gives("Status"),
    post("/api/v1/statuses/{id}/unbookmark", "Bookmarks it no longer").gives("Status"),
    post("/api/v1/statuses/{id}/pin", "Pins a post of one's own").gives("Status"),
    post("/api/v1/statuses/{id}/unpin", "Pins it no longer").gives("Status"),
    post("/api/v1/statuses/{id}/mute", "Hears no more of a conversation").gives("Status"),
    post("/api/v1/statuses/{id}/unmute", "Hears of it again").gives("Status"),
    get("/api/v1/favourites", "What one favourited").paged(PAGE.0, PAGE.1).gives("[Status]"),
    get("/api/v1/bookmarks", "What one bookmarked").paged(PAGE.0, PAGE.1).gives("[Status]"),
    get("/api/v1/polls/{id}", "A poll").gives("Poll"),
    post("/api/v1/polls/{id}/votes", "Votes").takes("choices: [count]").gives("Poll"),
    get("/api/v1/scheduled_statuses", "What waits for its time")
        .paged(PAGE.0, PAGE.1)
        .gives("[ScheduledStatus]"),
    get("/api/v1/scheduled_statuses/{id}", "A post that waits for its time").gives("ScheduledStatus"),
    put("/api/v1/scheduled_statuses/{id}", "Gives it another time")
        .takes("scheduled_at?: time")
        .gives("ScheduledStatus"),
    delete("/api/v1/scheduled_statuses/{id}", "Does not publish it"),
    get("/api/v1/statuses/{id}/quotes", "The posts that quote a post")
        .paged(PAGE.0, PAGE.1)
        .gives("[Status]"),
    post("/api/v1/statuses/{id}/quotes/{quoting_id}/revoke", "Takes a quote back").gives("Status"),
    put("/api/v1/statuses/{id}/interaction_policy", "Says who may quote")
        .takes("quote_approval_policy?: 'public'|'followers'|'nobody'")
        .gives("Status"),
];
