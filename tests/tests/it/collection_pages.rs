//! Collections on pages: making, changing, deleting them, who is in them, following all of one, leaving.

use base::Id;
use store::engine_tests;
use testkit::{Browser, TestApp, json};

use crate::collections::found;

async fn made(browser: &Browser, form: &str) -> Id {
    let answer = browser.form("/collections", form).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let rest = answer.header("location").strip_prefix("/collections/").unwrap().to_owned();
    rest.strip_suffix("/edit?made").unwrap().parse().unwrap()
}

engine_tests! {
    async fn collections_are_made_changed_and_deleted_on_pages(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        let browser = ana.browser().await;
        assert!(browser.get("/collections").await.ok().text.contains("You have made none yet."));
        for (form, field, text) in [
            ("name=", "name", "Give your collection a name."),
            ("name=x&tag_name=a+b", "tag_name", "This is not a hashtag."),
            ("name=x&language=klingonese", "language", "Language"),
        ] {
            let refused = browser.form("/collections", form).await;
            assert_eq!(refused.status, 422, "{form}");
            assert!(refused.text.contains(&format!("href=\"#{field}\"")) && refused.text.contains(text), "{}", refused.text);
        }
        let id = made(&browser, "name=Nights+%3Cb%3E&description=Who+is+awake&tag_name=%23nights&discoverable=1").await;
        let all = browser.get("/collections").await.ok().text;
        assert!(all.contains("Nights &#60;b&#62;") && all.contains("0 people") && all.contains("Who is awake"), "{all}");
        let edit = format!("/collections/{id}/edit");
        let page = browser.get(&format!("{edit}?made")).await.ok().text;
        assert!(page.contains("Now add people") && page.contains("value=\"nights\"") && page.contains("id=\"discoverable\" name=\"discoverable\" value=\"1\" checked"), "{page}");
        assert_eq!(browser.form(&edit, "name=").await.status, 422);
        assert_eq!(browser.form(&edit, "name=Days").await.header("location"), format!("{edit}?saved"));
        let page = browser.get(&format!("/collections/{id}")).await.ok().text;
        assert!(page.contains("<h1>Days</h1>") && page.contains(&edit) && !page.contains("Who is awake"), "{page}");
        // It can be read by everybody, and changed by nobody else.
        let other = ben.browser().await;
        assert!(!other.get(&format!("/collections/{id}")).await.ok().text.contains(&edit));
        assert_eq!(other.get(&edit).await.status, 403);
        for path in [edit.clone(), format!("/web/collections/{id}/delete"), format!("/web/collections/{id}/items/{}/add", ben.id)] {
            assert_eq!(other.form(&path, "name=Mine").await.status, 403, "{path}");
        }
        assert_eq!(app.nobody().get("/collections").await.status, 302);
        assert_eq!(browser.form(&format!("/web/collections/{id}/delete"), "").await.header("location"), "/collections?deleted");
        assert_eq!(browser.get(&edit).await.status, 404);
        for n in 0..10 {
            made(&browser, &format!("name=c{n}")).await;
        }
        let full = browser.form("/collections", "name=more").await;
        assert!(full.status == 422 && full.text.contains("maximum number of collections"), "{}", full.text);
    }

    async fn people_are_put_into_collections_and_leave(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, shy) = (app.person("ana").await, found(&app, "ben").await, app.person("benedict").await);
        let browser = ana.browser().await;
        let id = made(&browser, "name=Nights").await;
        let edit = format!("/collections/{id}/edit");
        let add = |who: Id| format!("/web/collections/{id}/items/{who}/add");
        assert!(browser.get(&edit).await.ok().text.contains("Nobody found who can be added."));
        let offered = browser.get(&format!("{edit}?q=ben")).await.ok().text;
        assert!(offered.contains(&add(ben.id)) && !offered.contains(&add(shy.id)), "{offered}");
        assert_eq!(browser.form(&add(ben.id), "q=ben").await.header("location"), format!("{edit}?added&q=ben"));
        assert_eq!(browser.form(&add(shy.id), "").await.header("location"), format!("{edit}?refused&q="));
        assert!(browser.get(&format!("{edit}?refused&q=")).await.ok().text.contains("cannot be added"));
        assert_eq!(browser.form(&add(Id(77)), "").await.status, 404);
        assert!(!browser.get(&format!("{edit}?q=ben")).await.ok().text.contains(&add(ben.id)));
        // Who is in it sees where, and takes themselves out.
        let own = ben.browser().await;
        assert!(own.get("/collections/with_me").await.ok().text.contains(">Nights<"));
        let (path, leave) = (format!("/collections/{id}"), format!("/web/collections/{id}/leave"));
        assert!(own.get(&path).await.ok().text.contains(&leave));
        assert!(!browser.get(&path).await.ok().text.contains(&leave));
        assert_eq!(browser.form(&leave, "").await.status, 404, "who is not in it");
        assert_eq!(own.form(&leave, "").await.header("location"), format!("{path}?left"));
        assert!(own.get(&format!("{path}?left")).await.ok().text.contains("no longer in this collection"));
        assert!(own.get("/collections/with_me").await.ok().text.contains("Nobody has added you"));
        assert_eq!(browser.form(&add(ben.id), "").await.header("location"), format!("{edit}?refused&q="));
        // Taken out by the curator.
        let cleo = found(&app, "cleo").await;
        browser.form(&add(cleo.id), "").await;
        let item = ana.get(&format!("/api/v1/collections/{id}")).await.ok().json["collection"]["items"][0]["id"].clone();
        let remove = format!("/web/collections/{id}/items/{}/remove", item.as_str().unwrap());
        assert_eq!(own.form(&remove, "").await.status, 403);
        assert_eq!(browser.form(&remove, "").await.header("location"), format!("{edit}?removed&q="));
        assert!(browser.get(&path).await.ok().text.contains("Nobody is in this collection."));
    }

    async fn a_persons_menu_leads_to_ones_collections(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben, shy) = (app.person("ana").await, found(&app, "ben").await, app.person("benedict").await);
        let browser = ana.browser().await;
        let path = |who: Id| format!("/web/accounts/{who}/collections");
        assert!(browser.get("/@ben").await.ok().text.contains(&format!("href=\"{}\"", path(ben.id))));
        let none = browser.get(&path(ben.id)).await.ok().text;
        assert!(none.contains("You have made none yet.") && none.contains("New collection"), "{none}");
        let (nights, days) = (made(&browser, "name=Nights+%3Cb%3E").await, made(&browser, "name=Days").await);
        let other = made(&ben.browser().await, "name=Mine").await;
        let page = browser.get(&path(ben.id)).await.ok().text;
        assert!(page.contains("Nights &#60;b&#62;") && page.contains("Days") && !page.contains("Mine"), "{page}");
        assert!(!page.contains(" checked"), "{page}");
        // A tick of somebody else's collection does nothing.
        let ticks = format!("collection_{nights}=1&collection_{other}=1");
        assert_eq!(browser.form(&path(ben.id), &ticks).await.header("location"), format!("{}?saved", path(ben.id)));
        let page = browser.get(&path(ben.id)).await.ok().text;
        assert!(page.contains(&format!("name=\"collection_{nights}\" value=\"1\" checked")) && page.matches(" checked").count() == 1, "{page}");
        assert!(ben.browser().await.get("/collections/with_me").await.ok().text.contains("Nights"), "they are told of it");
        assert!(!ana.browser().await.get(&format!("/collections/{other}")).await.ok().text.contains("@ben</span></button>"));
        // The other way round in one form.
        browser.form(&path(ben.id), &format!("collection_{days}=1")).await;
        let stands = async |id: Id| ana.get(&format!("/api/v1/collections/{id}")).await.ok().json["collection"]["items"].as_array().unwrap().len();
        assert_eq!((stands(nights).await, stands(days).await, stands(other).await), (0, 1, 0));
        // Nobody is put anywhere who does not want it, or took themselves out.
        let refuses = browser.get(&path(shy.id)).await.ok().text;
        assert!(refuses.contains("does not allow you") && !refuses.contains("type=\"checkbox\""), "{refuses}");
        assert_eq!(browser.form(&path(shy.id), &format!("collection_{days}=1")).await.header("location"), format!("{}?refused", path(shy.id)));
        ben.browser().await.form(&format!("/web/collections/{days}/leave"), "").await;
        assert_eq!(browser.form(&path(ben.id), &format!("collection_{days}=1")).await.header("location"), format!("{}?refused", path(ben.id)));
        assert!(browser.get(&format!("{}?refused", path(ben.id))).await.ok().text.contains("took themselves out"));
        // Oneself, nobody, somebody without an account.
        assert!(browser.get(&path(ana.id)).await.ok().text.contains("does not allow you"));
        assert_eq!(browser.get(&path(Id(77))).await.status, 404);
        assert_eq!(app.nobody().get(&path(ben.id)).await.status, 302);
        assert_eq!(stands(days).await, 0);
    }

    async fn all_in_a_collection_are_followed_at_once(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, eve) = (app.person("ana").await, found(&app, "eve").await);
        let (ben, locked) = (found(&app, "ben").await, found(&app, "locked").await);
        let browser = ana.browser().await;
        let id = made(&browser, "name=Nights").await;
        for who in [&ben, &locked, &eve] {
            browser.form(&format!("/web/collections/{id}/items/{}/add", who.id), "").await;
        }
        locked.patch("/api/v1/accounts/update_credentials", json!({ "locked": true })).await.ok();
        let (path, follow) = (format!("/collections/{id}"), format!("/web/collections/{id}/follow"));
        assert!(!app.nobody().get(&path).await.ok().text.contains(&follow));
        let own = eve.browser().await;
        assert!(own.get(&path).await.ok().text.contains("Follow all 2"), "not oneself");
        assert_eq!(own.form(&follow, "").await.header("location"), format!("{path}?followed"));
        let stands = async |who: Id, key: &str| eve.get(&format!("/api/v1/accounts/relationships?id[]={who}")).await.ok().json[0][key].clone();
        assert_eq!((stands(ben.id, "following").await, stands(locked.id, "requested").await), (json!(true), json!(true)));
        let page = own.get(&format!("{path}?followed")).await.ok().text;
        assert!(!page.contains(&follow) && page.contains("You follow the people"), "{page}");
        assert_eq!(own.form("/web/collections/77/follow", "").await.status, 404);
    }
}
