//! What is measured.

mod arrival;
mod import;
mod insights;
mod pages;
mod posting;
mod reads;
mod room;
mod search;
mod start;
mod streams;

use std::path::PathBuf;
use std::pin::Pin;

use crate::Done;
use crate::host::{EngineChoice, Host};
use crate::http1::Connection;
use crate::load::Load;
use crate::plan::{Plan, READERS};
use crate::run::Amounts;
use crate::still::Still;
use crate::table::Row;

type Running<'a> = Pin<Box<dyn Future<Output = Done<Vec<Row>>> + 'a>>;

/// One scenario.
pub(crate) struct Scenario {
    /// For `--only`.
    pub(crate) name: &'static str,
    /// Measures.
    pub(crate) run: for<'a> fn(&'a mut Stage) -> Running<'a>,
}

/// All of them, in order: memory is looked at first, before other scenarios have used any.
pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario { name: "start", run: |stage| Box::pin(start::run(stage)) },
    Scenario { name: "home", run: |stage| Box::pin(reads::home(stage)) },
    Scenario { name: "thread", run: |stage| Box::pin(reads::thread(stage)) },
    Scenario { name: "hashtag", run: |stage| Box::pin(reads::hashtag(stage)) },
    Scenario { name: "hashtags", run: |stage| Box::pin(reads::hashtags(stage)) },
    Scenario { name: "public", run: |stage| Box::pin(reads::public(stage)) },
    Scenario { name: "account", run: |stage| Box::pin(reads::account(stage)) },
    Scenario { name: "page", run: |stage| Box::pin(pages::home(stage)) },
    Scenario { name: "post", run: |stage| Box::pin(posting::post(stage)) },
    Scenario { name: "celebrity", run: |stage| Box::pin(posting::celebrity(stage)) },
    Scenario { name: "stream", run: |stage| Box::pin(streams::run(stage)) },
    Scenario { name: "room", run: |stage| Box::pin(room::run(stage)) },
    Scenario { name: "search", run: |stage| Box::pin(search::run(stage)) },
    Scenario { name: "arrival", run: |stage| Box::pin(arrival::run(stage)) },
    Scenario { name: "insights", run: |stage| Box::pin(insights::run(stage)) },
    Scenario { name: "import", run: |stage| Box::pin(import::run(stage)) },
];

/// What the scenarios work with.
pub(crate) struct Stage {
    data: PathBuf,
    engine: EngineChoice,
    plan: Plan,
    amounts: Amounts,
    host: Option<Host>,
    still: Still,
    /// Of the drivers, in order.
    tokens: Vec<String>,
}

impl Stage {
    /// Opens the server, and what it is compared with.
    pub(crate) async fn open(
        data: PathBuf,
        engine: EngineChoice,
        plan: Plan,
        amounts: Amounts,
    ) -> Done<Self> {
        let host = Host::open(&data, &engine).await?;
        let tokens = host.tokens(&plan).await?;
        let still = Still::open().await?;
        Ok(Self { data, engine, plan, amounts, host: Some(host), still, tokens })
    }

    /// The server.
    pub(crate) fn host(&self) -> Done<&Host> {
        self.host.as_ref().ok_or_else(|| "the server is not running".to_owned())
    }

    async fn stop(&mut self) -> Done {
        match self.host.take() {
            Some(host) => host.close().await,
            None => Ok(()),
        }
    }

    async fn start(&mut self) -> Done {
        if self.host.is_none() {
            self.host = Some(Host::open(&self.data, &self.engine).await?);
        }
        Ok(())
    }

    /// A load on the server by the readers, each with requests of its own.
    fn load(&self, ms: u64, requests: impl Fn(u32, &str) -> Vec<String>) -> Done<Load> {
        let drivers = (0..READERS).zip(&self.tokens);
        let connections = drivers.map(|(n, token)| requests(n, token)).collect();
        Ok(Load { address: self.host()?.address, ms, connections })
    }

    /// One answer of the server, which must be 200.
    async fn once(&self, request: &str) -> Done<Vec<u8>> {
        let mut connection = Connection::open(self.host()?.address).await.map_err(|e| e.to_string())?;
        match connection.ask(request.as_bytes()).await {
            Ok(200) => Ok(connection.body().to_vec()),
            Ok(status) => Err(format!("{status}: {}", String::from_utf8_lossy(connection.body()))),
            Err(cause) => Err(cause.to_string()),
        }
    }
}
