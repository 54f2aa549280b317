use store::testing::fresh;
use store::{Engine, engine_tests};

use super::World;
use crate::{Notifications, store as sql};

engine_tests! {
    async fn every_statement_is_understood(engine: Engine) {
        let fresh = fresh(engine);
        let db = fresh.open();
        db.migrate(Notifications::migrations().to_vec()).await.unwrap();
        db.read(|r| Notifications::statements().iter().try_for_each(|statement| r.prepare(statement))).await.unwrap();
    }
}

#[test]
fn every_statement_names_the_bucket() {
    // Who was told of a post that is gone lies in any bucket.
    let exempt = ["FORGET_POST"];
    for statement in Notifications::statements() {
        let text = statement.text();
        let bound = text.contains("bk = $") || text.contains("bk IN {$") || text.contains("(id, bk,");
        let bound = bound || text.contains("(bk, ") || text.contains("(account_id, bk,");
        assert!(bound || exempt.contains(&statement.name()), "{}", statement.name());
    }
}

/// The hot pages read an index and sort nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans() {
    let world = World::new(Engine::Sqlite).await;
    for (statement, index) in [
        (&sql::PAGE, "notifications_by_account"),
        (&sql::PAGE_UP, "notifications_by_account"),
        (&sql::COUNT, "notifications_by_account"),
        (&sql::COUNT_GROUPS, "notifications_by_group"),
        (&sql::OF_GROUP, "notifications_by_group"),
        (&sql::FORGET_POST, "notifications_by_post"),
    ] {
        let plan = world.db.read(move |r| r.plan(statement)).await.unwrap();
        assert!(plan.contains(index) && !plan.contains("TEMP B-TREE"), "{}: {plan}", statement.name());
    }
}
