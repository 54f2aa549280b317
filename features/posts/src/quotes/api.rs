//! Mastodon's endpoints of quotes.

use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Page, PageLimit, Problem};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, get, json_bytes, paged, post, put};

use crate::Posts;
use crate::quotes::QuotePolicy;
use crate::views::{View, write_list};

pub(crate) fn routes(s: &Posts) -> Vec<Route> {
    let write = Access::Person(Scope::WRITE_STATUSES);
    vec![
        get(s, "/api/v1/statuses/{id}/quotes", Access::Anyone(Scope::READ_STATUSES), list),
        post(s, "/api/v1/statuses/{id}/quotes/{quoting_id}/revoke", write, revoke),
        put(s, "/api/v1/statuses/{id}/interaction_policy", write, set_policy),
    ]
}

/// Who may quote, if that is said.
pub(crate) fn policy(params: &Params) -> Outcome<Option<QuotePolicy>> {
    params.filled("quote_approval_policy")?.map(QuotePolicy::parse).transpose()
}

async fn list(
    State(s): State<Posts>,
    Path(id): Path<String>,
    viewer: Viewer,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let me = viewer.account();
    let view = s.one(at(&id)?, me).await?.ok_or_else(Problem::not_found)?;
    let quoted = view.shown.boost_of.unwrap_or(view.shown.id);
    let (ids, views) = s.quotes_page(quoted, me, params.page(PageLimit::POSTS)?).await?;
    Ok(paged(s.site(), &uri, &ids, json_bytes(write_list(&views))))
}

impl Posts {
    /// Quotes of a post that `viewer` sees and wants to see, with the ids that the page went through.
    pub(crate) async fn quotes_page(
        &self,
        quoted: Id,
        viewer: Option<Id>,
        page: Page,
    ) -> Outcome<(Vec<Id>, Vec<View>)> {
        let ids = self.quoted_by(quoted, page).await?;
        let mut views = self.show(&ids, viewer).await?;
        if let Some(me) = viewer {
            let relations = self.accounts().relations(me).await?;
            views.retain(|view| !relations.hides(view.shown.author, view.now));
        }
        Ok((ids, views))
    }
}

async fn revoke(
    State(s): State<Posts>,
    Path((id, quoting)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    let (me, quoting) = (viewer.person()?, at(&quoting)?);
    s.revoke_quote(me, at(&id)?, quoting).await?;
    s.now(quoting, me).await
}

async fn set_policy(State(s): State<Posts>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (me, id) = (viewer.person()?, at(&id)?);
    if let Some(policy) = policy(&params)? {
        s.set_quote_policy(me, id, policy).await?;
    }
    s.now(id, me).await
}
