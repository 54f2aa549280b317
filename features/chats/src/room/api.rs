//! Rooms for apps.

use axum::extract::{Path, State};
use base::{Id, Outcome, Problem};
use serde_json::{Value, json};
use web::{Access, Params, Reply, Route, Scope, Viewer, at, delete, get, json as answer, post};

use super::verbs::Saying;
use super::views::Wanted;
use crate::Chats;

pub(crate) fn routes(s: &Chats) -> Vec<Route> {
    let read = Access::Anyone(Scope::READ_STATUSES);
    let write = Access::Person(Scope::WRITE_STATUSES);
    let mut routes = vec![
        get(s, "/api/medley/v1/chats/rooms/{id}", read, state),
        get(s, "/api/medley/v1/chats/rooms/{id}/posts", read, posts),
        post(s, "/api/medley/v1/chats/rooms/{id}/posts", write, say),
        post(s, "/api/medley/v1/chats/rooms/{id}/join", write, join),
        post(s, "/api/medley/v1/chats/rooms/{id}/leave", write, leave),
        post(s, "/api/medley/v1/chats/rooms/{id}/posts/{post}/applaud", write, applaud),
        post(s, "/api/medley/v1/chats/rooms/{id}/posts/{post}/unapplaud", write, unapplaud),
        delete(s, "/api/medley/v1/chats/rooms/{id}/posts/{post}", write, remove),
    ];
    routes.extend(super::stream::routes(s));
    routes
}

impl Chats {
    async fn room_entity(&self, room: Id, me: Option<Id>) -> Outcome<Value> {
        let seen = self.seen(room, me).await?;
        let view = self.room(room, me, Wanted::default()).await?;
        Ok(json!({
            "id": room,
            "chat_id": seen.chat.id,
            "tag": seen.chat.name,
            "title": seen.chat.title,
            "topic": seen.session.topic,
            "open": seen.session.is_open(self.clock().now_ms()),
            "role": seen.role.name(),
            "joined": seen.standing.joined,
            "head": view.head,
            "questions": view.questions,
            "posts_count": view.posts,
            "people_count": view.speakers,
        }))
    }
}

async fn state(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    answer(&s.room_entity(at(&id)?, viewer.account()).await?)
}

async fn posts(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (room, me) = (at(&id)?, viewer.account());
    s.seen(room, None).await?;
    let wanted = Wanted {
        before: params.id("max_id")?,
        unanswered: params.is_set("unanswered")?,
        without_boosts: params.is_set("exclude_boosts")?,
    };
    answer(&s.room(room, me, wanted).await?.lines)
}

/// Gives the post as the room shows it.
async fn say(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (room, me) = (at(&id)?, viewer.person()?);
    let answers = params.int("question")?.and_then(|number| u32::try_from(number).ok());
    let saying = Saying {
        text: params.text("text")?.unwrap_or_default().to_owned(),
        answers: answers.filter(|number| (1..=text::labels::QUESTION_NUMBER_MAX).contains(number)),
        reply_to: params.id("in_reply_to_id")?,
        language: params.filled("language")?.and_then(text::language_code),
        ..Saying::default()
    };
    let said = s.say(me, room, saying).await?;
    let place = s.place(room, said).await?;
    let line = s.lines(&[place], Some(me), true).await?.pop().ok_or_else(Problem::not_found)?;
    answer(&line)
}

async fn join(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer, params: Params) -> Reply {
    let (room, me) = (at(&id)?, viewer.person()?);
    s.join(me, room, params.is_set("patient")?).await?;
    answer(&s.room_entity(room, Some(me)).await?)
}

async fn leave(State(s): State<Chats>, Path(id): Path<String>, viewer: Viewer) -> Reply {
    let (room, me) = (at(&id)?, viewer.person()?);
    s.leave(me, room).await?;
    answer(&s.room_entity(room, Some(me)).await?)
}

async fn applaud(State(s): State<Chats>, Path((id, post)): Path<(String, String)>, viewer: Viewer) -> Reply {
    let count = s.applaud(viewer.person()?, at(&id)?, at(&post)?, true).await?;
    answer(&json!({ "applause": count }))
}

async fn unapplaud(
    State(s): State<Chats>,
    Path((id, post)): Path<(String, String)>,
    viewer: Viewer,
) -> Reply {
    let count = s.applaud(viewer.person()?, at(&id)?, at(&post)?, false).await?;
    answer(&json!({ "applause": count }))
}

/// Takes the post out of the room; it stays on the network.
async fn remove(State(s): State<Chats>, Path((id, post)): Path<(String, String)>, viewer: Viewer) -> Reply {
    s.remove_post(viewer.person()?, at(&id)?, at(&post)?, true).await?;
    answer(&json!({}))
}
