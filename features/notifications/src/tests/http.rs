//! The endpoints through the gate, with accounts' ids for tokens and cookies.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use base::{Id, Outcome};
use serde_json::{Value, json};
use store::Engine;
use tower::ServiceExt;
use web::{Authenticator, Gate, Limiter, Role, Scopes, SignedIn, Site, Viewer, Who, csrf_token};

use super::World;

const KEY: [u8; 32] = [7; 32];

struct ByNumber;

fn viewer(text: &str) -> Option<Arc<Viewer>> {
    let (id, scopes) = text.split_once('/').unwrap_or((text, "read write"));
    let who = Who::Person(id.parse().ok()?);
    let scopes = Scopes::parse(scopes)?;
    Some(Arc::new(Viewer { who, scopes, role: Role::User, grant: None, app: None }))
}

type Answer<T> = Pin<Box<dyn Future<Output = Outcome<Option<T>>> + Send>>;

impl Authenticator for ByNumber {
    fn token(&self, token: &str) -> Answer<Arc<Viewer>> {
        let found = viewer(token);
        Box::pin(async { Ok(found) })
    }

    fn session(&self, cookie: &str) -> Answer<SignedIn> {
        let found = viewer(cookie).map(|viewer| SignedIn { viewer, csrf_key: KEY, language: None });
        Box::pin(async { Ok(found) })
    }
}

struct Client {
    w: World,
    app: Router,
}

struct Answered {
    status: StatusCode,
    link: String,
    location: String,
    text: String,
}

impl Answered {
    fn json(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }
}

impl Client {
    async fn new() -> Self {
        let w = World::new(Engine::Sqlite).await;
        let site = Site::new("medley.example");
        let gate = Arc::new(Gate::new(Arc::new(ByNumber), Limiter::new(w.clock.clone()), site));
        let app = web::assemble(&gate, w.notes.feature().routes);
        Self { w, app }
    }

    async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let header = |name: &str| {
            let value = parts.headers.get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answered { status: parts.status, link: header("link"), location: header("location"), text }
    }

    async fn api(&self, method: Method, path: &str, token: &str, body: &str) -> Answered {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()));
        self.send(request.unwrap()).await
    }

    async fn get(&self, me: Id, path: &str) -> Answered {
        self.api(Method::GET, path, &me.to_string(), "").await
    }

    async fn post(&self, me: Id, path: &str, body: &str) -> Answered {
        self.api(Method::POST, path, &me.to_string(), body).await
    }
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_and_dismissal() {
    let c = Client::new().await;
    let [ana, ben] = c.w.people(["ana", "ben"]).await;
    let post = c.w.post(ana, "hello").await;
    c.w.like(ben, post).await;
    c.w.boost(ben, post).await;
    c.w.follow(ben, ana, None).await;
    let first = c.get(ana, "/api/v1/notifications?limit=2&exclude_types[]=poll").await;
    let page = first.json();
    let [newest, second] = ids(&page)[..] else { panic!("{page}") };
    assert!(
        first.link.contains(&format!("exclude_types[]=poll&max_id={second}>; rel=\"next\"")),
        "{}",
        first.link
    );
    assert!(first.link.contains(&format!("min_id={newest}>; rel=\"prev\"")), "{}", first.link);
    let one = c.get(ana, &format!("/api/v1/notifications/{newest}")).await.json();
    assert_eq!(one["type"], "follow");
    assert_eq!(c.get(ana, "/api/v1/notifications/unread_count?limit=2").await.json(), json!({ "count": 2 }));
    assert_eq!(c.get(ana, "/api/v2/notifications/unread_count").await.json(), json!({ "count": 3 }));
    let dismissed = c.post(ana, &format!("/api/v1/notifications/{newest}/dismiss"), "").await.json();
    assert_eq!(dismissed, json!({}));
    c.post(ana, "/api/v1/notifications/dismiss", &format!("id={second}")).await.json();
    let left = c.get(ana, "/api/v2/notifications").await.json();
    let key = left["notification_groups"][0]["group_key"].as_str().unwrap();
    let who = c.get(ana, &format!("/api/v2/notifications/{key}/accounts")).await.json();
    assert_eq!(ids(&who), [ben.to_string()]);
    assert_eq!(c.get(ana, &format!("/api/v2/notifications/{key}")).await.json()["accounts"], who);
    c.post(ana, &format!("/api/v2/notifications/{key}/dismiss"), "").await.json();
    assert_eq!(c.get(ana, "/api/v1/notifications").await.json(), json!([]));
    assert_eq!(c.get(ana, &format!("/api/v1/notifications/{newest}")).await.status, 404);
    assert_eq!(c.get(ana, "/api/v1/notifications/nonsense").await.status, 404);
    assert_eq!(c.post(ana, "/api/v1/notifications/clear", "").await.json(), json!({}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn policies_and_requests() {
    let c = Client::new().await;
    let [ana, ben, chi] = c.w.people(["ana", "ben", "chi"]).await;
    let path = "/api/v2/notifications/policy";
    let open = c.get(ana, path).await.json();
    assert_eq!(
        (&open["for_not_following"], &open["summary"]["pending_requests_count"]),
        (&"accept".into(), &0.into())
    );
    for method in [Method::PATCH, Method::PUT] {
        let set = c.api(method, path, &ana.to_string(), "for_not_following=filter").await.json();
        assert_eq!(
            (&set["for_not_following"], &set["for_new_accounts"]),
            (&"filter".into(), &"accept".into())
        );
    }
    assert_eq!(c.api(Method::PATCH, path, &ana.to_string(), "for_not_following=x").await.status, 422);
    let post = c.w.post(ben, "@ana please").await;
    c.w.post(chi, "@ana spam").await;
    assert_eq!(c.get(ana, "/api/v1/notifications").await.json(), json!([]));
    assert_eq!(c.get(ana, path).await.json()["summary"]["pending_notifications_count"], 2);
    let all = c.get(ana, "/api/v1/notifications?include_filtered=true").await.json();
    assert_eq!((ids(&all).len(), &all[0]["filtered"]), (2, &true.into()));
    let requests = c.get(ana, "/api/v1/notifications/requests").await.json();
    assert_eq!(ids(&requests), [chi.to_string(), ben.to_string()]);
    let one = c.get(ana, &format!("/api/v1/notifications/requests/{ben}")).await.json();
    assert_eq!((&one["notifications_count"], &one["account"]["acct"]), (&"1".into(), &"ben".into()));
    assert_eq!(one["last_status"]["id"], post.to_string());
    c.post(ana, &format!("/api/v1/notifications/requests/{ben}/accept"), "").await.json();
    c.post(ana, "/api/v1/notifications/requests/dismiss", &format!("id[]={chi}")).await.json();
    assert_eq!(c.get(ana, "/api/v1/notifications/requests").await.json(), json!([]));
    assert_eq!(c.get(ana, &format!("/api/v1/notifications/requests/{chi}")).await.status, 404);
    assert_eq!(ids(&c.get(ana, "/api/v1/notifications").await.json()).len(), 1);
    assert_eq!(c.get(ana, "/api/v1/notifications/requests/merged").await.json(), json!({ "merged": true }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn switches_that_are_turned_at_once_both_hold() {
    let c = Client::new().await;
    let [ana] = c.w.people(["ana"]).await;
    let (path, ana) = ("/api/v2/notifications/policy", ana.to_string());
    for round in 0..10 {
        let value = if round % 2 == 0 { "filter" } else { "accept" };
        let bodies = ["for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions"]
            .map(|field| format!("{field}={value}"));
        let [one, two, three, four] = &bodies;
        let all = tokio::join!(
            c.api(Method::PATCH, path, &ana, one),
            c.api(Method::PATCH, path, &ana, two),
            c.api(Method::PATCH, path, &ana, three),
            c.api(Method::PATCH, path, &ana, four),
        );
        assert!([all.0, all.1, all.2, all.3].iter().all(|answer| answer.status == 200));
        let policy = c.api(Method::GET, path, &ana, "").await.json();
        for body in &bodies {
            assert_eq!(policy[body.split('=').next().unwrap()], value, "round {round}: {policy}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn markers() {
    let c = Client::new().await;
    let ana = c.w.person("ana").await;
    let path = "/api/v1/markers";
    assert_eq!(c.get(ana, path).await.json(), json!({}));
    let asked = c.get(ana, &format!("{path}?timeline[]=home&timeline[]=attic")).await.json();
    assert_eq!((&asked["home"]["last_read_id"], asked.as_object().unwrap().len()), (&"0".into(), 1));
    let set = c.post(ana, path, "home[last_read_id]=77&notifications[last_read_id]=88").await.json();
    assert_eq!((&set["home"]["last_read_id"], &set["notifications"]["version"]), (&"77".into(), &1.into()));
    let again = c.post(ana, path, "home[last_read_id]=70").await.json();
    assert_eq!((&again["home"]["version"], again.get("notifications")), (&2.into(), None));
    assert_eq!(c.post(ana, path, "home[last_read_id]=x").await.status, 422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scopes() {
    let c = Client::new().await;
    let ana = c.w.person("ana").await;
    for (method, path, scope) in [
        (Method::GET, "/api/v1/notifications", "read:notifications"),
        (Method::POST, "/api/v1/notifications/clear", "write:notifications"),
        (Method::GET, "/api/v1/markers", "read:statuses"),
        (Method::POST, "/api/v1/markers", "write:statuses"),
    ] {
        let right = c.api(method.clone(), path, &format!("{ana}/{scope}"), "").await.status;
        let wrong = c.api(method.clone(), path, &format!("{ana}/profile"), "").await.status;
        let nobody = c.api(method, path, "", "").await.status;
        assert_eq!((right.as_u16(), wrong.as_u16(), nobody.as_u16()), (200, 403, 401), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_and_its_form() {
    let c = Client::new().await;
    let [ana, ben] = c.w.people(["ana", "ben"]).await;
    let post = c.w.post(ben, "@ana a <b>bold</b> word").await;
    let page = |path: &str| {
        let cookie = format!("{}={ana}", web::SESSION_COOKIE);
        Request::builder().uri(path).header("cookie", cookie).body(Body::empty()).unwrap()
    };
    let shown = c.send(page("/notifications?only=mentions")).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains("mentioned you") && shown.text.contains(&post.to_string()), "{}", shown.text);
    assert!(!shown.text.contains("<b>bold") && shown.text.contains("up_to"));
    let newest = c.w.ids(ana).await[0];
    let token = csrf_token(&KEY);
    let form = Request::builder()
        .method(Method::POST)
        .uri("/web/notifications/read")
        .header("cookie", format!("{}={ana}", web::SESSION_COOKIE))
        .header("origin", "https://medley.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrf={token}&up_to={newest}&back=/notifications")));
    let done = c.send(form.unwrap()).await;
    assert_eq!((done.status, done.location.as_str()), (StatusCode::SEE_OTHER, "/notifications"));
    assert_eq!(c.w.notes.unread(ana).await.unwrap(), 0);
    assert!(!c.send(page("/notifications")).await.text.contains("up_to"));
    let stranger = Request::builder().uri("/notifications").body(Body::empty()).unwrap();
    assert!(c.send(stranger).await.location.contains("next=%2Fnotifications"));
}
