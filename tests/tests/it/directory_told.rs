//! What the owners of hashtags are told of the staff's decisions, and which chats stand with a specialty.

use base::Id;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

use crate::chatting::{make, weekly};
use crate::directory::{keeper, register};

const ADMIN: &str = "/api/medley/v1/admin/hashtags";
const PATH: &str = "/api/medley/v1/hashtags";

/// What a client is told that knows such decisions, newest first.
async fn decisions(app: &TestApp, who: &Person) -> Vec<Value> {
    app.settle().await;
    let all = who.get("/api/v1/notifications?types[]=hashtag_decision").await.ok().json;
    all.as_array().unwrap().iter().map(|one| one["hashtag_decision"].clone()).collect()
}

engine_tests! {
    async fn owners_are_told_what_the_staff_decide(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, keeper) = (app.person("ana").await, app.person("ben").await, keeper(&app).await);
        register(&ana, "pens", json!({})).await;
        register(&keeper, "own", json!({})).await;
        keeper.post(&format!("{ADMIN}/own/keep"), json!({})).await.ok();
        let mut page = ana.browser().await.stream("/live/home").await;
        let mut stream = ana.stream("/api/v1/streaming/user").await;
        keeper.post(&format!("{ADMIN}/pens/keep"), json!({})).await.ok();
        let told = decisions(&app, &ana).await;
        assert_eq!((&told[0]["tag"], &told[0]["decision"], &told[0]["reason"]), (&json!("pens"), &json!("kept"), &Value::Null));
        assert_eq!(told[0]["url"], "http://localhost:3000/hashtags/pens");
        assert_eq!(page.expect("notification").await, json!(1), "the page counts it");
        assert!(stream.is_silent_now().await, "apps that may not know the type are not told on streams");

        app.later(5);
        keeper.post(&format!("{ADMIN}/pens/keep"), json!({ "title": "All pens" })).await.ok();
        app.later(5);
        keeper.post(&format!("{ADMIN}/pens/refuse"), json!({ "reason": "other", "text": "Only <b>one</b> pen" })).await.ok();
        let told = decisions(&app, &ana).await;
        let all: Vec<&str> = told.iter().map(|one| one["decision"].as_str().unwrap()).collect();
        assert_eq!(all, ["refused", "changed", "kept"]);
        assert_eq!((&told[0]["reason"], &told[0]["text"]), (&json!("other"), &json!("Only <b>one</b> pen")));
        app.later(5);
        ana.patch(&format!("{PATH}/pens"), json!({ "title": "Many pens" })).await.ok();
        assert_eq!(keeper.browser().await.form("/web/hashtags/pens/retire", "").await.status, 303);
        let told = decisions(&app, &ana).await;
        assert_eq!((told.len(), &told[0]["decision"]), (4, &json!("retired")), "what she does herself is no news");
        assert!(decisions(&app, &ben).await.is_empty() && decisions(&app, &keeper).await.is_empty());

        // On pages, with a link that leads to the hashtag.
        let browser = ana.browser().await;
        let list = browser.get("/notifications").await.ok().text;
        assert!(list.contains("The staff decided about a hashtag that you look after"), "{list}");
        let link = format!("/web/hashtag-decisions/{}", told[0]["id"].as_str().unwrap());
        assert!(list.contains(&format!("href=\"{link}\"")), "{list}");
        assert_eq!(browser.get(&link).await.header("location"), "/hashtags/pens");
        assert_eq!(ben.browser().await.get(&link).await.status, 404);
        assert_eq!(browser.get(&format!("/web/hashtag-decisions/{}", Id(5))).await.status, 404);
        assert_eq!(app.nobody().get(&link).await.status, 302);
    }

    async fn clients_that_know_mastodon_alone_meet_no_other_type(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, keeper) = (app.person("ana").await, keeper(&app).await);
        register(&ana, "pens", json!({})).await;
        keeper.post(&format!("{ADMIN}/pens/keep"), json!({})).await.ok();
        make(&keeper, weekly("hcsm")).await;
        ana.put("/api/medley/v1/chats/hcsm/reminder", json!({ "lead_minutes": 60 })).await.ok();
        let start = base::parse_iso("2026-11-23T02:00:00Z").unwrap();
        app.later(start - testkit::NOW_MS - base::HOUR_MS);
        app.medley.chats.look_at_the_clock().await.unwrap();
        app.settle().await;
        keeper.follow(&ana).await;
        app.settle().await;
        let types = |answer: Value, key: Option<&str>| -> Vec<String> {
            let list = key.map_or(answer.clone(), |key| answer[key].clone());
            list.as_array().unwrap().iter().map(|one| one["type"].as_str().unwrap().to_owned()).collect()
        };
        for (query, expected) in [
            ("", vec!["follow"]),
            ("?exclude_types[]=mention", vec!["follow"]),
            ("?types[]=chat_reminder&types[]=follow", vec!["follow", "chat_reminder"]),
            ("?supported_types[]=follow", vec!["follow", "chat_reminder", "hashtag_decision"]),
        ] {
            let one_by_one = ana.get(&format!("/api/v1/notifications{query}")).await.ok().json;
            assert_eq!(types(one_by_one.clone(), None), expected, "{query}");
            let grouped = ana.get(&format!("/api/v2/notifications{query}")).await.ok().json;
            assert_eq!(types(grouped, Some("notification_groups")), expected, "{query}");
            for version in ["v1", "v2"] {
                let unread = ana.get(&format!("/api/{version}/notifications/unread_count{query}")).await.ok().json;
                assert_eq!(unread["count"], expected.len(), "{version} {query}");
            }
            if query.contains("supported") {
                let titles: Vec<_> = one_by_one.as_array().unwrap().iter().map(|one| one["fallback"]["title"].clone()).collect();
                assert_eq!(titles[0], Value::Null);
                assert_eq!(titles[1], "A chat that you wanted to be reminded of begins soon");
                assert_eq!(titles[2], "The staff decided about a hashtag that you look after");
            }
        }
    }

    async fn a_specialty_tells_its_chats(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let mut hearts = weekly("hearts");
        hearts["title"] = json!("Hearts & <b>souls</b>");
        hearts["specialties"] = json!(["cardiology"]);
        make(&ana, hearts).await;
        make(&ana, weekly("nights")).await;
        for n in 0..5 {
            make(&ana, weekly(&format!("more{n}"))).await;
        }
        let (nobody, browser) = (app.nobody(), ana.browser().await);
        let all = nobody.get("/explore/specialties").await.ok().text;
        ui::check::assert_page(&all);
        assert!(all.contains("href=\"/chats?specialty=cardiology\"") && all.contains("1 chat<"), "{all}");
        assert!(all.contains("6 chats<"), "{all}");
        let page = nobody.get("/explore/specialties/cardiology").await.ok().text;
        ui::check::assert_page(&page);
        assert!(page.contains("Hearts &#38; &#60;b&#62;souls") && page.contains("Monday, 23 Nov 2026, 02:00, UTC"), "{page}");
        assert!(!page.contains("#nights") && page.contains("href=\"/chats?specialty=cardiology\""), "{page}");
        let zone = chats::recurrence::Zone::named("America/New_York").unwrap();
        app.medley.chats.set_zone(ana.id, &zone).await.unwrap();
        let hers = browser.get("/explore/specialties/cardiology").await.ok().text;
        assert!(hers.contains("Sunday, 22 Nov 2026, 21:00, New York"), "{hers}");
        let many = nobody.get("/explore/specialties/nursing").await.ok().text;
        assert!(many.contains("1 more, and the calendar"), "{many}");
        // While it goes on, it leads to the room.
        app.later(base::parse_iso("2026-11-23T02:10:00Z").unwrap() - testkit::NOW_MS);
        let now = nobody.get("/explore/specialties/cardiology").await.ok().text;
        assert!(now.contains("On air now") && now.contains("href=\"/chats/hearts/"), "{now}");
        let spanish = browser.get_in("es", "/explore/specialties/cardiology").await.ok().text;
        assert!(spanish.contains("Ahora en directo") && spanish.contains("Calendario de estos chats"), "{spanish}");
    }
}
