//! Trends, suggestions and the directory through HTTP.

use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

async fn names(path: &str, who: &Person) -> Vec<String> {
    who.get(path).await.ok().each("name")
}

async fn discoverable(app: &TestApp, name: &str) -> Person {
    let person = app.person(name).await;
    person.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
    person
}

engine_tests! {
    async fn several_people_make_a_trend(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        assert_eq!(names("/api/v1/trends/tags", &eve).await, [""; 0]);
        for _ in 0..5 {
            ana.publish("#alone https://example.org/alone").await;
        }
        for who in [&ana, &ben] {
            who.publish("#Together https://example.org/a").await;
            who.publish_with(json!({ "status": "#quiet", "visibility": "unlisted" })).await;
            who.publish_with(json!({ "status": "#graphic", "sensitive": true, "spoiler_text": "careful" })).await;
        }
        eve.publish("#Together").await;
        app.settle().await;
        let tags = eve.get("/api/v1/trends/tags").await.ok().json;
        assert_eq!(tags.as_array().unwrap().len(), 1, "{tags}");
        assert_eq!((&tags[0]["name"], &tags[0]["url"]), (&json!("together"), &json!("http://localhost:3000/tags/together")));
        assert_eq!(tags[0]["history"].as_array().unwrap().len(), 7);
        assert_eq!(tags[0]["history"][0], json!({ "day": "1795305600", "uses": "3", "accounts": "3" }));
        assert_eq!(app.nobody().get("/api/v1/trends").await.ok().json, tags);
        let links = eve.get("/api/v1/trends/links").await.ok().json;
        assert_eq!(links.as_array().unwrap().len(), 1);
        assert_eq!((&links[0]["url"], &links[0]["history"][0]["accounts"]), (&json!("https://example.org/a"), &json!("2")));

        // A server that starts knows it from the posts.
        let again = app.reopened().await;
        let told = again.nobody().get("/api/v1/trends/tags").await.ok().json;
        assert_eq!(told, tags);
    }

    async fn trends_are_paged_by_offset(engine: Engine) {
        let app = TestApp::new(engine).await;
        let people = [app.person("ana").await, app.person("ben").await, app.person("cleo").await, app.person("eve").await];
        app.nobody().get("/api/v1/trends/tags").await.ok();
        for (tag, count) in [("aa", 4), ("bb", 3), ("cc", 2)] {
            for who in &people[..count] {
                who.publish(&format!("#{tag}")).await;
            }
        }
        app.settle().await;
        let first = app.nobody().get("/api/v1/trends/tags?limit=2").await.ok();
        assert_eq!(first.each("name"), ["aa", "bb"]);
        let next = first.link("next").unwrap();
        assert!(next.contains("offset=2"), "{next}");
        let second = app.nobody().get(&next).await.ok();
        assert_eq!((second.each("name"), second.link("next")), (vec!["cc".to_owned()], None));
    }

    async fn posts_that_are_taken_up(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (discoverable(&app, "ana").await, app.person("ben").await, app.person("eve").await);
        app.nobody().get("/api/v1/trends/statuses").await.ok();
        let (liked, quiet) = (ana.publish("liked").await, ben.publish("of somebody who is not to be found").await);
        let lonely = ana.publish("liked by one").await;
        for who in [&ben, &eve] {
            who.touch("favourite", liked).await.ok();
            who.touch("unfavourite", liked).await.ok();
            who.touch("favourite", liked).await.ok();
        }
        ana.touch("favourite", quiet).await.ok();
        eve.touch("favourite", quiet).await.ok();
        eve.touch("favourite", lonely).await.ok();
        ana.touch("favourite", lonely).await.ok();
        let trending = app.nobody().get("/api/v1/trends/statuses").await.ok();
        assert_eq!(trending.each("id"), [liked.to_string()]);
        assert_eq!(eve.get("/api/v1/trends/statuses").await.ok().json[0]["favourited"], true);
        let again = app.reopened().await;
        assert_eq!(again.nobody().get("/api/v1/trends/statuses").await.ok().each("id"), [liked.to_string()]);
        ana.delete(&format!("/api/v1/statuses/{liked}")).await.ok();
        assert_eq!(app.nobody().get("/api/v1/trends/statuses").await.ok().json, json!([]));
    }

    async fn friends_of_friends_are_suggested(engine: Engine) {
        let app = TestApp::new(engine).await;
        let eve = app.person("eve").await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (common, popular, hidden) = (discoverable(&app, "common").await, discoverable(&app, "popular").await, app.person("hidden").await);
        for friend in [&ana, &ben] {
            eve.follow(friend).await;
            friend.follow(&common).await;
            friend.follow(&hidden).await;
        }
        hidden.follow(&popular).await;
        app.settle().await;
        let told = eve.get("/api/v2/suggestions").await.ok().json;
        let of = |n: usize| (told[n]["account"]["acct"].clone(), told[n]["source"].clone(), told[n]["sources"].clone());
        assert_eq!(of(0), (json!("common"), json!("past_interactions"), json!(["friends_of_friends"])));
        assert_eq!(of(1), (json!("popular"), json!("global"), json!(["most_followed"])));
        assert_eq!(told.as_array().unwrap().len(), 2);
        assert_eq!(eve.get("/api/v1/suggestions?limit=1").await.ok().each("acct"), ["common"]);
        eve.delete(&format!("/api/v1/suggestions/{}", common.id)).await.ok();
        assert_eq!(eve.get("/api/v1/suggestions").await.ok().each("acct"), ["popular"]);
        eve.delete("/api/v1/suggestions/9").await.fails(404);
        eve.follow(&popular).await;
        assert_eq!(eve.get("/api/v2/suggestions").await.ok().json, json!([]));
    }

    async fn the_directory_shows_who_wants_to_be_found(engine: Engine) {
        let app = TestApp::new(engine).await;
        let mut people: Vec<Person> = Vec::new();
        for name in ["ana", "ben", "cleo"] {
            app.later(10);
            people.push(discoverable(&app, name).await);
        }
        app.person("hidden").await;
        people[1].publish("words").await;
        app.later(3_600_000);
        people[0].publish("later words").await;
        app.settle().await;
        let acct = async |path: &str| -> Vec<String> { app.nobody().get(path).await.ok().each("acct") };
        assert_eq!(acct("/api/v1/directory").await, ["ana", "ben", "cleo"]);
        assert_eq!(acct("/api/v1/directory?order=new&local=true").await, ["cleo", "ben", "ana"]);
        assert_eq!(acct("/api/v1/directory?order=new&limit=1&offset=1").await, ["ben"]);
        people[2].relate("block", &people[0]).await;
        assert_eq!(people[2].get("/api/v1/directory").await.ok().each("acct"), ["ben", "cleo"]);
        people[1].patch("/api/v1/accounts/update_credentials", json!({ "discoverable": false })).await.ok();
        assert_eq!(acct("/api/v1/directory").await, ["ana", "cleo"], "at once");
        let all: Value = app.nobody().get("/api/v1/directory").await.ok().json;
        assert!(all[0]["last_status_at"].is_string());
    }
}
