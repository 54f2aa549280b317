//! Calendars for other programs, at addresses of their own.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base::Problem;
use web::{Access, Params, Reply, Route, get};

use crate::ics::{IcsName, respond};
use crate::{Chats, WORDS, api};

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    vec![get(s, "/chats.ics", Access::Open, all), get(s, "/chats/mine/{token}", Access::Open, own)]
}

async fn all(State(s): State<Chats>, headers: HeaderMap, params: Params) -> Reply {
    let filter = api::filter(&params)?;
    let site = s.0.accounts.site_name().to_owned();
    let said = match filter.specialty {
        Some(one) => WORDS.say("chats-ics-specialty").with("specialty", one.label()),
        None => WORDS.say("chats-ics-all"),
    };
    let name = said.with("site", site).text(ui::Lang::default());
    let slug = filter.specialty.map_or("chats", |one| one.slug);
    let body = s.ics_of_all(name, &filter).await?;
    Ok(respond(body, IcsName::Open(slug), &headers)?)
}

/// `/chats/mine/SECRET.ics`.
async fn own(State(s): State<Chats>, Path(token): Path<String>, headers: HeaderMap) -> Reply {
    let token = token.strip_suffix(".ics").ok_or_else(Problem::not_found)?;
    let body = s.ics_of_token(token).await?;
    Ok(respond(body, IcsName::Own, &headers)?)
}
