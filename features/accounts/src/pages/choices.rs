//! All settings at a glance, what a post starts with, and how pages look.

use axum::extract::State as Has;
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, SET_COOKIE};
use base::{Kind, Outcome, Problem};
use ui::{Looks, Notice, Page as _, Shell};
use web::{
    Access, LOOKS_COOKIE, Params, Reply, Route, Visit, get, html, html_status, post, see_other, set_cookie,
};

use crate::WORDS;
use crate::api::State;
use crate::choices::Posting;
use crate::pages::told;
use crate::profile::ProfileEdit;
use crate::templates::{AppearancePage, PostingPage, SettingsPage};

const ALL: &str = "/settings";
const POSTING: &str = "/settings/posting";
const APPEARANCE: &str = "/settings/appearance";
/// How long a visitor's browser keeps how pages look.
const LOOKS_KEPT_S: i64 = 365 * 24 * 3_600;

pub(super) fn routes(s: &State) -> Vec<Route> {
    vec![
        get(s, ALL, Access::SignedIn, overview),
        get(s, POSTING, Access::SignedIn, posting),
        post(s, POSTING, Access::SignedIn, save_posting),
        // For visitors too: their browser keeps it.
        get(s, APPEARANCE, Access::Page, appearance),
        post(s, APPEARANCE, Access::Page, save_appearance),
    ]
}

async fn overview(Has(s): Has<State>, visit: Visit) -> Reply {
    let shell = s.accounts.shell(&visit, ui::WORDS.say("settings"), ALL).await?;
    Ok(html(SettingsPage { shell, groups: ui::settings_groups() }.page()))
}

async fn saved(s: &State, visit: &Visit, params: &Params, title: &'static str, path: &str) -> Outcome<Shell> {
    let mut shell = s.accounts.shell(visit, ui::WORDS.say(title), path).await?;
    if params.has("saved") {
        shell.notice = Some(Notice::success(WORDS.say("choices-saved")));
    }
    Ok(shell)
}

async fn posting(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let account = s.accounts.account(visit.viewer.person()?).await?.ok_or_else(Problem::not_found)?;
    let shell = saved(&s, &visit, &params, "settings-posting", POSTING).await?;
    Ok(html(PostingPage { shell, posting: account.posting.clone(), refused: None }.page()))
}

async fn save_posting(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let word = |name: &str| params.text(name).map(Option::unwrap_or_default).map(str::to_owned);
    let edit = ProfileEdit {
        visibility: Some(word("visibility")?),
        language: Some(word("language")?),
        quote_policy: Some(word("quote_policy")?),
        sensitive: Some(params.is_set("sensitive")?),
        remind_alt: Some(params.is_set("remind_alt")?),
        ..ProfileEdit::default()
    };
    let sent = Posting {
        visibility: word("visibility")?,
        language: params.filled("language")?.map(str::to_owned),
        quote_policy: word("quote_policy")?,
        sensitive: params.is_set("sensitive")?,
        remind_alt: params.is_set("remind_alt")?,
        looks: String::new(),
    };
    let problem = match s.accounts.edit_profile(me, edit).await {
        Ok(()) => return Ok(see_other("/settings/posting?saved")),
        Err(problem) if problem.kind() == Kind::Invalid => problem,
        Err(problem) => return Err(problem.into()),
    };
    let shell = s.accounts.shell(&visit, ui::WORDS.say("settings-posting"), POSTING).await?;
    let refused = Some(ui::Message::problem(told(&problem)));
    let page = PostingPage { shell, posting: sent, refused };
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn appearance(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let shell = saved(&s, &visit, &params, "settings-appearance", APPEARANCE).await?;
    Ok(html(AppearancePage { shell }.page()))
}

async fn save_appearance(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let mut sent = Vec::new();
    for (name, known) in ui::LOOKS {
        let word = params.text(name)?.unwrap_or_default();
        if !known.contains(&word) {
            return Err(Problem::invalid(format!("{name} is not included in the list")).into());
        }
        sent.push(word.to_owned());
    }
    let looks = Looks::parse(&sent.join("."));
    let mut answer = see_other("/settings/appearance?saved");
    match visit.viewer.account() {
        Some(me) => {
            let edit = ProfileEdit { looks: Some(looks), ..ProfileEdit::default() };
            s.accounts.edit_profile(me, edit).await?;
        }
        None => {
            let line = set_cookie(s.accounts.site(), LOOKS_COOKIE, &looks.token(), LOOKS_KEPT_S);
            let line = HeaderValue::from_str(&line).map_err(Problem::internal)?;
            answer.headers_mut().append(SET_COOKIE, line);
        }
    }
    Ok(answer)
}
