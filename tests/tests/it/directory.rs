//! The directory of hashtags through the API: registering, finding, the staff's decisions, handing over.

use store::engine_tests;
use testkit::{Person, TestApp, Value, json};
use web::Role;

const PATH: &str = "/api/medley/v1/hashtags";

/// Somebody of the staff.
pub(crate) async fn keeper(app: &TestApp) -> Person {
    app.person_with("keeper", Role::Moderator, "read write admin:read admin:write").await
}

pub(crate) async fn register(who: &Person, name: &str, more: Value) -> Value {
    let mut body = json!({ "name": name, "title": format!("About {name}") });
    let all = body.as_object_mut().unwrap();
    all.extend(more.as_object().unwrap().clone());
    who.post(PATH, body).await.ok().json
}

async fn names(reader: &Person, query: &str) -> Vec<String> {
    reader.get(&format!("{PATH}?order=name&{query}")).await.ok().each("name")
}

engine_tests! {
    async fn a_hashtag_is_registered_and_listed_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let made = register(&ana, "#HCSM", json!({
            "kind": "chat", "description": "Social <media>", "specialties": ["social-media", "207RC0000X"],
            "related": ["#hcldr s4pm"], "language": "en", "link": "https://hcsm.example/", "starts_on": "2026-12-01",
        })).await;
        assert_eq!((&made["tag"], &made["name"], &made["state"]), (&json!("hcsm"), &json!("HCSM"), &json!("provisional")));
        assert_eq!(made["owner_id"], json!(ana.id.to_string()));
        assert_eq!(made["specialties"][1]["slug"], "cardiology");
        assert_eq!((&made["specialties"][0]["nucc"], &made["specialties"][1]["nucc"]), (&json!(false), &json!(true)));
        assert_eq!(made["related"][0], json!({ "name": "hcldr", "url": "http://localhost:3000/tags/hcldr" }));
        assert_eq!((&made["starts_on"], &made["link"]), (&Value::Null, &json!("https://hcsm.example/")), "a chat has no days");
        let nobody = app.nobody();
        ana.publish("first #hcsm").await;
        ana.publish("second #HCSM").await;
        app.person("ben").await.publish("third #hcsm").await;
        app.settle().await;
        let told = nobody.get(&format!("{PATH}/HcSm")).await.ok().json;
        assert_eq!((&told["activity"]["posts"], &told["activity"]["people"]), (&json!(3), &json!(2)));
        let days = told["activity"]["days"].as_array().unwrap();
        assert_eq!((days.len(), &days[27]), (28, &json!(3)));
        assert_eq!(names(&nobody, "").await, ["HCSM"]);
        nobody.get(&format!("{PATH}/other")).await.fails(404);
        nobody.post(PATH, json!({ "name": "x1", "title": "T" })).await.fails(401);
        let listed = nobody.get("/api/medley/v1/specialties").await.ok().json;
        let cardiology = listed.as_array().unwrap().iter().find(|one| one["slug"] == "cardiology").unwrap();
        assert_eq!((&cardiology["hashtags"], &cardiology["code"]), (&json!(1), &json!("207RC0000X")));
        // What is in the directory is there after a restart.
        let again = app.reopened().await;
        assert_eq!(names(&again.nobody(), "").await, ["HCSM"]);
    }

    async fn what_is_wrong_is_said(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        register(&ana, "hcsm", json!({})).await;
        for (body, says) in [
            (json!({}), "Name can't be blank"),
            (json!({ "name": "x1" }), "Title can't be blank"),
            (json!({ "name": "Hcsm", "title": "T" }), "Name has already been taken"),
            (json!({ "name": "new", "title": "T" }), "Name is reserved"),
            (json!({ "name": "x1", "title": "T", "specialties": ["astrology"] }), "Specialties is not included"),
            (json!({ "name": "x1", "title": "T", "kind": "conference", "starts_on": "soon" }), "Starts on is not a time"),
        ] {
            let refused = ana.post(PATH, body).await.fails(422);
            assert!(refused.json["error"].as_str().unwrap().contains(says), "{} {says}", refused.json);
        }
        for n in 1..5 {
            register(&ana, &format!("tag{n}"), json!({})).await;
        }
        let sixth = ana.post(PATH, json!({ "name": "tag6", "title": "T" })).await.fails(422);
        assert!(sixth.json["error"].as_str().unwrap().contains("You can register 5 hashtags a day"));
        app.later(base::DAY_MS + 1);
        register(&ana, "tag6", json!({})).await;
    }

    async fn the_directory_is_searched(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let about = json!({ "description": "Insuficiencia cardíaca", "language": "es", "specialties": ["cardiology"] });
        register(&ana, "CorazónSano", about).await;
        register(&ana, "hcsm", json!({ "kind": "chat", "specialties": ["social-media"] })).await;
        register(&ana, "nurses", json!({ "specialties": ["nursing"] })).await;
        let nobody = app.nobody();
        for (query, found) in [
            ("q=corazon", &["CorazónSano"][..]),
            ("q=%23CORAZ%C3%93N+cardiaca", &["CorazónSano"]),
            ("q=about", &["CorazónSano", "hcsm", "nurses"]),
            ("q=nothing", &[]),
            ("q=%21", &[]),
            ("specialty=cardiology", &["CorazónSano"]),
            ("specialty=163W00000X", &["nurses"]),
            ("specialty=astrology", &[]),
            ("kind=chat", &["hcsm"]),
            ("language=es", &["CorazónSano"]),
            ("q=about&kind=chat&specialty=nursing", &[]),
        ] {
            assert_eq!(names(&nobody, query).await, found, "{query}");
        }
        let first = nobody.get(&format!("{PATH}?order=name&limit=2")).await.ok();
        let next = first.link("next").unwrap();
        assert_eq!((first.each("name").len(), nobody.get(&next).await.ok().each("name")), (2, vec!["nurses".to_owned()]));
        for n in 0..2 {
            ana.publish(&format!("{n} #nurses")).await;
        }
        ana.publish("#hcsm").await;
        app.later(base::MINUTE_MS + 1);
        let ranked = nobody.get(PATH).await.ok().each("name");
        assert_eq!(ranked, ["nurses", "hcsm", "CorazónSano"], "the most active first");
    }

    async fn the_staff_decide(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, keeper) = (app.person("ana").await, app.person("ben").await, keeper(&app).await);
        register(&ana, "good", json!({})).await;
        register(&ana, "pens", json!({})).await;
        let admin = "/api/medley/v1/admin/hashtags";
        assert_eq!(keeper.get(admin).await.ok().each("name"), ["good", "pens"]);
        ana.get(admin).await.fails(403);
        ana.post(&format!("{admin}/good/keep"), json!({})).await.fails(403);
        let kept = keeper.post(&format!("{admin}/good/keep"), json!({ "title": "Better" })).await.ok().json;
        assert_eq!((&kept["state"], &kept["title"]), (&json!("listed"), &json!("Better")));
        keeper.post(&format!("{admin}/pens/refuse"), json!({ "reason": "dull" })).await.fails(422);
        keeper.post(&format!("{admin}/pens/refuse"), json!({ "reason": "other" })).await.fails(422);
        let refuse = json!({ "reason": "promotion", "text": "A pen <b>is</b> no community" });
        keeper.post(&format!("{admin}/pens/refuse"), refuse).await.ok();
        keeper.post(&format!("{admin}/none/keep"), json!({})).await.fails(404);

        // It is gone for everybody but whom it concerns.
        assert_eq!(names(&app.nobody(), "").await, ["good"]);
        for who in [&app.nobody(), &ben] {
            who.get(&format!("{PATH}/pens")).await.fails(404);
        }
        let told = ana.get(&format!("{PATH}/pens")).await.ok().json;
        assert_eq!((&told["state"], &told["reason"]), (&json!("refused"), &json!("promotion")));
        assert_eq!(told["reason_text"], "A pen <b>is</b> no community");
        ben.patch(&format!("{PATH}/pens"), json!({ "title": "x" })).await.fails(404);

        // Changed, it asks anew; anybody may register it anew.
        let again = ana.patch(&format!("{PATH}/pens"), json!({ "title": "Writing" })).await.ok().json;
        assert_eq!((&again["state"], &again["reason"]), (&json!("provisional"), &json!("promotion")));
        keeper.post(&format!("{admin}/pens/refuse"), json!({ "reason": "unused" })).await.ok();
        let bens = register(&ben, "Pens", json!({})).await;
        assert_eq!((&bens["owner_id"], &bens["state"]), (&json!(ben.id.to_string()), &json!("provisional")));
        ana.patch(&format!("{PATH}/pens"), json!({ "title": "x" })).await.fails(403);

        app.later(5);
        ana.patch(&format!("{PATH}/good"), json!({ "title": "Other" })).await.ok();
        assert_eq!(keeper.get(&format!("{admin}?state=changed")).await.ok().each("name"), ["good"]);
        keeper.post(&format!("{admin}/good/keep"), json!({})).await.ok();
        assert!(keeper.get(&format!("{admin}?state=changed")).await.ok().each("name").is_empty());
        assert_eq!(keeper.get(&format!("{admin}?state=listed")).await.ok().each("name"), ["good"]);
    }

    async fn an_entry_is_changed_retired_and_handed_over(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        register(&ana, "hcsm", json!({})).await;
        let path = format!("{PATH}/hcsm");
        ben.patch(&path, json!({ "title": "x" })).await.fails(403);
        ana.patch(&path, json!({ "name": "other" })).await.fails(422);
        let edited = ana.patch(&path, json!({ "name": "HCSM", "description": "d" })).await.ok().json;
        assert_eq!((&edited["name"], &edited["title"]), (&json!("HCSM"), &json!("About hcsm")));

        ben.post(&format!("{path}/accept"), json!({})).await.fails(404);
        ana.post(&format!("{path}/offer"), json!({ "account_id": "1" })).await.fails(422);
        ana.post(&format!("{path}/offer"), json!({ "account_id": ben.id.to_string() })).await.ok();
        assert_eq!(ben.get(&path).await.ok().json["offered_to_id"], json!(ben.id.to_string()));
        assert_eq!(app.nobody().get(&path).await.ok().json["offered_to_id"], Value::Null);
        ben.post(&format!("{path}/decline"), json!({})).await.ok();
        ben.post(&format!("{path}/accept"), json!({})).await.fails(404);
        ana.post(&format!("{path}/offer"), json!({ "account_id": ben.id.to_string() })).await.ok();
        let taken = ben.post(&format!("{path}/accept"), json!({})).await.ok().json;
        assert_eq!((&taken["owner_id"], &taken["offered_to_id"]), (&json!(ben.id.to_string()), &Value::Null));
        ana.delete(&path).await.fails(403);

        // Across a block nobody is asked.
        ana.relate("block", &ben).await;
        ben.post(&format!("{path}/offer"), json!({ "account_id": ana.id.to_string() })).await.fails(422);
        assert_eq!(ben.delete(&path).await.ok().json["state"], "retired");
        assert!(names(&app.nobody(), "").await.is_empty());
        app.nobody().get(&path).await.ok();
        let again = register(&ana, "hcsm", json!({})).await;
        assert_eq!((&again["owner_id"], &again["state"]), (&json!(ana.id.to_string()), &json!("provisional")));
    }

    async fn who_is_limited_registers_nothing(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let (accounts, id) = (app.medley.accounts.clone(), ana.id);
        app.medley.db.write(move |w| accounts.curb(w, id, accounts::Curb::Silenced, true)).await.unwrap();
        ana.post(PATH, json!({ "name": "hcsm", "title": "T" })).await.fails(403);
    }

    async fn an_operator_begins_with_a_list(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        register(&ana, "hcsm", json!({})).await;
        let file = "hashtag,title,specialties\nHCSM,Other title,\nnurses,Nurses,nursing\n#EMS,Rescue,\n";
        let lines = hashtags::read_sheet(file.as_bytes(), 5).unwrap();
        let imported = app.medley.hashtags.import(lines, |_| {}).await.unwrap();
        assert_eq!((imported.added, imported.known), (2, 1));
        assert_eq!(names(&app.nobody(), "").await, ["EMS", "hcsm", "nurses"]);
        let told = app.nobody().get(&format!("{PATH}/nurses")).await.ok().json;
        assert_eq!((&told["state"], &told["owner_id"]), (&json!("listed"), &Value::Null));
        let old = app.nobody().get(&format!("{PATH}/hcsm")).await.ok().json;
        assert_eq!(old["title"], "About hcsm", "what was there stays as it was");
    }

    async fn the_entry_of_whoever_leaves_stays(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        register(&ana, "hcsm", json!({})).await;
        app.medley.hashtags.erase(ana.id).await.unwrap();
        let told = app.nobody().get(&format!("{PATH}/hcsm")).await.ok().json;
        assert_eq!((&told["owner_id"], &told["state"]), (&Value::Null, &json!("provisional")));
    }
}
