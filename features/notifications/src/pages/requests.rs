//! People whose notifications wait until one lets them in.

use std::collections::HashMap;

use accounts::pages::{paging, person_line, say_done};
use axum::extract::{Path, State};
use base::{Id, Outcome, PageLimit};
use posts::Place;
use ui::{Page as _, PostView};
use web::{Access, Params, Reply, Route, Visit, at, get, html, post, see_other};

use crate::model::Request;
use crate::templates::{RequestView, RequestsPage};
use crate::{Notifications, WORDS};

const PATH: &str = "/notifications/requests";

pub(super) fn routes(s: &Notifications) -> Vec<Route> {
    vec![
        get(s, PATH, Access::SignedIn, show),
        post(s, "/web/notifications/requests/{id}/accept", Access::SignedIn, accept),
        post(s, "/web/notifications/requests/{id}/dismiss", Access::SignedIn, dismiss),
    ]
}

async fn show(State(s): State<Notifications>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let page = params.page(PageLimit::POSTS)?;
    let waiting = s.requests(me, page).await?;
    let cursors: Vec<Id> = waiting.iter().map(|request| request.newest).collect();
    let mut shell = s.0.accounts.shell(&visit, WORDS.say("requests-title"), PATH).await?;
    say_done(
        &mut shell,
        &params,
        &WORDS,
        &[("accepted", "requests-accepted"), ("dismissed", "requests-dismissed")],
    );
    let requests = s.request_views(me, &waiting).await?;
    Ok(html(RequestsPage { shell, requests, paging: paging(PATH, &cursors, &page) }.page()))
}

impl Notifications {
    async fn request_views(&self, me: Id, waiting: &[Request]) -> Outcome<Vec<RequestView>> {
        let senders: Vec<Id> = waiting.iter().map(|request| request.from).collect();
        let people = self.0.accounts.accounts(&senders).await?;
        let ids: Vec<Id> = waiting.iter().filter_map(|request| request.last_post).collect();
        let views = self.0.posts.show(&ids, Some(me)).await?;
        let shown = self.0.posts.post_views(&views, Place::Notifications).await?;
        let posts: HashMap<String, PostView> =
            shown.into_iter().map(|post| (post.id.clone(), post)).collect();
        let view = |request: &Request| {
            let person = people.get(&request.from).filter(|person| person.suspended_ms.is_none())?;
            let post = request.last_post.and_then(|id| posts.get(&id.to_string()).cloned());
            let count = u64::try_from(request.count).unwrap_or(0);
            Some(RequestView { person: person_line(person), count, post })
        };
        Ok(waiting.iter().filter_map(view).collect())
    }
}

async fn accept(State(s): State<Notifications>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.accept_requests(visit.viewer.person()?, vec![at(&id)?]).await?;
    Ok(see_other("/notifications/requests?accepted"))
}

async fn dismiss(State(s): State<Notifications>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.dismiss_requests(visit.viewer.person()?, vec![at(&id)?]).await?;
    Ok(see_other("/notifications/requests?dismissed"))
}
