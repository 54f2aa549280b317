//! The hashtags that somebody shows on their profile.

use accounts::pages::say_done;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Outcome, Problem};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{complaint, name_of};
use crate::model::Featured;
use crate::rules::named;
use crate::templates::{FeaturedLine, FeaturedPage};
use crate::{Tags, WORDS};

const PATH: &str = "/settings/featured_tags";

pub(super) fn routes(s: &Tags) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, PATH, own, show),
        post(s, PATH, own, add),
        post(s, "/web/featured_tags/{id}/remove", own, remove),
    ]
}

fn line(featured: &Featured) -> FeaturedLine {
    let posts = featured.used.map_or(0, |used| used.posts);
    FeaturedLine { id: featured.id.to_string(), name: featured.name.clone(), posts }
}

impl Tags {
    async fn settings_page(
        &self,
        visit: &Visit,
        typed: String,
        errors: FieldErrors,
    ) -> Outcome<FeaturedPage> {
        let me = visit.viewer.person()?;
        Ok(FeaturedPage {
            shell: self.0.accounts.shell(visit, WORDS.say("tags-featured"), PATH).await?,
            tags: self.featured(me).await?.iter().map(line).collect(),
            offered: self.to_feature(me).await?,
            typed,
            errors,
        })
    }

    async fn refused(&self, visit: &Visit, params: &Params, problem: Problem) -> Outcome<Response> {
        let page = self.settings_page(visit, name_of(params)?, complaint(problem)?).await?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
    }

    /// False where it is there already.
    async fn feature_named(&self, me: Id, name: &str) -> Outcome<bool> {
        self.feature_tag(me, named(name)?).await
    }
}

async fn show(State(s): State<Tags>, visit: Visit, params: Params) -> Reply {
    let mut page = s.settings_page(&visit, String::new(), FieldErrors::default()).await?;
    say_done(&mut page.shell, &params, &WORDS, &[("added", "tags-added"), ("removed", "tags-removed")]);
    Ok(html(page.page()))
}

async fn add(State(s): State<Tags>, visit: Visit, params: Params) -> Reply {
    let name = name_of(&params)?;
    match s.feature_named(visit.viewer.person()?, &name).await {
        Ok(true) => Ok(see_other("/settings/featured_tags?added")),
        Ok(false) => {
            let errors = FieldErrors::one("name", taken(&name));
            let page = s.settings_page(&visit, name, errors).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Ok(s.refused(&visit, &params, problem).await?),
    }
}

fn taken(name: &str) -> Message {
    WORDS.say("tags-taken").with("tag", name.trim().trim_start_matches(['#', '＃']))
}

async fn remove(State(s): State<Tags>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.unfeature_id(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/settings/featured_tags?removed"))
}
