//! One's conversations on a page: who takes part, what was said last, what is new.

use accounts::pages::{paging, person_line, say_done};
use axum::extract::{OriginalUri, Path, State};
use base::{Outcome, PageLimit, Problem};
use posts::{Place, View};
use ui::{Page as _, PostView};
use web::{Access, Params, Reply, Route, Visit, at, get, html, post, redirect, see_other};

use crate::templates::{ConversationLine, ConversationsPage};
use crate::{Conversation, Conversations, WORDS};

const PATH: &str = "/conversations";

pub(crate) fn routes(s: &Conversations) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, PATH, own, list),
        get(s, "/conversations/{id}", own, open),
        post(s, "/web/conversations/{id}/read", own, read),
        post(s, "/web/conversations/{id}/unread", own, unread),
        post(s, "/web/conversations/{id}/remove", own, remove),
    ]
}

/// What was done, and how the page says it.
const TOLD: &[(&str, &str)] = &[("removed", "conversations-removed")];

async fn list(State(s): State<Conversations>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let page = params.page(PageLimit::POSTS)?;
    let listed = s.list(visit.viewer.person()?, page).await?;
    let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
    let mut shell = s.0.accounts.shell(&visit, WORDS.say("conversations"), path).await?;
    say_done(&mut shell, &params, &WORDS, TOLD);
    let view = ConversationsPage {
        shell,
        lines: s.lines(&listed.conversations).await?,
        paging: paging(PATH, &listed.cursors, &page),
    };
    Ok(html(view.page()))
}

impl Conversations {
    async fn lines(&self, all: &[Conversation]) -> Outcome<Vec<ConversationLine>> {
        let views: Vec<View> = all.iter().map(|one| one.last.clone()).collect();
        // Filters are for what comes unasked; who looks here looks for what was written to them.
        let posts = self.0.posts.post_views(&views, Place::Chosen).await?;
        let last = |id: String| posts.iter().find(|post| post.id == id).cloned();
        Ok(all.iter().filter_map(|one| Some(line(one, last(one.last.shown.id.to_string())?))).collect())
    }
}

fn line(conversation: &Conversation, last: PostView) -> ConversationLine {
    ConversationLine {
        id: conversation.id.to_string(),
        people: conversation.people.iter().map(|person| person_line(person)).collect(),
        last,
        unread: conversation.unread,
    }
}

/// Reads a conversation and leads to its last post.
async fn open(State(s): State<Conversations>, Path(id): Path<String>, visit: Visit) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    let found = s.one(me, id).await?.ok_or_else(Problem::not_found)?;
    if found.unread {
        s.read(me, id).await?;
    }
    let post = s.lines(std::slice::from_ref(&found)).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(redirect(&post.last.url))
}

async fn read(State(s): State<Conversations>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.read(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(PATH))
}

async fn unread(State(s): State<Conversations>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.unread(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other(PATH))
}

async fn remove(State(s): State<Conversations>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.remove_conversation(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/conversations?removed"))
}
