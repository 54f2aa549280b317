//! Mastodon's instance entities, without I/O. Strict clients want every field, of the documented type.

use annual::rules::campaign;
use base::Ms;
use serde_json::{Map, Value, json};
use web::Site;

use crate::configuration::{configuration, configuration_v2};
use crate::numbers::Counted;
use crate::templates::SignUps;
use crate::texts::{self, Terms};
use crate::{API_VERSION, Rule, RuleText, Settings};

/// The version of Mastodon's API, counted by it: 10 is what 4.6 speaks.
const MASTODON_API: u32 = 10;
const THUMBNAIL: &str = "icon-512.png";
const ICONS: [(&str, &str); 2] = [("icon-180.png", "180x180"), ("icon-512.png", "512x512")];

/// Everything that the entities tell.
pub(crate) struct Facts<'a> {
    pub(crate) site: &'a Site,
    pub(crate) settings: &'a Settings,
    /// The name, or what stands in for it.
    pub(crate) name: &'a str,
    pub(crate) counted: Counted,
    pub(crate) sign_ups: SignUps,
    /// The time.
    pub(crate) now: Ms,
    /// Characters of a post.
    pub(crate) post_chars: usize,
    /// Characters of a bio.
    pub(crate) bio_chars: usize,
    /// An `Account` entity, or null where nobody has an account yet.
    pub(crate) contact: Value,
}

/// `GET /api/v2/instance`.
pub(crate) fn v2(facts: &Facts<'_>) -> Value {
    let Facts { site, settings, .. } = facts;
    let thumbnail = thumbnail(site);
    let description = described(&settings.description);
    json!({
        "domain": site.domain,
        "title": facts.name,
        "version": API_VERSION,
        "source_url": settings.source_url,
        "description": description,
        "usage": { "users": { "active_month": facts.counted.active_month } },
        "thumbnail": {
            "url": thumbnail,
            "description": "",
            "blurhash": null,
            "versions": { "@1x": thumbnail, "@2x": thumbnail },
        },
        "icon": ICONS.map(|(name, size)| json!({ "src": site.url(ui::assets::url(name)), "size": size })),
        "languages": languages(settings),
        "configuration": configuration_v2(facts),
        "registrations": registrations(site, facts.sign_ups),
        "api_versions": { "mastodon": MASTODON_API },
        "contact": { "email": settings.contact_email, "account": facts.contact },
        "rules": rules(settings),
        "wrapstodon": campaign(facts.now).map(|year| year.0),
    })
}

/// `GET /api/v1/instance`, which older clients and libraries still read.
pub(crate) fn v1(facts: &Facts<'_>) -> Value {
    let Facts { site, settings, counted, .. } = facts;
    let description = described(&settings.description);
    json!({
        "uri": site.domain,
        "title": facts.name,
        "short_description": description,
        "description": description,
        "email": settings.contact_email,
        "version": API_VERSION,
        "urls": { "streaming_api": site.streaming_url() },
        "stats": { "user_count": counted.people, "status_count": counted.posts, "domain_count": 0 },
        "thumbnail": thumbnail(site),
        "languages": languages(settings),
        "registrations": facts.sign_ups != SignUps::Closed,
        "approval_required": facts.sign_ups == SignUps::Approval,
        "invites_enabled": false,
        "configuration": configuration(facts),
        "contact_account": facts.contact,
        "rules": rules(settings),
    })
}

/// `GET /api/v1/instance/rules`. Their ids are their places, beginning with 1.
pub(crate) fn rules(settings: &Settings) -> Value {
    let told =
        |(code, told): (&String, &RuleText)| (code.clone(), json!({ "text": told.text, "hint": told.hint }));
    let rule = |(n, rule): (usize, &Rule)| {
        json!({
            "id": (n + 1).to_string(),
            "text": rule.text,
            "hint": rule.hint,
            "translations": rule.translations.iter().map(told).collect::<Map<String, Value>>(),
        })
    };
    settings.rules.iter().enumerate().map(rule).collect()
}

/// `GET /api/v1/instance/terms_of_service`; `content` is their text as HTML.
pub(crate) fn terms(settings: &Settings, terms: &Terms, content: &str, now: Ms) -> Value {
    json!({
        "effective_date": terms.effective,
        "effective": terms.hold(now),
        "content": content,
        "succeeded_by": texts::successor(&settings.terms, terms).map(|next| &next.effective),
    })
}

/// A description, with the sentence that belongs to every Medley.
pub(crate) fn described(text: &str) -> String {
    if text.is_empty() { ui::TOOL_SENTENCE.to_owned() } else { format!("{text} {}", ui::TOOL_SENTENCE) }
}

/// The languages spoken; never an empty list.
pub(crate) fn languages(settings: &Settings) -> Vec<&str> {
    let codes: Vec<&str> = settings.languages.iter().map(String::as_str).collect();
    if codes.is_empty() { vec!["en"] } else { codes }
}

fn thumbnail(site: &Site) -> String {
    site.url(ui::assets::url(THUMBNAIL))
}

fn registrations(site: &Site, sign_ups: SignUps) -> Value {
    json!({
        "enabled": sign_ups != SignUps::Closed,
        "approval_required": sign_ups == SignUps::Approval,
        "reason_required": sign_ups == SignUps::Approval,
        "message": null,
        "min_age": null,
        "url": site.url("/sign-up"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(settings: &Settings, sign_ups: SignUps, look: impl FnOnce(&Facts<'_>) -> T) -> T {
        let site = Site::new("medley.example");
        let counted = Counted { people: 3, posts: 40, active_month: 2, active_half_year: 3 };
        let contact = json!({ "id": "1" });
        look(&Facts {
            site: &site,
            settings,
            name: "Medley",
            counted,
            sign_ups,
            now: 1_795_356_000_000,
            post_chars: 140,
            bio_chars: 160,
            contact,
        })
    }

    /// What strict clients were seen to need of the older entity, whatever the operator left empty.
    const V1_PATHS: &[&str] = &[
        "/uri",
        "/title",
        "/description",
        "/short_description",
        "/email",
        "/version",
        "/urls/streaming_api",
        "/stats/user_count",
        "/stats/status_count",
        "/stats/domain_count",
        "/thumbnail",
        "/languages/0",
        "/registrations",
        "/approval_required",
        "/invites_enabled",
        "/configuration/statuses/max_characters",
        "/configuration/media_attachments/supported_mime_types/0",
        "/configuration/polls/max_options",
        "/contact_account/id",
        "/rules",
    ];

    /// And of the newer one.
    const V2_PATHS: &[&str] = &[
        "/domain",
        "/title",
        "/version",
        "/description",
        "/usage/users/active_month",
        "/thumbnail/url",
        "/icon",
        "/languages/0",
        "/configuration/urls/streaming",
        "/configuration/vapid/public_key",
        "/configuration/accounts/max_pinned_statuses",
        "/configuration/statuses/characters_reserved_per_url",
        "/configuration/media_attachments/image_matrix_limit",
        "/configuration/media_attachments/description_limit",
        "/configuration/polls/max_expiration",
        "/configuration/translation/enabled",
        "/configuration/timelines_access/live_feeds/local",
        "/configuration/limited_federation",
        "/registrations/enabled",
        "/registrations/approval_required",
        "/api_versions/mastodon",
        "/contact/email",
        "/contact/account/id",
        "/rules",
    ];

    #[test]
    fn nothing_that_strict_clients_need_is_missing() {
        let empty = Settings { media_types: vec!["image/png"], ..Settings::default() };
        let (v1, v2) = with(&empty, SignUps::Closed, |facts| (v1(facts), v2(facts)));
        for path in V1_PATHS {
            assert!(v1.pointer(path).is_some_and(|v| !v.is_null()), "v1 {path}");
        }
        for path in V2_PATHS {
            assert!(v2.pointer(path).is_some_and(|v| !v.is_null()), "v2 {path}");
        }
        for path in ["/registrations/message", "/registrations/min_age", "/thumbnail/blurhash"] {
            assert!(v2.pointer(path).is_some_and(Value::is_null), "v2 {path}");
        }
    }

    #[test]
    fn numbers_are_those_that_uploads_and_posts_obey() {
        let v2 = with(&Settings::default(), SignUps::Open, v2);
        let media = &v2["configuration"]["media_attachments"];
        assert_eq!(media["image_size_limit"], 16 << 20);
        assert_eq!(media["image_matrix_limit"], 33_177_600);
        assert_eq!(media["description_limit"], 1_500);
        assert_eq!(media["video_size_limit"], 40 << 20);
        assert_eq!(
            (&media["video_frame_rate_limit"], &media["video_matrix_limit"]),
            (&json!(120), &json!(8_294_400))
        );
        assert_eq!(v2["configuration"]["statuses"]["max_media_attachments"], 4);
        let polls = json!({ "max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2_629_746 });
        assert_eq!(v2["configuration"]["polls"], polls);
        assert_eq!(v2["configuration"]["urls"]["streaming"], "wss://medley.example");
        assert!(v2["version"].as_str().unwrap().starts_with("4.6.0 (compatible; Medley "));
    }

    #[test]
    fn sign_ups() {
        for (mode, open, approval) in
            [(SignUps::Open, true, false), (SignUps::Approval, true, true), (SignUps::Closed, false, false)]
        {
            let (v1, v2) = with(&Settings::default(), mode, |facts| (v1(facts), v2(facts)));
            assert_eq!((&v1["registrations"], &v1["approval_required"]), (&json!(open), &json!(approval)));
            let told = &v2["registrations"];
            assert_eq!((&told["enabled"], &told["approval_required"]), (&json!(open), &json!(approval)));
        }
    }

    #[test]
    fn rules_and_the_sentence() {
        let settings = Settings {
            description: "A ward.".to_owned(),
            rules: ["Be kind.", "No names."].map(Rule::from).into(),
            ..Settings::default()
        };
        let v2 = with(&settings, SignUps::Open, v2);
        assert_eq!(v2["rules"][1], json!({ "id": "2", "text": "No names.", "hint": "", "translations": {} }));
        assert_eq!(v2["description"], format!("A ward. {}", ui::TOOL_SENTENCE));
    }
}
