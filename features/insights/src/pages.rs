//! The page of a hashtag's numbers.

mod chosen;
mod pictures;

use axum::extract::{OriginalUri, Path, State};
use axum::http::StatusCode;
use base::{Id, Outcome, Problem};
use posts::Place;
use ui::{Message, Page as _, PostView};
use web::{Access, Params, Reply, Route, Visit, get, html, html_status};

use crate::define::{FIGURES, ranking};
use crate::model::{Metric, Summary, Window};
use crate::network::SIDE;
use crate::templates::{FigureView, InsightsPage, LinkView, NetworkView, PersonView, ReportView, TopView};
use crate::{Insights, WORDS};
use chosen::{Chosen, Span, clock};
use pictures::{chart, edges, interval_for, languages, nodes, roles};

/// People in each ranking of the page.
const TOP_MAX: usize = 10;
/// Rows of the other lists.
const LINKS_MAX: usize = 10;
const WORDS_MAX: usize = 40;
const BOOSTED_MAX: usize = 3;
/// People in the picture of who spoke to whom.
const NETWORK_MAX: usize = 40;
/// Characters of an address as it is read.
const LINK_CHARS_MAX: usize = 70;

pub(crate) fn routes(s: &Insights) -> Vec<Route> {
    vec![get(s, "/tags/{tag}/insights", Access::Page, show)]
}

async fn show(
    State(s): State<Insights>,
    Path(tag): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let key = text::tag_key(&tag).ok_or_else(Problem::not_found)?;
    let posts = &s.0.ground.posts;
    let name = posts.tag_name(&key).await?.unwrap_or(tag);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let title = WORDS.say("insights-title").with("tag", name.as_str());
    let shell = s.0.ground.accounts.shell(&visit, title, path).await?;
    let chosen = s.chosen(&key, &params).await?;
    let tag_path = accounts::tag_path(&key);
    let mut page = InsightsPage {
        shell,
        tag: name,
        spans: spans(&tag_path, &chosen),
        form: chosen.form.clone(),
        errors: chosen.errors.clone(),
        report: None,
        tag_path,
    };
    if !page.errors.is_empty() {
        return Ok(html_status(StatusCode::UNPROCESSABLE_ENTITY, page.page()));
    }
    page.report = Some(s.report_view(&key, &page, &chosen, visit.viewer.account()).await?);
    Ok(html(page.page()))
}

/// The windows to choose from; another zone and another hashtag stay chosen.
fn spans(path: &str, chosen: &Chosen) -> Vec<(Message, String, bool)> {
    let zone = chosen.form.zone;
    let mut kept = String::new();
    if zone != 0 {
        kept.push_str(&format!("&zone={zone}"));
    }
    if let Some(key) = &chosen.with {
        kept.push_str(&format!("&with={}", &accounts::tag_path(key)["/tags/".len()..]));
    }
    let one = |span: Span| {
        let url = format!("{path}/insights?span={}{kept}", span.name());
        (span.label(), url, chosen.span == Some(span))
    };
    Span::ALL.into_iter().map(one).collect()
}

impl Insights {
    async fn report_view(
        &self,
        key: &str,
        page: &InsightsPage,
        chosen: &Chosen,
        viewer: Option<Id>,
    ) -> Outcome<ReportView> {
        let (window, zone) = (chosen.window, chosen.form.zone);
        let now = self.summary(key, window).await?;
        let has_before = chosen.span != Some(Span::All);
        let before = match has_before {
            true => self.summary(key, window.earlier()).await?,
            false => Summary::default(),
        };
        let other = match &chosen.with {
            Some(with) => self.summary(with, window).await?,
            None => Summary::default(),
        };
        let (from, to) = (clock(window.from, zone), clock(window.until, zone));
        let zone_name = zone_name(zone);
        let site = &self.0.ground.site;
        let cite = WORDS
            .say("insights-cite")
            .with("tag", page.tag.as_str())
            .with("site", self.0.ground.accounts.site_name())
            .with("from", from.as_str())
            .with("to", to.as_str())
            .with("zone", zone_name.as_str())
            .with("url", site.url(&format!("{}/insights?{}", page.tag_path, chosen.query())));
        let mut view = ReportView {
            from,
            to,
            zone: zone_name,
            empty: now.posts == 0,
            figures: figures(&now, &before, &other),
            has_before,
            other: chosen.with.clone().unwrap_or_default(),
            files: files(key, chosen),
            cite,
            ..ReportView::default()
        };
        if !view.empty {
            self.fill(&mut view, key, chosen, viewer).await?;
        }
        Ok(view)
    }

    async fn fill(
        &self,
        view: &mut ReportView,
        key: &str,
        chosen: &Chosen,
        viewer: Option<Id>,
    ) -> Outcome<()> {
        let (window, zone) = (chosen.window, chosen.form.zone);
        let interval = interval_for(window);
        view.chart = chart(&self.activity(key, window, interval, zone).await?, interval, zone);
        view.roles = roles(&self.roles(key, window).await?);
        view.languages = languages(&self.languages(key, window).await?);
        view.tops = self.top_views(key, window).await?;
        let link = |one: crate::Counted| LinkView {
            shown: shortened(&one.text),
            url: one.text,
            posts: one.posts,
            people: one.people,
        };
        view.links = self.links(key, window, LINKS_MAX).await?.into_iter().map(link).collect();
        let words = self.words(key, window, WORDS_MAX).await?.into_iter();
        view.words = words.map(|one| (one.text, one.posts)).collect();
        view.boosted = self.boosted_views(key, window, viewer).await?;
        view.network = self.network_view(key, window).await?;
        Ok(())
    }

    async fn top_views(&self, key: &str, window: Window) -> Outcome<Vec<TopView>> {
        let mut tops = Vec::new();
        for (metric, id) in Metric::ALL.into_iter().zip(TOP_IDS) {
            let ranked = self.top(key, window, metric, TOP_MAX).await?;
            let people = self.people(ranked.iter().map(|one| one.account)).await?;
            let (title, what) = ranking(metric);
            let people =
                ranked.iter().filter_map(|one| Some(person(people.get(&one.account)?, one.count))).collect();
            tops.push(TopView { id, title, what, people });
        }
        Ok(tops)
    }

    async fn boosted_views(&self, key: &str, window: Window, viewer: Option<Id>) -> Outcome<Vec<PostView>> {
        let boosted = self.boosted(key, window, BOOSTED_MAX).await?;
        let ids: Vec<Id> = boosted.into_iter().map(|(post, _)| post).collect();
        let posts = &self.0.ground.posts;
        let mut views = posts.show(&ids, viewer).await?;
        views.retain(|view| view.author.is_listed());
        posts.seen(&views, viewer);
        posts.post_views(&views, Place::Public).await
    }

    async fn network_view(&self, key: &str, window: Window) -> Outcome<Option<NetworkView>> {
        let network = self.network(key, window, NETWORK_MAX).await?;
        let accounts = self.people(network.people.iter().map(|node| node.account)).await?;
        let network = network.only(|id| accounts.contains_key(&id));
        if network.edges.is_empty() {
            return Ok(None);
        }
        let told = |node: &crate::network::Node| {
            accounts.get(&node.account).map(|account| person(account, node.strength))
        };
        let people: Vec<PersonView> = network.people.iter().filter_map(told).collect();
        let (count, all) = (people.len(), network.people_all);
        Ok(Some(NetworkView {
            side: SIDE as u32,
            label: WORDS.say("insights-network-label").with("n", count as u64),
            what: WORDS.say("insights-network-what").with("n", count as u64).with("all", all as u64),
            edges: edges(&network, &people),
            people: nodes(&network, people),
        }))
    }
}

/// As the rankings are told.
const TOP_IDS: [&str; 5] = ["top-mentions", "top-tweets", "top-impressions", "top-replies", "top-retweets"];

fn person(account: &accounts::Shown, count: u64) -> PersonView {
    PersonView { name: account.shown_name().to_owned(), acct: account.acct(), path: account.path(), count }
}

fn figures(now: &Summary, before: &Summary, other: &Summary) -> Vec<FigureView> {
    let view = |figure: crate::define::Figure| FigureView {
        label: figure.label(),
        what: figure.definition(),
        value: figure.of(now),
        before: figure.of(before),
        other: figure.of(other),
    };
    FIGURES.into_iter().map(view).collect()
}

/// The same as tables, by the API.
fn files(key: &str, chosen: &Chosen) -> Vec<(Message, String)> {
    let tag = &accounts::tag_path(key)["/tags/".len()..];
    let window = chosen.window;
    let common =
        format!("databases={tag}&start={}&end={}", base::iso_ms(window.from), base::iso_ms(window.until));
    let (interval, zone) = (interval_for(window).name(), chosen.form.zone);
    let all = [
        ("insights-file-summary", "tweets/summary", String::new()),
        ("insights-file-activity", "tweets/activity", format!("&interval={interval}&zone={zone}")),
        ("insights-file-people", "people/influencers", "&metric=impressions&limit=500".to_owned()),
        ("insights-file-network", "people/roles", String::new()),
        ("insights-file-links", "content/links", "&limit=500".to_owned()),
        ("insights-file-words", "content/words", "&limit=500".to_owned()),
    ];
    let file = |(label, path, more): (&'static str, &str, String)| {
        (WORDS.say(label), format!("/api/medley/v1/analytics/{path}.csv?{common}{more}"))
    };
    all.into_iter().map(file).collect()
}

/// `UTC`, or what the list of zones calls it.
fn zone_name(zone: i32) -> String {
    let all = ui::zone_choices(zone);
    all.into_iter().find(|(_, _, chosen)| *chosen).map(|(_, name, _)| name).unwrap_or_default()
}

/// An address as it is read: without its scheme, and not too long.
fn shortened(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/');
    match bare.char_indices().nth(LINK_CHARS_MAX) {
        Some((at, _)) => format!("{}…", &bare[..at]),
        None => bare.to_owned(),
    }
}
