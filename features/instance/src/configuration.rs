//! What clients are told of this server's limits.

use accounts::{DISPLAY_NAME_CHARS_MAX, FIELD_CHARS_MAX, FIELDS_MAX, PICTURE_DESCRIPTION_CHARS_MAX};
use media::process::{PIXELS_MAX, UPLOAD_BYTES_MAX};
use media::{DESCRIPTION_CHARS_MAX, MEDIA_PER_POST_MAX};
use posts::polls::{POLL_OPEN_MS_MAX, POLL_OPEN_MS_MIN, POLL_OPTION_CHARS_MAX, POLL_OPTIONS_MAX};
use posts::rules::PINS_MAX;
use serde_json::{Value, json};
use tags::rules::FEATURED_MAX;

use crate::entity::Facts;

/// Characters that an address counts for, whatever its length.
const URL_CHARS: usize = 23;

/// What both versions tell about posts, media and polls.
pub(crate) fn configuration(facts: &Facts<'_>) -> Value {
    let clips = &facts.settings.clips;
    json!({
        "accounts": {
            "max_featured_tags": FEATURED_MAX,
            "max_pinned_statuses": PINS_MAX,
            "max_display_name_length": DISPLAY_NAME_CHARS_MAX,
            "max_note_length": facts.bio_chars,
            "max_avatar_description_length": PICTURE_DESCRIPTION_CHARS_MAX,
            "max_header_description_length": PICTURE_DESCRIPTION_CHARS_MAX,
            "max_profile_fields": FIELDS_MAX,
            "profile_field_name_limit": FIELD_CHARS_MAX,
            "profile_field_value_limit": FIELD_CHARS_MAX,
        },
        "statuses": {
            "max_characters": facts.post_chars,
            "max_media_attachments": MEDIA_PER_POST_MAX,
            "characters_reserved_per_url": URL_CHARS,
        },
        "media_attachments": {
            "supported_mime_types": facts.settings.media_types,
            "description_limit": DESCRIPTION_CHARS_MAX,
            "image_size_limit": UPLOAD_BYTES_MAX,
            "image_matrix_limit": PIXELS_MAX,
            "video_size_limit": clips.bytes_max,
            "video_frame_rate_limit": clips.frame_rate_max,
            "video_matrix_limit": clips.pixels_max,
        },
        "polls": {
            "max_options": POLL_OPTIONS_MAX,
            "max_characters_per_option": POLL_OPTION_CHARS_MAX,
            "min_expiration": POLL_OPEN_MS_MIN / 1_000,
            "max_expiration": POLL_OPEN_MS_MAX / 1_000,
        },
    })
}

/// And what the newer one tells beside it.
pub(crate) fn configuration_v2(facts: &Facts<'_>) -> Value {
    let everyone = json!({ "local": "public", "remote": "public" });
    let mut configuration = configuration(facts);
    configuration["urls"] = json!({
        "streaming": facts.site.streaming_url(),
        "status": null,
        "about": facts.site.url("/about"),
        "privacy_policy": facts.site.url("/privacy-policy"),
        "terms_of_service": (!facts.settings.terms.is_empty()).then(|| facts.site.url("/terms-of-service")),
    });
    configuration["vapid"] = json!({ "public_key": facts.settings.vapid_key });
    configuration["translation"] = json!({ "enabled": false });
    configuration["timelines_access"] = json!({
        "live_feeds": everyone,
        "hashtag_feeds": everyone,
        "trending_link_feeds": everyone,
    });
    configuration["limited_federation"] = json!(false);
    configuration
}
