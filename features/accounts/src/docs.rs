//! What the endpoints of accounts take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, patch, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "accounts",
    about: "People, their profiles, and how they stand to each other.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Account",
        "id: id username: text acct: text display_name: text locked: flag bot: flag discoverable: flag?
         indexable: flag group: flag noindex: flag? created_at: time note: html url: url uri: url
         avatar: url avatar_static: url avatar_description: text
         header: url header_static: url header_description: text
         followers_count: count following_count: count statuses_count: count last_status_at: date?
         hide_collections: flag? show_media: flag show_media_replies: flag show_featured: flag
         emojis: [CustomEmoji] roles: [AccountRole] fields: [Field]
         feature_approval: FeatureApproval suspended?: flag limited?: flag moved?: Account? memorial?: flag",
    ),
    (
        "FeatureApproval",
        "automatic: ['public'|'followers'] manual: ['public'|'followers'] current_user: 'automatic'|'denied'",
    ),
    ("AccountRole", "id: id name: text color: text"),
    ("Field", "name: text value: text verified_at: time?"),
    ("Role", "id: id name: text permissions: text color: text highlighted: flag collection_limit?: count"),
    ("CredentialAccount", "..Account source: Source role: Role"),
    ("MutedAccount", "..Account mute_expires_at?: time?"),
    (
        "Source",
        "privacy: 'public'|'unlisted'|'private'|'direct' sensitive: flag language: text? note: text
         fields: [Field] follow_requests_count: count hide_collections: flag? discoverable: flag?
         indexable: flag attribution_domains: [text] quote_policy: 'public'|'followers'|'nobody'
         also_known_as?: [text]",
    ),
    (
        "Profile",
        "id: id display_name: text note: text fields: [Field]
         avatar: url? avatar_static: url? avatar_description: text
         header: url? header_static: url? header_description: text
         locked: flag bot: flag hide_collections: flag? discoverable: flag? indexable: flag
         show_media: flag show_media_replies: flag show_featured: flag
         attribution_domains: [text] featured_tags: [FeaturedTag]
         formatted_note?: html formatted_fields?: [Field]",
    ),
    (
        "FeaturedTag",
        "id: id name: text url: url statuses_count: text last_status_at: date?",
    ),
    (
        "Relationship",
        "id: id following: flag showing_reblogs: flag notifying: flag languages: [text]?
         followed_by: flag blocking: flag blocked_by: flag muting: flag muting_notifications: flag
         muting_expires_at: time? requested: flag requested_by: flag domain_blocking: flag endorsed: flag note: text",
    ),
    ("FamiliarFollowers", "id: id accounts: [Account]"),
    (
        "Preferences",
        "'posting:default:visibility': 'public'|'unlisted'|'private'|'direct' 'posting:default:sensitive': flag
         'posting:default:language': text 'posting:default:quote_policy': 'public'|'followers'|'nobody'
         'reading:expand:media': 'default'|'show_all'|'hide_all' 'reading:expand:spoilers': flag
         'reading:autoplay:gifs': flag",
    ),
];

const PROFILE: &str = "display_name?: text note?: text avatar?: file header?: file avatar_description?: text
    header_description?: text locked?: flag bot?: flag discoverable?: flag indexable?: flag hide_collections?: flag
    show_media?: flag show_media_replies?: flag show_featured?: flag attribution_domains?: [text]
    fields_attributes?: [{name?: text value?: text}]
    source?: {privacy?: 'public'|'unlisted'|'private' sensitive?: flag language?: text?
        quote_policy?: 'public'|'followers'|'nobody'}";

const OPS: &[Op] = &[
    get("/api/v1/accounts/verify_credentials", "One's own account").gives("CredentialAccount"),
    patch("/api/v1/accounts/update_credentials", "Edits one's profile")
        .takes(PROFILE)
        .gives("CredentialAccount"),
    get("/api/v1/profile", "One's profile as it is edited").gives("Profile"),
    patch("/api/v1/profile", "Edits one's profile").takes(PROFILE).gives("Profile"),
    put("/api/v1/profile", "Edits one's profile").takes(PROFILE).gives("Profile"),
    delete("/api/v1/profile/avatar", "Removes one's picture").gives("CredentialAccount"),
    delete("/api/v1/profile/header", "Removes one's banner").gives("CredentialAccount"),
    get("/api/v1/preferences", "How one likes to post and read").gives("Preferences"),
    get("/api/v1/accounts", "Several accounts").takes("id?: [id]").gives("[Account]"),
    get("/api/v1/accounts/lookup", "An account by its handle")
        .takes("acct: text")
        .gives("Account")
        .also(&[(404, "")]),
    get("/api/v1/accounts/relationships", "How one stands to accounts")
        .takes("id?: [id] with_suspended?: flag")
        .gives("[Relationship]"),
    get("/api/v1/accounts/familiar_followers", "Whom one follows that follow accounts")
        .takes("id?: [id]")
        .gives("[FamiliarFollowers]"),
    get("/api/v1/accounts/{id}", "An account").gives("Account"),
    get("/api/v1/accounts/{id}/followers", "Who follows an account").paged(40, 80).gives("[Account]"),
    get("/api/v1/accounts/{id}/following", "Whom an account follows").paged(40, 80).gives("[Account]"),
    get("/api/v1/accounts/{id}/endorsements", "Whom an account recommends").paged(40, 80).gives("[Account]"),
    post("/api/v1/accounts/{id}/follow", "Follows, or asks to")
        .takes("reblogs?: flag notify?: flag languages?: [text]")
        .gives("Relationship"),
    post("/api/v1/accounts/{id}/unfollow", "Follows no longer").gives("Relationship"),
    post("/api/v1/accounts/{id}/remove_from_followers", "Is followed by them no longer")
        .gives("Relationship"),
    post("/api/v1/accounts/{id}/block", "Blocks").gives("Relationship"),
    post("/api/v1/accounts/{id}/unblock", "Blocks no longer").gives("Relationship"),
    post("/api/v1/accounts/{id}/mute", "Mutes")
        .takes("notifications?: flag duration?: int")
        .gives("Relationship"),
    post("/api/v1/accounts/{id}/unmute", "Mutes no longer").gives("Relationship"),
    post("/api/v1/accounts/{id}/endorse", "Recommends on one's profile").gives("Relationship"),
    post("/api/v1/accounts/{id}/unendorse", "Recommends no longer").gives("Relationship"),
    post("/api/v1/accounts/{id}/pin", "Recommends on one's profile").gives("Relationship").old(),
    post("/api/v1/accounts/{id}/unpin", "Recommends no longer").gives("Relationship").old(),
    post("/api/v1/accounts/{id}/note", "Keeps a private note").takes("comment?: text").gives("Relationship"),
    get("/api/v1/endorsements", "Whom one recommends").paged(40, 80).gives("[Account]"),
    get("/api/v1/blocks", "Whom one blocks").paged(40, 80).gives("[Account]"),
    get("/api/v1/mutes", "Whom one mutes").paged(40, 80).gives("[MutedAccount]"),
    get("/api/v1/follow_requests", "Who asks to follow").paged(40, 80).gives("[Account]"),
    post("/api/v1/follow_requests/{id}/authorize", "Lets somebody follow").gives("Relationship"),
    post("/api/v1/follow_requests/{id}/reject", "Does not let somebody follow").gives("Relationship"),
    get("/api/v1/domain_blocks", "Whose servers one blocks").paged(100, 200).gives("[text]"),
    post("/api/v1/domain_blocks", "Blocks a server").takes("domain: text"),
    delete("/api/v1/domain_blocks", "Blocks a server no longer").takes("domain: text"),
];
