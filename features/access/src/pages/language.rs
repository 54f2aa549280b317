//! The language of the pages.

use axum::extract::State as Has;
use base::Problem;
use ui::{Lang, Notice};
use web::Access::SignedIn;
use web::{Params, Reply, Route, Visit, get, post, see_other};

use super::{page, shell};
use crate::templates::LanguagePage;
use crate::{Access, WORDS};

const PAGE: &str = "/settings/language";

pub(super) fn routes(s: &Access) -> Vec<Route> {
    vec![get(s, PAGE, SignedIn, show), post(s, PAGE, SignedIn, choose)]
}

async fn show(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let user = s.user(visit.viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    let mut shell = shell(&s, &visit, "language-pages", PAGE).await?;
    if params.has("saved") {
        shell.notice = Some(Notice::success(WORDS.say("language-saved")));
    }
    Ok(page(&LanguagePage { shell, chosen: user.language })?)
}

async fn choose(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let known =
        |tag| Lang::of_pages(tag).ok_or_else(|| Problem::invalid("Language is not included in the list"));
    let language = params.filled("language")?.map(known).transpose()?;
    s.set_language(visit.viewer.person()?, language).await?;
    Ok(see_other("/settings/language?saved"))
}
