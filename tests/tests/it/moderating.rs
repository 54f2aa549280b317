//! What the staff decide about accounts.

use base::Id;
use store::engine_tests;
use testkit::{Person, TestApp, Value, json};
use web::Role;

const SCOPES: &str = "read write follow push admin:read admin:write";

pub(crate) struct World {
    pub(crate) app: TestApp,
    /// An administrator.
    pub(crate) eve: Person,
    pub(crate) ana: Person,
    pub(crate) ben: Person,
}

pub(crate) async fn world(engine: store::Engine) -> World {
    let app = TestApp::new(engine).await;
    let eve = app.person_with("eve", Role::Admin, SCOPES).await;
    let (ana, ben) = (app.person("ana").await, app.person("ben").await);
    World { app, eve, ana, ben }
}

impl World {
    async fn decide(&self, about: &Person, decision: Value) {
        self.eve.post(&format!("/api/v1/admin/accounts/{}/action", about.id), decision).await.ok();
        self.app.settle().await;
    }

    async fn lift(&self, about: &Person, verb: &str) -> Value {
        let lifted =
            self.eve.post(&format!("/api/v1/admin/accounts/{}/{verb}", about.id), json!({})).await.ok();
        self.app.settle().await;
        lifted.json
    }

    async fn admin_account(&self, about: &Person) -> Value {
        self.eve.get(&format!("/api/v1/admin/accounts/{}", about.id)).await.ok().json
    }
}

pub(crate) async fn found(who: &Person, path: &str, id: Id) -> bool {
    who.get(path).await.ok().each("id").contains(&id.to_string())
}

engine_tests! {
    async fn the_limited_are_for_their_followers(engine: Engine) {
        let w = world(engine).await;
        let fan = w.app.person("fan").await;
        fan.follow(&w.ben).await;
        w.ben.patch("/api/v1/accounts/update_credentials", json!({ "discoverable": true })).await.ok();
        let post = w.ben.publish("loud words #hcsm").await;
        w.app.settle().await;
        let lists = ["/api/v1/timelines/public", "/api/v1/timelines/tag/hcsm", "/api/v1/directory"];
        for (path, id) in lists.iter().zip([post, post, w.ben.id]) {
            assert!(found(&w.ana, path, id).await, "{path} before");
        }
        let mut public = w.ana.stream("/api/v1/streaming/public").await;
        let mut home = fan.stream("/api/v1/streaming/user").await;
        w.decide(&w.ben, json!({ "type": "silence", "text": "Please mind the rules." })).await;
        assert_eq!(w.admin_account(&w.ben).await["silenced"], true);
        for (path, id) in lists.iter().zip([post, post, w.ben.id]) {
            assert!(!found(&w.ana, path, id).await, "{path} after");
        }
        let of = w.ana.get(&format!("/api/v1/accounts/{}", w.ben.id)).await.ok().json;
        assert_eq!(of["limited"], true);
        assert!(found(&w.ana, &format!("/api/v1/accounts/{}/statuses", w.ben.id), post).await, "who goes there sees them");
        let search = async |who: &Person, query: &str| {
            let path = format!("/api/v2/search?type=accounts&q={query}");
            who.get(&path).await.ok().json["accounts"].as_array().unwrap().len()
        };
        assert_eq!((search(&w.ana, "be").await, search(&fan, "be").await, search(&w.ana, "ben").await), (0, 1, 1));
        let later = w.ben.publish("for friends, and @ana").await;
        assert_eq!(home.expect("update").await["id"], later.to_string());
        assert!(public.is_silent().await);
        // A stranger's mention waits among the requests; a follower's own does not.
        w.ben.publish("hello @fan").await;
        w.app.settle().await;
        let told = async |who: &Person| who.get("/api/v1/notifications?types[]=mention").await.ok().json.as_array().unwrap().len();
        assert_eq!((told(&w.ana).await, told(&fan).await), (0, 1));
        let requests = w.ana.get("/api/v1/notifications/requests").await.ok().json;
        assert_eq!(requests[0]["account"]["acct"], "ben");
        // Whom they want to follow is asked.
        w.ben.follow(&w.ana).await;
        let relation = w.ben.get(&format!("/api/v1/accounts/relationships?id[]={}", w.ana.id)).await.ok().json;
        assert_eq!((&relation[0]["following"], &relation[0]["requested"]), (&json!(false), &json!(true)));

        // They are told.
        let told = w.ben.get("/api/v1/notifications?types[]=moderation_warning").await.ok().json;
        assert_eq!(told[0]["moderation_warning"]["action"], "silence");
        assert_eq!(told[0]["moderation_warning"]["text"], "Please mind the rules.");
        assert_eq!(told[0]["moderation_warning"]["target_account"]["acct"], "ben");
        let lifted = w.lift(&w.ben, "unsilence").await;
        assert_eq!((&lifted["silenced"], &lifted["username"]), (&json!(false), &json!("ben")));
        assert!(found(&w.ana, "/api/v1/timelines/public", post).await);
    }

    async fn the_suspended_are_gone_and_come_back(engine: Engine) {
        let w = world(engine).await;
        w.ana.follow(&w.ben).await;
        let (post, mine) = (w.ben.publish("words #hcsm").await, w.ana.publish("mine").await);
        w.ben.touch("favourite", mine).await.ok();
        w.app.settle().await;
        let at_home = async || w.ana.home().await.iter().filter(|text| text.contains("words")).count();
        assert_eq!(at_home().await, 1, "and is in memory from now on");
        let report = json!({ "account_id": w.ben.id.to_string(), "status_ids": [post.to_string()] });
        let report = w.ana.post("/api/v1/reports", report).await.ok().json["id"].as_str().unwrap().to_owned();
        let mut stream = w.ben.stream("/api/v1/streaming/user").await;
        w.decide(&w.ben, json!({ "type": "suspend", "report_id": report, "send_email_notification": false })).await;
        assert!(stream.ends().await);
        assert_eq!(at_home().await, 0);
        assert!(!found(&w.ana, "/api/v1/timelines/public", post).await);
        assert!(!found(&w.ana, "/api/v1/timelines/tag/hcsm", post).await);
        w.ana.get(&format!("/api/v1/statuses/{post}")).await.fails(404);
        w.ana.get(&format!("/api/v1/accounts/{}/statuses", w.ben.id)).await.fails(404);
        let profile = w.ana.get(&format!("/api/v1/accounts/{}", w.ben.id)).await.ok().json;
        assert_eq!((&profile["suspended"], &profile["note"]), (&json!(true), &json!("")));
        assert!(w.ana.get("/api/v1/notifications").await.ok().json.as_array().unwrap().is_empty());
        let refused = w.ben.get("/api/v1/timelines/home").await.fails(403);
        assert_eq!(refused.json["error"], "Your login is currently disabled");
        let shown = w.eve.get(&format!("/api/v1/admin/reports/{report}")).await.ok().json;
        assert_eq!((&shown["action_taken"], &shown["statuses"][0]["id"]), (&json!(true), &json!(post.to_string())));
        // Nobody comes back under another spelling of the address.
        let test = json!({ "email": "B.E.N+again@example.org" });
        let listed = w.eve.post("/api/v1/admin/canonical_email_blocks/test", test.clone()).await.ok().json;
        assert_eq!(listed.as_array().unwrap().len(), 1);

        assert_eq!(w.lift(&w.ben, "unsuspend").await["suspended"], false);
        assert_eq!(at_home().await, 1);
        w.ben.get("/api/v1/timelines/home").await.ok();
        let listed = w.eve.post("/api/v1/admin/canonical_email_blocks/test", test).await.ok().json;
        assert!(listed.as_array().unwrap().is_empty());
        assert!(w.ben.get("/api/v1/notifications?types[]=moderation_warning").await.ok().json.as_array().unwrap().is_empty(), "silently");
    }

    async fn data_of_the_suspended_can_be_deleted(engine: Engine) {
        let w = world(engine).await;
        w.ben.follow(&w.ana).await;
        w.ana.follow(&w.ben).await;
        w.ben.patch("/api/v1/accounts/update_credentials", json!({ "note": "about me" })).await.ok();
        let post = w.ben.publish("words").await;
        let path = format!("/api/v1/admin/accounts/{}", w.ben.id);
        w.eve.delete(&path).await.fails(403);
        w.decide(&w.ben, json!({ "type": "suspend" })).await;
        assert_eq!(w.eve.delete(&path).await.ok().json["suspended"], true);
        w.app.settle().await;
        assert!(w.app.medley.posts.show_to_staff(&[post]).await.unwrap().is_empty());
        let account = w.app.medley.accounts.account(w.ben.id).await.unwrap().unwrap();
        assert_eq!((account.note.as_str(), account.stats.following, account.stats.followers), ("", 0, 0));
        w.ben.get("/api/v1/timelines/home").await.fails(401);
        w.eve.post(&format!("{path}/unsuspend"), json!({})).await.fails(403);
    }

    async fn the_disabled_cannot_get_in(engine: Engine) {
        let w = world(engine).await;
        w.decide(&w.ben, json!({ "type": "disable" })).await;
        let refused = w.ben.get("/api/v1/accounts/verify_credentials").await.fails(403);
        assert_eq!(refused.json["error"], "Your login is currently disabled");
        assert!(w.app.medley.access.sign_in("ben", "ben likes long passwords", "").await.is_err());
        w.ana.get(&format!("/api/v1/accounts/{}", w.ben.id)).await.ok();
        assert_eq!(w.lift(&w.ben, "enable").await["disabled"], false);
        w.ben.get("/api/v1/accounts/verify_credentials").await.ok();
    }

    async fn media_of_the_sensitive_are_covered(engine: Engine) {
        let w = world(engine).await;
        let post = w.ben.publish("a picture").await;
        let sensitive = async |who: &Person| who.get(&format!("/api/v1/statuses/{post}")).await.ok().json["sensitive"].clone();
        assert_eq!(sensitive(&w.ana).await, false);
        w.decide(&w.ben, json!({ "type": "sensitive" })).await;
        assert_eq!((sensitive(&w.ana).await, sensitive(&w.ben).await), (json!(true), json!(false)));
        assert_eq!(w.lift(&w.ben, "unsensitive").await["sensitized"], false);
        assert_eq!(sensitive(&w.ana).await, false);
    }

    async fn nobody_acts_on_their_own_rank(engine: Engine) {
        let w = world(engine).await;
        let moderator = w.app.person_with("mod", Role::Moderator, SCOPES).await;
        for (who, about) in [(&moderator, &w.eve), (&moderator, &moderator), (&w.eve, &w.eve)] {
            let path = format!("/api/v1/admin/accounts/{}/action", about.id);
            who.post(&path, json!({ "type": "silence" })).await.fails(403);
        }
        let path = format!("/api/v1/admin/accounts/{}/action", w.ben.id);
        moderator.post(&path, json!({ "type": "odd" })).await.fails(422);
        moderator.post(&path, json!({ "type": "none", "report_id": "1" })).await.fails(404);
        moderator.post(&path, json!({ "type": "none", "text": "A word." })).await.ok();
        moderator.post("/api/v1/admin/domain_blocks", json!({ "domain": "bad.example" })).await.fails(403);
        let staff = w.eve.get("/api/v2/admin/accounts?permissions=staff").await.ok();
        let mut names = staff.each("username");
        names.sort();
        assert_eq!(names, ["eve", "mod"]);
        let strikes = w.app.medley.moderation.strikes(w.ben.id).await.unwrap();
        assert_eq!((strikes.len(), strikes[0].text.as_str()), (1, "A word."));
        let audit = w.app.medley.moderation.audit(base::Page::newest(9)).await.unwrap();
        assert_eq!((audit.len(), audit[0].by, audit[0].name.as_str()), (1, moderator.id, "ben"));
    }

    async fn finding_accounts(engine: Engine) {
        let w = world(engine).await;
        let names = async |path: &str| w.eve.get(path).await.ok().each("username");
        assert_eq!(names("/api/v1/admin/accounts").await.len(), 3);
        assert_eq!(names("/api/v2/admin/accounts?username=BE").await, ["ben"]);
        assert_eq!(names("/api/v2/admin/accounts?email=ana@").await, ["ana"]);
        assert_eq!(names("/api/v2/admin/accounts?username=b_n").await, [""; 0], "no pattern");
        assert_eq!(names("/api/v2/admin/accounts?origin=remote").await, [""; 0]);
        assert_eq!(names("/api/v2/admin/accounts?role_ids[]=2").await, ["eve"]);
        assert_eq!(names("/api/v1/admin/accounts?staff=true&local=true").await, ["eve"]);
        w.decide(&w.ben, json!({ "type": "silence" })).await;
        w.decide(&w.ben, json!({ "type": "disable" })).await;
        assert_eq!(names("/api/v1/admin/accounts?silenced=true&disabled=true").await, ["ben"]);
        assert_eq!(names("/api/v2/admin/accounts?status=disabled").await, ["ben"]);
        assert_eq!(names("/api/v2/admin/accounts?status=suspended").await, [""; 0]);
        w.eve.get("/api/v2/admin/accounts?status=odd").await.fails(422);
        let first = w.eve.get("/api/v2/admin/accounts?limit=1").await.ok();
        let next = w.eve.get(&first.link("next").unwrap()).await.ok();
        assert_ne!(first.each("id"), next.each("id"));
        assert_eq!(w.eve.get(&next.link("prev").unwrap()).await.ok().each("id"), first.each("id"));
        let ana = w.admin_account(&w.ana).await;
        assert_eq!((&ana["confirmed"], &ana["approved"], &ana["domain"]), (&json!(true), &json!(true), &Value::Null));
        assert_eq!((&ana["role"]["id"], &ana["account"]["acct"]), (&json!("-99"), &json!("ana")));
        let me = w.eve.get("/api/v1/accounts/verify_credentials").await.ok().json;
        assert_eq!((&me["role"]["name"], &me["role"]["permissions"]), (&json!("admin"), &json!("1")));
        w.eve.get("/api/v1/admin/accounts/1").await.fails(404);
    }

    async fn all_nodes_follow(engine: Engine) {
        let near = world(engine).await;
        let post = near.ben.publish("words").await;
        let far = near.app.reopened().await;
        far.medley.bus.start();
        let reader = far.with_scopes(&near.ana, "read").await;
        let mut gone = false;
        for _ in 0..100 {
            near.lift(&near.ben, "unsilence").await;
            near.decide(&near.ben, json!({ "type": "silence", "send_email_notification": false })).await;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            if !found(&reader, "/api/v1/timelines/public", post).await {
                gone = true;
                break;
            }
        }
        far.medley.bus.stop();
        assert!(gone, "the other node never heard of it");
    }
}
