//! The page that finds posts, people and hashtags.

use accounts::pages::paging;
use axum::extract::{OriginalUri, State};
use base::{Id, Outcome, Page, PageLimit};
use posts::{Place, View};
use ui::{Notice, Page as _, Paging, PersonView, PostView};
use web::{Access, Params, Reply, Route, Visit, get, html};

use crate::WORDS;
use crate::api::cleaned;
use crate::people::Crowd;
use crate::posts_found::Part;
use crate::query::Query;
use crate::templates::{SearchPage, Shown};
use crate::{Search, saved};

/// People and hashtags beside posts, where everything is looked for.
const FEW: usize = 5;
/// People on their own page.
const PEOPLE: usize = 20;
/// Hashtags on their own page.
const HASHTAGS: usize = 40;
/// Pages of people or hashtags that can be leafed through.
const PAGES_MAX: i64 = 50;

pub(crate) fn routes(s: &Search) -> Vec<Route> {
    vec![get(s, "/search", Access::Page, search)]
}

/// What the visitor looks for.
struct Asked {
    query: String,
    shown: Shown,
    me: Option<Id>,
    page: Page,
    /// Which page of people or hashtags, from 0.
    number: usize,
}

impl Asked {
    fn read(params: &Params, visit: &Visit) -> Outcome<Self> {
        Ok(Self {
            query: cleaned(params.filled("q")?.unwrap_or_default()),
            shown: Shown::named(params.filled("type")?.unwrap_or_default()),
            me: visit.viewer.account(),
            page: params.page(PageLimit::POSTS)?,
            number: leaf(params)?,
        })
    }

    /// How many of a kind that is one of several, or the only one.
    fn amount(&self, alone: usize, only: Shown) -> (usize, usize) {
        if self.shown == only { (self.number * alone, alone) } else { (0, FEW) }
    }

    /// Links to the neighbours of a page of people or hashtags.
    fn numbered(&self, full: bool) -> Paging {
        numbered(&self.path(), self.number, full)
    }

    /// The page's path with its query.
    fn path(&self) -> String {
        saved::path(&self.query, self.shown)
    }
}

/// Which page was asked for, from 0, of those that have numbers.
pub(crate) fn leaf(params: &Params) -> Outcome<usize> {
    Ok(usize::try_from(params.int("page")?.unwrap_or(0).clamp(0, PAGES_MAX)).unwrap_or(0))
}

/// Links to the neighbours of a page with a number.
pub(crate) fn numbered(path: &str, number: usize, full: bool) -> Paging {
    let joint = if path.contains('?') { '&' } else { '?' };
    let at = |number: usize| format!("{path}{joint}page={number}");
    Paging { older: full.then(|| at(number + 1)), newer: (number > 0).then(|| at(number - 1)) }
}

async fn search(State(s): State<Search>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = Asked::read(&params, &visit)?;
    let title = match asked.query.as_str() {
        "" => ui::WORDS.say("search"),
        query => WORDS.say("search-title").with("query", query),
    };
    let path = uri.path_and_query().map_or("/search", |path| path.as_str());
    let mut page = SearchPage {
        shell: s.0.accounts.shell(&visit, title, path).await?,
        query: asked.query.clone(),
        shown: asked.shown,
        people: Vec::new(),
        hashtags: Vec::new(),
        posts: Vec::new(),
        paging: Paging::default(),
        saved: match asked.me {
            Some(me) => s.saved_searches(me).await?,
            None => Vec::new(),
        },
    };
    if params.has("saved") {
        page.shell.notice = Some(Notice::success(WORDS.say("search-saved-now")));
    }
    if !asked.query.is_empty() {
        s.fill(&mut page, &asked, &visit).await?;
    }
    Ok(html(page.page()))
}

impl Search {
    async fn fill(&self, page: &mut SearchPage, asked: &Asked, visit: &Visit) -> Outcome<()> {
        if let Some((acct, Some(id))) = self.address(&asked.query) {
            let views: Vec<View> = self.post_of(acct, id, asked.me).await?.into_iter().collect();
            page.posts = self.0.posts.post_views(&views, Place::Chosen).await?;
            return Ok(());
        }
        if asked.shown.has(Shown::People) {
            page.people = self.found_people(asked, visit).await?;
        }
        if asked.shown.has(Shown::Hashtags) {
            let (offset, limit) = asked.amount(HASHTAGS, Shown::Hashtags);
            page.hashtags = self.hashtags(&asked.query, offset, limit).await?;
        }
        match asked.shown {
            Shown::People => page.paging = asked.numbered(page.people.len() == PEOPLE),
            Shown::Hashtags => page.paging = asked.numbered(page.hashtags.len() == HASHTAGS),
            Shown::All | Shown::Posts => (page.posts, page.paging) = self.found_posts(asked).await?,
        }
        Ok(())
    }

    async fn found_people(&self, asked: &Asked, visit: &Visit) -> Outcome<Vec<PersonView>> {
        let name = match self.address(&asked.query) {
            Some((acct, None)) => acct,
            _ => &asked.query,
        };
        if name.starts_with('#') {
            return Ok(Vec::new());
        }
        let (offset, limit) = asked.amount(PEOPLE, Shown::People);
        let crowd = Crowd { followed_only: false, offset, limit };
        let ids: Vec<Id> = self.people(asked.me, name, crowd).await?.iter().map(|person| person.id).collect();
        self.0.accounts.person_views(&ids, visit).await
    }

    async fn found_posts(&self, asked: &Asked) -> Outcome<(Vec<PostView>, Paging)> {
        let query = Query::parse(&asked.query);
        let Some(me) = asked.me.filter(|_| !query.is_empty()) else { return Ok(Default::default()) };
        let part = Part { author: None, page: asked.page, offset: 0 };
        let views = self.posts(me, &query, part).await?;
        let cursors: Vec<Id> = views.iter().map(|view| view.shown.id).collect();
        let posts_path = Asked { shown: Shown::Posts, query: asked.query.clone(), ..*asked }.path();
        let links = paging(&posts_path, &cursors, &asked.page);
        // The path has a query already.
        let joined = |link: String| link.replacen(&format!("{posts_path}?"), &format!("{posts_path}&"), 1);
        let links = Paging { older: links.older.map(joined), newer: links.newer.map(joined) };
        self.0.posts.seen(&views, Some(me));
        Ok((self.0.posts.post_views(&views, Place::Public).await?, links))
    }
}
