use axum::extract::State;
use web::{Access, Reply, Route, get, json};

use crate::Emojis;

pub(crate) fn routes(s: &Emojis) -> Vec<Route> {
    vec![get(s, "/api/v1/custom_emojis", Access::Open, list)]
}

async fn list(State(s): State<Emojis>) -> Reply {
    json(&s.book().await?.listed().collect::<Vec<_>>())
}
