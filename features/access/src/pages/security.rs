//! The means of signing in: authenticator app, passkeys, recovery codes.

use axum::extract::{Path, State as Has};
use axum::response::Response;
use base::{Id, Kind, Outcome, Problem};
use ui::{FieldErrors, Notice};
use web::{Limit, Params, Reply, Route, Visit, get, json, post, redirect, see_other};

use super::{page, page_again, shell};
use crate::WORDS;
use crate::browser::Browser;
use crate::model::Passkey;
use crate::rules::ago;
use crate::templates::{AppSetupPage, PasskeyView, RecoveryCodesPage, SecurityPage};
use crate::{Access, totp};

const PAGE: &str = "/settings/security";
const APP: &str = "/settings/security/app";

pub(super) fn routes(s: &Access) -> Vec<Route> {
    use web::Access::SignedIn;
    vec![
        get(s, PAGE, SignedIn, show),
        post(s, "/settings/security/unlock", SignedIn, unlock).counted(Limit::SignIn),
        post(s, "/settings/security/app/begin", SignedIn, begin_app),
        get(s, APP, SignedIn, app_form),
        post(s, APP, SignedIn, confirm_app).counted(Limit::SignIn),
        post(s, "/settings/security/app/off", SignedIn, drop_app).counted(Limit::SignIn),
        post(s, "/settings/security/codes", SignedIn, renew_codes),
        post(s, "/settings/security/passkeys/options", SignedIn, passkey_options),
        post(s, "/settings/security/passkeys", SignedIn, add_passkey),
        post(s, "/settings/security/passkeys/{id}/remove", SignedIn, drop_passkey).counted(Limit::SignIn),
    ]
}

async fn security_page(s: &Access, visit: &Visit, errors: FieldErrors) -> Outcome<SecurityPage> {
    let me = visit.viewer.person()?;
    let (factors, now) = (s.factors(me).await?, s.now_ms());
    let view = |own: &Passkey| PasskeyView {
        id: own.id.to_string(),
        name: own.name.clone(),
        since: ago(now, own.created_ms),
        last_used: own.used_ms.map(|used| ago(now, used)).unwrap_or_default(),
        only: factors.only(own.id),
    };
    Ok(SecurityPage {
        shell: shell(s, visit, "security-title", PAGE).await?,
        fresh: s.is_fresh(me, visit.viewer.grant).await?,
        on: factors.on(),
        app: factors.app,
        passkeys: factors.passkeys.iter().map(view).collect(),
        recovery_left: factors.recovery_left,
        errors,
    })
}

async fn show(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let mut settings = security_page(&s, &visit, FieldErrors::default()).await?;
    if params.has("done") {
        settings.shell.notice = Some(Notice::success(WORDS.say("security-done")));
    }
    Ok(page(&settings)?)
}

/// Who may change things now; `None` has to give the password first.
async fn fresh(s: &Access, visit: &Visit) -> Outcome<Option<Id>> {
    let me = visit.viewer.person()?;
    Ok(s.is_fresh(me, visit.viewer.grant).await?.then_some(me))
}

/// The page once more, with what the person can mend said at `field`.
async fn refused(s: &Access, visit: &Visit, field: &str, problem: Problem) -> Outcome<Response> {
    if !matches!(problem.kind(), Kind::Forbidden | Kind::TooMany | Kind::Invalid) {
        return Err(problem);
    }
    let mut errors = FieldErrors::default();
    errors.add(field, format!("{}.", problem.complaint()));
    page_again(&security_page(s, visit, errors).await?)
}

async fn unlock(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let password = params.text("password")?.unwrap_or_default();
    match s.refresh(visit.viewer.person()?, visit.viewer.grant, password, &browser).await {
        Ok(()) => Ok(see_other(PAGE)),
        Err(problem) => Ok(refused(&s, &visit, "password", problem).await?),
    }
}

async fn begin_app(Has(s): Has<Access>, visit: Visit) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    s.begin_app(me).await?;
    Ok(see_other(APP))
}

async fn app_page(s: &Access, visit: &Visit, errors: FieldErrors) -> Outcome<Option<AppSetupPage>> {
    let Some(me) = fresh(s, visit).await? else { return Ok(None) };
    let Some(secret) = s.unconfirmed_secret(me).await? else { return Ok(None) };
    let address = totp::address(&secret, &s.settings().site_name, &s.username(me).await?);
    let qr =
        totp::qr(&address).ok_or_else(|| Problem::internal("the site's name is too long for a QR code"))?;
    let shell = shell(s, visit, "app-title", APP).await?;
    Ok(Some(AppSetupPage { shell, qr, secret: totp::spelled(&secret), errors }))
}

async fn app_form(Has(s): Has<Access>, visit: Visit) -> Reply {
    match app_page(&s, &visit, FieldErrors::default()).await? {
        Some(setup) => Ok(page(&setup)?),
        None => Ok(redirect(PAGE)),
    }
}

async fn confirm_app(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    match s.confirm_app(me, params.text("code")?.unwrap_or_default(), &browser).await {
        Ok(codes) => Ok(added(&s, &visit, codes).await?),
        Err(problem) if matches!(problem.kind(), Kind::Forbidden | Kind::TooMany) => {
            let mut errors = FieldErrors::default();
            errors.add("code", format!("{}.", problem.text()));
            match app_page(&s, &visit, errors).await? {
                Some(setup) => Ok(page_again(&setup)?),
                None => Ok(see_other(PAGE)),
            }
        }
        Err(problem) => Err(problem.into()),
    }
}

/// After something was added: the recovery codes, where they are new.
async fn added(s: &Access, visit: &Visit, codes: Option<Vec<String>>) -> Outcome<Response> {
    let Some(codes) = codes else { return Ok(see_other("/settings/security?done")) };
    let shell = shell(s, visit, "codes-title", PAGE).await?;
    page(&RecoveryCodesPage { shell, codes })
}

async fn drop_app(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    match s.drop_app(me, params.text("code")?.unwrap_or_default(), &browser).await {
        Ok(()) => Ok(see_other("/settings/security?done")),
        Err(problem) => Ok(refused(&s, &visit, "code", problem).await?),
    }
}

async fn renew_codes(Has(s): Has<Access>, visit: Visit) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    let codes = s.renew_codes(me).await?;
    Ok(added(&s, &visit, Some(codes)).await?)
}

async fn passkey_options(Has(s): Has<Access>, visit: Visit) -> Reply {
    let me = fresh(&s, &visit).await?.ok_or_else(Problem::forbidden)?;
    json(&s.passkey_wanted(me).await?)
}

async fn add_passkey(Has(s): Has<Access>, visit: Visit, browser: Browser, params: Params) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    let text = |name| params.text(name).map(Option::unwrap_or_default);
    match s.add_passkey(me, text("credential")?, text("name")?, &browser).await {
        Ok(codes) => Ok(added(&s, &visit, codes).await?),
        Err(problem) => Ok(refused(&s, &visit, "name", problem).await?),
    }
}

async fn drop_passkey(
    Has(s): Has<Access>,
    visit: Visit,
    browser: Browser,
    Path(id): Path<String>,
    params: Params,
) -> Reply {
    let Some(me) = fresh(&s, &visit).await? else { return Ok(see_other(PAGE)) };
    let id = web::at(&id)?;
    match s.drop_passkey(me, id, params.text("recovery")?.unwrap_or_default(), &browser).await {
        Ok(()) => Ok(see_other("/settings/security?done")),
        Err(problem) => Ok(refused(&s, &visit, "recovery", problem).await?),
    }
}
