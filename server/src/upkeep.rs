//! What is done now and then while the server runs.

use std::time::Duration;

use access::Access;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// After the start, when requests are served already.
const FIRST_MS: u64 = 60_000;
/// From then on.
const EVERY_MS: u64 = 60 * 60 * 1_000;

/// The task that forgets what is over. It ends with [`Upkeep::stop`], at the latest after the transaction it is in.
pub(crate) struct Upkeep {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Upkeep {
    /// Begins, a minute after the start and then every hour.
    pub(crate) fn start(access: &Access) -> Self {
        Self::every(access, Duration::from_millis(FIRST_MS), Duration::from_millis(EVERY_MS))
    }

    fn every(access: &Access, first: Duration, then: Duration) -> Self {
        let (stop, mut stopped) = oneshot::channel();
        let access = access.clone();
        let task = tokio::spawn(async move {
            let mut wait = first;
            loop {
                tokio::select! {
                    () = turn(&access, wait) => wait = then,
                    _ = &mut stopped => return,
                }
            }
        });
        Self { stop, task }
    }

    /// Ends it.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        drop(self.task.await);
    }
}

async fn turn(access: &Access, wait: Duration) {
    tokio::time::sleep(wait).await;
    match access.purge().await {
        Ok(0) => {}
        Ok(gone) => tracing::info!(gone, "forgot what is over"),
        Err(problem) => tracing::warn!(?problem, "what is over could not be forgotten"),
    }
}

#[cfg(test)]
mod tests {
    use access::NewUser;
    use base::{Clock, DAY_MS};
    use web::Role;

    use super::*;
    use crate::{Config, Medley};

    #[tokio::test]
    async fn sign_ups_go_by_themselves_until_it_is_stopped() {
        let data = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(1_795_356_000_000);
        let mut config = Config::default();
        config.registrations.unconfirmed_days = 2;
        let medley = Medley::open(config, data.path(), clock.clone()).await.unwrap();
        let sign_up = async |name: &str| {
            let new = NewUser {
                username: name.to_owned(),
                email: format!("{name}@clinic.example"),
                password: Some("three blue kettles".to_owned()),
                role: Role::User,
                confirmed: false,
            };
            medley.access.create_account(new).await.unwrap();
        };
        sign_up("ines").await;
        clock.advance(2 * DAY_MS + 1);
        sign_up("theo").await;
        let short = Duration::from_millis(5);
        let upkeep = Upkeep::every(&medley.access, short, short);
        while medley.accounts.lookup("ines").await.unwrap().is_some() {
            tokio::time::sleep(short).await;
        }
        assert!(medley.accounts.lookup("theo").await.unwrap().is_some());
        upkeep.stop().await;
        clock.advance(2 * DAY_MS + 1);
        tokio::time::sleep(10 * short).await;
        assert!(medley.accounts.lookup("theo").await.unwrap().is_some(), "it was stopped");
    }

    #[tokio::test]
    async fn stopping_waits_for_no_turn() {
        let data = tempfile::tempdir().unwrap();
        let medley = Medley::open(Config::default(), data.path(), Clock::system()).await.unwrap();
        let upkeep = Upkeep::start(&medley.access);
        tokio::time::timeout(Duration::from_secs(5), upkeep.stop()).await.unwrap();
    }
}
