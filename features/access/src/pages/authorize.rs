//! Asking somebody whether an application may act for them.

use axum::extract::{OriginalUri, State as Has};
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::response::Response;
use base::{Kind, Outcome, Problem};
use web::{Params, Reply, Scope, Scopes, Visit, redirect};

use super::{page, shell};
use crate::WORDS;
use crate::model::App;
use crate::oauth::{
    OUT_OF_BAND, Wrong, challenge, form_target, is_registered, pick_scopes, scope_text, with_params,
};
use crate::templates::{AuthorizePage, OobCodePage, ScopeView};
use crate::{Access, CodeRequest};

/// The parameters of a request, which the form sends back.
const PARAMS: &[&str] = &[
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
];
/// Longest `state` that is sent back.
const STATE_BYTES_MAX: usize = 2_000;

/// A request of a known application for one of its own addresses.
struct Asked {
    app: App,
    redirect_uri: String,
    state: Option<String>,
}

/// A request that can be granted.
struct Grantable {
    scopes: Scopes,
    challenge: Option<String>,
}

pub(super) async fn ask(Has(s): Has<Access>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    if visit.viewer.account().is_none() {
        return Ok(to_sign_in(&uri, ""));
    }
    if params.is_set("force_login")? {
        return Ok(to_sign_in(&uri, "&again=1"));
    }
    let asked = asked(&s, &params).await?;
    let wanted = match grantable(&asked.app, &params)? {
        Ok(wanted) => wanted,
        Err(wrong) => return Ok(asked.refuse(wrong)?),
    };
    let target = form_target(&asked.redirect_uri);
    let app_website = asked.app.website.unwrap_or_default();
    let page = page(&AuthorizePage {
        shell: shell(&s, &visit, "authorize-title", "/oauth/authorize").await?,
        app_name: asked.app.name,
        app_website,
        scopes: wanted.scopes.iter().map(Scope::name).map(scope_view).collect(),
        params: sent_back(&params)?,
    })?;
    Ok(with_policy(page, target)?)
}

pub(super) async fn decide(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let account =
        visit.viewer.person().map_err(|_| Problem::new(Kind::Unauthorized, "Please sign in first"))?;
    let asked = asked(&s, &params).await?;
    let wanted = match grantable(&asked.app, &params)? {
        Ok(wanted) => wanted,
        Err(wrong) => return Ok(asked.refuse(wrong)?),
    };
    if params.text("decision")? != Some("allow") {
        return Ok(asked.refuse(Wrong::AccessDenied)?);
    }
    let request = CodeRequest {
        app: asked.app.id,
        account,
        redirect_uri: asked.redirect_uri.clone(),
        scopes: wanted.scopes,
        challenge: wanted.challenge,
    };
    let code = s.grant_code(request).await?;
    Ok(asked.lead_back(&[("code", &code)]))
}

pub(super) async fn show_code(Has(s): Has<Access>, visit: Visit, params: Params) -> Reply {
    let code = params.text("code")?.unwrap_or_default();
    let app = s.code_app(code).await?.ok_or_else(Problem::not_found)?;
    let shell = shell(&s, &visit, "code-title", "/oauth/authorize/native").await?;
    Ok(page(&OobCodePage { shell, app_name: app.name, code: code.to_owned() })?)
}

/// Who asks, and where the answer goes. What is wrong with these two is told on a page and never sent anywhere: the
/// address may be an attacker's.
async fn asked(s: &Access, params: &Params) -> Outcome<Asked> {
    let app = s.app_of_client(params.text("client_id")?.unwrap_or_default()).await?;
    let app = app
        .ok_or_else(|| Problem::malformed("This application is not known here; it has to register again"))?;
    let redirect_uri = params.text("redirect_uri")?.unwrap_or_default().to_owned();
    if !is_registered(&app, &redirect_uri) {
        return Err(Problem::malformed(
            "The application wants the answer sent to an address that it did not register",
        ));
    }
    let state = params.text("state")?.map(str::to_owned);
    if state.as_ref().is_some_and(|state| state.len() > STATE_BYTES_MAX) {
        return Err(Problem::malformed("The application's state is too long"));
    }
    Ok(Asked { app, redirect_uri, state })
}

fn grantable(app: &App, params: &Params) -> Outcome<Result<Grantable, Wrong>> {
    if params.text("response_type")? != Some("code") {
        return Ok(Err(Wrong::UnsupportedResponseType));
    }
    let scopes = pick_scopes(app.scopes, params.filled("scope")?);
    let challenge = challenge(params.filled("code_challenge")?, params.filled("code_challenge_method")?);
    Ok(scopes.and_then(|scopes| Ok(Grantable { scopes, challenge: challenge? })))
}

impl Asked {
    /// Tells the application what went wrong; where there is nowhere to send it, the reader.
    fn refuse(&self, wrong: Wrong) -> Outcome<Response> {
        if self.redirect_uri == OUT_OF_BAND {
            return Err(Problem::malformed(wrong.text()));
        }
        Ok(self.lead_back(&[("error", wrong.name()), ("error_description", wrong.text())]))
    }

    fn lead_back(&self, answer: &[(&str, &str)]) -> Response {
        let mut params = answer.to_vec();
        if self.redirect_uri == OUT_OF_BAND {
            return redirect(&with_params("/oauth/authorize/native", &params));
        }
        params.extend(self.state.as_deref().map(|state| ("state", state)));
        redirect(&with_params(&self.redirect_uri, &params))
    }
}

/// To the sign-in page and back here, without being sent there again.
fn to_sign_in(uri: &OriginalUri, more: &str) -> Response {
    let query = uri.query().unwrap_or_default().split('&').filter(|pair| !pair.starts_with("force_login="));
    let wanted = format!("{}?{}", uri.path(), query.collect::<Vec<_>>().join("&"));
    let next: String = form_urlencoded::byte_serialize(wanted.as_bytes()).collect();
    redirect(&format!("/sign-in?next={next}{more}"))
}

fn scope_view(name: &'static str) -> ScopeView {
    let (text, strong) = scope_text(name);
    ScopeView { name: name.to_owned(), text: WORDS.say(text), strong }
}

fn sent_back(params: &Params) -> Outcome<Vec<(String, String)>> {
    let mut out = Vec::new();
    for &name in PARAMS {
        if let Some(value) = params.text(name)? {
            out.push((name.to_owned(), value.to_owned()));
        }
    }
    Ok(out)
}

/// Browsers apply the policy for forms to where the answer leads, too, so the application's address has to be in it.
fn with_policy(mut page: Response, target: Option<String>) -> Outcome<Response> {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' {}",
        target.unwrap_or_default()
    );
    let value = HeaderValue::from_str(policy.trim_end()).map_err(Problem::internal)?;
    page.headers_mut().insert(CONTENT_SECURITY_POLICY, value);
    Ok(page)
}
