//! Deleting one's own account.

use store::engine_tests;
use testkit::{Browser, Person, TestApp, json};

async fn asked(browser: &Browser, who: &Person, more: &str) -> testkit::Answer {
    let password = format!("{} likes long passwords", who.name).replace(' ', "+");
    browser.form("/settings/delete", &format!("password={password}&{more}")).await
}

engine_tests! {
    async fn whoever_leaves_is_gone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        ana.follow(&ben).await;
        let post = ana.publish("my last words about saline").await;
        let other = ben.publish("@ana stay!").await;
        ana.touch("favourite", other).await.ok();
        let browser = ana.browser().await;
        let second = ana.browser().await;
        assert_eq!(browser.form("/web/posts", "status=kept&do=draft").await.status, 303);
        assert_eq!(browser.form("/web/posts", "status=later&scheduled_for=2026-11-23T15:00&zone=0").await.status, 303);
        let page = browser.get("/settings/delete").await.ok().text;
        assert!(page.contains("@ana") && page.contains("href=\"/settings/export\"") && !page.contains("name=\"code\""), "{page}");

        let unsure = asked(&browser, &ana, "").await;
        assert!(unsure.status == 422 && unsure.text.contains("Please tick that you understand"), "{}", unsure.text);
        let wrong = browser.form("/settings/delete", "password=wrong&understood=1").await;
        assert!(wrong.status == 422 && wrong.text.contains("The current password is wrong"), "{}", wrong.text);
        assert!(wrong.text.contains("name=\"understood\" value=\"1\" checked"));
        let left = asked(&browser, &ana, "understood=1").await;
        assert_eq!(left.status, 200, "{}", left.text);
        assert!(left.text.contains("Your account is deleted") && left.header("clear-site-data").contains("storage"));

        // At once, before any job ran.
        for browser in [&browser, &second] {
            assert!(browser.get("/settings/account").await.header("location").starts_with("/sign-in"));
        }
        ana.get("/api/v1/accounts/verify_credentials").await.fails(401);
        ben.get(&format!("/api/v1/statuses/{post}")).await.fails(404);
        assert_eq!(app.nobody().get("/@ana").await.status, 404);
        let password = "ana likes long passwords";
        assert!(app.medley.access.sign_in("ana", password, "").await.is_err());

        let again = app.reopened().await;
        again.settle().await;
        let ben = again.person_like(&ben);
        let read = ben.get(&format!("/api/v1/accounts/{}", ben.id)).await.ok().json;
        assert_eq!((&read["followers_count"], &read["following_count"]), (&json!(0), &json!(0)));
        let found = ben.get("/api/v2/search?q=saline").await.ok().json;
        assert_eq!(found["statuses"], json!([]));
        assert!(!ben.home().await.iter().any(|text| text.contains("saline")));
        let unpublished = (
            again.medley.posts.drafts_page(ana.id, base::Page::newest(5)).await.unwrap().len(),
            again.medley.posts.scheduled_page(ana.id, base::Page::newest(5)).await.unwrap().len(),
        );
        assert_eq!(unpublished, (0, 0));
        let shown = again.medley.accounts.account(ana.id).await.unwrap().unwrap();
        assert_eq!((shown.stats.posts, shown.display_name.as_str()), (0, ""));
    }

    async fn the_name_stays_taken(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        assert_eq!(asked(&ana.browser().await, &ana, "understood=1").await.status, 200);
        app.settle().await;
        let new = access::NewUser {
            username: "ANA".to_owned(),
            email: "new@example.org".to_owned(),
            password: Some("a very new long password".to_owned()),
            role: web::Role::User,
            confirmed: true,
        };
        assert!(app.medley.access.create_account(new).await.is_err());
    }

    async fn the_owner_stays(engine: Engine) {
        let app = TestApp::new(engine).await;
        let owner = app.person_with("olga", web::Role::Owner, "read write follow push").await;
        let refused = asked(&owner.browser().await, &owner, "understood=1").await;
        assert!(refused.status == 422 && refused.text.contains("The owner of this server cannot delete"), "{}", refused.text);
        assert!(app.nobody().get("/settings/delete").await.header("location").starts_with("/sign-in"));
    }
}
