//! Transcripts: the page, its files, who sees what of them.

use chats::recurrence::utc;
use chats::{KeptPost, PastSession};
use store::engine_tests;
use testkit::{TestApp, json};
use ui::check::{assert_page, text_of};

use crate::rooms::room;

/// Where each of `parts` stands in a page's text, in this order.
fn in_order(page: &str, parts: &[&str]) {
    let text = text_of(page);
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} after {}", &text[..from]));
        from += at + part.len();
    }
}

engine_tests! {
    async fn a_session_is_read_by_question(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        host.publish("Welcome to #hcsm!").await;
        app.clock.advance(60_000);
        host.publish("Q1: What helps you sleep? #hcsm").await;
        app.clock.advance(60_000);
        let answer = ana.publish("A1 Curtains & <b>dark</b> #hcsm").await;
        app.clock.advance(600_000);
        host.publish("Q2: What keeps you awake? #hcsm").await;
        app.clock.advance(60_000);
        let reply = ben.publish_with(json!({ "status": "@ana and earplugs", "in_reply_to_id": answer.to_string() })).await;
        ben.publish("Q2 phones #hcsm").await;
        app.clock.advance(60_000);
        host.publish("Thanks everyone for joining #hcsm").await;
        let path = format!("/chats/hcsm/{room}/transcript");
        let page = ben.browser().await.get(&path).await.ok().text;
        assert_page(&page);
        in_order(&page, &[
            "Contents", "Opening", "Question 1", "Question 2", "Closing", "Opening", "Welcome to", "Question 1",
            "What helps you sleep?", "Curtains", "dark", "and earplugs", "Question 2", "What keeps you awake?",
            "phones", "Closing", "Thanks everyone", "How to cite",
        ]);
        let text = text_of(&page);
        assert!(text.contains("by its reply") && text.contains("late") && text.contains("labelled as a question"));
        assert!(text.contains("Host") && text.contains("7 posts by 3 people, 2 questions"));
        assert!(page.contains(&format!("id=\"post-{reply}\"")) && !page.contains("<b>dark"));
        // Whoever is blocked is not in it, for the one who blocks.
        ben.relate("block", &ana).await;
        let mine = text_of(&ben.browser().await.get(&path).await.ok().text);
        assert!(!mine.contains("Curtains") && mine.contains("earplugs"));
        // Deletion is at once, in all forms.
        assert!(app.nobody().get(&format!("{path}.md")).await.ok().text.contains("Curtains"));
        ana.delete(&format!("/api/v1/statuses/{answer}")).await.ok();
        for form in ["", ".csv", ".json", ".md"] {
            let file = app.nobody().get(&format!("{path}{form}")).await.ok().text;
            assert!(!file.contains("Curtains") && file.contains("What helps you sleep?"), "{form}");
        }
        // What a moderator took out of the room is not in it either.
        host.delete(&format!("/api/medley/v1/chats/rooms/{room}/posts/{reply}")).await.ok();
        assert!(!app.nobody().get(&path).await.ok().text.contains("earplugs"));
    }

    async fn the_contents_tell_nothing_that_a_reader_does_not_want_to_read(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana, ben) = (app.person("host").await, app.person("ana").await, app.person("ben").await);
        let room = room(&app, &host).await;
        host.publish("Q1: What about needles? #hcsm").await;
        app.clock.advance(60_000);
        host.publish("Q2: What about spiders? #hcsm").await;
        app.clock.advance(60_000);
        host.publish_with(json!({ "status": "Q3: What about the ending? #hcsm", "spoiler_text": "Book club" })).await;
        for (title, action, word) in [("Needles", "warn", "needles"), ("Spiders", "hide", "spiders")] {
            let filter = json!({ "title": title, "context": ["public"], "filter_action": action, "keywords_attributes": [{ "keyword": word }] });
            ana.post("/api/v2/filters", filter).await.ok();
        }
        let path = format!("/chats/hcsm/{room}/transcript");
        let contents = |page: String| page.split("<nav class=\"contents\"").nth(1).unwrap().split("</nav>").next().unwrap().to_owned();
        let hers = ana.browser().await.get(&path).await.ok().text;
        assert!(hers.contains("Filtered: Needles") && !hers.contains("spiders"), "{hers}");
        let hers = contents(hers);
        assert!(hers.contains("Question 1") && !hers.contains("needles"), "{hers}");
        let his = contents(ben.browser().await.get(&path).await.ok().text);
        assert!(his.contains("needles") && his.contains("spiders"), "{his}");
        assert!(his.contains("Book club") && !his.contains("the ending"), "what stands behind a warning is not told: {his}");
    }

    async fn files_are_safe_and_speak_the_readers_language(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (host, ana) = (app.person("host").await, app.person("ana").await);
        let room = room(&app, &host).await;
        host.publish("P1: ¿Qué opinan? #hcsm").await;
        app.clock.advance(60_000);
        ana.publish("=SUM(A1:A9) #hcsm").await;
        let path = format!("/chats/hcsm/{room}/transcript");
        let table = app.nobody().get(&format!("{path}.csv")).await.ok();
        assert!(table.header("content-type").starts_with("text/csv"));
        assert!(table.header("content-disposition").contains("transcript-"));
        assert!(table.text.contains(",'=SUM(A1:A9)") && !table.text.contains(",=SUM"));
        let data: serde_json::Value = serde_json::from_str(&app.nobody().get(&format!("{path}.json")).await.ok().text).unwrap();
        assert_eq!(data["sections"][0]["number"], 1);
        assert!(data["about"]["citation"].as_str().unwrap().contains("#hcsm"));
        let text = app.nobody().get(&format!("{path}.md?lang=es")).await.ok().text;
        assert!(text.contains("## Pregunta 1") && text.contains("Transcripción"));
    }

    async fn only_sessions_have_one(engine: Engine) {
        let app = TestApp::new(engine).await;
        let host = app.person("host").await;
        let room = room(&app, &host).await;
        let empty = app.nobody().get(&format!("/chats/hcsm/{room}/transcript")).await.ok().text;
        assert!(text_of(&empty).contains("Nothing was said"));
        for path in ["hcsm/5/transcript", "other/5/transcript.csv", "hcsm/x/transcript.json"] {
            assert_eq!(app.nobody().get(&format!("/chats/{path}")).await.status, 404, "{path}");
        }
        assert_eq!(app.nobody().get(&format!("/chats/hcldr/{room}/transcript")).await.status, 404);
    }

    async fn history_is_kept_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let news = app.person("news").await;
        let asked = news.publish("Q1: Who should get the jab? #fluchat").await;
        let told = news.publish("RT @drsam: Q1 @news Everybody over 60").await;
        let chats = &app.medley.chats;
        let chat = chats.for_history("FluChat", "", utc()).await.unwrap();
        let now = app.clock.now_ms();
        let past = PastSession { span: now - 3_600_000..now, topic: String::new(), guests: Vec::new() };
        let session = chats.keep_past_session(chat.id, past).await.unwrap();
        let kept = |post, text: &str| KeptPost { post, author: news.id, text: text.to_owned(), host: true, reply_to: None };
        let posts = vec![kept(asked, "Q1: Who should get the jab? #fluchat"), kept(told, "RT @drsam: Q1 @news Everybody over 60")];
        assert_eq!(chats.keep_posts(session.id, posts.clone()).await.unwrap(), 2);
        assert_eq!(chats.keep_posts(session.id, posts).await.unwrap(), 0);
        let path = format!("{}/{}/transcript", chat.path(), session.id);
        let page = app.nobody().get(&path).await.ok().text;
        in_order(&page, &["Question 1", "Who should get the jab?", "retells @drsam", "Everybody over 60"]);
    }
}
