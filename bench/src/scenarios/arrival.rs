//! How soon a new post is everywhere where it belongs: in every kind of stream, in search, in trends.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use lists::ListEdit;

use super::Stage;
use super::search::{share, until_found};
use super::streams::{blocking, say_something};
use crate::Done;
use crate::http1::{Connection, find, get, publish};
use crate::listen::{Heard, Listen, Listener};
use crate::plan::Plan;
use crate::table::Row;
use crate::told;

/// A post is to be everywhere within this time.
const ARRIVED_MS: f64 = 1_000.0;
/// Streams of each kind.
const STREAMS: usize = 8;
/// Posts a second into them.
const RATE: u64 = 20;
const POSTS: u64 = 100;
const TAG: &str = "arrivals";
/// Hashtags that become a trend.
const TRENDS: u64 = 20;
/// People who take up each.
const PEOPLE: usize = 40;
/// How often is looked, and how long at the most.
const LOOK_MS: u64 = 5;
const LOST_MS: u64 = 10_000;

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let mut rows = vec![streams(stage).await?];
    let mut connection = Connection::open(stage.host()?.address).await.map_err(|e| e.to_string())?;
    let found = until_found(stage, &mut connection).await?;
    rows.push(row("arrival: search", found));
    rows.push(row("arrival: trends", until_trending(stage, &mut connection).await?));
    Ok(rows)
}

fn row(name: &str, mut late: Vec<f64>) -> Row {
    let (p50, p99) = (share(&mut late, 0.5), share(&mut late, 0.99));
    Row::told(name, format!("p50 {p50:.0} ms, p99 {p99:.0} ms")).goal("p99 within 1 s", p99 < ARRIVED_MS)
}

/// Where posts of the first reader go: their own home, the public timelines, a hashtag, a list that they are in.
async fn paths(stage: &Stage) -> Done<Vec<String>> {
    let (medley, owner) = (&stage.host()?.medley, stage.plan.account(Plan::driver(0)));
    let edit = ListEdit { title: Some("Arrivals".to_owned()), ..ListEdit::default() };
    let list = medley.lists.create(owner, edit).await.map_err(told)?.id;
    medley.lists.add(owner, list, vec![owner]).await.map_err(told)?;
    let kinds = ["user", "public", "public/local"].map(str::to_owned);
    let more =
        [format!("hashtag?tag={TAG}"), format!("hashtag/local?tag={TAG}"), format!("list?list={list}")];
    Ok(kinds.into_iter().chain(more).map(|kind| format!("/api/v1/streaming/{kind}")).collect())
}

async fn streams(stage: &Stage) -> Done<Row> {
    let (address, token) = (stage.host()?.address, stage.tokens[0].clone());
    let mut listeners = Vec::new();
    for path in paths(stage).await? {
        let listen = Listen { address, streams: STREAMS, path, tokens: vec![token.clone()] };
        listeners.push(blocking(move || Listener::start(&listen)).await?);
    }
    post_all(address, &token).await?;
    let kinds = listeners.len();
    let mut all = Heard::default();
    for listener in listeners {
        let heard = blocking(move || listener.finish(POSTS)).await?;
        if heard.missing + heard.twice + heard.ended > 0 {
            return Err(format!("{} lost, {} twice, {} ended", heard.missing, heard.twice, heard.ended));
        }
        all.p50_us = all.p50_us.max(heard.p50_us);
        all.p99_us = all.p99_us.max(heard.p99_us);
    }
    let (p50, p99) = (all.p50_us as f64 / 1e3, all.p99_us as f64 / 1e3);
    let name = format!("arrival: {kinds} kinds of streams, the slowest");
    Ok(Row::told(&name, format!("p50 {p50:.0} ms, p99 {p99:.0} ms")).goal("p99 within 1 s", p99 < ARRIVED_MS))
}

async fn post_all(address: SocketAddr, token: &str) -> Done {
    let mut connection = Connection::open(address).await.map_err(|e| e.to_string())?;
    let began = Instant::now();
    for number in 0..POSTS {
        let due = began + Duration::from_micros(number * 1_000_000 / RATE);
        tokio::time::sleep_until(due.into()).await;
        say_something(&mut connection, number, TAG, token).await?;
    }
    Ok(())
}

/// From when the last of several people used a new hashtag to when it is a trend.
async fn until_trending(stage: &Stage, connection: &mut Connection) -> Done<Vec<f64>> {
    let run = stage.host()?.medley.clock.now_ms();
    let look = get("/api/v1/trends/tags?limit=20", Some(&stage.tokens[0]));
    let mut times = Vec::new();
    for n in 0..TRENDS {
        let tag = format!("new{run}x{n}");
        let mut began = Instant::now();
        for token in stage.tokens.iter().take(PEOPLE) {
            began = Instant::now();
            let post = publish(&format!("All speak of #{tag}"), token);
            connection.ask(post.as_bytes()).await.map_err(|e| e.to_string())?;
        }
        loop {
            connection.ask(look.as_bytes()).await.map_err(|e| e.to_string())?;
            if find(connection.body(), tag.as_bytes()).is_some() {
                break;
            }
            if began.elapsed() > Duration::from_millis(LOST_MS) {
                return Err(format!("a hashtag was no trend within {LOST_MS} ms"));
            }
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(times)
}
