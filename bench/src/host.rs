//! The server under measurement, inside this process but behind a real socket.

use std::net::SocketAddr;
use std::path::Path;
use std::str::FromStr;

use access::NewApp;
use base::{Clock, random};
use medley::{Config, Medley, serve};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::Scopes;

use crate::plan::{DRIVERS, Plan};
use crate::{Done, told};

const SCOPES: &str = "read write follow";

/// Which database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EngineChoice {
    /// In the data folder.
    Sqlite,
    /// At an address.
    Postgres(String),
}

impl FromStr for EngineChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "sqlite" => Ok(Self::Sqlite),
            url if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Ok(Self::Postgres(url.to_owned()))
            }
            _ => Err("must be sqlite, or an address that begins with postgres://".to_owned()),
        }
    }
}

impl EngineChoice {
    /// Writes it into the settings.
    pub(crate) fn set(&self, config: &mut Config) {
        if let Self::Postgres(url) = self {
            config.store.url.clone_from(url);
        }
    }

    /// As an argument.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres(url) => url,
        }
    }
}

/// A running server.
pub(crate) struct Host {
    /// What is in it.
    pub(crate) medley: Medley,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<base::Outcome<()>>,
}

impl Host {
    /// Opens a data folder and serves it on a loopback port, with everything running that `medley serve` runs.
    pub(crate) async fn open(data: &Path, engine: &EngineChoice) -> Done<Self> {
        let listening = serve::bind("127.0.0.1:0").await.map_err(told)?;
        let address = listening.address;
        let mut config = Config::default();
        engine.set(&mut config);
        config.server.listen = address.to_string();
        config.limits.rate = false;
        let medley = Medley::open(config, data, Clock::system()).await.map_err(told)?;
        medley.start();
        let (stop, stopped) = oneshot::channel();
        let served = medley.clone();
        let task = tokio::spawn(async move {
            let stopped = async {
                // A dropped sender means the same.
                drop(stopped.await);
            };
            serve::serve(&served, listening, stopped).await
        });
        Ok(Self { medley, address, stop, task })
    }

    /// Stops as `medley serve` does.
    pub(crate) async fn close(self) -> Done {
        // Refused only when serving has ended already; the task says why.
        self.stop.send(()).ok();
        self.task.await.map_err(|e| e.to_string())?.map_err(told)
    }

    /// A token for each driver, in order.
    pub(crate) async fn tokens(&self, plan: &Plan) -> Done<Vec<String>> {
        let accounts: Vec<u32> = (0..DRIVERS).map(Plan::driver).collect();
        self.tokens_of(plan, &accounts).await
    }

    /// The cookie of a session for each of the first `count` drivers, in order.
    pub(crate) async fn cookies(&self, plan: &Plan, count: u32) -> Done<Vec<String>> {
        let mut cookies = Vec::new();
        for driver in (0..count).map(Plan::driver) {
            let cookie = random::token();
            self.medley.access.seed_session(plan.account(driver), &cookie).await.map_err(told)?;
            cookies.push(format!("{}={cookie}", web::SESSION_COOKIE));
        }
        Ok(cookies)
    }

    /// A token for each of some accounts.
    pub(crate) async fn tokens_of(&self, plan: &Plan, accounts: &[u32]) -> Done<Vec<String>> {
        let scopes = Scopes::parse(SCOPES).ok_or("the scopes are not known")?;
        let redirect_uris = vec!["urn:ietf:wg:oauth:2.0:oob".to_owned()];
        let app = NewApp { name: "bench".to_owned(), website: None, redirect_uris, scopes };
        let access = &self.medley.access;
        let (app, _) = access.register_app(app).await.map_err(told)?;
        let mut tokens = Vec::with_capacity(accounts.len());
        for &n in accounts {
            let token = random::token();
            access.seed_token(app.id, plan.account(n), &token, scopes).await.map_err(told)?;
            tokens.push(token);
        }
        Ok(tokens)
    }
}
