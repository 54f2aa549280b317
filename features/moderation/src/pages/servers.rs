//! Servers that are kept out.

use accounts::pages::{paging_down, say_named};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Outcome, PageLimit};
use ui::{FieldErrors, Message, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{ADMINS, complaint, path_of, typed};
use crate::model::{ServerBlock, ServerBlockEdit};
use crate::templates::{OutLine, ServerForm, ServerPage, ServersPage};
use crate::{Moderation, WORDS};

const PATH: &str = "/staff/domains";
const PAGE: PageLimit = PageLimit { default: 50, max: 100 };

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, add),
        get(s, "/staff/domains/new", ADMINS, fresh),
        get(s, "/staff/domains/{id}", ADMINS, one),
        post(s, "/staff/domains/{id}", ADMINS, save),
        post(s, "/web/staff/domains/{id}/delete", ADMINS, remove),
    ]
}

fn how(block: &ServerBlock) -> Message {
    let severity = WORDS.say(match block.severity.as_str() {
        "suspend" => "server-suspend",
        "silence" => "server-silence",
        _ => "server-noop",
    });
    let also = match (block.reject_media, block.reject_reports) {
        (true, true) => "server-how-both",
        (true, false) => "server-how-media",
        (false, true) => "server-how-reports",
        (false, false) => "server-how",
    };
    WORDS.say(also).with("severity", severity)
}

fn line(block: &ServerBlock) -> OutLine {
    OutLine {
        id: block.id.to_string(),
        name: block.domain.clone(),
        how: how(block),
        comment: block.private_comment.clone().or_else(|| block.public_comment.clone()).unwrap_or_default(),
    }
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let page = params.page(PAGE)?;
    let blocks = s.server_blocks(page).await?;
    let ids: Vec<Id> = blocks.iter().map(|block| block.id).collect();
    let (mut shell, desk) =
        s.accounts.desk(&visit, WORDS.say("out-title"), StaffTab::KeptOut, path_of(&uri)).await?;
    say_named(&mut shell, &params, &WORDS, &[("saved", "out-saved"), ("removed", "out-removed")])?;
    let paging = paging_down(PATH, &ids, &page);
    Ok(html(ServersPage { shell, desk, lines: blocks.iter().map(line).collect(), paging }.page()))
}

impl Moderation {
    async fn server_page(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: ServerForm,
        errors: FieldErrors,
    ) -> Outcome<String> {
        let heading = WORDS.say(if id.is_some() { "servers-edit" } else { "servers-add" });
        let (shell, desk) = self.accounts.desk(visit, heading, StaffTab::KeptOut, PATH).await?;
        Ok(ServerPage { shell, desk, id: id.map(|id| id.to_string()), form, errors }.page())
    }

    /// To the list, or the form again with what was wrong.
    async fn server_answer(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: ServerForm,
        done: Outcome<ServerBlock>,
    ) -> Reply {
        let problem = match done {
            Ok(_) => return Ok(see_other("/staff/domains?done=saved")),
            Err(problem) => problem,
        };
        let errors = complaint(problem, |text| match text.split(' ').next() {
            Some("Domain") => "domain",
            Some("Severity") => "severity",
            _ => "private_comment",
        })?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, self.server_page(visit, id, form, errors).await?))
    }
}

fn entered(params: &Params) -> Outcome<ServerForm> {
    Ok(ServerForm {
        domain: typed(params, "domain")?,
        severity: typed(params, "severity")?,
        reject_media: params.is_set("reject_media")?,
        reject_reports: params.is_set("reject_reports")?,
        private_comment: typed(params, "private_comment")?,
        public_comment: typed(params, "public_comment")?,
        obfuscate: params.is_set("obfuscate")?,
    })
}

/// All of it is sent each time: a box that is not ticked is off.
fn edit(form: &ServerForm) -> ServerBlockEdit {
    ServerBlockEdit {
        severity: Some(form.severity.clone()),
        reject_media: Some(form.reject_media),
        reject_reports: Some(form.reject_reports),
        private_comment: Some(form.private_comment.clone()),
        public_comment: Some(form.public_comment.clone()),
        obfuscate: Some(form.obfuscate),
    }
}

async fn fresh(State(s): State<Moderation>, visit: Visit) -> Reply {
    let form = ServerForm { severity: "silence".to_owned(), ..ServerForm::default() };
    Ok(html(s.server_page(&visit, None, form, FieldErrors::default()).await?))
}

async fn one(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    let block = s.server_block(at(&id)?).await?;
    let form = ServerForm {
        domain: block.domain,
        severity: block.severity,
        reject_media: block.reject_media,
        reject_reports: block.reject_reports,
        private_comment: block.private_comment.unwrap_or_default(),
        public_comment: block.public_comment.unwrap_or_default(),
        obfuscate: block.obfuscate,
    };
    Ok(html(s.server_page(&visit, Some(block.id), form, FieldErrors::default()).await?))
}

async fn add(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let form = entered(&params)?;
    let done = s.add_server_block(visit.viewer.person()?, &form.domain, edit(&form)).await;
    s.server_answer(&visit, None, form, done).await
}

async fn save(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let id = at(&id)?;
    let form = ServerForm { domain: s.server_block(id).await?.domain, ..entered(&params)? };
    let done = s.edit_server_block(visit.viewer.person()?, id, edit(&form)).await;
    s.server_answer(&visit, Some(id), form, done).await
}

async fn remove(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.remove_server_block(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/staff/domains?done=removed"))
}
