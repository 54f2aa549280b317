//! Endpoints for applications: registering, tokens (OAuth 2), signing up.

use axum::extract::State as Has;
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::response::Response;
use base::{Kind, Outcome, Problem, SECOND_MS};
use serde_json::{Value, json};
use web::{
    ClientAddress, Limit, Params, Reply, Route, Scope, Scopes, Viewer, Who, get, json as answer, post,
};

use crate::browser::Browser;
use crate::model::{App, Issued, NewApp, SignUp};
use crate::oauth::{self, Wrong};
use crate::{Access, Redeem};

/// The alias that clients have always used for reading everything.
const DEFAULT_SCOPES: &str = "read";

pub(crate) fn routes(s: &Access) -> Vec<Route> {
    use web::Access::{AnyToken, Open, Person};
    vec![
        post(s, "/api/v1/apps", Open, register),
        get(s, "/api/v1/apps/verify_credentials", AnyToken, verify_app),
        post(s, "/api/v1/accounts", AnyToken, sign_up).counted(Limit::SignUp),
        post(s, "/api/v1/emails/confirmations", Open, resend).counted(Limit::SignUp),
        get(s, "/api/v1/emails/check_confirmation", Open, check_confirmation),
        post(s, "/oauth/token", Open, token),
        post(s, "/oauth/revoke", Open, revoke),
        get(s, "/oauth/userinfo", Person(Scope::PROFILE), userinfo),
        post(s, "/oauth/userinfo", Person(Scope::PROFILE), userinfo),
        get(s, "/.well-known/oauth-authorization-server", Open, metadata),
    ]
}

async fn register(Has(s): Has<Access>, params: Params) -> Reply {
    let (app, secret) = s.register_app(new_app(&params)?).await?;
    let mut entity = app_entity(&s, &app);
    entity["client_id"] = app.client_id.into();
    entity["client_secret"] = secret.into();
    entity["client_secret_expires_at"] = 0.into();
    answer(&entity)
}

fn new_app(params: &Params) -> Outcome<NewApp> {
    let scopes = params.filled("scopes")?.unwrap_or(DEFAULT_SCOPES);
    let scopes = Scopes::parse(scopes)
        .ok_or_else(|| Problem::invalid("Scopes doesn't match configured on the server."))?;
    Ok(NewApp {
        name: params.text("client_name")?.unwrap_or_default().trim().to_owned(),
        website: params.filled("website")?.map(str::to_owned),
        redirect_uris: redirect_uris(params)?,
        scopes,
    })
}

/// One text with a line for each address, or a list.
fn redirect_uris(params: &Params) -> Outcome<Vec<String>> {
    let texts = params.texts("redirect_uris")?;
    Ok(texts.into_iter().flat_map(str::split_whitespace).map(str::to_owned).collect())
}

fn app_entity(s: &Access, app: &App) -> Value {
    json!({
        "id": app.id,
        "name": app.name,
        "website": app.website,
        "scopes": app.scopes.iter().map(Scope::name).collect::<Vec<_>>(),
        "redirect_uri": app.redirect_uris.join("\n"),
        "redirect_uris": app.redirect_uris,
        "vapid_key": s.vapid_key(),
    })
}

async fn verify_app(Has(s): Has<Access>, viewer: Viewer) -> Reply {
    let app = match viewer.app {
        Some(id) => s.app(id).await?,
        None => None,
    };
    answer(&app_entity(&s, &app.ok_or_else(Problem::bad_token)?))
}

/// An app signs somebody up. The token that it gets works once the person can get in.
async fn sign_up(Has(s): Has<Access>, viewer: Viewer, from: ClientAddress, params: Params) -> Reply {
    let (Who::App, Some(app)) = (viewer.who, viewer.app) else {
        let text = "This method requires an client credentials authentication";
        return Err(Problem::new(Kind::Forbidden, text).into());
    };
    if !viewer.scopes.allow(Scope::WRITE_ACCOUNTS) {
        return Err(Problem::scope().into());
    }
    let app = s.app(app).await?.ok_or_else(Problem::bad_token)?;
    let text = |name| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
    let form = SignUp {
        username: text("username")?.trim().to_owned(),
        email: text("email")?,
        password: text("password")?,
        reason: text("reason")?,
        locale: text("locale")?,
        agreement: params.is_set("agreement")?,
        app: Some(app.id),
        address: Some(from.0),
    };
    let signed_up = s.sign_up(form).await?;
    issued(&s.person_token(app.id, signed_up.account, app.scopes).await?)
}

/// The gate refuses those who are not confirmed, and these two are for just them: they look at the token themselves.
async fn awaiting(s: &Access, headers: &HeaderMap) -> Outcome<crate::User> {
    let line = headers.get(AUTHORIZATION).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let (scheme, token) = line.split_once(' ').unwrap_or_default();
    let account =
        if scheme.eq_ignore_ascii_case("bearer") { s.token_account(token.trim()).await? } else { None };
    let account = account.ok_or_else(Problem::bad_token)?;
    s.user(account).await?.ok_or_else(Problem::bad_token)
}

async fn resend(Has(s): Has<Access>, headers: HeaderMap) -> Reply {
    let user = awaiting(&s, &headers).await?;
    if user.confirmed_ms.is_some() {
        let text = "This method is only available while the e-mail is awaiting confirmation";
        return Err(Problem::new(Kind::Forbidden, text).into());
    }
    s.resend_confirmation(user.account).await?;
    answer(&json!({}))
}

async fn check_confirmation(Has(s): Has<Access>, headers: HeaderMap) -> Reply {
    answer(&awaiting(&s, &headers).await?.confirmed_ms.is_some())
}

async fn token(Has(s): Has<Access>, headers: HeaderMap, browser: Browser, params: Params) -> Reply {
    // Which grant types there are is no secret; that is said first.
    let kind = params.filled("grant_type")?.ok_or_else(|| Wrong::InvalidRequest.problem())?;
    let password = kind == "password" && s.settings().password_grant;
    if !password && !matches!(kind, "authorization_code" | "client_credentials") {
        return Err(Wrong::UnsupportedGrantType.problem().into());
    }
    let app = client(&s, &headers, &params).await?.ok_or_else(|| Wrong::InvalidClient.problem())?;
    let required = |name| params.filled(name)?.ok_or_else(|| Wrong::InvalidRequest.problem());
    if kind == "authorization_code" {
        let asked = Redeem {
            app: app.id,
            code: required("code")?.to_owned(),
            redirect_uri: required("redirect_uri")?.to_owned(),
            verifier: params.filled("code_verifier")?.map(str::to_owned),
        };
        return issued(&s.redeem(asked).await?);
    }
    let scopes = oauth::pick_scopes(app.scopes, params.filled("scope")?).map_err(Wrong::problem)?;
    if password {
        let (name, password) = (required("username")?, required("password")?);
        return issued(&s.password_token(app.id, name, password, scopes, &browser).await?);
    }
    issued(&s.app_token(app.id, scopes).await?)
}

async fn revoke(Has(s): Has<Access>, headers: HeaderMap, params: Params) -> Reply {
    let app = client(&s, &headers, &params).await?;
    s.revoke_token(app.map(|app| app.id), params.text("token")?.unwrap_or_default()).await?;
    answer(&json!({}))
}

/// The application, if it showed its secret: by HTTP Basic, or in the body.
async fn client(s: &Access, headers: &HeaderMap, params: &Params) -> Outcome<Option<App>> {
    let basic = headers.get(AUTHORIZATION).and_then(|line| oauth::basic(line.to_str().ok()?));
    let body = || {
        let text = |name| params.text(name).ok().flatten().map(str::to_owned);
        Some((text("client_id")?, text("client_secret")?))
    };
    match basic.or_else(body) {
        Some((id, secret)) => s.authenticate_app(&id, &secret).await,
        None => Ok(None),
    }
}

fn issued(token: &Issued) -> Reply {
    answer(&json!({
        "access_token": token.token,
        "token_type": "Bearer",
        "scope": token.scopes.to_string(),
        "created_at": token.created_ms / SECOND_MS,
    }))
}

async fn userinfo(Has(s): Has<Access>, viewer: Viewer) -> Reply {
    let account = s.0.accounts.account(viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    let entity: Value = serde_json::from_slice(&account.json).map_err(Problem::internal)?;
    answer(&json!({
        "iss": s.0.site.url("/"),
        "sub": entity["uri"],
        "name": account.display_name,
        "preferred_username": account.username,
        "profile": entity["url"],
        "picture": entity["avatar"],
    }))
}

async fn metadata(Has(s): Has<Access>) -> Result<Response, web::Fail> {
    answer(&oauth::metadata(&s.0.site, s.settings().password_grant))
}
