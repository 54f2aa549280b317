//! The numbers of hashtags: how long an answer takes when the hashtag is in memory, and when it has to be read, for
//! hashtags as they are used (few much, many seldom) and windows from an hour to ten years.

use std::time::Instant;

use base::{DAY_MS, HOUR_MS, iso_ms};

use super::Stage;
use super::search::share;
use crate::Done;
use crate::http1::{Connection, get};
use crate::table::{Row, grouped};
use crate::told;
use crate::words::TAGS;

const P95_MS: f64 = 50.0;
/// Questions that are timed with hashtags in memory.
const QUESTIONS: usize = 600;
const WINDOWS_MS: [i64; 6] = [HOUR_MS, DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 365 * DAY_MS, 3_650 * DAY_MS];
const REPORTS: [&str; 6] = [
    "tweets/summary",
    "tweets/activity",
    "people/influencers",
    "people/roles",
    "content/links",
    "content/words",
];

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let mut rows = note(stage).await?.into_iter().collect::<Vec<_>>();
    let mut connection = Connection::open(stage.host()?.address).await.map_err(|e| e.to_string())?;
    let mut cold = Vec::new();
    for (n, tag) in TAGS.iter().enumerate() {
        stage.host()?.medley.insights.forget();
        // Words are read when somebody first asks for them, which is another matter.
        cold.push(ask(stage, &mut connection, tag, REPORTS[n % 5], n).await?);
    }
    let mut words = Vec::new();
    for (n, tag) in TAGS.iter().enumerate() {
        words.push(ask(stage, &mut connection, tag, "content/words", n).await?);
    }
    let mut warm = Vec::new();
    for n in 0..QUESTIONS {
        warm.push(ask(stage, &mut connection, zipf(n), REPORTS[n % REPORTS.len()], n / REPORTS.len()).await?);
    }
    let body = connection.body().to_vec();
    let still = still(stage, &body).await?;
    for (name, times, goal) in [
        ("insights: in memory", &mut warm, true),
        ("insights: read first", &mut cold, true),
        ("insights: words read first", &mut words, false),
    ] {
        let (p50, p95) = (share(times, 0.5), share(times, 0.95));
        let row = Row::told(name, format!("p50 {p50:.1} ms, p95 {p95:.1} ms"))
            .beside(format!("p95 {still:.2} ms, a static answer"), still / p95);
        rows.push(if goal { row.goal("p95 under 50 ms", p95 < P95_MS) } else { row });
    }
    Ok(rows)
}

/// Has what is counted noted, unless it is.
async fn note(stage: &Stage) -> Done<Option<Row>> {
    let insights = &stage.host()?.medley.insights;
    if insights.first_ms(&TAGS[0].to_lowercase()).await.map_err(told)?.is_some() {
        return Ok(None);
    }
    let (began, mut posts) = (Instant::now(), 0);
    loop {
        let step = insights.rebuild_step().await.map_err(told)?;
        posts += step.done;
        if !step.more {
            break;
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let row = Row::told("insights: noting", format!("{} posts in {seconds:.1} s", grouped(posts as f64)));
    Ok(Some(row))
}

/// A hashtag by how much it is used: the n-th is used about 1/n as much as the first.
fn zipf(n: usize) -> &'static str {
    let chance = ((n * 7_919) % 1_000) as f64 / 1_000.0;
    let place = (TAGS.len() as f64).powf(chance) as usize - 1;
    TAGS[place.min(TAGS.len() - 1)]
}

/// The milliseconds of one question about the n-th window.
async fn ask(stage: &Stage, connection: &mut Connection, tag: &str, report: &str, n: usize) -> Done<f64> {
    let length = WINDOWS_MS[n % WINDOWS_MS.len()];
    let now = stage.host()?.medley.clock.now_ms();
    // Not always the newest end.
    let end = now - if n.is_multiple_of(3) { 0 } else { length / 2 };
    let interval = if length <= DAY_MS { "minute" } else { "month" };
    let path = format!(
        "/api/medley/v1/analytics/{report}?databases={tag}&start={}&end={}&interval={interval}&limit=10&metric=impressions",
        iso_ms(end - length),
        iso_ms(end)
    );
    let request = get(&path, Some(&stage.tokens[n % stage.tokens.len()]));
    let began = Instant::now();
    let status = connection.ask(request.as_bytes()).await.map_err(|e| e.to_string())?;
    let took = began.elapsed().as_secs_f64() * 1_000.0;
    if status == 200 { Ok(took) } else { Err(format!("{path}: {status}")) }
}

/// How long as many bytes take that are there already.
async fn still(stage: &Stage, body: &[u8]) -> Done<f64> {
    stage.still.set(body);
    let mut connection = Connection::open(stage.still.address).await.map_err(|e| e.to_string())?;
    let request = get("/", None);
    let mut times = Vec::new();
    for _ in 0..QUESTIONS {
        let began = Instant::now();
        connection.ask(request.as_bytes()).await.map_err(|e| e.to_string())?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(share(&mut times, 0.95))
}
