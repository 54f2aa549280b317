//! A server of two features, in process.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;

use access::{Access, NewUser, Registrations, Settings};
use accounts::{Accounts, Limits, Picture, PictureKind, StorePicture};
use axum::body::{Body, to_bytes};
use axum::http::header::{
    AUTHORIZATION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE,
};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use base::{Clock, Id, IdGen, Outcome, Problem};
use bus::Bus;
use serde_json::{Value, json};
use store::testing::{Fresh, fresh};
use store::{Db, Engine};
use web::{App, Gate, Limiter, Proxies, Role, Site};

pub(crate) const PASSWORD: &str = "three blue kettles";
pub(crate) const OOB: &str = "urn:ietf:wg:oauth:2.0:oob";
pub(crate) const CALLBACK: &str = "https://ward.example/cb?from=medley";

pub(crate) struct Rig {
    _fresh: Fresh,
    folder: tempfile::TempDir,
    pub(crate) db: Db,
    pub(crate) bus: Bus,
    pub(crate) clock: Clock,
    pub(crate) accounts: Accounts,
    pub(crate) access: Access,
    app: App,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

pub(crate) struct Client {
    pub(crate) id: String,
    pub(crate) secret: String,
}

struct NoPictures;

impl StorePicture for NoPictures {
    fn store(
        &self,
        _: PictureKind,
        _: axum::body::Bytes,
    ) -> Pin<Box<dyn Future<Output = Outcome<Picture>> + Send>> {
        Box::pin(async { Err(Problem::not_found()) })
    }
}

/// Open registrations without confirmation.
pub(crate) async fn rig(engine: Engine) -> Rig {
    rig_with(engine, |_| {}).await
}

pub(crate) async fn rig_with(engine: Engine, tweak: impl FnOnce(&mut Settings)) -> Rig {
    let (fresh, folder) = (fresh(engine), tempfile::tempdir().unwrap());
    let db = fresh.open();
    let steps = [bus::MIGRATIONS, Accounts::migrations(), Access::migrations()].concat();
    db.migrate(steps).await.unwrap();
    let clock = Clock::fixed(1_795_356_000_000);
    let ids = Arc::new(IdGen::new(clock.clone(), 0));
    let bus = Bus::new(db.clone(), clock.clone(), ids.clone());
    let site = Site::new("medley.example");
    let blobs = blobs::Blobs::open(folder.path().join("blobs")).unwrap();
    let limits = Limits { bio_chars: 500 };
    let accounts =
        Accounts::new(db.clone(), bus.clone(), ids.clone(), clock.clone(), site.clone(), blobs, limits);
    let mut settings = Settings::new("Harbour View", folder.path().join("mail"));
    settings.registrations = Registrations::Open;
    settings.confirm_email = false;
    tweak(&mut settings);
    let access =
        Access::new(db.clone(), bus.clone(), ids, clock.clone(), site.clone(), accounts.clone(), settings);
    let gate = Arc::new(Gate::new(Arc::new(access.clone()), Limiter::off(clock.clone()), site));
    let mut routes = access.feature().routes;
    routes.extend(accounts.feature(Arc::new(NoPictures)).routes);
    let app = App::new(web::assemble(&gate, routes), Proxies::default(), |problem| problem.text().to_owned());
    Rig { _fresh: fresh, folder, db, bus, clock, accounts, access, app }
}

impl Rig {
    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.app.respond([127, 0, 0, 1].into(), request).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Answer { status, headers, body: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    fn request(method: &str, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("user-agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0")
    }

    /// An API call with a token.
    pub(crate) async fn get(&self, path: &str, token: &str) -> Answer {
        let request = Self::request("GET", path).header(AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// An API call with a JSON body; the token may be empty.
    pub(crate) async fn post(&self, path: &str, token: &str, body: Value) -> Answer {
        let mut request = Self::request("POST", path).header(CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// The same as a form, with HTTP Basic.
    pub(crate) async fn post_basic(&self, path: &str, client: &Client, fields: &[(&str, &str)]) -> Answer {
        use base64::Engine as _;
        let pair =
            base64::engine::general_purpose::STANDARD.encode(format!("{}:{}", client.id, client.secret));
        let request = Self::request("POST", path)
            .header(AUTHORIZATION, format!("Basic {pair}"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(encoded(fields))).unwrap()).await
    }

    /// Opens a page.
    pub(crate) async fn open(&self, path: &str, cookie: &str) -> Answer {
        self.send(Self::with_cookie("GET", path, cookie).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser does, from a page of `origin`.
    pub(crate) async fn form_from(
        &self,
        origin: &str,
        path: &str,
        cookie: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let request = Self::with_cookie("POST", path, cookie)
            .header(ORIGIN, origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(encoded(fields))).unwrap()).await
    }

    pub(crate) async fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        self.form_from("https://medley.example", path, cookie, fields).await
    }

    /// Sends a form with the token of the session, taken from a page.
    pub(crate) async fn own_form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.open("/settings/account", cookie).await.csrf();
        let fields = [fields, &[("csrf", csrf.as_str())]].concat();
        self.form(path, cookie, &fields).await
    }

    fn with_cookie(method: &str, path: &str, cookie: &str) -> Builder {
        let request = Self::request(method, path);
        if cookie.is_empty() {
            return request;
        }
        request.header(COOKIE, format!("{}={cookie}", web::SESSION_COOKIE))
    }

    /// Somebody with [`PASSWORD`].
    pub(crate) async fn person(&self, name: &str) -> Id {
        self.person_as(name, Role::User).await
    }

    pub(crate) async fn person_as(&self, name: &str, role: Role) -> Id {
        let new = NewUser {
            username: name.to_owned(),
            email: format!("{name}@clinic.example"),
            password: Some(PASSWORD.to_owned()),
            role,
            confirmed: true,
        };
        self.access.create_account(new).await.unwrap().account
    }

    pub(crate) async fn token(&self, account: Id) -> String {
        self.access.token_create(account, "Test", web::Scopes::parse("read write").unwrap()).await.unwrap()
    }

    /// The session cookie of a browser that signed in by the page.
    pub(crate) async fn signed_in(&self, name: &str) -> String {
        let answer = self.form("/sign-in", "", &[("login", name), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.cookie().unwrap()
    }

    /// An application with these scopes.
    pub(crate) async fn client(&self, scopes: &str) -> Client {
        let body =
            json!({ "client_name": "Ward", "redirect_uris": format!("{CALLBACK}\n{OOB}"), "scopes": scopes });
        let app = self.post("/api/v1/apps", "", body).await.json();
        let text = |name: &str| app[name].as_str().unwrap().to_owned();
        Client { id: text("client_id"), secret: text("client_secret") }
    }

    /// A token of the application by itself.
    pub(crate) async fn app_token(&self, client: &Client, scope: &str) -> String {
        let fields = [("grant_type", "client_credentials"), ("scope", scope)];
        let answer = self.post_basic("/oauth/token", client, &fields).await;
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    /// The mails so far, oldest name first.
    pub(crate) async fn mails(&self) -> Vec<String> {
        self.bus.work_off().await.unwrap();
        let folder: PathBuf = self.folder.path().join("mail");
        let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
        files.map(|file| unfolded(&std::fs::read_to_string(file.unwrap().path()).unwrap())).collect()
    }

    /// The token in the link of the only mail that speaks of `path`.
    pub(crate) async fn mailed_token(&self, path: &str) -> String {
        let mark = format!("https://medley.example{path}?token=");
        let mails = self.mails().await;
        let found: Vec<&String> = mails.iter().filter(|mail| mail.contains(&mark)).collect();
        assert_eq!(found.len(), 1, "{mails:?}");
        found[0].split(&mark).nth(1).unwrap().chars().take(43).collect()
    }

    /// What a token's holder is told of themselves.
    pub(crate) async fn whoami(&self, token: &str) -> u16 {
        self.get("/api/v1/accounts/verify_credentials", token).await.status
    }
}

/// Quoted-printable lines joined again.
fn unfolded(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=3D", "=")
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.extend_pairs(fields).finish()
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|_| panic!("{} is not JSON: {}", self.status, self.body))
    }

    pub(crate) fn error(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get(LOCATION).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// A parameter of the address that the answer leads to.
    pub(crate) fn led(&self, name: &str) -> Option<String> {
        let query = self.location().split_once('?')?.1;
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    pub(crate) fn policy(&self) -> &str {
        self.headers.get(CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap()
    }

    /// The session cookie that was set; empty when it was taken away.
    pub(crate) fn cookie(&self) -> Option<String> {
        let line = self.headers.get(SET_COOKIE)?.to_str().unwrap();
        assert!(
            line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Secure"),
            "{line}"
        );
        let (name, value) = line.split(';').next()?.split_once('=')?;
        (name == web::SESSION_COOKIE).then(|| value.to_owned())
    }

    /// The value of a cookie that was set.
    pub(crate) fn set(&self, name: &str) -> Option<String> {
        let lines = self.headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        let pairs = lines.filter_map(|line| line.split(';').next()?.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    }

    pub(crate) fn csrf(&self) -> String {
        let after = self.body.split("name=\"csrf\" value=\"").nth(1).expect("a form with a token");
        after.split('"').next().unwrap().to_owned()
    }

    pub(crate) fn is(&self, status: StatusCode) -> bool {
        self.status == status.as_u16()
    }
}
