//! The numbers of hashtags: by definition, through the API, on the page.

mod real;

use base::Id;
use store::engine_tests;
use testkit::{NOW_MS, Person, TestApp, Value, json};

const API: &str = "/api/medley/v1/analytics";

async fn report(who: &Person, path: &str, query: &str) -> Value {
    who.get(&format!("{API}/{path}?{query}")).await.ok().json[0].clone()
}

async fn summary(who: &Person, tag: &str) -> Value {
    report(who, "tweets/summary", &format!("databases={tag}")).await
}

/// Posts, boosts, answers, mentions, links, participants, new ones, impressions.
fn figures(summary: &Value) -> [u64; 8] {
    ["tweets", "retweets", "replies", "mentions", "urls_shared", "users", "new_users", "impressions"]
        .map(|name| summary[name].as_u64().unwrap_or(u64::MAX))
}

async fn answer(who: &Person, to: Id, text: &str) -> Id {
    who.publish_with(json!({ "status": text, "in_reply_to_id": to })).await
}

/// Ana with two followers, Ben with one, Cleo with none; a question, an answer, a boost.
async fn talk(app: &TestApp) -> (Person, Person, Person, Id, Id) {
    let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
    ben.follow(&ana).await;
    cleo.follow(&ana).await;
    ana.follow(&ben).await;
    let question = ana.publish("Flu season? @cleo https://x.example/flu #HCSM #flu").await;
    app.later(1_000);
    let reply = answer(&ben, question, "@ana vaccine first #hcsm").await;
    app.later(1_000);
    cleo.touch("reblog", question).await.ok();
    app.settle().await;
    (ana, ben, cleo, question, reply)
}

engine_tests! {
    async fn figures_are_by_their_definitions(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo, question, _) = talk(&app).await;
        // Ana's post counts 2 followers, Ben's 1, Cleo's boost 0.
        assert_eq!(figures(&summary(&ana, "hcsm").await), [3, 1, 1, 2, 2, 3, 3, 3]);
        assert_eq!(figures(&summary(&app.nobody(), "%23FLU").await), [2, 1, 0, 1, 2, 2, 2, 2]);
        assert_eq!(figures(&summary(&ana, "nothing").await), [0; 8]);
        assert_eq!(summary(&ana, "hcsm").await["busiest_minute"], 3);
        // Followers of then stay with the posts of then.
        cleo.follow(&ben).await;
        assert_eq!(summary(&ana, "hcsm").await["impressions"], 3);
        app.later(1_000);
        ben.publish("Wash your hands #hcsm").await;
        app.settle().await;
        assert_eq!(figures(&summary(&ana, "hcsm").await), [4, 1, 1, 2, 2, 3, 3, 5]);
        // The window goes up to, but without, its end; and who was there before is not new.
        let from = |ms: i64| format!("databases=hcsm&start={}&end={}", base::iso_ms(NOW_MS + ms), base::iso_ms(NOW_MS + 9_000));
        assert_eq!(figures(&report(&ana, "tweets/summary", &from(1_000)).await), [3, 1, 1, 1, 1, 2, 2, 3]);
        assert_eq!(figures(&report(&ana, "tweets/summary", &from(3_000)).await), [1, 0, 0, 0, 0, 1, 0, 2]);
        let status = ana.get(&format!("/api/v1/statuses/{question}")).await.ok().json;
        assert_eq!(status["reblogs_count"], 1);
    }

    async fn only_public_posts_count(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for visibility in ["unlisted", "private", "direct"] {
            ana.publish_with(json!({ "status": "secret #hcsm", "visibility": visibility })).await;
        }
        app.settle().await;
        assert_eq!(figures(&summary(&ana, "hcsm").await), [0; 8]);
        let open = ana.publish("open #hcsm").await;
        let ben = app.person("ben").await;
        ben.post(&format!("/api/v1/statuses/{open}/reblog"), json!({ "visibility": "private" })).await.ok();
        app.settle().await;
        assert_eq!(summary(&ana, "hcsm").await["tweets"], 1);
    }

    async fn what_is_gone_is_in_no_figure(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo, question, reply) = talk(&app).await;
        assert_eq!(summary(&ana, "hcsm").await["tweets"], 3);
        // Not settled: at once, and the boost of what is deleted goes with it.
        ana.delete(&format!("/api/v1/statuses/{question}")).await.ok();
        assert_eq!(figures(&summary(&ana, "hcsm").await), [1, 0, 1, 1, 0, 1, 1, 1]);
        app.settle().await;
        let fresh = app.reopened().await;
        assert_eq!(figures(&summary(&fresh.person_like(&ana), "hcsm").await), [1, 0, 1, 1, 0, 1, 1, 1]);
        // A suspension hides, and lifting it shows again.
        app.medley.accounts.suspend(ben.id, true).await.unwrap();
        assert_eq!(figures(&summary(&ana, "hcsm").await), [0; 8]);
        let line = app.medley.insights.sparkline(&["hcsm".to_owned()], 2).await.unwrap();
        assert_eq!(line["hcsm"], [0, 0]);
        app.medley.accounts.suspend(ben.id, false).await.unwrap();
        assert_eq!(summary(&ana, "hcsm").await["tweets"], 1);
        // What is edited counts as it is now.
        ben.put(&format!("/api/v1/statuses/{reply}"), json!({ "status": "@ana vaccine #flu" })).await.ok();
        app.settle().await;
        assert_eq!((summary(&ana, "hcsm").await["tweets"].clone(), summary(&ana, "flu").await["tweets"].clone()), (json!(0), json!(1)));
        cleo.publish("new #hcsm").await;
        app.settle().await;
        assert_eq!(summary(&ana, "hcsm").await["tweets"], 1);
    }

    async fn rankings_lists_and_time(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, _, question, _) = talk(&app).await;
        let top = async |metric: &str| {
            let told = report(&ana, "people/influencers", &format!("tags=hcsm&metric={metric}")).await;
            let users = told["users"].as_array().unwrap().iter();
            users.map(|one| format!("{} {}", one["account"]["acct"].as_str().unwrap(), one["count"])).collect::<Vec<_>>()
        };
        assert_eq!(top("impressions").await, ["ana 2", "ben 1"]);
        assert_eq!(top("mentions").await, ["ana 1", "cleo 1"]);
        assert_eq!(top("replies").await, ["ana 1"]);
        assert_eq!(top("retweets").await, ["ana 1"]);
        assert_eq!(top("tweets").await.len(), 3);
        let boosted = report(&ana, "content/retweets", "tags=hcsm").await;
        assert_eq!((&boosted["tweets"][0]["retweets"], &boosted["tweets"][0]["status"]["id"]), (&json!(1), &json!(question.to_string())));
        let links = report(&ana, "content/links", "tags=hcsm").await;
        assert_eq!(links["links"], json!([{ "url": "https://x.example/flu", "tweets": 2, "users": 2 }]));
        let words = report(&ana, "content/words", "tags=hcsm").await;
        let words: Vec<&str> = words["words"].as_array().unwrap().iter().map(|one| one["word"].as_str().unwrap()).collect();
        assert_eq!(words, ["flu", "season", "vaccine", "first"]);
        // Words follow what is posted after they were read.
        ben.publish("Vaccine again #hcsm").await;
        app.settle().await;
        assert_eq!(report(&ana, "content/words", "tags=hcsm&limit=1").await["words"], json!([{ "word": "vaccine", "tweets": 2, "users": 1 }]));
        let network = report(&ana, "people/network", "tags=hcsm").await;
        assert_eq!((network["users"].as_array().unwrap().len(), network["links"].as_array().unwrap().len()), (3, 3));
        let steps = report(&ana, "tweets/activity", "tags=hcsm&start=2026-11-22T13:00&end=2026-11-22T15:00&interval=hours").await;
        let counts: Vec<&Value> = steps["activity"].as_array().unwrap().iter().map(|step| &step["tweets"]).collect();
        assert_eq!(counts, [0, 4]);
        assert_eq!(report(&ana, "content/languages", "tags=hcsm").await["languages"].as_array().unwrap().len(), 1);
        let both = ana.get(&format!("{API}/tweets/compare?tags=hcsm,flu")).await.ok().json;
        assert_eq!((&both[0]["current"]["tweets"], &both[0]["earlier"]["tweets"], &both[1]["current"]["tweets"]), (&json!(4), &json!(0), &json!(2)));
        let line = app.medley.insights.sparkline(&["hcsm".to_owned(), "none".to_owned()], 3).await.unwrap();
        assert_eq!((&line["hcsm"][..], &line["none"][..]), (&[0, 0, 4][..], &[0, 0, 0][..]));
    }

    async fn roles_are_what_people_say(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        assert_eq!(ana.browser().await.form("/welcome", "display_name=Ana&role=patient").await.status, 303);
        ben.patch("/api/v1/accounts/update_credentials", json!({ "note": "ICU nurse" })).await.ok();
        ana.publish("one #hcsm").await;
        ana.publish("two #hcsm").await;
        ben.publish("three #hcsm").await;
        app.settle().await;
        let told = report(&ana, "people/roles", "tags=hcsm").await;
        assert_eq!(told["roles"], json!([
            { "role": "patient", "users": 1, "tweets": 2 },
            { "role": "health_professional", "users": 1, "tweets": 1 },
        ]));
    }

    async fn views_are_measured_and_nobody_is_written_down(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let post = ana.publish("look #hcsm #flu").await;
        ana.publish("not this").await;
        app.settle().await;
        let seen = async |app: &TestApp| {
            let told = summary(&app.nobody(), "hcsm").await;
            (told["views"].as_u64().unwrap(), told["viewers"].as_u64().unwrap())
        };
        ana.get("/api/v1/timelines/tag/hcsm").await.ok();
        assert_eq!(seen(&app).await, (0, 0), "one's own");
        for _ in 0..2 {
            ben.get("/api/v1/timelines/public").await.ok();
        }
        cleo.browser().await.get("/tags/hcsm").await.ok();
        app.nobody().get(&format!("/api/v1/statuses/{post}")).await.ok();
        assert_eq!(seen(&app).await, (4, 2));
        cleo.touch("favourite", post).await.ok();
        assert_eq!(seen(&app).await, (4, 2), "what somebody does with it is no view");
        // Written down it is the same, by the hour and by the day, and on a server that begins anew.
        app.medley.insights.flush().await.unwrap();
        ben.get(&format!("/api/v1/statuses/{post}")).await.ok();
        app.medley.insights.flush().await.unwrap();
        let again = app.reopened().await;
        assert_eq!(seen(&again).await, (5, 2));
        let day = "databases=hcsm&start=2026-11-22&end=2026-11-23";
        let told = report(&again.nobody(), "tweets/summary", day).await;
        assert_eq!((&told["views"], &told["viewers"]), (&json!(5), &json!(2)));
        let before = "databases=hcsm&start=2026-11-21&end=2026-11-22T14:00";
        assert_eq!(report(&again.nobody(), "tweets/summary", before).await["views"], 0);
    }

    async fn what_cannot_be_asked_is_told_clearly(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        for (path, query, text) in [
            ("tweets/summary", "", "Name at least one hashtag in databases"),
            ("tweets/summary", "tags=a&start=soon", "start is not a date or a time"),
            ("tweets/summary", "tags=a&start=2026-02-01&end=2026-01-01", "The window must end after it begins"),
            ("tweets/activity", "tags=a&interval=moment", "interval must be one of minute, hour, day, week, month, year"),
            ("tweets/activity", "tags=a&start=2020-01-01&end=2026-01-01&interval=minute", "Too many intervals: 10080 at the most; choose longer ones"),
            ("people/influencers", "tags=a&metric=charm", "metric must be one of mentions, tweets, impressions, replies, retweets"),
            ("people/influencers.csv", "tags=a b", "tags is not a hashtag"),
        ] {
            let answer = ana.get(&format!("{API}/{path}?{}", query.replace(' ', "+"))).await.fails(422);
            assert_eq!(answer.json["error"], format!("Validation failed: {text}"), "{path}?{query}");
        }
    }

    async fn reports_are_tables_too(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ..) = talk(&app).await;
        ana.patch("/api/v1/accounts/update_credentials", json!({ "display_name": "=cmd()" })).await.ok();
        let table = app.nobody().get(&format!("{API}/tweets/summary.csv?databases=hcsm,flu")).await.ok();
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(table.header("content-disposition"), "attachment; filename=\"summary.csv\"");
        let lines: Vec<&str> = table.text.lines().collect();
        assert!(lines.len() == 3 && lines[0].contains("tweets") && lines[1].contains("hcsm"), "{}", table.text);
        let people = app.nobody().get(&format!("{API}/people/influencers.csv?databases=hcsm&metric=impressions")).await.ok();
        assert!(people.text.contains(",'=cmd(),"), "{}", people.text);
        for path in ["tweets/activity", "tweets/compare", "people/roles", "people/network", "content/retweets", "content/words", "content/links", "content/languages"] {
            let table = app.nobody().get(&format!("{API}/{path}.csv?databases=hcsm")).await.ok();
            assert!(table.text.lines().count() >= 2, "{path}: {}", table.text);
        }
    }

    async fn everything_is_noted_anew(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo, ..) = talk(&app).await;
        let before = figures(&summary(&ana, "hcsm").await);
        app.medley.db.write(|w| w.run_raw("DELETE FROM insight_posts", &[])).await.unwrap();
        app.medley.insights.forget();
        assert_eq!(figures(&summary(&ana, "hcsm").await), [0; 8]);
        while app.medley.insights.rebuild_step().await.unwrap().more {}
        assert_eq!(figures(&summary(&ana, "hcsm").await), before);
        // What was noted keeps the followers of then.
        cleo.follow(&ben).await;
        while app.medley.insights.rebuild_step().await.unwrap().more {}
        assert_eq!(figures(&summary(&ana, "hcsm").await), before);
    }

    async fn the_page_shows_numbers_with_definitions(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ..) = talk(&app).await;
        ana.patch("/api/v1/accounts/update_credentials", json!({ "display_name": "<b>Ana</b>" })).await.ok();
        let nobody = app.nobody();
        let hashtag = nobody.get("/tags/hcsm").await.ok();
        assert!(hashtag.text.contains("href=\"/tags/hcsm/insights\""));
        let page = nobody.get("/tags/hcsm/insights").await.ok().text;
        for part in [
            "#HCSM in numbers", "Impressions", "theoretical maximum", "Who spoke to whom", "Links shared the most",
            "&#60;b&#62;Ana", "x.example/flu", "/api/medley/v1/analytics/tweets/summary.csv?databases=hcsm", "aria-current=\"page\"",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("<b>Ana</b>"));
        let chosen = "/tags/hcsm/insights?from=2026-11-22T13%3A00&to=2026-11-22T14%3A00&zone=60&with=flu";
        let earlier = nobody.get(chosen).await.ok().text;
        assert!(earlier.contains("No posts with #HCSM in this time") && earlier.contains("UTC+01:00"), "{earlier}");
        let with = nobody.get("/tags/hcsm/insights?span=day&with=%23flu").await.ok().text;
        assert!(with.contains("#flu") && with.contains("?span=week&#38;with=flu"), "{with}");
        for span in ["hour", "day", "week", "month", "year", "all"] {
            let page = ana.browser().await.get(&format!("/tags/hcsm/insights?span={span}")).await;
            assert!(page.status == 200 && page.text.contains("Who takes part"), "{span}");
        }
        assert_eq!(nobody.get("/tags/hcsm/insights?span=never").await.status, 200);
    }

    async fn a_bad_window_comes_back_with_what_was_typed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let nobody = app.nobody();
        for (query, text) in [
            ("from=soon", "Enter a date and a time"),
            ("from=2026-11-02T10:00&to=2026-11-01T10:00", "The end must be later than the beginning"),
            ("with=two+words", "Enter one hashtag"),
        ] {
            let page = nobody.get(&format!("/tags/hcsm/insights?{query}")).await;
            assert!(page.status == 422 && page.text.contains(text), "{query}: {}", page.text);
            assert!(!page.text.contains("The numbers"));
        }
        let typed = nobody.get("/tags/hcsm/insights?with=%3Cscript%3E").await;
        assert!(typed.text.contains("value=\"&#60;script&#62;\""), "{}", typed.text);
        assert_eq!(nobody.get("/tags/1/insights").await.status, 404);
        assert_eq!(nobody.get("/tags/quiet/insights").await.status, 200);
    }
}
