//! What the endpoints about the server give, for the OpenAPI document.

use web::openapi::{Docs, Op, get, post};

/// The declarations of this feature.
pub const DOCS: Docs =
    Docs { name: "instance", about: "The server, and how others find it.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "Instance",
        "domain: text title: text version: text source_url: text description: text
         usage: {users: {active_month: count}}
         thumbnail: {url: url description: text blurhash: text? versions: {*: url}}
         icon: [{src: url size: text}] languages: [text] configuration: InstanceConfiguration
         registrations: {enabled: flag approval_required: flag reason_required: flag message: html? min_age: count?
             url: url?}
         api_versions: {mastodon: count} contact: {email: text account: Account?} rules: [Rule]
         wrapstodon: count?",
    ),
    (
        "InstanceConfiguration",
        "..InstanceLimits
         urls: {streaming: url status: url? about: url? privacy_policy: url? terms_of_service: url?}
         vapid: {public_key: text} translation: {enabled: flag} limited_federation: flag
         timelines_access: {live_feeds: Feeds hashtag_feeds: Feeds trending_link_feeds: Feeds}",
    ),
    ("Feeds", "local: 'public'|'authenticated'|'disabled' remote: 'public'|'authenticated'|'disabled'"),
    (
        "InstanceLimits",
        "accounts: {max_featured_tags: count max_pinned_statuses: count max_display_name_length: count
             max_note_length: count max_avatar_description_length: count max_header_description_length: count
             max_profile_fields: count profile_field_name_limit: count profile_field_value_limit: count}
         statuses: {max_characters: count max_media_attachments: count characters_reserved_per_url: count}
         media_attachments: {supported_mime_types: [text] description_limit: count image_size_limit: count
             image_matrix_limit: count video_size_limit: count video_frame_rate_limit: count
             video_matrix_limit: count}
         polls: {max_options: count max_characters_per_option: count min_expiration: count max_expiration: count}",
    ),
    (
        "InstanceV1",
        "uri: text title: text short_description: text description: text email: text version: text
         urls: {streaming_api: url} stats: {user_count: count status_count: count domain_count: count}
         thumbnail: url? languages: [text] registrations: flag approval_required: flag invites_enabled: flag
         configuration: InstanceLimits contact_account: Account? rules: [Rule]",
    ),
    ("Rule", "id: id text: text hint: text translations: {*: {text: text hint: text}}"),
    ("Activity", "week: text statuses: text logins: text registrations: text"),
    ("LongText", "updated_at: time content: html"),
    ("Terms", "effective_date: date effective: flag content: html succeeded_by: date?"),
    ("Language", "code: text name: text"),
    (
        "NodeInfo",
        "version: text software: {name: text version: text repository?: url homepage?: url} protocols: [text]
         services: {inbound: [text] outbound: [text]} openRegistrations: flag metadata: object
         usage: {users: {total: count activeMonth: count activeHalfyear: count} localPosts: count
             localComments?: count}",
    ),
    ("WebFinger", "subject: text aliases: [url] links: [{rel: text type?: text href?: url template?: text}]"),
];

const OPS: &[Op] = &[
    get("/api/v2/instance", "About this server").gives("Instance"),
    get("/api/v1/instance", "About this server, for older clients").gives("InstanceV1").old(),
    get("/api/v1/instance/rules", "The rules").gives("[Rule]"),
    get("/api/v1/instance/peers", "Servers that are known").gives("[text]"),
    get("/api/v1/instance/activity", "The last weeks in numbers").gives("[Activity]"),
    get("/api/v1/instance/extended_description", "More about this server").gives("LongText"),
    get("/api/v1/instance/privacy_policy", "What is kept, and who sees it").gives("LongText"),
    get("/api/v1/instance/terms_of_service", "The terms, where there are any")
        .takes("date?: text")
        .gives("Terms")
        .also(&[(404, "")]),
    get("/api/v1/instance/terms_of_service/{date}", "The terms of a day").gives("Terms"),
    get("/api/v1/instance/languages", "What is spoken here").gives("[Language]"),
    get("/api/v1/instance/translation_languages", "What can be translated into what").gives("{*: [text]}"),
    get("/health", "Whether it works; JSON where only that is asked for")
        .gives("text")
        .sends("text/plain")
        .also(&[(503, "")]),
    get("/.well-known/change-password", "Where one changes one's password").gives("").also(&[(302, "")]),
    get("/api/v1/accounts/{id}/identity_proofs", "Nothing; Mastodon had it once").gives("[object]").old(),
    post("/api/v1/statuses/{id}/translate", "Nothing: there are no translations here").gives(""),
    get("/.well-known/nodeinfo", "Where the node's information is").gives("{links: [{rel: text href: url}]}"),
    get("/nodeinfo/2.0", "The node's information").gives("NodeInfo"),
    get("/nodeinfo/2.1", "The node's information").gives("NodeInfo"),
    get("/.well-known/webfinger", "Whose address this is (RFC 7033)")
        .takes("resource: text")
        .gives("WebFinger")
        .sends("application/jrd+json")
        .also(&[(404, "")]),
    get("/.well-known/host-meta", "Where WebFinger is").gives("text").sends("application/xrd+xml"),
    get("/.well-known/host-meta.json", "Where WebFinger is")
        .gives("{links: [{rel: text template: text}]}")
        .sends("application/jrd+json"),
];
