//! The hashtags that somebody follows and features, on pages; and what the button on a hashtag's page does.

mod featured;

use accounts::pages::{done, paging, say_done};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Kind, Outcome, PageLimit, Problem};
use http::HeaderMap;
use posts::TagDay;
use ui::{FieldErrors, Message, Page as _, TrendView};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use crate::api::at;
use crate::rules::{HISTORY_DAYS, named};
use crate::templates::FollowedPage;
use crate::{Tags, WORDS};

const PATH: &str = "/followed_tags";
/// Followed hashtags of one page.
const PAGE: PageLimit = PageLimit { default: 40, max: 40 };

pub(crate) fn routes(s: &Tags) -> Vec<Route> {
    let mut routes = vec![
        get(s, PATH, Access::SignedIn, followed),
        post(s, PATH, Access::SignedIn, follow_named),
        post(s, "/web/tags/{name}/follow", Access::SignedIn, follow),
        post(s, "/web/tags/{name}/unfollow", Access::SignedIn, unfollow),
    ];
    routes.extend(featured::routes(s));
    routes
}

macro_rules! verbs {
    ($($verb:ident),*) => { $(
        async fn $verb(
            State(s): State<Tags>,
            Path(name): Path<String>,
            visit: Visit,
            headers: HeaderMap,
            params: Params,
        ) -> Reply {
            s.$verb(visit.viewer.person()?, at(&name)?).await?;
            Ok(done(&headers, &params))
        }
    )* };
}

verbs! { follow, unfollow }

/// What was wrong with a name, beside its field; other problems are passed on.
fn complaint(problem: Problem) -> Outcome<FieldErrors> {
    if problem.kind() != Kind::Invalid {
        return Err(problem);
    }
    let told = problem.complaint();
    let text = match told {
        "Tag is invalid" => WORDS.say("tags-no-name"),
        _ => Message::problem(told),
    };
    Ok(FieldErrors::one("name", text))
}

/// The name of the form's field, as it was sent.
fn name_of(params: &Params) -> Outcome<String> {
    Ok(params.text("name")?.unwrap_or_default().to_owned())
}

/// Today comes first in `days`; a line is read from the left.
fn tag_view(key: &str, days: &[TagDay]) -> TrendView {
    let posts: u64 = days.iter().map(|day| day.uses).sum();
    let uses = days.iter().rev().map(|day| u32::try_from(day.uses).unwrap_or(u32::MAX));
    TrendView {
        name: format!("#{key}"),
        url: accounts::tag_path(key),
        leaves: false,
        used: ui::WORDS.say("trend-posts").with("n", posts),
        days: uses.collect(),
    }
}

impl Tags {
    async fn followed_tags_page(
        &self,
        (visit, uri, params): (&Visit, &OriginalUri, &Params),
        typed: String,
        errors: FieldErrors,
    ) -> Outcome<FollowedPage> {
        let page = params.page(PAGE)?;
        let entries = self.followed_page(visit.viewer.person()?, page).await?;
        let (keys, cursors): (Vec<String>, Vec<Id>) = entries.into_iter().unzip();
        let days = self.0.posts.tag_days(&keys, HISTORY_DAYS).await?;
        let view = |key: String| {
            let view = tag_view(&key, days.get(&key).map_or(&[][..], Vec::as_slice));
            (view, key)
        };
        let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
        Ok(FollowedPage {
            shell: self.0.accounts.shell(visit, WORDS.say("tags-followed"), path).await?,
            tags: keys.into_iter().map(view).collect(),
            typed,
            errors,
            paging: paging(PATH, &cursors, &page),
        })
    }
}

async fn followed(State(s): State<Tags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = (&visit, &uri, &params);
    let mut page = s.followed_tags_page(asked, String::new(), FieldErrors::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, &[("followed", "tags-now-followed")]);
    Ok(html(page.page()))
}

async fn follow_named(State(s): State<Tags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let done = match named(params.text("name")?.unwrap_or_default()) {
        Ok(tag) => s.follow(me, tag).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(()) => Ok(see_other("/followed_tags?followed")),
        Err(problem) => Ok(s.follow_refused((&visit, &uri, &params), problem).await?),
    }
}

impl Tags {
    async fn follow_refused(
        &self,
        asked: (&Visit, &OriginalUri, &Params),
        problem: Problem,
    ) -> Outcome<Response> {
        let page = self.followed_tags_page(asked, name_of(asked.2)?, complaint(problem)?).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_with_the_oldest_day() {
        let day = |uses, people| TagDay { uses, people };
        let view = tag_view("maté", &[day(3, 2), day(0, 0), day(4, 1)]);
        assert_eq!(view.days, [4, 0, 3]);
        assert_eq!(view.used.text(ui::Lang::En), "7 posts in 7 days");
        assert_eq!((view.name.as_str(), view.url.as_str()), ("#maté", "/tags/mat%C3%A9"));
        assert!(tag_view("x", &[]).days.is_empty());
    }

    #[test]
    fn complaints_stand_beside_the_name() {
        assert!(complaint(Problem::invalid("Tag is invalid")).unwrap().of("name").is_some());
        assert!(complaint(Problem::not_found()).is_err());
    }
}
