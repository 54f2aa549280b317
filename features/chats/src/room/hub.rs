//! Open streams of rooms. What is said stands in the room's log, once for all; a stream keeps where it is in it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use base::{Id, IdMap, Kind, Ms, Outcome, Problem};
use parking_lot::{Mutex, RwLock};

use super::dispatch::{Round, WOKEN_MAX};
use super::log::Log;
use super::seat::{Next, Seat};

/// Open streams of one room.
const STREAMS_PER_ROOM_MAX: usize = 50_000;
/// Open streams of one account in all rooms.
const STREAMS_PER_ACCOUNT_MAX: usize = 64;

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
        let seat = Arc::new(Seat::new(number, account, grant, &held.log, now));
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
mod tests;
