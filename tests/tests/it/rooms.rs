//! Live rooms: what is in a session, who sees it, what is done there.

mod boosts;
mod desk;
mod ending;
mod home;
mod led;
mod live;

use base::Id;
use chats::recurrence::{Schedule, utc};
use chats::{ChatEdit, SessionEdit};
use store::engine_tests;
use testkit::{Person, TestApp, json};

/// A chat of `host` at #hcsm whose session begins in a minute, so that its room is open.
pub(crate) async fn room(app: &TestApp, host: &Person) -> Id {
    room_of(app, host, "hcsm", 1).await
}

/// The same at another hashtag, so many minutes from now.
pub(crate) async fn room_of(app: &TestApp, host: &Person, tag: &str, minutes: i64) -> Id {
    let start = utc().local(app.clock.now_ms() + minutes * 60_000);
    let schedule = Schedule { start: Some(start), ..Schedule::none(utc(), 60) };
    let edit = ChatEdit { tag: Some(tag.to_owned()), schedule: Some(schedule), ..ChatEdit::default() };
    let chat = app.medley.chats.create(host.id, edit).await.unwrap();
    let now = app.clock.now_ms();
    let coming = app.medley.chats.sessions(chat.id, now..now + 86_400_000).await.unwrap();
    coming[0].id
}

/// Invites somebody to a session.
pub(crate) async fn invite(app: &TestApp, host: &Person, session: Id, guest: &Person) {
    let by = chats::Editor { account: host.id, staff: false };
    let edit = SessionEdit { guests: Some(vec![guest.id]), ..SessionEdit::default() };
    app.medley.chats.edit_session(by, session, edit).await.unwrap();
}

/// What the API says of a room's posts.
pub(crate) async fn said(person: &Person, room: Id) -> Vec<(String, String)> {
    let lines = person.get(&format!("/api/medley/v1/chats/rooms/{room}/posts")).await.ok();
    let pair = |line: &serde_json::Value| {
        let kind = format!("{}{}", line["kind"].as_str().unwrap(), line["number"]).replace("null", "");
        (kind, line["id"].as_str().unwrap().to_owned())
    };
    lines.json.as_array().unwrap().iter().map(pair).collect()
}

fn kinds(said: &[(String, String)]) -> Vec<&str> {
    said.iter().map(|(kind, _)| kind.as_str()).collect()
}

engine_tests! {
    async fn what_is_posted_with_the_hashtag_is_in_the_session(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let question = host.publish("Q1: What helps you sleep after nights? #hcsm").await;
        let answer = ana.publish("A1 Blackout curtains. #HCSM").await;
        let reply = ben.publish_with(json!({ "status": "@ana and earplugs", "in_reply_to_id": answer.to_string() })).await;
        ben.publish_with(json!({ "status": "For friends #hcsm", "visibility": "private" })).await;
        ben.publish("Nothing to do with it").await;
        let boost = ben.touch("reblog", answer).await.ok();
        app.settle().await;
        let all = said(&ana, room).await;
        assert_eq!(kinds(&all), ["boost", "post", "answer1", "question1"]);
        assert_eq!(all[1].1, reply.to_string());
        let state = ana.get(&format!("/api/medley/v1/chats/rooms/{room}")).await.ok().json;
        assert_eq!(state["head"]["question"]["id"], question.to_string());
        assert_eq!((state["posts_count"].as_u64(), state["people_count"].as_u64()), (Some(3), Some(3)));
        assert_eq!((state["role"].as_str(), state["open"].as_bool()), (Some(""), Some(true)));
        // Gone everywhere at once.
        ana.delete(&format!("/api/v1/statuses/{answer}")).await.ok();
        assert_eq!(kinds(&said(&ben, room).await), ["post", "question1"], "{}", boost.json);
    }

    async fn edits_move_posts_in_and_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room(&app, &host).await;
        let post = ana.publish("A1 Naps").await;
        let path = format!("/api/v1/statuses/{post}");
        assert!(said(&ana, room).await.is_empty());
        ana.put(&path, json!({ "status": "A1 Naps #hcsm" })).await.ok();
        assert_eq!(kinds(&said(&ana, room).await), ["answer1"]);
        ana.put(&path, json!({ "status": "A2 Naps #hcsm" })).await.ok();
        assert_eq!(kinds(&said(&ana, room).await), ["answer2"]);
        ana.put(&path, json!({ "status": "A2 Naps" })).await.ok();
        assert!(said(&ana, room).await.is_empty(), "without the hashtag it is in no session");
        let own = ana.post(&format!("/api/medley/v1/chats/rooms/{room}/posts"), json!({ "text": "Naps", "question": 2 })).await.ok();
        let id = own.json["id"].as_str().unwrap().to_owned();
        let text = ana.get(&format!("/api/v1/statuses/{id}/source")).await.ok().json["text"].as_str().unwrap().to_owned();
        assert_eq!(text, "A2 Naps #hcsm");
        ana.put(&format!("/api/v1/statuses/{id}"), json!({ "status": "A2 Naps" })).await.ok();
        assert_eq!(kinds(&said(&ana, room).await), ["answer2"], "written in the room, it stays");
    }

    async fn before_and_after_its_time_nothing_is_in_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room_of(&app, &host, "hcldr", 60).await;
        ana.publish("Too early #hcldr").await;
        let path = format!("/api/medley/v1/chats/rooms/{room}/posts");
        ana.post(&path, json!({ "text": "Hello" })).await.fails(422);
        app.later(50 * 60_000);
        ana.publish("Hello #hcldr").await;
        app.later(105 * 60_000);
        ana.publish("Too late #hcldr").await;
        ana.post(&path, json!({ "text": "Hello" })).await.fails(422);
        assert_eq!(said(&ana, room).await.len(), 1);
        assert_eq!(ana.get("/api/medley/v1/chats/rooms/5/posts").await.status, 404);
    }

    async fn roles_are_told_and_newcomers_too(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let first = room(&app, &host).await;
        invite(&app, &host, first, &ana).await;
        host.publish("Q1 Why? #hcsm").await;
        ana.publish("Q1 because of the guests' habit #hcsm").await;
        let path = format!("/api/medley/v1/chats/rooms/{first}");
        ben.post(&format!("{path}/join"), json!({ "patient": true })).await.ok();
        ben.publish("A1 I was there #hcsm").await;
        let lines = ana.get(&format!("{path}/posts")).await.ok().json;
        let roles: Vec<_> = lines.as_array().unwrap().iter().map(|l| (l["role"].as_str().unwrap(), l["kind"].as_str().unwrap())).collect();
        assert_eq!(roles, [("patient", "answer"), ("guest", "answer"), ("host", "question")]);
        assert!(lines[0]["newcomer"].is_null(), "nobody is new in a first session");
        let page = ana.browser().await.get(&format!("/chats/hcsm/{first}")).await.ok().text;
        for word in ["Patient or carer", "Guest", "Host", "Here by name", "@ben"] {
            assert!(page.contains(word), "{word}: {page}");
        }
    }

    async fn the_page_is_whole_without_a_script(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        host.publish("Q1: <b>What</b> helps? #hcsm").await;
        let browser = ana.browser().await;
        let path = format!("/chats/hcsm/{room}");
        assert_eq!(browser.get("/chats/HCSM/now").await.header("location"), path);
        let page = browser.get(&path).await.ok().text;
        assert!(page.contains("&lt;b&gt;What") || page.contains("&#60;b&#62;What"), "{page}");
        assert!(page.contains("<option value=\"1\" selected>A1: answers question 1") && page.contains("data-line"), "{page}");
        let form = format!("/web/rooms/{room}/say");
        let done = browser.form(&form, "text=Curtains+%26+tea&answers=1").await;
        assert_eq!(done.status, 303, "{}", done.text);
        let post = done.header("location").rsplit_once("#post-").unwrap().1.to_owned();
        let reply = ben.browser().await.form(&form, &format!("text=@ana+Which%3F&answers=&reply_to={post}")).await;
        assert_eq!(reply.status, 303, "{}", reply.text);
        let page = browser.get(&path).await.ok().text;
        assert!(page.contains("Curtains &amp; tea") || page.contains("Curtains &#38; tea"), "{page}");
        assert!(page.contains("class=\"thread\"") && page.contains("1 reply"), "{page}");
        // The reply is a question that nobody answered.
        let open = browser.get(&format!("{path}?show=unanswered")).await.ok().text;
        assert!(open.contains("Which?") && !open.contains("Curtains"), "{open}");
        let answer = browser.get(&format!("{path}?reply={post}")).await.ok().text;
        assert!(answer.contains("Replying to <b>@ana</b>") && answer.contains("@ana "), "{answer}");
        let bad = browser.form(&form, "text=+&answers=1").await;
        assert!(bad.status == 422 && bad.text.contains("role=\"alert\""), "{}", bad.text);
        let long = browser.form(&form, &format!("text={}&answers=1", "x".repeat(9_000))).await;
        assert!(long.status == 422 && long.text.contains("xxxxx"), "what was typed is there");
        let renewing = browser.get(&format!("{path}?refresh=1")).await.ok().text;
        assert!(renewing.contains("http-equiv=\"refresh\"") && !renewing.contains("<textarea") && !renewing.contains("room.js"));
        let stranger = app.nobody().get(&path).await.ok().text;
        assert!(stranger.contains("Sign in") && !stranger.contains("<textarea"), "{stranger}");
        assert_eq!(browser.get(&format!("/chats/other/{room}")).await.status, 404);
        assert_eq!(browser.get("/chats/hcsm/5").await.status, 404);
    }

    async fn applause_is_counted_once_for_each(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let post = ana.publish("A1 Tea #hcsm").await;
        let elsewhere = ana.publish("No hashtag").await;
        let path = format!("/api/medley/v1/chats/rooms/{room}/posts");
        for (who, verb, count) in [(&ben, "applaud", 1), (&ben, "applaud", 1), (&host, "applaud", 2), (&ben, "unapplaud", 1), (&ben, "unapplaud", 1)] {
            let answer = who.post(&format!("{path}/{post}/{verb}"), json!({})).await.ok();
            assert_eq!(answer.json["applause"], count);
        }
        ana.post(&format!("{path}/{post}/applaud"), json!({})).await.fails(422);
        ben.post(&format!("{path}/{elsewhere}/applaud"), json!({})).await.fails(404);
        assert_eq!(ben.get(&path).await.ok().json[0]["applause"], 1);
        let browser = ben.browser().await;
        let done = browser.form(&format!("/web/rooms/{room}/applaud"), &format!("post={post}&on=1")).await;
        assert_eq!(done.header("location"), format!("/chats/hcsm/{room}#post-{post}"));
        let page = browser.get(&format!("/chats/hcsm/{room}")).await.ok().text;
        assert!(page.contains("applaud\" aria-pressed=\"true\""), "{page}");
    }
}
