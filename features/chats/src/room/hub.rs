//! Open streams of rooms. What is said stands in the room's log, once for all; a stream keeps where it is in it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use base::{Id, IdMap, Kind, Ms, Outcome, Problem};
use bytes::Bytes;
use parking_lot::{Mutex, RwLock};
use tokio::sync::Notify;

use super::dispatch::{Round, WOKEN_MAX};
use super::log::{Batch, Log};

/// Open streams of one room.
const STREAMS_PER_ROOM_MAX: usize = 50_000;
/// Open streams of one account in all rooms.
const STREAMS_PER_ACCOUNT_MAX: usize = 64;

/// One open stream.
pub(crate) struct Seat {
    number: u64,
    pub(crate) account: Option<Id>,
    grant: Option<Id>,
    log: Arc<Log>,
    /// The round that comes next.
    at: AtomicU64,
    /// The round before which it ends.
    until: AtomicU64,
    /// A sign of life that waits.
    beat: Mutex<Option<Bytes>>,
    bell: Notify,
    /// When something was last taken from it.
    fed_ms: AtomicI64,
}

/// What a seat gets next.
pub(crate) enum Next {
    /// What was said.
    Said(Arc<Batch>),
    /// A sign of life.
    Beat(Bytes),
}

impl Seat {
    /// Has a sign of life sent, when the seat is rung.
    pub(crate) fn beat(&self, bytes: Bytes) {
        *self.beat.lock() = Some(bytes);
    }

    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Whether there is something for it.
    pub(crate) fn is_behind(&self, head: u64) -> bool {
        self.at.load(Ordering::Relaxed) < head
    }

    /// Whether nothing was sent since `before`.
    pub(crate) fn is_quiet_since(&self, before: Ms) -> bool {
        self.fed_ms.load(Ordering::Relaxed) < before
    }

    /// Ends with what was said until now.
    fn close(&self) {
        self.until.fetch_min(self.log.head(), Ordering::Relaxed);
        self.ring();
    }

    /// All that waits, as soon as there is something; `None` when the stream has ended.
    async fn next(&self, now: impl Fn() -> Ms) -> Option<Next> {
        loop {
            let (at, until) = (self.at.load(Ordering::Relaxed), self.until.load(Ordering::Relaxed));
            let Ok(found) = self.log.since(at, until) else {
                metrics::counter!("medley_streams_dropped_total").increment(1);
                return None;
            };
            let beat = self.beat.lock().take();
            let next = match found {
                Some(batch) => {
                    self.at.store(batch.until, Ordering::Relaxed);
                    Some(Next::Said(batch))
                }
                None if at >= until => return None,
                None => beat.map(Next::Beat),
            };
            if next.is_some() {
                self.fed_ms.store(now(), Ordering::Relaxed);
                return next;
            }
            self.bell.notified().await;
        }
    }
}

/// A place in the hub, given up when it is dropped.
pub(crate) struct Taken {
    hub: Arc<Hub>,
    room: Id,
    seat: Arc<Seat>,
}

impl Taken {
    pub(crate) async fn next(&self, now: impl Fn() -> Ms) -> Option<Next> {
        self.seat.next(now).await
    }

    pub(crate) fn account(&self) -> Option<Id> {
        self.seat.account
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.hub.rooms.write().leave(self.room, &self.seat);
        metrics::gauge!("medley_room_streams").decrement(1.0);
    }
}

/// All open streams of rooms of this process.
#[derive(Default)]
pub(crate) struct Hub {
    rooms: RwLock<Rooms>,
}

#[derive(Default)]
struct Rooms {
    rooms: IdMap<Room>,
    of_account: HashMap<Id, usize>,
    next: u64,
}

#[derive(Default)]
struct Room {
    /// In the order in which they were taken.
    seats: BTreeMap<u64, Arc<Seat>>,
    /// The seats as they were when somebody last asked for all of them.
    snapshot: Mutex<Option<Arc<[Arc<Seat>]>>>,
    log: Arc<Log>,
    /// Whether seats are being rung.
    turning: Arc<AtomicBool>,
}

impl Rooms {
    fn leave(&mut self, room: Id, seat: &Seat) {
        if let Some(held) = self.rooms.get_mut(&room) {
            held.seats.remove(&seat.number);
            held.snapshot.get_mut().take();
            if held.seats.is_empty() {
                self.rooms.remove(&room);
            }
        }
        if let Some(account) = seat.account
            && let Some(count) = self.of_account.get_mut(&account)
        {
            *count -= 1;
            if *count == 0 {
                self.of_account.remove(&account);
            }
        }
    }
}

impl Hub {
    /// Takes a seat in a room.
    pub(crate) fn open(
        self: &Arc<Self>,
        room: Id,
        account: Option<Id>,
        grant: Option<Id>,
        now: Ms,
    ) -> Outcome<Taken> {
        let refused = || Problem::new(Kind::TooMany, "Too many open streams");
        let mut rooms = self.rooms.write();
        if rooms.rooms.get(&room).is_some_and(|held| held.seats.len() >= STREAMS_PER_ROOM_MAX) {
            return Err(refused());
        }
        if let Some(account) = account {
            let count = rooms.of_account.entry(account).or_default();
            if *count >= STREAMS_PER_ACCOUNT_MAX {
                return Err(refused());
            }
            *count += 1;
        }
        rooms.next += 1;
        let number = rooms.next;
        let held = rooms.rooms.entry(room).or_default();
        let seat = Arc::new(Seat {
            number,
            account,
            grant,
            log: held.log.clone(),
            at: AtomicU64::new(held.log.head()),
            until: AtomicU64::new(u64::MAX),
            beat: Mutex::default(),
            bell: Notify::new(),
            fed_ms: AtomicI64::new(now),
        });
        held.seats.insert(number, seat.clone());
        held.snapshot.get_mut().take();
        metrics::gauge!("medley_room_streams").increment(1.0);
        Ok(Taken { hub: self.clone(), room, seat })
    }

    /// Puts a round into the log of a room in which somebody sits, and has the seats rung, unless that goes on already.
    pub(crate) fn say(self: &Arc<Self>, room: Id, round: Round) {
        let rooms = self.rooms.read();
        let Some(held) = rooms.rooms.get(&room) else { return };
        held.log.push(round);
        if !held.turning.swap(true, Ordering::AcqRel) {
            let (hub, log, turning) = (self.clone(), held.log.clone(), held.turning.clone());
            tokio::spawn(async move { hub.turn(room, &log, &turning).await });
        }
    }

    /// Rings the seats of a room a few at a time, going round until each was rung after the last that was said. What is
    /// said meanwhile reaches the next seats at once, and the others when their turn comes again.
    async fn turn(&self, room: Id, log: &Log, turning: &AtomicBool) {
        let (mut head, mut last, mut left) = (0, 0, 0);
        loop {
            let seats = self.seats(room);
            let now = log.head();
            if now != head {
                (head, left) = (now, seats.len());
            }
            if left == 0 || seats.is_empty() {
                turning.store(false, Ordering::Release);
                if log.head() == head || turning.swap(true, Ordering::AcqRel) {
                    return;
                }
                continue;
            }
            let from = seats.partition_point(|seat| seat.number <= last) % seats.len();
            let some = &seats[from..seats.len().min(from + WOKEN_MAX.min(left))];
            some.iter().filter(|seat| seat.is_behind(head)).for_each(|seat| seat.ring());
            (last, left) = (some.last().map_or(0, |seat| seat.number), left - some.len());
            tokio::task::yield_now().await;
        }
    }

    /// Who sits in a room now.
    pub(crate) fn seats(&self, room: Id) -> Arc<[Arc<Seat>]> {
        let rooms = self.rooms.read();
        let Some(held) = rooms.rooms.get(&room) else { return Arc::default() };
        held.snapshot.lock().get_or_insert_with(|| held.seats.values().cloned().collect()).clone()
    }

    /// How many streams are open in a room.
    pub(crate) fn count(&self, room: Id) -> usize {
        self.rooms.read().rooms.get(&room).map_or(0, |held| held.seats.len())
    }

    /// The rooms in which somebody sits.
    pub(crate) fn rooms(&self) -> Vec<Id> {
        self.rooms.read().rooms.keys().copied().collect()
    }

    /// Ends the streams of `account` whose grant is among those that `ended` names.
    pub(crate) fn close(&self, account: Id, ended: impl Fn(Option<Id>) -> bool) {
        let rooms = self.rooms.read();
        let all = rooms.rooms.values().flat_map(|held| held.seats.values());
        all.filter(|seat| seat.account == Some(account) && ended(seat.grant)).for_each(|seat| seat.close());
    }

    /// Ends the streams of a room.
    pub(crate) fn close_room(&self, room: Id) {
        self.seats(room).iter().for_each(|seat| seat.close());
    }

    /// Ends every stream.
    pub(crate) fn close_all(&self) {
        let rooms = self.rooms.read();
        rooms.rooms.values().flat_map(|held| held.seats.values()).for_each(|seat| seat.close());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &'static str) -> Round {
        Round::plain(Bytes::from_static(text.as_bytes()))
    }

    async fn heard(taken: &Taken) -> Option<String> {
        let bytes = match taken.next(|| 5).await? {
            Next::Said(batch) => batch.shared.clone(),
            Next::Beat(bytes) => bytes,
        };
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_waits_is_read_at_once_and_a_slow_reader_is_cut_off() {
        let hub = Arc::new(Hub::default());
        let taken = hub.open(Id(1), None, None, 0).unwrap();
        let seats = hub.seats(Id(1));
        assert_eq!((seats.len(), hub.count(Id(1)), hub.rooms()), (1, 1, vec![Id(1)]));
        hub.say(Id(1), said("a"));
        hub.say(Id(1), said("b"));
        assert_eq!(heard(&taken).await.unwrap(), "ab");
        assert!(seats[0].is_quiet_since(6) && !seats[0].is_quiet_since(5));
        seats[0].beat(Bytes::from_static(b"here"));
        assert_eq!(heard(&taken).await.unwrap(), "here");
        (0..=super::super::log::ROUNDS_MAX).for_each(|_| hub.say(Id(1), said("x")));
        assert_eq!(heard(&taken).await, None, "it ended");
        drop(taken);
        assert_eq!((hub.count(Id(1)), hub.rooms().len()), (0, 0));
        hub.say(Id(1), said("to nobody"));
    }

    #[tokio::test]
    async fn all_are_rung_after_the_last_that_was_said_whoever_comes_and_goes() {
        let hub = Arc::new(Hub::default());
        let mut all: Vec<Taken> = (0..700).map(|_| hub.open(Id(1), None, None, 0).unwrap()).collect();
        let mut listening = Vec::new();
        for taken in all.drain(..600) {
            listening.push(tokio::spawn(async move {
                let mut text = String::new();
                while text.len() < 3 {
                    text.push_str(&heard(&taken).await.unwrap());
                }
                text
            }));
        }
        for text in ["a", "b", "c"] {
            tokio::task::yield_now().await;
            hub.say(Id(1), said(text));
            all.truncate(all.len() / 2);
        }
        let late = hub.open(Id(1), None, None, 0).unwrap();
        for one in listening {
            assert_eq!(one.await.unwrap(), "abc");
        }
        hub.say(Id(1), said("d"));
        assert_eq!(heard(&late).await.unwrap(), "d", "nothing of before");
    }

    #[tokio::test]
    async fn streams_end_with_what_they_were_opened_with() {
        let hub = Arc::new(Hub::default());
        let one = hub.open(Id(1), Some(Id(7)), Some(Id(70)), 0).unwrap();
        let other = hub.open(Id(2), Some(Id(7)), Some(Id(71)), 0).unwrap();
        hub.say(Id(1), said("before"));
        hub.close(Id(7), |grant| grant == Some(Id(70)));
        hub.say(Id(1), said("after"));
        assert_eq!(heard(&one).await.unwrap(), "before");
        assert_eq!(heard(&one).await, None);
        hub.say(Id(2), said("a"));
        assert_eq!(heard(&other).await.unwrap(), "a");
        let more: Vec<_> =
            (2..STREAMS_PER_ACCOUNT_MAX).map(|_| hub.open(Id(2), Some(Id(7)), None, 0)).collect();
        assert!(more.iter().all(Result::is_ok) && hub.open(Id(2), Some(Id(7)), None, 0).is_err());
        hub.close_all();
        assert_eq!(heard(&other).await, None);
    }
}
