//! Networks that are kept out.

use accounts::pages::{paging_down, say_named};
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Ms, Outcome, PageLimit};
use ui::{FieldErrors, Message, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use super::{ADMINS, complaint, path_of, typed};
use crate::model::{IpBlock, IpBlockEdit};
use crate::templates::{NetworkForm, NetworkPage, NetworksPage, OutLine};
use crate::{Moderation, WORDS};

const PATH: &str = "/staff/ip_blocks";
const PAGE: PageLimit = PageLimit { default: 50, max: 100 };

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![
        get(s, PATH, ADMINS, list),
        post(s, PATH, ADMINS, add),
        get(s, "/staff/ip_blocks/new", ADMINS, fresh),
        get(s, "/staff/ip_blocks/{id}", ADMINS, one),
        post(s, "/staff/ip_blocks/{id}", ADMINS, save),
        post(s, "/web/staff/ip_blocks/{id}/delete", ADMINS, remove),
    ]
}

fn end_text(end: Ms, now: Ms) -> Message {
    if end <= now { WORDS.say("ends-over") } else { WORDS.say("ends-on").with("day", Message::day(end)) }
}

fn line(block: &IpBlock, now: Ms) -> OutLine {
    let severity = WORDS.say(match block.severity.as_str() {
        "sign_up_requires_approval" => "network-approval",
        "sign_up_block" => "network-sign-up",
        _ => "network-no-access",
    });
    let how = match block.expires_ms {
        Some(end) => WORDS.say("network-how").with("severity", severity).with("end", end_text(end, now)),
        None => severity,
    };
    OutLine { id: block.id.to_string(), name: block.network.to_string(), how, comment: block.comment.clone() }
}

async fn list(State(s): State<Moderation>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let (page, now) = (params.page(PAGE)?, s.now_ms());
    let blocks = s.ip_blocks(page).await?;
    let ids: Vec<Id> = blocks.iter().map(|block| block.id).collect();
    let (mut shell, desk) =
        s.accounts.desk(&visit, WORDS.say("out-title"), StaffTab::KeptOut, path_of(&uri)).await?;
    say_named(&mut shell, &params, &WORDS, &[("saved", "out-saved"), ("removed", "out-removed")])?;
    let lines = blocks.iter().map(|block| line(block, now)).collect();
    Ok(html(NetworksPage { shell, desk, lines, paging: paging_down(PATH, &ids, &page) }.page()))
}

impl Moderation {
    async fn network_page(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: NetworkForm,
        errors: FieldErrors,
    ) -> Outcome<String> {
        let heading = WORDS.say(if id.is_some() { "networks-edit" } else { "networks-add" });
        let (shell, desk) = self.accounts.desk(visit, heading, StaffTab::KeptOut, PATH).await?;
        Ok(NetworkPage { shell, desk, id: id.map(|id| id.to_string()), form, errors }.page())
    }

    /// To the list, or the form again with what was wrong.
    async fn network_answer(
        &self,
        visit: &Visit,
        id: Option<Id>,
        form: NetworkForm,
        done: Outcome<IpBlock>,
    ) -> Reply {
        let problem = match done {
            Ok(_) => return Ok(see_other("/staff/ip_blocks?done=saved")),
            Err(problem) => problem,
        };
        let errors = complaint(problem, |text| match text.split(' ').next() {
            Some("Ip") => "ip",
            Some("Severity") => "severity",
            _ => "comment",
        })?;
        Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, self.network_page(visit, id, form, errors).await?))
    }
}

fn entered(params: &Params, ends_now: Option<Message>) -> Outcome<NetworkForm> {
    Ok(NetworkForm {
        ip: typed(params, "ip")?,
        severity: typed(params, "severity")?,
        comment: typed(params, "comment")?,
        ends: typed(params, "ends")?,
        ends_now,
    })
}

fn edit(form: &NetworkForm) -> IpBlockEdit {
    IpBlockEdit {
        network: Some(form.ip.clone()),
        severity: Some(form.severity.clone()),
        comment: Some(form.comment.clone()),
        // What is no number leaves the end as it is.
        expires_in: form.ends.parse().ok(),
    }
}

async fn fresh(State(s): State<Moderation>, visit: Visit) -> Reply {
    let severity = "sign_up_requires_approval".to_owned();
    let form = NetworkForm { severity, ends: "2592000".to_owned(), ..NetworkForm::default() };
    Ok(html(s.network_page(&visit, None, form, FieldErrors::default()).await?))
}

async fn one(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    let block = s.ip_block(at(&id)?).await?;
    let form = NetworkForm {
        ip: block.network.to_string(),
        severity: block.severity,
        comment: block.comment,
        ends: block.expires_ms.map_or("0", |_| "keep").to_owned(),
        ends_now: block.expires_ms.map(|end| end_text(end, s.now_ms())),
    };
    Ok(html(s.network_page(&visit, Some(block.id), form, FieldErrors::default()).await?))
}

async fn add(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let form = entered(&params, None)?;
    let done = s.add_ip_block(visit.viewer.person()?, edit(&form)).await;
    s.network_answer(&visit, None, form, done).await
}

async fn save(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let id = at(&id)?;
    let ends_now = s.ip_block(id).await?.expires_ms.map(|end| end_text(end, s.now_ms()));
    let form = entered(&params, ends_now)?;
    let done = s.edit_ip_block(visit.viewer.person()?, id, edit(&form)).await;
    s.network_answer(&visit, Some(id), form, done).await
}

async fn remove(State(s): State<Moderation>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.remove_ip_block(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/staff/ip_blocks?done=removed"))
}
