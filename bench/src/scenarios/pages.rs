//! Pages as browsers read them: HTML, compressed, with all that they need to paint.

use super::Stage;
use crate::Done;
use crate::http1::page;
use crate::load::{Answered, Load};
use crate::plan::READERS;
use crate::table::{Row, grouped, median};

/// Goals of a timeline page: half of the answers within so many milliseconds, and what a first visit transfers.
const PAGE_P50_MS: f64 = 5.0;
const PAGE_BYTES_MAX: usize = 60_000;

/// The home timeline as a page: how long one reader waits for it, what it costs when
/// many ask, and how much goes over the wire until it is painted.
pub(super) async fn home(stage: &mut Stage) -> Done<Vec<Row>> {
    let cookies = stage.host()?.cookies(&stage.plan, READERS).await?;
    let html = stage.once(&page("/", Some(&cookies[0]))).await?;
    stage.still.set(&html);
    let (mut alone, mut many, mut still) = (Vec::new(), Vec::new(), Vec::new());
    let amounts = stage.amounts;
    let all: Vec<Vec<String>> = cookies.iter().map(|cookie| vec![page("/", Some(cookie))]).collect();
    let load = Load { address: stage.host()?.address, ms: amounts.load_ms, connections: all };
    let one = Load { connections: vec![load.connections[0].clone()], ..load.clone() };
    let ceiling = Load { address: stage.still.address, ..load.clone() };
    Load { ms: amounts.warm_ms, ..load.clone() }.run().await?;
    for _ in 0..amounts.rounds {
        still.push(ceiling.run().await?);
        many.push(load.run().await?);
        alone.push(one.run().await?);
    }
    let p50 = median(alone.iter().map(|all| f64::from(all.p50_us)).collect()) / 1_000.0;
    let rate = |all: &[Answered]| median(all.iter().map(Answered::per_second).collect());
    let cpu = median(many.iter().map(Answered::cpu_ms).collect());
    let first = html.len() + needed(stage, &html).await?;
    let ratio = rate(&many) / rate(&still);
    Ok(vec![
        Row::told("page of the home timeline", format!("{}/s, CPU {cpu:.3} ms", grouped(rate(&many))))
            .beside(
                format!("{}/s static, {} bytes", grouped(rate(&still)), grouped(html.len() as f64)),
                ratio,
            ),
        Row::told("page: one reader waits", format!("p50 {p50:.2} ms"))
            .goal("p50 under 5 ms", p50 < PAGE_P50_MS),
        Row::told("page: first visit", format!("{} bytes", grouped(first as f64)))
            .goal("under 60,000 bytes", first < PAGE_BYTES_MAX),
    ])
}

/// Bytes of the style sheets and scripts that a page names.
async fn needed(stage: &Stage, html: &[u8]) -> Done<usize> {
    let text = unpacked(html)?;
    let mut bytes = 0;
    for name in text.split('"').filter(|part| part.starts_with("/assets/") && is_code(part)) {
        bytes += stage.once(&page(name, None)).await?.len();
    }
    if bytes == 0 { Err("the page names no style sheet".to_owned()) } else { Ok(bytes) }
}

fn is_code(path: &str) -> bool {
    [".css", ".js"].iter().any(|end| path.ends_with(end))
}

fn unpacked(html: &[u8]) -> Done<String> {
    let mut text = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(html), &mut text)
        .map_err(|e| e.to_string())?;
    Ok(text)
}
