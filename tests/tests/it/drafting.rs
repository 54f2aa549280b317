//! Drafts, and the page of scheduled posts.

use store::engine_tests;
use testkit::{Browser, NOW_MS, Person, TestApp, json};

use crate::gotchas::picture;

const HOSTILE: &str = "%3Cscript%3Ealert(1)%3C/script%3E";

async fn keep(browser: &Browser, form: &str) {
    let sent = browser.form("/web/posts", &format!("do=draft&{form}")).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/drafts?saved"), "{}", sent.text);
}

fn after<'a>(text: &'a str, before: &str) -> &'a str {
    text.split(before).nth(1).unwrap_or_else(|| panic!("no {before} in {text}")).split('"').next().unwrap()
}

async fn newest(browser: &Browser) -> String {
    after(&browser.get("/drafts").await.ok().text, "/compose?draft=").to_owned()
}

async fn count(who: &Person) -> usize {
    let list = who.get(&format!("/api/v1/accounts/{}/statuses", who.id)).await.ok().json;
    list.as_array().unwrap().len()
}

engine_tests! {
    async fn a_draft_is_kept_continued_and_published(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        let media = app.medley.media.import(ana.id, picture(8), None, NOW_MS).await.unwrap();
        let asked = ben.publish("well?").await;
        keep(&browser, &format!("status={HOSTILE}&more[]=two&spoiler_text=CW&visibility=private&language=es&in_reply_to_id={asked}\
            &quote_approval_policy=nobody&media_ids[]={media}&alt_{media}=A+dot&poll[options][]=half&idempotency_key=k")).await;
        let page = browser.get("/drafts").await.ok().text;
        assert!(page.contains("&#60;script&#62;") && !page.contains("<script>alert"), "{page}");
        let draft = newest(&browser).await;
        let form = browser.get(&format!("/compose?draft={draft}")).await.ok().text;
        for part in ["two</textarea>", "value=\"CW\"", "value=\"private\" selected", "value=\"es\" lang=\"es\" selected", "value=\"half\"",
                     "value=\"nobody\" selected", "A dot</textarea>", &format!("name=\"replaces\" value=\"{draft}\""),
                     &format!("name=\"in_reply_to_id\" value=\"{asked}\"")] {
            assert!(form.contains(part), "{part}: {form}");
        }
        // Saved again, with other words for the picture, it is still one.
        keep(&browser, &format!("status=better&replaces={draft}&media_ids[]={media}&alt_{media}=A+point&idempotency_key=k2")).await;
        let again = newest(&browser).await;
        assert_ne!(again, draft);
        assert_eq!(browser.get("/drafts").await.ok().text.matches("/compose?draft=").count(), 1);
        assert_eq!(browser.get(&format!("/compose?draft={draft}")).await.status, 404);
        let publish = format!("status=best&replaces={again}&media_ids[]={media}&alt_{media}=A+point&idempotency_key=k3");
        for _ in 0..2 {
            assert_eq!(browser.form("/web/posts", &publish).await.status, 303);
        }
        assert_eq!(count(&ana).await, 1);
        let post = ana.get(&format!("/api/v1/accounts/{}/statuses", ana.id)).await.ok().json[0].clone();
        assert_eq!(post["media_attachments"][0]["description"], "A point");
        assert!(browser.get("/drafts").await.ok().text.contains("No drafts"));
    }

    async fn nothing_is_no_draft_and_there_is_a_limit(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let nothing = browser.form("/web/posts", "do=draft&status=+").await;
        assert_eq!(nothing.status, 422);
        for n in 0..posts::drafts::DRAFTS_MAX {
            let draft = posts::Draft { text: format!("draft {n}"), ..posts::Draft::default() };
            app.medley.posts.keep_draft(ana.id, draft).await.unwrap();
        }
        let more = browser.form("/web/posts", "do=draft&status=kept+words").await;
        assert!(more.status == 422 && more.text.contains("You can keep 100 drafts") && more.text.contains("kept words"));
        let first = browser.get("/drafts").await.ok().text;
        assert_eq!(first.matches("/compose?draft=").count(), 20);
        let older = first.split("href=\"/drafts?max_id=").nth(1).unwrap().split('"').next().unwrap();
        let second = browser.get(&format!("/drafts?max_id={older}")).await.ok().text;
        assert!(second.contains("draft 79<") && !second.contains("draft 80<"), "{second}");
    }

    async fn what_waits_is_nobody_elses(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let (hers, his) = (ana.browser().await, ben.browser().await);
        keep(&hers, "status=secret").await;
        let draft = newest(&hers).await;
        assert_eq!(hers.form("/web/posts", "status=wait&scheduled_for=2026-11-22T15:00&zone=0").await.status, 303);
        let waits = after(&hers.get("/scheduled").await.ok().text, "/compose?scheduled=").to_owned();
        assert!(!his.get("/drafts").await.ok().text.contains("secret") && !his.get("/scheduled").await.ok().text.contains("wait<"));
        assert_eq!(his.get(&format!("/compose?draft={draft}")).await.status, 404);
        assert_eq!(his.get(&format!("/compose?scheduled={waits}")).await.status, 404);
        for path in ["/web/drafts/{}/delete", "/web/scheduled/{}/cancel", "/web/scheduled/{}/publish", "/web/scheduled/{}/move"] {
            let id = if path.contains("draft") { &draft } else { &waits };
            assert_eq!(his.form(&path.replace("{}", id), "scheduled_for=2026-11-22T18:00").await.status, 404);
        }
        assert_eq!(his.form("/web/posts", &format!("status=x&replaces={draft}")).await.status, 404);
        assert!(app.nobody().get("/drafts").await.header("location").starts_with("/sign-in"));
        let gone = hers.form(&format!("/web/drafts/{draft}/delete"), "").await;
        assert_eq!((gone.status.as_u16(), gone.header("location")), (303, "/drafts?deleted"));
        assert!(hers.get("/drafts?deleted").await.ok().text.contains("The draft is deleted."));
        assert_eq!(count(&ben).await, 0);
    }

    async fn scheduled_posts_are_moved_edited_published_and_cancelled(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        assert!(browser.get("/scheduled").await.ok().text.contains("Nothing is scheduled"));
        for text in ["one", "two", "three"] {
            let form = format!("status={text}&scheduled_for=2026-11-22T15:00&zone=0");
            assert_eq!(browser.form("/web/posts", &form).await.status, 303);
        }
        let list = ana.get("/api/v1/scheduled_statuses").await.ok();
        let ids = list.each("id");
        let moved = browser.form(&format!("/web/scheduled/{}/move", ids[0]), "scheduled_for=2026-11-22T13:00&zone=-120").await;
        assert_eq!(moved.header("location"), "/scheduled?moved");
        for (bad, told) in [("scheduled_for=2026-11-22T14:01&zone=0", "at least five minutes"), ("scheduled_for=x", "not a date and time"), ("", "not a date and time")] {
            let refused = browser.form(&format!("/web/scheduled/{}/move", ids[0]), bad).await;
            assert!(refused.status == 422 && refused.text.contains(told), "{}", refused.text);
        }
        let form = browser.get(&format!("/compose?scheduled={}", ids[1])).await.ok().text;
        assert!(form.contains("two</textarea>") && form.contains("value=\"2026-11-22T15:00\""), "{form}");
        let edited = browser.form("/web/posts", &format!("status=two+better&scheduled_for=2026-11-22T16:00&zone=0&replaces={}", ids[1])).await;
        assert_eq!(edited.header("location"), "/scheduled?added");
        let left = ana.get("/api/v1/scheduled_statuses").await.ok();
        assert_eq!(left.json.as_array().unwrap().len(), 3);
        assert_eq!(left.json[1]["scheduled_at"], json!("2026-11-22T15:00:00.000Z"));
        assert_eq!(left.json[0]["params"]["text"], json!("two better"));
        let now = browser.form(&format!("/web/scheduled/{}/publish", ids[2]), "").await;
        assert!(now.status == 303 && now.header("location").starts_with("/@ana/"), "{}", now.header("location"));
        assert_eq!(browser.form(&format!("/web/scheduled/{}/publish", ids[2]), "").await.status, 404);
        assert_eq!(browser.form(&format!("/web/scheduled/{}/cancel", ids[0]), "").await.header("location"), "/scheduled?cancelled");
        app.later(3 * 3_600_000);
        app.settle().await;
        assert_eq!(count(&ana).await, 2);
    }
}
