//! Deleting one's own account.

mod life;

use std::collections::BTreeSet;

use base::Id;
use store::{Engine, engine_tests};
use testkit::{Browser, Person, TestApp, json};

use self::life::{Others, chat, live, meet, settle_in};

async fn asked(browser: &Browser, who: &Person, more: &str) -> testkit::Answer {
    let password = format!("{} likes long passwords", who.name).replace(' ', "+");
    browser.form("/settings/delete", &format!("password={password}&{more}")).await
}

/// Where the id of somebody who left may still stand, each with its reason. The list may only shrink.
const STAYS: &[(&str, &str)] = &[
    ("accounts.id", "the account itself, without anything in it: its name stays taken"),
    ("account_stats.account_id", "the account's counts, which are 0"),
    ("names.account_id", "the name stays taken"),
    ("erased_accounts.account_id", "that it was erased"),
    ("reports.account_id", "what the staff were told, who answer for what they decided"),
    ("reports.target_id", "what the staff were told, who answer for what they decided"),
    ("strikes.target_id", "what the staff decided, who answer for it"),
    ("audit_log.target_id", "what the staff decided, who answer for it"),
    ("mentions.account_id", "whom somebody else's post mentions belongs to that post"),
    ("posts.reply_to_author", "whom somebody else's post answers belongs to that post"),
    ("quotes.quoted_author", "whose post somebody else's post quoted, which says that it is gone"),
    ("canonical_email_blocks.account_id", "whom the staff keep out, by a hash of the address"),
    ("mutes.target_id", "what others keep for themselves"),
    ("account_notes.target_id", "what others keep for themselves"),
    ("suggestions_refused.target_id", "what others keep for themselves"),
    ("notification_senders.from_id", "what others keep for themselves"),
    ("aliases.alias_id", "what others keep for themselves"),
    ("accounts.moved_to", "where somebody else's account leads"),
    ("media.account_id", "files of no post, which a sweep removes after a day"),
];

/// Columns for people that the person of the test below is not in, each with its reason.
const UNTRIED: &[(&str, &str)] = &[
    ("annual_reports.account_id", "tried in years.rs"),
    ("chat_stops.account_id", "tried in stopping.rs"),
    ("tag_decisions.account_id", "goes with the entries, in the same transaction"),
    ("push_subscriptions.account_id", "goes with the session or token, tried in pushing.rs"),
    ("codes.account_id", "the ways to sign in go with the user"),
    ("mail_tokens.account_id", "the ways to sign in go with the user"),
    ("steps.account_id", "the ways to sign in go with the user"),
    ("authenticators.account_id", "the ways to sign in go with the user"),
    ("passkeys.account_id", "the ways to sign in go with the user"),
    ("recovery_codes.account_id", "the ways to sign in go with the user"),
];

/// What columns for people are called.
const PEOPLE: &[&str] = &[
    "account_id",
    "target_id",
    "from_id",
    "follower_id",
    "followee_id",
    "member_id",
    "owner_id",
    "author_id",
];

/// Every column of numbers in the schema, as `table.column`.
async fn columns(app: &TestApp) -> Vec<String> {
    let all = match app.medley.db.engine() {
        Engine::Sqlite => {
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.type = 'INTEGER'"
        }
        Engine::Postgres => {
            "SELECT table_name::text, column_name::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND data_type = 'bigint'"
        }
    };
    let read = move |r: &store::Read<'_>| {
        let mut found = Vec::new();
        r.raw(all, |row| {
            found.push(format!("{}.{}", row.get::<String>(0)?, row.get::<String>(1)?));
            Ok(())
        })?;
        Ok(found)
    };
    app.medley.db.read(read).await.unwrap()
}

/// The columns that hold the id of `who` somewhere.
async fn places(app: &TestApp, who: Id) -> BTreeSet<String> {
    let columns = columns(app).await;
    assert!(columns.len() > 200, "{columns:?}");
    let read = move |r: &store::Read<'_>| {
        let mut found = BTreeSet::new();
        for column in columns {
            let table = column.split('.').next().unwrap_or_default();
            r.raw(&format!("SELECT COUNT(*) FROM {table} WHERE {column} = {who}"), |row| {
                if row.get::<i64>(0)? > 0 {
                    found.insert(column.clone());
                }
                Ok(())
            })?;
        }
        Ok(found)
    };
    app.medley.db.read(read).await.unwrap()
}

engine_tests! {
    async fn whoever_leaves_is_gone(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        ana.follow(&ben).await;
        let post = ana.publish("my last words about saline").await;
        let other = ben.publish("@ana stay!").await;
        ana.touch("favourite", other).await.ok();
        let browser = ana.browser().await;
        let second = ana.browser().await;
        assert_eq!(browser.form("/web/posts", "status=kept&do=draft").await.status, 303);
        assert_eq!(browser.form("/web/posts", "status=later&scheduled_for=2026-11-23T15:00&zone=0").await.status, 303);
        let page = browser.get("/settings/delete").await.ok().text;
        assert!(page.contains("@ana") && page.contains("href=\"/settings/export\"") && !page.contains("name=\"code\""), "{page}");

        let unsure = asked(&browser, &ana, "").await;
        assert!(unsure.status == 422 && unsure.text.contains("Please tick that you understand"), "{}", unsure.text);
        let wrong = browser.form("/settings/delete", "password=wrong&understood=1").await;
        assert!(wrong.status == 422 && wrong.text.contains("The current password is wrong"), "{}", wrong.text);
        assert!(wrong.text.contains("name=\"understood\" value=\"1\" checked"));
        let left = asked(&browser, &ana, "understood=1").await;
        assert_eq!(left.status, 200, "{}", left.text);
        assert!(left.text.contains("Your account is deleted") && left.header("clear-site-data").contains("storage"));

        // At once, before any job ran.
        for browser in [&browser, &second] {
            assert!(browser.get("/settings/account").await.header("location").starts_with("/sign-in"));
        }
        ana.get("/api/v1/accounts/verify_credentials").await.fails(401);
        ben.get(&format!("/api/v1/statuses/{post}")).await.fails(404);
        assert_eq!(app.nobody().get("/@ana").await.status, 404);
        let password = "ana likes long passwords";
        assert!(app.medley.access.sign_in("ana", password, "").await.is_err());

        let again = app.reopened().await;
        again.settle().await;
        let ben = again.person_like(&ben);
        let read = ben.get(&format!("/api/v1/accounts/{}", ben.id)).await.ok().json;
        assert_eq!((&read["followers_count"], &read["following_count"]), (&json!(0), &json!(0)));
        let found = ben.get("/api/v2/search?q=saline").await.ok().json;
        assert_eq!(found["statuses"], json!([]));
        assert!(!ben.home().await.iter().any(|text| text.contains("saline")));
        let unpublished = (
            again.medley.posts.drafts_page(ana.id, base::Page::newest(5)).await.unwrap().len(),
            again.medley.posts.scheduled_page(ana.id, base::Page::newest(5)).await.unwrap().len(),
        );
        assert_eq!(unpublished, (0, 0));
        let shown = again.medley.accounts.account(ana.id).await.unwrap().unwrap();
        assert_eq!((shown.stats.posts, shown.display_name.as_str()), (0, ""));
    }

    async fn the_name_stays_taken(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        assert_eq!(asked(&ana.browser().await, &ana, "understood=1").await.status, 200);
        app.settle().await;
        let new = access::NewUser {
            username: "ANA".to_owned(),
            email: "new@example.org".to_owned(),
            password: Some("a very new long password".to_owned()),
            role: web::Role::User,
            confirmed: true,
        };
        assert!(app.medley.access.create_account(new).await.is_err());
    }

    async fn the_owner_stays(engine: Engine) {
        let app = TestApp::new(engine).await;
        let owner = app.person_with("olga", web::Role::Owner, "read write follow push").await;
        let refused = asked(&owner.browser().await, &owner, "understood=1").await;
        assert!(refused.status == 422 && refused.text.contains("The owner of this server cannot delete"), "{}", refused.text);
        assert!(app.nobody().get("/settings/delete").await.header("location").starts_with("/sign-in"));
    }

    async fn nothing_of_whoever_leaves_is_left(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, others) = meet(&app).await;
        app.person_with("olga", web::Role::Owner, "read write follow push").await;
        live(&app, &ana, &others).await;
        settle_in(&app, &ana, &others).await;
        chat(&app, &ana, &others).await;
        app.settle().await;

        let before = places(&app, ana.id).await;
        let excused = |place: &String| STAYS.iter().chain(UNTRIED).any(|(named, _)| named == place);
        let of_people = |place: &String| place.split('.').nth(1).is_some_and(|name| PEOPLE.contains(&name));
        let all = columns(&app).await;
        let untried: Vec<&String> =
            all.iter().filter(|place| of_people(place) && !excused(place) && !before.contains(*place)).collect();
        let gone: Vec<&str> =
            STAYS.iter().chain(UNTRIED).map(|(named, _)| *named).filter(|named| !all.iter().any(|one| one == named)).collect();

        assert_eq!(asked(&ana.browser().await, &ana, "understood=1").await.status, 200);
        app.settle().await;
        let left: Vec<String> = places(&app, ana.id).await.into_iter().filter(|place| !STAYS.iter().any(|(named, _)| named == place)).collect();
        assert!(left.is_empty(), "left: {left:#?}\nnot tried: {untried:#?}");
        assert!(untried.is_empty(), "the person of this test should be in each: {untried:#?}");
        assert!(gone.is_empty(), "no such columns any more: {gone:?}");

        let Others { ben, post, .. } = &others;
        let read = ben.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        let counts = ["favourites_count", "reblogs_count", "replies_count", "quotes_count"].map(|key| &read[key]);
        assert_eq!(counts, [&json!(0); 4]);
        let poll = &read["poll"];
        assert_eq!((&poll["voters_count"], &poll["options"][0]["votes_count"]), (&json!(1), &json!(1)), "totals stay");
        let told = ben.get("/api/v1/announcements").await.ok().json;
        assert_eq!(told[0]["reactions"], json!([]));
        let kinds = ben.get("/api/v1/notifications").await.ok().each("type");
        assert!(kinds.is_empty(), "{kinds:?}");

        // Once more, as after a job that was broken off.
        let again = ana.id;
        let bus = app.medley.bus.clone();
        app.medley.db.write(move |w| bus.enqueue(w, "moderation.erase", &again, 0).map(|_| ())).await.unwrap();
        app.settle().await;
        assert!(places(&app, ana.id).await.iter().all(|place| STAYS.iter().any(|(named, _)| named == place)));
        let read = ben.get(&format!("/api/v1/statuses/{post}")).await.ok().json;
        assert_eq!(read["favourites_count"], 0);
    }
}
