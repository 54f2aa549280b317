//! Questions about a hashtag: the columns are brought into memory, a window of them is counted.

use std::collections::HashMap;

use ::store::args;
use base::{Bucket, DAY_MS, Id, Ms, Outcome, Problem, day_of};

use crate::Insights;
use crate::columns::Columns;
use crate::figures::Look;
use crate::memory::Need;
use crate::model::{Counted, Interval, Metric, Ranked, Step, Summary, Window};
use crate::network::Network;
use crate::roles::Role;
use crate::store as sql;

/// Rows up to which counting is so quick that it need not leave the task it is in.
const INLINE_ROWS_MAX: usize = 4_000;
/// Hashtags of one drawing of small lines.
const SPARKLINES_MAX: usize = 500;

impl Insights {
    /// The figures of `tag` (a key, as [`text::tag_key`] makes it) in a window.
    pub async fn summary(&self, tag: &str, window: Window) -> Outcome<Summary> {
        let counted = self.ask(tag, Need::Numbers, window, |look| look.summary()).await?;
        let (views, viewers) = self.seen(tag, window).await?;
        Ok(Summary { views, viewers, ..counted })
    }

    /// Posts and boosts in a window.
    pub(crate) async fn posts_in(&self, tag: &str, window: Window) -> Outcome<u64> {
        self.ask(tag, Need::Numbers, window, |look| look.rows().count() as u64).await
    }

    /// How `tag` was used in each interval of a window, where clocks are `zone` minutes from UTC.
    pub async fn activity(
        &self,
        tag: &str,
        window: Window,
        interval: Interval,
        zone: i32,
    ) -> Outcome<Vec<Step>> {
        self.ask(tag, Need::Numbers, window, move |look| look.activity(interval, zone)).await?
    }

    /// The first people of a ranking.
    pub async fn top(&self, tag: &str, window: Window, metric: Metric, limit: usize) -> Outcome<Vec<Ranked>> {
        self.ask(tag, Need::Numbers, window, move |look| look.top(metric, limit)).await
    }

    /// The addresses that were shared the most.
    pub async fn links(&self, tag: &str, window: Window, limit: usize) -> Outcome<Vec<Counted>> {
        self.ask(tag, Need::Numbers, window, move |look| look.links(limit)).await
    }

    /// The words that the most posts hold.
    pub async fn words(&self, tag: &str, window: Window, limit: usize) -> Outcome<Vec<Counted>> {
        self.ask(tag, Need::Words, window, move |look| look.words(limit)).await
    }

    /// Posts in each language; an empty code for those that say none.
    pub async fn languages(&self, tag: &str, window: Window) -> Outcome<Vec<Counted>> {
        self.ask(tag, Need::Numbers, window, |look| look.languages()).await
    }

    /// How many participants are what, and how many posts are theirs.
    pub async fn roles(&self, tag: &str, window: Window) -> Outcome<Vec<(Role, u64, u64)>> {
        self.ask(tag, Need::Numbers, window, |look| look.roles()).await
    }

    /// The posts that were boosted the most in a window, with how often.
    pub async fn boosted(&self, tag: &str, window: Window, limit: usize) -> Outcome<Vec<(Id, u64)>> {
        self.ask(tag, Need::Numbers, window, move |look| look.boosted(limit)).await
    }

    /// Who spoke to whom, of the `limit` people who did the most.
    pub async fn network(&self, tag: &str, window: Window, limit: usize) -> Outcome<Network> {
        self.ask(tag, Need::Numbers, window, move |look| Network::of(look, limit)).await
    }

    /// When the first post with `tag` was made, of those that count.
    pub async fn first_ms(&self, tag: &str) -> Outcome<Option<Ms>> {
        let tag = self.0.memory.tag(&self.0.ground.db, tag, Need::Numbers).await?;
        Ok(tag.look(Columns::first_ms))
    }

    /// Posts and boosts with each of `tags` on each of the last `days` days (UTC), the oldest first and today last.
    /// One statement for any number of them up to 500; a hashtag that nobody used has zeros.
    pub async fn sparkline(&self, tags: &[String], days: usize) -> Outcome<HashMap<String, Vec<u32>>> {
        let today = day_of(self.0.ground.clock.now_ms());
        let before = DAY_MS * i64::try_from(days.saturating_sub(1)).unwrap_or_default();
        let first = (today - before).max(0);
        let (asked, least) =
            (tags[..tags.len().min(SPARKLINES_MAX)].to_vec(), Id::new(first, Bucket::of(0), 0));
        let hidden: Vec<i64> = self.hidden().await?.into_iter().map(|id| id.0).collect();
        let rows: Vec<(String, i64, u32)> = self
            .0
            .ground
            .db
            .read(move |r| {
                r.rows(&sql::DAYS, args![asked.as_slice(), least, hidden.as_slice()], |row| {
                    Ok((row.get(0)?, row.get(1)?, u32::try_from(row.get::<i64>(2)?).unwrap_or(u32::MAX)))
                })
            })
            .await?;
        let mut out: HashMap<String, Vec<u32>> =
            tags.iter().map(|tag| (tag.clone(), vec![0; days])).collect();
        for (tag, day, posts) in rows {
            let place = usize::try_from(day - first / DAY_MS).ok();
            if let Some(count) = out.get_mut(&tag).zip(place).and_then(|(line, place)| line.get_mut(place)) {
                *count = posts;
            }
        }
        Ok(out)
    }

    async fn hidden(&self) -> Outcome<Vec<Id>> {
        let accounts = self.0.ground.accounts.clone();
        self.0.memory.hidden(|| async move { accounts.suspended().await }).await
    }

    /// Brings a hashtag into memory and has a window of it counted: at once where there is little, else on a thread
    /// that may take its time.
    async fn ask<T: Send + 'static>(
        &self,
        tag: &str,
        need: Need,
        window: Window,
        count: impl FnOnce(&Look<'_>) -> T + Send + 'static,
    ) -> Outcome<T> {
        let tag = self.0.memory.tag(&self.0.ground.db, tag, need).await?;
        let suspended = self.hidden().await?;
        let work = {
            let tag = tag.clone();
            move || {
                tag.look(|columns| {
                    let hidden: Vec<u32> = suspended.iter().filter_map(|id| columns.number(*id)).collect();
                    count(&Look::new(columns, &hidden, window))
                })
            }
        };
        if tag.len() <= INLINE_ROWS_MAX {
            return Ok(work());
        }
        tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
    }
}
