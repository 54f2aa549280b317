//! Timelines: paging, and that showing many posts takes as many queries as showing one.

use store::engine_tests;
use testkit::{TestApp, json};

engine_tests! {
    async fn pages_add_up_in_both_directions(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ana).await;
        eve.follow(&ben).await;
        let mut made = Vec::new();
        for n in 0..25 {
            let who = if n % 3 == 0 { &ana } else { &ben };
            made.push(who.publish(&format!("n{n} #t")).await.to_string());
        }
        made.reverse();
        for path in ["/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/t"] {
            let mut seen = Vec::new();
            let mut next = Some(format!("{path}?limit=7"));
            while let Some(path) = next {
                let page = eve.get(&path).await.ok();
                seen.extend(page.each("id"));
                next = page.link("next");
            }
            assert_eq!(seen, made, "{path} downwards");
            let mut up = Vec::new();
            let mut prev = Some(format!("{path}?limit=7&min_id={}", made.last().unwrap()));
            while let Some(path) = prev {
                let page = eve.get(&path).await.ok();
                let mut ids = page.each("id");
                ids.reverse();
                up.extend(ids);
                prev = page.link("prev");
            }
            up.reverse();
            assert_eq!(up, made[..24], "{path} upwards");
            let since = eve.get(&format!("{path}?limit=3&since_id={}", made[10])).await.ok().each("id");
            assert_eq!(since, made[..3], "{path} since");
        }
    }

    async fn deep_pages_come_from_the_database(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, eve) = (app.person("ana").await, app.person("eve").await);
        eve.follow(&ana).await;
        let posts: Vec<_> = (0..200_i64).map(|n| posts::ImportedPost {
            source: format!("test:{n}"), at_ms: 1_400_000_000_000 + n, text: format!("old {n}"), language: None,
            sensitive: false, reply_to: None, media: Vec::new(), followers: None,
        }).collect();
        app.medley.posts.import(ana.id, posts).await.unwrap();
        let mut seen = Vec::new();
        let mut next = Some("/api/v1/timelines/home?limit=40".to_owned());
        while let Some(path) = next {
            let page = eve.get(&path).await.ok();
            seen.extend(page.contents());
            next = page.link("next");
        }
        let expected: Vec<String> = (0..200).rev().map(|n| format!("old {n}")).collect();
        assert_eq!(seen, expected);
    }

    async fn queries_do_not_grow_with_the_number_of_posts(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        for n in 0..40 {
            let id = ana.publish(&format!("{n} @ben #tag")).await;
            if n % 4 == 0 {
                ben.touch("favourite", id).await.ok();
            }
        }
        for path in ["/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/tag", "/api/v1/favourites",
                     &format!("/api/v1/accounts/{}/statuses", ana.id)] {
            let mut counts = Vec::new();
            for limit in [1, 40] {
                let separator = if path.contains('?') { '&' } else { '?' };
                // A server that has nothing in memory yet.
                let cold = app.reopened().await;
                let before = cold.medley.db.statements_run();
                let person = testkit::Person { app: cold.clone(), ..ben.clone() };
                let page = person.get(&format!("{path}{separator}limit={limit}")).await.ok();
                assert!(page.each("id").len() >= limit.min(10), "{path}");
                counts.push(cold.medley.db.statements_run() - before);
            }
            assert_eq!(counts[0], counts[1], "{path}");
        }
    }

    async fn answers_to_strangers_stay_out_of_the_home_timeline(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        eve.follow(&ana).await;
        let strange = ben.publish("a stranger's").await;
        ana.publish_with(json!({ "status": "to a stranger", "in_reply_to_id": strange })).await;
        let own = ana.publish("own").await;
        ana.publish_with(json!({ "status": "to oneself", "in_reply_to_id": own })).await;
        assert_eq!(eve.home().await, ["to oneself", "own"]);
        eve.follow(&ben).await;
        assert_eq!(eve.home().await, ["to oneself", "own", "to a stranger", "a stranger's"]);
        assert!(!app.nobody().get("/api/v1/timelines/public").await.ok().contents().contains(&"to a stranger".to_owned()));
        let without = app.nobody().get(&format!("/api/v1/accounts/{}/statuses?exclude_replies=true", ana.id)).await.ok();
        assert_eq!(without.contents(), ["to oneself", "own"]);
    }

    async fn a_boosted_post_is_shown_once_on_a_page(engine: Engine) {
        let app = TestApp::new(engine).await;
        let people = [app.person("ana").await, app.person("ben").await, app.person("cleo").await];
        let eve = app.person("eve").await;
        let post = people[0].publish("good news").await;
        for person in &people {
            eve.follow(person).await;
        }
        people[1].touch("reblog", post).await.ok();
        people[2].touch("reblog", post).await.ok();
        assert_eq!(eve.get("/api/v1/timelines/home").await.ok().json.as_array().unwrap().len(), 1);
    }
}
