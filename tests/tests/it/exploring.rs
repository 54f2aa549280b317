//! The pages for those who look around, and what stands beside timelines.

use store::engine_tests;
use testkit::{Person, TestApp, json};

async fn discoverable(app: &TestApp, name: &str) -> Person {
    let person = app.person(name).await;
    person.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
    person
}

/// What is between two marks.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from:?} in {page}"));
    rest.split_once(to).map_or(rest, |(inside, _)| inside)
}

engine_tests! {
    async fn what_is_talked_about_is_told_in_words_too(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (discoverable(&app, "ana").await, discoverable(&app, "ben").await);
        let quiet = app.nobody().get("/explore/tags").await.ok().text;
        assert!(quiet.contains("It is quiet here") && !quiet.contains("<polyline"), "{quiet}");
        assert!(app.nobody().get("/explore").await.ok().text.contains("href=\"/local\""));
        for who in [&ana, &ben] {
            who.publish("#Mat\u{e9} https://example.org/a?b=1&c=2").await;
        }
        let post = ana.publish("Look at this").await;
        for name in ["cleo", "dan"] {
            app.person(name).await.touch("favourite", post).await.ok();
        }
        app.settle().await;
        let tags = app.nobody().get("/explore/tags").await.ok().text;
        assert!(tags.contains("href=\"/tags/mat%C3%A9\"") && tags.contains("2 people in 7 days"), "{tags}");
        assert!(tags.contains("<polyline points=\"2,22 ") && tags.contains("0, 0, 0, 0, 0, 0, 2"), "{tags}");
        assert!(!tags.contains("/follow\""), "nobody is there to follow it");
        let links = app.nobody().get("/explore/links").await.ok().text;
        assert!(links.contains("href=\"https://example.org/a?b=1&#38;c=2\" rel=\"noopener noreferrer nofollow\""), "{links}");
        let posts = app.nobody().get("/explore").await.ok().text;
        assert!(posts.contains("Look at this") && posts.contains("aria-current=\"page\">Posts<"), "{posts}");
        let none = app.nobody().get("/explore?page=1").await.ok().text;
        assert!(none.contains("href=\"/explore?page=0\"") && !none.contains("Look at this"), "{none}");
    }

    async fn hashtags_are_followed_where_they_are_told(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        for who in [&ana, &ben] {
            who.publish("#rounds").await;
        }
        app.settle().await;
        let browser = ana.browser().await;
        let page = browser.get("/explore/tags").await.ok().text;
        assert!(part(&page, "<main", "</main>").contains("action=\"/web/tags/rounds/follow\""), "{page}");
        assert_eq!(browser.form("/web/tags/rounds/follow", "back=%2Fexplore%2Ftags").await.header("location"), "/explore/tags");
        let page = browser.get("/explore/tags").await.ok().text;
        assert!(part(&page, "<main", "</main>").contains("action=\"/web/tags/rounds/unfollow\""), "{page}");
    }

    async fn people_are_suggested_and_refused(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, eve) = (discoverable(&app, "ana").await, app.person("eve").await);
        let fan = app.person("fan").await;
        fan.follow(&ana).await;
        ana.publish("Hello").await;
        app.settle().await;
        let browser = eve.browser().await;
        let page = browser.get("/explore/people").await.ok().text;
        assert!(page.contains("You may want to follow") && page.contains("Followed by many here"), "{page}");
        assert!(!app.nobody().get("/explore/people").await.ok().text.contains("You may want"));
        let path = format!("/web/suggestions/{}/dismiss", ana.id);
        let home = browser.get("/").await.ok().text;
        let aside = part(&home, "<aside", "</aside>");
        assert!(aside.contains(&path) && aside.contains(&format!("/web/accounts/{}/follow", ana.id)), "{aside}");
        for elsewhere in ["/local", "/explore", "/explore/tags"] {
            assert!(browser.get(elsewhere).await.ok().text.contains(&path), "{elsewhere}");
        }
        assert_eq!(browser.form(&path, "").await.header("location"), "/explore/people?dismissed", "with no way back");
        assert!(browser.get("/explore/people?dismissed").await.ok().text.contains("will not be shown this suggestion"));
        assert_eq!(browser.form(&path, "back=%2Flocal").await.header("location"), "/local", "as often as one likes");
        for page in ["/explore/people", "/", "/local"] {
            assert!(!browser.get(page).await.ok().text.contains(&path), "{page}");
        }
        assert_eq!(browser.form("/web/suggestions/77/dismiss", "").await.status, 404);
    }

    async fn the_directory_is_leafed_through(engine: Engine) {
        let app = TestApp::new(engine).await;
        for n in 0..21 {
            app.later(10);
            discoverable(&app, &format!("person{n}")).await;
        }
        app.person("hidden").await;
        app.settle().await;
        let page = |path: &'static str| {
            let app = app.clone();
            async move { app.nobody().get(path).await.ok().text }
        };
        let first = page("/explore/people?order=new").await;
        assert!(first.contains("@person20<") && !first.contains("@person0<") && !first.contains("@hidden"), "{first}");
        assert!(first.contains("href=\"/explore/people?order=new&#38;page=1\""), "{first}");
        let second = page("/explore/people?order=new&page=1").await;
        assert!(second.contains("@person0<") && !second.contains("@person20<"), "{second}");
        assert!(page("/explore/people").await.contains("aria-current=\"page\">Posted last<"));
        assert_eq!(app.nobody().get("/explore/people?page=-5").await.status, 200);
    }

    async fn what_stands_beside_timelines_is_remembered_and_not_for_ever(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let aside = async || {
            let page = app.nobody().get("/local").await.ok().text;
            part(&page, "<aside", "</aside>").to_owned()
        };
        assert!(!aside().await.contains("Talked about now"));
        app.nobody().get("/explore/tags").await.ok();
        for who in [&ana, &ben] {
            who.publish("#rounds").await;
        }
        app.settle().await;
        app.later(60_000);
        assert!(aside().await.contains("href=\"/tags/rounds\""));
        for who in [&ana, &ben] {
            who.publish("#nights").await;
        }
        app.settle().await;
        assert!(!aside().await.contains("nights"), "a minute is not over");
        app.later(60_000);
        assert!(aside().await.contains("href=\"/tags/nights\""));
    }
}

engine_tests! {
    async fn searches_are_saved_and_forgotten(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        let page = browser.get("/search?q=%23stroke+%3Cb%3E&type=posts").await.ok().text;
        assert!(page.contains("Save this search") && page.contains("<details class=\"more-fields\"><summary>"), "{page}");
        assert!(!app.nobody().get("/search?q=x").await.ok().text.contains("Save this search"));
        let saved = browser.form("/web/searches", "q=%23stroke+%3Cb%3E&type=posts").await;
        assert_eq!(saved.header("location"), "/search?q=%23stroke%20%3Cb%3E&type=posts&saved");
        let again = browser.get(saved.header("location")).await.ok().text;
        assert!(again.contains("Saved. You find it") && !again.contains("Save this search"), "{again}");
        browser.form("/web/searches", "q=%23stroke+%3Cb%3E&type=posts").await;
        browser.form("/web/searches", "q=ines&type=people").await;
        let all = browser.get("/search").await.ok().text;
        assert_eq!(all.matches("/web/searches/").count(), 2, "{all}");
        assert!(all.contains("href=\"/search?q=%23stroke%20%3Cb%3E&#38;type=posts\"") && all.contains("#stroke &#60;b&#62;"), "{all}");
        let path = part(&all, "action=\"/web/searches/", "\"");
        let path = format!("/web/searches/{path}");
        assert_eq!(ben.browser().await.form(&path, "").await.status, 404);
        assert_eq!(browser.form(&path, "back=%2Fsearch").await.header("location"), "/search");
        assert_eq!(browser.get("/search").await.ok().text.matches("/web/searches/").count(), 1);
        assert_eq!(browser.form("/web/searches", "q=+").await.status, 422);
        for n in 0..29 {
            assert_eq!(browser.form("/web/searches", &format!("q=n{n}")).await.status, 303);
        }
        let full = browser.form("/web/searches", "q=more").await;
        assert!(full.status == 422 && full.text.contains("You cannot save more than 30 searches"), "{}", full.text);
    }
}

engine_tests! {
    async fn a_profile_says_what_there_is_about_a_person(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (discoverable(&app, "ana").await, discoverable(&app, "ben").await, app.person("eve").await);
        let bare = app.nobody().get("/@ana/about").await.ok().text;
        assert!(bare.contains("22 Nov 2026") && bare.contains("None yet") && !bare.contains("about-endorsed"), "{bare}");
        ana.follow(&ben).await;
        ana.relate("pin", &ben).await;
        ana.publish("#nights <b>").await;
        ana.post("/api/v1/featured_tags", json!({ "name": "Nights" })).await.ok();
        let collection = |name: &str, discoverable: bool| json!({ "name": name, "discoverable": discoverable, "account_ids": [ben.id.to_string()] });
        ana.post("/api/v1/collections", collection("Owls <i>", true)).await.ok();
        ana.post("/api/v1/collections", collection("Quiet ones", false)).await.ok();
        let page = app.nobody().get("/@ana/about").await.ok().text;
        let main = part(&page, "<main", "</main>");
        assert!(main.contains("Owls &#60;i&#62;") && main.contains("1 person") && !main.contains("Quiet ones"), "{main}");
        assert!(main.contains("Recommended people") && main.contains("href=\"/@ben\""), "{main}");
        assert!(main.contains("href=\"/tags/nights\"") && main.contains("aria-current=\"page\">About<"), "{main}");
        assert!(!page.contains("about.rss"), "{page}");
        assert!(ana.browser().await.get("/@ana/about").await.ok().text.contains("Quiet ones"), "she sees all of hers");
        assert!(app.nobody().get("/@ana").await.ok().text.contains("href=\"/tags/nights\""), "and on her first page");
        ana.relate("block", &eve).await;
        assert_eq!(eve.browser().await.get("/@ana/about").await.status, 404);
        assert_eq!(app.nobody().get("/@nobody/about").await.status, 404);
    }
}
