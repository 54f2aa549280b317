//! Deleting one's own account.

use axum::extract::State as Has;
use axum::http::HeaderValue;
use base::{Kind, Outcome};
use ui::FieldErrors;
use web::Access::SignedIn;
use web::{Limit, Params, Reply, Route, Visit, get, post};

use super::{let_out, page, page_again, shell};
use crate::browser::Browser;
use crate::templates::LeavingPage;
use crate::{Access, WORDS};

const PAGE: &str = "/settings/delete";

pub(super) fn routes(s: &Access) -> Vec<Route> {
    vec![get(s, PAGE, SignedIn, show), post(s, PAGE, SignedIn, leave).counted(Limit::SignIn)]
}

async fn leaving_page(
    s: &Access,
    visit: &Visit,
    errors: FieldErrors,
    understood: bool,
) -> Outcome<LeavingPage> {
    let me = visit.viewer.person()?;
    Ok(LeavingPage {
        shell: shell(s, visit, "leaving-title", PAGE).await?,
        name: s.username(me).await?,
        second_on: s.factors(me).await?.on(),
        errors,
        understood,
    })
}

async fn show(Has(s): Has<Access>, visit: Visit) -> Reply {
    Ok(page(&leaving_page(&s, &visit, FieldErrors::default(), false).await?)?)
}

async fn leave(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    let (password, code, understood) = (text("password")?, text("code")?, params.is_set("understood")?);
    let mut errors = FieldErrors::default();
    if understood {
        match s.leave(visit.viewer.person()?, (password, code), &browser).await {
            Ok(()) => return Ok(gone(&s, &visit).await?),
            Err((field, problem)) if matches!(problem.kind(), Kind::Forbidden | Kind::TooMany) => {
                errors.add(field, format!("{}.", problem.text()));
            }
            Err((_, problem)) => return Err(problem.into()),
        }
    } else {
        errors.say("understood", WORDS.say("leaving-tick-first"));
    }
    Ok(page_again(&leaving_page(&s, &visit, errors, understood).await?)?)
}

/// The last page; the browser forgets everything.
async fn gone(s: &Access, visit: &Visit) -> Outcome<axum::response::Response> {
    let mut nobody = visit.clone();
    nobody.viewer = std::sync::Arc::new(web::Viewer::nobody());
    let shell = shell(s, &nobody, "leaving-done", "/").await?;
    let said = ui::pages::MessagePage {
        heading: shell.title.clone(),
        shell: ui::Shell { csrf: String::new(), ..shell },
        paragraphs: vec![WORDS.say("leaving-done-text"), WORDS.say("leaving-done-name")],
        action: Some((WORDS.say("leaving-done-home"), "/".to_owned())),
    };
    let mut answer = let_out(s, page(&said)?)?;
    answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(answer)
}
