//! Reading, beside a prepared answer of the same bytes from the same HTTP stack.

use serde_json::Value;

use super::Stage;
use crate::Done;
use crate::http1::get;
use crate::load::{Answered, Load};
use crate::plan::{CELEBRITY, Plan, READERS};
use crate::table::{Row, grouped, median};
use crate::words::TAGS;

/// Goals of the home timeline: share of the static answer's requests a second, and CPU time of one answer.
const HOME_RATIO: f64 = 0.5;
const HOME_CPU_MS: f64 = 0.045;
/// The most used hashtag's requests a second by a rare one's.
const HASHTAGS_RATIO: f64 = 0.8;
/// Posts of a page.
const PAGE: usize = 20;

pub(super) async fn home(stage: &mut Stage) -> Done<Vec<Row>> {
    let compared =
        compare(stage, "/api/v1/timelines/home", |json| json.as_array().map_or(0, Vec::len) == PAGE).await?;
    let ratio = compared.ratio();
    let rate = compared.row("home timeline").goal("ratio 0.50", ratio >= HOME_RATIO);
    let (cpu, still_cpu) = (compared.cpu_ms(&compared.here), compared.cpu_ms(&compared.still));
    let cpu_row = Row::told("home: CPU of one answer", format!("{cpu:.3} ms"))
        .beside(format!("{still_cpu:.3} ms"), still_cpu / cpu)
        .goal("under 0.045 ms", cpu < HOME_CPU_MS);
    Ok(vec![rate, cpu_row])
}

pub(super) async fn thread(stage: &mut Stage) -> Done<Vec<Row>> {
    let path = format!("/api/v1/statuses/{}/context", stage.plan.post(stage.plan.talked_about()));
    let answered = |json: &Value| json["descendants"].as_array().is_some_and(|all| all.len() >= 10);
    Ok(compare(stage, &path, answered).await?.rows("thread"))
}

pub(super) async fn hashtag(stage: &mut Stage) -> Done<Vec<Row>> {
    let path = format!("/api/v1/timelines/tag/{}", TAGS[0]);
    Ok(compare(stage, &path, is_page).await?.rows("hashtag timeline"))
}

/// The most used hashtag beside the rarest one that fills a page.
pub(super) async fn hashtags(stage: &mut Stage) -> Done<Vec<Row>> {
    let at = |tag: &str| format!("/api/v1/timelines/tag/{tag}");
    let most = compare(stage, &at(TAGS[0]), is_page).await?;
    let mut rarest = TAGS[0];
    for tag in TAGS.iter().rev() {
        let body = stage.once(&get(&at(tag), Some(&stage.tokens[0]))).await?;
        if serde_json::from_slice(&body).is_ok_and(|json| is_page(&json)) {
            rarest = tag;
            break;
        }
    }
    let rare = compare(stage, &at(rarest), is_page).await?;
    let rate = |compared: &Compared| compared.per_second(&compared.here);
    let row = Row::told("hashtag: the most used", format!("{}/s", grouped(rate(&most))));
    let ratio = rate(&most) / rate(&rare);
    Ok(vec![
        row.beside(format!("{}/s, the rarest", grouped(rate(&rare))), ratio)
            .goal("ratio 0.80", ratio >= HASHTAGS_RATIO),
    ])
}

pub(super) async fn public(stage: &mut Stage) -> Done<Vec<Row>> {
    Ok(compare(stage, "/api/v1/timelines/public", is_page).await?.rows("public timeline"))
}

pub(super) async fn account(stage: &mut Stage) -> Done<Vec<Row>> {
    let author = stage.plan.author(stage.plan.posts - 1);
    let path = format!("/api/v1/accounts/{}/statuses", stage.plan.account(author));
    Ok(compare(stage, &path, |json| json.as_array().is_some_and(|page| !page.is_empty()))
        .await?
        .rows("account's posts"))
}

fn is_page(json: &Value) -> bool {
    json.as_array().is_some_and(|page| page.len() == PAGE)
}

/// A load and its ceiling, measured in turn.
struct Compared {
    here: Vec<Answered>,
    still: Vec<Answered>,
    bytes: usize,
}

/// Measures what every reader gets at `path`, and as many bytes from the static server.
async fn compare(stage: &Stage, path: &str, is_right: impl Fn(&Value) -> bool) -> Done<Compared> {
    let body = stage.once(&get(path, Some(&stage.tokens[0]))).await?;
    let json: Value = serde_json::from_slice(&body).map_err(|e| format!("{path}: {e}"))?;
    if !is_right(&json) {
        return Err(format!("{path} did not answer what it should"));
    }
    stage.still.set(&body);
    let amounts = stage.amounts;
    let load = stage.load(amounts.load_ms, |_, token| vec![get(path, Some(token))])?;
    let still = Load {
        address: stage.still.address,
        connections: vec![vec![get("/", Some(&stage.tokens[0]))]; READERS as usize],
        ..load.clone()
    };
    for warm in [&load, &still] {
        Load { ms: amounts.warm_ms, ..warm.clone() }.run().await?;
    }
    let mut compared = Compared { here: Vec::new(), still: Vec::new(), bytes: body.len() };
    for _ in 0..amounts.rounds {
        compared.still.push(still.run().await?);
        compared.here.push(load.run().await?);
    }
    Ok(compared)
}

impl Compared {
    fn per_second(&self, all: &[Answered]) -> f64 {
        median(all.iter().map(Answered::per_second).collect())
    }

    fn cpu_ms(&self, all: &[Answered]) -> f64 {
        median(all.iter().map(Answered::cpu_ms).collect())
    }

    /// The middle of the rounds' ratios: what disturbs the machine disturbs both halves of a round.
    fn ratio(&self) -> f64 {
        median(
            self.here
                .iter()
                .zip(&self.still)
                .map(|(here, still)| here.per_second() / still.per_second())
                .collect(),
        )
    }

    fn row(&self, name: &str) -> Row {
        let p99 = median(self.here.iter().map(|all| f64::from(all.p99_us)).collect()) / 1_000.0;
        let rate = grouped(self.per_second(&self.here));
        let ceiling = format!(
            "{}/s static, {} bytes",
            grouped(self.per_second(&self.still)),
            grouped(self.bytes as f64)
        );
        Row::told(name, format!("{rate}/s, p99 {p99:.1} ms")).beside(ceiling, self.ratio())
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        let mut row = self.row(name);
        row.result.push_str(&format!(", CPU {:.3} ms", self.cpu_ms(&self.here)));
        vec![row]
    }
}

/// Paths that a reader goes through in a mixed load.
pub(super) fn mixed(plan: &Plan, reader: u32) -> Vec<String> {
    let mut paths = vec![
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/timelines/home?limit=40".to_owned(),
        format!("/api/v1/accounts/{}/statuses", plan.account(CELEBRITY)),
        format!("/api/v1/statuses/{}/context", plan.post(plan.talked_about())),
    ];
    for n in 0..40_u32 {
        let post = plan.posts - 1 - (reader * 977 + n * 131) % plan.posts;
        let author = plan.account(plan.author(post));
        paths.push(format!("/api/v1/accounts/{author}/statuses"));
        paths.push(format!("/api/v1/timelines/tag/{}", TAGS[n as usize % TAGS.len()]));
        paths.push(format!("/api/v1/statuses/{}", plan.post(post)));
        paths.push(format!("/api/v1/accounts/{author}"));
        paths.push(format!("/api/v1/timelines/home?max_id={}", plan.post(plan.posts - 1 - n * 20)));
    }
    paths
}
