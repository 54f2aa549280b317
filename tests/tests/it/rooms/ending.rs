//! A session that is ended before its time.

use base::{HOUR_MS, MINUTE_MS, iso_ms};
use store::engine_tests;
use testkit::{Browser, Person, TestApp, json};
use web::Role;

use super::{kinds, room, said};

const CHAT: &str = "/api/medley/v1/chats/hcsm";

/// Late answers are welcome, texts on a timer are not sent, by hand they are, until the room closes.
async fn is_closing(app: &TestApp, room: base::Id, browser: &Browser, ana: &Person) {
    ana.publish("A1 Late, but here #hcsm").await;
    app.later(20 * MINUTE_MS);
    app.settle().await;
    assert_eq!(kinds(&said(ana, room).await), ["answer1", "question1"]);
    let page = browser.get(&format!("/chats/hcsm/{room}/desk")).await.ok().text;
    let wrapup = page.rsplit("id=\"text-").next().unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(browser.form(&format!("/web/desk/texts/{wrapup}/send"), "").await.status, 303);
    app.later(11 * MINUTE_MS);
    ana.publish("A1 Too late #hcsm").await;
    assert_eq!(said(ana, room).await.len(), 3);
    let state = ana.get(&format!("/api/medley/v1/chats/rooms/{room}")).await.ok().json;
    assert_eq!((&state["open"], &state["head"]["phase"]), (&json!(false), &json!("over")));
}

engine_tests! {
    async fn everything_follows_the_end(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let (browser, form) = (host.browser().await, format!("/web/desk/{room}"));
        let end = format!("{CHAT}/sessions/{room}/end");
        host.post(&end, json!({})).await.fails(422);
        let early = browser.form(&format!("{form}/end"), "").await;
        assert!(early.status == 422 && early.text.contains("This session has not begun"), "{}", early.text);
        let desk = format!("/chats/hcsm/{room}/desk");
        assert!(!browser.get(&desk).await.ok().text.contains("End this session now"));
        browser.form(&format!("{form}/texts"), "kind=question&text=What+helps%3F&minute=10").await;
        browser.form(&format!("{form}/texts"), "kind=question&text=And+then%3F&minute=40").await;
        browser.form(&format!("{form}/texts"), "kind=wrapup&text=Good+night&minute=").await;
        app.later(12 * MINUTE_MS);
        app.settle().await;
        assert_eq!(kinds(&said(&ana, room).await), ["question1"]);
        app.later(9 * MINUTE_MS);

        let mut stream = ben.browser().await.stream(&format!("/live/room/{room}")).await;
        let page = browser.get(&desk).await.ok().text;
        assert!(page.contains("End this session now") && page.contains("30 more minutes"), "{page}");
        assert_eq!(browser.form(&format!("{form}/end"), "").await.header("location"), format!("{desk}?ended"));
        let now = app.clock.now_ms();
        assert_eq!(stream.expect("state").await["phase"], "closing");
        let after = browser.get(&format!("{desk}?ended")).await.ok().text;
        assert!(after.contains("The session has ended.") && !after.contains("End this session now"), "{after}");
        let again = browser.form(&format!("{form}/end"), "").await;
        assert!(again.status == 422 && again.text.contains("This session is over"), "{}", again.text);

        // The room, the chat's page and the transcript say so.
        let transcript = format!("/chats/hcsm/{room}/transcript");
        for path in [format!("/chats/hcsm/{room}"), "/chats/hcsm".to_owned()] {
            let page = ben.browser().await.get(&path).await.ok().text;
            assert!(page.contains(&format!("href=\"{transcript}\"")), "{path}: {page}");
            assert!(!page.contains("data-phase=\"on_air\">") && !page.contains("class=\"live\""), "{path}: {page}");
        }
        assert!(!app.nobody().get(&transcript).await.ok().text.contains("still going on"));
        let ics = app.nobody().get("/chats/hcsm.ics").await.ok().text;
        assert!(ics.contains("DURATION:PT20M") && ics.contains("RECURRENCE-ID"), "{ics}");
        let query = format!("from={}&to={}", iso_ms(now - HOUR_MS), iso_ms(now + HOUR_MS));
        let calendar = ben.get(&format!("/api/medley/v1/chats/calendar?{query}")).await.ok().json;
        assert_eq!((&calendar[0]["state"], &calendar[0]["ends_at"]), (&json!("ended"), &json!(iso_ms(now))));
        app.medley.chats.look_at_the_clock().await.unwrap();
        assert_eq!(ana.get(CHAT).await.ok().json["next_session"], json!(null), "it is not made anew");

        is_closing(&app, room, &browser, &ana).await;
        ben.get(&format!("/api/medley/v1/chats/rooms/{room}/stream")).await.fails(422);
    }

    async fn those_who_lead_end_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        app.later(2 * MINUTE_MS);
        let end = format!("{CHAT}/sessions/{room}/end");
        ben.post(&end, json!({})).await.fails(403);
        for path in [format!("/web/desk/{room}/end"), format!("/chats/hcsm/{room}/end")] {
            assert_eq!(ben.browser().await.form(&path, "").await.status, 403, "{path}");
        }
        ana.post(&end.replace("hcsm", "other"), json!({})).await.fails(404);
        ana.post(&format!("{CHAT}/sessions/5/end"), json!({})).await.fails(404);
        // A co-moderator of this session alone, who may not change it otherwise.
        host.browser().await.form(&format!("/web/desk/{room}/leaders"), "acct=ana").await;
        ana.put(&format!("{CHAT}/sessions/{room}"), json!({ "topic": "Mine" })).await.fails(403);
        let ended = ana.post(&end, json!({})).await.ok().json;
        assert_eq!((&ended["state"], &ended["open"]), (&json!("ended"), &json!(true)));
        host.post(&end, json!({})).await.fails(422);
        host.post(&format!("{CHAT}/sessions/{room}/restore"), json!({})).await.fails(422);
    }

    async fn hosts_and_the_staff_end_it_where_they_change_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let host = app.person("host").await;
        let staff = app.person_with("mod", Role::Moderator, "read write").await;
        let room = room(&app, &host).await;
        let browser = staff.browser().await;
        let path = format!("/chats/hcsm/{room}");
        assert!(!browser.get(&format!("{path}/edit")).await.ok().text.contains("End this session now"));
        app.later(2 * MINUTE_MS);
        assert!(browser.get(&format!("{path}/edit")).await.ok().text.contains("End this session now"));
        assert_eq!(browser.form(&format!("{path}/end"), "").await.header("location"), "/chats/hcsm?ended");
        assert!(browser.get("/chats/hcsm?ended").await.ok().text.contains("The session has ended."));
        let again = host.browser().await.form(&format!("{path}/end"), "").await;
        assert!(again.status == 422 && again.text.contains("This session is over"), "{}", again.text);
    }
}
