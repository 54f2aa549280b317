//! What is talked about now: hashtags, posts and links that several people took up lately.
//!
//! Everything is in memory and bounded; it is rebuilt from the posts of the last days. An account counts once a day
//! for a hashtag or a link and once for a post, so nobody makes a trend alone. Only public posts that are not
//! sensitive count.

mod api;
mod board;
mod crowd;
mod review;

use std::collections::HashMap;
use std::sync::Arc;

use base::{DAY_MS, HOUR_MS, Id, IdMap, IdSet, Ms, Outcome};
use parking_lot::Mutex;
use posts::{Post, PostTouched, Touch, View, Visibility};
use tokio::sync::OnceCell;
use ui::TrendView;

pub(crate) use api::{history, link_title, routes};
use board::{Board, DAYS};
pub use review::{Topic, TrendJudged};

use crate::Search;
use crate::explore::BESIDE_KEPT_MS;

/// After so long, a use counts half.
const TOPIC_HALF_LIFE_MS: Ms = DAY_MS;
/// After so long, a like or a boost counts half.
const POST_HALF_LIFE_MS: Ms = 6 * HOUR_MS;
/// Distinct people that make a trend, at the least.
const PEOPLE_MIN: u32 = 2;
/// Hashtags, links or posts that are remembered of each.
const TOPICS_MAX: usize = 20_000;
/// Posts that are read to rebuild the memory, the newest.
const REBUILD_POSTS_MAX: usize = 100_000;
const REBUILD_STEP: usize = 1_000;
/// Posts that may be asked for in order to fill a page.
const CANDIDATES_MAX: usize = 200;

pub(crate) struct Trends {
    tags: Mutex<Board<String>>,
    links: Mutex<Board<String>>,
    posts: Mutex<Board<Id>>,
    /// What the staff decided.
    judged: Mutex<HashMap<(Topic, String), bool>>,
    /// What stands beside timelines, and since when.
    beside: Mutex<Option<(Ms, Arc<[TrendView]>)>>,
    /// Set once the last days are in memory, to the newest post that was read.
    filled: OnceCell<Id>,
}

impl Default for Trends {
    fn default() -> Self {
        Self {
            tags: Mutex::new(Board::new(TOPIC_HALF_LIFE_MS, TOPICS_MAX)),
            links: Mutex::new(Board::new(TOPIC_HALF_LIFE_MS, TOPICS_MAX)),
            posts: Mutex::new(Board::new(POST_HALF_LIFE_MS, TOPICS_MAX)),
            judged: Mutex::default(),
            beside: Mutex::default(),
            filled: OnceCell::new(),
        }
    }
}

impl Trends {
    /// A new post, once it is read.
    pub(crate) fn published(&self, post: &Post) {
        if self.filled.get().is_some_and(|&newest| post.id > newest) {
            self.count(post);
        }
    }

    /// What stands beside timelines, if it is new enough.
    pub(crate) fn kept_beside(&self, now: Ms) -> Option<Arc<[TrendView]>> {
        let kept = self.beside.lock();
        let (since, views) = kept.as_ref()?;
        (now - since < BESIDE_KEPT_MS).then(|| views.clone())
    }

    pub(crate) fn keep_beside(&self, now: Ms, views: Arc<[TrendView]>) {
        *self.beside.lock() = Some((now, views));
    }

    fn count(&self, post: &Post) {
        if post.visibility != Visibility::Public || post.sensitive || !post.spoiler.is_empty() {
            return;
        }
        for tag in text::hashtags(&post.text) {
            self.tags.lock().used(tag.key, post.author, post.created_ms);
        }
        for link in text::urls(&post.text) {
            self.links.lock().used(link, post.author, post.created_ms);
        }
    }

    /// Somebody did something with a post.
    pub(crate) fn touched(&self, event: &PostTouched, now: Ms) {
        let takes_up = matches!(event.touch, Touch::Favourited | Touch::Boosted);
        if takes_up && event.by != event.author {
            self.posts.lock().used(event.post, event.by, now);
        }
    }

    /// A post is gone.
    pub(crate) fn gone(&self, post: Id) {
        self.posts.lock().forget(&post);
    }
}

/// How often, and by how many, something was used on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DayUse {
    /// The first millisecond of the day, UTC.
    pub(crate) day_ms: Ms,
    pub(crate) uses: u32,
    pub(crate) people: u32,
}

impl Search {
    /// Reads the posts of the last days, once.
    pub(crate) async fn trends_ready(&self) -> Outcome<()> {
        self.0.trends.filled.get_or_try_init(|| self.fill_trends()).await?;
        Ok(())
    }

    async fn fill_trends(&self) -> Outcome<Id> {
        self.read_judged().await?;
        let since = self.0.clock.now_ms() - i64::from(DAYS) * DAY_MS;
        let (mut below, mut read, mut newest) = (Id(i64::MAX), 0, Id(0));
        while read < REBUILD_POSTS_MAX {
            let page = self.0.posts.walk(below, REBUILD_STEP).await?;
            newest = newest.max(page.first().map_or(Id(0), |&(id, _)| id));
            let ids: Vec<Id> = page.iter().map(|&(id, _)| id).filter(|id| id.ms() >= since).collect();
            self.recount(ids.clone()).await?;
            read += ids.len();
            match page.last() {
                Some(&(last, _)) if ids.len() == REBUILD_STEP => below = last,
                _ => break,
            }
        }
        Ok(newest)
    }

    /// Counts posts of the past, and who took them up.
    async fn recount(&self, ids: Vec<Id>) -> Outcome<()> {
        let found = self.0.posts.documents(ids).await?;
        found.iter().for_each(|post| self.0.trends.count(post));
        let public = found.iter().filter(|post| {
            post.visibility == Visibility::Public && post.counts.favourites + post.counts.boosts > 0
        });
        let authors: IdMap<Id> = public.map(|post| (post.id, post.author)).collect();
        let taken_up = self.0.posts.taken_up(authors.keys().copied().collect()).await?;
        let mut board = self.0.trends.posts.lock();
        for (post, by, at_ms) in taken_up {
            if authors.get(&post) != Some(&by) {
                board.used(post, by, at_ms);
            }
        }
        Ok(())
    }

    /// How often a hashtag was used on each of the last days, today first.
    pub(crate) fn tag_history(&self, key: &str) -> Vec<DayUse> {
        self.0.trends.tags.lock().history(&key.to_owned(), self.0.clock.now_ms())
    }

    /// How many people used a hashtag in the last days.
    pub(crate) fn tag_people(&self, key: &str) -> u32 {
        self.0.trends.tags.lock().people(&key.to_owned(), self.0.clock.now_ms())
    }

    /// How many people named an address in the last days.
    pub(crate) fn link_people(&self, link: &String) -> u32 {
        self.0.trends.links.lock().people(link, self.0.clock.now_ms())
    }

    pub(crate) fn link_history(&self, link: &String) -> Vec<DayUse> {
        self.0.trends.links.lock().history(link, self.0.clock.now_ms())
    }

    /// Hashtags that are taken up now.
    pub(crate) async fn trending_tags(&self, offset: usize, limit: usize) -> Outcome<Vec<String>> {
        self.trends_ready().await?;
        Ok(self.shown_best(Topic::Tag, &self.0.trends.tags, offset, limit))
    }

    /// The same without waiting: nothing until the last days are in memory.
    pub(crate) fn trending_tags_at_hand(&self, limit: usize) -> Option<Vec<String>> {
        self.0.trends.filled.get()?;
        Some(self.shown_best(Topic::Tag, &self.0.trends.tags, 0, limit))
    }

    /// Addresses that are taken up now.
    pub(crate) async fn trending_links(&self, offset: usize, limit: usize) -> Outcome<Vec<String>> {
        self.trends_ready().await?;
        Ok(self.shown_best(Topic::Link, &self.0.trends.links, offset, limit))
    }

    /// The best of a board without what the staff refused.
    fn shown_best(
        &self,
        topic: Topic,
        board: &Mutex<Board<String>>,
        offset: usize,
        limit: usize,
    ) -> Vec<String> {
        let (trends, now) = (&self.0.trends, self.0.clock.now_ms());
        let best = board.lock().best(now, PEOPLE_MIN, 0, offset + limit + trends.refused());
        best.into_iter().filter(|key| trends.may_show(topic, key)).skip(offset).take(limit).collect()
    }

    /// Posts that are taken up now, of people who want to be found, as `me` may see them.
    pub(crate) async fn trending_posts(
        &self,
        me: Option<Id>,
        offset: usize,
        limit: usize,
    ) -> Outcome<Vec<View>> {
        self.trends_ready().await?;
        let now = self.0.clock.now_ms();
        let ids = self.0.trends.posts.lock().best(now, PEOPLE_MIN, 0, CANDIDATES_MAX);
        let relations = match me {
            Some(me) => Some(self.0.accounts.relations(me).await?),
            None => None,
        };
        let mut seen = IdSet::default();
        let mut views = self.0.posts.show(&ids, me).await?;
        views.retain(|view| {
            fits(view)
                && self.0.trends.may_show(Topic::Post, &view.shown.id.to_string())
                && relations.as_ref().is_none_or(|relations| !relations.hides(view.shown.author, now))
                // One post of each author, so that the list is not one person's.
                && seen.insert(view.shown.author)
        });
        Ok(views.into_iter().skip(offset).take(limit).collect())
    }
}

fn fits(view: &View) -> bool {
    let post = view.shown.post();
    view.author.discoverable
        && view.author.is_listed()
        && post.visibility == Visibility::Public
        && post.boost_of.is_none()
        && !post.sensitive
        && post.spoiler.is_empty()
}
