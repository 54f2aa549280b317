//! Lists on pages: making, reading, changing, deleting them, and who is in them.

use base::Id;
use store::engine_tests;
use testkit::{Browser, Person, TestApp, json};

async fn made(browser: &Browser, form: &str) -> Id {
    let answer = browser.form("/lists", form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let rest = answer.header("location").strip_prefix("/lists/").unwrap().to_owned();
    rest.strip_suffix("/edit?made").unwrap().parse().unwrap()
}

async fn in_lists(owner: &Person, who: &Person) -> Vec<String> {
    owner.get(&format!("/api/v1/accounts/{}/lists", who.id)).await.ok().each("title")
}

engine_tests! {
    async fn lists_are_made_and_changed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        assert!(browser.get("/lists").await.ok().text.contains("New list"));
        let refused = browser.form("/lists", "title=+&replies_policy=none&exclusive=1").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("href=\"#title\"") && refused.text.contains("Give your list a name."), "{}", refused.text);
        assert!(refused.text.contains("value=\"none\" checked"), "what was chosen stays: {}", refused.text);
        assert_eq!(browser.form("/lists", "title=x&replies_policy=all").await.status, 422);
        let id = made(&browser, "title=Nights+%3Cb%3E&replies_policy=list").await;
        let all = browser.get("/lists").await.ok().text;
        assert!(all.contains("Nights &#60;b&#62;") && all.contains("0 people, with their replies"), "{all}");
        let edit = format!("/lists/{id}/edit");
        assert!(browser.get(&format!("{edit}?made")).await.ok().text.contains("The list is made."));
        assert_eq!(browser.form(&edit, "title=&replies_policy=list").await.status, 422);
        let saved = browser.form(&edit, "title=Days&replies_policy=followed&exclusive=1").await;
        assert_eq!(saved.header("location"), format!("{edit}?saved"));
        let page = browser.get("/lists").await.ok().text;
        assert!(page.contains(">Days<") && page.contains("not in your home timeline"), "{page}");
        // Nobody else knows of it.
        let other = ben.browser().await;
        for path in [format!("/lists/{id}"), edit.clone()] {
            assert_eq!(other.get(&path).await.status, 404, "{path}");
        }
        for path in [edit, format!("/web/lists/{id}/delete"), format!("/web/lists/{id}/members/{}/remove", ben.id)] {
            assert_eq!(other.form(&path, "title=Mine").await.status, 404, "{path}");
        }
        assert_eq!(browser.form(&format!("/web/lists/{id}/delete"), "").await.header("location"), "/lists?deleted");
        assert_eq!(browser.get(&format!("/lists/{id}")).await.status, 404);
        assert!(!browser.get("/lists?deleted").await.ok().text.contains(">Days<"));
    }

    async fn a_list_is_read_like_a_timeline(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        ana.follow(&ben).await;
        ana.follow(&cleo).await;
        let browser = ana.browser().await;
        let id = made(&browser, "title=Nights").await;
        let path = format!("/lists/{id}");
        let empty = browser.get(&path).await.ok().text;
        assert!(empty.contains("Nobody is on this list yet") && empty.contains(&format!("href=\"{path}/edit\"")), "{empty}");
        browser.form(&format!("/web/lists/{id}/members/{}/add", ben.id), "").await;
        for n in 0..25 {
            ben.publish(&format!("Round {n}.")).await;
        }
        cleo.publish("Elsewhere.").await;
        let first = browser.get(&path).await.ok().text;
        assert!(first.contains("Round 24.") && !first.contains("Round 3.") && !first.contains("Elsewhere."), "{first}");
        assert!(first.contains("data-endless") && first.contains(&format!("data-live=\"/live/list/{id}\"")), "{first}");
        let older = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let second = browser.get(&older).await.ok().text;
        assert!(second.contains("Round 3.") && !second.contains("data-live"), "{second}");
        assert_eq!(ben.browser().await.get(&format!("/live/list/{id}")).await.status, 404);
        let mut live = browser.stream(&format!("/live/list/{id}")).await;
        cleo.publish("Still elsewhere.").await;
        let now = ben.publish("Just now.").await;
        let (kind, post) = live.next().await.unwrap();
        assert!(kind == "post" && post.contains(&format!("data-id=\"{now}\"")), "{kind}: {post}");
    }

    async fn people_are_looked_for_and_added(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, cleo) = (app.person("ana").await, app.person("ben").await, app.person("cleo").await);
        let stranger = app.person("stranger").await;
        cleo.patch("/api/v1/accounts/update_credentials", json!({ "display_name": "Dr. \u{c9}va <i>" })).await.ok();
        ana.follow(&ben).await;
        ana.follow(&cleo).await;
        let browser = ana.browser().await;
        let id = made(&browser, "title=Nights").await;
        let edit = format!("/lists/{id}/edit");
        let add = |who: &Person| format!("/web/lists/{id}/members/{}/add", who.id);
        let page = browser.get(&edit).await.ok().text;
        assert!(page.contains(&add(&ben)) && page.contains(&add(&cleo)) && !page.contains(&add(&stranger)), "{page}");
        let found = browser.get(&format!("{edit}?q=%C3%89VA")).await.ok().text;
        assert!(found.contains(&add(&cleo)) && !found.contains(&add(&ben)), "{found}");
        assert!(found.contains("Dr. \u{c9}va &lt;i&gt;") && found.contains("value=\"\u{c9}VA\""), "{found}");
        assert!(browser.get(&format!("{edit}?q=nobody")).await.ok().text.contains("Nobody found"));
        let added = browser.form(&add(&cleo), "q=%C3%A9va").await;
        assert_eq!(added.header("location"), format!("{edit}?added&q=%C3%A9va#added"));
        assert_eq!(browser.form(&add(&cleo), "").await.status, 303, "twice does no harm");
        assert_eq!(browser.form(&add(&stranger), "").await.status, 404, "whom one does not follow");
        let page = browser.get(&edit).await.ok().text;
        assert!(!page.contains(&add(&cleo)) && page.contains(&format!("/members/{}/remove", cleo.id)), "{page}");
        assert_eq!(in_lists(&ana, &cleo).await, ["Nights"]);
        browser.form(&format!("/web/lists/{id}/members/{}/remove", cleo.id), "").await;
        assert_eq!(in_lists(&ana, &cleo).await, [""; 0]);
    }

    async fn a_person_is_put_into_several_lists(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        let path = format!("/web/accounts/{}/lists", ben.id);
        assert!(browser.get(&path).await.ok().text.contains("Only people you follow"));
        ana.follow(&ben).await;
        assert!(browser.get(&path).await.ok().text.contains("You have no lists yet."));
        let (days, nights) = (made(&browser, "title=Days").await, made(&browser, "title=Nights").await);
        assert!(browser.get("/@ben").await.ok().text.contains(&path), "from the person's menu");
        let saved = browser.form(&path, &format!("list_{days}=1")).await;
        assert_eq!(saved.header("location"), format!("{path}?saved"));
        assert_eq!(in_lists(&ana, &ben).await, ["Days"]);
        let page = browser.get(&path).await.ok().text;
        assert!(page.contains(&format!("name=\"list_{days}\" value=\"1\" checked")), "{page}");
        assert!(page.contains(&format!("name=\"list_{nights}\" value=\"1\">")), "{page}");
        browser.form(&path, &format!("list_{nights}=1")).await;
        assert_eq!(in_lists(&ana, &ben).await, ["Nights"]);
        assert_eq!(browser.get("/web/accounts/77/lists").await.status, 404);
        assert_eq!(app.nobody().get(&path).await.status, 302);
    }
}
