//! What the endpoints of notifications take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, get, patch, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "notifications",
    about: "Notifications, one by one and grouped; whose are let through; how far one has read.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Notification",
        "id: id type: NotificationType created_at: time group_key: text filtered?: flag account: Account
         status?: Status? report?: object moderation_warning?: object collection?: Collection
         annual_report?: {year: text} chat_session?: ChatSession hashtag_decision?: HashtagDecision
         fallback?: NotificationFallback",
    ),
    ("NotificationFallback", "title: html summary: html? details: html?"),
    (
        "NotificationType",
        "= 'mention'|'status'|'favourite'|'reblog'|'follow'|'follow_request'|'update'|'poll'|'quote'|'quoted_update'
         |'admin.sign_up'|'admin.report'|'severed_relationships'|'moderation_warning'
         |'added_to_collection'|'collection_update'|'annual_report'|'chat_reminder'|'hashtag_decision'",
    ),
    ("Treatment", "= 'accept'|'filter'|'drop'"),
    (
        "NotificationGroup",
        "group_key: text notifications_count: count type: NotificationType most_recent_notification_id: count
         page_min_id: id page_max_id: id latest_page_notification_at: time sample_account_ids: [id] status_id?: id
         report?: object moderation_warning?: object collection?: Collection annual_report?: {year: text}
         chat_session?: ChatSession hashtag_decision?: HashtagDecision
         fallback?: NotificationFallback",
    ),
    (
        "GroupedNotifications",
        "accounts: [Account] partial_accounts?: [PartialAccount] statuses: [Status]
         notification_groups: [NotificationGroup]",
    ),
    ("PartialAccount", "id: id acct: text locked: flag bot: flag url: url avatar: url avatar_static: url
         avatar_description: text"),
    (
        "NotificationRequest",
        "id: id created_at: time updated_at: time notifications_count: text account: Account last_status: Status?",
    ),
    (
        "NotificationSwitches",
        "filter_not_following: flag filter_not_followers: flag filter_new_accounts: flag
         filter_private_mentions: flag
         summary: {pending_requests_count: count pending_notifications_count: count}",
    ),
    (
        "NotificationPolicy",
        "for_not_following: Treatment for_not_followers: Treatment for_new_accounts: Treatment
         for_private_mentions: Treatment for_limited_accounts: Treatment
         summary: {pending_requests_count: count pending_notifications_count: count}",
    ),
    ("Marker", "last_read_id: id version: count updated_at: time"),
    ("Markers", "home?: Marker notifications?: Marker"),
    ("Count", "count: count"),
];

const FILTER: &str = "types?: [text] exclude_types?: [text] account_id?: id include_filtered?: flag
    supported_types?: [text]";
const GROUPS: &str = "types?: [text] exclude_types?: [text] account_id?: id include_filtered?: flag
    grouped_types?: [text] expand_accounts?: 'full'|'partial_avatars' supported_types?: [text]";
const POLICY: &str =
    "for_not_following?: 'accept'|'filter'|'drop' for_not_followers?: 'accept'|'filter'|'drop'
    for_new_accounts?: 'accept'|'filter'|'drop' for_private_mentions?: 'accept'|'filter'|'drop'
    for_limited_accounts?: 'accept'|'filter'|'drop'";

const SWITCHES: &str = "filter_not_following?: flag filter_not_followers?: flag filter_new_accounts?: flag
    filter_private_mentions?: flag";

const OPS: &[Op] = &[
    get("/api/v1/notifications", "Notifications").takes(FILTER).paged(40, 80).gives("[Notification]"),
    get("/api/v1/notifications/unread_count", "How many are unread")
        .takes(
            "limit?: int types?: [text] exclude_types?: [text] account_id?: id include_filtered?: flag
            supported_types?: [text]",
        )
        .gives("Count"),
    post("/api/v1/notifications/clear", "Removes all"),
    post("/api/v2/notifications/clear", "Removes all"),
    get("/api/v1/notifications/policy", "Whose notifications are let through, in four switches")
        .gives("NotificationSwitches")
        .old(),
    patch("/api/v1/notifications/policy", "Sets the switches")
        .takes(SWITCHES)
        .gives("NotificationSwitches")
        .old(),
    put("/api/v1/notifications/policy", "Sets the switches")
        .takes(SWITCHES)
        .gives("NotificationSwitches")
        .old(),
    post("/api/v1/notifications/dismiss", "Removes one").takes("id: id").also(&[(404, "")]).old(),
    get("/api/v1/notifications/requests", "Whose notifications are held back")
        .paged(40, 80)
        .gives("[NotificationRequest]"),
    get("/api/v1/notifications/requests/merged", "Whether those let through are shown yet")
        .gives("{merged: flag}"),
    post("/api/v1/notifications/requests/accept", "Lets several through")
        .takes("id?: [id]")
        .also(&[(404, "")]),
    post("/api/v1/notifications/requests/dismiss", "Dismisses several").takes("id?: [id]").also(&[(404, "")]),
    get("/api/v1/notifications/requests/{id}", "Somebody whose notifications are held back")
        .gives("NotificationRequest"),
    post("/api/v1/notifications/requests/{id}/accept", "Lets them through"),
    post("/api/v1/notifications/requests/{id}/dismiss", "Dismisses them"),
    get("/api/v1/notifications/{id}", "A notification")
        .takes("supported_types?: [text]")
        .gives("Notification"),
    post("/api/v1/notifications/{id}/dismiss", "Removes it"),
    get("/api/v2/notifications", "Notifications in groups")
        .takes(GROUPS)
        .paged(40, 80)
        .gives("GroupedNotifications"),
    get("/api/v2/notifications/unread_count", "How many groups are unread")
        .takes(
            "limit?: int types?: [text] exclude_types?: [text] account_id?: id include_filtered?: flag
             grouped_types?: [text] supported_types?: [text]",
        )
        .gives("Count"),
    get("/api/v2/notifications/policy", "Whose notifications are let through").gives("NotificationPolicy"),
    patch("/api/v2/notifications/policy", "Says whose are let through")
        .takes(POLICY)
        .gives("NotificationPolicy"),
    put("/api/v2/notifications/policy", "Says whose are let through")
        .takes(POLICY)
        .gives("NotificationPolicy"),
    get("/api/v2/notifications/{group_key}", "A group")
        .takes("supported_types?: [text]")
        .gives("GroupedNotifications"),
    get("/api/v2/notifications/{group_key}/accounts", "Everyone of a group").gives("[Account]"),
    post("/api/v2/notifications/{group_key}/dismiss", "Removes a group"),
    get("/api/v1/markers", "How far one has read").takes("timeline?: [text]").gives("Markers"),
    post("/api/v1/markers", "Says how far one has read")
        .takes("home?: {last_read_id?: id} notifications?: {last_read_id?: id}")
        .gives("Markers")
        .also(&[(409, "")]),
];
