use ::store::testing::fresh;
use ::store::{Engine, engine_tests};

use super::*;

engine_tests! {
    async fn every_statement_is_understood(engine: Engine) {
        let fresh = fresh(engine);
        let db = fresh.open();
        db.migrate(Lists::migrations().to_vec()).await.unwrap();
        db.read(|r| Lists::statements().iter().try_for_each(|statement| r.prepare(statement))).await.unwrap();
    }
}

/// What is asked for each page and event reads an index.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans() {
    let fresh = fresh(Engine::Sqlite);
    let db = fresh.open();
    db.migrate(Lists::migrations().to_vec()).await.unwrap();
    for statement in [
        &store::APART,
        &store::MEMBERS,
        &store::LISTS_OF,
        &store::LISTS_WITH,
        &store::MEMBERS_PAGE,
        &store::REMOVE_FROM_ALL,
    ] {
        let plan = db.read(move |r| r.plan(statement)).await.unwrap();
        assert!(!plan.contains("SCAN"), "{}: {plan}", statement.name());
    }
}
