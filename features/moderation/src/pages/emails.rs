//! Providers of e-mail whose addresses are not taken.

use accounts::pages::{paging_down, say_named};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Outcome, Page, PageLimit};
use ui::{FieldErrors, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{ADMINS, complaint, path_of, typed};
use crate::model::EmailBlock;
use crate::templates::{EmailBlocksPage, EmailLine};
use crate::{Moderation, WORDS};

const PATH: &str = "/staff/email_blocks";
const PAGE: PageLimit = PageLimit { default: 50, max: 100 };

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, add),
        post(s, "/web/staff/email_blocks/{id}/delete", ADMINS, remove),
    ]
}

fn line(block: &EmailBlock) -> EmailLine {
    let tries: i64 = block.tries.iter().map(|(_, tries)| tries).sum();
    let how = WORDS.say(if block.allow_with_approval { "emails-how-approval" } else { "emails-how-refused" });
    EmailLine {
        id: block.id.to_string(),
        domain: block.domain.clone(),
        how: how.with("n", u64::try_from(tries).unwrap_or(0)),
    }
}

impl Moderation {
    async fn emails_page(
        &self,
        visit: &Visit,
        page: Page,
        path: &str,
        form: (String, bool),
        errors: FieldErrors,
    ) -> Outcome<EmailBlocksPage> {
        let blocks = self.email_blocks(page).await?;
        let ids: Vec<Id> = blocks.iter().map(|block| block.id).collect();
        let (shell, desk) =
            self.accounts.desk(visit, WORDS.say("out-title"), StaffTab::KeptOut, path).await?;
        let paging = paging_down(PATH, &ids, &page);
        Ok(EmailBlocksPage { shell, desk, lines: blocks.iter().map(line).collect(), form, errors, paging })
    }
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let (page, none) = (params.page(PAGE)?, FieldErrors::default());
    let mut view = s.emails_page(&visit, page, path_of(&uri), Default::default(), none).await?;
    say_named(&mut view.shell, &params, &WORDS, &[("saved", "out-saved"), ("removed", "out-removed")])?;
    Ok(html(view.page()))
}

async fn add(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let form = (typed(&params, "domain")?, params.is_set("allow_with_approval")?);
    let problem = match s.add_email_block(visit.viewer.person()?, &form.0, form.1).await {
        Ok(_) => return Ok(see_other("/staff/email_blocks?done=saved")),
        Err(problem) => problem,
    };
    let errors = complaint(problem, |_| "domain")?;
    let view = s.emails_page(&visit, Page::newest(PAGE.default), PATH, form, errors).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, view.page()))
}

async fn remove(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.remove_email_block(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/staff/email_blocks?done=removed"))
}
