//! What everybody reads.

use accounts::pages::{done_at, way_back};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use base::{Kind, Outcome};
use ui::{EmptyState, Message, Notice, Page as _};
use web::{Access, Params, Reply, Route, Visit, at, get, html, html_status, post};

use super::{period, rendered};
use crate::actions::known;
use crate::model::Announcement;
use crate::store::Reaction;
use crate::templates::{AnnouncementsPage, Item, ReactionView};
use crate::views::{Heard, Named};
use crate::{Announcements, WORDS};

const PATH: &str = "/announcements";
/// Emojis that are offered to react with.
const OFFERED: [&str; 6] = ["👍", "❤️", "🎉", "👏", "😮", "🙏"];

pub(super) fn routes(s: &Announcements) -> Vec<Route> {
    let own = Access::SignedIn;
    vec![
        get(s, PATH, own, show),
        post(s, "/web/announcements/{id}/dismiss", own, dismiss),
        post(s, "/web/announcements/{id}/react", own, react),
        post(s, "/web/announcements/{id}/unreact", own, unreact),
    ]
}

impl Announcements {
    async fn reading_page(&self, visit: &Visit) -> Outcome<AnnouncementsPage> {
        let Heard { mut live, dismissed, reactions } = self.heard(visit.viewer.person()?).await?;
        // Unread first, then the latest.
        live.sort_by_key(|one| (dismissed.contains(&one.id), std::cmp::Reverse(one.published_ms)));
        let named = self.named(&live).await?;
        let now = self.0.clock.now_ms();
        let item = |one: &Announcement| Item {
            id: one.id.to_string(),
            html: rendered(one, &named),
            when: Message::ago(now, one.published_ms.unwrap_or(one.created_ms)),
            period: period(one),
            read: dismissed.contains(&one.id),
            reactions: reactions
                .iter()
                .filter(|reaction| reaction.announcement == one.id && known(&reaction.name, &named.book))
                .map(|reaction| reaction_view(reaction, &named))
                .collect(),
        };
        Ok(AnnouncementsPage {
            shell: self.0.accounts.shell(visit, WORDS.say("announcements-title"), PATH).await?,
            items: live.iter().map(item).collect(),
            empty: EmptyState::new(WORDS.say("announcements-none"), WORDS.say("announcements-none-text")),
            offered: OFFERED.to_vec(),
        })
    }
}

fn reaction_view(reaction: &Reaction, named: &Named) -> ReactionView {
    ReactionView {
        name: reaction.name.clone(),
        picture: named.book.get(&reaction.name).map(|emoji| emoji.view().still_url),
        count: reaction.count,
        mine: reaction.mine,
    }
}

async fn show(State(s): State<Announcements>, visit: Visit) -> Reply {
    Ok(html(s.reading_page(&visit).await?.page()))
}

async fn dismiss(
    State(s): State<Announcements>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    s.dismiss(visit.viewer.person()?, at(&id)?).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or(PATH)))
}

/// The emoji that was chosen, or else the one that was written.
fn chosen(params: &Params) -> Outcome<String> {
    let name = params.filled("name")?.or(params.filled("other")?).unwrap_or_default();
    Ok(name.trim().trim_matches(':').to_owned())
}

async fn react(
    State(s): State<Announcements>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    match s.react(visit.viewer.person()?, at(&id)?, chosen(&params)?).await {
        Ok(()) => Ok(done_at(&headers, PATH)),
        Err(problem) if problem.kind() == Kind::Invalid => {
            let mut page = s.reading_page(&visit).await?;
            let told = problem.complaint();
            page.shell.notice = Some(Notice::error(match told {
                "Name is not a recognized emoji" => WORDS.say("reaction-unknown"),
                _ => WORDS.say("reaction-too-many").with("n", crate::REACTIONS_MAX),
            }));
            Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()))
        }
        Err(problem) => Err(problem.into()),
    }
}

async fn unreact(
    State(s): State<Announcements>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    s.unreact(visit.viewer.person()?, at(&id)?, chosen(&params)?).await?;
    Ok(done_at(&headers, PATH))
}
