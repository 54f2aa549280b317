//! The store's promises, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::sync::Arc;

use base::{Kind, Problem};
use parking_lot::Mutex;
use store::testing::fresh;
use store::{Db, Engine, Migration, args, engine_tests, sql};

sql! {
    PUT = "INSERT INTO things (id, name) VALUES ($1, $2)";
    GET = "SELECT id, name, note, flag FROM things WHERE id = $1";
    COUNT = "SELECT COUNT(*) FROM things";
    SOME = "SELECT id FROM things WHERE id IN {$1} ORDER BY id";
    NAMED = "SELECT id FROM things WHERE name IN {$2} AND id > $1 ORDER BY id";
    SWAPPED = "SELECT id FROM things WHERE name = $2 AND id = $1";
    RAISE = "UPDATE things SET name = $2 WHERE id = $1 RETURNING id";
    UPSERT = "INSERT INTO things (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name";
    RAW = "INSERT INTO raws (id, raw) VALUES ($1, $2)";
    RAW_OF = "SELECT raw FROM raws WHERE id = $1";
}

const SCHEMA: Migration = Migration {
    feature: "test",
    version: 1,
    text: "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL, note TEXT, flag BIGINT NOT NULL DEFAULT 1) /*sqlite: STRICT*/;
CREATE TABLE raws (id BIGINT PRIMARY KEY, raw BYTEA NOT NULL) /*sqlite: STRICT*/;
CREATE INDEX things_by_name ON things (name);
",
};

async fn ready(engine: Engine) -> (store::testing::Fresh, Db) {
    let fresh = fresh(engine);
    let db = fresh.open();
    assert_eq!(db.migrate(vec![SCHEMA]).await.unwrap(), 1);
    (fresh, db)
}

async fn count(db: &Db) -> i64 {
    db.read(|r| r.row(&COUNT, &[], |row| row.get(0))).await.unwrap().unwrap()
}

engine_tests! {
    async fn every_statement_prepares(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        db.read(|r| STATEMENTS.iter().try_for_each(|sql| r.prepare(sql))).await.unwrap();
    }

    async fn ok_commits_and_err_undoes(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        db.write(|w| w.run(&PUT, args![1_i64, "a"])).await.unwrap();
        let refused: Result<(), _> = db.write(|w| {
            w.run(&PUT, args![2_i64, "b"])?;
            Err(Problem::invalid("no"))
        }).await;
        assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
        assert_eq!(count(&db).await, 1);
    }

    async fn a_snapshot_does_not_see_later_writes(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        db.write(|w| w.run(&PUT, args![1_i64, "a"])).await.unwrap();
        let (begun, wait_begun) = tokio::sync::oneshot::channel();
        let (written, wait_written) = std::sync::mpsc::channel();
        let other = db.clone();
        let writer = tokio::spawn(async move {
            wait_begun.await.unwrap();
            other.write(|w| w.run(&PUT, args![2_i64, "b"])).await.unwrap();
            written.send(()).unwrap();
        });
        let seen = db.snapshot(move |r| {
            let mut names = Vec::new();
            begun.send(()).unwrap();
            wait_written.recv().unwrap();
            r.raw("SELECT name FROM things ORDER BY id", |row| {
                names.push(row.get::<String>(0)?);
                Ok(())
            })?;
            let count = r.row(&COUNT, &[], |row| row.get::<i64>(0))?;
            Ok((names, count))
        });
        assert_eq!(seen.await.unwrap(), (vec!["a".to_owned()], Some(1)));
        writer.await.unwrap();
        assert_eq!(count(&db).await, 2);
    }

    async fn a_snapshot_only_reads_and_survives_errors_and_panics(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let refused = db.snapshot(|r| r.raw("INSERT INTO things (id, name) VALUES (1, 'a')", |_| Ok(()))).await;
        assert!(refused.is_err());
        assert!(db.snapshot(|_| -> base::Outcome<()> { panic!("planned") }).await.is_err());
        assert_eq!(db.snapshot(|r| r.row(&COUNT, &[], |row| row.get::<i64>(0))).await.unwrap(), Some(0));
    }

    async fn raw_rows_arrive_one_by_one(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        db.write(|w| (0..3_000_i64).try_for_each(|n| w.run(&PUT, args![n, "x"]).map(drop))).await.unwrap();
        let mut seen = 0;
        let stopped = db.snapshot(move |r| {
            let early = r.raw("SELECT id FROM things", |_| {
                seen += 1;
                if seen == 10 { Err(Problem::invalid("enough")) } else { Ok(()) }
            });
            assert_eq!(early.unwrap_err().kind(), Kind::Invalid);
            // The connection is still good after the rest was not wanted.
            r.row(&COUNT, &[], |row| row.get::<i64>(0))
        }).await;
        assert_eq!(stopped.unwrap(), Some(3_000));
    }

    async fn limits_in_time_are_lifted_for_one_transaction(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        if engine == Engine::Sqlite {
            return db.write(|w| w.take_your_time()).await.unwrap();
        }
        let asked = |w: &mut store::Write<'_>| {
            let mut limit = String::new();
            w.raw("SHOW statement_timeout", |row| {
                limit = row.get(0)?;
                Ok(())
            })?;
            Ok(limit)
        };
        let slow = db.write(move |w| w.take_your_time().and_then(|()| asked(w)));
        assert_eq!(slow.await.unwrap(), "0");
        for _ in 0..4 {
            assert_eq!(db.write(asked).await.unwrap(), "15s");
        }
    }

    async fn a_panic_undoes_its_own_write_only(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let calls: Vec<_> = (0..40_i64).map(|n| {
            let db = db.clone();
            tokio::spawn(async move {
                db.write(move |w| {
                    w.run(&PUT, args![n, "x"])?;
                    assert!(n % 4 != 0, "planned");
                    Ok(())
                }).await
            })
        }).collect();
        let mut failed = 0;
        for call in calls {
            failed += i32::from(call.await.unwrap().is_err());
        }
        assert_eq!((failed, count(&db).await), (10, 30));
    }

    async fn a_broken_constraint_is_a_conflict_and_leaves_the_neighbours(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let put = |db: Db| tokio::spawn(async move { db.write(|w| w.run(&PUT, args![7_i64, "x"])).await });
        let calls: Vec<_> = (0..8).map(|_| put(db.clone())).collect();
        let mut kept = 0;
        for call in calls {
            match call.await.unwrap() {
                Ok(_) => kept += 1,
                Err(problem) => assert_eq!(problem.kind(), Kind::Conflict),
            }
        }
        assert_eq!((kept, count(&db).await), (1, 1));
    }

    async fn parameters_bind_by_number(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let found = db.write(|w| {
            w.run(&PUT, args![5_i64, "five"])?;
            w.exists(&SWAPPED, args![5_i64, "five"])
        }).await.unwrap();
        assert!(found);
    }

    async fn lists_nulls_and_returning(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        db.write(|w| {
            for n in 1..=5_i64 {
                w.run(&UPSERT, args![n, &format!("n{n}")])?;
            }
            assert_eq!(w.run(&RAISE, args![2_i64, "two"])?, 1);
            assert_eq!(w.run(&RAISE, args![99_i64, "none"])?, 0);
            assert_eq!(w.run_one(&RAISE, args![99_i64, "none"]).unwrap_err().kind(), Kind::NotFound);
            let some: Vec<i64> = w.column(&SOME, args![&vec![5, 1, 77]])?;
            assert_eq!(some, [1, 5]);
            let none: Vec<i64> = w.column(&SOME, args![&vec![]])?;
            assert!(none.is_empty());
            let names = vec!["two".to_owned(), "n3".to_owned(), "n1".to_owned()];
            let named: Vec<i64> = w.column(&NAMED, args![1_i64, names.as_slice()])?;
            assert_eq!(named, [2, 3]);
            let row = w.row(&GET, args![3_i64], |row| {
                Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<Option<String>>(2)?, row.get::<bool>(3)?))
            })?;
            assert_eq!(row, Some((3, "n3".to_owned(), None, true)));
            Ok(())
        }).await.unwrap();
    }

    async fn bytes_round_trip(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let raw: Vec<u8> = (0..=255).collect();
        let (sent, back) = (raw.clone(), db.clone());
        db.write(move |w| w.run(&RAW, args![1_i64, sent.as_slice()])).await.unwrap();
        let got: Option<Vec<u8>> = back.read(|r| r.row(&RAW_OF, args![1_i64], |row| row.get(0))).await.unwrap();
        assert_eq!(got, Some(raw));
    }

    async fn many_keeps_the_order_of_its_questions(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let ids = db.write(|w| {
            let sets: Vec<_> = (0..200_i64).map(|n| vec![n.into(), "x".into()]).collect();
            assert_eq!(w.run_many(&PUT, &sets)?, 200);
            let asked: Vec<_> = (0..200_i64).rev().map(|n| vec![n.into()]).collect();
            w.many(&GET, &asked, |row| row.get::<i64>(0))
        }).await.unwrap();
        let flat: Vec<i64> = ids.into_iter().flatten().collect();
        assert_eq!(flat, (0..200).rev().collect::<Vec<_>>());
    }

    async fn nul_characters_are_refused_alike(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let refused = db.write(|w| w.run(&PUT, args![1_i64, "a\0b"])).await;
        assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
    }

    async fn notices_come_after_the_commit_before_the_answer_and_only_then(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = heard.clone();
        db.listen(Arc::new(move |notices| {
            ear.lock().extend(notices.into_iter().filter_map(|n| n.event.downcast::<i64>().ok()).map(|n| *n));
        }));
        for n in 0..20_i64 {
            let done = db.write(move |w| {
                w.notify("n", Arc::new(n));
                if n % 2 == 0 { Ok(()) } else { Err(Problem::not_found()) }
            }).await;
            assert_eq!(done.is_ok(), heard.lock().contains(&n));
        }
        assert_eq!(heard.lock().len(), 10);
    }

    async fn acknowledged_writes_are_there_after_reopening(engine: Engine) {
        let (fresh, db) = ready(engine).await;
        db.write(|w| w.run(&PUT, args![1_i64, "kept"])).await.unwrap();
        db.close();
        assert_eq!(db.write(|w| w.run(&PUT, args![2_i64, "late"])).await.unwrap_err().kind(), Kind::Unavailable);
        let again = fresh.open();
        assert_eq!(again.migrate(vec![SCHEMA]).await.unwrap(), 0);
        assert_eq!(count(&again).await, 1);
    }

    async fn edited_and_newer_schemas_are_refused(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let edited = Migration { text: "CREATE TABLE other (id BIGINT PRIMARY KEY);\n", ..SCHEMA };
        let problem = db.migrate(vec![edited]).await.unwrap_err();
        assert!(format!("{problem:?}").contains("edited"), "{problem:?}");
        let problem = db.migrate(vec![]).await.unwrap_err();
        assert!(format!("{problem:?}").contains("newer"), "{problem:?}");
    }

    async fn a_failed_migration_leaves_nothing(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let bad = Migration {
            feature: "bad",
            version: 1,
            text: "CREATE TABLE half (id BIGINT PRIMARY KEY);\nCREATE TABLE half (id BIGINT PRIMARY KEY);\n",
        };
        db.migrate(vec![SCHEMA, bad]).await.unwrap_err();
        let good = Migration { text: "CREATE TABLE half (id BIGINT PRIMARY KEY);\n", ..bad };
        assert_eq!(db.migrate(vec![SCHEMA, good]).await.unwrap(), 1);
    }

    async fn concurrent_writers_lose_nothing(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let calls: Vec<_> = (0..500_i64).map(|n| {
            let db = db.clone();
            tokio::spawn(async move { db.write(move |w| w.run(&PUT, args![n, "x"])).await })
        }).collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap(), 1);
        }
        assert_eq!(count(&db).await, 500);
    }

    async fn plans_are_shown(engine: Engine) {
        let (_fresh, db) = ready(engine).await;
        let plan = db.read(|r| r.plan(&GET)).await.unwrap();
        assert!(plan.contains("PRIMARY KEY") || plan.contains("things_pkey"), "{plan}");
    }
}
