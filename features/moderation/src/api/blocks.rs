//! Lists of what is kept out.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Problem};
use serde_json::{Value, json};
use web::{Params, Reply, Viewer, Who, json as answer, paged};

use super::{PAGE, at};
use crate::model::{IpBlockEdit, ServerBlockEdit};
use crate::{Audience, Moderation, entity};

/// Which servers are kept out, for those whom the operator lets see it.
pub(super) async fn shown(State(s): State<Moderation>, viewer: Viewer) -> Reply {
    let may = match s.settings().blocks_shown_to {
        Audience::Everyone => true,
        Audience::Users if matches!(viewer.who, Who::Person(_)) => true,
        Audience::Users => return Err(Problem::bad_token().into()),
        Audience::Nobody => false,
    };
    if !may {
        return Err(Problem::not_found().into());
    }
    let blocks = s.shown_server_blocks().await?;
    answer(&blocks.iter().map(entity::shown_server_block).collect::<Vec<Value>>())
}

fn listed<T>(
    s: &Moderation,
    uri: &OriginalUri,
    entries: &[T],
    id: impl Fn(&T) -> Id,
    told: impl Fn(&T) -> Value,
) -> Reply {
    let ids: Vec<Id> = entries.iter().map(id).collect();
    Ok(paged(&s.site, uri, &ids, answer(&entries.iter().map(told).collect::<Vec<Value>>())?))
}

fn nothing() -> Reply {
    answer(&json!({}))
}

/// For each list: a page of it, one entry, and taking one off.
macro_rules! lists {
    ($($many:ident $all:ident, $one:ident $get:ident, $gone:ident $remove:ident, $told:expr;)*) => { $(
        pub(super) async fn $many(State(s): State<Moderation>, uri: OriginalUri, params: Params) -> Reply {
            let told = $told;
            let now = s.now_ms();
            listed(&s, &uri, &s.$all(params.page(PAGE)?).await?, |entry| entry.id, |entry| told(entry, now))
        }

        pub(super) async fn $one(State(s): State<Moderation>, Path(id): Path<String>) -> Reply {
            let told = $told;
            answer(&told(&s.$get(at(&id)?).await?, s.now_ms()))
        }

        pub(super) async fn $gone(State(s): State<Moderation>, Path(id): Path<String>, viewer: Viewer) -> Reply {
            s.$remove(viewer.person()?, at(&id)?).await?;
            nothing()
        }
    )* };
}

lists! {
    servers server_blocks, server server_block, remove_server remove_server_block,
        |entry: &crate::ServerBlock, _: i64| entity::server_block(entry);
    allows allows, allow allow, remove_allow remove_allow, |entry: &crate::Allow, _: i64| entity::allow(entry);
    emails email_blocks, email email_block, remove_email remove_email_block,
        |entry: &crate::EmailBlock, now: i64| entity::email_block(entry, now);
    networks ip_blocks, network ip_block, remove_network remove_ip_block,
        |entry: &crate::IpBlock, _: i64| entity::ip_block(entry);
    canonicals canonical_blocks, canonical canonical_block, remove_canonical remove_canonical_block,
        |entry: &crate::CanonicalBlock, _: i64| entity::canonical_block(entry);
}

fn server_edit(params: &Params) -> Outcome<ServerBlockEdit> {
    let text = |name| params.text(name).map(|text| text.map(str::to_owned));
    Ok(ServerBlockEdit {
        severity: params.filled("severity")?.map(str::to_owned),
        reject_media: params.flag("reject_media")?,
        reject_reports: params.flag("reject_reports")?,
        private_comment: text("private_comment")?,
        public_comment: text("public_comment")?,
        obfuscate: params.flag("obfuscate")?,
    })
}

pub(super) async fn add_server(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    let host = params.text("domain")?.unwrap_or_default();
    let made = s.add_server_block(viewer.person()?, host, server_edit(&params)?).await?;
    answer(&entity::server_block(&made))
}

pub(super) async fn edit_server(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let changed = s.edit_server_block(viewer.person()?, at(&id)?, server_edit(&params)?).await?;
    answer(&entity::server_block(&changed))
}

pub(super) async fn add_allow(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    let made = s.add_allow(viewer.person()?, params.text("domain")?.unwrap_or_default()).await?;
    answer(&entity::allow(&made))
}

pub(super) async fn add_email(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    let host = params.text("domain")?.unwrap_or_default();
    let made = s.add_email_block(viewer.person()?, host, params.is_set("allow_with_approval")?).await?;
    answer(&entity::email_block(&made, s.now_ms()))
}

fn network_edit(params: &Params) -> Outcome<IpBlockEdit> {
    let text = |name| params.text(name).map(|text| text.map(str::to_owned));
    Ok(IpBlockEdit {
        network: params.filled("ip")?.map(str::to_owned),
        severity: params.filled("severity")?.map(str::to_owned),
        comment: text("comment")?,
        expires_in: params.int("expires_in")?,
    })
}

pub(super) async fn add_network(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    answer(&entity::ip_block(&s.add_ip_block(viewer.person()?, network_edit(&params)?).await?))
}

pub(super) async fn edit_network(
    State(s): State<Moderation>,
    Path(id): Path<String>,
    viewer: Viewer,
    params: Params,
) -> Reply {
    let changed = s.edit_ip_block(viewer.person()?, at(&id)?, network_edit(&params)?).await?;
    answer(&entity::ip_block(&changed))
}

pub(super) async fn add_canonical(State(s): State<Moderation>, viewer: Viewer, params: Params) -> Reply {
    let (email, hash) = (params.filled("email")?, params.filled("canonical_email_hash")?);
    answer(&entity::canonical_block(&s.add_canonical_block(viewer.person()?, email, hash).await?))
}

pub(super) async fn test_canonical(State(s): State<Moderation>, params: Params) -> Reply {
    let found = s.canonical_blocks_of(params.required("email")?).await?;
    answer(&found.iter().map(entity::canonical_block).collect::<Vec<Value>>())
}
