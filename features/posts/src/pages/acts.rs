//! The buttons of a post.

use accounts::pages::{done, done_at, local_path, way_back};
use axum::extract::{Path, State};
use base::Problem;
use http::HeaderMap;
use http::header::REFERER;
use ui::Page as _;
use web::{Access, Limit, Params, Reply, Route, Visit, at, get, html, post};

use crate::Posts;
use crate::WORDS;
use crate::filtered::Place;
use crate::pages::path_of;
use crate::templates::DeletePage;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    use Access::SignedIn;
    vec![
        post(s, "/web/posts/{id}/favourite", SignedIn, favourite),
        post(s, "/web/posts/{id}/unfavourite", SignedIn, unfavourite),
        post(s, "/web/posts/{id}/boost", SignedIn, boost),
        post(s, "/web/posts/{id}/unboost", SignedIn, unboost),
        post(s, "/web/posts/{id}/bookmark", SignedIn, bookmark),
        post(s, "/web/posts/{id}/unbookmark", SignedIn, unbookmark),
        post(s, "/web/posts/{id}/pin", SignedIn, pin),
        post(s, "/web/posts/{id}/unpin", SignedIn, unpin),
        post(s, "/web/posts/{id}/mute", SignedIn, mute),
        post(s, "/web/posts/{id}/unmute", SignedIn, unmute),
        get(s, "/web/posts/{id}/delete", SignedIn, ask),
        post(s, "/web/posts/{id}/delete", SignedIn, delete).counted(Limit::Delete),
    ]
}

macro_rules! acts {
    ($($name:ident $verb:ident $(($extra:expr))?),* $(,)?) => { $(
        async fn $name(
            State(s): State<Posts>,
            Path(id): Path<String>,
            visit: Visit,
            headers: HeaderMap,
            params: Params,
        ) -> Reply {
            s.$verb(visit.viewer.person()?, at(&id)? $(, $extra)?).await?;
            Ok(done(&headers, &params))
        }
    )* };
}

acts! {
    favourite favourite, unfavourite unfavourite, boost boost(None), unboost unboost, bookmark bookmark,
    unbookmark unbookmark, pin pin, unpin unpin, mute mute_thread, unmute unmute_thread,
}

async fn ask(State(s): State<Posts>, Path(id): Path<String>, visit: Visit, headers: HeaderMap) -> Reply {
    let view = s.page_post(&id, &visit).await?;
    if !view.own {
        return Err(Problem::not_found().into());
    }
    let path = format!("/web/posts/{id}/delete");
    let came_from = referer(&headers, &s.site().base_url);
    let page = DeletePage {
        shell: s.accounts().shell(&visit, WORDS.say("post-delete-title"), &path).await?,
        back: after_delete(came_from, &path_of(&view), &view.author.path()).to_owned(),
        post: s
            .post_views(std::slice::from_ref(&view), Place::Chosen)
            .await?
            .pop()
            .ok_or_else(Problem::not_found)?,
    };
    Ok(html(page.page()))
}

async fn delete(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let deleted = s.delete(visit.viewer.person()?, at(&id)?).await?;
    let view = &deleted.view;
    Ok(done_at(&headers, after_delete(way_back(&params), &path_of(view), &view.author.path())))
}

/// The page of this site that the browser says it came from.
fn referer<'a>(headers: &'a HeaderMap, base_url: &str) -> Option<&'a str> {
    headers.get(REFERER)?.to_str().ok()?.strip_prefix(base_url).and_then(local_path)
}

/// Where to go once a post is gone: back, unless that was the post's own page or a page about it.
fn after_delete<'a>(back: Option<&'a str>, post: &str, profile: &'a str) -> &'a str {
    let path = |whole: &'a str| whole.split(['?', '#']).next().unwrap_or_default();
    back.filter(|back| path(back) != post && !back.starts_with("/web/")).unwrap_or(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_what_they_deleted() {
        for (back, to) in [
            (Some("/local?max_id=9#post-5"), "/local?max_id=9#post-5"),
            (Some("/@ines/5#post-5"), "/@ines"),
            (Some("/@ines/55"), "/@ines/55"),
            (Some("/web/posts/5/edit"), "/@ines"),
            (None, "/@ines"),
        ] {
            assert_eq!(after_delete(back, "/@ines/5", "/@ines"), to);
        }
    }

    #[test]
    fn only_our_own_pages_are_ways_back() {
        let from = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(REFERER, value.parse().unwrap());
            referer(&headers, "https://medley.example").map(str::to_owned)
        };
        assert_eq!(from("https://medley.example/local?x=1").as_deref(), Some("/local?x=1"));
        for other in
            ["https://evil.example/local", "https://medley.example.evil.example/", "https://medley.example"]
        {
            assert_eq!(from(other), None, "{other}");
        }
    }
}
