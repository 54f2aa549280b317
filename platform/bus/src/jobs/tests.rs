use base::{Clock, IdGen};
use store::Engine;
use store::testing::fresh;

use super::*;

async fn ready() -> (store::testing::Fresh, Clock, Bus) {
    let (fresh, clock) = (fresh(Engine::Sqlite), Clock::fixed(1_795_356_000_000));
    let db = fresh.open();
    db.migrate(crate::MIGRATIONS.to_vec()).await.unwrap();
    let bus = Bus::new(db, clock.clone(), Arc::new(IdGen::new(clock.clone(), 0)));
    (fresh, clock, bus)
}

async fn queued(bus: &Bus, run_ms: i64) -> Id {
    let b = bus.clone();
    bus.0.db.write(move |w| b.enqueue(w, "test.job", &(), run_ms)).await.unwrap()
}

#[tokio::test]
async fn what_is_to_run_later_is_not_leased_from_an_old_list() {
    let (_fresh, clock, bus) = ready().await;
    let id = queued(&bus, clock.now_ms() + 1).await;
    assert!(lease(&bus, id).await.unwrap().is_none());
    clock.advance(1);
    assert!(lease(&bus, id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_worker_that_lives_keeps_its_job_and_one_that_died_does_not() {
    let (_fresh, clock, bus) = ready().await;
    let id = queued(&bus, clock.now_ms()).await;
    let job = lease(&bus, id).await.unwrap().unwrap();
    let work = async {
        for _ in 0..20 {
            clock.advance(LEASE_MS / 4);
            tokio::time::sleep(Duration::from_millis(50)).await;
            assert!(lease(&bus, id).await.unwrap().is_none(), "it is at work");
        }
    };
    renewed(&bus, &job, Duration::from_millis(5), work).await;
    clock.advance(LEASE_MS + 1);
    let other = lease(&bus, id).await.unwrap().unwrap();
    conclude(&bus, &job, Ok(())).await.unwrap();
    assert_eq!(bus.queued().await.unwrap(), 1, "who came too late ends nothing");
    conclude(&bus, &other, Ok(())).await.unwrap();
    assert_eq!(bus.queued().await.unwrap(), 0);
}
