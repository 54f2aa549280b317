//! A live chat room: many open streams on a hashtag, and posts into it.

use std::time::{Duration, Instant};

use super::Stage;
use crate::Done;
use crate::http1::{Connection, publish};
use crate::listen::{Listen, Listener};
use crate::mark::{mark, now_us};
use crate::table::{Row, grouped};

const P99_MS: f64 = 250.0;
/// Connections that post.
const POSTERS: u64 = 8;
const TAG: &str = "benchroom";

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let (address, amounts) = (stage.host()?.address, stage.amounts);
    let listen = Listen {
        address,
        streams: amounts.streams,
        path: format!("/api/v1/streaming/hashtag?tag={TAG}"),
        tokens: stage.tokens.clone(),
    };
    let (opening, posts) = (Instant::now(), amounts.rate * amounts.stream_seconds);
    let listener = blocking(move || Listener::start(&listen)).await?;
    let (opened, began) = (opening.elapsed().as_secs_f64(), Instant::now());
    let posters: Vec<_> = (0..POSTERS)
        .map(|n| {
            let token = stage.tokens[n as usize].clone();
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await.map_err(|e| e.to_string())?;
                for number in (n..posts).step_by(POSTERS as usize) {
                    let due = began + Duration::from_micros(number * 1_000_000 / amounts.rate);
                    tokio::time::sleep_until(due.into()).await;
                    say_something(&mut connection, number, TAG, &token).await?;
                }
                Ok::<_, String>(())
            })
        })
        .collect();
    for poster in posters {
        poster.await.map_err(|e| e.to_string())??;
    }
    let posted = began.elapsed().as_secs_f64();
    let heard = blocking(move || listener.finish(posts)).await?;
    let (p50, p99, max) = (heard.p50_us as f64 / 1e3, heard.p99_us as f64 / 1e3, heard.max_us as f64 / 1e3);
    let expected = posts * amounts.streams as u64;
    if heard.missing + heard.twice + heard.ended > 0 {
        return Err(format!(
            "{} of {expected} deliveries: {} lost, {} twice, {} streams ended; p50 {p50:.0} ms, p99 {p99:.0} ms, {:.0} s for {posts} posts",
            heard.count, heard.missing, heard.twice, heard.ended, posted
        ));
    }
    let name = format!("{} streams, {} posts/s", grouped(amounts.streams as f64), amounts.rate);
    let counts = format!("{} deliveries, none lost", grouped(heard.count as f64));
    Ok(vec![
        Row {
            ceiling: counts,
            ..Row::told(&name, format!("p50 {p50:.1} ms, p99 {p99:.1} ms, max {max:.0} ms"))
        }
        .goal("p99 under 250 ms", p99 < P99_MS),
        Row::told("streams opened", format!("{opened:.2} s, {:.1} MB delivered", heard.bytes as f64 / 1e6)),
    ])
}

/// Posts something that tells when it was sent.
pub(super) async fn say_something(connection: &mut Connection, number: u64, tag: &str, token: &str) -> Done {
    let text = format!("{} is what I would try first on our ward #{tag}", mark(number, now_us()));
    match connection.ask(publish(&text, token).as_bytes()).await {
        Ok(200) => Ok(()),
        Ok(status) => Err(format!("{status}: {}", String::from_utf8_lossy(connection.body()))),
        Err(cause) => Err(cause.to_string()),
    }
}

pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Done<T> + Send + 'static) -> Done<T> {
    tokio::task::spawn_blocking(work).await.map_err(|e| e.to_string())?
}
