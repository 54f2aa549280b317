//! `medley-bench run`: the scenarios, one after the other, and their table.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::generate::is_complete;
use crate::host::EngineChoice;
use crate::plan::Plan;
use crate::process::load_average;
use crate::scenarios::{SCENARIOS, Stage};
use crate::table::{Row, render};
use crate::{Done, complain, say};

/// Runs the scenarios and prints a table
#[derive(Args)]
pub(crate) struct Run {
    /// How much; `small` takes less than a minute
    #[arg(long, value_enum, default_value_t = Size::Small)]
    size: Size,
    /// Folder with a community; it is made where it is missing. Without it, a folder that is removed at the end
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only these scenarios
    #[arg(long, value_name = "NAME", value_parser = names(), value_delimiter = ',')]
    only: Vec<String>,
    /// `sqlite`, or a `postgres://` address
    #[arg(long, default_value = "sqlite")]
    engine: EngineChoice,
    /// Open streams; the size's own without it
    #[arg(long)]
    streams: Option<usize>,
    /// Posts a second into the streams
    #[arg(long, default_value_t = 50)]
    rate: u64,
}

fn names() -> Vec<&'static str> {
    SCENARIOS.iter().map(|scenario| scenario.name).collect()
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Size {
    /// 2,000 accounts, 20,000 posts, 100,000 follows
    Small,
    /// 1,000,000 accounts, 10,000,000 posts, 50,000,000 follows
    Full,
}

/// The numbers of a size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amounts {
    /// Times that each load is measured, in turn with its ceiling.
    pub(crate) rounds: usize,
    /// Before a load is measured.
    pub(crate) warm_ms: u64,
    /// One load.
    pub(crate) load_ms: u64,
    /// Open streams.
    pub(crate) streams: usize,
    /// Posts a second into them.
    pub(crate) rate: u64,
    /// For so long.
    pub(crate) stream_seconds: u64,
    /// The same, of a chat's room.
    pub(crate) room_seconds: u64,
    /// Posts of each of the two authors that are compared.
    pub(crate) celebrity_posts: usize,
}

impl Size {
    fn amounts(self) -> Amounts {
        match self {
            Self::Small => Amounts {
                rounds: 3,
                warm_ms: 300,
                load_ms: 700,
                streams: 200,
                rate: 50,
                stream_seconds: 4,
                room_seconds: 4,
                celebrity_posts: 150,
            },
            Self::Full => Amounts {
                rounds: 5,
                warm_ms: 1_000,
                load_ms: 3_000,
                streams: 10_000,
                rate: 50,
                stream_seconds: 20,
                room_seconds: 60,
                celebrity_posts: 1_000,
            },
        }
    }

    fn community(self) -> [u32; 3] {
        match self {
            Self::Small => [2_000, 20_000, 100_000],
            Self::Full => [1_000_000, 10_000_000, 50_000_000],
        }
    }
}

impl Run {
    /// Runs; fails when something did not work, not when something was slow.
    pub(crate) async fn run(self) -> Done<ExitCode> {
        let temporary = match &self.data {
            Some(_) => None,
            None => Some(tempfile::tempdir().map_err(|e| e.to_string())?),
        };
        let fallback = temporary.as_ref().map(|folder| folder.path().to_owned());
        let data = self.data.clone().or(fallback).ok_or("no folder")?;
        self.community(&data)?;
        let plan = Plan::read(&data)?.ok_or_else(|| format!("{} holds no community", data.display()))?;
        let amounts = self.amounts();
        let mut stage = Stage::open(data, self.engine.clone(), plan, amounts).await?;
        if !is_complete(&stage.host()?.medley.db).await.map_err(crate::told)? {
            return Err("the community is not complete: call `medley-bench generate` again".to_owned());
        }
        self.measure(&mut stage).await
    }

    fn amounts(&self) -> Amounts {
        let usual = self.size.amounts();
        Amounts { streams: self.streams.unwrap_or(usual.streams), rate: self.rate, ..usual }
    }

    async fn measure(&self, stage: &mut Stage) -> Done<ExitCode> {
        let (mut rows, mut failed) = (Vec::new(), 0);
        for scenario in SCENARIOS {
            if !self.only.is_empty() && !self.only.iter().any(|name| name == scenario.name) {
                continue;
            }
            complain(format!("{} (load {})", scenario.name, load_average()));
            match (scenario.run)(stage).await {
                Ok(some) => rows.extend(some),
                Err(text) => {
                    failed += 1;
                    complain(format!("{} FAILED: {text}", scenario.name));
                    rows.push(Row::told(scenario.name, "FAILED"));
                }
            }
        }
        say(render(&rows));
        Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    /// Has another process make the community, so that the memory it takes is not counted as the server's.
    fn community(&self, data: &Path) -> Done {
        if Plan::read(data)?.is_some() {
            return Ok(());
        }
        let [accounts, posts, follows] = self.size.community().map(|n| n.to_string());
        let own = std::env::current_exe().map_err(|e| e.to_string())?;
        let status = std::process::Command::new(own)
            .args(["generate", "--accounts", &accounts, "--posts", &posts, "--follows", &follows])
            .args(["--engine", self.engine.text(), "--data"])
            .arg(data)
            .stdout(std::process::Stdio::null())
            .status()
            .map_err(|e| e.to_string())?;
        if status.success() { Ok(()) } else { Err("the community could not be made".to_owned()) }
    }
}
