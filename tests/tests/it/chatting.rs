//! Chats by the API: their sessions, calendars for other programs, reminders, and what happens when people leave.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, iso_ms, parse_iso};
use store::engine_tests;
use testkit::{NOW_MS, Person, TestApp, Value, json};

const CHATS: &str = "/api/medley/v1/chats";

/// A weekly chat in New York, Sundays at nine in the evening.
pub(crate) fn weekly(tag: &str) -> Value {
    json!({ "tag": tag, "title": "Care on Sundays", "zone": "America/New_York", "start": "2026-11-22T21:00",
        "rrule": "FREQ=WEEKLY;BYDAY=SU", "minutes": 60, "language": "en", "specialties": ["nursing"] })
}

pub(crate) async fn make(who: &Person, body: Value) -> Value {
    who.post(CHATS, body).await.ok().json
}

async fn sessions(who: &Person, tag: &str) -> Vec<Value> {
    let range = format!("from={}&to={}", iso_ms(NOW_MS - 40 * DAY_MS), iso_ms(NOW_MS + 200 * DAY_MS));
    let found = who.get(&format!("{CHATS}/{tag}/sessions?{range}")).await.ok().json;
    found.as_array().unwrap().clone()
}

fn starts(sessions: &[Value]) -> Vec<Ms> {
    sessions.iter().map(|one| parse_iso(one["starts_at"].as_str().unwrap()).unwrap()).collect()
}

fn ids(sessions: &[Value]) -> Vec<String> {
    sessions.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

engine_tests! {
    async fn a_chat_has_sessions_some_weeks_ahead(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let made = make(&ana, weekly("#HCSM")).await;
        assert_eq!((&made["tag"], &made["name"], &made["owner_id"]), (&json!("hcsm"), &json!("HCSM"), &json!(ana.id.to_string())));
        assert_eq!(made["next_session"]["starts_at"], "2026-11-23T02:00:00.000Z");
        let all = sessions(&ben, "hcsm").await;
        assert_eq!(all.len(), 8, "{all:?}");
        assert!(starts(&all).windows(2).all(|pair| pair[1] - pair[0] == 7 * DAY_MS));
        assert_eq!(app.medley.chats.plan_all().await.unwrap(), 0, "there is nothing to add");
        app.later(15 * DAY_MS);
        assert_eq!(app.medley.chats.plan_all().await.unwrap(), 3);
        assert_eq!(app.medley.chats.plan_all().await.unwrap(), 0);
        let later = sessions(&ben, "hcsm").await;
        assert_eq!((later.len(), ids(&later)[..8].to_vec()), (11, ids(&all)));
        assert_eq!((&later[0]["state"], &later[5]["state"]), (&json!("ended"), &json!("planned")));
        let listed = ben.get(&format!("{CHATS}?specialty=nursing&language=en")).await.ok().json;
        assert_eq!(listed[0]["tag"], "hcsm");
        for nothing in ["specialty=cardiology", "language=es", "offset=1"] {
            assert_eq!(ben.get(&format!("{CHATS}?{nothing}")).await.ok().json, json!([]), "{nothing}");
        }
        ben.get(&format!("{CHATS}?specialty=wizardry")).await.fails(422);
        ben.get(&format!("{CHATS}/other")).await.fails(404);
        ben.get(&format!("{CHATS}/calendar?from=2020-01-01&to=2026-01-01")).await.fails(422);
        assert_eq!(ben.get(&format!("{CHATS}/calendar")).await.ok().json.as_array().unwrap().len(), 4);
    }

    async fn what_is_refused(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        make(&ana, weekly("hcsm")).await;
        for (key, value) in [
            ("tag", json!("hcsm")), ("tag", json!("a b")), ("tag", json!("new")), ("tag", json!("")),
            ("zone", json!("Mars/Olympus")), ("rrule", json!("FREQ=SECONDLY")), ("start", json!("soon")),
            ("rrule", json!("FREQ=WEEKLY;COUNT=1;UNTIL=20270101")), ("start", json!("2020-01-01T10:00")),
            ("minutes", json!(5)), ("minutes", json!(5_000)), ("title", json!(" ")), ("title", json!("x".repeat(101))),
            ("specialties", json!(["wizardry"])), ("language", json!("english")), ("host_ids", json!(["1"])),
            ("rules", json!("x".repeat(2_001))),
        ] {
            let mut body = weekly("other");
            body[key] = value.clone();
            if key == "start" {
                body["rrule"] = Value::Null;
            }
            let refused = ana.post(CHATS, body).await;
            assert_eq!(refused.status, 422, "{key} {value}: {}", refused.text);
        }
        ben.put(&format!("{CHATS}/hcsm"), json!({ "title": "Mine" })).await.fails(403);
        ben.post(&format!("{CHATS}/hcsm/retire"), json!({})).await.fails(403);
        app.nobody().post(CHATS, weekly("free")).await.fails(401);
        ana.put(&format!("{CHATS}/hcsm"), json!({ "tag": "other" })).await.fails(422);
        for n in 1..10 {
            make(&ana, weekly(&format!("chat{n}"))).await;
        }
        ana.post(CHATS, weekly("eleven")).await.fails(422);
        ben.relate("block", &ana).await;
        ana.put(&format!("{CHATS}/hcsm"), json!({ "host_ids": [ben.id.to_string()] })).await.fails(422);
    }

    async fn sessions_keep_their_ids_when_the_rule_changes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        make(&ana, weekly("hcsm")).await;
        let before = sessions(&ana, "hcsm").await;
        let own = &ids(&before)[2];
        ana.put(&format!("{CHATS}/hcsm/sessions/{own}"), json!({ "topic": "Sleep", "guest_ids": [ben.id.to_string()] })).await.ok();

        // From Sunday to Tuesday, and two hours earlier: each session goes along.
        let change = json!({ "start": "2026-11-24T19:00", "rrule": "FREQ=WEEKLY;BYDAY=TU" });
        ana.put(&format!("{CHATS}/hcsm"), change).await.ok();
        let after = sessions(&ana, "hcsm").await;
        assert_eq!(ids(&after), ids(&before));
        assert_eq!(after[2]["topic"], "Sleep");
        for (was, is) in starts(&before).iter().zip(starts(&after)) {
            assert_eq!(is - was, 46 * HOUR_MS);
        }
        // Once a month: what nobody touched goes, what has a topic stays as an extra date.
        let change = json!({ "start": "2026-11-24T19:00", "rrule": "FREQ=MONTHLY;BYDAY=-1TU" });
        let chat = ana.put(&format!("{CHATS}/hcsm"), change).await.ok().json;
        let monthly = sessions(&ana, "hcsm").await;
        assert_eq!(monthly.iter().filter(|one| one["topic"] == "Sleep").count(), 1);
        assert_eq!(chat["extra_dates"], json!(["2026-12-08T19:00"]));
        let dates: Vec<&str> = monthly.iter().filter_map(|one| one["original_date"].as_str()).collect();
        assert_eq!(dates, ["2026-11-24T19:00", "2026-12-08T19:00", "2026-12-29T19:00"]);
        assert_eq!(app.medley.chats.plan_all().await.unwrap(), 0);

        // Another zone: the same dates by other clocks.
        ana.put(&format!("{CHATS}/hcsm"), json!({ "zone": "Europe/Madrid" })).await.ok();
        let madrid = sessions(&ana, "hcsm").await;
        assert_eq!((ids(&madrid), madrid[0]["starts_at"].clone()), (ids(&monthly), json!("2026-11-24T18:00:00.000Z")));
        ana.post(&format!("{CHATS}/hcsm/retire"), json!({})).await.ok();
        let left = sessions(&ana, "hcsm").await;
        assert_eq!(left.len(), 1, "{left:?}");
        assert_eq!(ben.get(CHATS).await.ok().json, json!([]));
        ana.post(&format!("{CHATS}/hcsm/resume"), json!({})).await.ok();
        assert!(sessions(&ana, "hcsm").await.len() >= 3);
    }

    async fn sessions_are_moved_cancelled_and_open_in_time(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let mut body = weekly("hcsm");
        body["moderator_ids"] = json!([ben.id.to_string()]);
        make(&ana, body).await;
        let all = sessions(&ana, "hcsm").await;
        let path = |n: usize| format!("{CHATS}/hcsm/sessions/{}", ids(&all)[n]);
        let moved = ben.put(&path(0), json!({ "starts": "2026-11-23T20:00", "minutes": 90 })).await.ok().json;
        assert_eq!((&moved["moved"], &moved["starts_at"]), (&json!(true), &json!("2026-11-24T01:00:00.000Z")));
        assert_eq!(moved["ends_at"], "2026-11-24T02:30:00.000Z");
        ben.put(&path(0), json!({ "starts": "2020-11-23T20:00" })).await.fails(422);
        let off = ben.post(&format!("{}/cancel", path(1)), json!({ "reason": "Holiday" })).await.ok().json;
        assert_eq!((&off["state"], &off["reason"]), (&json!("cancelled"), &json!("Holiday")));
        cleo.post(&format!("{}/cancel", path(2)), json!({})).await.fails(403);
        cleo.put(&path(2), json!({ "topic": "Mine" })).await.fails(403);
        ben.put(&format!("{CHATS}/other/sessions/{}", ids(&all)[2]), json!({})).await.fails(404);
        ben.put(&path(2), json!({ "topic": "x".repeat(201) })).await.fails(422);

        let (chats, start) = (&app.medley.chats, parse_iso("2026-11-24T01:00:00Z").unwrap());
        let open = |ms: Ms| async move { chats.on_air(ms).await.unwrap().len() };
        let minutes = |n: i64| n * MINUTE_MS;
        assert_eq!((open(start - minutes(15) - 1).await, open(start - minutes(15)).await), (0, 1));
        assert_eq!((open(start + minutes(120) - 1).await, open(start + minutes(120)).await), (1, 0));
        let off_start = parse_iso(off["starts_at"].as_str().unwrap()).unwrap();
        assert_eq!(open(off_start).await, 0);
        let next = chats.next_up(start, 1).await.unwrap();
        assert_eq!(next[0].session.id.to_string(), ids(&all)[2]);
        let id = base::Id(ids(&all)[0].parse().unwrap());
        ben.put(&path(0), json!({ "guest_ids": [cleo.id.to_string()] })).await.ok();
        let role = |who: &Person| { let who = who.id; async move { chats.role(id, who).await.unwrap().name() } };
        assert_eq!((role(&ana).await, role(&ben).await, role(&cleo).await), ("host", "moderator", "guest"));
        assert_eq!(chats.role(id, base::Id(5)).await.unwrap(), chats::Role::Other);
        app.later(start - NOW_MS);
        let air = cleo.get(&format!("{CHATS}/on_air")).await.ok().json;
        assert_eq!((&air[0]["open"], air.as_array().unwrap().len()), (&json!(true), 1));
        ben.post(&format!("{}/restore", path(1)), json!({})).await.ok();
        ben.put(&path(0), json!({ "starts": "2026-12-23T20:00" })).await.fails(422);
        app.later(3 * HOUR_MS);
        chats.plan_all().await.unwrap();
        ben.post(&format!("{}/cancel", path(0)), json!({})).await.fails(422);
    }

    async fn history_becomes_sessions_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let chats = &app.medley.chats;
        let zone = chats::recurrence::Zone::named("America/New_York").unwrap();
        let chat = chats.for_history("#TalkNutrition", "Talk nutrition", zone.clone()).await.unwrap();
        assert_eq!(chats.for_history("talknutrition", "", zone).await.unwrap().id, chat.id);
        let span = NOW_MS - 9 * DAY_MS..NOW_MS - 9 * DAY_MS + HOUR_MS;
        let past = || chats::PastSession { span: span.clone(), topic: "Salt".to_owned(), guests: vec![ana.id] };
        let kept = chats.keep_past_session(chat.id, past()).await.unwrap();
        assert_eq!(chats.keep_past_session(chat.id, past()).await.unwrap().id, kept.id);
        let coming = chats::PastSession { span: NOW_MS..NOW_MS + HOUR_MS, ..past() };
        assert!(chats.keep_past_session(chat.id, coming).await.is_err());
        assert_eq!(sessions(&ana, "talknutrition").await.len(), 1);
        assert_eq!(chats.role(kept.id, ana.id).await.unwrap(), chats::Role::Guest);
        assert_eq!(ana.get(CHATS).await.ok().json, json!([]), "nobody hosts it yet");
        let taken = make(&ana, weekly("TalkNutrition")).await;
        assert_eq!((taken["id"].as_str(), &taken["state"]), (Some(chat.id.to_string().as_str()), &json!("active")));
        assert_eq!(sessions(&ana, "talknutrition").await[0]["topic"], "Salt");
    }

    async fn calendar_programs_are_told_what_is_new(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("ana").await, app.nobody());
        make(&ana, weekly("hcsm")).await;
        make(&ana, json!({ "tag": "cardio", "title": "Hearts", "start": "2026-11-25T10:00", "zone": "UTC", "specialties": ["cardiology"] })).await;
        let first = nobody.get("/chats/hcsm.ics").await.ok();
        assert_eq!(first.header("content-type"), "text/calendar; charset=utf-8");
        assert!(first.text.contains("RRULE:FREQ=WEEKLY;BYDAY=SU") && first.text.contains("UID:chat-"), "{}", first.text);
        let again = |tag: String| {
            let request = nobody.request(http::Method::GET, "/chats/hcsm.ics").header("if-none-match", tag);
            app.send(request.body(axum::body::Body::empty()).unwrap())
        };
        assert_eq!(again(first.header("etag").to_owned()).await.status(), 304);
        let session = ids(&sessions(&ana, "hcsm").await)[1].clone();
        ana.post(&format!("{CHATS}/hcsm/sessions/{session}/cancel"), json!({})).await.ok();
        assert_eq!(again(first.header("etag").to_owned()).await.status(), 200);
        assert!(nobody.get("/chats/hcsm.ics").await.ok().text.contains("STATUS:CANCELLED"));
        let all = nobody.get("/chats.ics").await.ok().text;
        assert!(all.contains("#HCSM)") || all.contains("#hcsm)"), "{all}");
        assert!(all.contains("#cardio)"));
        let hearts = nobody.get("/chats.ics?specialty=cardiology").await.ok().text;
        assert!(hearts.contains("#cardio)") && !hearts.contains("#hcsm)"));
        assert_eq!(nobody.get("/chats.ics?specialty=wizardry").await.status, 422);
        assert_eq!(nobody.get("/chats/other.ics").await.status, 404);
    }
}

async fn told(who: &Person) -> Vec<Value> {
    let all = who.get("/api/v1/notifications?types[]=chat_reminder").await.ok().json;
    all.as_array().unwrap().clone()
}

engine_tests! {
    async fn people_are_reminded_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        make(&ana, weekly("hcsm")).await;
        let path = format!("{CHATS}/hcsm/reminder");
        for (who, minutes) in [(&ben, 60), (&cleo, 15)] {
            let set = who.put(&path, json!({ "lead_minutes": minutes, "by_mail": minutes == 60 })).await.ok().json;
            assert_eq!((&set["lead_minutes"], &set["by_mail"]), (&json!(minutes), &json!(minutes == 60)));
        }
        ben.put(&path, json!({ "lead_minutes": 7 })).await.fails(422);
        ben.put(&format!("{CHATS}/other/reminder"), json!({ "lead_minutes": 15 })).await.fails(404);
        assert_eq!(ana.get(&path).await.ok().json["lead_minutes"], Value::Null);

        let start = parse_iso("2026-11-23T02:00:00Z").unwrap();
        app.later(start - NOW_MS - 61 * MINUTE_MS);
        app.medley.chats.look_at_the_clock().await.unwrap();
        app.settle().await;
        assert!(told(&ben).await.is_empty());
        app.later(2 * MINUTE_MS);
        for _ in 0..3 {
            app.medley.chats.look_at_the_clock().await.unwrap();
            app.settle().await;
        }
        let heard = told(&ben).await;
        assert_eq!((heard.len(), &heard[0]["chat_session"]["tag"]), (1, &json!("hcsm")));
        assert!(told(&cleo).await.is_empty());
        let page = ben.browser().await.get("/notifications").await.ok().text;
        assert!(page.contains("A chat that you wanted to be reminded of begins soon") && page.contains("/chats/sessions/"), "{page}");

        // Moved away in the last quarter of an hour: the old time reminds nobody, the new one does.
        app.later(45 * MINUTE_MS);
        let session = heard[0]["chat_session"]["id"].as_str().unwrap().to_owned();
        let session_path = format!("{CHATS}/hcsm/sessions/{session}");
        ana.put(&session_path, json!({ "starts": "2026-11-23T21:00" })).await.ok();
        app.medley.chats.look_at_the_clock().await.unwrap();
        app.settle().await;
        assert!(told(&cleo).await.is_empty());
        app.later(23 * HOUR_MS + 10 * MINUTE_MS);
        app.medley.chats.look_at_the_clock().await.unwrap();
        app.settle().await;
        assert_eq!(told(&ben).await.len(), 1, "it replaces the first");
        ana.post(&format!("{session_path}/cancel"), json!({})).await.ok();
        app.later(40 * MINUTE_MS);
        app.medley.chats.look_at_the_clock().await.unwrap();
        app.settle().await;
        assert!(told(&cleo).await.is_empty(), "it does not take place");
        assert_eq!(ben.delete(&path).await.ok().json["lead_minutes"], Value::Null);
    }

    async fn who_leaves_hands_on(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mut body = weekly("hcsm");
        body["host_ids"] = json!([ben.id.to_string()]);
        make(&ana, body).await;
        make(&ana, weekly("alone")).await;
        app.medley.chats.erase(ana.id).await.unwrap();
        app.medley.chats.erase(ana.id).await.unwrap();
        let kept = ben.get(&format!("{CHATS}/hcsm")).await.ok().json;
        assert_eq!((&kept["owner_id"], &kept["state"]), (&json!(ben.id.to_string()), &json!("active")));
        let alone = ben.get(&format!("{CHATS}/alone")).await.ok().json;
        assert_eq!((&alone["owner_id"], &alone["state"]), (&Value::Null, &json!("retired")));
        assert!(sessions(&ben, "alone").await.is_empty());
        assert_eq!(make(&ben, weekly("alone")).await["id"], alone["id"], "somebody takes it up");
    }
}
