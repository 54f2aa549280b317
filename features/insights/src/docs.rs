//! What the endpoints of analytics take and give, for the OpenAPI document. What each figure is, `docs/analytics.md`
//! says.

use web::openapi::{Docs, Op, get};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "insights",
    about: "Numbers of hashtags, by the definitions of docs/analytics.md; with .csv the same as a table.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    ("TagWindow", "database: text start: time end: time"),
    (
        "TagFigures",
        "tweets: count retweets: count replies: count mentions: count urls_shared: count users: count
         new_users: count impressions: count busiest_minute: count views: count viewers: count",
    ),
    ("TagSummary", "..TagWindow ..TagFigures"),
    (
        "TagActivity",
        "..TagWindow interval: 'minute'|'hour'|'day'|'week'|'month'|'year'
         activity: [{start: time tweets: count retweets: count replies: count users: count impressions: count}]",
    ),
    (
        "TagInfluencers",
        "..TagWindow metric: 'mentions'|'retweets'|'tweets'|'impressions'|'replies'
         users: [{account: Account count: count}]",
    ),
    ("TagRoles", "..TagWindow roles: [{role: text users: count tweets: count}]"),
    (
        "TagNetwork",
        "..TagWindow users_all: count users: [{id: id acct: text count: count}]
         links: [{source: id source_acct: text target: id target_acct: text replies: count mentions: count retweets: count}]",
    ),
    ("TagRetweets", "..TagWindow tweets: [{status: Status retweets: count}]"),
    ("TagWords", "..TagWindow words: [{word: text tweets: count users: count}]"),
    ("TagLinks", "..TagWindow links: [{url: text tweets: count users: count}]"),
    ("TagLanguages", "..TagWindow languages: [{language: text tweets: count users: count}]"),
    ("TagEarlier", "..TagFigures start: time end: time"),
    ("TagCompare", "..TagWindow current: TagFigures earlier: TagEarlier"),
];

/// Which hashtags, and when.
const WINDOW: &str = "databases?: text tags?: text start?: text end?: text";
const LISTED: &str = "databases?: text tags?: text start?: text end?: text limit?: int";
const STEPS: &str = "databases?: text tags?: text start?: text end?: text
    interval?: 'minute'|'hour'|'day'|'week'|'month'|'year'|'minutes'|'hours'|'days'|'weeks'|'months'|'years' zone?: int";
const RANKED: &str = "databases?: text tags?: text start?: text end?: text limit?: int
    metric?: 'mentions'|'retweets'|'tweets'|'impressions'|'replies'|'posts'|'boosts'";
const CSV: &str = "text/csv";

macro_rules! report {
    ($path:literal, $says:literal, $takes:expr, $gives:literal) => {
        [
            get(concat!("/api/medley/v1/analytics/", $path), $says).takes($takes).gives($gives),
            get(concat!("/api/medley/v1/analytics/", $path, ".csv"), concat!($says, ", as a table"))
                .takes($takes)
                .gives("text")
                .sends(CSV),
        ]
    };
}

const ALL: [[Op; 2]; 10] = [
    report!("tweets/summary", "The figures of hashtags in a window", WINDOW, "[TagSummary]"),
    report!("tweets/activity", "How hashtags were used over time", STEPS, "[TagActivity]"),
    report!("tweets/compare", "The same beside the window before", WINDOW, "[TagCompare]"),
    report!("people/influencers", "Who is ahead by a metric", RANKED, "[TagInfluencers]"),
    report!("people/roles", "What the participants are", WINDOW, "[TagRoles]"),
    report!("people/network", "Who spoke to whom", WINDOW, "[TagNetwork]"),
    report!("content/retweets", "What was boosted the most", LISTED, "[TagRetweets]"),
    report!("content/words", "The words that most posts hold", LISTED, "[TagWords]"),
    report!("content/links", "What was linked to the most", LISTED, "[TagLinks]"),
    report!("content/languages", "In which languages", WINDOW, "[TagLanguages]"),
];

const OPS: &[Op] = ALL.as_flattened();
