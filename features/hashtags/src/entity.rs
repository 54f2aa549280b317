//! What the extension API tells of the directory.

use base::{Ms, iso_date, iso_ms};
use serde_json::{Value, json};
use web::Site;
use words::Lang;
use words::specialties::Specialty;

use crate::activity::Activity;
use crate::model::{Entry, Reason, Who};

/// The path of a hashtag's page in the directory.
pub(crate) fn path(tag: &str) -> String {
    accounts::tag_path(tag).replacen("/tags/", "/hashtags/", 1)
}

/// The path of a specialty's page.
pub(crate) fn specialty_path(specialty: &Specialty) -> String {
    format!("/explore/specialties/{}", specialty.slug)
}

/// A specialty.
pub(crate) fn specialty(one: &Specialty) -> Value {
    json!({
        "slug": one.slug,
        "code": one.code,
        "nucc": one.is_nucc(),
        "name": one.label().text(Lang::En),
        "family": one.family.label().text(Lang::En),
    })
}

/// A hashtag of the directory, as `who` may see it.
pub(crate) fn hashtag(site: &Site, entry: &Entry, used: Option<&Activity>, who: Option<Who>) -> Value {
    let named = |name: &String| {
        let key = text::tag_key(name)?;
        Some(json!({ "name": name, "url": site.url(&accounts::tag_path(&key)) }))
    };
    let day = |ms: Option<Ms>| ms.map(iso_date);
    let keeps = who.is_some_and(|who| who.keeps(entry));
    let offered_to = entry.offered_to.filter(|to| keeps || who.is_some_and(|who| who.account == *to));
    json!({
        "tag": entry.tag,
        "name": entry.name,
        "url": site.url(&path(&entry.tag)),
        "posts_url": site.url(&accounts::tag_path(&entry.tag)),
        "kind": entry.kind.name(),
        "title": entry.title,
        "description": entry.about,
        "owner_id": entry.owner,
        "offered_to_id": offered_to,
        "specialties": entry.specialties.iter().map(|one| specialty(one)).collect::<Vec<_>>(),
        "related": entry.related.iter().filter_map(named).collect::<Vec<_>>(),
        "language": entry.language,
        "starts_on": day(entry.starts_ms),
        "ends_on": day(entry.ends_ms),
        "place": entry.place,
        "link": Some(&entry.link).filter(|link| !link.is_empty()),
        "state": entry.state.name(),
        "reason": entry.reason.map(Reason::name),
        "reason_text": Some(&entry.words).filter(|words| !words.is_empty()),
        "registered_at": iso_ms(entry.registered_ms),
        "updated_at": iso_ms(entry.updated_ms),
        "decided_at": entry.decided_ms.map(iso_ms),
        "activity": used.map(|used| json!({ "posts": used.posts, "people": used.people, "days": used.days })),
    })
}
