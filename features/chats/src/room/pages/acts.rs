//! What is done by the forms of a room.

use accounts::pages::{done_at, way_back};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base::{Id, Outcome, Problem};
use web::{Access, Params, Reply, Route, Visit, at, post, see_other};

use super::{path_of, refuse};
use crate::Chats;
use crate::room::templates::SayForm;
use crate::room::verbs::Saying;

/// What a page says after something was done.
pub(super) const DONE: &[(&str, &str)] = &[
    ("joined", "room-did-join"),
    ("left", "room-did-leave"),
    ("removed", "room-did-remove"),
    ("person-removed", "room-did-remove-person"),
    ("pinned", "room-did-pin"),
    ("called", "room-did-call"),
];

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        post(s, "/web/rooms/{id}/say", own, say),
        post(s, "/web/rooms/{id}/join", own, join),
        post(s, "/web/rooms/{id}/leave", own, leave),
        post(s, "/web/rooms/{id}/applaud", own, applaud),
        post(s, "/web/rooms/{id}/pin", own, pin),
        post(s, "/web/rooms/{id}/call", own, call),
        post(s, "/web/rooms/{id}/remove", own, remove),
        post(s, "/web/rooms/{id}/remove-person", own, remove_person),
    ]
}

impl Chats {
    /// Back to the room, or to where the form was, with word of what was done.
    pub(crate) async fn back_to(&self, room: Id, params: &Params, said: &str) -> Reply {
        let seen = self.seen(room, None).await?;
        let path = path_of(&seen.chat, room);
        let back = way_back(params).and_then(|back| back.split(['?', '#']).next());
        let own = back.filter(|back| back.starts_with(&path)).unwrap_or(&path);
        Ok(see_other(&format!("{own}?{said}")))
    }
}

async fn say(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let (room, me) = (at(&id)?, visit.viewer.person()?);
    let answers = params.filled("answers")?.and_then(|number| number.parse().ok());
    let text = params.text("text")?.unwrap_or_default().to_owned();
    let reply_to = params.filled("reply_to")?.unwrap_or_default().to_owned();
    let saying = Saying {
        text: text.clone(),
        answers,
        reply_to: params.id("reply_to")?,
        idempotency_key: params.filled("idempotency_key")?.map(str::to_owned),
        ..Saying::default()
    };
    match s.say(me, room, saying).await {
        Ok(post) => {
            let seen = s.seen(room, None).await?;
            Ok(done_at(&headers, &format!("{}#post-{post}", path_of(&seen.chat, room))))
        }
        Err(problem) => {
            refuse(&s, &visit, room, SayForm { text, reply_to, ..SayForm::default() }, problem).await
        }
    }
}

async fn join(State(s): State<Chats>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let room = at(&id)?;
    s.join(visit.viewer.person()?, room, params.is_set("patient")?).await?;
    s.back_to(room, &params, "joined").await
}

async fn leave(State(s): State<Chats>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let room = at(&id)?;
    s.leave(visit.viewer.person()?, room).await?;
    s.back_to(room, &params, "left").await
}

async fn applaud(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let (room, post) = (at(&id)?, named(&params, "post")?);
    s.applaud(visit.viewer.person()?, room, post, params.is_set("on")?).await?;
    let seen = s.seen(room, None).await?;
    Ok(done_at(&headers, &format!("{}#post-{post}", path_of(&seen.chat, room))))
}

/// Without a post, nothing is pinned any more.
async fn pin(State(s): State<Chats>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let room = at(&id)?;
    s.pin(visit.viewer.person()?, room, params.id("post")?).await?;
    s.back_to(room, &params, "pinned").await
}

/// Without an account, nobody is called any more.
async fn call(State(s): State<Chats>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let room = at(&id)?;
    s.call_on(visit.viewer.person()?, room, params.id("account")?).await?;
    s.back_to(room, &params, "called").await
}

async fn remove(State(s): State<Chats>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let room = at(&id)?;
    let on = !params.is_set("undo")?;
    s.remove_post(visit.viewer.person()?, room, named(&params, "post")?, on).await?;
    s.back_to(room, &params, "removed").await
}

async fn remove_person(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let room = at(&id)?;
    let on = !params.is_set("undo")?;
    s.remove_person(visit.viewer.person()?, room, named(&params, "account")?, on).await?;
    s.back_to(room, &params, "person-removed").await
}

fn named(params: &Params, name: &str) -> Outcome<Id> {
    params.id(name)?.ok_or_else(Problem::not_found)
}
