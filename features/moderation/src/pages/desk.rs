//! What waits for the staff, and the numbers.

use axum::extract::State;
use base::{DAY_MS, Outcome};
use search::Topic;
use store::Read;
use ui::{Message, Page as _, StaffTab};
use web::{Params, Reply, Route, Visit, get, html};

use super::MODERATORS;
use crate::numbers::{Counted, Span};
use crate::templates::{Bar, Chart, DeskPage, Waiting};
use crate::{Moderation, WORDS, store as sql};

/// Days that can be told, and the measures.
const SPANS: [i64; 3] = [7, 30, 90];
const CHARTS: [(&str, &str); 5] = [
    ("active_users", "chart-active"),
    ("new_users", "chart-new"),
    ("interactions", "chart-interactions"),
    ("opened_reports", "chart-opened"),
    ("resolved_reports", "chart-resolved"),
];
/// How high the highest bar is.
const HIGH: u64 = 100;
/// From one bar to the next.
const STEP: usize = 10;
/// Trends that are looked at for those nobody decided about.
const TRENDS_MAX: usize = 20;

pub(super) fn routes(s: &Moderation) -> Vec<Route> {
    vec![get(s, "/staff", MODERATORS, show)]
}

async fn show(State(s): State<Moderation>, visit: Visit, params: Params) -> Reply {
    let asked = params.int("days")?.unwrap_or(0);
    let days = SPANS.into_iter().find(|days| *days == asked).unwrap_or(SPANS[0]);
    let (shell, desk) =
        s.accounts.desk(&visit, WORDS.say("desk-title"), StaffTab::Overview, "/staff").await?;
    let page = DeskPage {
        shell,
        desk,
        waits: s.waits().await?,
        spans: SPANS.map(|one| (one, one == days)).to_vec(),
        charts: s.charts(days).await?,
    };
    Ok(html(page.page()))
}

impl Moderation {
    async fn waits(&self) -> Outcome<Vec<Waiting>> {
        let counted = |r: &Read<'_>| {
            let count = |statement| r.row(statement, &[], |row| row.get::<i64>(0));
            Ok((count(&sql::OPEN_REPORTS)?, count(&sql::WAITING)?))
        };
        let (reports, people) = self.db.read(counted).await?;
        let trends = self.unseen_trends().await?;
        let one = |count: u64, id: &'static str, url: &'static str| Waiting {
            count,
            label: WORDS.say(id).with("n", count),
            url,
        };
        Ok(vec![
            one(positive(reports.unwrap_or(0)), "waits-reports", "/staff/reports"),
            one(positive(people.unwrap_or(0)), "waits-people", "/staff/accounts?status=pending"),
            one(trends, "waits-trends", "/staff/trends"),
        ])
    }

    /// What is talked about and nobody of the staff decided about.
    async fn unseen_trends(&self) -> Outcome<u64> {
        let mut unseen = 0;
        for topic in [Topic::Tag, Topic::Link, Topic::Post] {
            let keys = self.search.talked_about(topic, 0, TRENDS_MAX).await?;
            unseen += keys.iter().filter(|key| self.search.trend_verdict(topic, key).is_none()).count();
        }
        Ok(unseen as u64)
    }

    async fn charts(&self, days: i64) -> Outcome<Vec<Chart>> {
        let now = self.now_ms();
        let span = Span::new(Some(now - (days - 1) * DAY_MS), Some(now), now);
        let mut charts = Vec::new();
        for (key, title) in CHARTS {
            let (counted, earlier) = self.count(key, None, span).await?;
            charts.push(chart(key, WORDS.say(title), span, &counted, earlier));
        }
        Ok(charts)
    }
}

fn positive(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The picture of a measure. A day on which something happened is never without a bar.
fn chart(id: &'static str, title: Message, span: Span, counted: &Counted, earlier: Option<i64>) -> Chart {
    let days: Vec<(i64, u64)> = span.each().map(|(day, ms)| (ms, positive(counted.on(day)))).collect();
    let most = days.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let bar = |(n, (ms, count)): (usize, &(i64, u64))| {
        let height = if *count == 0 { 0 } else { (count * HIGH / most).max(2) };
        Bar { x: n * STEP + 1, y: HIGH - height, height, day: Message::day(*ms), count: *count }
    };
    Chart {
        id,
        label: WORDS.say("chart-label").with("title", title.clone()).with("n", days.len()).with("most", most),
        title,
        total: positive(counted.total),
        earlier: positive(earlier.unwrap_or(0)),
        width: days.len() * STEP,
        bars: days.iter().enumerate().map(bar).collect(),
    }
}
