//! Letters that remind of chats are stopped by the link that each holds, with one click and without signing in.

use base::{HOUR_MS, parse_iso};
use http::Method;
use store::engine_tests;
use testkit::{NOW_MS, Person, TestApp, json};

use crate::chatting::{make, weekly};

const REMINDER: &str = "/api/medley/v1/chats/hcsm/reminder";

/// Ana keeps a chat; the others are reminded of it by letters.
async fn reminded(app: &TestApp, ana: &Person, others: &[&Person]) {
    make(ana, weekly("hcsm")).await;
    for one in others {
        one.put(REMINDER, json!({ "lead_minutes": 60, "by_mail": true })).await.ok();
    }
    let start = parse_iso("2026-11-23T02:00:00Z").unwrap();
    app.later(start - NOW_MS - HOUR_MS);
    app.medley.chats.look_at_the_clock().await.unwrap();
}

/// The path of the link in the letter to somebody, which its head says too.
async fn link(app: &TestApp, who: &Person) -> String {
    let mails = app.mails_to(&format!("{}@example.org", who.name)).await;
    let mail = mails.iter().find(|mail| mail.subject.contains("(#hcsm) begins soon")).unwrap();
    let at = mail.text.find("/chats/reminders/").unwrap();
    let path = mail.text[at..].split_whitespace().next().unwrap().to_owned();
    let head: String = mail.head.split_whitespace().collect();
    assert!(head.contains(&format!("{path}>")) && head.contains("List-Unsubscribe:<http"), "{}", mail.head);
    assert!(mail.head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{}", mail.head);
    path
}

/// What a mail program sends.
async fn one_click(app: &TestApp, path: &str) -> http::StatusCode {
    let form = "application/x-www-form-urlencoded";
    app.nobody().send(Method::POST, path, form, "List-Unsubscribe=One-Click").await.status
}

async fn by_mail(who: &Person) -> (Option<i64>, Option<bool>) {
    let told = who.get(REMINDER).await.ok().json;
    (told["lead_minutes"].as_i64(), told["by_mail"].as_bool())
}

engine_tests! {
    async fn one_click_stops_the_letters_about_one_chat_to_one_person(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        make(&ana, weekly("other")).await;
        ben.put("/api/medley/v1/chats/other/reminder", json!({ "lead_minutes": 60, "by_mail": true })).await.ok();
        reminded(&app, &ana, &[&ben, &cleo]).await;
        let (his, hers) = (link(&app, &ben).await, link(&app, &cleo).await);
        assert!(his != hers && his.len() > 40, "{his}");
        // Programs that check mail look at links; that must change nothing.
        let page = app.nobody().get(&his).await.ok().text;
        assert!(page.contains("Stop these e-mails") && page.contains("Care on Sundays") && !page.contains("ben"), "{page}");
        ui::check::assert_page(&page);
        assert_eq!(by_mail(&ben).await, (Some(60), Some(true)));
        for _ in 0..2 {
            assert_eq!(one_click(&app, &his).await, 200, "once and again");
        }
        assert_eq!(by_mail(&ben).await, (Some(60), Some(false)), "the notification stays");
        assert_eq!(by_mail(&cleo).await, (Some(60), Some(true)), "somebody else's stay");
        let other = ben.get("/api/medley/v1/chats/other/reminder").await.ok().json;
        assert_eq!(other["by_mail"], true, "those about another chat stay");
        // By the page, in a browser where somebody else is signed in.
        let done = ana.browser().await.form(&hers, "").await.ok().text;
        assert!(done.contains("You get no more e-mails about") && !done.contains("Stop these e-mails"), "{done}");
        ui::check::assert_page(&done);
        assert_eq!(by_mail(&cleo).await, (Some(60), Some(false)));
        let spanish = app.person("ines").await.browser().await.get_in("es", &hers).await.ok().text;
        assert!(spanish.contains("No recibir más correos"), "{spanish}");
    }

    async fn wrong_and_old_links(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        reminded(&app, &ana, &[&ben]).await;
        let his = link(&app, &ben).await;
        let cut = &his[..his.len() - 1];
        for wrong in [cut, &format!("{his}x"), "/chats/reminders/1", &format!("/chats/reminders/{}", ben.id)] {
            assert_eq!(app.nobody().get(wrong).await.status, 404, "{wrong}");
            assert_eq!(one_click(&app, wrong).await, 404, "{wrong}");
        }
        assert_eq!(by_mail(&ben).await, (Some(60), Some(true)));
        // The link of an old letter still works when the reminder was taken back, and when it was set anew.
        ben.delete(REMINDER).await.ok();
        assert_eq!(one_click(&app, &his).await, 200);
        assert_eq!(by_mail(&ben).await, (None, Some(false)), "it makes no reminder");
        ben.put(REMINDER, json!({ "lead_minutes": 15, "by_mail": true })).await.ok();
        app.later(46 * 60_000);
        app.medley.chats.look_at_the_clock().await.unwrap();
        assert_eq!(link(&app, &ben).await, his, "a person has one link for a chat");
        assert_eq!(one_click(&app, &his).await, 200);
        assert_eq!(by_mail(&ben).await, (Some(15), Some(false)));
        // Of who leaves, nothing is left.
        app.medley.chats.erase(ben.id).await.unwrap();
        assert_eq!(one_click(&app, &his).await, 404);
    }
}
