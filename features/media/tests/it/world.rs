//! The feature on a fresh database, behind the real gate, with two people in front of it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use base::{Bucket, Clock, Id, IdGen, Outcome};
use blobs::Blobs;
use bus::Bus;
use media::{Media, Tuning};
use serde_json::{Value, json};
use store::testing::{Fresh, fresh};
use store::{Db, Engine, Sql, args, sql};
use web::{App, Authenticator, Gate, Limiter, Proxies, Role, Scopes, SignedIn, Site, Viewer, Who, assemble};

sql! {
    COUNT = "SELECT COUNT(*) FROM media";
    STATES = "SELECT state FROM media WHERE bk = $1 AND id = $2";
    DOOM = "UPDATE media SET state = 'gone', loose_ms = 0 WHERE bk = $1 AND id = $2";
    CRASHED = "UPDATE media SET tries = tries + $1 WHERE bk = $2 AND id = $3";
    OLDER = "UPDATE media SET loose_ms = loose_ms - $1 WHERE bk = $2 AND id = $3";
}

/// Pixels from which on these tests' uploads are left to the job.
pub(crate) const ASYNC_PIXELS_MIN: u64 = 10_000;

pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) bus: Bus,
    pub(crate) clock: Clock,
    pub(crate) blobs: Blobs,
    pub(crate) media: Media,
    pub(crate) site: Site,
    pub(crate) ids: Arc<IdGen>,
    app: App,
    people: HashMap<&'static str, Id>,
    _fresh: Fresh,
    _folder: tempfile::TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn id(&self) -> Id {
        self.json()["id"].as_str().expect("an id").parse().unwrap()
    }

    /// The path of an address in the answer.
    pub(crate) fn path(&self, key: &str) -> String {
        self.json()[key]
            .as_str()
            .expect("an address")
            .strip_prefix("https://medley.example")
            .unwrap()
            .to_owned()
    }
}

/// Tokens: `a` and `b` are people, `reader` is `a` without the scope, `app` is an app.
struct Tokens(HashMap<&'static str, Id>);

impl Authenticator for Tokens {
    fn token(&self, token: &str) -> Pin<Box<dyn Future<Output = Outcome<Option<Arc<Viewer>>>> + Send>> {
        let (who, scopes) = match token {
            "reader" => (Who::Person(self.0["a"]), "read write:statuses"),
            "app" => (Who::App, "write"),
            known => match self.0.get(known) {
                Some(&id) => (Who::Person(id), "write:media"),
                None => return Box::pin(async { Ok(None) }),
            },
        };
        let scopes = Scopes::parse(scopes).unwrap();
        let viewer = Viewer { who, scopes, role: Role::User, grant: None, app: None };
        Box::pin(async move { Ok(Some(Arc::new(viewer))) })
    }

    fn session(&self, _: &str) -> Pin<Box<dyn Future<Output = Outcome<Option<SignedIn>>> + Send>> {
        Box::pin(async { Ok(None) })
    }
}

impl World {
    pub(crate) async fn new(engine: Engine) -> Self {
        Self::tuned(engine, Tuning { async_pixels_min: ASYNC_PIXELS_MIN, ..Tuning::default() }).await
    }

    pub(crate) async fn tuned(engine: Engine, tuning: Tuning) -> Self {
        Self::limited(engine, tuning, Limiter::off).await
    }

    pub(crate) async fn limited(engine: Engine, tuning: Tuning, limiter: fn(Clock) -> Limiter) -> Self {
        let (fresh, folder) = (fresh(engine), tempfile::tempdir().unwrap());
        let (db, clock) = (fresh.open(), Clock::fixed(1_795_356_000_000));
        db.migrate([bus::MIGRATIONS, Media::migrations()].concat()).await.unwrap();
        let ids = Arc::new(IdGen::new(clock.clone(), 0));
        // In one bucket, so that it is not the bucket that keeps them apart.
        let people = HashMap::from(["a", "b"].map(|name| (name, ids.next(Bucket::of(7)))));
        let (bus, site) = (Bus::new(db.clone(), clock.clone(), ids.clone()), Site::new("medley.example"));
        let blobs = Blobs::open(folder.path()).unwrap();
        let media = Media::tuned(
            db.clone(),
            bus.clone(),
            ids.clone(),
            clock.clone(),
            site.clone(),
            blobs.clone(),
            tuning,
        );
        let gate = Gate::new(Arc::new(Tokens(people.clone())), limiter(clock.clone()), site.clone());
        let router = assemble(&Arc::new(gate), media.feature().routes);
        let app = App::new(router, Proxies::default(), |problem| problem.to_string());
        Self { db, bus, clock, blobs, media, site, ids, app, people, _fresh: fresh, _folder: folder }
    }

    pub(crate) fn person(&self, name: &str) -> Id {
        self.people[name]
    }

    /// An id for a post of `name`.
    pub(crate) fn post_of(&self, name: &str) -> Id {
        self.ids.beside(self.person(name))
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.respond(IpAddr::V4(Ipv4Addr::LOCALHOST), request).await;
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }

    pub(crate) async fn call(&self, who: &str, method: &str, path: &str, form: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !who.is_empty() {
            request = request.header("authorization", format!("Bearer {who}"));
        }
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Answer {
        self.call(who, "GET", path, "").await
    }

    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request =
            headers.iter().fold(Request::builder().uri(path), |r, (name, text)| r.header(*name, *text));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Uploads to `path` as `who`, with a name and a type that may lie.
    pub(crate) async fn upload_as(
        &self,
        who: &str,
        path: &str,
        (name, kind): (&str, &str),
        bytes: &[u8],
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut body = Vec::new();
        for (key, text) in fields {
            let head = format!("--xx\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{text}\r\n");
            body.extend(head.into_bytes());
        }
        let head = format!(
            "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
        );
        body.extend([head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat());
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("authorization", format!("Bearer {who}"))
            .header("content-type", "multipart/form-data; boundary=xx");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Uploads as `a`.
    pub(crate) async fn upload(&self, bytes: &[u8]) -> Answer {
        self.upload_as("a", "/api/v2/media", ("file.bin", "application/octet-stream"), bytes, &[]).await
    }

    /// A picture of `a` that is ready.
    pub(crate) async fn ready(&self) -> Id {
        let answer = self.upload(&crate::files::photo(6, 4, image::ImageFormat::Png)).await;
        assert_eq!(answer.status, StatusCode::OK.as_u16());
        answer.id()
    }

    pub(crate) async fn rows(&self) -> i64 {
        self.db.read(|r| r.row(&COUNT, &[], |row| row.get(0))).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self, id: Id) -> Option<String> {
        self.db.read(move |r| r.row(&STATES, args![id.bk(), id], |row| row.get(0))).await.unwrap()
    }

    pub(crate) async fn age(&self, id: Id, ms: i64) {
        self.db.write(move |w| w.run_one(&OLDER, args![ms, id.bk(), id])).await.unwrap();
    }

    /// As if the process had ended so often during the work.
    pub(crate) async fn crashed(&self, id: Id, times: i64) {
        self.db.write(move |w| w.run_one(&CRASHED, args![times, id.bk(), id])).await.unwrap();
    }

    /// As if a removal had broken off after its first step.
    pub(crate) async fn doom(&self, id: Id) {
        self.db.write(move |w| w.run_one(&DOOM, args![id.bk(), id])).await.unwrap();
    }

    /// Runs the job of an upload once more.
    pub(crate) async fn again(&self, id: Id, raw: &str) {
        let folder = raw.split('/').nth(2).unwrap();
        let (bus, job, now) = (self.bus.clone(), json!({ "id": id, "folder": folder }), self.clock.now_ms());
        self.db.write(move |w| bus.enqueue(w, "media.process", &job, now)).await.unwrap();
        assert_eq!(self.bus.work_off().await.unwrap(), 1);
    }

    pub(crate) fn blobs(&self) -> Vec<String> {
        self.blobs.names().unwrap()
    }
}

/// This file's own statements need no check; the list is there because the macro makes it.
pub(crate) fn own_statements() -> &'static [&'static Sql] {
    STATEMENTS
}
