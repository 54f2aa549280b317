//! Who is told of what, and what is taken back.

use std::sync::Arc;

use base::Id;
use posts::Visibility;
use store::engine_tests;

use super::World;
use crate::{Kind, Policy, Treatment};

const DROP: Treatment = Treatment::Drop;
const FILTER: Treatment = Treatment::Filter;

engine_tests! {
    async fn mentions(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben] = w.people(["ana", "ben"]).await;
        let post = w.post(ana, "@ben and @ben, and I, @ana").await;
        assert_eq!(w.seen(ben).await, [(Kind::Mention, ana, Some(post))]);
        assert_eq!(w.seen(ana).await, [], "one's own doing");
        let told: Vec<(Id, Kind)> = w.heard.lock().iter().map(|n| (n.account, n.kind)).collect();
        assert_eq!(told, [(ben, Kind::Mention)]);
        // An edit tells only those who were not mentioned before.
        let chi = w.person("chi").await;
        w.edit(ana, post, "@ben and @chi").await;
        assert_eq!(w.seen(ben).await.len(), 1);
        assert_eq!(w.seen(chi).await, [(Kind::Mention, ana, Some(post))]);
    }

    async fn the_staff_are_told_who_signs_up(engine: Engine) {
        let w = World::new(engine).await;
        let [owner, mod_, user] = w.people(["owner", "mod", "user"]).await;
        w.newcomer("early").await;
        assert_eq!(w.seen(owner).await, [], "nobody has said who the staff are");
        w.notes.name_staff(Arc::new(move || Box::pin(async move { Ok(vec![owner, mod_]) })));
        let policy = Policy { for_new_accounts: DROP, for_not_following: DROP, ..Policy::default() };
        w.notes.set_policy(mod_, policy).await.unwrap();
        w.person("imported").await;
        w.settle().await;
        let (ana, ben) = (w.newcomer("ana").await, w.newcomer("ben").await);
        for staff in [owner, mod_] {
            assert_eq!(w.seen(staff).await, [(Kind::AdminSignUp, ben, None), (Kind::AdminSignUp, ana, None)]);
        }
        assert_eq!(w.seen(user).await, []);
        let json = w.notes.one(w.ids(owner).await[0], owner).await.unwrap().unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!((&json["type"], &json["account"]["acct"]), (&"admin.sign_up".into(), &"ben".into()));
        assert!(json.get("status").is_none());
        w.accounts.suspend(ben, true).await.unwrap();
        assert_eq!(w.seen(owner).await, [(Kind::AdminSignUp, ana, None)], "who was turned down is not shown");
    }

    async fn muted_threads_and_people_are_silent(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        let root = w.post(ben, "a thread").await;
        w.posts.mute_thread(ben, root).await.unwrap();
        w.publish(ana, "@ben yes", Visibility::Public, Some(root)).await;
        w.like(ana, root).await;
        assert_eq!(w.seen(ben).await, []);
        w.mute(ben, chi, true).await;
        w.post(chi, "@ben hello").await;
        assert_eq!(w.seen(ben).await, []);
        // A mute of posts alone leaves notifications.
        w.mute(ben, chi, false).await;
        let post = w.post(chi, "@ben hello?").await;
        assert_eq!(w.seen(ben).await, [(Kind::Mention, chi, Some(post))]);
        // A mute with notifications hides what is there already, until it ends.
        w.mute(ben, chi, true).await;
        assert_eq!((w.seen(ben).await.len(), w.notes.unread(ben).await.unwrap()), (0, 0));
        w.accounts.unmute(ben, chi).await.unwrap();
        assert_eq!((w.seen(ben).await.len(), w.notes.unread(ben).await.unwrap()), (1, 1));
    }

    async fn likes_and_boosts_come_and_go(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben] = w.people(["ana", "ben"]).await;
        let post = w.post(ana, "hello").await;
        w.like(ben, post).await;
        w.boost(ben, post).await;
        w.like(ana, post).await;
        let both = [(Kind::Reblog, ben, Some(post)), (Kind::Favourite, ben, Some(post))];
        assert_eq!(w.seen(ana).await, both);
        assert_eq!(w.notes.unread(ana).await.unwrap(), 2);
        w.posts.unfavourite(ben, post).await.unwrap();
        w.posts.unboost(ben, post).await.unwrap();
        w.settle().await;
        assert_eq!((w.seen(ana).await.len(), w.notes.unread(ana).await.unwrap()), (0, 0));
        // Undone before it was told.
        w.posts.favourite(ben, post).await.unwrap();
        w.posts.unfavourite(ben, post).await.unwrap();
        w.settle().await;
        assert_eq!(w.seen(ana).await, []);
        w.like(ben, post).await;
        assert_eq!(w.seen(ana).await.len(), 1, "liked again");
    }

    async fn follows_and_requests(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        w.follow(ben, ana, None).await;
        w.follow(ben, ana, Some(true)).await;
        assert_eq!(w.seen(ana).await, [(Kind::Follow, ben, None)]);
        w.accounts.unfollow(ben, ana).await.unwrap();
        w.settle().await;
        assert_eq!(w.seen(ana).await, []);
        w.lock(ana).await;
        w.follow(ben, ana, None).await;
        w.follow(chi, ana, None).await;
        assert_eq!(w.seen(ana).await, [(Kind::FollowRequest, chi, None), (Kind::FollowRequest, ben, None)]);
        w.accounts.accept(ana, ben).await.unwrap();
        w.accounts.reject(ana, chi).await.unwrap();
        w.settle().await;
        assert_eq!(w.seen(ana).await, [(Kind::Follow, ben, None)]);
        w.accounts.remove_follower(ana, ben).await.unwrap();
        w.settle().await;
        assert_eq!(w.seen(ana).await, []);
    }

    async fn bells(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        let early = w.post(chi, "hi").await;
        w.follow(ben, ana, Some(true)).await;
        w.follow(chi, ana, None).await;
        let post = w.publish(ana, "for followers", Visibility::Followers, None).await;
        assert_eq!(w.seen(ben).await, [(Kind::Status, ana, Some(post))]);
        assert_eq!(w.seen(chi).await, []);
        w.publish(ana, "@chi an answer", Visibility::Public, Some(early)).await;
        w.publish(ana, "@chi a message", Visibility::Direct, None).await;
        w.boost(ana, early).await;
        assert_eq!(w.seen(ben).await.len(), 1, "answers to others, messages and boosts ring no bell");
        let both = w.post(ana, "@ben once is enough").await;
        assert_eq!(w.seen(ben).await[0], (Kind::Mention, ana, Some(both)));
        assert_eq!(w.seen(ben).await.len(), 2);
        w.follow(ben, ana, Some(false)).await;
        w.post(ana, "more").await;
        w.follow(ben, ana, Some(true)).await;
        w.accounts.unfollow(ben, ana).await.unwrap();
        w.post(ana, "and more").await;
        assert_eq!(w.seen(ben).await.iter().filter(|(kind, ..)| *kind == Kind::Status).count(), 0, "no follower");
    }

    async fn edits_are_told_to_those_who_boosted(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        let post = w.post(ana, "a claim").await;
        w.boost(ben, post).await;
        w.like(chi, post).await;
        w.edit(ana, post, "a correction").await;
        assert_eq!(w.seen(ben).await, [(Kind::Update, ana, Some(post))]);
        assert_eq!(w.seen(chi).await, []);
        let first = w.ids(ben).await;
        w.clock.advance(60_000);
        w.edit(ana, post, "another").await;
        let second = w.ids(ben).await;
        assert!(second.len() == 1 && second > first, "a later edit is news again, and takes the place of the first");
    }

    async fn a_block_takes_everything_along(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben] = w.people(["ana", "ben"]).await;
        let post = w.post(ana, "@ben hello").await;
        w.like(ben, post).await;
        w.follow(ana, ben, Some(true)).await;
        w.accounts.block(ana, ben).await.unwrap();
        assert_eq!((w.seen(ana).await, w.seen(ben).await), (vec![], vec![]), "at once, by the rule");
        w.settle().await;
        w.accounts.unblock(ana, ben).await.unwrap();
        w.settle().await;
        assert_eq!((w.seen(ana).await, w.seen(ben).await), (vec![], vec![]), "for good, by the event");
        w.post(ben, "no bell").await;
        assert_eq!(w.seen(ana).await, []);
    }

    async fn deleted_posts_and_suspended_people(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        let post = w.post(ana, "@ben hello").await;
        w.like(chi, post).await;
        w.posts.delete(ana, post).await.unwrap();
        assert_eq!((w.seen(ana).await, w.seen(ben).await), (vec![], vec![]));
        w.settle().await;
        let unread = [w.notes.unread(ana).await.unwrap(), w.notes.unread(ben).await.unwrap()];
        assert_eq!(unread, [0, 0]);
        w.follow(chi, ana, None).await;
        w.follow(ben, ana, None).await;
        w.accounts.suspend(chi, true).await.unwrap();
        assert_eq!(w.seen(ana).await, [(Kind::Follow, ben, None)]);
        let second = w.post(ana, "@chi").await;
        w.accounts.suspend(chi, false).await.unwrap();
        assert_eq!(w.seen(ana).await.len(), 2);
        assert_eq!(w.seen(chi).await, [(Kind::Mention, ana, Some(second))]);
    }

    async fn policies_drop_and_filter(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, chi] = w.people(["ana", "ben", "chi"]).await;
        w.follow(ana, chi, None).await;
        w.notes.set_policy(ana, Policy { for_not_following: DROP, ..Policy::default() }).await.unwrap();
        w.post(ben, "@ana dropped").await;
        let friend = w.post(chi, "@ana kept").await;
        assert_eq!(w.seen(ana).await, [(Kind::Mention, chi, Some(friend))]);
        w.notes.set_policy(ana, Policy { for_not_following: FILTER, ..Policy::default() }).await.unwrap();
        w.heard.lock().clear();
        w.post(ben, "@ana one").await;
        let last = w.post(ben, "@ana two").await;
        assert_eq!(w.seen(ana).await.len(), 1);
        assert!(w.heard.lock().is_empty(), "filtered ones are not announced");
        assert_eq!((w.notes.pending(ana).await.unwrap(), w.notes.unread(ana).await.unwrap()), ((2, 1), 1));
        let requests = w.notes.requests(ana, base::Page::newest(40)).await.unwrap();
        assert_eq!((requests.len(), requests[0].from, requests[0].count), (1, ben, 2));
        assert_eq!(requests[0].last_post, Some(last));
        assert_eq!(w.notes.request(ana, ben).await.unwrap(), requests.first().copied());
        assert_eq!(w.notes.request(ana, chi).await.unwrap(), None);
        w.notes.clear(ana).await.unwrap();
        assert_eq!(w.notes.pending(ana).await.unwrap(), (2, 1), "requests are not cleared");
        w.notes.accept_requests(ana, vec![ben]).await.unwrap();
        assert_eq!((w.seen(ana).await.len(), w.notes.pending(ana).await.unwrap()), (2, (0, 0)));
        w.post(ben, "@ana three").await;
        assert_eq!(w.seen(ana).await.len(), 3, "let in from now on");
    }

    async fn refused_requests_are_gone(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben] = w.people(["ana", "ben"]).await;
        let quiet = Policy { for_private_mentions: FILTER, ..Policy::default() };
        w.notes.set_policy(ana, quiet).await.unwrap();
        assert_eq!(w.notes.policy(ana).await.unwrap(), quiet);
        w.publish(ben, "@ana psst", Visibility::Direct, None).await;
        w.post(ben, "@ana aloud").await;
        assert_eq!((w.seen(ana).await.len(), w.notes.pending(ana).await.unwrap()), (1, (1, 1)));
        w.notes.dismiss_requests(ana, vec![ben]).await.unwrap();
        assert_eq!((w.seen(ana).await.len(), w.notes.pending(ana).await.unwrap()), (1, (0, 0)));
        // An answer to what Ana wrote is no surprise.
        let asked = w.publish(ana, "@ben a question", Visibility::Direct, None).await;
        w.publish(ben, "@ana an answer", Visibility::Direct, Some(asked)).await;
        assert_eq!((w.seen(ana).await.len(), w.notes.pending(ana).await.unwrap()), (2, (0, 0)));
    }
}
