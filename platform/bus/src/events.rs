use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use base::{Bucket, Id, Outcome, Problem, SECOND_MS};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{Notice, Write, args};

use crate::Bus;
use crate::store as sql;

/// Events handled at once.
const BATCH_MAX: usize = 64;
/// Tries before an event becomes a dead letter.
const ATTEMPTS_MAX: i64 = 12;
/// How often the outbox is looked at when no bell rings.
const TICK_MS: u64 = 1_000;
/// How long handled events are kept for other nodes to read.
const KEEP_MS: i64 = 600 * SECOND_MS;
const PRUNE_MAX: usize = 2_000;

/// Something that happened, as a feature tells it to the features above it.
///
/// The body goes into the outbox and must not hold post text or health data: ids, and what cannot be looked up.
pub trait Event: Serialize + DeserializeOwned + Any + Send + Sync {
    /// Its name, `feature.what`.
    const TOPIC: &'static str;
}

type Live = Box<dyn Fn(&(dyn Any + Send + Sync)) + Send + Sync>;
type React = Box<dyn Fn(&mut Write<'_>, &(dyn Any + Send + Sync)) -> Outcome<()> + Send + Sync>;
type Decode = fn(&str) -> Outcome<Arc<dyn Any + Send + Sync>>;

pub(crate) struct Topic {
    live: Vec<Live>,
    within: Vec<React>,
    durable: Vec<React>,
    decode: Decode,
}

impl Topic {
    fn of<E: Event>() -> Self {
        Self { live: Vec::new(), within: Vec::new(), durable: Vec::new(), decode: decode::<E> }
    }
}

fn decode<E: Event>(body: &str) -> Outcome<Arc<dyn Any + Send + Sync>> {
    let event: E = serde_json::from_str(body).map_err(Problem::internal)?;
    Ok(Arc::new(event))
}

fn reaction<E: Event>(react: impl Fn(&mut Write<'_>, &E) -> Outcome<()> + Send + Sync + 'static) -> React {
    Box::new(move |w, event| match event.downcast_ref::<E>() {
        Some(event) => react(w, event),
        None => Ok(()),
    })
}

impl Bus {
    /// Calls `hear` for each committed event of this kind, on every node. It runs on a database thread between the
    /// commit and the answer, so it must only touch memory.
    pub fn on<E: Event>(&self, hear: impl Fn(&E) + Send + Sync + 'static) {
        let mut topics = self.0.topics.write();
        let topic = topics.entry(E::TOPIC).or_insert_with(Topic::of::<E>);
        topic.live.push(Box::new(move |event| {
            if let Some(event) = event.downcast_ref::<E>() {
                hear(event);
            }
        }));
    }

    /// Calls `react` for each event of this kind in the transaction that emits it: both are kept, or neither. For a
    /// few quick statements, beside rows of whoever does it; what fails here fails what the person wanted.
    pub fn within<E: Event>(
        &self,
        react: impl Fn(&mut Write<'_>, &E) -> Outcome<()> + Send + Sync + 'static,
    ) {
        let mut topics = self.0.topics.write();
        topics.entry(E::TOPIC).or_insert_with(Topic::of::<E>).within.push(reaction(react));
    }

    /// Calls `react` for each event of this kind at least once, in a transaction that also marks it as handled.
    pub fn react<E: Event>(&self, react: impl Fn(&mut Write<'_>, &E) -> Outcome<()> + Send + Sync + 'static) {
        let mut topics = self.0.topics.write();
        topics.entry(E::TOPIC).or_insert_with(Topic::of::<E>).durable.push(reaction(react));
    }

    /// Says that `event` happens with this transaction.
    pub fn emit<E: Event>(&self, w: &mut Write<'_>, event: E) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        // Reactions may emit, on this same thread.
        let topics = self.0.topics.read_recursive();
        let topic = topics.get(E::TOPIC);
        let awaited = topic.is_some_and(|topic| !topic.durable.is_empty());
        let body = serde_json::to_string(&event).map_err(Problem::internal)?;
        // Another process on the same data may have taken an id of ours: then the next one.
        while w.run(&sql::EMIT, args![self.next_id(), self.0.node, E::TOPIC, &body, !awaited, now])? == 0 {}
        let event = Arc::new(event);
        // Heard before what reactions emit: a cause before its effects, so that who hears these finds no old memory.
        w.notify(E::TOPIC, event.clone());
        let within = topic.map_or(&[][..], |topic| &topic.within);
        within.iter().try_for_each(|react| react(w, &*event))
    }

    /// After a commit of this process.
    pub(crate) fn committed(&self, notices: &[Notice]) {
        for notice in notices {
            self.deliver(notice.topic, notice.event.as_ref());
        }
        self.0.bell.notify_waiters();
    }

    /// Hands an event to the live subscribers.
    pub(crate) fn deliver(&self, topic: &str, event: &(dyn Any + Send + Sync)) {
        if let Some(topic) = self.0.topics.read().get(topic) {
            topic.live.iter().for_each(|hear| hear(event));
        }
    }

    /// The typed event of an outbox row, or `None` if nobody here knows its topic.
    pub(crate) fn decode(&self, topic: &str, body: &str) -> Outcome<Option<Arc<dyn Any + Send + Sync>>> {
        let decode = self.0.topics.read().get(topic).map(|topic| topic.decode);
        decode.map(|decode| decode(body)).transpose()
    }

    fn react_all(&self, w: &mut Write<'_>, topic: &str, event: &(dyn Any + Send + Sync)) -> Outcome<()> {
        match self.0.topics.read_recursive().get(topic) {
            Some(topic) => topic.durable.iter().try_for_each(|react| react(w, event)),
            None => Ok(()),
        }
    }

    /// Handles what is due now; gives how many events there were. Tests call it to be done with waiting.
    pub async fn drain(&self) -> Outcome<usize> {
        let now = self.0.clock.now_ms();
        let due: Vec<(Id, String, String)> = self
            .0
            .db
            .read(move |r| {
                r.rows(&sql::DUE, args![now, BATCH_MAX], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            })
            .await?;
        let count = due.len();
        // Started together, so that the writer commits them together.
        let tasks: Vec<_> = due.into_iter().map(|row| tokio::spawn(handle(self.clone(), row))).collect();
        for task in tasks {
            task.await.map_err(Problem::internal)??;
        }
        Ok(count)
    }
}

pub(crate) async fn run(bus: Bus) {
    let mut pruned_ms = 0;
    loop {
        let bell = bus.0.bell.notified();
        match bus.drain().await {
            Ok(count) if count == BATCH_MAX => continue,
            Ok(_) => {}
            Err(problem) => tracing::error!(?problem, "the outbox could not be read"),
        }
        let now = bus.0.clock.now_ms();
        if now - pruned_ms > 10 * SECOND_MS {
            pruned_ms = now;
            prune(&bus, now).await;
        }
        tokio::select! {
            () = bell => {}
            () = tokio::time::sleep(Duration::from_millis(TICK_MS)) => {}
            () = bus.stopped() => return,
        }
    }
}

async fn prune(bus: &Bus, now: i64) {
    let before = Id::new(now - KEEP_MS, Bucket::of(0), 0);
    if let Err(problem) = bus.0.db.write(move |w| w.run(&sql::PRUNE, args![before, PRUNE_MAX])).await {
        tracing::warn!(?problem, "old events could not be pruned");
    }
}

async fn handle(bus: Bus, (id, topic, body): (Id, String, String)) -> Outcome<()> {
    let event = bus.decode(&topic, &body);
    let (inner, name) = (bus.clone(), topic.clone());
    let done = bus
        .0
        .db
        .write(move |w| {
            if w.run(&sql::CLAIM, args![id])? == 0 {
                return Ok(());
            }
            match event? {
                Some(event) => inner.react_all(w, &name, event.as_ref()),
                None => Ok(()),
            }
        })
        .await;
    match done {
        Ok(()) => Ok(()),
        Err(problem) => postpone(&bus, id, topic, problem).await,
    }
}

async fn postpone(bus: &Bus, id: Id, topic: String, problem: Problem) -> Outcome<()> {
    tracing::warn!(%topic, %id, ?problem, "an event could not be handled");
    let now = bus.0.clock.now_ms();
    let error = format!("{problem:?}");
    bus.0
        .db
        .write(move |w| {
            let attempts = w.row(&sql::ATTEMPTS, args![id], |row| row.get::<i64>(0))?.unwrap_or(0);
            w.run(&sql::POSTPONE, args![id, now + back_off_ms(attempts), &error])?;
            if attempts + 1 >= ATTEMPTS_MAX {
                w.run(&sql::BURY, args![id])?;
            }
            Ok(())
        })
        .await
}

/// 1 s, 2 s, 4 s .. up to an hour, with a fifth of jitter so that retries do not march in step.
pub(crate) fn back_off_ms(attempts: i64) -> i64 {
    let plain = (SECOND_MS << attempts.clamp(0, 12)).min(3_600 * SECOND_MS);
    plain + i64::try_from(base::random::below(plain.unsigned_abs() / 5 + 1)).unwrap_or(0)
}
