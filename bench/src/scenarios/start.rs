//! How soon the first answer comes, and what memory serving takes.

use std::time::Instant;

use super::{Stage, reads};
use crate::Done;
use crate::http1::get;
use crate::process::resident_bytes;
use crate::table::{Row, grouped};

const ANSWER_SECONDS: f64 = 1.0;
const RESIDENT_BYTES: u64 = 1 << 30;

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    stage.stop().await?;
    let began = Instant::now();
    stage.start().await?;
    let opened = began.elapsed().as_secs_f64();
    stage.once(&get("/api/v1/timelines/home", Some(&stage.tokens[0]))).await?;
    let answered = began.elapsed().as_secs_f64();
    let idle = resident_bytes();
    let plan = stage.plan.clone();
    let load = stage.load(stage.amounts.load_ms * 4, |reader, token| {
        reads::mixed(&plan, reader).iter().map(|path| get(path, Some(token))).collect()
    })?;
    let mixed = load.run().await?;
    let serving = resident_bytes();
    let people =
        format!("{} accounts, {} posts", grouped(f64::from(plan.accounts)), grouped(f64::from(plan.posts)));
    Ok(vec![
        Row::told("start: first home answer", format!("{answered:.3} s (open {opened:.3} s)"))
            .goal("within 1 s", answered <= ANSWER_SECONDS),
        Row::told(
            "mixed reads",
            format!("{}/s, p99 {:.1} ms", grouped(mixed.per_second()), f64::from(mixed.p99_us) / 1_000.0),
        ),
        Row {
            ceiling: people,
            ..Row::told(
                "memory while serving",
                format!("{} bytes (idle {})", grouped(serving as f64), grouped(idle as f64)),
            )
        }
        .goal("under 1 GiB", serving < RESIDENT_BYTES),
    ])
}
