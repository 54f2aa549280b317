//! What is done by the forms of a desk.

use axum::extract::{Path, State};
use base::{Outcome, Problem};
use web::{Params, Reply, Visit, at};

use super::Typed;
use crate::Chats;
use crate::api::editor;
use crate::desk::model::DeskKind;
use crate::desk::verbs::Entered;

fn entered(params: &Params) -> Outcome<Entered> {
    let word = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
    Ok(Entered { text: word("text")?, minute: word("minute")? })
}

pub(super) async fn add(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (session, me) = (at(&id)?, visit.viewer.person()?);
    let kind = params.text("kind")?.and_then(DeskKind::parse);
    let kind = kind.ok_or_else(|| Problem::invalid("There is no such kind of text"))?;
    let entered = entered(&params)?;
    match s.prepare(me, session, kind, &entered).await {
        Ok(_) => s.at_desk(session, "added").await,
        Err(problem) => s.refuse_at_desk(&visit, session, Some(Typed { kind, entered }), problem).await,
    }
}

pub(super) async fn save(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (id, me) = (at(&id)?, visit.viewer.person()?);
    let (text, _) = s.desk_text(me, id).await?;
    match s.reword(me, id, &entered(&params)?).await {
        Ok(session) => s.at_desk(session, "saved").await,
        Err(problem) => s.refuse_at_desk(&visit, text.session, None, problem).await,
    }
}

/// What stands in the fields is saved before it is sent.
pub(super) async fn send(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (id, me) = (at(&id)?, visit.viewer.person()?);
    let (text, _) = s.desk_text(me, id).await?;
    let entered = entered(&params)?;
    let changed = params.has("text") && entered.text.trim() != text.text && text.post.is_none();
    let sent = match changed {
        true => match s.reword(me, id, &entered).await {
            Ok(_) => s.send(me, id).await,
            Err(problem) => Err(problem),
        },
        false => s.send(me, id).await,
    };
    match sent {
        Ok(session) => s.at_desk(session, "sent").await,
        Err(problem) => s.refuse_at_desk(&visit, text.session, None, problem).await,
    }
}

pub(super) async fn delete(State(s): State<Chats>, Path(id): Path<String>, visit: Visit) -> Reply {
    let session = s.discard(visit.viewer.person()?, at(&id)?).await?;
    s.at_desk(session, "deleted").await
}

pub(super) async fn up(State(s): State<Chats>, Path(id): Path<String>, visit: Visit) -> Reply {
    let session = s.reorder(visit.viewer.person()?, at(&id)?, true).await?;
    s.at_desk(session, "moved").await
}

pub(super) async fn down(State(s): State<Chats>, Path(id): Path<String>, visit: Visit) -> Reply {
    let session = s.reorder(visit.viewer.person()?, at(&id)?, false).await?;
    s.at_desk(session, "moved").await
}

pub(super) async fn rehearse(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let session = at(&id)?;
    let done = s.rehearse(visit.viewer.person()?, session, params.is_set("on")?).await;
    s.told_at_desk(&visit, session, done, "rehearsal").await
}

pub(super) async fn rehearsal_line(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let session = at(&id)?;
    let text = params.text("text")?.unwrap_or_default().to_owned();
    let done = s.rehearse_line(visit.viewer.person()?, session, text).await;
    s.told_at_desk(&visit, session, done, "rehearsal").await
}

/// Ends the session before its time.
pub(super) async fn end(State(s): State<Chats>, Path(id): Path<String>, visit: Visit) -> Reply {
    let session = at(&id)?;
    let done = s.end_session(editor(&visit.viewer)?, session).await.map(drop);
    s.told_at_desk(&visit, session, done, "ended").await
}

pub(super) async fn leaders(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (session, me) = (at(&id)?, visit.viewer.person()?);
    s.led(session, me).await?;
    let (named, on) = (params.id("account")?, !params.is_set("undo")?);
    let done = async {
        let account = match named {
            Some(account) => account,
            None => s.named_person(&params).await?,
        };
        s.set_leads(me, session, account, on).await
    };
    s.told_at_desk(&visit, session, done.await, "leaders").await
}

pub(super) async fn call(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (session, me) = (at(&id)?, visit.viewer.person()?);
    s.led(session, me).await?;
    let done = async {
        let account = s.named_person(&params).await?;
        s.call_on(me, session, Some(account)).await
    };
    s.told_at_desk(&visit, session, done.await, "called").await
}

pub(super) async fn remove_person(
    State(s): State<Chats>,
    Path(id): Path<String>,
    visit: Visit,
    params: Params,
) -> Reply {
    let (session, me) = (at(&id)?, visit.viewer.person()?);
    s.led(session, me).await?;
    let done = async {
        let account = s.named_person(&params).await?;
        s.remove_person(me, session, account, true).await
    };
    s.told_at_desk(&visit, session, done.await, "removed").await
}
