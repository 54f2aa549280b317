//! The composer on pages: polls, threads, times, who may quote, descriptions.

use store::engine_tests;
use testkit::{Browser, Person, TestApp, Value, json};

use crate::gotchas::picture;

async fn posts_of(who: &Person) -> Vec<Value> {
    let list = who.get(&format!("/api/v1/accounts/{}/statuses", who.id)).await.ok().json;
    list.as_array().unwrap().clone()
}

fn texts(posts: &[Value]) -> Vec<&str> {
    posts.iter().map(|post| post["content"].as_str().unwrap()).collect()
}

/// Attaches a picture to a form that says `text`; gives its id.
async fn attached(browser: &Browser, text: &str) -> String {
    let bytes = picture(8);
    let parts: Vec<testkit::Part<'_>> =
        vec![("status", None, text.as_bytes()), ("do", None, b"attach"), ("files[]", Some("x.png"), &bytes)];
    let page = browser.upload("/web/posts", &parts).await.ok().text;
    page.split("name=\"media_ids[]\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

engine_tests! {
    async fn a_poll_is_asked_on_the_page(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let poll = "status=Which+shift%3F&poll[options][]=Day&poll[options][]=Night&poll[options][]=&poll[options][]=\
            &poll[expires_in]=3600&poll[multiple]=1&poll[hide_totals]=1&quote_approval_policy=nobody&idempotency_key=p1";
        assert_eq!(browser.form("/web/posts", poll).await.status, 303);
        assert_eq!(browser.form("/web/posts", poll).await.status, 303, "sent twice");
        let posts = posts_of(&ana).await;
        assert_eq!(posts.len(), 1);
        let made = &posts[0]["poll"];
        assert_eq!((&made["multiple"], &made["expires_at"]), (&json!(true), &json!("2026-11-22T15:00:00.000Z")));
        assert_eq!(made["options"], json!([{"title":"Day","votes_count":null},{"title":"Night","votes_count":null}]));
        assert_eq!(posts[0]["quote_approval"]["automatic"], json!([]));
        let refused = browser.form("/web/posts", "status=x&poll[options][]=Alone&poll[expires_in]=300").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("value=\"Alone\"") && refused.text.contains("value=\"300\" selected"), "{}", refused.text);
        let both = browser.form("/web/posts", &format!("status=x&poll[options][]=a&poll[options][]=b&do=without&media_ids[]={}", attached(&browser, "").await)).await;
        assert_eq!(both.status, 303, "as apps may: {}", both.text);
        let posts = posts_of(&ana).await;
        assert_eq!((posts.len(), posts[0]["media_attachments"].as_array().unwrap().len()), (2, 1));
        assert_eq!(posts[0]["poll"]["options"][0]["title"], "a");
        let page = browser.get(&format!("/@ana/{}", posts[0]["id"].as_str().unwrap())).await.ok().text;
        assert!(page.contains("class=\"media n1\"") && page.contains("class=\"poll"), "{page}");
    }

    async fn a_thread_is_published_at_once_or_not_at_all(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        let asked = ben.publish("and then?").await;
        let added = browser.form("/web/posts", "status=one&more[]=two&do=add").await.ok().text;
        assert_eq!(added.matches("name=\"more[]\"").count(), 2, "{added}");
        assert!(added.contains("two</textarea>"));
        let long = format!("status=one&more[]=two&more[]={}", "x".repeat(6_000));
        let refused = browser.form("/web/posts", &long).await;
        assert!(refused.status == 422 && refused.text.contains("Post 3 is too long"), "{}", refused.text);
        assert!(posts_of(&ana).await.is_empty(), "nothing of it");
        let thread = format!("status=one&spoiler_text=CW&visibility=unlisted&language=es&more[]=two&more[]=+&more[]=%3Cb%3Ethree&in_reply_to_id={asked}&idempotency_key=t");
        for _ in 0..2 {
            assert_eq!(browser.form("/web/posts", &thread).await.status, 303);
        }
        let posts = posts_of(&ana).await;
        assert_eq!(texts(&posts), ["<p>&lt;b&gt;three</p>", "<p>two</p>", "<p>one</p>"]);
        assert_eq!(posts[2]["in_reply_to_id"], json!(asked.to_string()));
        for (post, before) in [(&posts[0], &posts[1]), (&posts[1], &posts[2])] {
            assert_eq!(post["in_reply_to_id"], before["id"]);
            assert_eq!((&post["visibility"], &post["spoiler_text"], &post["language"]), (&json!("unlisted"), &json!("CW"), &json!("es")));
        }
        assert_eq!(posts[2]["replies_count"], json!(1));
        let context = ben.get(&format!("/api/v1/statuses/{asked}/context")).await.ok().json;
        assert_eq!(context["descendants"].as_array().unwrap().len(), 3);
        let many = "&more[]=x".repeat(10);
        let refused = browser.form("/web/posts", &format!("status=one{many}")).await;
        assert!(refused.status == 422 && refused.text.contains("A thread can have 10 posts at once"));
    }

    async fn a_post_is_scheduled_where_the_writer_is(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        // 14:00 UTC is 19:30 in India.
        let soon = browser.form("/web/posts", "status=later&scheduled_for=2026-11-22T19:34&zone=330").await;
        assert_eq!(soon.status, 422);
        assert!(soon.text.contains("at least five minutes from now") && soon.text.contains("value=\"2026-11-22T19:34\""), "{}", soon.text);
        assert!(soon.text.contains("value=\"330\" selected") && soon.text.contains("later</textarea>"));
        let odd = browser.form("/web/posts", "status=later&scheduled_for=tomorrow").await;
        assert!(odd.status == 422 && odd.text.contains("That is not a date and time") && odd.text.contains("value=\"tomorrow\""));
        let form = "status=later&more[]=and+more&scheduled_for=2026-11-22T19:40&zone=330&idempotency_key=s";
        for _ in 0..2 {
            let sent = browser.form("/web/posts", form).await;
            assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/scheduled?added"));
        }
        let page = browser.get("/scheduled?added").await.ok().text;
        assert!(page.contains("Your post is scheduled.") && page.contains("datetime=\"2026-11-22T14:10:00.000Z\""), "{page}");
        assert!(page.contains("1 more post below it"));
        app.later(11 * 60_000);
        app.settle().await;
        assert_eq!(texts(&posts_of(&ana).await), ["<p>and more</p>", "<p>later</p>"]);
    }

    async fn pictures_without_words_are_asked_about_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let id = attached(&browser, "look").await;
        let asked = browser.form("/web/posts", &format!("status=look&media_ids[]={id}&alt_{id}=&do=publish")).await.ok().text;
        assert!(asked.contains("has no description yet") && asked.contains(&format!("href=\"#alt_{id}\"")), "{asked}");
        assert!(posts_of(&ana).await.is_empty());
        assert_eq!(browser.form("/web/posts", &format!("status=look&media_ids[]={id}&do=without")).await.status, 303);
        let id = attached(&browser, "again").await;
        assert_eq!(browser.form("/web/posts", &format!("status=again&media_ids[]={id}&asked=1&do=publish")).await.status, 303, "once");
        let id = attached(&browser, "look").await;
        assert_eq!(browser.form("/web/posts", &format!("status=words&media_ids[]={id}&alt_{id}=A+dot")).await.status, 303);
        let posts = posts_of(&ana).await;
        assert_eq!(texts(&posts), ["<p>words</p>", "<p>again</p>", "<p>look</p>"]);
        assert_eq!(posts[0]["media_attachments"][0]["description"], "A dot");
    }

    async fn the_composer_offers_what_it_can(engine: Engine) {
        let app = TestApp::new(engine).await;
        let browser = app.person("ana").await.browser().await;
        let page = browser.get("/compose").await.ok().text;
        for part in ["name=\"poll[options][]\"", "type=\"datetime-local\"", "name=\"quote_approval_policy\"", "value=\"draft\"", "value=\"add\"", "value=\"en\" lang=\"en\" selected"] {
            assert!(page.contains(part), "{part}");
        }
        assert_eq!(browser.form("/web/posts", "status=x&quote_approval_policy=friends").await.status, 422);
    }
}
