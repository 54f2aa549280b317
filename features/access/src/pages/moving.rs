//! Moving from and to other accounts.

use accounts::Shown;
use axum::extract::State as Has;
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use ui::{FieldErrors, Notice};
use web::{Limit, Params, Reply, Route, Visit, get, post, see_other};

use super::{page, page_again, shell};
use crate::Access;
use crate::WORDS;
use crate::browser::Browser;
use crate::templates::{AliasView, MovingPage};

const PAGE: &str = "/settings/moving";

pub(super) fn routes(s: &Access) -> Vec<Route> {
    use web::Access::SignedIn;
    vec![
        get(s, PAGE, SignedIn, show),
        post(s, PAGE, SignedIn, move_away).counted(Limit::SignIn),
        post(s, "/settings/moving/back", SignedIn, move_back),
        post(s, "/settings/moving/aliases", SignedIn, add_alias),
        post(s, "/settings/moving/aliases/remove", SignedIn, remove_alias),
    ]
}

fn view(shown: &Shown) -> AliasView {
    AliasView { acct: shown.acct(), url: shown.path() }
}

async fn moving_page(s: &Access, visit: &Visit, params: &Params, errors: FieldErrors) -> Outcome<MovingPage> {
    let (me, accounts) = (visit.viewer.person()?, &s.0.accounts);
    let entered = |name| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
    let own = accounts.account(me).await?.ok_or_else(Problem::not_found)?;
    let moved = match own.moved_to {
        Some(target) => accounts.account(target).await?,
        None => None,
    };
    let aliases = accounts.aliases(me).await?;
    let shown = accounts.accounts(&aliases).await?;
    Ok(MovingPage {
        shell: shell(s, visit, "moving-title", PAGE).await?,
        moved: moved.as_deref().map(view),
        aliases: aliases.iter().filter_map(|id| shown.get(id)).map(|shown| view(shown)).collect(),
        alias: entered("alias")?,
        target: entered("target")?,
        wait_days: accounts::MOVES_APART_DAYS,
        errors,
    })
}

async fn show(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let mut moving = moving_page(&s, &visit, &params, FieldErrors::default()).await?;
    if params.has("moved") {
        moving.shell.notice = Some(Notice::success(WORDS.say("moving-done")));
    }
    Ok(page(&moving)?)
}

async fn refused(
    s: &Access,
    visit: &Visit,
    params: &Params,
    field: &str,
    problem: Problem,
) -> Outcome<Response> {
    if !matches!(problem.kind(), Kind::Forbidden | Kind::TooMany | Kind::Invalid) {
        return Err(problem);
    }
    let mut errors = FieldErrors::default();
    errors.add(field, format!("{}.", problem.complaint()));
    page_again(&moving_page(s, visit, params, errors).await?)
}

async fn add_alias(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let (me, acct) = (visit.viewer.person()?, params.text("alias")?.unwrap_or_default());
    let added = match find(&s, acct).await {
        Ok(old) => s.0.accounts.add_alias(me, old).await,
        Err(problem) => Err(problem),
    };
    match added {
        Ok(()) => Ok(see_other(PAGE)),
        Err(problem) => Ok(refused(&s, &visit, &params, "alias", problem).await?),
    }
}

async fn remove_alias(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    if let Some(old) = s.0.accounts.lookup(params.text("acct")?.unwrap_or_default()).await? {
        s.0.accounts.remove_alias(visit.viewer.person()?, old).await?;
    }
    Ok(see_other(PAGE))
}

async fn move_away(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let (me, acct) = (visit.viewer.person()?, params.text("target")?.unwrap_or_default());
    let target = match find(&s, acct).await {
        Ok(target) => target,
        Err(problem) => return Ok(refused(&s, &visit, &params, "target", problem).await?),
    };
    let password = params.text("password")?.unwrap_or_default();
    if let Err(problem) = s.check_own(me, password, &browser).await {
        return Ok(refused(&s, &visit, &params, "password", problem).await?);
    }
    match s.move_account(me, target).await {
        Ok(()) => Ok(see_other("/settings/moving?moved")),
        Err(problem) => Ok(refused(&s, &visit, &params, "target", problem).await?),
    }
}

async fn move_back(Has(s): Has<Access>, visit: Visit) -> Reply {
    s.0.accounts.move_back(visit.viewer.person()?).await?;
    Ok(see_other(PAGE))
}

async fn find(s: &Access, acct: &str) -> Outcome<Id> {
    let found = s.0.accounts.lookup(acct).await?;
    found.ok_or_else(|| Problem::invalid("There is no such account here"))
}
