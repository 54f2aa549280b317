//! The document of the API: who declares what, and where it is read.

use std::sync::{Arc, OnceLock};

use axum::extract::State;
use bytes::Bytes;
use serde_json::Value;
use web::openapi::{About, Docs, Facts, Keys, Op, get as op};
use web::{Access, Reply, Route, Site, get, json_bytes};

use crate::Medley;

/// Where it is read.
pub const PATH: &str = "/api/openapi.json";

const DOCS: Docs = Docs { name: "document", about: "What you read.", entities: &[], ops: OPS };

const OPS: &[Op] = &[op(PATH, "This document").gives("object")];

/// What every feature declares.
pub fn docs() -> Vec<Docs> {
    vec![
        accounts::docs::DOCS,
        access::docs::DOCS,
        media::docs::DOCS,
        emojis::docs::DOCS,
        posts::docs::DOCS,
        timelines::docs::DOCS,
        notifications::docs::DOCS,
        conversations::docs::DOCS,
        lists::docs::DOCS,
        filters::docs::DOCS,
        tags::docs::DOCS,
        collections::docs::DOCS,
        chats::docs::DOCS,
        annual::docs::DOCS,
        search::docs::DOCS,
        chats::room::docs::DOCS,
        hashtags::docs::DOCS,
        insights::docs::DOCS,
        push::docs::DOCS,
        moderation::docs::DOCS,
        announcements::docs::DOCS,
        instance::docs::DOCS,
        feeds::docs::DOCS,
        DOCS,
    ]
}

/// The routes that the document is about.
pub fn facts(routes: &[Route]) -> Vec<Facts> {
    routes.iter().filter_map(Facts::of).collect()
}

/// The document of `facts`.
pub fn document(site: &Site, facts: &[Facts], keys: Keys) -> Value {
    let about = About { base_url: &site.base_url, version: env!("CARGO_PKG_VERSION") };
    web::openapi::document(about, facts, &docs(), keys)
}

#[derive(Clone)]
struct Document(Arc<Inner>);

struct Inner {
    site: Site,
    facts: OnceLock<Vec<Facts>>,
    /// Written when it is asked for the first time.
    bytes: OnceLock<Bytes>,
}

/// Adds the route of the document, which tells of itself too.
pub(crate) fn with_document(medley: &Medley, mut routes: Vec<Route>) -> Vec<Route> {
    let inner = Inner { site: medley.site.clone(), facts: OnceLock::new(), bytes: OnceLock::new() };
    let document = Document(Arc::new(inner));
    routes.push(get(&document, PATH, Access::Open, serve));
    drop(document.0.facts.set(facts(&routes)));
    routes
}

async fn serve(State(Document(s)): State<Document>) -> Reply {
    let facts = s.facts.get().map_or(&[][..], Vec::as_slice);
    let bytes = s.bytes.get_or_init(|| document(&s.site, facts, Keys::Open).to_string().into());
    Ok(json_bytes(bytes.clone()))
}
