//! Writing an invented community into the tables, in large batches. It may be broken off and called again: each batch
//! commits together with the mark of how far it came.

use std::path::PathBuf;

use base::{Clock, Outcome};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use medley::{Config, Medley};
use serde::{Deserialize, Serialize};
use store::{Db, Write, args};

use crate::batch::Batch;
use crate::graph::{Lists, followees};
use crate::host::EngineChoice;
use crate::plan::{CELEBRITY, Plan};
use crate::{Done, say, sql, told};

/// Rows that one transaction writes into the first table of a step.
const BATCH_ROWS: u32 = 20_000;
/// Makes a community for the scenarios
#[derive(Args)]
pub(crate) struct Generate {
    /// Folder to make it in
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// People
    #[arg(long, default_value_t = 2_000)]
    accounts: u32,
    /// Posts
    #[arg(long, default_value_t = 20_000)]
    posts: u32,
    /// Follows, about so many
    #[arg(long, default_value_t = 100_000)]
    follows: u32,
    /// Another seed makes another community
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// `sqlite`, or a `postgres://` address
    #[arg(long, default_value = "sqlite")]
    engine: EngineChoice,
}

/// Steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Step {
    Accounts,
    Follows,
    Followers,
    DropIndexes,
    Posts,
    MakeIndexes,
    Done,
}

impl Step {
    fn next(self) -> Self {
        match self {
            Self::Accounts => Self::Follows,
            Self::Follows => Self::Followers,
            Self::Followers => Self::DropIndexes,
            Self::DropIndexes => Self::Posts,
            Self::Posts => Self::MakeIndexes,
            Self::MakeIndexes | Self::Done => Self::Done,
        }
    }
}

/// How far it came: the step, and the first row of it that is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    step: Step,
    at: u32,
}

impl Generate {
    /// Makes what is missing.
    pub(crate) async fn run(self) -> Done {
        let wanted = Plan::new(self.accounts, self.posts, self.follows, self.seed, Clock::system().now_ms())?;
        let plan = match Plan::read(&self.data)? {
            Some(found) if found.matches(&wanted) => found,
            Some(_) => return Err(format!("{} holds another community", self.data.display())),
            None => wanted,
        };
        plan.save(&self.data)?;
        let mut config = Config::default();
        self.engine.set(&mut config);
        // Opened by the server itself once, for its schema.
        let medley = Medley::open(config, &self.data, Clock::system()).await.map_err(told)?;
        let began = std::time::Instant::now();
        fill(&medley.db, &plan).await?;
        medley.db.close();
        say(format!("{} is ready ({:.0} s)", self.data.display(), began.elapsed().as_secs_f64()));
        Ok(())
    }
}

/// Whether the community in this database is complete.
pub(crate) async fn is_complete(db: &Db) -> Outcome<bool> {
    Ok(mark(db).await?.is_some_and(|mark| mark.step == Step::Done))
}

async fn mark(db: &Db) -> Outcome<Option<Mark>> {
    let text = db.read(|r| r.row(&sql::MARK, &[], |row| row.get::<String>(0))).await?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn set_mark(w: &Write<'_>, mark: Mark) -> Outcome<()> {
    let text = serde_json::to_string(&mark).map_err(base::Problem::internal)?;
    w.run(&sql::SET_MARK, args![&text]).map(|_| ())
}

async fn fill(db: &Db, plan: &Plan) -> Done {
    sql::check(db).await?;
    let mut mark = mark(db).await.map_err(told)?.unwrap_or(Mark { step: Step::Accounts, at: 0 });
    let whole = World::new(plan);
    let bar = bar(u64::from(plan.accounts) + 2 * u64::from(whole.follows.len()) + u64::from(plan.posts));
    bar.set_position(whole.done_before(mark));
    while mark.step != Step::Done {
        mark = step(db, &whole, mark, &bar).await?;
    }
    bar.finish_and_clear();
    Ok(())
}

fn bar(rows: u64) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{msg:12} [{bar:40}] {percent:>3}% {human_pos} rows {elapsed} (about {eta} left)",
    );
    ProgressBar::new(rows).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The community as numbers, in memory while it is written.
pub(crate) struct World {
    pub(crate) plan: Plan,
    pub(crate) follows: Lists,
    pub(crate) followers: Lists,
    /// Posts of each account, and when the last was made.
    pub(crate) posts: Vec<(u32, i64)>,
}

impl World {
    fn new(plan: &Plan) -> Self {
        let follows = followees(plan);
        let followers = follows.reversed();
        let mut posts = vec![(0, 0); plan.accounts as usize];
        for n in 0..plan.posts {
            let author = &mut posts[plan.author(n) as usize];
            *author = (author.0 + 1, plan.post(n).ms());
        }
        Self { plan: plan.clone(), follows, followers, posts }
    }

    fn rows(&self, step: Step) -> u32 {
        match step {
            Step::Accounts => self.plan.accounts,
            Step::Follows | Step::Followers => self.follows.len(),
            Step::Posts => self.plan.posts,
            Step::DropIndexes | Step::MakeIndexes | Step::Done => 0,
        }
    }

    fn done_before(&self, mark: Mark) -> u64 {
        let mut step = Step::Accounts;
        let mut rows = u64::from(mark.at);
        while step != mark.step {
            rows += u64::from(self.rows(step));
            step = step.next();
        }
        rows
    }

    /// When a follow was made; rises with both numbers, so that rows and their indexes grow at their end.
    pub(crate) fn follow_ms(&self, from: u32, to: u32) -> i64 {
        let first = self.plan.account(CELEBRITY).ms();
        let span = self.plan.until_ms - first;
        first + span * (i64::from(from) + i64::from(to)) / (2 * i64::from(self.plan.accounts))
    }
}

/// Writes one step and gives the next. While a batch is written the one after it is made.
async fn step(db: &Db, world: &World, mark: Mark, bar: &ProgressBar) -> Result<Mark, String> {
    let step = mark.step;
    bar.set_message(format!("{step:?}"));
    let (mut at, end) = (mark.at, world.rows(step));
    let mut writing = None;
    while at < end {
        let until = end.min(at.saturating_add(BATCH_ROWS));
        let batch = Batch::of(world, step, at, until);
        finish(writing.take()).await?;
        let db = db.clone();
        writing = Some(tokio::spawn(async move {
            db.write(move |w| {
                batch.write(w)?;
                set_mark(w, Mark { step, at: until })
            })
            .await
        }));
        bar.inc(u64::from(until - at));
        at = until;
    }
    finish(writing).await?;
    let next = Mark { step: step.next(), at: 0 };
    let work = move |w: &mut Write<'_>| {
        rebuild(w, step)?;
        set_mark(w, next)
    };
    db.write(work).await.map_err(told)?;
    Ok(next)
}

async fn finish(writing: Option<tokio::task::JoinHandle<Outcome<()>>>) -> Done {
    match writing {
        Some(task) => task.await.map_err(|e| e.to_string())?.map_err(told),
        None => Ok(()),
    }
}

fn rebuild(w: &Write<'_>, step: Step) -> Outcome<()> {
    for (name, text) in sql::slow_indexes() {
        match step {
            Step::DropIndexes => w.run_raw(&format!("DROP INDEX IF EXISTS {name}"), &[])?,
            Step::MakeIndexes => w.run_raw(&text, &[])?,
            _ => 0,
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn opened(folder: &std::path::Path) -> Medley {
        Medley::open(Config::default(), folder, Clock::system()).await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_broken_off_load_goes_on_where_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan::new(700, 2_000, 9_000, 5, Clock::system().now_ms()).unwrap();
        let medley = opened(folder.path()).await;
        let world = World::new(&plan);
        let hidden = ProgressBar::hidden();
        let mut at = Mark { step: Step::Accounts, at: 0 };
        while at.step != Step::Posts {
            at = step(&medley.db, &world, at, &hidden).await.unwrap();
        }
        // Half of a step, as when the program is killed.
        let half = Batch::of(&world, Step::Posts, 0, 900);
        let work = move |w: &mut Write<'_>| {
            half.write(w)?;
            set_mark(w, Mark { step: Step::Posts, at: 900 })
        };
        medley.db.write(work).await.unwrap();
        assert!(!is_complete(&medley.db).await.unwrap());
        fill(&medley.db, &plan).await.unwrap();
        assert!(is_complete(&medley.db).await.unwrap());
        let posts = medley.db.read(|r| r.row(&sql::POSTS_SINCE, args![0_i64], |row| row.get::<i64>(0))).await;
        assert_eq!(posts.unwrap(), Some(2_000));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_server_can_read_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let plan = Plan::new(700, 2_000, 9_000, 5, Clock::system().now_ms()).unwrap();
        let medley = opened(folder.path()).await;
        fill(&medley.db, &plan).await.unwrap();
        let reader = plan.account(Plan::driver(0));
        let home = medley.timelines.home(reader, base::Page::newest(20)).await.unwrap();
        assert_eq!(home.len(), 20);
        let star = medley.accounts.account(plan.account(CELEBRITY)).await.unwrap().unwrap();
        assert_eq!(star.stats.followers, 699);
        assert_eq!(medley.accounts.relations(reader).await.unwrap().following.len(), 200);
        let thread = medley.posts.one(plan.post(plan.talked_about()), Some(reader)).await.unwrap().unwrap();
        assert!(thread.shown.counts.replies > 10, "{}", thread.shown.counts.replies);
    }
}
