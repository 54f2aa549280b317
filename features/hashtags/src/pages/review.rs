//! The staff's queue.

use std::sync::Arc;

use accounts::pages::say_named;
use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Kind as ProblemKind, Outcome, Problem};
use ui::{Message, Page as _, StaffTab};
use web::{Access, Params, Reply, Role, Route, Visit, get, html, html_status, post, see_other};

use super::{leaf, part, signed_in};
use crate::api::{key, refusal};
use crate::book::Book;
use crate::model::{Edit, Entry, State as Standing, Verdict};
use crate::templates::{Case, ReviewPage, review};
use crate::{Hashtags, WORDS};

const PATH: &str = "/staff/hashtags";
const STAFF: Access = Access::StaffPage(Role::Moderator);
/// The part that is shown where none is asked for.
const FIRST: &str = "provisional";

pub(super) fn routes(s: &Hashtags) -> Vec<Route> {
    vec![
        get(s, PATH, STAFF, show),
        post(s, "/web/staff/hashtags/{tag}/keep", STAFF, keep),
        post(s, "/web/staff/hashtags/{tag}/refuse", STAFF, refuse),
    ]
}

/// The part of the queue that was asked for.
fn asked(params: &Params) -> Outcome<String> {
    Ok(params.filled("part")?.filter(|part| review::is_part(part)).unwrap_or(FIRST).to_owned())
}

fn entries(book: &Book, part: &str) -> Vec<Arc<Entry>> {
    Standing::parse(part).map_or_else(|| book.changed(), |state| book.queue(state))
}

impl Hashtags {
    async fn review_page(
        &self,
        (visit, uri): (&Visit, &OriginalUri),
        params: &Params,
        wrong: Option<(&str, Message)>,
    ) -> Outcome<ReviewPage> {
        let (book, name) = (self.book().await?, asked(params)?);
        let counts = review::parts().map(|part| entries(&book, part).len() as u64).collect();
        let path = format!("{PATH}?part={name}");
        let (shown, paging) = part(entries(&book, &name), &path, leaf(params)?);
        let at = uri.path_and_query().map_or(PATH, |path| path.as_str());
        let heading = WORDS.say("review");
        let (shell, desk) = self.0.ground.accounts.desk(visit, heading, StaffTab::Hashtags, at).await?;
        let case = |(entry, one): (&Arc<Entry>, _)| Case {
            one,
            since: match entry.decided_ms.filter(|_| entry.state != Standing::Provisional) {
                Some(at) => WORDS.say("review-decided").with("day", Message::day(at)),
                None => WORDS.say("review-since").with("day", Message::day(entry.registered_ms)),
            },
            link: entry.link.clone(),
            refused: wrong.as_ref().filter(|(tag, _)| *tag == entry.tag).map(|(_, why)| why.clone()),
        };
        let views = self.views(&shown).await?;
        Ok(ReviewPage {
            shell,
            desk,
            part: name,
            counts,
            cases: shown.iter().zip(views).map(case).collect(),
            paging,
        })
    }
}

async fn show(State(s): State<Hashtags>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let mut page = s.review_page((&visit, &uri), &params, None).await?;
    let told = [("kept", "review-now-kept"), ("refused", "review-now-refused")];
    say_named(&mut page.shell, &params, &WORDS, &told)?;
    Ok(html(page.page()))
}

fn done(params: &Params, what: &str) -> Reply {
    Ok(see_other(&format!("{PATH}?part={}&done={what}", asked(params)?)))
}

async fn keep(State(s): State<Hashtags>, Path(tag): Path<String>, visit: Visit, params: Params) -> Reply {
    s.decide(signed_in(&visit)?, &key(&tag)?, Verdict::Keep(Box::<Edit>::default())).await?;
    done(&params, "kept")
}

async fn refuse(
    State(s): State<Hashtags>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let (who, tag) = (signed_in(&visit)?, key(&tag)?);
    let refused: Outcome<Entry> = match refusal(&params) {
        Ok(verdict) => s.decide(who, &tag, verdict).await,
        Err(problem) => Err(problem),
    };
    match refused {
        Ok(_) => done(&params, "refused"),
        Err(problem) if problem.kind() == ProblemKind::Invalid => {
            let why = complaint(&problem);
            let page = s.review_page((&visit, &uri), &params, Some((&tag, why))).await?;
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

fn complaint(problem: &Problem) -> Message {
    match problem.complaint() {
        "Words can't be blank" => WORDS.say("wrong-no-words"),
        told => Message::problem(told),
    }
}
