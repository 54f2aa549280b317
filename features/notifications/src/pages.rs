//! The page of what happened.

mod policy;
mod requests;
mod tabs;

use accounts::pages::{done_at, person_line, way_back};
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use base::{Id, Ms, Outcome, Page, PageLimit, Problem, iso_ms};
use posts::{Fold, Place, View};
use ui::{NotificationKind, NotificationView, Page as _, Paging, PostView};
use web::{Access, Params, Reply, Route, Visit, get, html, post};

use crate::Notifications;
use crate::model::Kind;
use crate::templates::NotificationsPage;
use crate::views::{Filter, Grouped, Line};
pub(crate) use tabs::Only;

const PATH: &str = "/notifications";
/// Where streams are served, which is by a feature of its own: without it the page is as good, and does not move.
const LIVE_PATH: &str = "/live/notifications";

pub(crate) fn routes(s: &Notifications) -> Vec<Route> {
    let mut routes = vec![
        get(s, PATH, Access::SignedIn, show),
        post(s, "/web/notifications/read", Access::SignedIn, mark_as_read),
    ];
    routes.extend(policy::routes(s));
    routes.extend(requests::routes(s));
    routes
}

async fn show(State(s): State<Notifications>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let me = visit.viewer.person()?;
    let page = params.page(PageLimit::POSTS)?;
    let only = Only::parse(params.filled("only")?.unwrap_or_default());
    let filter = Filter { kinds: only.kinds(), ..Filter::default() };
    let grouped: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.is_grouped()).collect();
    let found = s.grouped(me, &filter, &grouped, page).await?;
    let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
    let view = NotificationsPage {
        shell: s.0.accounts.shell(&visit, ui::WORDS.say("shell-notifications"), path).await?,
        only,
        waiting: s.pending(me).await?.1,
        lines: s.page_lines(me, &found).await?,
        paging: paging(&found, &page, only),
        // What comes in is of all kinds, or mentions.
        live: (is_first(&page) && only.is_live()).then(|| LIVE_PATH.to_owned()),
    };
    Ok(html(view.page()))
}

async fn mark_as_read(
    State(s): State<Notifications>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let up_to = params.id("up_to")?.ok_or_else(|| Problem::invalid("up_to can't be blank"))?;
    s.mark_read(visit.viewer.person()?, up_to).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or(PATH)))
}

impl Notifications {
    /// The newest lines of the page, for another one.
    pub async fn newest_lines(&self, me: Id, page: Page) -> Outcome<Vec<NotificationView>> {
        let filter = Filter { kinds: Kind::ALL.to_vec(), ..Filter::default() };
        let grouped: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.is_grouped()).collect();
        let found = self.grouped(me, &filter, &grouped, page).await?;
        self.page_lines(me, &found).await
    }

    async fn page_lines(&self, account: Id, page: &Grouped) -> Outcome<Vec<NotificationView>> {
        let place = Place::Notifications;
        let hidden = |line: &&Line| page.post_of(line).is_some_and(|post| post.fold(place) == Fold::Hidden);
        let lines: Vec<&Line> = page.groups.iter().filter(|line| !hidden(line)).collect();
        let views: Vec<View> = lines.iter().filter_map(|line| page.post_of(line).cloned()).collect();
        let mut posts = self.0.posts.post_views(&views, place).await?.into_iter();
        let (read, now) = (self.last_read(account).await?, self.0.clock.now_ms());
        // The posts come in the order of the groups that have one.
        let line = |line: &&Line| {
            let post = page.post_of(line).and_then(|_| posts.next());
            line_view(line, post, read, now)
        };
        Ok(lines.iter().map(line).collect())
    }
}

fn line_view(line: &Line, post: Option<PostView>, read: Id, now: Ms) -> NotificationView {
    let people: Vec<_> = line.sample.iter().map(|person| person_line(person)).collect();
    let count = u64::try_from(line.count).unwrap_or(0);
    NotificationView {
        id: line.newest.id.to_string(),
        kind: page_kind(line.group.kind),
        others: count.saturating_sub(people.len() as u64),
        people,
        post,
        url: line.newest.post.and_then(|id| matter_path(line.group.kind, id)),
        created_iso: iso_ms(line.newest.created_ms),
        created_human: ui::Message::ago(now, line.newest.created_ms),
        unread: line.newest.id > read,
    }
}

/// Where a thing that is no post can be seen: pages of the features that keep such things.
fn matter_path(kind: Kind, id: Id) -> Option<String> {
    match kind {
        Kind::AdminReport => Some(format!("/staff/reports/{id}")),
        Kind::ModerationWarning => Some(format!("/settings/decisions/{id}")),
        Kind::AddedToCollection | Kind::CollectionUpdate => Some(format!("/collections/{id}")),
        Kind::ChatReminder => Some(format!("/chats/sessions/{id}")),
        Kind::HashtagDecision => Some(format!("/web/hashtag-decisions/{id}")),
        _ => None,
    }
}

pub(crate) fn page_kind(kind: Kind) -> NotificationKind {
    match kind {
        Kind::Mention => NotificationKind::Mention,
        Kind::Status => NotificationKind::Post,
        Kind::Favourite => NotificationKind::Favourite,
        Kind::Reblog => NotificationKind::Boost,
        Kind::Follow => NotificationKind::Follow,
        Kind::FollowRequest => NotificationKind::FollowRequest,
        Kind::Update => NotificationKind::Edit,
        Kind::Poll => NotificationKind::PollEnded,
        Kind::Quote => NotificationKind::Quote,
        Kind::QuotedUpdate => NotificationKind::QuotedEdit,
        Kind::AdminSignUp => NotificationKind::SignUp,
        Kind::AdminReport => NotificationKind::Report,
        Kind::ModerationWarning => NotificationKind::Warning,
        Kind::AddedToCollection => NotificationKind::Collected,
        Kind::CollectionUpdate => NotificationKind::CollectionEdit,
        Kind::AnnualReport => NotificationKind::YearReport,
        Kind::ChatReminder => NotificationKind::ChatReminder,
        Kind::HashtagDecision => NotificationKind::HashtagDecision,
    }
}

/// Whether it is the newest end of the list, onto which live updates fit.
fn is_first(page: &Page) -> bool {
    page.max_id.is_none() && page.since_id.is_none() && !page.forward()
}

/// Links to the neighbours. Going up, where there is no more above, the page is the beginning.
fn paging(found: &Grouped, page: &Page, only: Only) -> Paging {
    let only = only.query().map_or_else(String::new, |word| format!("&only={word}"));
    let has_newer = page.max_id.is_some() || (page.forward() && found.is_cut);
    let has_older = page.forward() || found.is_cut;
    let link = |name: &str, id: &Id| format!("{PATH}?{name}={id}{only}");
    Paging {
        older: found.cursors.last().filter(|_| has_older).map(|id| link("max_id", id)),
        newer: found.cursors.first().filter(|_| has_newer).map(|id| link("min_id", id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::World;

    #[test]
    fn every_kind_has_its_words() {
        let said = |kind| {
            let view = NotificationView { kind: page_kind(kind), ..NotificationView::default() };
            view.label().text(ui::Lang::En)
        };
        let verbs: Vec<String> = Kind::ALL.into_iter().map(said).collect();
        let mut distinct = verbs.clone();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), verbs.len());
        assert_eq!(said(Kind::Reblog), "Somebody boosted your post");
    }

    #[test]
    fn live_updates_fit_onto_the_first_page_only() {
        assert!(is_first(&Page::newest(20)));
        let ids = [Some(Id(5)), None, None];
        for at in 0..3 {
            let [max_id, min_id, since_id] = [ids[at], ids[(at + 1) % 3], ids[(at + 2) % 3]];
            assert!(!is_first(&Page { max_id, min_id, since_id, ..Page::newest(20) }), "{at}");
        }
    }

    async fn shown(w: &World, me: Id, kinds: &[Kind], page: Page) -> (Vec<NotificationView>, Paging) {
        let filter = Filter { kinds: kinds.to_vec(), ..Filter::default() };
        let found = w.notes.grouped(me, &filter, &[Kind::Favourite, Kind::Follow], page).await.unwrap();
        (w.notes.page_lines(me, &found).await.unwrap(), paging(&found, &page, Only::All))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn lines_and_their_neighbours() {
        let w = World::new(store::Engine::Sqlite).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        let post = w.post(ana, "hello").await;
        w.like(ben, post).await;
        w.follow(ben, ana, None).await;
        w.like(chi, post).await;
        let mention = w.post(chi, "@ana hi").await;
        let (lines, links) = shown(&w, ana, &Kind::ALL, Page::newest(20)).await;
        let told: Vec<_> = lines
            .iter()
            .map(|n| (n.kind, n.people.len(), n.post.as_ref().map(|p| p.id.clone()), n.unread))
            .collect();
        let expected = [
            (NotificationKind::Mention, 1, Some(mention.to_string()), true),
            (NotificationKind::Favourite, 2, Some(post.to_string()), true),
            (NotificationKind::Follow, 1, None, true),
        ];
        assert_eq!(told, expected);
        assert!(links.older.is_none() && links.newer.is_none());
        let newest: Id = lines[1].id.parse().unwrap();
        w.notes.mark_read(ana, newest).await.unwrap();
        let (lines, links) = shown(&w, ana, &Kind::ALL, Page::newest(1)).await;
        assert!(lines[0].unread);
        let older = Page { max_id: lines[0].id.parse().ok(), ..Page::newest(20) };
        assert_eq!(links.older, Some(format!("/notifications?max_id={}", lines[0].id)));
        let (lines, links) = shown(&w, ana, &Kind::ALL, older).await;
        assert!(lines.iter().all(|line| !line.unread));
        assert_eq!(links.newer, Some(format!("/notifications?min_id={}", lines[0].id)));
        let (lines, _) = shown(&w, ana, &[Kind::Mention], Page::newest(20)).await;
        assert_eq!(lines.len(), 1);
        w.notes.mark_read(ana, Id(i64::MAX)).await.unwrap();
        w.clock.advance(5_000);
        w.post(ben, "@ana later").await;
        assert_eq!(w.notes.unread(ana).await.unwrap(), 1, "nobody has read the future");
    }
}
