//! What the endpoints of filters take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs =
    Docs { name: "filters", about: "What one does not want to read.", entities: ENTITIES, ops: OPS };

const ENTITIES: &[(&str, &str)] = &[
    (
        "FilterHead",
        "id: id title: text context: ['home'|'notifications'|'public'|'thread'|'account'] expires_at: time?
         filter_action: 'warn'|'hide'|'blur'",
    ),
    ("Filter", "..FilterHead keywords: [FilterKeyword] statuses: [FilterStatus]"),
    ("FilterKeyword", "id: id keyword: text whole_word: flag"),
    ("FilterStatus", "id: id status_id: id"),
    ("FilterResult", "filter: FilterHead keyword_matches: [text]? status_matches: [id]?"),
    (
        "FilterV1",
        "id: id phrase: text context: ['home'|'notifications'|'public'|'thread'|'account'] whole_word: flag
         expires_at: time? irreversible: flag",
    ),
];

const EDIT: &str = "title?: text context?: ['home'|'notifications'|'public'|'thread'|'account']
    filter_action?: 'warn'|'hide'|'blur' expires_in?: int?
    keywords_attributes?: [{id?: id keyword?: text whole_word?: flag _destroy?: flag}]";
const OLD: &str =
    "phrase?: text context?: ['home'|'notifications'|'public'|'thread'|'account'] irreversible?: flag
    whole_word?: flag expires_in?: int?";

const OPS: &[Op] = &[
    get("/api/v2/filters", "One's filters").gives("[Filter]"),
    post("/api/v2/filters", "Makes a filter").takes(EDIT).gives("Filter").also(&[(404, "")]),
    get("/api/v2/filters/{id}", "A filter").gives("Filter"),
    put("/api/v2/filters/{id}", "Edits a filter").takes(EDIT).gives("Filter"),
    delete("/api/v2/filters/{id}", "Removes a filter"),
    get("/api/v2/filters/{id}/keywords", "A filter's words").gives("[FilterKeyword]"),
    post("/api/v2/filters/{id}/keywords", "Adds a word")
        .takes("keyword: text whole_word?: flag")
        .gives("FilterKeyword"),
    get("/api/v2/filters/keywords/{id}", "A word").gives("FilterKeyword"),
    put("/api/v2/filters/keywords/{id}", "Edits a word")
        .takes("keyword?: text whole_word?: flag")
        .gives("FilterKeyword"),
    delete("/api/v2/filters/keywords/{id}", "Removes a word"),
    get("/api/v2/filters/{id}/statuses", "A filter's posts").gives("[FilterStatus]"),
    post("/api/v2/filters/{id}/statuses", "Adds a post").takes("status_id: id").gives("FilterStatus"),
    get("/api/v2/filters/statuses/{id}", "A post of a filter").gives("FilterStatus"),
    delete("/api/v2/filters/statuses/{id}", "Removes it from the filter"),
    get("/api/v1/filters", "One's filters, a word each").gives("[FilterV1]").old(),
    post("/api/v1/filters", "Makes a filter of one word").takes(OLD).gives("FilterV1").old(),
    get("/api/v1/filters/{id}", "A filter of one word").gives("FilterV1").old(),
    put("/api/v1/filters/{id}", "Edits it").takes(OLD).gives("FilterV1").old(),
    delete("/api/v1/filters/{id}", "Removes it").old(),
];
