//! The pages for those who look around: what is talked about, and who is here. And the same beside timelines.

use std::sync::Arc;

use accounts::pages::{done_at, way_back};
use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use base::{Id, MINUTE_MS, Ms, Outcome, Problem};
use posts::Place;
use ui::{AsideView, Message, Notice, Page as _, Paging, Shell, SuggestedView, TrendView};
use web::{Access, Params, Reply, Route, Slice, Visit, at, get, html, post};

use crate::Search;
use crate::WORDS;
use crate::index::Order;
use crate::pages::{leaf, numbered};
use crate::suggestions::Source;
use crate::templates::explore::{ExplorePostsPage, ExploreTab, PeopleHerePage, Suggestion, TalkedPage};
use crate::trends::{DayUse, link_title};

/// Posts, hashtags, links or people of one page.
const PAGE: usize = 20;
/// Suggestions above the directory.
const SUGGESTED: usize = 8;
/// Hashtags beside timelines.
const BESIDE_TAGS: usize = 5;
/// Suggestions beside timelines.
const BESIDE_PEOPLE: usize = 3;
/// How long the hashtags beside timelines stay what they are: ranking them takes longer than a page may.
pub(crate) const BESIDE_KEPT_MS: Ms = MINUTE_MS;

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    vec![
        get(s, "/explore", Access::Page, posts),
        get(s, "/explore/tags", Access::Page, tags),
        get(s, "/explore/links", Access::Page, links),
        get(s, "/explore/people", Access::Page, people),
        post(s, "/web/suggestions/{id}/dismiss", Access::SignedIn, dismiss),
    ]
}

/// The path and query of the page.
fn path(uri: &OriginalUri) -> &str {
    uri.path_and_query().map_or("/explore", |path| path.as_str())
}

fn slice(number: usize) -> Slice {
    Slice { offset: number * PAGE, limit: PAGE }
}

impl Search {
    async fn explore_shell(&self, visit: &Visit, uri: &OriginalUri) -> Outcome<Shell> {
        self.0.accounts.shell(visit, ui::WORDS.say("shell-explore"), path(uri)).await
    }

    /// What stands beside timelines, from memory.
    pub async fn aside(&self, visit: &Visit) -> Outcome<AsideView> {
        let people = match visit.viewer.account() {
            Some(me) => self.suggestions_at_hand(me, BESIDE_PEOPLE).await?,
            None => Vec::new(),
        };
        let suggested = |(person, source): &(Arc<accounts::Shown>, Source)| SuggestedView {
            person: accounts::pages::person_line(person),
            locked: person.locked,
            why: why(*source),
        };
        Ok(AsideView {
            tags: self.tags_beside().to_vec(),
            people: people.iter().map(suggested).collect(),
            chats: Vec::new(),
        })
    }

    /// The first hashtags of the ranking; nothing until the last days are in memory.
    fn tags_beside(&self) -> Arc<[TrendView]> {
        let now = self.0.clock.now_ms();
        if let Some(kept) = self.0.trends.kept_beside(now) {
            return kept;
        }
        let made: Arc<[TrendView]> = match self.trending_tags_at_hand(BESIDE_TAGS) {
            Some(keys) => keys.iter().map(|key| self.tag_view(key)).collect(),
            None => return Arc::default(),
        };
        self.0.trends.keep_beside(now, made.clone());
        made
    }

    fn tag_view(&self, key: &str) -> TrendView {
        let url = accounts::tag_path(key);
        let (days, people) = (self.tag_history(key), self.tag_people(key));
        trend_view(format!("#{key}"), url, people, &days)
    }

    fn link_view(&self, link: &String) -> TrendView {
        let (days, people) = (self.link_history(link), self.link_people(link));
        let view = trend_view(link_title(link).to_owned(), link.clone(), people, &days);
        TrendView { leaves: true, ..view }
    }
}

/// `days` begin with today; a line is read from the left.
fn trend_view(name: String, url: String, people: u32, days: &[DayUse]) -> TrendView {
    let days = days.iter().rev().map(|day| day.uses).collect();
    TrendView {
        name,
        url,
        leaves: false,
        used: ui::WORDS.say("trend-people").with("n", u64::from(people)),
        days,
    }
}

/// Why somebody is suggested, in words.
fn why(source: Source) -> Message {
    WORDS.say(match source {
        Source::FriendsOfFriends => "explore-why-friends",
        Source::MostFollowed => "explore-why-followed",
    })
}

async fn posts(State(s): State<Search>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let number = leaf(&params)?;
    let views = s.trending_posts(visit.viewer.account(), number * PAGE, PAGE).await?;
    s.0.posts.seen(&views, visit.viewer.account());
    let page = ExplorePostsPage {
        shell: s.explore_shell(&visit, &uri).await?,
        paging: numbered("/explore", number, views.len() == PAGE),
        posts: s.0.posts.post_views(&views, Place::Public).await?,
        aside: s.aside(&visit).await?,
    };
    Ok(html(page.page()))
}

async fn tags(State(s): State<Search>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let number = leaf(&params)?;
    let keys = s.trending_tags(number * PAGE, PAGE).await?;
    let followed = match visit.viewer.account() {
        Some(me) => Some(s.0.tags.followed(me).await?),
        None => None,
    };
    let follows = |key: &str| followed.as_ref().map(|tags| tags.contains(key));
    let trends: Vec<_> = keys.iter().map(|key| (s.tag_view(key), key.clone(), follows(key))).collect();
    talked(&s, ExploreTab::Tags, trends, &visit, (&uri, number)).await
}

async fn links(State(s): State<Search>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let number = leaf(&params)?;
    let found = s.trending_links(number * PAGE, PAGE).await?;
    let trends: Vec<_> = found.iter().map(|link| (s.link_view(link), String::new(), None)).collect();
    talked(&s, ExploreTab::Links, trends, &visit, (&uri, number)).await
}

async fn talked(
    s: &Search,
    tab: ExploreTab,
    trends: Vec<(TrendView, String, Option<bool>)>,
    visit: &Visit,
    (uri, number): (&OriginalUri, usize),
) -> Reply {
    let page = TalkedPage {
        shell: s.explore_shell(visit, uri).await?,
        tab,
        paging: numbered(uri.path(), number, trends.len() == PAGE),
        trends,
        aside: s.aside(visit).await?,
    };
    Ok(html(page.page()))
}

async fn people(State(s): State<Search>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let (number, me) = (leaf(&params)?, visit.viewer.account());
    let newest = params.filled("order")? == Some("new");
    let order = if newest { Order::New } else { Order::Active };
    let here: Vec<Id> = s.directory(me, order, slice(number)).await?.iter().map(|person| person.id).collect();
    let mut shell = s.explore_shell(&visit, &uri).await?;
    if params.has("dismissed") {
        shell.notice = Some(Notice::success(WORDS.say("explore-dismissed")));
    }
    let page = PeopleHerePage {
        shell,
        suggested: s.suggested_cards(&visit, number).await?,
        newest,
        paging: directory_paging(newest, number, here.len() == PAGE),
        people: s.0.accounts.person_views(&here, &visit).await?,
        aside: AsideView { people: Vec::new(), ..s.aside(&visit).await? },
    };
    Ok(html(page.page()))
}

fn directory_paging(newest: bool, number: usize, full: bool) -> Paging {
    numbered(if newest { "/explore/people?order=new" } else { "/explore/people" }, number, full)
}

impl Search {
    /// Whom the visitor may want to follow, above the first page of the directory.
    async fn suggested_cards(&self, visit: &Visit, number: usize) -> Outcome<Vec<Suggestion>> {
        let Some(me) = visit.viewer.account().filter(|_| number == 0) else { return Ok(Vec::new()) };
        let all = self.suggestions(me, SUGGESTED).await?;
        let ids: Vec<Id> = all.iter().map(|(person, _)| person.id).collect();
        let cards = self.0.accounts.person_views(&ids, visit).await?;
        let reason = |id: &str| all.iter().find(|(person, _)| person.id.to_string() == id);
        let card = |person: ui::PersonView| {
            let why = reason(&person.id).map(|(_, source)| why(*source)).unwrap_or_default();
            Suggestion { person, why }
        };
        Ok(cards.into_iter().map(card).collect())
    }
}

async fn dismiss(
    State(s): State<Search>,
    Path(id): Path<String>,
    visit: Visit,
    headers: HeaderMap,
    params: Params,
) -> Reply {
    let (me, other) = (visit.viewer.person()?, at(&id)?);
    s.0.accounts.account(other).await?.ok_or_else(Problem::not_found)?;
    s.refuse_suggestion(me, other).await?;
    Ok(done_at(&headers, way_back(&params).unwrap_or("/explore/people?dismissed")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_begin_with_the_oldest_day() {
        let day = |uses| DayUse { day_ms: 0, uses, people: 1 };
        let view = trend_view("#a".to_owned(), "/tags/a".to_owned(), 2, &[day(3), day(0), day(1)]);
        assert_eq!(view.days, [1, 0, 3]);
        assert_eq!(view.used.text(ui::Lang::En), "2 people in 7 days");
    }

    #[test]
    fn the_order_of_the_directory_stays_on_its_pages() {
        let new = directory_paging(true, 1, true);
        assert_eq!(new.older.as_deref(), Some("/explore/people?order=new&page=2"));
        assert_eq!(new.newer.as_deref(), Some("/explore/people?order=new&page=0"));
        assert_eq!(directory_paging(false, 0, true).older.as_deref(), Some("/explore/people?page=1"));
        assert!(directory_paging(false, 0, false).older.is_none());
    }
}
