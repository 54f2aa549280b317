//! Open streams: who listens to what, and handing each event to those whom it is for, checked for each at the moment
//! it is sent.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::OnceLock;

use base::{Id, Kind, Outcome, Problem};
use bytes::Bytes;
use parking_lot::{Mutex, RwLock};
use tokio::sync::Notify;
use web::Viewer;

use crate::channel::Channel;

/// Events that may wait for a slow reader; then its stream is closed, and the client reads anew.
const WAITING_MAX: usize = 256;
/// Open streams of one account.
const STREAMS_PER_ACCOUNT_MAX: usize = 64;
/// Open streams of readers without an account, all together; past that their pages are not live.
const STREAMS_OF_NOBODY_MAX: usize = 4_096;

/// One thing that is sent down streams, shared by all that get it.
pub(crate) struct Item {
    /// `update`, `delete`, `status.update`, `notification`.
    pub(crate) event: &'static str,
    /// JSON, or a bare id for `delete`.
    pub(crate) payload: Arc<str>,
    /// The post that it is about; pages render it themselves.
    pub(crate) post: Option<Id>,
    quoted: OnceLock<Box<str>>,
    event_text: OnceLock<Bytes>,
}

impl Item {
    pub(crate) fn new(event: &'static str, payload: impl Into<Arc<str>>, post: Option<Id>) -> Arc<Self> {
        Arc::new(Self {
            event,
            payload: payload.into(),
            post,
            quoted: OnceLock::new(),
            event_text: OnceLock::new(),
        })
    }

    /// The whole as a Server-Sent Event.
    pub(crate) fn event_text(&self) -> Bytes {
        let text = || Bytes::from(format!("event: {}\ndata: {}\n\n", self.event, self.payload));
        self.event_text.get_or_init(text).clone()
    }

    /// The payload as a JSON string, as WebSocket frames carry it.
    pub(crate) fn quoted(&self) -> &str {
        self.quoted.get_or_init(|| serde_json::to_string(&*self.payload).unwrap_or_default().into_boxed_str())
    }
}

/// What a stream's task takes from its queue.
pub(crate) type Delivery = (Channel, Arc<Item>);

/// One open stream.
pub(crate) struct Stream {
    pub(crate) viewer: Viewer,
    channels: RwLock<Vec<Channel>>,
    queue: Mutex<Queue>,
    /// Rung when there is something in the queue, or its end.
    bell: Notify,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Delivery>,
    ended: bool,
}

impl Stream {
    pub(crate) fn account(&self) -> Option<Id> {
        self.viewer.account()
    }

    pub(crate) fn subscribe(&self, channel: Channel) {
        let mut channels = self.channels.write();
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }

    pub(crate) fn unsubscribe(&self, channel: &Channel) {
        self.channels.write().retain(|own| own != channel);
    }

    /// Whether any of the stream's channels is `wanted`.
    pub(crate) fn any(&self, wanted: impl Fn(&Channel) -> bool) -> bool {
        self.channels.read().iter().any(wanted)
    }

    /// The channels among this stream's that `wanted` names.
    pub(crate) fn matching(&self, wanted: impl Fn(&Channel) -> bool) -> Vec<Channel> {
        self.channels.read().iter().filter(|channel| wanted(channel)).cloned().collect()
    }

    /// Queues an item; a stream that cannot keep up is closed. It is sent when the stream is woken by
    /// [`Stream::ring`]: thousands of streams are woken in their turn, with all that was queued by then.
    pub(crate) fn queue(&self, channel: Channel, item: &Arc<Item>) {
        let mut queue = self.queue.lock();
        if queue.ended {
            return;
        }
        if queue.waiting.len() < WAITING_MAX {
            queue.waiting.push((channel, item.clone()));
        } else {
            queue.ended = true;
            metrics::counter!("medley_streams_dropped_total").increment(1);
        }
    }

    /// Has the stream's task send what is queued.
    pub(crate) fn ring(&self) {
        self.bell.notify_one();
    }

    /// Queues an item and sends it.
    pub(crate) fn send(&self, channel: Channel, item: &Arc<Item>) {
        self.queue(channel, item);
        self.ring();
    }

    /// Ends the stream: its task sees the end of its queue.
    pub(crate) fn close(&self) {
        self.queue.lock().ended = true;
        self.ring();
    }
}

/// All open streams of this process.
#[derive(Default)]
pub(crate) struct Hub {
    seats: RwLock<Seats>,
    /// The streams as they were when somebody last asked for all of them.
    snapshot: Mutex<Option<Arc<[Arc<Stream>]>>>,
    last_batch: Mutex<Batch>,
}

/// Events that went out together. Streams of one chat are woken one after the other with the same batch, so its text
/// is put together once for nearly all of them.
#[derive(Default)]
struct Batch {
    items: Vec<Arc<Item>>,
    text: Bytes,
}

impl Batch {
    fn text_of(&mut self, batch: &[Delivery]) -> Bytes {
        let same = self.items.len() == batch.len()
            && self.items.iter().zip(batch).all(|(own, (_, item))| Arc::ptr_eq(own, item));
        if !same {
            self.items = batch.iter().map(|(_, item)| item.clone()).collect();
            let texts: Vec<Bytes> = self.items.iter().map(|item| item.event_text()).collect();
            self.text = texts.concat().into();
        }
        self.text.clone()
    }
}

#[derive(Default)]
struct Seats {
    streams: HashMap<u64, Arc<Stream>>,
    of_account: HashMap<Option<Id>, usize>,
    next: u64,
}

/// A place in the hub, given up when it is dropped.
pub(crate) struct Seat {
    hub: Arc<Hub>,
    number: u64,
    pub(crate) stream: Arc<Stream>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.hub.seats.write().remove(self.number);
        self.hub.snapshot.lock().take();
        metrics::gauge!("medley_streams").decrement(1.0);
    }
}

impl Seat {
    /// All that waits in the queue, as soon as there is something; `None` when the stream has ended.
    pub(crate) async fn next(&self) -> Option<Vec<Delivery>> {
        loop {
            {
                let mut queue = self.stream.queue.lock();
                if !queue.waiting.is_empty() {
                    return Some(std::mem::take(&mut queue.waiting));
                }
                if queue.ended {
                    return None;
                }
            }
            self.stream.bell.notified().await;
        }
    }

    /// A batch as Server-Sent Events.
    pub(crate) fn event_texts(&self, batch: &[Delivery]) -> Bytes {
        match batch {
            [(_, only)] => only.event_text(),
            _ => self.hub.last_batch.lock().text_of(batch),
        }
    }
}

impl Seats {
    fn remove(&mut self, number: u64) {
        let Some(stream) = self.streams.remove(&number) else { return };
        let account = stream.account();
        if let Some(count) = self.of_account.get_mut(&account) {
            *count -= 1;
            if *count == 0 {
                self.of_account.remove(&account);
            }
        }
    }
}

impl Hub {
    /// Opens a stream for `viewer`.
    pub(crate) fn open(self: &Arc<Self>, viewer: Viewer) -> Outcome<Seat> {
        let stream = Arc::new(Stream {
            viewer,
            channels: RwLock::default(),
            queue: Mutex::default(),
            bell: Notify::new(),
        });
        let account = stream.account();
        let most = if account.is_some() { STREAMS_PER_ACCOUNT_MAX } else { STREAMS_OF_NOBODY_MAX };
        let mut seats = self.seats.write();
        let count = seats.of_account.entry(account).or_default();
        if *count >= most {
            return Err(Problem::new(Kind::TooMany, "Too many open streams"));
        }
        *count += 1;
        seats.next += 1;
        let number = seats.next;
        seats.streams.insert(number, stream.clone());
        self.snapshot.lock().take();
        metrics::gauge!("medley_streams").increment(1.0);
        Ok(Seat { hub: self.clone(), number, stream })
    }

    /// The streams that are open now.
    pub(crate) fn all(&self) -> Arc<[Arc<Stream>]> {
        // The seats first, as everywhere: two locks in one order.
        let seats = self.seats.read();
        self.snapshot.lock().get_or_insert_with(|| seats.streams.values().cloned().collect()).clone()
    }

    /// Whether nobody listens.
    pub(crate) fn is_empty(&self) -> bool {
        self.seats.read().streams.is_empty()
    }

    /// Ends the streams of `account` (or of an app by itself) whose grant (token or session) is among those that `ended` names.
    pub(crate) fn close(&self, account: Id, ended: impl Fn(Option<Id>) -> bool) {
        let seats = self.seats.read();
        let own = seats.streams.values().filter(|s| s.account().or(s.viewer.app) == Some(account));
        own.filter(|s| ended(s.viewer.grant)).for_each(|stream| stream.close());
    }

    /// Ends every stream, so that clients read anew or find another server.
    pub(crate) fn close_all(&self) {
        self.seats.read().streams.values().for_each(|stream| stream.close());
    }
}

#[cfg(test)]
mod tests;
