use ::store::testing::fresh;
use ::store::{Engine, engine_tests};

use super::*;

engine_tests! {
    async fn every_statement_is_understood(engine: Engine) {
        let fresh = fresh(engine);
        let db = fresh.open();
        db.migrate(Collections::migrations().to_vec()).await.unwrap();
        db.read(|r| Collections::statements().iter().try_for_each(|statement| r.prepare(statement))).await.unwrap();
    }
}

/// What is asked for each page and event reads an index.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans() {
    let fresh = fresh(Engine::Sqlite);
    let db = fresh.open();
    db.migrate(Collections::migrations().to_vec()).await.unwrap();
    for statement in
        [&store::BY_IDS, &store::ITEMS_OF, &store::OF, &store::WITH, &store::ITEMS_BY_IDS, &store::WITH_BY]
    {
        let plan = db.read(move |r| r.plan(statement)).await.unwrap();
        // The lists that it is given are walked through; tables are not.
        let scans = plan.lines().any(|line| line.starts_with("SCAN") && !line.contains("rarray"));
        assert!(!scans, "{}: {plan}", statement.name());
    }
}
