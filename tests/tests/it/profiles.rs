//! Editing one's profile, with pictures.

use store::engine_tests;
use testkit::{Part, TestApp, Value, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");
const EDIT: &str = "/api/v1/accounts/update_credentials";
const AVATAR: Part<'static> = ("avatar", Some("a.png"), PICTURE);
const HEADER: Part<'static> = ("header", Some("h.png"), PICTURE);

/// Names of the stored pictures.
fn stored(app: &TestApp) -> Vec<String> {
    app.medley.blobs.names().unwrap()
}

engine_tests! {
    async fn a_refused_edit_leaves_no_picture(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let long = "x".repeat(31);
        let refused: [[Part<'_>; 2]; 4] = [
            [AVATAR, ("display_name", None, long.as_bytes())],
            [AVATAR, ("source[privacy]", None, b"friends")],
            [AVATAR, ("locked", Some("no-flag.txt"), b"x")],
            [AVATAR, ("header", Some("h.png"), b"no picture")],
        ];
        for parts in refused {
            let answer = ana.patch_files(EDIT, &parts).await;
            assert!(answer.status.is_client_error(), "{}: {}", parts[1].0, answer.status);
            assert_eq!(stored(&app), Vec::<String>::new(), "{}", parts[1].0);
        }
        let browser = ana.browser().await;
        let broken = browser.upload("/settings/profile", &[AVATAR, ("header", Some("h.png"), b"no picture")]).await;
        assert_eq!(broken.status, 422);
        assert!(broken.text.contains("This file is not a picture"), "{}", broken.text);
        let broken = browser.upload("/settings/profile", &[("avatar", Some("a.png"), b"no picture"), HEADER]).await;
        assert_eq!((broken.status.as_u16(), stored(&app)), (422, Vec::new()));
    }

    async fn recommending_is_undone_where_it_was_done(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ana.follow(&ben).await;
        let browser = ana.browser().await;
        for (offered, other) in [("endorse", "unendorse"), ("unendorse", "endorse")] {
            let path = |verb: &str| format!("/web/accounts/{}/{verb}", ben.id);
            let page = browser.get("/@ben").await.ok().text;
            assert!(page.contains(&format!("\"{}\"", path(offered))), "{offered}: {page}");
            assert!(!page.contains(&format!("\"{}\"", path(other))), "{offered}");
            assert_eq!(browser.form(&path(offered), "back=/@ben").await.status, 303);
            let listed = ana.get("/api/v1/endorsements").await.ok().each("acct");
            assert_eq!(listed.contains(&"ben".to_owned()), offered == "endorse");
        }
    }

    async fn replaced_and_removed_pictures_are_deleted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        ana.patch_files(EDIT, &[AVATAR, HEADER]).await.ok();
        let first = stored(&app);
        assert!(first.len() >= 2, "{first:?}");
        let second = ana.patch_files(EDIT, &[AVATAR]).await.ok().json;
        let now = stored(&app);
        assert_eq!(now.len(), first.len());
        assert_eq!(now.iter().filter(|name| first.contains(name)).count(), first.len() - 1, "the header is kept");
        let shown = second["avatar"].as_str().unwrap();
        assert!(now.iter().any(|name| shown.ends_with(name.as_str())), "{shown}");
        ana.delete("/api/v1/profile/avatar").await.ok();
        let saved = ana.browser().await.upload("/settings/profile", &[("header_remove", None, b"1")]).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(stored(&app), Vec::<String>::new());
    }

    /// Mastodon's `Profile` (4.6): what its owner wrote, and no picture where there is none.
    async fn ones_own_profile(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let bare = ana.get("/api/v1/profile").await.ok().json;
        assert_eq!((&bare["id"], &bare["avatar"], &bare["header_static"]), (&json!(ana.id.to_string()), &Value::Null, &Value::Null));
        for shown in ["show_media", "show_media_replies", "show_featured"] {
            assert_eq!(bare[shown], true, "{shown}");
        }
        let edit = json!({
            "note": "**plain** @ana", "avatar_description": "a portrait", "show_media": false,
            "attribution_domains": ["https://News.example"], "hide_collections": true,
            "fields_attributes": [{ "name": "site", "value": "https://example.org" }],
        });
        let edited = ana.put("/api/v1/profile", edit).await.ok().json;
        assert_eq!((&edited["note"], &edited["avatar_description"]), (&json!("**plain** @ana"), &json!("a portrait")));
        assert_eq!((&edited["show_media"], &edited["attribution_domains"]), (&json!(false), &json!(["news.example"])));
        assert_eq!(edited["fields"][0]["value"], "https://example.org");
        ana.post("/api/v1/tags/stroke/feature", json!({})).await.ok();
        let tagged = ana.patch("/api/v1/profile", json!({ "show_featured": false })).await.ok().json;
        assert_eq!((&tagged["show_media"], &tagged["show_featured"]), (&json!(false), &json!(false)), "the rest stays");
        assert_eq!(tagged["featured_tags"][0]["name"], "stroke");
        let account = app.nobody().get(&format!("/api/v1/accounts/{}", ana.id)).await.ok().json;
        assert_eq!((&account["avatar_description"], &account["show_media"]), (&json!("a portrait"), &json!(false)));
        let own = ana.get("/api/v1/accounts/verify_credentials").await.ok().json;
        assert_eq!(own["source"]["attribution_domains"], json!(["news.example"]));
        for refused in [json!({ "avatar_description": "x".repeat(151) }), json!({ "attribution_domains": ["no domain"] })] {
            ana.patch("/api/v1/profile", refused).await.fails(422);
        }
        let pictured = ana.patch_files("/api/v1/profile", &[AVATAR]).await.ok().json;
        assert!(pictured["avatar"].as_str().unwrap().contains("/media/"));
        let without = ana.delete("/api/v1/profile/avatar").await.ok().json;
        assert_eq!((&without["avatar_description"], stored(&app).len()), (&json!(""), 0));
        ana.delete("/api/v1/profile/header").await.ok();
    }

    async fn recommended_people(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let not_followed = ana.post(&format!("/api/v1/accounts/{}/endorse", ben.id), json!({})).await.fails(422);
        assert_eq!(not_followed.json["error"], "Validation failed: You must be already following the person");
        for friend in [&ben, &eve] {
            ana.follow(friend).await;
            app.later(1);
            assert_eq!(ana.relate("endorse", friend).await["endorsed"], true);
        }
        assert_eq!(ana.relate("pin", &ben).await["endorsed"], true, "the old name, once more");
        let of_ana = format!("/api/v1/accounts/{}/endorsements", ana.id);
        for (who, path) in [(&ana, "/api/v1/endorsements"), (&ben, of_ana.as_str()), (&app.nobody(), of_ana.as_str())] {
            assert_eq!(who.get(path).await.ok().each("acct"), ["eve", "ben"]);
        }
        let first = ana.get("/api/v1/endorsements?limit=1").await.ok();
        let path = |link: &str| link.split_once("/api/").map(|(_, rest)| format!("/api/{rest}")).unwrap();
        let second = ana.get(&path(&first.link("next").unwrap())).await.ok();
        assert_eq!(second.each("acct"), ["ben"]);
        assert_eq!(ana.get(&path(&second.link("prev").unwrap())).await.ok().each("acct"), ["eve"]);
        assert_eq!(ana.relate("unendorse", &ben).await["endorsed"], false);
        ana.relate("unfollow", &eve).await;
        assert!(ana.get("/api/v1/endorsements").await.ok().each("acct").is_empty(), "with the follow");
        ana.relate("endorse", &ben).await;
        assert_eq!(ana.relate("unpin", &ben).await["endorsed"], false);
        ana.relate("endorse", &ben).await;
        ana.relate("block", &eve).await;
        assert!(eve.get(&of_ana).await.ok().each("acct").is_empty(), "not for whom she blocks");
    }

    async fn several_at_once_and_who_is_familiar(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let (one, two) = (ana.publish("one").await, ben.publish_with(json!({ "status": "two", "visibility": "private" })).await);
        let both = format!("id[]={}&id[]=7&id[]={}", eve.id, ana.id);
        assert_eq!(ben.get(&format!("/api/v1/accounts?{both}")).await.ok().each("acct"), ["eve", "ana"]);
        assert_eq!(ben.get(&format!("/api/v1/statuses?id[]={two}&id[]={one}&id[]=7")).await.ok().contents(), ["two", "one"]);
        assert_eq!(eve.get(&format!("/api/v1/statuses?id[]={two}&id[]={one}")).await.ok().contents(), ["one"]);
        ana.follow(&ben).await;
        ben.follow(&eve).await;
        let path = format!("/api/v1/accounts/familiar_followers?{both}");
        let told = ana.get(&path).await.ok().json;
        assert_eq!(told.as_array().unwrap().len(), 2, "of whom there is");
        assert_eq!((&told[0]["id"], &told[0]["accounts"][0]["acct"]), (&json!(eve.id.to_string()), &json!("ben")));
        assert_eq!(told[1]["accounts"], json!([]));
        eve.patch("/api/v1/profile", json!({ "hide_collections": true })).await.ok();
        assert_eq!(ana.get(&path).await.ok().json[0]["accounts"], json!([]), "she hides them");
        assert_eq!(eve.relate("remove_from_followers", &ben).await["followed_by"], false);
        assert_eq!(ben.relate("unfollow", &eve).await["following"], false);
    }
}
