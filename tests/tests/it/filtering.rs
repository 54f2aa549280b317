//! Filters: what people keep, what matches in each place where posts are shown, and what streams tell.

use serde_json::Value;
use store::engine_tests;
use testkit::{Person, TestApp, json};

async fn filter(who: &Person, title: &str, keyword: &str) -> String {
    let body = json!({
        "title": title, "context": ["home", "thread"], "keywords_attributes": [{ "keyword": keyword, "whole_word": true }],
    });
    who.post("/api/v2/filters", body).await.ok().json["id"].as_str().unwrap().to_owned()
}

/// The titles of the filters that match a post.
fn titles(post: &Value) -> Vec<&str> {
    let results = post["filtered"].as_array().unwrap();
    results.iter().map(|result| result["filter"]["title"].as_str().unwrap()).collect()
}

async fn titles_of(who: &Person, post: base::Id) -> String {
    titles(&who.get(&format!("/api/v1/statuses/{post}")).await.ok().json).join(" ")
}

engine_tests! {
    async fn a_filter_is_made_changed_and_deleted(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let form = "title=Diets&context[]=public&context[]=home&filter_action=hide&expires_in=3600\
            &keywords_attributes[0][keyword]=keto&keywords_attributes[1][keyword]=fast&keywords_attributes[1][whole_word]=0";
        let made = ana.form("/api/v2/filters", form).await.ok().json;
        assert_eq!(made["context"], json!(["home", "public"]));
        assert_eq!((&made["filter_action"], &made["statuses"]), (&json!("hide"), &json!([])));
        assert!(made["expires_at"].as_str().unwrap().ends_with('Z'));
        let [keto, fast] = &made["keywords"].as_array().unwrap()[..] else { panic!("{made}") };
        assert_eq!((&keto["keyword"], &keto["whole_word"], &fast["whole_word"]), (&json!("keto"), &json!(true), &json!(false)));
        let path = format!("/api/v2/filters/{}", made["id"].as_str().unwrap());
        assert_eq!(ana.get(&path).await.ok().json, made);
        assert_eq!(ana.get("/api/v2/filters").await.ok().json, json!([made]));
        assert_eq!(ben.get("/api/v2/filters").await.ok().json, json!([]));
        for answer in [ben.get(&path).await, ben.put(&path, json!({})).await, ben.delete(&path).await] {
            assert_eq!(answer.fails(404).json["error"], "Record not found");
        }
        let edit = json!({
            "title": "Food", "expires_in": "", "filter_action": "blur",
            "keywords_attributes": [{ "id": keto["id"], "_destroy": true }, { "id": fast["id"], "keyword": "fasting" }],
        });
        let changed = ana.put(&path, edit).await.ok().json;
        assert_eq!((&changed["title"], &changed["expires_at"], &changed["filter_action"]), (&json!("Food"), &Value::Null, &json!("blur")));
        assert_eq!(changed["keywords"], json!([{ "id": fast["id"], "keyword": "fasting", "whole_word": false }]));
        assert_eq!((&changed["context"], ana.get(&path).await.ok().json), (&made["context"], changed.clone()));
        assert_eq!(ana.delete(&path).await.ok().json, json!({}));
        ana.get(&path).await.fails(404);
        assert_eq!(ana.get("/api/v2/filters").await.ok().json, json!([]));
    }

    async fn what_is_refused_changes_nothing(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for (body, told) in [
            (json!({ "context": ["home"] }), "Title can't be blank"),
            (json!({ "title": "x" }), "Context None or invalid context supplied"),
            (json!({ "title": "x", "context": ["attic"] }), "Context None or invalid context supplied"),
            (json!({ "title": "x", "context": ["home"], "filter_action": "drop" }), "Action is not included in the list"),
            (json!({ "title": "x", "context": ["home"], "keywords_attributes": [{}] }), "Keyword can't be blank"),
        ] {
            let answer = ana.post("/api/v2/filters", body).await.fails(422);
            assert_eq!(answer.json["error"], format!("Validation failed: {told}"));
        }
        assert_eq!(ana.get("/api/v2/filters").await.ok().json, json!([]));
        for path in ["/api/v2/filters/1", "/api/v2/filters/x", "/api/v2/filters/1/keywords", "/api/v2/filters/keywords/1", "/api/v2/filters/1/statuses", "/api/v2/filters/statuses/1", "/api/v1/filters/1"] {
            ana.get(path).await.fails(404);
        }
    }

    async fn keywords_one_by_one(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let id = filter(&ana, "t", "one").await;
        let path = format!("/api/v2/filters/{id}/keywords");
        let added = ana.post(&path, json!({ "keyword": "two", "whole_word": false })).await.ok().json;
        assert_eq!((&added["keyword"], &added["whole_word"]), (&json!("two"), &json!(false)));
        assert_eq!(ana.get(&path).await.ok().each("keyword"), ["one", "two"]);
        let own = format!("/api/v2/filters/keywords/{}", added["id"].as_str().unwrap());
        assert_eq!(ana.get(&own).await.ok().json, added);
        let changed = ana.put(&own, json!({ "keyword": "three" })).await.ok().json;
        assert_eq!(changed, json!({ "id": added["id"], "keyword": "three", "whole_word": false }));
        ben.get(&own).await.fails(404);
        ben.delete(&own).await.fails(404);
        ana.put(&own, json!({ "keyword": " " })).await.fails(422);
        assert_eq!(ana.delete(&own).await.ok().json, json!({}));
        ana.delete(&own).await.fails(404);
        assert_eq!(ana.get(&path).await.ok().each("keyword"), ["one"]);
    }

    async fn the_first_version_shows_the_same_filters(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let form = "phrase=keto&context[]=home&irreversible=true&whole_word=false&expires_in=60";
        let made = ana.form("/api/v1/filters", form).await.ok();
        assert_eq!(made.header("deprecation"), "@1668384000");
        let made = made.json;
        assert_eq!((&made["phrase"], &made["irreversible"], &made["whole_word"]), (&json!("keto"), &json!(true), &json!(false)));
        let now = ana.get("/api/v2/filters").await.ok().json;
        assert_eq!((&now[0]["title"], &now[0]["filter_action"], &now[0]["keywords"][0]["id"]), (&json!("keto"), &json!("hide"), &made["id"]));
        let path = format!("/api/v1/filters/{}", made["id"].as_str().unwrap());
        assert_eq!(ana.get(&path).await.ok().json, made);
        let changed = ana.put(&path, json!({ "phrase": "diet", "context": ["public"], "irreversible": false })).await.ok().json;
        assert_eq!((&changed["phrase"], &changed["context"], &changed["irreversible"]), (&json!("diet"), &json!(["public"]), &json!(false)));
        let id = now[0]["id"].as_str().unwrap();
        ana.post(&format!("/api/v2/filters/{id}/keywords"), json!({ "keyword": "fasting" })).await.ok();
        assert_eq!(ana.get("/api/v1/filters").await.ok().each("phrase"), ["diet", "fasting"]);
        // Its filter has another keyword now, which the old app does not know of.
        ana.put(&path, json!({ "phrase": "diets" })).await.ok();
        let refused = ana.put(&path, json!({ "phrase": "diets", "context": ["home"] })).await.fails(422);
        assert!(refused.json["error"].as_str().unwrap().contains("more than one filter keyword"));
        assert_eq!(ana.get("/api/v2/filters").await.ok().json[0]["title"], "diet");
        assert_eq!(ana.delete(&path).await.ok().json, json!({}));
        assert_eq!(ana.get("/api/v1/filters").await.ok().each("phrase"), ["fasting"]);
        let last = ana.get("/api/v1/filters").await.ok().json[0]["id"].as_str().unwrap().to_owned();
        ana.delete(&format!("/api/v1/filters/{last}")).await.ok();
        assert_eq!(ana.get("/api/v2/filters").await.ok().json, json!([]));
        assert_eq!(ana.form("/api/v1/filters", "context[]=home").await.fails(422).json["error"], "Validation failed: Phrase can't be blank");
    }

    async fn posts_tell_what_matches_wherever_they_are_shown(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ben.follow(&ana).await;
        ben.follow(&eve).await;
        filter(&ben, "Diets", "Keto").await;
        filter(&ben, "Other", "nothing").await;
        let post = ana.publish("@ben about #KETO, again").await;
        let reply = ana.publish_with(json!({ "status": "more", "spoiler_text": "keto", "in_reply_to_id": post })).await;
        let boost = eve.touch("reblog", post).await.ok().json;
        app.settle().await;
        assert_eq!(titles_of(&ben, post).await, "Diets");
        assert_eq!((titles_of(&ben, reply).await, titles_of(&ana, post).await), ("Diets".to_owned(), String::new()));
        let seen = ben.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        let result = &seen["filtered"][0];
        assert_eq!((&result["keyword_matches"], &result["status_matches"]), (&json!(["KETO"]), &Value::Null));
        assert_eq!((&result["filter"]["context"], result["filter"].get("keywords")), (&json!(["home", "thread"]), None));
        let boosted = ben.get(&format!("/api/v1/statuses/{}", boost["id"].as_str().unwrap())).await.ok().json;
        assert_eq!((titles(&boosted), titles(&boosted["reblog"])), (vec!["Diets"], vec!["Diets"]));
        for path in [
            "/api/v1/timelines/home".to_owned(),
            "/api/v1/timelines/public".to_owned(),
            "/api/v1/timelines/tag/keto".to_owned(),
            format!("/api/v1/accounts/{}/statuses", ana.id),
        ] {
            let page = ben.get(&path).await.ok().json;
            let found = page.as_array().unwrap().iter().filter(|one| !titles(one).is_empty()).count();
            assert!(found > 0 && found == page.as_array().unwrap().len(), "{path}: {page}");
            let others = app.nobody().get(&path).await;
            if others.status == 200 {
                assert!(others.json.as_array().unwrap().iter().all(|one| titles(one).is_empty()), "{path}");
            }
        }
        let thread = ben.get(&format!("/api/v1/statuses/{reply}/context")).await.ok().json;
        assert_eq!(titles(&thread["ancestors"][0]), ["Diets"]);
        let told = ben.get("/api/v1/notifications").await.ok().json;
        let mention = told.as_array().unwrap().iter().find(|one| one["type"] == "mention").unwrap();
        assert_eq!(titles(&mention["status"]), ["Diets"]);
        let found = ben.get(&format!("/api/v2/search?q=http://localhost:3000/@ana/{post}&resolve=true")).await.ok().json;
        if let Some(found) = found["statuses"].get(0) {
            assert_eq!(titles(found), ["Diets"]);
        }
    }

    async fn filters_change_and_end_in_the_next_call(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("a word").await;
        assert_eq!(titles_of(&ben, post).await, "");
        let id = filter(&ben, "t", "word").await;
        assert_eq!(titles_of(&ben, post).await, "t");
        let path = format!("/api/v2/filters/{id}");
        ben.put(&path, json!({ "title": "u", "expires_in": 60 })).await.ok();
        assert_eq!(titles_of(&ben, post).await, "u");
        app.later(60_000);
        assert_eq!(titles_of(&ben, post).await, "", "it has ended");
        assert_eq!(ben.get("/api/v2/filters").await.ok().each("title"), ["u"], "and is still there");
        ben.put(&path, json!({ "expires_in": null })).await.ok();
        assert_eq!(titles_of(&ben, post).await, "u");
        ana.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "another" })).await.ok();
        assert_eq!(titles_of(&ben, post).await, "", "the edited post has nothing of it");
        filter(&ben, "v", "another").await;
        assert_eq!(titles_of(&ben, post).await, "v");
        assert_eq!(titles_of(&Person { app: app.reopened().await, ..ben.clone() }, post).await, "v", "with nothing in memory");
    }

    async fn single_posts_are_filtered(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let post = ana.publish("no word of it").await;
        let private = ana.publish_with(json!({ "status": "x", "visibility": "direct" })).await;
        let id = filter(&ben, "t", "else").await;
        let path = format!("/api/v2/filters/{id}/statuses");
        let named = ben.post(&path, json!({ "status_id": post })).await.ok().json;
        assert_eq!(named["status_id"], post.to_string());
        assert_eq!(ben.get(&path).await.ok().json, json!([named]));
        let own = format!("/api/v2/filters/statuses/{}", named["id"].as_str().unwrap());
        assert_eq!(ben.get(&own).await.ok().json, named);
        ana.get(&own).await.fails(404);
        ana.delete(&own).await.fails(404);
        let seen = ben.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        assert_eq!((&seen["filtered"][0]["status_matches"], &seen["filtered"][0]["keyword_matches"]), (&json!([post.to_string()]), &Value::Null));
        for (body, told) in [
            (json!({ "status_id": post }), "Status has already been taken"),
            (json!({ "status_id": private }), "Status must exist"),
            (json!({ "status_id": "x" }), "Status must exist"),
            (json!({}), "Status must exist"),
        ] {
            assert_eq!(ben.post(&path, body).await.fails(422).json["error"], format!("Validation failed: {told}"));
        }
        assert_eq!(ben.delete(&own).await.ok().json, json!({}));
        assert_eq!(titles_of(&ben, post).await, "");
        ben.post(&path, json!({ "status_id": post })).await.ok();
        ana.delete(&format!("/api/v1/statuses/{post}")).await.ok();
        app.settle().await;
        assert_eq!(ben.get(&path).await.ok().json, json!([]), "a deleted post is gone from filters");
    }

    async fn streams_tell_what_matches_for_their_viewer(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ben.follow(&ana).await;
        eve.follow(&ana).await;
        let mut bens = ben.stream("/api/v1/streaming/user").await;
        let mut eves = eve.stream("/api/v1/streaming/user").await;
        let mut public = ben.stream("/api/v1/streaming/public").await;
        filter(&ben, "t", "word").await;
        bens.expect("filters_changed").await;
        let post = ana.publish("a word").await;
        assert_eq!(titles(&bens.expect("update").await), ["t"]);
        assert_eq!(titles(&public.expect("update").await), ["t"]);
        assert!(titles(&eves.expect("update").await).is_empty(), "others' filters are not hers");
        app.later(1_000);
        ana.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "that word" })).await.ok();
        assert_eq!(titles(&bens.expect("status.update").await), ["t"]);
        ana.publish("nothing").await;
        assert!(titles(&bens.expect("update").await).is_empty());
        ana.publish("@ben a word").await;
        assert_eq!(titles(&bens.expect("update").await), ["t"]);
        app.settle().await;
        assert_eq!(titles(&bens.expect("notification").await["status"]), ["t"]);
    }
}
