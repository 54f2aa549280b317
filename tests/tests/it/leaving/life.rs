//! What somebody does and keeps here before they leave.

use announcements::NewAnnouncement;
use base::Id;
use store::args;
use testkit::{Person, TestApp, json};

use crate::collections::{add, found, make};
use crate::rooms;

/// Those with whom the person who leaves has to do.
pub(super) struct Others {
    pub(super) ben: Person,
    cleo: Person,
    dan: Person,
    eve: Person,
    /// A post of Ben's with a poll.
    pub(super) post: Id,
}

/// Ana and Ben follow each other, Cleo and Ana approve followers.
pub(super) async fn meet(app: &TestApp) -> (Person, Others) {
    let (ana, ben) = (found(app, "ana").await, found(app, "ben").await);
    let (cleo, dan, eve) = (app.person("cleo").await, app.person("dan").await, app.person("eve").await);
    for (from, to) in [(&ana, &ben), (&ben, &ana)] {
        from.post(&format!("/api/v1/accounts/{}/follow", to.id), json!({ "notify": true })).await.ok();
    }
    let collection = make(&ben, json!({ "name": "Nurses" })).await;
    add(&ben, &collection, ana.id).await.ok();
    let collection = make(&ana, json!({ "name": "Nurses" })).await;
    add(&ana, &collection, ben.id).await.ok();
    for who in [&ana, &cleo] {
        who.patch("/api/v1/accounts/update_credentials", json!({ "locked": true })).await.ok();
    }
    eve.follow(&ana).await;
    ana.follow(&cleo).await;
    let poll = json!({ "options": ["yes", "no"], "expires_in": 3_600 });
    let post = ben.publish_with(json!({ "status": "Gloves?", "poll": poll })).await;
    (ana, Others { ben, cleo, dan, eve, post })
}

/// What somebody does with posts and to people.
pub(super) async fn live(app: &TestApp, ana: &Person, others: &Others) {
    let Others { ben, cleo, dan, eve, post } = others;
    for verb in ["favourite", "reblog", "bookmark", "mute"] {
        ana.touch(verb, *post).await.ok();
    }
    ana.post(&format!("/api/v1/polls/{post}/votes"), json!({ "choices": [0] })).await.ok();
    let own = ana
        .publish_with(json!({ "status": "mine #icu", "poll": { "options": ["a", "b"], "expires_in": 900 } }))
        .await;
    ana.touch("pin", own).await.ok();
    ben.touch("favourite", own).await.ok();
    ben.publish_with(json!({ "status": "@ana well", "in_reply_to_id": own.to_string() })).await;
    ana.publish_with(json!({ "status": "@ben thanks", "in_reply_to_id": post.to_string() })).await;
    for (who, quoted) in [(ana, *post), (ben, own)] {
        who.publish_with(json!({ "status": "see", "quoted_status_id": quoted.to_string() })).await;
    }
    ben.publish_with(json!({ "status": "@ana in private", "visibility": "direct" })).await;
    ana.publish_with(json!({ "status": "@ben in private too", "visibility": "direct" })).await;
    ana.relate("mute", eve).await;
    ana.relate("block", dan).await;
    app.person("fay").await.relate("block", ana).await;
    cleo.relate("mute", ana).await;
    let accounts = &app.medley.accounts;
    for (from, to) in [(ana, ben), (cleo, ana)] {
        accounts.set_note(from.id, to.id, "known from the ward".to_owned()).await.unwrap();
    }
    for (from, to) in [(ana, ben), (ben, ana)] {
        accounts.endorse(from.id, to.id).await.unwrap();
    }
    accounts.block_domain(ana.id, "elsewhere.example").await.unwrap();
    accounts.add_alias(ana.id, cleo.id).await.unwrap();
    for (who, about) in [(ana, ben), (ben, ana)] {
        who.post("/api/v1/reports", json!({ "account_id": about.id.to_string() })).await.ok();
    }
}

/// What somebody does in a chat: as one of those who lead it, and as one of those who take part.
pub(super) async fn chat(app: &TestApp, ana: &Person, others: &Others) {
    let Others { ben, .. } = others;
    let room = rooms::room(app, ben).await;
    let said = ben.publish("Q1 Why? #hcsm").await;
    let path = format!("/api/medley/v1/chats/rooms/{room}");
    ana.post(&format!("{path}/join"), json!({ "patient": true })).await.ok();
    ana.post(&format!("{path}/posts"), json!({ "text": "Because", "question": 1 })).await.ok();
    ana.post(&format!("{path}/posts/{said}/applaud"), json!({})).await.ok();
    let (bens, anas) = (ben.browser().await, ana.browser().await);
    bens.form(&format!("/web/desk/{room}/leaders"), "acct=ana").await;
    bens.form(&format!("/web/desk/{room}/call"), "acct=ana").await;
    bens.form(&format!("/web/desk/{room}/rehearse"), "on=1").await;
    anas.form(&format!("/web/desk/{room}/texts"), "kind=question&text=How%3F&minute=").await;
    anas.form(&format!("/web/desk/{room}/rehearsal-line"), "text=Hello").await;
    anas.form("/settings/rooms", "shows_posts=1").await;
}

/// What somebody keeps for themselves.
pub(super) async fn settle_in(app: &TestApp, ana: &Person, others: &Others) {
    let Others { ben, cleo, post, .. } = others;
    for (owner, member) in [(ana, ben), (ben, ana)] {
        let list = owner.post("/api/v1/lists", json!({ "title": "Ward" })).await.ok().id();
        let members = json!({ "account_ids": [member.id.to_string()] });
        owner.post(&format!("/api/v1/lists/{list}/accounts"), members).await.ok();
    }
    let filter =
        json!({ "title": "Spoilers", "context": ["home"], "keywords_attributes": [{ "keyword": "finale" }] });
    let filter = ana.post("/api/v2/filters", filter).await.ok().id();
    ana.post(&format!("/api/v2/filters/{filter}/statuses"), json!({ "status_id": post.to_string() }))
        .await
        .ok();
    ana.post("/api/v1/tags/icu/follow", json!({})).await.ok();
    ana.post("/api/v1/featured_tags", json!({ "name": "icu" })).await.ok();
    let (id, bk) = (ana.id, ana.id.bk());
    let traces = move |w: &mut store::Write<'_>| {
        w.run_raw(
            "INSERT INTO user_addresses (account_id, address, seen_ms) VALUES ($1, '192.0.2.9', 1)",
            args![id],
        )?;
        let key =
            "INSERT INTO idempotency (bk, account_id, key, post_id, created_ms) VALUES ($1, $2, 'key', 1, 1)";
        w.run_raw(key, args![bk, id])
    };
    app.medley.db.write(traces).await.unwrap();
    ana.post("/api/v1/markers", json!({ "home": { "last_read_id": post.to_string() } })).await.ok();
    ana.put("/api/v2/notifications/policy", json!({ "for_not_following": "filter" })).await.ok();
    app.medley.notifications.accept_requests(ana.id, vec![cleo.id]).await.unwrap();
    app.medley.push.set_private_text(ana.id, true).await.unwrap();
    ana.delete(&format!("/api/v1/suggestions/{}", cleo.id)).await.ok();
    crate::directory::register(ana, "icu", json!({})).await;
    gather(app, ana, ben).await;
    let new = NewAnnouncement { text: "Hello".to_owned(), ..NewAnnouncement::default() };
    let told = app.medley.announcements.publish(new).await.unwrap();
    app.medley.announcements.dismiss(ana.id, told).await.unwrap();
    app.medley.announcements.react(ana.id, told, "👍".to_owned()).await.unwrap();
    let browser = ana.browser().await;
    assert_eq!(browser.form("/columns", "source=local").await.status, 303);
    assert_eq!(browser.form("/web/searches", "q=saline").await.status, 303);
    assert_eq!(browser.form("/web/posts", "status=kept&do=draft").await.status, 303);
    let later = "status=later&scheduled_for=2026-11-23T15:00&zone=0";
    assert_eq!(browser.form("/web/posts", later).await.status, 303);
    let file = b"Account address\nben@localhost:3000\n";
    let parts = [("kind", None, &b"following"[..]), ("mode", None, b"merge"), ("file", Some("f.csv"), file)];
    assert_eq!(browser.upload("/settings/import", &parts).await.status, 303);
    assert_eq!(browser.form("/settings/export", "").await.status, 303);
}

/// Ana hosts a chat, and helps with, is a guest of and is reminded of one of Ben's.
async fn gather(app: &TestApp, ana: &Person, ben: &Person) {
    crate::chatting::make(ana, crate::chatting::weekly("icunights")).await;
    let mut body = crate::chatting::weekly("icudays");
    body["moderator_ids"] = json!([ana.id.to_string()]);
    let session = crate::chatting::make(ben, body).await["next_session"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/medley/v1/chats/icudays/sessions/{session}");
    ben.put(&path, json!({ "guest_ids": [ana.id.to_string()] })).await.ok();
    ana.put("/api/medley/v1/chats/icudays/reminder", json!({ "lead_minutes": 60 })).await.ok();
    let zone = chats::recurrence::Zone::named("Europe/Madrid").unwrap();
    app.medley.chats.set_zone(ana.id, &zone).await.unwrap();
}
