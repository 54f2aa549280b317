//! The live room of a hashtag chat: many people in one room, and posts written there.

use std::time::{Duration, Instant};

use chats::recurrence::{Schedule, utc};
use chats::{ChatEdit, SessionEdit};

use super::Stage;
use super::streams::blocking;
use crate::http1::{Connection, said};
use crate::listen::{Listen, Listener};
use crate::mark::{mark, now_us};
use crate::plan::Plan;
use crate::process::{cpu_seconds, resident_bytes};
use crate::table::{Row, grouped};
use crate::{Done, told};

const P99_MS: f64 = 250.0;
/// Connections that post.
const POSTERS: u64 = 8;
const TAG: &str = "benchchat";
/// Before the session begins; its room is open then.
const SOON_MS: i64 = 120_000;
const DAY_MS: i64 = 86_400_000;

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let room = open_room(stage).await?;
    let (address, amounts) = (stage.host()?.address, stage.amounts);
    let path = format!("/api/medley/v1/chats/rooms/{room}");
    let listen = Listen {
        address,
        streams: amounts.streams,
        path: format!("{path}/stream"),
        tokens: stage.tokens.clone(),
    };
    let posts = amounts.rate * amounts.room_seconds;
    let before = resident_bytes();
    let listener = blocking(move || Listener::start(&listen)).await?;
    let held = resident_bytes().saturating_sub(before) as f64 / amounts.streams.max(1) as f64;
    let (began, busy) = (Instant::now(), cpu_seconds());
    post_all(stage, &format!("{path}/posts"), posts, began).await?;
    let posted = began.elapsed().as_secs_f64();
    let heard = blocking(move || listener.finish(posts)).await?;
    let cores = (cpu_seconds() - busy) / began.elapsed().as_secs_f64();
    let (p50, p99, max) = (heard.p50_us as f64 / 1e3, heard.p99_us as f64 / 1e3, heard.max_us as f64 / 1e3);
    if heard.missing + heard.twice + heard.ended > 0 {
        return Err(format!(
            "{} deliveries: {} lost, {} twice, {} streams ended; p50 {p50:.0} ms, p99 {p99:.0} ms, {posted:.0} s for {posts} posts",
            heard.count, heard.missing, heard.twice, heard.ended
        ));
    }
    let name = format!("{} in one room, {} posts/s", grouped(amounts.streams as f64), amounts.rate);
    Ok(vec![
        Row {
            ceiling: format!("{} deliveries, none lost", grouped(heard.count as f64)),
            ..Row::told(&name, format!("p50 {p50:.1} ms, p99 {p99:.1} ms, max {max:.0} ms"))
        }
        .goal("p99 under 250 ms", p99 < P99_MS),
        Row::told(
            "a stream of the room",
            format!(
                "{:.1} KB of memory, {:.0} bytes a post; {cores:.2} cores",
                held / 1e3,
                heard.bytes as f64 / heard.count.max(1) as f64
            ),
        ),
    ])
}

/// Some people post at the stage's rate, all together so many posts.
async fn post_all(stage: &Stage, path: &str, posts: u64, began: Instant) -> Done {
    let (address, rate) = (stage.host()?.address, stage.amounts.rate);
    let mut posters = Vec::new();
    for n in 0..POSTERS {
        let (token, path) = (stage.tokens[n as usize].clone(), path.to_owned());
        posters.push(tokio::spawn(async move {
            let mut connection = Connection::open(address).await.map_err(|e| e.to_string())?;
            for number in (n..posts).step_by(POSTERS as usize) {
                let due = began + Duration::from_micros(number * 1_000_000 / rate);
                tokio::time::sleep_until(due.into()).await;
                say(&mut connection, number, &path, &token).await?;
            }
            Ok::<_, String>(())
        }));
    }
    for poster in posters {
        poster.await.map_err(|e| e.to_string())??;
    }
    Ok(())
}

/// A chat whose session begins soon; the same one when it is asked for again.
async fn open_room(stage: &Stage) -> Done<base::Id> {
    let chats = &stage.host()?.medley.chats;
    let host = stage.plan.account(Plan::driver(0));
    let now = i64::try_from(now_us() / 1_000).map_err(|e| e.to_string())?;
    let chat = match chats.by_tag(TAG).await.map_err(told)? {
        Some(chat) => (*chat).clone(),
        None => {
            let schedule = Schedule { start: Some(utc().local(now + SOON_MS)), ..Schedule::none(utc(), 600) };
            let edit =
                ChatEdit { tag: Some(TAG.to_owned()), schedule: Some(schedule), ..ChatEdit::default() };
            chats.create(host, edit).await.map_err(told)?
        }
    };
    let sessions = chats.sessions(chat.id, now - DAY_MS..now + DAY_MS).await.map_err(told)?;
    let open = sessions.iter().find(|session| session.is_open(now));
    let open = open.ok_or("the room of the benchmark's chat is closed: begin with fresh data")?;
    let by = chats::Editor { account: host, staff: false };
    let edit = SessionEdit { topic: Some("Nights".to_owned()), ..SessionEdit::default() };
    chats.edit_session(by, open.id, edit).await.map_err(told)?;
    Ok(open.id)
}

async fn say(connection: &mut Connection, number: u64, path: &str, token: &str) -> Done {
    let text = format!("{} is what I would try first on our ward", mark(number, now_us()));
    let request = said(path, &serde_json::json!({ "text": text, "question": 1 }), token);
    match connection.ask(request.as_bytes()).await {
        Ok(200) => Ok(()),
        Ok(status) => Err(format!("{status}: {}", String::from_utf8_lossy(connection.body()))),
        Err(cause) => Err(cause.to_string()),
    }
}
