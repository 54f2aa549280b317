//! A person's own page, in its three parts.

use accounts::Shown;
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use base::{Id, Outcome};
use posts::{AuthorFilter, Place};
use ui::{Page as _, PostView};
use web::{Access, Params, Reply, Route, Visit, get, html};

use super::feeds::feed_of;
use super::{Asked, FeedOf, about, cursors_of, meta};
use crate::Timelines;
use crate::WORDS;
use crate::templates::{ProfilePage, ProfileTab};

pub(super) fn routes(s: &Timelines) -> Vec<Route> {
    vec![
        get(s, "/@{acct}", Access::Page, page_or_feed),
        get(s, "/@{acct}/with_replies", Access::Page, |s, a, v, u, p| {
            profile(s, a, v, u, p, ProfileTab::Replies)
        }),
        get(s, "/@{acct}/about", Access::Page, about::show),
        get(s, "/@{acct}/media", Access::Page, |s, a, v, u, p| profile(s, a, v, u, p, ProfileTab::Media)),
    ]
}

async fn page_or_feed(
    state: State<Timelines>,
    Path(acct): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    match feed_of(&acct) {
        Some((name, format)) => state.feed(FeedOf::Person(name.to_owned()), format, headers).await,
        None => profile(state, Path(acct), visit, uri, params, ProfileTab::Posts).await,
    }
}

async fn profile(
    State(s): State<Timelines>,
    Path(acct): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
    tab: ProfileTab,
) -> Reply {
    let asked = Asked::new(visit, uri, &params)?;
    let owner = s.0.accounts.page_owner(&acct).await?;
    // Also answers 404 where the owner blocks the visitor.
    let views = s.of_author(owner.id, asked.me(), filter_of(tab), None, asked.page).await?;
    let cursors = cursors_of(&views);
    if let Some(answer) = asked.back_to_first(&cursors) {
        return Ok(answer);
    }
    s.0.posts.seen(&views, asked.me());
    let title = WORDS.say("profile-title").with("name", owner.shown_name()).with("acct", owner.acct());
    let page = ProfilePage {
        shell: s.0.accounts.shell(&asked.visit, title, asked.path()).await?,
        person: s.person_card(owner.id, &asked.visit).await?,
        tab,
        pinned: s.pinned_views(&owner, &asked, tab).await?,
        posts: s.0.posts.post_views(&views, Place::Account).await?,
        paging: asked.paging(&cursors),
        network_hidden: network_hidden(&owner, asked.me()),
        remote_url: None,
        meta: meta::of_profile(s.0.accounts.site(), s.0.accounts.site_name(), &owner, tab),
        featured: s.featured_tags(owner.id).await?,
        about: None,
    };
    Ok(html(page.page()))
}

impl Timelines {
    /// What stands pinned above the posts: on their first page only.
    async fn pinned_views(&self, owner: &Shown, asked: &Asked, tab: ProfileTab) -> Outcome<Vec<PostView>> {
        if tab != ProfileTab::Posts || !asked.is_first() {
            return Ok(Vec::new());
        }
        self.0.posts.post_views(&self.pinned(owner.id, asked.me()).await?, Place::Account).await
    }
}

fn filter_of(tab: ProfileTab) -> AuthorFilter {
    AuthorFilter {
        exclude_direct: false,
        only_media: tab == ProfileTab::Media,
        exclude_replies: tab == ProfileTab::Posts,
        exclude_reblogs: tab == ProfileTab::Media,
    }
}

pub(super) fn network_hidden(owner: &accounts::Account, viewer: Option<Id>) -> bool {
    owner.hide_network && viewer != Some(owner.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_shows_its_own_kind_of_posts() {
        for (tab, only_media, no_replies, no_boosts) in [
            (ProfileTab::Posts, false, true, false),
            (ProfileTab::Replies, false, false, false),
            (ProfileTab::Media, true, false, true),
        ] {
            let filter = filter_of(tab);
            let is = (filter.only_media, filter.exclude_replies, filter.exclude_reblogs);
            assert_eq!(is, (only_media, no_replies, no_boosts), "{tab:?}");
        }
    }
}
