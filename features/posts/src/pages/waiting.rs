//! What is not published yet: drafts, and posts that wait for their time.

use accounts::pages::{paging, say_done, told};
use axum::extract::{Path, State};
use base::{Id, Kind, MINUTE_MS, Ms, Outcome, Page, Problem, iso_ms};
use http::StatusCode;
use media::Attachment;
use ui::{ComposerView, Message, Page as _, PollFields};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post, see_other};

use crate::draft::Draft;
use crate::drafts::{DRAFTS_MAX, Kept};
use crate::pages::form::{time_of, zone};
use crate::pages::questions::minute_text;
use crate::pages::{media_view, visibility};
use crate::scheduled::Scheduled;
use crate::templates::{DraftsPage, ScheduledPage, WaitingView};
use crate::{Posts, WORDS};

const DRAFTS: &str = "/drafts";
const SCHEDULED: &str = "/scheduled";
const PER_PAGE: usize = 20;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    use Access::SignedIn;
    vec![
        get(s, DRAFTS, SignedIn, drafts),
        post(s, "/web/drafts/{id}/delete", SignedIn, forget),
        get(s, SCHEDULED, SignedIn, scheduled),
        post(s, "/web/scheduled/{id}/move", SignedIn, move_to),
        post(s, "/web/scheduled/{id}/cancel", SignedIn, cancel),
        post(s, "/web/scheduled/{id}/publish", SignedIn, publish),
    ]
}

impl Posts {
    /// The composer with a draft (`draft`) or a scheduled post (`scheduled`) in it, where the address names one.
    pub(super) async fn continued(&self, me: Id, params: &Params) -> Outcome<Option<ComposerView>> {
        if let Some(id) = params.id("draft")? {
            let Kept { id, draft, media } = self.draft(me, id).await?;
            return self.refilled(me, id, &draft, &media).await.map(Some);
        }
        let Some(id) = params.id("scheduled")? else { return Ok(None) };
        let waits = self.scheduled(me, id).await?;
        let view = self.refilled(me, id, waits.draft(), waits.media()).await?;
        Ok(Some(ComposerView { at: clock(waits.at_ms(), 0), ..view }))
    }

    async fn refilled(&self, me: Id, id: Id, draft: &Draft, media: &[Attachment]) -> Outcome<ComposerView> {
        let empty = self.composer(me).await?;
        Ok(ComposerView {
            text: draft.text.clone(),
            spoiler: draft.spoiler.clone(),
            sensitive: draft.sensitive,
            visibility: draft.visibility.map_or(empty.visibility, visibility),
            language: draft.language.clone().unwrap_or_default(),
            reply_to: self.shown_above(me, draft.reply_to).await?,
            quoting: self.shown_above(me, draft.quote).await?,
            quote_policy: draft.quote_policy.map_or(empty.quote_policy, |policy| policy.name().to_owned()),
            media: media.iter().map(media_view).collect(),
            more: draft.then.clone(),
            poll: draft.poll.as_ref().map(poll_fields).unwrap_or_default(),
            replaces: Some(id.to_string()),
            ..empty
        })
    }

    async fn scheduled_list(
        &self,
        visit: &Visit,
        page: Page,
        refused: Option<(Id, String, i32, Message)>,
    ) -> Outcome<ScheduledPage> {
        let all = self.scheduled_page(visit.viewer.person()?, page).await?;
        let ids: Vec<Id> = all.iter().map(Scheduled::id).collect();
        let mut waiting: Vec<WaitingView> = all.iter().map(scheduled_view).collect();
        if let Some((id, typed, zone, error)) = refused
            && let Some(view) = waiting.iter_mut().find(|view| view.id == id.to_string())
        {
            (view.at, view.zone, view.error) = (typed, zone, Some(error));
        }
        Ok(ScheduledPage {
            shell: self.accounts().shell(visit, WORDS.say("post-scheduled"), SCHEDULED).await?,
            waiting,
            paging: paging(SCHEDULED, &ids, &page),
        })
    }
}

fn poll_fields(poll: &crate::PollDraft) -> PollFields {
    PollFields {
        options: poll.options.clone(),
        seconds: poll.open_ms / 1_000,
        multiple: poll.multiple,
        hide_totals: poll.hide_totals,
    }
}

/// What a clock and a calendar show `zone` minutes from UTC: `YYYY-MM-DDTHH:MM`.
fn clock(ms: Ms, zone: i32) -> String {
    let mut iso = iso_ms(ms + Ms::from(zone) * MINUTE_MS);
    iso.truncate("2026-11-22T14:00".len());
    iso
}

fn view(id: Id, draft: &Draft, media: &[Attachment]) -> WaitingView {
    WaitingView {
        id: id.to_string(),
        text: draft.text.clone(),
        spoiler: draft.spoiler.clone(),
        more: draft.then.len(),
        answers: draft.poll.as_ref().map(|poll| poll.options.clone()).unwrap_or_default(),
        media: media.iter().map(media_view).collect(),
        visibility: draft.visibility.map(visibility).unwrap_or_default(),
        is_reply: draft.reply_to.is_some(),
        is_quote: draft.quote.is_some(),
        ..WaitingView::default()
    }
}

fn draft_view(kept: &Kept) -> WaitingView {
    let ms = kept.id.ms();
    WaitingView {
        time_iso: iso_ms(ms),
        time_human: Message::raw(minute_text(ms)),
        ..view(kept.id, &kept.draft, &kept.media)
    }
}

fn scheduled_view(waits: &Scheduled) -> WaitingView {
    WaitingView {
        time_iso: iso_ms(waits.at_ms()),
        time_human: Message::raw(minute_text(waits.at_ms())),
        at: clock(waits.at_ms(), 0),
        ..view(waits.id(), waits.draft(), waits.media())
    }
}

fn page_of(params: &Params) -> Outcome<Page> {
    params.page(base::PageLimit::POSTS).map(|page| page.with_limit(PER_PAGE))
}

async fn drafts(State(s): State<Posts>, visit: Visit, params: Params) -> Reply {
    let page = page_of(&params)?;
    let kept = s.drafts_page(visit.viewer.person()?, page).await?;
    let ids: Vec<Id> = kept.iter().map(|draft| draft.id).collect();
    let mut shell = s.accounts().shell(&visit, WORDS.say("post-drafts"), DRAFTS).await?;
    say_done(
        &mut shell,
        &params,
        &WORDS,
        &[("saved", "post-draft-saved"), ("deleted", "post-draft-deleted")],
    );
    let drafts = kept.iter().map(draft_view).collect();
    let page = DraftsPage { shell, drafts, max: DRAFTS_MAX, paging: paging(DRAFTS, &ids, &page) };
    Ok(html(page.page()))
}

async fn forget(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.forget_draft(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/drafts?deleted"))
}

async fn scheduled(State(s): State<Posts>, visit: Visit, params: Params) -> Reply {
    let mut page = s.scheduled_list(&visit, page_of(&params)?, None).await?;
    say_done(
        &mut page.shell,
        &params,
        &WORDS,
        &[
            ("added", "post-schedule-added"),
            ("moved", "post-schedule-moved"),
            ("cancelled", "post-schedule-cancelled"),
        ],
    );
    Ok(html(page.page()))
}

async fn move_to(State(s): State<Posts>, Path(id): Path<String>, visit: Visit, params: Params) -> Reply {
    let (me, id) = (visit.viewer.person()?, at(&id)?);
    let (typed, zone) = (params.text("scheduled_for")?.unwrap_or_default().to_owned(), zone(&params)?);
    // What is not theirs is not there, whatever the time.
    s.scheduled(me, id).await?;
    let moved = match time_of(&typed, zone) {
        Ok(Some(at_ms)) => s.reschedule(me, id, at_ms).await,
        Ok(None) => Err(Problem::invalid("That is not a date and time")),
        Err(problem) => Err(problem),
    };
    let problem = match moved {
        Ok(()) => return Ok(see_other("/scheduled?moved")),
        Err(problem) if problem.kind() == Kind::Invalid => problem,
        Err(problem) => return Err(problem.into()),
    };
    let error = if problem.text().contains("scheduled date must be") {
        WORDS.say("post-too-soon")
    } else {
        Message::problem(told(&problem))
    };
    let page = s.scheduled_list(&visit, page_of(&params)?, Some((id, typed, zone, error))).await?;
    Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
}

async fn cancel(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    s.unschedule(visit.viewer.person()?, at(&id)?).await?;
    Ok(see_other("/scheduled?cancelled"))
}

async fn publish(State(s): State<Posts>, Path(id): Path<String>, visit: Visit) -> Reply {
    let me = visit.viewer.person()?;
    let post = s.publish_now(me, at(&id)?).await?;
    let view = s.one(post, Some(me)).await?.ok_or_else(Problem::not_found)?;
    Ok(see_other(&crate::pages::path_of(&view)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_show_what_they_do_elsewhere() {
        assert_eq!(clock(1_795_356_000_000, 0), "2026-11-22T14:00");
        assert_eq!(clock(1_795_356_000_000, -900), "2026-11-21T23:00");
        assert_eq!(time_of(&clock(1_795_356_000_000, 345), 345).unwrap(), Some(1_795_356_000_000));
    }
}
