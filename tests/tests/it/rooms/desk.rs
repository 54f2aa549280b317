//! The desk of those who lead a session.

use store::engine_tests;
use testkit::{Browser, TestApp};

use super::{kinds, room, room_of, said};

/// The ids of the prepared texts on a desk's page, in order.
async fn prepared(browser: &Browser, desk: &str) -> Vec<String> {
    let page = browser.get(desk).await.ok().text;
    page.split("id=\"text-").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

engine_tests! {
    async fn questions_are_prepared_and_sent_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room(&app, &host).await;
        let (browser, desk, form) = (host.browser().await, format!("/chats/hcsm/{room}/desk"), format!("/web/desk/{room}"));
        for text in ["What+helps%3F", "Who+%3Cb%3E+helps%3F"] {
            assert_eq!(browser.form(&format!("{form}/texts"), &format!("kind=question&text={text}&minute=")).await.header("location"), format!("{desk}?added"));
        }
        browser.form(&format!("{form}/leaders"), "acct=%40ana").await;
        let other = ana.browser().await;
        let ids = prepared(&browser, &desk).await;
        assert_eq!(ids, prepared(&other, &desk).await, "a co-moderator sees the same");
        browser.form(&format!("/web/desk/texts/{}/up", ids[1]), "").await;
        let page = browser.get(&desk).await.ok().text;
        assert!(page.contains("Q1: Who &#60;b&#62; helps? #hcsm") && page.contains("Q2: What helps? #hcsm"), "{page}");
        let send = format!("/web/desk/texts/{}/send", ids[1]);
        assert_eq!(browser.form(&send, "text=Who+helps+you%3F&minute=").await.header("location"), format!("{desk}?sent"));
        let again = other.form(&send, "").await;
        assert!(again.status == 422 && again.text.contains("This was sent already"), "{}", again.text);
        let all = said(&ana, room).await;
        assert_eq!(kinds(&all), ["question1"]);
        let post = ana.get(&format!("/api/v1/statuses/{}/source", all[0].1)).await.ok();
        assert_eq!(post.json["text"], "Q1: Who helps you? #hcsm", "what stood in the field was sent");
        assert!(browser.get(&desk).await.ok().text.contains("class=\"sent\""));
        browser.form(&format!("/web/desk/texts/{}/delete", ids[0]), "").await;
        assert_eq!(prepared(&browser, &desk).await.len(), 1);
        // The welcome is pinned.
        browser.form(&format!("{form}/texts"), "kind=welcome&text=Hello+to+%7Bchat%7D&minute=").await;
        let welcome = prepared(&browser, &desk).await[0].clone();
        browser.form(&format!("/web/desk/texts/{welcome}/send"), "").await;
        let head = ana.get(&format!("/api/medley/v1/chats/rooms/{room}")).await.ok().json["head"].clone();
        assert!(head["pinned"]["html"].as_str().unwrap().contains("Hello to"), "{head}");
    }

    async fn a_text_goes_out_at_its_minute(engine: Engine) {
        let app = TestApp::new(engine).await;
        let host = app.person("host").await;
        let room = room_of(&app, &host, "hcsm", 30).await;
        let (browser, form) = (host.browser().await, format!("/web/desk/{room}"));
        browser.form(&format!("{form}/texts"), "kind=question&text=What+helps%3F&minute=5").await;
        browser.form(&format!("{form}/texts"), "kind=question&text=And+then%3F&minute=10").await;
        let ids = prepared(&browser, &format!("/chats/hcsm/{room}/desk")).await;
        browser.form(&format!("/web/desk/texts/{}/save", ids[1]), "text=And+then%3F&minute=20").await;
        app.settle().await;
        assert!(said(&host, room).await.is_empty());
        app.later(36 * 60_000);
        app.settle().await;
        assert_eq!(kinds(&said(&host, room).await), ["question1"]);
        app.later(5 * 60_000);
        app.settle().await;
        assert_eq!(said(&host, room).await.len(), 1, "its minute is another now");
        app.later(10 * 60_000);
        app.settle().await;
        assert_eq!(kinds(&said(&host, room).await), ["question2", "question1"]);
    }

    async fn a_rehearsal_is_seen_by_those_who_lead_and_leaves_nothing(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room_of(&app, &host, "hcsm", 60).await;
        let (browser, desk, form) = (host.browser().await, format!("/chats/hcsm/{room}/desk"), format!("/web/desk/{room}"));
        assert_eq!(browser.form(&format!("{form}/rehearsal-line"), "text=x").await.status, 422, "nobody rehearses");
        browser.form(&format!("{form}/texts"), "kind=question&text=What+helps%3F&minute=").await;
        let id = prepared(&browser, &desk).await[0].clone();
        let early = browser.form(&format!("/web/desk/texts/{id}/send"), "").await;
        assert!(early.status == 422 && early.text.contains("This room is not open now"), "{}", early.text);
        browser.form(&format!("{form}/rehearse"), "on=1").await;
        browser.form(&format!("/web/desk/texts/{id}/send"), "").await;
        browser.form(&format!("{form}/rehearsal-line"), "text=Loud+%26+clear").await;
        let page = browser.get(&desk).await.ok().text;
        assert!(page.contains("Loud &#38; clear") && page.contains("dir=\"auto\">Q1: What helps? #hcsm"), "{page}");
        assert!(said(&ana, room).await.is_empty() && host.home().await.is_empty(), "nothing is posted");
        assert!(!ana.browser().await.get(&format!("/chats/hcsm/{room}")).await.ok().text.contains("Loud"));
        browser.form(&format!("{form}/rehearse"), "on=0").await;
        browser.form(&format!("{form}/rehearse"), "on=1").await;
        assert!(!browser.get(&desk).await.ok().text.contains("Loud"), "it is gone with the end");
        app.later(61 * 60_000);
        let form = format!("/web/desk/texts/{id}/send");
        assert_eq!(browser.form(&form, "").await.status, 303);
        assert_eq!(kinds(&said(&ana, room).await), ["question1"], "what is on air is posted");
    }

    async fn the_desk_is_of_those_who_lead(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, _ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let (browser, stranger) = (host.browser().await, ana.browser().await);
        let (desk, form) = (format!("/chats/hcsm/{room}/desk"), format!("/web/desk/{room}"));
        browser.form(&format!("{form}/texts"), "kind=question&text=What%3F&minute=").await;
        let id = prepared(&browser, &desk).await[0].clone();
        assert_eq!(stranger.get(&desk).await.status, 403);
        assert_eq!(app.nobody().get(&desk).await.status, 302);
        assert_eq!(browser.get(&format!("/chats/other/{room}/desk")).await.status, 404);
        assert_eq!(browser.get("/chats/hcsm/5/desk").await.status, 404);
        for (path, body) in [
            (format!("{form}/texts"), "kind=question&text=x&minute="),
            (format!("/web/desk/texts/{id}/save"), "text=x&minute="),
            (format!("/web/desk/texts/{id}/send"), ""),
            (format!("/web/desk/texts/{id}/delete"), ""),
            (format!("/web/desk/texts/{id}/up"), ""),
            (format!("{form}/rehearse"), "on=1"),
            (format!("{form}/leaders"), "acct=ana"),
            (format!("{form}/call"), "acct=ana"),
            (format!("{form}/remove-person"), "acct=ben"),
        ] {
            assert_eq!(stranger.form(&path, body).await.status, 403, "{path}");
        }
        for (path, body) in [
            (format!("{form}/texts"), "kind=question&text=+&minute=".to_owned()),
            (format!("{form}/texts"), "kind=question&text=Kept+here&minute=soon".to_owned()),
            (format!("{form}/texts"), format!("kind=question&text={}&minute=", "x".repeat(9_000))),
            (format!("{form}/leaders"), "acct=nobody".to_owned()),
            (format!("{form}/call"), "acct=".to_owned()),
            (format!("{form}/remove-person"), "acct=host".to_owned()),
        ] {
            let answer = browser.form(&path, &body).await;
            assert!(answer.status == 422 && answer.text.contains("role=\"alert\""), "{path} {body}: {}", answer.status);
            assert_eq!(answer.text.contains("Kept here"), body.contains("Kept"));
        }
        assert_eq!(browser.form("/web/desk/texts/5/send", "").await.status, 404);
    }

    async fn a_desk_is_handed_over_and_taken_back(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        let (browser, stranger) = (host.browser().await, ana.browser().await);
        let (desk, form) = (format!("/chats/hcsm/{room}/desk"), format!("/web/desk/{room}"));
        browser.form(&format!("{form}/leaders"), "acct=ana").await;
        stranger.get(&desk).await.ok();
        browser.form(&format!("{form}/leaders"), &format!("account={}&undo=1", ana.id)).await;
        assert_eq!(stranger.get(&desk).await.status, 403);
        browser.form(&format!("{form}/call"), "acct=@ben").await;
        let head = ana.get(&format!("/api/medley/v1/chats/rooms/{room}")).await.ok().json["head"].clone();
        assert_eq!(head["called"]["acct"], "ben");
        browser.form(&format!("{form}/remove-person"), "acct=ben").await;
        ben.publish("A1 Me #hcsm").await;
        assert!(said(&ana, room).await.is_empty());
        assert!(browser.get(&desk).await.ok().text.contains("Let back"));
    }
}
