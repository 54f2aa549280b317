use ::store::testing::fresh;
use ::store::{Engine, engine_tests};

use super::*;

engine_tests! {
    async fn every_statement_is_understood(engine: Engine) {
        let fresh = fresh(engine);
        let db = fresh.open();
        db.migrate(Annual::migrations().to_vec()).await.unwrap();
        db.read(|r| Annual::statements().iter().try_for_each(|statement| r.prepare(statement))).await.unwrap();
    }
}

/// What is asked for each page reads an index.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans() {
    let fresh = fresh(Engine::Sqlite);
    let db = fresh.open();
    db.migrate(Annual::migrations().to_vec()).await.unwrap();
    for statement in [&store::OF_YEAR, &store::PENDING_OF, &store::BY_IDS, &store::MADE] {
        let plan = db.read(move |r| r.plan(statement)).await.unwrap();
        // The lists that it is given are walked through; tables are not.
        let scans = plan.lines().any(|line| line.starts_with("SCAN") && !line.contains("rarray"));
        assert!(!scans, "{}: {plan}", statement.name());
    }
}
