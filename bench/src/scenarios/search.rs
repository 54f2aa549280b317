//! Finding posts: how long a query takes. How soon a new post is found is asked in [`super::arrival`].

use std::time::{Duration, Instant};

use search::Left;

use super::Stage;
use crate::Done;
use crate::http1::{Connection, get, publish};
use crate::plan::Plan;
use crate::table::{Row, grouped};
use crate::told;
use crate::words::TAGS;

const P95_MS: f64 = 20.0;
/// Queries that are timed.
const QUERIES: usize = 600;
/// Posts that are looked for until they are found.
const NEW_POSTS: u64 = 60;
/// How often is looked.
const LOOK_MS: u64 = 5;
/// How long a post may take before it counts as lost.
const LOST_MS: u64 = 10_000;

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let filled = fill(stage).await?;
    let plan = stage.plan.clone();
    let mut connection = Connection::open(stage.host()?.address).await.map_err(|e| e.to_string())?;
    let (mut times, mut found) = (Vec::with_capacity(QUERIES), 0_usize);
    for n in 0..QUERIES {
        let path = format!("/api/v2/search?type=statuses&q={}", query(&plan, n));
        let request = get(&path, Some(&stage.tokens[n % stage.tokens.len()]));
        let began = Instant::now();
        let status = connection.ask(request.as_bytes()).await.map_err(|e| e.to_string())?;
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        if status != 200 {
            return Err(format!("{path}: {status}"));
        }
        found += usize::from(!connection.body().windows(14).any(|part| part == b"\"statuses\":[],"));
    }
    let (p50, p95) = (share(&mut times, 0.5), share(&mut times, 0.95));
    let posts = stage.host()?.medley.search.indexed().await.map_err(told)?;
    let ceiling = format!("{} posts, {found} of {QUERIES} queries found some", grouped(posts as f64));
    Ok(vec![
        filled,
        Row { ceiling, ..Row::told("search: a query", format!("p50 {p50:.1} ms, p95 {p95:.1} ms")) }
            .goal("p95 under 20 ms", p95 < P95_MS),
    ])
}

/// Has the index filled, unless it is.
async fn fill(stage: &Stage) -> Done<Row> {
    let search = &stage.host()?.medley.search;
    let before = search.indexed().await.map_err(told)?;
    let began = Instant::now();
    while search.progress().await.map_err(told)?.is_some() {
        if search.catch_up().await.map_err(told)? == Left::Nothing {
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
    }
    let (seconds, posts) = (began.elapsed().as_secs_f64(), search.indexed().await.map_err(told)? - before);
    Ok(Row::told("search: filling the index", format!("{} posts in {seconds:.1} s", grouped(posts as f64))))
}

/// Queries of all kinds: words that nearly every post holds, rare ones, phrases, operators.
fn query(plan: &Plan, n: usize) -> String {
    const PAIRS: [(&str, &str); 6] = [
        ("team", "noise"),
        ("checklist", "sleep"),
        ("ward", "questions"),
        ("handover", "falls"),
        ("people", "months"),
        ("guidance", "visits"),
    ];
    let (one, other) = PAIRS[n % PAIRS.len()];
    match n % 10 {
        0 => one.to_owned(),
        1 | 2 => format!("{one}+{other}"),
        3 => format!("%22{one}+{other}%22"),
        4 => format!("{one}+-{other}"),
        5 => format!("%23{}+{one}", TAGS[n % TAGS.len()]),
        6 => format!("from:{}+{one}", Plan::username(plan.author(plan.posts - 1 - n as u32))),
        7 => format!("{one}+in:library"),
        8 => format!("{one}+{other}+before:2026-01-01"),
        _ => format!("nowhere{n}"),
    }
}

/// How long each of some new posts takes until it is found.
pub(super) async fn until_found(stage: &Stage, connection: &mut Connection) -> Done<Vec<f64>> {
    let token = &stage.tokens[0];
    let run = stage.host()?.medley.clock.now_ms();
    let mut times = Vec::new();
    for n in 0..NEW_POSTS {
        let word = format!("found{run}x{n}");
        let path = format!("/api/v2/search?type=statuses&q={word}");
        let (post, look) = (publish(&format!("A new word: {word}"), token), get(&path, Some(token)));
        let began = Instant::now();
        connection.ask(post.as_bytes()).await.map_err(|e| e.to_string())?;
        loop {
            connection.ask(look.as_bytes()).await.map_err(|e| e.to_string())?;
            if crate::http1::find(connection.body(), b"\"content\"").is_some() {
                break;
            }
            if began.elapsed() > Duration::from_millis(LOST_MS) {
                return Err(format!("a post was not found within {LOST_MS} ms"));
            }
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(times)
}

/// The time that such a share of all does not exceed.
pub(super) fn share(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = (times.len() as f64 * share).ceil() as usize;
    times.get(at.saturating_sub(1)).copied().unwrap_or(0.0)
}
