//! What is not for everybody reaches nobody else, on any path.

use store::engine_tests;
use testkit::{Person, TestApp, json};

/// Every place where a post of `author` could be seen by `who`.
async fn sightings(who: &Person, author: &Person, post: base::Id) -> Vec<String> {
    let paths = [
        format!("/api/v1/statuses/{post}"),
        format!("/api/v1/statuses?id[]={post}"),
        format!("/api/v1/statuses/{post}/context"),
        format!("/api/v1/statuses/{post}/history"),
        format!("/api/v1/statuses/{post}/favourited_by"),
        format!("/api/v1/statuses/{post}/reblogged_by"),
        format!("/api/v1/accounts/{}/statuses", author.id),
        format!("/api/v1/accounts/{}/statuses?only_media=false&exclude_replies=false", author.id),
        format!("/api/v1/accounts/{}/statuses?pinned=true", author.id),
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/public".to_owned(),
        "/api/v1/timelines/tag/secret".to_owned(),
        "/api/v1/favourites".to_owned(),
        "/api/v1/bookmarks".to_owned(),
        "/api/v1/notifications".to_owned(),
        "/api/v2/notifications".to_owned(),
    ];
    let mut seen = Vec::new();
    for path in paths {
        let answer = who.get(&path).await;
        if answer.status == 200 && answer.text.contains(&post.to_string()) {
            seen.push(path);
        }
    }
    seen
}

engine_tests! {
    async fn followers_only_and_direct_posts(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend, named, stranger) =
            (app.person("ana").await, app.person("friend").await, app.person("named").await, app.person("stranger").await);
        friend.follow(&ana).await;
        for visibility in ["private", "direct"] {
            let post = ana.publish_with(json!({ "status": "canary #secret @named", "visibility": visibility })).await;
            app.settle().await;
            for who in [&stranger, &app.nobody()] {
                assert!(sightings(who, &ana, post).await.is_empty(), "{visibility} to {}: {:?}", who.name, sightings(who, &ana, post).await);
            }
            assert_eq!(!sightings(&friend, &ana, post).await.is_empty(), visibility == "private");
            named.get(&format!("/api/v1/statuses/{post}")).await.ok();
            // Not even a part of the text in an error.
            assert!(!stranger.get(&format!("/api/v1/statuses/{post}")).await.text.contains("canary"));
            for verb in ["favourite", "reblog", "bookmark", "pin", "mute"] {
                stranger.touch(verb, post).await.fails(404);
            }
            stranger.post("/api/v1/statuses", json!({ "status": "re", "in_reply_to_id": post })).await.fails(404);
            assert!(named.touch("reblog", post).await.status.is_client_error());
        }
        assert!(app.nobody().get("/api/v1/timelines/tag/secret").await.ok().each("id").is_empty());
    }

    async fn seen_once_is_not_seen_for_ever(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend) = (app.person("ana").await, app.person("friend").await);
        friend.follow(&ana).await;
        let post = ana.publish_with(json!({ "status": "canary", "visibility": "private" })).await;
        friend.touch("favourite", post).await.ok();
        friend.touch("bookmark", post).await.ok();
        assert!(!sightings(&friend, &ana, post).await.is_empty());
        ana.relate("remove_from_followers", &friend).await;
        assert_eq!(sightings(&friend, &ana, post).await, Vec::<String>::new(), "after being removed");
        friend.follow(&ana).await;
        assert!(!sightings(&friend, &ana, post).await.is_empty());
        ana.relate("block", &friend).await;
        assert_eq!(sightings(&friend, &ana, post).await, Vec::<String>::new(), "after a block");
    }

    async fn a_suspended_account_is_not_shown(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, friend) = (app.person("ana").await, app.person("friend").await);
        friend.follow(&ana).await;
        let post = ana.publish("canary #secret").await;
        assert!(!sightings(&friend, &ana, post).await.is_empty());
        app.medley.accounts.suspend(ana.id, true).await.unwrap();
        app.settle().await;
        assert_eq!(sightings(&friend, &ana, post).await, Vec::<String>::new());
        assert!(ana.get("/api/v1/timelines/home").await.status.is_client_error(), "and cannot use the server");
        app.medley.accounts.suspend(ana.id, false).await.unwrap();
        assert!(!sightings(&friend, &ana, post).await.is_empty());
    }

    async fn hidden_networks_are_hidden(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        ana.patch("/api/v1/accounts/update_credentials", json!({ "hide_collections": true })).await.ok();
        let path = format!("/api/v1/accounts/{}/followers", ana.id);
        assert!(ben.get(&path).await.ok().each("acct").is_empty());
        assert_eq!(ana.get(&path).await.ok().each("acct"), ["ben"]);
    }
}
