//! Tests through HTTP, in process: a whole server on a database of its own, and people who use it.
//!
//! `let medley = TestApp::new(engine).await; let alice = medley.person("alice").await; alice.publish("Hello").await;`

mod answer;
mod browser;
mod contract;
mod mail;
mod person;
mod stream;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use access::NewUser;
use axum::body::Body;
use http::Request;
use medley::{Config, Medley};
use store::Engine;
use store::testing::{Fresh, fresh};
use web::{App, Role, Scopes};

pub use answer::Answer;
pub use base::Clock;
pub use browser::{Browser, Part};
pub use mail::Mail;
pub use person::Person;
pub use serde_json::{Value, json};
pub use stream::Events;

/// When test time begins: 2026-11-22 14:00 UTC.
pub const NOW_MS: i64 = 1_795_356_000_000;

/// A server of one's own.
#[derive(Clone)]
pub struct TestApp {
    /// Everything in it.
    pub medley: Medley,
    /// The hand that moves its time.
    pub clock: Clock,
    app: Arc<App>,
    _closing: Arc<Closing>,
    _keep: Arc<(Fresh, tempfile::TempDir)>,
}

/// Closes the database with the last of a server's users: features hold each other, and with hundreds of tests in one
/// process PostgreSQL would run out of connections.
struct Closing(store::Db);

impl Drop for Closing {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl TestApp {
    /// A server with the default settings but without rate limits, on a fresh database.
    pub async fn new(engine: Engine) -> Self {
        Self::with(engine, |_| {}).await
    }

    /// The same with other settings.
    pub async fn with(engine: Engine, set: impl FnOnce(&mut Config)) -> Self {
        let (fresh, data) = (fresh(engine), tempfile::tempdir().expect("a temporary folder"));
        let mut config = Config::default();
        config.store.url.clone_from(&fresh.settings.url);
        config.store.readers = 2;
        config.store.writers = 2;
        config.limits.rate = false;
        config.server.domain = "localhost:3000".to_owned();
        set(&mut config);
        let clock = Clock::fixed(NOW_MS);
        let medley = Medley::open(config, data.path(), clock.clone()).await.expect("a fresh server opens");
        let app = Arc::new(medley.app());
        let closing = Arc::new(Closing(medley.db.clone()));
        Self { medley, clock, app, _closing: closing, _keep: Arc::new((fresh, data)) }
    }

    /// Another server on the same data, with nothing in memory yet.
    pub async fn reopened(&self) -> Self {
        let data = self._keep.1.path();
        let medley =
            Medley::open(self.medley.config.clone(), data, self.clock.clone()).await.expect("it opens again");
        let app = Arc::new(medley.app());
        let closing = Arc::new(Closing(medley.db.clone()));
        Self { medley, app, clock: self.clock.clone(), _closing: closing, _keep: self._keep.clone() }
    }

    /// Somebody with an account and a token that may do everything.
    pub async fn person(&self, name: &str) -> Person {
        self.person_with(name, Role::User, "read write follow push profile").await
    }

    /// Somebody with a role and a token for some scopes.
    pub async fn person_with(&self, name: &str, role: Role, scopes: &str) -> Person {
        let new = NewUser {
            username: name.to_owned(),
            email: format!("{name}@example.org"),
            password: Some(format!("{name} likes long passwords")),
            role,
            confirmed: true,
        };
        let made = self.medley.access.create_account(new).await.expect("a new account");
        let scopes = Scopes::parse(scopes).expect("known scopes");
        let token = self.medley.access.token_create(made.account, "Test", scopes).await.expect("a token");
        Person::new(self.clone(), made.account, name, Some(token))
    }

    /// Another token of somebody, for fewer scopes.
    pub async fn with_scopes(&self, person: &Person, scopes: &str) -> Person {
        let scopes = Scopes::parse(scopes).expect("known scopes");
        let token = self.medley.access.token_create(person.id, "Test", scopes).await.expect("a token");
        Person::new(self.clone(), person.id, &person.name, Some(token))
    }

    /// Somebody who came in before this server was opened again.
    pub fn person_like(&self, person: &Person) -> Person {
        Person { app: self.clone(), ..person.clone() }
    }

    /// Somebody without an account.
    pub fn nobody(&self) -> Person {
        Person::new(self.clone(), base::Id(0), "nobody", None)
    }

    /// Sends a request from 192.0.2.1.
    pub async fn send(&self, request: Request<Body>) -> axum::response::Response {
        self.app.respond(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), request).await
    }

    /// Lets events and jobs have their effects, without waiting for time.
    pub async fn settle(&self) {
        for _ in 0..20 {
            let events = self.medley.bus.drain().await.expect("events are handled");
            let jobs = self.medley.bus.work_off().await.expect("jobs are done");
            if events + jobs == 0 {
                break;
            }
        }
        while self.medley.search.catch_up().await.expect("the index is written") == search::Left::More {}
    }

    /// Moves time on.
    pub fn later(&self, ms: i64) {
        self.clock.advance(ms);
    }
}
