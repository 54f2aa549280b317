//! What the button on a hashtag's page does.

use accounts::pages::done;
use axum::extract::{Path, State};
use http::HeaderMap;
use web::{Access, Params, Reply, Route, Visit, post};

use crate::Tags;
use crate::api::at;

pub(crate) fn routes(s: &Tags) -> Vec<Route> {
    vec![
        post(s, "/web/tags/{name}/follow", Access::SignedIn, follow),
        post(s, "/web/tags/{name}/unfollow", Access::SignedIn, unfollow),
    ]
}

macro_rules! verbs {
    ($($verb:ident),*) => { $(
        async fn $verb(
            State(s): State<Tags>,
            Path(name): Path<String>,
            visit: Visit,
            headers: HeaderMap,
            params: Params,
        ) -> Reply {
            s.$verb(visit.viewer.person()?, at(&name)?).await?;
            Ok(done(&headers, &params))
        }
    )* };
}

verbs! { follow, unfollow }
