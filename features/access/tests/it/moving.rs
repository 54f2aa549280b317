//! Moving to another account: aliases, the redirect, followers.

use accounts::FollowEdit;
use base::{DAY_MS, Id};
use store::engine_tests;

use crate::rig::{PASSWORD, Rig, rig};

const MOVING: &str = "/settings/moving";

async fn follow(rig: &Rig, from: Id, to: Id) {
    let edit = FollowEdit { notify: Some(true), reblogs: Some(false), languages: None };
    rig.accounts.follow(from, to, edit).await.unwrap();
}

async fn work(rig: &Rig) {
    while rig.bus.work_off().await.unwrap() > 0 {}
    assert!(rig.bus.dead_letters().await.unwrap().is_empty());
}

engine_tests! {
    async fn followers_come_along(engine: Engine) {
        let rig = rig(engine).await;
        let (old, new, fan, foe, both) = (
            rig.person("old").await, rig.person("new").await, rig.person("fan").await, rig.person("foe").await,
            rig.person("both").await,
        );
        for follower in [fan, foe, both, new] {
            follow(&rig, follower, old).await;
        }
        follow(&rig, both, new).await;
        rig.accounts.block(foe, new).await.unwrap();
        let (olds, news) = (rig.signed_in("old").await, rig.signed_in("new").await);
        ui::check::assert_page(&rig.open(MOVING, &olds).await.body);
        let fields = [("target", "@new"), ("password", PASSWORD)];
        let refused = rig.own_form(MOVING, &olds, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("does not name this one"), "{}", refused.body);
        for alias in ["nobody", "new", "old@elsewhere.example"] {
            let refused = rig.own_form("/settings/moving/aliases", &news, &[("alias", alias)]).await;
            assert_eq!(refused.status, 422, "{alias}");
            ui::check::assert_page(&refused.body);
        }
        for alias in ["@old@medley.example", "OLD"] {
            assert_eq!(rig.own_form("/settings/moving/aliases", &news, &[("alias", alias)]).await.location(), MOVING);
        }
        assert_eq!(rig.accounts.aliases(new).await.unwrap(), [old]);
        let wrong = rig.own_form(MOVING, &olds, &[("target", "new"), ("password", "wrong")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("password is wrong"));
        assert_eq!(rig.own_form(MOVING, &olds, &fields).await.location(), "/settings/moving?moved");

        let token = rig.token(fan).await;
        let entity = rig.get(&format!("/api/v1/accounts/{old}"), &token).await.json();
        assert_eq!((&entity["moved"]["acct"], &entity["moved"]["moved"]), (&"new".into(), &serde_json::Value::Null));
        work(&rig).await;
        let moved = rig.accounts.relations(fan).await.unwrap();
        assert!(moved.follows(new) && !moved.follows(old));
        let kept = moved.following.get(&new).unwrap();
        assert!(kept.notify && !kept.reblogs, "in the same way");
        assert!(rig.accounts.relations(both).await.unwrap().follows(new));
        assert!(!rig.accounts.relations(foe).await.unwrap().follows(new), "not across a block");
        assert!(rig.accounts.relations(new).await.unwrap().follows(old), "nobody follows themselves");
        let counts = rig.get(&format!("/api/v1/accounts/{old}"), &token).await.json();
        assert_eq!((&counts["followers_count"], &counts["moved"]["followers_count"]), (&2.into(), &2.into()));

        let anew = rig.post(&format!("/api/v1/accounts/{old}/follow"), &token, serde_json::json!({})).await;
        assert_eq!((anew.status, anew.error().as_str()), (403, "This action is not allowed"));
        assert!(rig.mails().await.iter().any(|mail| mail.contains("Subject: Your account moves")));
        ui::check::assert_page(&rig.open(MOVING, &olds).await.body);
    }

    async fn a_redirect_can_be_taken_away(engine: Engine) {
        let rig = rig(engine).await;
        let (old, new, third) = (rig.person("old").await, rig.person("new").await, rig.person("third").await);
        for target in [new, third] {
            rig.accounts.add_alias(target, old).await.unwrap();
        }
        rig.access.move_account(old, new).await.unwrap();
        assert!(rig.access.move_account(old, third).await.is_err(), "so soon");
        rig.accounts.add_alias(old, third).await.unwrap();
        assert!(rig.access.move_account(third, old).await.is_err(), "it has moved itself");
        let olds = rig.signed_in("old").await;
        assert_eq!(rig.own_form("/settings/moving/back", &olds, &[]).await.location(), MOVING);
        let token = rig.token(new).await;
        assert!(rig.get(&format!("/api/v1/accounts/{old}"), &token).await.json().get("moved").is_none());
        follow(&rig, new, old).await;
        assert!(rig.access.move_account(old, third).await.is_err(), "still so soon");
        rig.clock.advance(31 * DAY_MS);
        let olds = rig.signed_in("old").await;
        let removed = [("acct", "third")];
        assert_eq!(rig.own_form("/settings/moving/aliases/remove", &olds, &removed).await.location(), MOVING);
        assert!(rig.accounts.aliases(old).await.unwrap().is_empty());
        rig.access.move_account(old, third).await.unwrap();
        rig.accounts.move_back(old).await.unwrap();
        work(&rig).await;
        assert!(rig.accounts.relations(new).await.unwrap().follows(old), "a job whose redirect is gone does nothing");
    }
}
