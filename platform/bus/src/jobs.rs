use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use base::{Id, Outcome, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Write, args};
use tokio::sync::Semaphore;

use crate::Bus;
use crate::events::back_off_ms;
use crate::lanes::Lane;
use crate::store as sql;

const CLAIM_MAX: usize = 16;
/// Tries before a job becomes a dead letter; with the back-off about a day.
const ATTEMPTS_MAX: i64 = 16;
/// How long nothing may be heard of a worker before another may think it died.
const LEASE_MS: i64 = 90_000;
/// How often a worker that lives says so.
const RENEW_MS: u64 = 20_000;
const TICK_MS: u64 = 1_000;

/// What a worker says of a job.
pub type JobResult = Outcome<()>;

type Run = dyn Fn(String) -> Pin<Box<dyn Future<Output = JobResult> + Send>> + Send + Sync;

#[derive(Clone)]
pub(crate) struct Worker(Arc<Run>, Lane);

struct Leased {
    id: Id,
    kind: String,
    payload: String,
    attempts: i64,
    fence: i64,
}

impl Bus {
    /// Says who does jobs of `kind`. A worker must be idempotent: a job may run again after a crash.
    pub fn work<P, F, Fut>(&self, kind: &'static str, run: F)
    where
        P: DeserializeOwned + Send,
        F: Fn(P) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = JobResult> + Send + 'static,
    {
        self.work_in(Lane::Own, kind, run);
    }

    /// Like [`Bus::work`], for jobs that wait for other servers: they have places of their own.
    pub fn work_outside<P, F, Fut>(&self, kind: &'static str, run: F)
    where
        P: DeserializeOwned + Send,
        F: Fn(P) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = JobResult> + Send + 'static,
    {
        self.work_in(Lane::Outside, kind, run);
    }

    /// Like [`Bus::work`], for jobs that take the processors for minutes: one or two at a time, in places of their
    /// own. However long one takes, it is nobody else's while this process lives; and soon somebody else's after.
    pub fn work_slowly<P, F, Fut>(&self, kind: &'static str, run: F)
    where
        P: DeserializeOwned + Send,
        F: Fn(P) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = JobResult> + Send + 'static,
    {
        self.work_in(Lane::Slow, kind, run);
    }

    fn work_in<P, F, Fut>(&self, lane: Lane, kind: &'static str, run: F)
    where
        P: DeserializeOwned + Send,
        F: Fn(P) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = JobResult> + Send + 'static,
    {
        let run = Arc::new(run);
        let worker = move |payload: String| -> Pin<Box<dyn Future<Output = JobResult> + Send>> {
            match serde_json::from_str::<P>(&payload) {
                Ok(payload) => Box::pin(run(payload)),
                Err(cause) => Box::pin(async { Err(Problem::internal(cause)) }),
            }
        };
        self.0.workers.write().insert(kind, Worker(Arc::new(worker), lane));
    }

    /// Puts a job in the queue, with this transaction, to run at `run_ms` or later.
    pub fn enqueue<P: Serialize>(
        &self,
        w: &mut Write<'_>,
        kind: &'static str,
        payload: &P,
        run_ms: i64,
    ) -> Outcome<Id> {
        let payload = serde_json::to_string(payload).map_err(Problem::internal)?;
        let mut id = self.next_id();
        while w.run(&sql::ENQUEUE, args![id, kind, &payload, run_ms])? == 0 {
            id = self.next_id();
        }
        // No subscriber: the notice only rings the bell.
        w.notify("bus.enqueued", Arc::new(()));
        Ok(id)
    }

    /// Runs the jobs that are due now, one after another; gives how many. For tests and commands.
    pub async fn work_off(&self) -> Outcome<usize> {
        let mut count = 0;
        for lane in Lane::ALL {
            for id in self.due_jobs(lane).await? {
                count += 1;
                if let Some(job) = lease(self, id).await? {
                    attempt(self, job).await;
                }
            }
        }
        Ok(count)
    }

    /// How many jobs wait.
    pub async fn queued(&self) -> Outcome<i64> {
        Ok(self.0.db.read(|r| r.row(&sql::QUEUED, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// What is due in a lane. What nobody here knows how to do is in our own, where it fails and is seen.
    async fn due_jobs(&self, lane: Lane) -> Outcome<Vec<Id>> {
        let now = self.0.clock.now_ms();
        let (statement, kinds) = match lane {
            Lane::Own => (&sql::WAITING, self.kinds(|lane| lane != Lane::Own)),
            lane => (&sql::WAITING_IN_LANE, self.kinds(|of| of == lane)),
        };
        if kinds.is_empty() && lane != Lane::Own {
            return Ok(Vec::new());
        }
        self.0.db.read(move |r| r.column(statement, args![now, CLAIM_MAX, kinds.as_slice()])).await
    }

    fn kinds(&self, of: impl Fn(Lane) -> bool) -> Vec<String> {
        let workers = self.0.workers.read();
        let kinds = workers.iter().filter(|(_, worker)| of(worker.1));
        kinds.map(|(kind, _)| (*kind).to_owned()).collect()
    }
}

pub(crate) async fn run(bus: Bus, lane: Lane) {
    let places = Arc::new(Semaphore::new(lane.places()));
    loop {
        let bell = bus.0.bell.notified();
        match round(&bus, lane, &places).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(problem) => tracing::error!(?problem, "the job queue could not be read"),
        }
        tokio::select! {
            () = bell => {}
            () = tokio::time::sleep(Duration::from_millis(TICK_MS)) => {}
            () = bus.stopped() => break,
        }
    }
    // What is being done may finish.
    drop(places.acquire_many(lane.places() as u32).await);
}

/// Starts what is due; true when there was something.
async fn round(bus: &Bus, lane: Lane, places: &Arc<Semaphore>) -> Outcome<bool> {
    let mut any = false;
    for id in bus.due_jobs(lane).await? {
        let place = places.clone().acquire_owned().await.map_err(Problem::internal)?;
        let Some(job) = lease(bus, id).await? else { continue };
        any = true;
        let bus = bus.clone();
        tokio::spawn(async move {
            attempt(&bus, job).await;
            drop(place);
        });
    }
    Ok(any)
}

async fn lease(bus: &Bus, id: Id) -> Outcome<Option<Leased>> {
    let now = bus.0.clock.now_ms();
    bus.0
        .db
        .write(move |w| {
            if w.run(&sql::LEASE, args![id, now + LEASE_MS, now])? == 0 {
                return Ok(None);
            }
            w.row(&sql::LEASED, args![id], |row| {
                Ok(Leased {
                    id,
                    kind: row.get(0)?,
                    payload: row.get(1)?,
                    attempts: row.get(2)?,
                    fence: row.get(3)?,
                })
            })
        })
        .await
}

async fn attempt(bus: &Bus, job: Leased) {
    let worker = bus.0.workers.read().get(job.kind.as_str()).cloned();
    let result = match worker {
        // A task of its own, so that a panic is only this job's.
        Some(Worker(run, _)) => {
            let mut work = tokio::spawn(run(job.payload.clone()));
            match renewed(bus, &job, Duration::from_millis(RENEW_MS), &mut work).await {
                Ok(result) => result,
                Err(cause) => Err(Problem::internal(cause)),
            }
        }
        None => Err(Problem::internal(format!("nobody does jobs of kind {}", job.kind))),
    };
    if let Err(problem) = conclude(bus, &job, result).await {
        tracing::error!(?problem, kind = job.kind, id = %job.id, "a job's result could not be stored");
    }
}

/// Waits for `work`, and says meanwhile that its worker lives.
async fn renewed<T>(bus: &Bus, job: &Leased, every: Duration, work: impl Future<Output = T>) -> T {
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(every) => {}
        }
        let (id, fence, until) = (job.id, job.fence, bus.0.clock.now_ms() + LEASE_MS);
        let said = bus.0.db.write(move |w| w.run(&sql::RENEW, args![id, fence, until])).await;
        if let Err(problem) = said {
            tracing::warn!(?problem, kind = job.kind, %id, "a job's lease could not be renewed");
        }
    }
}

async fn conclude(bus: &Bus, job: &Leased, result: JobResult) -> Outcome<()> {
    let (id, fence, attempts) = (job.id, job.fence, job.attempts);
    let now = bus.0.clock.now_ms();
    let Err(problem) = result else {
        metrics::counter!("medley_jobs_done_total", "kind" => job.kind.clone()).increment(1);
        return bus.0.db.write(move |w| w.run(&sql::FINISH, args![id, fence]).map(|_| ())).await;
    };
    tracing::warn!(kind = job.kind, %id, attempts, ?problem, "a job failed");
    metrics::counter!("medley_jobs_failed_total", "kind" => job.kind.clone()).increment(1);
    let error = format!("{problem:?}");
    bus.0
        .db
        .write(move |w| {
            if attempts >= ATTEMPTS_MAX {
                return w.run(&sql::KILL, args![id, fence, &error]).map(|_| ());
            }
            let at = now + back_off_ms(attempts);
            w.run(&sql::RETRY, args![id, fence, at, &error]).map(|_| ())
        })
        .await
}

#[cfg(test)]
mod tests;
