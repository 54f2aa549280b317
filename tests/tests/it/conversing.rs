//! Conversations: direct posts by thread, as each who takes part has them.

use base::Id;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};

const ALL: &str = "/api/v1/conversations";

async fn message(from: &Person, text: &str, to: Option<Id>) -> Id {
    from.publish_with(json!({ "status": text, "visibility": "direct", "in_reply_to_id": to })).await
}

/// What somebody has: text of the last post, whether it is unread, who else is there.
async fn list(who: &Person) -> Vec<(String, bool, String)> {
    let all = who.get(ALL).await.ok().json;
    all.as_array().unwrap().iter().map(seen).collect()
}

fn seen(conversation: &Value) -> (String, bool, String) {
    let names: Vec<&str> = conversation["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["acct"].as_str().unwrap())
        .collect();
    let last = conversation["last_status"]["content"].as_str().unwrap();
    let text = last.replace("<p>", "").replace("</p>", "");
    let text = text.rsplit('>').next().unwrap().trim().to_owned();
    (text, conversation["unread"].as_bool().unwrap(), names.join(" "))
}

fn is(text: &str, unread: bool, names: &str) -> (String, bool, String) {
    (text.to_owned(), unread, names.to_owned())
}

async fn id_of_first(who: &Person) -> String {
    who.get(ALL).await.ok().json[0]["id"].as_str().unwrap().to_owned()
}

engine_tests! {
    async fn both_sides_have_it_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let first = message(&ana, "@ben hello", None).await;
        assert_eq!(list(&ana).await, [is("hello", false, "ben")]);
        assert_eq!(list(&ben).await, [is("hello", true, "ana")]);
        let answer = message(&ben, "@ana @eve hi", Some(first)).await;
        assert_eq!(list(&ana).await, [is("hi", true, "ben eve")]);
        assert_eq!(list(&ben).await, [is("hi", false, "ana eve")], "who answers has read");
        assert_eq!(list(&eve).await, [is("hi", true, "ben ana")]);
        message(&ana, "to myself", None).await;
        ana.publish("@ben in public").await;
        assert_eq!(list(&ana).await, [is("to myself", false, "ana"), is("hi", true, "ben eve")]);
        assert_eq!(list(&ben).await.len(), 1);
        let entity = ben.get("/api/v1/conversations/").await.ok().json[0].clone();
        assert_eq!((&entity["last_status"]["id"], &entity["last_status"]["visibility"]), (&json!(answer.to_string()), &json!("direct")));
        assert!(entity["accounts"][0]["avatar"].is_string());
    }

    async fn reading_is_ones_own_affair(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        message(&ana, "@ben @eve hello", None).await;
        let path = format!("{ALL}/{}", id_of_first(&ben).await);
        let read = ben.post(&format!("{path}/read"), json!({})).await.ok().json;
        assert_eq!(seen(&read), is("hello", false, "ana eve"));
        assert_eq!((list(&ben).await[0].1, list(&eve).await[0].1), (false, true));
        let unread = ben.post(&format!("{path}/unread"), json!({})).await.ok().json;
        assert_eq!((seen(&unread).1, list(&ben).await[0].1), (true, true));
        for bad in ["1", "x", "999999999999999999999"] {
            for answer in [ben.post(&format!("{ALL}/{bad}/read"), json!({})).await, ben.delete(&format!("{ALL}/{bad}")).await] {
                assert_eq!(answer.fails(404).json["error"], "Record not found");
            }
        }
        let stranger = app.person("stranger").await;
        stranger.post(&format!("{path}/read"), json!({})).await.fails(404);
        stranger.delete(&path).await.fails(404);
    }

    async fn out_of_the_list_until_somebody_writes_again(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = message(&ana, "@ben hello", None).await;
        let path = format!("{ALL}/{}", id_of_first(&ben).await);
        assert_eq!(ben.delete(&path).await.ok().json, json!({}));
        ben.delete(&path).await.fails(404);
        assert_eq!((list(&ben).await.len(), list(&ana).await.len()), (0, 1));
        ben.get(&format!("/api/v1/statuses/{first}")).await.ok();
        let again = message(&ana, "@ben again", Some(first)).await;
        assert_eq!(list(&ben).await, [is("again", true, "ana")]);
        ana.delete(&format!("/api/v1/statuses/{again}")).await.ok();
        assert_eq!(list(&ben).await, [], "what was taken out before does not come back");
    }

    async fn removed_posts_roll_back(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = message(&ana, "@ben one", None).await;
        ben.post(&format!("{ALL}/{}/read", id_of_first(&ben).await), json!({})).await.ok();
        let second = message(&ana, "@ben two", Some(first)).await;
        assert_eq!(list(&ben).await, [is("two", true, "ana")]);
        ana.delete(&format!("/api/v1/statuses/{second}")).await.ok();
        assert_eq!(list(&ben).await, [is("one", false, "ana")]);
        assert_eq!(list(&ana).await, [is("one", false, "ben")]);
        ana.delete(&format!("/api/v1/statuses/{first}")).await.ok();
        assert_eq!((list(&ben).await.len(), list(&ana).await.len()), (0, 0));
    }

    async fn edits_bring_people_in_and_leave_them_out(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let post = message(&ana, "@ben hello", None).await;
        ana.put(&format!("/api/v1/statuses/{post}"), json!({ "status": "@eve hello" })).await.ok();
        assert_eq!((list(&ben).await, list(&eve).await), (vec![], vec![is("hello", true, "ana")]));
        assert_eq!(list(&ana).await, [is("hello", false, "eve")]);
    }

    async fn nothing_of_people_whom_one_does_not_want_to_hear(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        let with_ben = message(&ben, "@ana from ben", None).await;
        let both = message(&eve, "@ana @ben from eve", None).await;
        message(&ben, "@ana @eve ben too", Some(both)).await;
        let expected = [is("ben too", true, "ben eve"), is("from ben", true, "ben")];
        assert_eq!(list(&ana).await, expected);
        for (on, off) in [("mute", "unmute"), ("block", "unblock")] {
            ana.relate(on, &ben).await;
            assert_eq!(list(&ana).await, [is("from eve", true, "eve ben")], "{on}");
            ana.get(&format!("{ALL}?min_id={with_ben}")).await.ok();
            ana.relate(off, &ben).await;
            assert_eq!(list(&ana).await, expected, "{off}");
        }
        message(&ana, "@ben last", None).await;
        assert_eq!(list(&ben).await[0], is("last", true, "ana"));
        ana.relate("block", &ben).await;
        assert!(!list(&ben).await.contains(&is("last", true, "ana")), "nor the other way round");
    }

    async fn pages_add_up(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        for n in 0..7 {
            let to = if n == 3 { "@ben @eve" } else { "@ben" };
            let post = message(&ana, &format!("{to} {n}"), None).await;
            if n == 3 {
                // Seen only by what stands behind it.
                message(&eve, "@ben @ana noise", Some(post)).await;
            }
        }
        message(&eve, "@ben noise", None).await;
        ben.relate("mute", &eve).await;
        let texts = |page: &Value| page.as_array().unwrap().iter().map(|one| seen(one).0).collect::<Vec<_>>();
        let (mut path, mut pages, mut back) = (format!("{ALL}?limit=3"), Vec::new(), None);
        loop {
            let answer = ben.get(&path).await.ok();
            if answer.json == json!([]) {
                break;
            }
            pages.extend(texts(&answer.json));
            back = answer.link("prev").or(back);
            path = answer.link("next").unwrap();
        }
        assert_eq!(pages, ["6", "5", "4", "3", "2", "1", "0"]);
        let newer = ben.get(&back.unwrap()).await.ok();
        assert_eq!(texts(&newer.json), ["3", "2", "1"], "the page just above the last one");
        let newest = ben.get(&newer.link("prev").unwrap()).await.ok();
        assert_eq!(texts(&newest.json), ["6", "5", "4"]);
    }

    async fn queries_do_not_grow_with_the_number_of_conversations(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, eve) = (app.person("ana").await, app.person("ben").await, app.person("eve").await);
        ben.relate("mute", &eve).await;
        for n in 0..20 {
            message(&ana, &format!("@ben {n}"), None).await;
        }
        let mut counts = Vec::new();
        for limit in [1, 20] {
            // A server that has nothing in memory yet.
            let cold = app.reopened().await;
            let before = cold.medley.db.statements_run();
            let person = Person { app: cold.clone(), ..ben.clone() };
            assert_eq!(person.get(&format!("{ALL}?limit={limit}")).await.ok().each("id").len(), limit);
            counts.push(cold.medley.db.statements_run() - before);
        }
        assert_eq!(counts[0], counts[1]);
    }

    async fn streams_tell_each_change(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let mut anas = ana.stream("/api/v1/streaming/direct").await;
        let mut bens = ben.stream("/api/v1/streaming?stream=direct").await;
        ana.publish("@ben in public").await;
        let first = message(&ana, "@ben one", None).await;
        assert_eq!(seen(&anas.expect("conversation").await), is("one", false, "ben"));
        assert_eq!(seen(&bens.expect("conversation").await), is("one", true, "ana"));
        ben.post(&format!("{ALL}/{first}/read"), json!({})).await.ok();
        assert_eq!(seen(&bens.expect("conversation").await), is("one", false, "ana"));
        let second = message(&ana, "@ben two", Some(first)).await;
        assert_eq!(seen(&bens.expect("conversation").await), is("two", true, "ana"));
        app.later(1_000);
        ana.put(&format!("/api/v1/statuses/{second}"), json!({ "status": "@ben three" })).await.ok();
        assert_eq!(seen(&bens.expect("conversation").await), is("three", true, "ana"));
        ana.delete(&format!("/api/v1/statuses/{second}")).await.ok();
        let mut told = [bens.next().await.unwrap(), bens.next().await.unwrap()];
        told.sort();
        assert_eq!((told[0].0.as_str(), &told[1]), ("conversation", &("delete".to_owned(), second.to_string())));
        let back: Value = serde_json::from_str(&told[0].1).unwrap();
        assert_eq!(seen(&back), is("one", false, "ana"));
        ben.relate("mute", &ana).await;
        message(&ana, "@ben muted", Some(first)).await;
        assert!(bens.is_silent().await);
    }

    /// Posts of a time when there were no conversations: the step that makes the tables fills them.
    async fn what_was_written_before(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let first = message(&ana, "@ben one", None).await;
        message(&ben, "@ana two", Some(first)).await;
        message(&ana, "note", None).await;
        ana.publish("@ben in public").await;
        app.medley.db.write(|w| {
            w.run_raw("DROP TABLE conversations", &[])?;
            w.run_raw("DROP TABLE conversation_posts", &[])?;
            w.run_raw("DELETE FROM migrations WHERE feature = 'conversations'", &[])
        }).await.unwrap();
        let app = app.reopened().await;
        let [ana, ben] = [ana, ben].map(|who| Person { app: app.clone(), ..who });
        assert_eq!(list(&ana).await, [is("note", false, "ana"), is("two", false, "ben")]);
        assert_eq!(list(&ben).await, [is("two", false, "ana")]);
        message(&ana, "@ben three", Some(first)).await;
        assert_eq!(list(&ben).await, [is("three", true, "ana")]);
    }
}
