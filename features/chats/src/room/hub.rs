//! Open streams of rooms. What is sent is small and the same for nearly everybody, so it is put together once for each
//! round and shared; a stream keeps no more than what waits.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use base::{Id, IdMap, Kind, Ms, Outcome, Problem};
use bytes::{Bytes, BytesMut};
use parking_lot::{Mutex, RwLock};
use tokio::sync::Notify;

/// Rounds that may wait for a slow reader; then the stream ends, and the page reads anew.
const WAITING_MAX: usize = 64;
/// Open streams of one room.
const STREAMS_PER_ROOM_MAX: usize = 50_000;
/// Open streams of one account in all rooms.
const STREAMS_PER_ACCOUNT_MAX: usize = 64;

/// One open stream.
pub(crate) struct Seat {
    pub(crate) account: Option<Id>,
    grant: Option<Id>,
    waiting: Mutex<Waiting>,
    bell: Notify,
    /// When something was last put into it.
    fed_ms: AtomicI64,
}

#[derive(Default)]
struct Waiting {
    rounds: VecDeque<Bytes>,
    ended: bool,
}

impl Seat {
    /// Puts a round's bytes into the queue; they are sent when the seat is rung.
    pub(crate) fn feed(&self, bytes: Bytes, now: Ms) {
        let mut waiting = self.waiting.lock();
        if waiting.ended {
            return;
        }
        if waiting.rounds.len() < WAITING_MAX {
            waiting.rounds.push_back(bytes);
            self.fed_ms.store(now, Ordering::Relaxed);
        } else {
            waiting.ended = true;
            metrics::counter!("medley_streams_dropped_total").increment(1);
        }
    }

    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Whether nothing was sent since `before`.
    pub(crate) fn is_quiet_since(&self, before: Ms) -> bool {
        self.fed_ms.load(Ordering::Relaxed) < before
    }

    fn close(&self) {
        self.waiting.lock().ended = true;
        self.ring();
    }

    /// All that waits, as soon as there is something; `None` when the stream has ended.
    async fn next(&self) -> Option<Bytes> {
        loop {
            {
                let mut waiting = self.waiting.lock();
                match waiting.rounds.len() {
                    0 if waiting.ended => return None,
                    0 => {}
                    1 => return waiting.rounds.pop_front(),
                    _ => {
                        let mut all = BytesMut::new();
                        waiting.rounds.drain(..).for_each(|round| all.extend_from_slice(&round));
                        return Some(all.freeze());
                    }
                }
            }
            self.bell.notified().await;
        }
    }
}

/// A place in the hub, given up when it is dropped.
pub(crate) struct Taken {
    hub: Arc<Hub>,
    room: Id,
    number: u64,
    seat: Arc<Seat>,
}

impl Taken {
    pub(crate) async fn next(&self) -> Option<Bytes> {
        self.seat.next().await
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        self.hub.rooms.write().leave(self.room, self.number, self.seat.account);
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
    seats: HashMap<u64, Arc<Seat>>,
    /// The seats as they were when somebody last asked for all of them.
    snapshot: Mutex<Option<Arc<[Arc<Seat>]>>>,
}

impl Rooms {
    fn leave(&mut self, room: Id, number: u64, account: Option<Id>) {
        if let Some(held) = self.rooms.get_mut(&room) {
            held.seats.remove(&number);
            held.snapshot.get_mut().take();
            if held.seats.is_empty() {
                self.rooms.remove(&room);
            }
        }
        if let Some(account) = account
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
        let seat = Arc::new(Seat {
            account,
            grant,
            waiting: Mutex::default(),
            bell: Notify::new(),
            fed_ms: AtomicI64::new(now),
        });
        let held = rooms.rooms.entry(room).or_default();
        held.seats.insert(number, seat.clone());
        held.snapshot.get_mut().take();
        metrics::gauge!("medley_room_streams").increment(1.0);
        Ok(Taken { hub: self.clone(), room, number, seat })
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

    #[tokio::test]
    async fn what_waits_is_read_at_once_and_a_slow_reader_is_cut_off() {
        let hub = Arc::new(Hub::default());
        let taken = hub.open(Id(1), None, None, 0).unwrap();
        let seats = hub.seats(Id(1));
        assert_eq!((seats.len(), hub.count(Id(1)), hub.rooms()), (1, 1, vec![Id(1)]));
        seats[0].feed(Bytes::from_static(b"a"), 5);
        seats[0].feed(Bytes::from_static(b"b"), 6);
        assert!(seats[0].is_quiet_since(7) && !seats[0].is_quiet_since(6));
        assert_eq!(taken.next().await.unwrap(), "ab");
        for _ in 0..=WAITING_MAX {
            seats[0].feed(Bytes::from_static(b"x"), 7);
        }
        assert_eq!(taken.next().await.unwrap().len(), WAITING_MAX);
        assert_eq!(taken.next().await, None, "it ended");
        drop(taken);
        assert_eq!((hub.count(Id(1)), hub.rooms().len()), (0, 0));
    }

    #[tokio::test]
    async fn streams_end_with_what_they_were_opened_with() {
        let hub = Arc::new(Hub::default());
        let one = hub.open(Id(1), Some(Id(7)), Some(Id(70)), 0).unwrap();
        let other = hub.open(Id(2), Some(Id(7)), Some(Id(71)), 0).unwrap();
        hub.close(Id(7), |grant| grant == Some(Id(70)));
        assert_eq!(one.next().await, None);
        hub.seats(Id(2))[0].feed(Bytes::from_static(b"a"), 5);
        assert_eq!(other.next().await.unwrap(), "a");
        let more: Vec<_> =
            (2..STREAMS_PER_ACCOUNT_MAX).map(|_| hub.open(Id(2), Some(Id(7)), None, 0)).collect();
        assert!(more.iter().all(Result::is_ok) && hub.open(Id(2), Some(Id(7)), None, 0).is_err());
        hub.close_all();
        assert_eq!(other.next().await, None);
    }
}
