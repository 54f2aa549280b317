//! The bus's promises, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use base::{Clock, IdGen, Problem};
use bus::{Bus, Event};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use store::testing::{Fresh, fresh};
use store::{Db, Engine, engine_tests};

#[derive(Serialize, Deserialize)]
struct Rang {
    n: i64,
}

impl Event for Rang {
    const TOPIC: &'static str = "test.rang";
}

#[derive(Serialize, Deserialize)]
struct Echoed {
    n: i64,
}

impl Event for Echoed {
    const TOPIC: &'static str = "test.echoed";
}

async fn ready(engine: Engine) -> (Fresh, Db, Clock, Bus) {
    let fresh = fresh(engine);
    let db = fresh.open();
    db.migrate(bus::MIGRATIONS.to_vec()).await.unwrap();
    let clock = Clock::fixed(1_795_356_000_000);
    let bus = another(&db, &clock);
    (fresh, db, clock, bus)
}

fn another(db: &Db, clock: &Clock) -> Bus {
    Bus::new(db.clone(), clock.clone(), Arc::new(IdGen::new(clock.clone(), 0)))
}

async fn emit(db: &Db, bus: &Bus, n: i64) {
    let bus = bus.clone();
    db.write(move |w| bus.emit(w, Rang { n })).await.unwrap();
}

/// A quick job is done although a hundred that never end wait before it, in the lane that `stuck` puts them into.
async fn delays_nothing(engine: Engine, stuck: fn(&Bus)) {
    let (_fresh, db, clock, bus) = ready(engine).await;
    let done = Arc::new(tokio::sync::Notify::new());
    let bell = done.clone();
    stuck(&bus);
    bus.work("test.quick", move |_: i64| {
        bell.notify_one();
        async { Ok(()) }
    });
    let (b, now) = (bus.clone(), clock.now_ms());
    db.write(move |w| {
        (0..100).try_for_each(|n| b.enqueue(w, "test.stuck", &n, now - 1_000).map(|_| ()))?;
        b.enqueue(w, "test.quick", &1_i64, now)
    })
    .await
    .unwrap();
    bus.start();
    tokio::time::timeout(std::time::Duration::from_secs(20), done.notified()).await.unwrap();
}

engine_tests! {
    async fn statements_prepare(engine: Engine) {
        let (_fresh, db, _, _) = ready(engine).await;
        db.read(|r| bus::statements().iter().try_for_each(|sql| r.prepare(sql))).await.unwrap();
    }

    async fn live_subscribers_hear_before_the_writer_is_answered(engine: Engine) {
        let (_fresh, db, _, bus) = ready(engine).await;
        let sum = Arc::new(AtomicI64::new(0));
        let ear = sum.clone();
        bus.on(move |rang: &Rang| { ear.fetch_add(rang.n, Ordering::SeqCst); });
        for n in 1..=5 {
            emit(&db, &bus, n).await;
        }
        assert_eq!(sum.load(Ordering::SeqCst), 15);
    }

    async fn a_cause_is_heard_before_its_effects(engine: Engine) {
        let (_fresh, db, _, bus) = ready(engine).await;
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (ear, other) = (heard.clone(), heard.clone());
        bus.on(move |rang: &Rang| ear.lock().push(rang.n));
        bus.on(move |echoed: &Echoed| other.lock().push(-echoed.n));
        let inner = bus.clone();
        bus.within(move |w, rang: &Rang| inner.emit(w, Echoed { n: rang.n }));
        emit(&db, &bus, 1).await;
        emit(&db, &bus, 2).await;
        assert_eq!(*heard.lock(), [1, -1, 2, -2]);
    }

    /// Other servers that do not answer take all the places of their lane, and none of ours.
    async fn jobs_that_wait_for_others_delay_nothing(engine: Engine) {
        delays_nothing(engine, |bus| bus.work_outside("test.stuck", |_: i64| std::future::pending())).await;
    }

    /// Slow jobs take the places of their lane, and none of the others.
    async fn jobs_that_take_minutes_delay_nothing(engine: Engine) {
        delays_nothing(engine, |bus| bus.work_slowly("test.stuck", |_: i64| std::future::pending())).await;
    }

    async fn durable_reactions_happen_once_and_survive_failures(engine: Engine) {
        let (_fresh, db, clock, bus) = ready(engine).await;
        let tries = Arc::new(AtomicU32::new(0));
        let seen = tries.clone();
        bus.react(move |_, _: &Rang| match seen.fetch_add(1, Ordering::SeqCst) {
            0 | 1 => Err(Problem::internal("not yet")),
            _ => Ok(()),
        });
        emit(&db, &bus, 1).await;
        assert_eq!(bus.drain().await.unwrap(), 1);
        assert_eq!(bus.drain().await.unwrap(), 0, "backed off");
        clock.advance(60_000);
        assert_eq!(bus.drain().await.unwrap(), 1);
        clock.advance(60_000);
        assert_eq!(bus.drain().await.unwrap(), 1);
        clock.advance(600_000);
        assert_eq!(bus.drain().await.unwrap(), 0);
        assert_eq!(tries.load(Ordering::SeqCst), 3);
    }

    async fn an_event_that_keeps_failing_is_a_dead_letter_and_can_be_revived(engine: Engine) {
        let (_fresh, db, clock, bus) = ready(engine).await;
        bus.react(|_, _: &Rang| Err(Problem::internal("never")));
        emit(&db, &bus, 1).await;
        for _ in 0..20 {
            bus.drain().await.unwrap();
            clock.advance(2 * 3_600_000);
        }
        let dead = bus.dead_letters().await.unwrap();
        assert_eq!((dead.len(), dead[0].kind.as_str(), dead[0].attempts), (1, "test.rang", 12));
        assert!(dead[0].error.contains("never"));
        assert_eq!(bus.revive().await.unwrap(), 1);
        assert_eq!(bus.drain().await.unwrap(), 1);
    }

    async fn jobs_run_are_retried_and_die_visibly(engine: Engine) {
        let (_fresh, db, clock, bus) = ready(engine).await;
        let done = Arc::new(Mutex::new(Vec::new()));
        let log = done.clone();
        bus.work("test.good", move |n: i64| {
            let log = log.clone();
            async move {
                log.lock().push(n);
                if n == 13 { panic!("planned") } else { Ok(()) }
            }
        });
        let (b, now) = (bus.clone(), clock.now_ms());
        db.write(move |w| {
            b.enqueue(w, "test.good", &7_i64, now)?;
            b.enqueue(w, "test.good", &13_i64, now + 1)?;
            b.enqueue(w, "test.good", &99_i64, now + 3_600_000)?;
            b.enqueue(w, "test.nobody", &1_i64, now)
        }).await.unwrap();
        clock.advance(10);
        bus.work_off().await.unwrap();
        assert_eq!(*done.lock(), [7, 13]);
        assert_eq!(bus.queued().await.unwrap(), 3);
        for _ in 0..20 {
            clock.advance(2 * 3_600_000);
            bus.work_off().await.unwrap();
        }
        let dead = bus.dead_letters().await.unwrap();
        let mut kinds: Vec<_> = dead.iter().map(|d| d.kind.as_str()).collect();
        kinds.sort_unstable();
        assert_eq!(kinds, ["test.good", "test.nobody"]);
        assert_eq!(bus.queued().await.unwrap(), 0);
        assert_eq!(done.lock().iter().filter(|&&n| n == 99).count(), 1);
    }

    async fn a_lost_lease_cannot_finish_its_successor(engine: Engine) {
        let (_fresh, db, clock, first) = ready(engine).await;
        let runs = Arc::new(AtomicU32::new(0));
        let second = another(&db, &clock);
        // The first worker takes so long that the second one takes over while it is still at it.
        let (count, late, hand) = (runs.clone(), second.clone(), clock.clone());
        first.work("test.slow", move |_: i64| {
            let (count, late, hand) = (count.clone(), late.clone(), hand.clone());
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                hand.advance(3_600_000);
                late.work_off().await?;
                Ok(())
            }
        });
        let count = runs.clone();
        second.work("test.slow", move |_: i64| {
            let count = count.clone();
            async move {
                count.fetch_add(1, Ordering::SeqCst);
                Err(Problem::internal("the second one fails"))
            }
        });
        let (b, now) = (first.clone(), clock.now_ms());
        db.write(move |w| b.enqueue(w, "test.slow", &1_i64, now)).await.unwrap();
        first.work_off().await.unwrap();
        assert_eq!(runs.load(Ordering::SeqCst), 2);
        assert_eq!(first.queued().await.unwrap(), 1, "the newer lease decides");
    }

    async fn other_processes_are_heard(engine: Engine) {
        let (fresh, _db, _, _) = ready(engine).await;
        let (here, there) = (fresh.open(), fresh.open());
        let clock = Clock::system();
        let (bus, other) = (another(&here, &clock), another(&there, &clock));
        let sum = Arc::new(AtomicI64::new(0));
        let ear = sum.clone();
        bus.on(move |rang: &Rang| { ear.fetch_add(rang.n, Ordering::SeqCst); });
        bus.start();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        emit(&there, &other, 40).await;
        emit(&here, &bus, 2).await;
        for _ in 0..100 {
            if sum.load(Ordering::SeqCst) >= 42 { break }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        assert_eq!(sum.load(Ordering::SeqCst), 42, "each event once");
        bus.stop();
    }
}
