//! Polls on pages.

use accounts::pages::done;
use axum::extract::{Path, State};
use base::{Ms, Problem, iso_ms};
use http::HeaderMap;
use ui::{Message, PollOptionView, PollView};
use web::{Access, Params, Reply, Route, Visit, at, post};

use crate::Posts;
use crate::polls::PollOption;
use crate::polls::api::choices;
use crate::views::View;

pub(super) fn routes(s: &Posts) -> Vec<Route> {
    vec![post(s, "/web/polls/{id}/vote", Access::SignedIn, vote)]
}

async fn vote(
    State(s): State<Posts>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let chosen = choices(&params)?;
    if chosen.is_empty() {
        return Err(Problem::invalid("Choose an answer first").into());
    }
    s.vote(visit.viewer.person()?, at(&id)?, &chosen).await?;
    Ok(done(&headers, &params))
}

/// The poll below a post, as the viewer sees it.
pub(super) fn poll_view(view: &View) -> Option<PollView> {
    let poll = view.shown.poll.as_deref()?;
    let over = poll.is_over(view.now);
    let chosen = view.flags.votes().choices();
    let told = over || !poll.hide_totals;
    let option = |(n, option): (usize, &PollOption)| PollOptionView {
        title: option.title.clone(),
        votes: told.then_some(option.votes),
        chosen: chosen.contains(&n),
    };
    Some(PollView {
        options: poll.options.iter().enumerate().map(option).collect(),
        multiple: poll.multiple,
        over,
        can_vote: view.facet.signed_in && !view.own && !over && chosen.is_empty(),
        voters: if poll.multiple {
            poll.voters
        } else {
            poll.options.iter().map(|option| option.votes).sum()
        },
        ends_iso: iso_ms(poll.expires_ms),
        ends_human: Message::raw(minute_text(poll.expires_ms)),
        emojis: emojis::views(&view.shown.poll_emojis.iter().collect::<Vec<_>>()),
    })
}

/// `2026-11-22 14:00 UTC`; the script makes it the reader's own time.
pub(super) fn minute_text(ms: Ms) -> String {
    let iso = iso_ms(ms);
    format!("{} UTC", iso.get(..16).unwrap_or(&iso).replace('T', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_to_come_are_told_whole() {
        assert_eq!(minute_text(1_795_356_000_000), "2026-11-22 14:00 UTC");
    }
}
