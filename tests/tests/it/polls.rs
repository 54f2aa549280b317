//! Polls: asking, voting, ending.

use base::Id;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

const HOUR_MS: i64 = 3_600_000;

fn asked(extra: Value) -> Value {
    let mut poll = json!({ "options": ["yes", "no", "maybe"], "expires_in": 3_600 });
    poll.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    json!({ "status": "Do you wash your hands?", "poll": poll })
}

async fn vote(who: &Person, poll: Id, choices: Value) -> testkit::Answer {
    who.post(&format!("/api/v1/polls/{poll}/votes"), json!({ "choices": choices })).await
}

async fn poll_of(who: &Person, post: Id) -> Value {
    let poll = who.get(&format!("/api/v1/polls/{post}")).await.ok().json;
    let status = who.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
    assert_eq!(status["poll"], poll, "the same in the post");
    poll
}

fn counts(poll: &Value) -> Vec<Option<u64>> {
    poll["options"].as_array().unwrap().iter().map(|option| option["votes_count"].as_u64()).collect()
}

async fn told_of(who: &Person, kind: &str) -> Vec<Value> {
    let list = who.get(&format!("/api/v1/notifications?types[]={kind}")).await.ok().json;
    list.as_array().unwrap().clone()
}

engine_tests! {
    async fn a_poll_as_each_sees_it(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let made = ana.post("/api/v1/statuses", asked(json!({}))).await.ok();
        let id = made.id();
        let options = json!([
            { "title": "yes", "votes_count": 0 }, { "title": "no", "votes_count": 0 }, { "title": "maybe", "votes_count": 0 },
        ]);
        let expected = json!({
            "id": id.to_string(), "expires_at": "2026-11-22T15:00:00.000Z", "expired": false, "multiple": false,
            "votes_count": 0, "voters_count": 0, "options": options, "emojis": [], "voted": true, "own_votes": [],
        });
        assert_eq!(made.json["poll"], expected);
        assert_eq!(poll_of(&ana, id).await, expected);
        let bens = poll_of(&ben, id).await;
        assert_eq!((&bens["voted"], &bens["own_votes"]), (&json!(false), &json!([])));
        let nobodys = poll_of(&app.nobody(), id).await;
        assert!(nobodys.get("voted").is_none() && nobodys.get("own_votes").is_none());
        let form = "status=x&poll[options][]=a&poll[options][]=b&poll[expires_in]=300&poll[multiple]=true";
        let multiple = ana.form("/api/v1/statuses", form).await.ok().json;
        assert_eq!((&multiple["poll"]["multiple"], &multiple["poll"]["voters_count"]), (&json!(true), &json!(0)));
        let boosted = ben.touch("reblog", id).await.ok().json;
        assert_eq!((&boosted["poll"], &boosted["reblog"]["poll"]["id"]), (&Value::Null, &json!(id.to_string())));
        let again = app.reopened().await;
        assert_eq!(again.nobody().get(&format!("/api/v1/polls/{id}")).await.ok().json, nobodys);
        for bad in [json!({ "options": ["a"] }), json!({ "expires_in": 60 }), json!({ "expires_in": 3_000_000 }), json!({ "expires_in": null })] {
            ana.post("/api/v1/statuses", asked(bad)).await.fails(422);
        }
        let plain = ana.publish("no poll").await;
        ana.get(&format!("/api/v1/polls/{plain}")).await.fails(404);
    }

    async fn votes_and_their_errors(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let id = ana.publish_with(asked(json!({}))).await;
        let refused = |answer: testkit::Answer| answer.fails(422).json["error"].as_str().unwrap().to_owned();
        let again = "Validation failed: You have already voted on this poll";
        assert_eq!(refused(vote(&ana, id, json!([0])).await), "Validation failed: You cannot vote in your own polls");
        assert_eq!(refused(vote(&ben, id, json!([3])).await), "Validation failed: The chosen vote option does not exist");
        assert_eq!(refused(vote(&ben, id, json!(["x"])).await), "Validation failed: The chosen vote option does not exist");
        assert_eq!(refused(vote(&ben, id, json!([0, 2])).await), again);
        let voted = vote(&ben, id, json!([1])).await.ok().json;
        assert_eq!((&voted["voted"], &voted["own_votes"], &voted["votes_count"]), (&json!(true), &json!([1]), &json!(1)));
        assert_eq!(counts(&poll_of(&ana, id).await), [Some(0), Some(1), Some(0)]);
        assert_eq!(refused(vote(&ben, id, json!([1])).await), again);
        assert_eq!(refused(vote(&ben, id, json!([0])).await), again);
        assert_eq!(poll_of(&app.reopened().await.person_like(&ben), id).await["own_votes"], json!([1]), "not only in memory");
        eve.relate("block", &ana).await;
        vote(&eve, id, json!([0])).await.fails(403);
        ana.relate("block", &eve).await;
        vote(&eve, id, json!([0])).await.fails(404);
        app.later(HOUR_MS);
        let late = app.person("late").await;
        assert_eq!(refused(vote(&late, id, json!([0])).await), "Validation failed: The poll has already ended");
        assert_eq!(poll_of(&late, id).await["expired"], true);
    }

    async fn several_answers_may_come_one_after_another(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, chi) = (app.person("ana").await, app.person("ben").await, app.person("chi").await);
        let id = ana.publish_with(asked(json!({ "multiple": true }))).await;
        vote(&ben, id, json!([2])).await.ok();
        let both = vote(&ben, id, json!(["0"])).await.ok().json;
        assert_eq!((&both["own_votes"], &both["votes_count"], &both["voters_count"]), (&json!([2, 0]), &json!(2), &json!(1)));
        vote(&ben, id, json!([0, 1])).await.fails(422);
        vote(&chi, id, json!([0, 0, 1])).await.ok();
        let poll = poll_of(&ana, id).await;
        assert_eq!(counts(&poll), [Some(2), Some(1), Some(1)]);
        assert_eq!((&poll["votes_count"], &poll["voters_count"]), (&json!(4), &json!(2)));
        assert_eq!(vote(&chi, id, json!([])).await.ok().json["votes_count"], 4, "nothing chosen changes nothing");
    }

    async fn hidden_totals_are_told_at_the_end(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let id = ana.publish_with(asked(json!({ "hide_totals": true }))).await;
        vote(&ben, id, json!([0])).await.ok();
        assert_eq!(counts(&poll_of(&ana, id).await), [None, None, None]);
        app.later(HOUR_MS);
        assert_eq!(counts(&poll_of(&app.nobody(), id).await), [Some(1), Some(0), Some(0)]);
    }

    async fn a_vote_counts_exactly_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let id = ana.publish_with(asked(json!({ "multiple": true }))).await;
        let mut people = Vec::new();
        for n in 0..6 {
            people.push(app.person(&format!("voter{n}")).await);
        }
        let mut tries = Vec::new();
        for n in 0..30 {
            let who = people[n % 6].clone();
            tries.push(tokio::spawn(async move { vote(&who, id, json!([n % 2])).await.status.as_u16() }));
        }
        let mut taken = 0;
        for tried in tries {
            let status = tried.await.unwrap();
            assert!(status == 200 || status == 422, "{status}");
            taken += usize::from(status == 200);
        }
        assert_eq!(taken, 6, "each of them chose one answer again and again");
        let poll = poll_of(&ana, id).await;
        assert_eq!((&poll["votes_count"], &poll["voters_count"]), (&json!(6), &json!(6)));
        assert_eq!(counts(&poll), [Some(3), Some(3), Some(0)]);
    }

    async fn changing_the_answers_voids_the_votes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let id = ana.publish_with(asked(json!({}))).await;
        let path = format!("/api/v1/statuses/{id}");
        vote(&ben, id, json!([1])).await.ok();
        app.later(1_000);
        let longer = ana.put(&path, asked(json!({ "expires_in": 7_200 }))).await.ok().json;
        assert_eq!(longer["poll"]["votes_count"], 1, "the same answers");
        assert_eq!((&longer["edited_at"], &longer["poll"]["expires_at"]), (&Value::Null, &json!("2026-11-22T16:00:01.001Z")));
        app.later(1_000);
        let other = ana.put(&path, asked(json!({ "options": ["never", "always"] }))).await.ok().json;
        assert_eq!((&other["poll"]["votes_count"], other["edited_at"].is_string()), (&json!(0), true));
        let bens = poll_of(&ben, id).await;
        assert_eq!((&bens["voted"], &bens["own_votes"]), (&json!(false), &json!([])));
        vote(&ben, id, json!([1])).await.ok();
        app.settle().await;
        assert_eq!(poll_of(&ben, id).await["own_votes"], json!([1]), "only old votes are removed");
        app.later(1_000);
        assert_eq!(ana.put(&path, json!({ "status": "No question" })).await.ok().json["poll"], Value::Null);
        ben.get(&format!("/api/v1/polls/{id}")).await.fails(404);
        app.later(1_000);
        ana.put(&path, asked(json!({ "options": ["never", "always"] }))).await.ok();
        assert_eq!(vote(&ben, id, json!([0])).await.ok().json["own_votes"], json!([0]), "a new poll");
        let history = ben.get(&format!("{path}/history")).await.ok().json;
        let first: Vec<&Value> = history.as_array().unwrap().iter().map(|version| &version["poll"]["options"][0]["title"]).collect();
        assert_eq!(first, [&json!("yes"), &json!("never"), &Value::Null, &json!("never")]);
    }

    async fn a_deleted_post_gives_its_poll_back_and_leaves_nothing(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let id = ana.publish_with(asked(json!({}))).await;
        vote(&ben, id, json!([1])).await.ok();
        let deleted = ana.delete(&format!("/api/v1/statuses/{id}")).await.ok().json;
        assert_eq!(deleted["poll"]["options"][2]["title"], "maybe");
        ben.get(&format!("/api/v1/polls/{id}")).await.fails(404);
        vote(&ben, id, json!([1])).await.fails(404);
        app.later(2 * HOUR_MS);
        app.settle().await;
        assert!(told_of(&ben, "poll").await.is_empty());
        static LEFT: store::Sql = store::Sql::new("LEFT", "SELECT (SELECT COUNT(*) FROM polls) + (SELECT COUNT(*) FROM poll_options)
            + (SELECT COUNT(*) FROM poll_votes) + (SELECT COUNT(*) FROM poll_voters)");
        let left = app.medley.db.read(|r| r.row(&LEFT, &[], |row| row.get::<i64>(0))).await.unwrap();
        assert_eq!(left, Some(0));
    }

    async fn the_end_is_told_once_to_who_took_part(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let id = ana.publish_with(asked(json!({}))).await;
        vote(&ben, id, json!([1])).await.ok();
        app.settle().await;
        assert!(told_of(&ana, "poll").await.is_empty());
        app.later(HOUR_MS);
        let app = app.reopened().await;
        app.settle().await;
        for who in [&ana, &ben] {
            let told = told_of(&app.person_like(who), "poll").await;
            assert_eq!(told.len(), 1, "{}", who.name);
            assert_eq!((&told[0]["account"]["acct"], &told[0]["status"]["poll"]["expired"]), (&json!("ana"), &json!(true)));
        }
        assert!(told_of(&app.person_like(&eve), "poll").await.is_empty());
    }

    async fn streams_carry_polls_and_their_end(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let mut home = ben.stream("/api/v1/streaming/user").await;
        let stranger = app.person("stranger").await;
        let mut public = stranger.stream("/api/v1/streaming/public").await;
        let id = ana.publish_with(asked(json!({}))).await;
        let streamed = home.expect("update").await;
        assert_eq!(streamed, ben.get(&format!("/api/v1/statuses/{id}")).await.ok().json);
        assert_eq!(public.expect("update").await, stranger.get(&format!("/api/v1/statuses/{id}")).await.ok().json);
        vote(&ben, id, json!([1])).await.ok();
        app.later(HOUR_MS);
        app.settle().await;
        // The notification comes by a job, so which of the two is first is not said.
        let ended: Value = loop {
            let (event, data) = home.next().await.unwrap();
            if event == "status.update" {
                break serde_json::from_str(&data).unwrap();
            }
        };
        assert_eq!((&ended["poll"]["expired"], &ended["poll"]["own_votes"]), (&json!(true), &json!([1])));
    }

    async fn who_does_not_see_the_post_does_not_see_the_poll(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ben.follow(&ana).await;
        let mut body = asked(json!({}));
        body["visibility"] = json!("private");
        let id = ana.publish_with(body).await;
        vote(&ben, id, json!([1])).await.ok();
        for who in [&eve, &app.nobody()] {
            who.get(&format!("/api/v1/polls/{id}")).await.fails(404);
        }
        vote(&eve, id, json!([1])).await.fails(404);
        ana.relate("remove_from_followers", &ben).await;
        ben.get(&format!("/api/v1/polls/{id}")).await.fails(404);
    }
}
