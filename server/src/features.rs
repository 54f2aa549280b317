//! The one list of features, from left to right: each may use those before it.

use web::Feature;

use crate::Medley;

/// Every feature of this server.
pub fn features(medley: &Medley) -> Vec<Feature> {
    vec![
        medley.emojis.feature(),
        medley.accounts.feature(medley.media.pictures()),
        medley.access.feature(),
        medley.media.feature(),
        medley.posts.feature(),
        medley.timelines.feature(),
        medley.notifications.feature(),
        medley.conversations.feature(),
        medley.lists.feature(),
        medley.filters.feature(),
        medley.tags.feature(),
        medley.collections.feature(),
        medley.annual.feature(),
        medley.search.feature(),
        medley.insights.feature(),
        medley.hashtags.feature(),
        medley.chats.feature(),
        medley.columns.feature(),
        medley.push.feature(),
        medley.moderation.feature(),
        medley.announcements.feature(),
        medley.archive.feature(),
        medley.feeds.feature(),
        medley.instance.feature(),
    ]
}
