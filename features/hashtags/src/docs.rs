//! What the endpoints of the directory take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, patch, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "hashtags",
    about: "Medley's own: the directory of health hashtags, which people register and the staff review.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "HashtagDecision",
        "id: id tag: text url: url decision: 'kept'|'changed'|'refused'|'retired'
         reason: 'unused'|'one_party'|'promotion'|'not_health'|'other'|null text: text created_at: time",
    ),
    ("Specialty", "slug: text code: text nucc: flag name: text family: text"),
    ("ListedSpecialty", "..Specialty hashtags: count"),
    ("NamedHashtag", "name: text url: url"),
    ("HashtagActivity", "posts: count people: count days: [count]"),
    (
        "HealthHashtag",
        "tag: text name: text url: url posts_url: url kind: 'community'|'chat'|'conference'|'disease' title: text
         description: text owner_id: id? offered_to_id: id? specialties: [Specialty] related: [NamedHashtag]
         language: text? starts_on: date? ends_on: date? place: text link: url?
         state: 'provisional'|'listed'|'refused'|'retired'
         reason: 'unused'|'one_party'|'promotion'|'not_health'|'other'|null reason_text: text? registered_at: time
         updated_at: time decided_at: time? activity: HashtagActivity?",
    ),
];

/// What can be said about a hashtag.
macro_rules! told {
    ($name:literal, $title:literal) => {
        concat!(
            $name,
            " ",
            $title,
            " kind?: 'community'|'chat'|'conference'|'disease' description?: text specialties?: [text]
             related?: [text] language?: text starts_on?: text ends_on?: text place?: text link?: text"
        )
    };
}

const FIND: &str =
    "q?: text specialty?: text kind?: 'community'|'chat'|'conference'|'disease' language?: text
    order?: 'active'|'name'";

const OPS: &[Op] = &[
    get("/api/medley/v1/specialties", "Specialties, by which the directory is read")
        .gives("[ListedSpecialty]"),
    get("/api/medley/v1/hashtags", "The directory of health hashtags")
        .takes(FIND)
        .sliced(20, 80)
        .gives("[HealthHashtag]"),
    post("/api/medley/v1/hashtags", "Registers a hashtag")
        .takes(told!("name: text", "title: text"))
        .gives("HealthHashtag")
        .also(&[(403, "")]),
    get("/api/medley/v1/hashtags/{tag}", "A hashtag of the directory").gives("HealthHashtag"),
    patch("/api/medley/v1/hashtags/{tag}", "Changes one's entry")
        .takes(told!("name?: text", "title?: text"))
        .gives("HealthHashtag")
        .also(&[(403, "")]),
    delete("/api/medley/v1/hashtags/{tag}", "Says that one's hashtag is not used any more")
        .gives("HealthHashtag")
        .also(&[(403, "")]),
    post(
        "/api/medley/v1/hashtags/{tag}/offer",
        "Asks somebody to look after it; without anybody, takes that back",
    )
    .takes("account_id?: id")
    .gives("HealthHashtag")
    .also(&[(403, "")]),
    post("/api/medley/v1/hashtags/{tag}/accept", "Looks after it from now on").gives("HealthHashtag"),
    post("/api/medley/v1/hashtags/{tag}/decline", "Does not look after it").gives("HealthHashtag"),
    get("/api/medley/v1/admin/hashtags", "The staff's queue: those that wait longest come first")
        .takes("state?: 'provisional'|'listed'|'refused'|'retired'|'changed'")
        .sliced(20, 80)
        .gives("[HealthHashtag]"),
    post("/api/medley/v1/admin/hashtags/{tag}/keep", "Keeps an entry, perhaps with changes")
        .takes(told!("name?: text", "title?: text"))
        .gives("HealthHashtag"),
    post("/api/medley/v1/admin/hashtags/{tag}/refuse", "Refuses an entry")
        .takes("reason: 'unused'|'one_party'|'promotion'|'not_health'|'other' text?: text")
        .gives("HealthHashtag"),
];
