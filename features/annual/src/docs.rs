//! What the endpoints of annual reports take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, get, post};

/// The declarations of this feature.
pub const DOCS: Docs = Docs { name: "annual", about: "What one's year was.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "AnnualReport",
        "year: count schema_version: count share_url: url? account_id: id
         data: {archetype: 'lurker'|'booster'|'pollster'|'replier'|'oracle'
          top_statuses: {by_reblogs: id? by_favourites: id? by_replies: id?}
          time_series: [{month: count statuses: count followers: count}]
          top_hashtags: [{name: text count: count}]}",
    ),
    ("WrappedAnnualReports", "annual_reports: [AnnualReport] accounts: [Account] statuses: [Status]"),
];

const OPS: &[Op] = &[
    get("/api/v1/annual_reports", "One's reports").gives("WrappedAnnualReports"),
    get("/api/v1/annual_reports/{year}", "The report of a year").gives("WrappedAnnualReports"),
    get("/api/v1/annual_reports/{year}/state", "Whether there is a report, or may be")
        .gives("{state: 'available'|'generating'|'eligible'|'ineligible'}"),
    post("/api/v1/annual_reports/{year}/read", "Notes that one has seen a report"),
    post(
        "/api/v1/annual_reports/{year}/generate",
        "Has a report made; there is a notification when it is there",
    )
    .also(&[(202, "object")]),
];
