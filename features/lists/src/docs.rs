//! What the endpoints of lists take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "lists",
    about: "People whom one reads by themselves.",
    entities: &[("List", "id: id title: text replies_policy: 'followed'|'list'|'none' exclusive: flag")],
    ops: OPS,
};

const EDIT: &str = "title?: text replies_policy?: 'followed'|'list'|'none' exclusive?: flag";

const OPS: &[Op] = &[
    get("/api/v1/lists", "One's lists").gives("[List]"),
    post("/api/v1/lists", "Makes a list")
        .takes("title: text replies_policy?: 'followed'|'list'|'none' exclusive?: flag")
        .gives("List"),
    get("/api/v1/lists/{id}", "A list").gives("List"),
    put("/api/v1/lists/{id}", "Edits a list").takes(EDIT).gives("List"),
    delete("/api/v1/lists/{id}", "Removes a list"),
    get("/api/v1/lists/{id}/accounts", "Who is in a list; all of them with `limit=0`")
        .paged(40, 80)
        .gives("[Account]"),
    post("/api/v1/lists/{id}/accounts", "Puts people in").takes("account_ids?: [id]"),
    delete("/api/v1/lists/{id}/accounts", "Takes people out").takes("account_ids?: [id]"),
    get("/api/v1/accounts/{id}/lists", "In which lists somebody is").gives("[List]"),
];
