//! Lists of people, and the buttons beside them.

use axum::extract::{OriginalUri, Path, State as Has};
use axum::http::HeaderMap;
use base::{Id, Outcome, Page, PageLimit};
use ui::{Message, Page as _, Tab};
use web::{Access, Params, Reply, Route, Visit, at, get, html, post};

use crate::WORDS;
use crate::aloof::MuteEdit;
use crate::api::State;
use crate::graph::FollowEdit;
use crate::pages::{done, paging, paging_down};
use crate::people::People;
use crate::templates::{PeopleKind, PeoplePage};

pub(super) fn routes(s: &State) -> Vec<Route> {
    use Access::SignedIn;
    vec![
        get(s, "/@{acct}/followers", Access::Page, followers),
        get(s, "/@{acct}/following", Access::Page, following),
        get(s, "/follow_requests", SignedIn, follow_requests),
        get(s, "/blocks", SignedIn, blocks),
        get(s, "/mutes", SignedIn, mutes),
        post(s, "/web/accounts/{id}/follow", SignedIn, follow),
        post(s, "/web/accounts/{id}/unfollow", SignedIn, unfollow),
        post(s, "/web/accounts/{id}/remove_follower", SignedIn, remove_follower),
        post(s, "/web/accounts/{id}/block", SignedIn, block),
        post(s, "/web/accounts/{id}/unblock", SignedIn, unblock),
        post(s, "/web/accounts/{id}/mute", SignedIn, mute),
        post(s, "/web/accounts/{id}/unmute", SignedIn, unmute),
        post(s, "/web/accounts/{id}/endorse", SignedIn, endorse),
        post(s, "/web/accounts/{id}/unendorse", SignedIn, unendorse),
        post(s, "/web/follow_requests/{id}/authorize", SignedIn, authorize),
        post(s, "/web/follow_requests/{id}/reject", SignedIn, reject),
    ]
}

/// One of the lists that belong to a profile.
async fn network(
    s: &State,
    people: People,
    acct: &str,
    visit: &Visit,
    uri: &OriginalUri,
    params: &Params,
) -> Reply {
    let accounts = &s.accounts;
    let owner = accounts.page_owner(acct).await?;
    let page = params.page(PageLimit::PEOPLE)?;
    let visible = accounts.network_visible(&owner, visit.viewer.account()).await?;
    let entries = if visible { entries(s, people, owner.id, page).await? } else { Vec::new() };
    let (ids, cursors): (Vec<Id>, Vec<Id>) = entries.into_iter().unzip();
    let name = owner.shown_name();
    let (path, is_followers) = (owner.path(), people == People::Followers);
    let (heading, empty_text) = match (is_followers, visible) {
        (true, true) => ("people-followers-of", "people-no-followers"),
        (false, true) => ("people-followed-by", "people-no-following"),
        (true, false) => ("people-followers-of", "people-hidden-followers"),
        (false, false) => ("people-followed-by", "people-hidden-following"),
    };
    let heading = WORDS.say(heading).with("name", name);
    let view = PeoplePage {
        shell: accounts.shell(visit, heading.clone(), &full_path(uri)).await?,
        heading,
        parent: Some((Message::raw(format!("@{}", owner.acct())), path.clone())),
        tabs: vec![
            Tab::new(WORDS.say("people-followers"), format!("{path}/followers"), is_followers),
            Tab::new(ui::WORDS.say("following"), format!("{path}/following"), !is_followers),
        ],
        kind: PeopleKind::Plain,
        people: accounts.person_views(&ids, visit).await?,
        empty_text: WORDS.say(empty_text),
        paging: paging(uri.path(), &cursors, &page),
    };
    Ok(html(view.page()))
}

async fn entries(s: &State, people: People, of: Id, page: Page) -> Outcome<Vec<(Id, Id)>> {
    s.accounts.people(people, of, page).await
}

/// The path and query of a page.
fn full_path(uri: &OriginalUri) -> String {
    uri.path_and_query().map_or("/", |path| path.as_str()).to_owned()
}

async fn followers(
    Has(s): Has<State>,
    Path(acct): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    network(&s, People::Followers, &acct, &visit, &uri, &params).await
}

async fn following(
    Has(s): Has<State>,
    Path(acct): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    network(&s, People::Following, &acct, &visit, &uri, &params).await
}

/// What one of the visitor's own lists says.
struct OwnList {
    people: People,
    kind: PeopleKind,
    heading: Message,
    empty_text: Message,
}

async fn own_list(s: &State, list: OwnList, visit: &Visit, uri: &OriginalUri, params: &Params) -> Reply {
    let me = visit.viewer.person()?;
    let page = params.page(PageLimit::PEOPLE)?;
    let (ids, cursors): (Vec<Id>, Vec<Id>) = entries(s, list.people, me, page).await?.into_iter().unzip();
    let view = PeoplePage {
        shell: s.accounts.shell(visit, list.heading.clone(), &full_path(uri)).await?,
        heading: list.heading,
        parent: Some((WORDS.say("people-settings"), "/settings/profile".to_owned())),
        tabs: Vec::new(),
        kind: list.kind,
        people: s.accounts.person_views(&ids, visit).await?,
        empty_text: list.empty_text,
        paging: paging_down(uri.path(), &cursors, &page),
    };
    Ok(html(view.page()))
}

async fn follow_requests(Has(s): Has<State>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let list = OwnList {
        people: People::Requests,
        kind: PeopleKind::Requests,
        heading: ui::WORDS.say("shell-follow-requests"),
        empty_text: WORDS.say("people-no-requests"),
    };
    own_list(&s, list, &visit, &uri, &params).await
}

async fn blocks(Has(s): Has<State>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let list = OwnList {
        people: People::Blocked,
        kind: PeopleKind::Plain,
        heading: WORDS.say("people-blocked"),
        empty_text: WORDS.say("people-no-blocked"),
    };
    own_list(&s, list, &visit, &uri, &params).await
}

async fn mutes(Has(s): Has<State>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let list = OwnList {
        people: People::Muted,
        kind: PeopleKind::Plain,
        heading: WORDS.say("people-muted"),
        empty_text: WORDS.say("people-no-muted"),
    };
    own_list(&s, list, &visit, &uri, &params).await
}

macro_rules! relation_verbs {
    ($($name:ident $verb:ident $(($edit:expr))?),* $(,)?) => { $(
        async fn $name(
            Has(s): Has<State>,
            Path(id): Path<String>,
            visit: Visit,
            headers: HeaderMap,
            params: Params,
        ) -> Reply {
            s.accounts.$verb(visit.viewer.person()?, at(&id)? $(, $edit)?).await?;
            Ok(done(&headers, &params))
        }
    )* };
}

relation_verbs! {
    follow follow(FollowEdit::default()), unfollow unfollow, remove_follower remove_follower,
    block block, unblock unblock, mute mute(MuteEdit { notifications: true, until_ms: None }), unmute unmute,
    endorse endorse, unendorse unendorse, authorize accept, reject reject,
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;

    /// Profiles, their lists and their posts share a beginning; the router refuses paths that it cannot tell apart.
    #[test]
    fn paths_below_a_profile_do_not_collide() {
        let mut router: Router = Router::new();
        for path in ["/@{acct}", "/@{acct}/{id}", "/@{acct}/followers", "/@{acct}/with_replies", "/about"] {
            router = router.route(path, get(|| async { "" }));
        }
        assert!(router.has_routes());
    }
}
