//! The servers that a member blocks.

use axum::extract::{OriginalUri, State as Has};
use axum::http::StatusCode;
use base::{Id, Kind, Outcome, Page, PageLimit};
use ui::{FieldErrors, Message, Page as _};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status, post, see_other};

use crate::WORDS;
use crate::api::State;
use crate::pages::paging;
use crate::pages::say_done;
use crate::templates::DomainsPage;

const PATH: &str = "/settings/domain_blocks";
const PAGE: PageLimit = PageLimit { default: 50, max: 100 };

pub(super) fn routes(s: &State) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![get(s, PATH, own, list), post(s, PATH, own, add), post(s, "/web/domain_blocks/remove", own, remove)]
}

async fn page(
    s: &State,
    visit: &Visit,
    page: Page,
    path: &str,
    domain: String,
    errors: FieldErrors,
) -> Outcome<DomainsPage> {
    let entries = s.accounts.blocked_domains(visit.viewer.person()?, page).await?;
    let (domains, ids): (Vec<String>, Vec<Id>) = entries.into_iter().unzip();
    Ok(DomainsPage {
        shell: s.accounts.shell(visit, WORDS.say("domains-title"), path).await?,
        domains,
        domain,
        errors,
        paging: paging(PATH, &ids, &page),
    })
}

async fn list(Has(s): Has<State>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
    let asked = params.page(PAGE)?;
    let mut view = page(&s, &visit, asked, path, String::new(), FieldErrors::default()).await?;
    say_done(&mut view.shell, &params, &WORDS, &[("added", "domains-added"), ("removed", "domains-removed")]);
    Ok(html(view.page()))
}

async fn add(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    let domain = params.text("domain")?.unwrap_or_default().trim().to_owned();
    let problem = match s.accounts.block_domain(visit.viewer.person()?, &domain).await {
        Ok(()) => return Ok(see_other("/settings/domain_blocks?added")),
        Err(problem) if problem.kind() == Kind::Invalid => problem,
        Err(problem) => return Err(problem.into()),
    };
    let told = problem.complaint();
    let errors = FieldErrors::one("domain", Message::problem(told));
    let view = page(&s, &visit, Page::newest(PAGE.default), PATH, domain, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, view.page()))
}

async fn remove(Has(s): Has<State>, visit: Visit, params: Params) -> Reply {
    s.accounts.unblock_domain(visit.viewer.person()?, params.required("domain")?).await?;
    Ok(see_other("/settings/domain_blocks?removed"))
}
