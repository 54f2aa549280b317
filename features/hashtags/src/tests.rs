use ::store::testing::fresh;
use ::store::{Engine, engine_tests};

use super::*;
use crate::rules::tests::entry;

engine_tests! {
    async fn every_statement_is_understood_and_entries_come_back_as_they_were(engine: Engine) {
        let fresh = fresh(engine);
        let db = fresh.open();
        db.migrate(Hashtags::migrations().to_vec()).await.unwrap();
        db.read(|r| Hashtags::statements().iter().try_for_each(|statement| r.prepare(statement))).await.unwrap();
        let whole = Entry {
            about: "Two\nlines".to_owned(),
            offered_to: Some(base::Id(5)),
            specialties: vec![&words::specialties::ALL[3], &words::specialties::ALL[90]],
            related: vec!["HCLDR".to_owned(), "maté".to_owned()],
            language: Some("es".to_owned()),
            starts_ms: Some(0),
            state: State::Refused,
            reason: Some(Reason::OneParty),
            words: "Because".to_owned(),
            decided_by: Some(base::Id(6)),
            decided_ms: Some(7),
            ..entry("HCSM")
        };
        let rows = vec![entry("abc"), whole];
        let stored = rows.clone();
        db.write(move |w| stored.iter().try_for_each(|one| store::put(w, one))).await.unwrap();
        let read = |r: &::store::Read<'_>| r.rows(&store::REGISTERED, ::store::args![], store::entry);
        assert_eq!(db.read(read).await.unwrap(), rows);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plans() {
    let fresh = fresh(Engine::Sqlite);
    let db = fresh.open();
    db.migrate(Hashtags::migrations().to_vec()).await.unwrap();
    for statement in [&store::REGISTERED_HELD, &store::REGISTERED_SINCE] {
        let plan = db.read(move |r| r.plan(statement)).await.unwrap();
        assert!(!plan.lines().any(|line| line.starts_with("SCAN")), "{}: {plan}", statement.name());
    }
}
