//! Lists, groups, markers.

use base::{Id, Page};
use serde_json::Value;
use store::engine_tests;

use super::World;
use crate::entity::{self, Expand};
use crate::fallback::Known;
use crate::views::Filter;
use crate::{Kind, UNREAD_MAX};

const GROUPED: [Kind; 3] = [Kind::Favourite, Kind::Reblog, Kind::Follow];

fn only(kinds: &[Kind]) -> Filter {
    Filter { kinds: kinds.to_vec(), ..Filter::default() }
}

async fn page(w: &World, account: Id, filter: &Filter, page: Page) -> Vec<Id> {
    let listed = w.notes.list(account, filter, page).await.unwrap();
    assert_eq!(listed.cursors.len(), listed.entries.len());
    listed.entries.iter().map(|entry| entry.row.id).collect()
}

/// Ana's post, liked by two, boosted by one; one mention and two follows.
async fn busy(w: &World) -> (Id, [Id; 3], Id) {
    let ana = w.person("ana").await;
    let people = w.people(["ben", "chi", "dee"]).await;
    let [ben, chi, dee] = people;
    let post = w.post(ana, "hello").await;
    w.like(ben, post).await;
    w.follow(ben, ana, None).await;
    w.post(dee, "@ana good morning").await;
    w.like(chi, post).await;
    w.boost(dee, post).await;
    w.follow(chi, ana, None).await;
    (ana, people, post)
}

engine_tests! {
    async fn pages_and_filters(engine: Engine) {
        let w = World::new(engine).await;
        let (ana, [ben, ..], _) = busy(&w).await;
        let (all, every) = (w.ids(ana).await, Filter::default());
        assert_eq!(all.len(), 6);
        assert!(all.is_sorted_by(|a, b| a > b));
        let first = page(&w, ana, &every, Page::newest(2)).await;
        assert_eq!(first, all[..2]);
        let older = Page { max_id: Some(first[1]), ..Page::newest(3) };
        assert_eq!(page(&w, ana, &every, older).await, all[2..5]);
        let newer = Page { min_id: Some(all[4]), ..Page::newest(2) };
        assert_eq!(page(&w, ana, &every, newer).await, all[2..4], "the oldest of the newer ones, newest first");
        let since = Page { since_id: Some(all[4]), ..Page::newest(2) };
        assert_eq!(page(&w, ana, &every, since).await, all[..2]);
        assert_eq!(page(&w, ana, &only(&[Kind::Follow]), Page::newest(40)).await.len(), 2);
        assert_eq!(page(&w, ana, &only(&[]), Page::newest(40)).await, []);
        let from_ben = Filter { from: Some(ben), ..Filter::default() };
        assert_eq!(page(&w, ana, &from_ben, Page::newest(40)).await.len(), 2);
    }

    async fn a_page_of_hidden_things_is_passed_over(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben, spam] = w.people(["ana", "ben", "spam"]).await;
        w.post(ben, "@ana hello").await;
        for n in 0..5 {
            w.post(spam, &format!("@ana buy {n}")).await;
        }
        w.accounts.suspend(spam, true).await.unwrap();
        let listed = w.notes.list(ana, &Filter::default(), Page::newest(2)).await.unwrap();
        assert_eq!(listed.entries.iter().map(|e| e.row.from).collect::<Vec<_>>(), [ben]);
    }

    async fn groups(engine: Engine) {
        let w = World::new(engine).await;
        let (ana, [ben, chi, dee], post) = busy(&w).await;
        let all = w.notes.grouped(ana, &Filter::default(), &GROUPED, Page::newest(40)).await.unwrap();
        let shape: Vec<(Kind, i64, Vec<Id>)> = all
            .groups
            .iter()
            .map(|g| (g.group.kind, g.count, g.sample.iter().map(|p| p.id).collect()))
            .collect();
        let expected = [
            (Kind::Follow, 2, vec![chi, ben]),
            (Kind::Reblog, 1, vec![dee]),
            (Kind::Favourite, 2, vec![chi, ben]),
            (Kind::Mention, 1, vec![dee]),
        ];
        assert_eq!(shape, expected);
        let likes = all.groups[2].group.key.clone();
        assert!(likes.starts_with(&format!("favourite-{post}-")), "{likes}");
        let one = w.notes.group(ana, likes.clone()).await.unwrap().unwrap();
        assert_eq!((one.groups.len(), one.groups[0].count), (1, 2));
        let alone = w.notes.group(ana, all.groups[3].group.key.clone()).await.unwrap().unwrap();
        assert_eq!(alone.groups[0].newest.kind, Kind::Mention);
        assert!(w.notes.group(ana, "favourite-1-1".to_owned()).await.unwrap().is_none());
        assert!(w.notes.group(ben, likes.clone()).await.unwrap().is_none(), "somebody else's");
        w.notes.dismiss_group(ana, likes).await.unwrap();
        w.notes.dismiss_group(ana, all.groups[3].group.key.clone()).await.unwrap();
        assert_eq!(w.seen(ana).await.iter().map(|n| n.0).collect::<Vec<_>>(), [Kind::Follow, Kind::Reblog, Kind::Follow]);
    }

    async fn pages_of_groups_repeat_no_row(engine: Engine) {
        let w = World::new(engine).await;
        let (ana, ..) = busy(&w).await;
        let (mut seen, mut next) = (Vec::new(), Page::newest(1));
        loop {
            let page = w.notes.grouped(ana, &Filter::default(), &GROUPED, next).await.unwrap();
            let Some(&oldest) = page.cursors.last() else { break };
            assert_eq!(page.groups.len(), 1);
            seen.extend(page.cursors);
            next.max_id = Some(oldest);
        }
        assert_eq!(seen, w.ids(ana).await);
    }

    async fn grouped_json(engine: Engine) {
        let w = World::new(engine).await;
        let (ana, [ben, chi, dee], post) = busy(&w).await;
        let page = w.notes.grouped(ana, &Filter::default(), &GROUPED, Page::newest(40)).await.unwrap();
        let json = |expand| serde_json::from_slice::<Value>(&entity::grouped(&page, expand, &Known::Unsaid).unwrap()).unwrap();
        let full = json(Expand::Full);
        let ids = |list: &Value| list.as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().parse().unwrap()).collect();
        let mut everyone: Vec<Id> = ids(&full["accounts"]);
        everyone.sort_unstable();
        let mut expected = vec![ben, chi, dee];
        expected.sort_unstable();
        assert_eq!(everyone, expected);
        assert_eq!(full["statuses"].as_array().unwrap().len(), 2);
        let likes = &full["notification_groups"][2];
        assert_eq!((&likes["type"], &likes["notifications_count"]), (&"favourite".into(), &2.into()));
        assert_eq!(likes["status_id"], post.to_string());
        assert!(likes["most_recent_notification_id"].is_i64(), "{likes}");
        for name in ["page_min_id", "page_max_id"] {
            assert!(likes[name].as_str().unwrap().parse::<Id>().is_ok(), "{name}");
        }
        let partial = json(Expand::Partial);
        assert_eq!(ids(&partial["partial_accounts"]), vec![ben]);
        assert!(partial["partial_accounts"][0]["avatar"].is_string());
    }

    async fn one_notification_as_json(engine: Engine) {
        let w = World::new(engine).await;
        let [ana, ben] = w.people(["ana", "ben"]).await;
        let post = w.post(ana, "@ben hello").await;
        w.follow(ana, ben, None).await;
        let [follow, mention] = w.ids(ben).await[..] else { panic!("two notifications") };
        let told = w.notes.one(mention, ben).await.unwrap().unwrap();
        let told: Value = serde_json::from_str(&told).unwrap();
        assert_eq!(told["id"], mention.to_string());
        assert_eq!((&told["type"], &told["account"]["acct"]), (&"mention".into(), &"ana".into()));
        assert_eq!(told["status"]["id"], post.to_string());
        assert_eq!(told["group_key"], format!("ungrouped-{mention}"));
        assert_eq!(told["created_at"], "2026-11-22T14:00:00.000Z");
        let told: Value = serde_json::from_str(&w.notes.one(follow, ben).await.unwrap().unwrap()).unwrap();
        assert!(told.get("status").is_none(), "a follow has no post at all");
        assert!(w.notes.one(mention, ana).await.unwrap().is_none(), "somebody else's");
        w.notes.dismiss(ana, mention).await.unwrap();
        assert_eq!(w.ids(ben).await.len(), 2, "only the reader can dismiss");
        w.notes.dismiss(ben, mention).await.unwrap();
        assert!(w.notes.one(mention, ben).await.unwrap().is_none());
        w.notes.clear(ben).await.unwrap();
        assert_eq!(w.ids(ben).await, []);
    }

    async fn markers_and_unread(engine: Engine) {
        let w = World::new(engine).await;
        let (ana, ..) = busy(&w).await;
        let ids = w.ids(ana).await;
        assert_eq!(w.notes.unread(ana).await.unwrap(), 6);
        assert!(w.notes.markers(ana).await.unwrap().is_empty());
        w.notes.mark(ana, vec![("notifications", ids[1]), ("home", Id(7))]).await.unwrap();
        assert_eq!(w.notes.unread(ana).await.unwrap(), 1);
        let every = Filter::default();
        assert_eq!(w.notes.count_unread_groups(ana, &every, &GROUPED, 100).await.unwrap(), 1);
        w.notes.mark_read(ana, ids[3]).await.unwrap();
        assert_eq!(w.notes.last_read(ana).await.unwrap(), ids[1], "reading does not go back");
        w.notes.mark(ana, vec![("notifications", ids[5])]).await.unwrap();
        let markers = w.notes.markers(ana).await.unwrap();
        assert_eq!((markers["notifications"].last_read_id, markers["notifications"].version), (ids[5], 2));
        assert_eq!((markers["home"].last_read_id, markers["home"].version), (Id(7), 1));
        assert_eq!(w.notes.unread(ana).await.unwrap(), 5);
        assert_eq!(w.notes.count_unread(ana, &every, 3).await.unwrap(), 3);
        assert_eq!(w.notes.count_unread_groups(ana, &every, &GROUPED, 2).await.unwrap(), 2);
        assert_eq!(w.notes.count_unread(ana, &only(&[Kind::Mention]), UNREAD_MAX as usize).await.unwrap(), 1);
        w.notes.mark_read(ana, ids[0]).await.unwrap();
        assert_eq!(w.notes.unread(ana).await.unwrap(), 0);
    }
}
