//! Posting: durable posts of many at once beside bare rows, and a followed author beside one that few follow.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use base::{Bucket, Clock, Id, IdGen, Outcome};
use medley::Config;
use store::{Db, Write, args};

use super::Stage;
use crate::http1::{Connection, publish};
use crate::plan::{CELEBRITY, Plan, QUIET, READERS};
use crate::table::{Row, grouped, median};
use crate::{Done, sql, told};

const POST_RATIO: f64 = 0.5;
const CELEBRITY_RATIO: f64 = 1.5;
/// Different texts of each client.
const TEXTS: u32 = 32;
/// What a post of this scenario writes: post, tag's name, tag, the author's counts, an event.
const ROWS_PER_POST: f64 = 5.0;
/// How long what follows from posts (notifications) may take before it is not waited for any more.
const SETTLE_MS: u64 = 60_000;
/// How far ids of events may be ahead of the newest post's.
const AHEAD_MS: i64 = 60_000;

pub(super) async fn post(stage: &mut Stage) -> Done<Vec<Row>> {
    let (mut here, mut bare, mut ratios, mut late, mut p99) = (vec![], vec![], vec![], vec![], vec![]);
    let (mut statements, mut cpu) = (vec![], vec![]);
    for _ in 0..stage.amounts.rounds.min(3) {
        let before = newest(&stage.host()?.medley.db).await?;
        let load = stage.load(stage.amounts.load_ms * 2, |n, token| {
            (0..TEXTS).map(|m| publish(&text(n, m), token)).collect()
        })?;
        let statements_before = stage.host()?.medley.db.statements_run();
        let answered = load.run().await?;
        late.push(settle(stage).await?);
        let statements_run = stage.host()?.medley.db.statements_run() - statements_before;
        statements.push(statements_run as f64 / answered.good as f64);
        cpu.push(answered.cpu_ms());
        let stored = count_since(&stage.host()?.medley.db, before).await?;
        if stored != answered.good {
            return Err(format!("{} posts were acknowledged, {stored} are stored", answered.good));
        }
        stage.stop().await?;
        let rate = bare_rate(stage).await?;
        stage.start().await?;
        ratios.push(answered.per_second() / rate);
        p99.push(f64::from(answered.p99_us) / 1_000.0);
        here.push(answered.per_second());
        bare.push(rate);
    }
    let (rate, ceiling, ratio) = (median(here), median(bare), median(ratios));
    let rows = |posts: f64| format!("{} posts/s, {} rows/s", grouped(posts), grouped(posts * ROWS_PER_POST));
    Ok(vec![
        Row::told("durable posting, 64 clients", format!("{}, p99 {:.0} ms", rows(rate), median(p99)))
            .beside(format!("{} bare", rows(ceiling)), ratio)
            .goal("ratio 0.50", ratio >= POST_RATIO),
        Row::told("posting: cost of one post", cost(median(cpu), median(statements))),
        Row::told("posting: reactions done after", format!("{:.2} s", median(late))),
    ])
}

fn cost(cpu_ms: f64, statements: f64) -> String {
    format!("{cpu_ms:.3} ms CPU, {statements:.1} statements with its reactions")
}

fn text(n: u32, m: u32) -> String {
    format!("Handover {m} of bed {n}: slept well, ate breakfast, asked for a walk in the garden #Ward")
}

async fn newest(db: &Db) -> Done<Id> {
    let found = db.read(|r| r.row(&sql::NEWEST, &[], |row| row.get::<Id>(0))).await;
    Ok(found.map_err(told)?.unwrap_or_default())
}

async fn count_since(db: &Db, id: Id) -> Done<u64> {
    let found = db.read(move |r| r.row(&sql::POSTS_SINCE, args![id], |row| row.get::<u64>(0))).await;
    Ok(found.map_err(told)?.unwrap_or(0))
}

/// Waits until nothing is left to react to; gives how long that took, in seconds.
async fn settle(stage: &Stage) -> Done<f64> {
    let bus = &stage.host()?.medley.bus;
    let began = Instant::now();
    while began.elapsed() < Duration::from_millis(SETTLE_MS) {
        if bus.drain().await.map_err(told)? == 0 {
            break;
        }
    }
    Ok(began.elapsed().as_secs_f64())
}

/// The same rows by as many tasks, without anything else: posts a second.
async fn bare_rate(stage: &Stage) -> Done<f64> {
    let mut config = Config::default();
    stage.engine.set(&mut config);
    let db = Db::open(&config.store_settings(&stage.data)).map_err(told)?;
    // The server may have made ids faster than their layout has room for in a millisecond, and be ahead of the clock.
    let floor_ms = newest(&db).await?.ms() + AHEAD_MS;
    let ids = Arc::new(IdGen::new(Clock::system(), floor_ms));
    let written = Arc::new(AtomicU64::new(0));
    let began = Instant::now();
    let until = began + Duration::from_millis(stage.amounts.load_ms * 2);
    let tasks: Vec<_> = (0..READERS)
        .map(|n| {
            let (db, ids, written) = (db.clone(), ids.clone(), written.clone());
            let author = stage.plan.account(Plan::driver(n));
            tokio::spawn(async move { write_until(&db, &ids, author, n, until, &written).await })
        })
        .collect();
    for task in tasks {
        task.await.map_err(|e| e.to_string())?.map_err(told)?;
    }
    let seconds = began.elapsed().as_secs_f64();
    db.write(|w| w.run(&sql::PRUNE_OUTBOX, &[])).await.map_err(told)?;
    db.close();
    Ok(written.load(Ordering::Relaxed) as f64 / seconds)
}

async fn write_until(
    db: &Db,
    ids: &Arc<IdGen>,
    author: Id,
    n: u32,
    until: Instant,
    written: &AtomicU64,
) -> Outcome<()> {
    let mut m = 0;
    while Instant::now() < until {
        let (id, event) = (ids.beside(author), ids.next(Bucket::of(0)));
        let text = text(n, m % TEXTS);
        db.write(move |w| write_rows(w, author, id, event, &text)).await?;
        written.fetch_add(1, Ordering::Relaxed);
        m += 1;
    }
    Ok(())
}

fn write_rows(w: &Write<'_>, author: Id, id: Id, event: Id, text: &str) -> Outcome<()> {
    let now = id.ms();
    w.run(&sql::POST, args![id, id.bk(), author, text, None::<Id>, None::<Id>, id, now])?;
    w.run(&sql::TAG, args!["ward", "Ward"])?;
    w.run(&sql::TAGGED, args!["ward", id, author])?;
    w.run(&sql::COUNT_POST, args![author.bk(), author, now])?;
    let published = format!(
        r#"{{"post":"{id}","author":"{author}","visibility":0,"reply_to":null,"reply_to_author":null,"boost_of":null,"boost_of_author":null,"root":"{id}","tags":["ward"],"mentions":[],"has_media":false,"created_ms":{now}}}"#
    );
    w.run(&sql::OUTBOX, args![event, "posts.published", &published, now])?;
    Ok(())
}

pub(super) async fn celebrity(stage: &mut Stage) -> Done<Vec<Row>> {
    let host = stage.host()?;
    let tokens = host.tokens_of(&stage.plan, &[CELEBRITY, QUIET]).await?;
    let mut connection = Connection::open(host.address).await.map_err(|e| e.to_string())?;
    let mut micros = [0.0, 0.0];
    let posts = stage.amounts.celebrity_posts;
    for n in 0..posts + 10 {
        for (token, sum) in tokens.iter().zip(&mut micros) {
            let request = publish(&format!("Round {n}: the same words from both of us #Ward"), token);
            let began = Instant::now();
            let status = connection.ask(request.as_bytes()).await.map_err(|e| e.to_string())?;
            if status != 200 {
                return Err(format!("{status}: {}", String::from_utf8_lossy(connection.body())));
            }
            // The first few only warm up.
            if n >= 10 {
                *sum += began.elapsed().as_micros() as f64;
            }
        }
    }
    let [followed, quiet] = micros.map(|sum| sum / posts as f64 / 1_000.0);
    let mut people = Vec::new();
    for n in [CELEBRITY, QUIET] {
        let account = host.medley.accounts.account(stage.plan.account(n)).await.map_err(told)?;
        people.push(grouped(account.map_or(0, |account| account.stats.followers) as f64));
    }
    let ratio = followed / quiet;
    Ok(vec![
        Row::told("post by a followed author", format!("{followed:.2} ms, {} followers", people[0]))
            .beside(format!("{quiet:.2} ms, {} followers", people[1]), ratio)
            .goal("ratio up to 1.5", ratio <= CELEBRITY_RATIO),
    ])
}
