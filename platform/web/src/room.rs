//! Room in memory for large bodies: a few at once, whoever sends them. It is held as long as what was sent is there: by
//! the request until it is read, and then by each of its files.

use std::sync::Arc;

use axum::extract::Request;
use base::{Outcome, Problem};
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::{BodyLimit, Params};

/// Bodies larger than a form with a picture that are in memory at once.
const LARGE_MAX: usize = 6;

/// One for each large body that is read or kept.
pub(crate) struct Rooms(Arc<Semaphore>);

/// The room that a request has.
#[derive(Clone, Default)]
pub(crate) struct Room(Option<Arc<OwnedSemaphorePermit>>);

impl Default for Rooms {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(LARGE_MAX)))
    }
}

impl Rooms {
    /// Room for the body of a request. Only for whoever was let in.
    ///
    /// # Errors
    /// 503 when there is none.
    pub(crate) fn room(&self, limit: BodyLimit, request: &Request) -> Outcome<Room> {
        // Of a page's form the body was read early.
        if request.extensions().get::<Params>().is_some() {
            return Ok(Room(None));
        }
        let told =
            request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let small = told.is_some_and(|length: usize| length <= BodyLimit::Upload.bytes());
        if small || !matches!(limit, BodyLimit::Large(_)) {
            return Ok(Room(None));
        }
        let room = self.0.clone().try_acquire_owned();
        let room = room.map_err(|_| Problem::unavailable("too many large uploads at once"))?;
        Ok(Room(Some(Arc::new(room))))
    }
}

impl Room {
    /// The same bytes, which hold the room.
    pub(crate) fn hold(&self, bytes: Bytes) -> Bytes {
        if self.0.is_none() { bytes } else { Bytes::from_owner(Held { bytes, _room: self.clone() }) }
    }
}

struct Held {
    bytes: Bytes,
    _room: Room,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn request(length: Option<usize>) -> Request {
        let request = Request::builder();
        let request = match length {
            Some(length) => request.header(CONTENT_LENGTH, length),
            None => request,
        };
        request.body(Body::empty()).unwrap()
    }

    #[test]
    fn few_large_bodies_at_once() {
        let (rooms, large) = (Rooms::default(), BodyLimit::Large(90 << 20));
        let mut held: Vec<Room> =
            (0..LARGE_MAX).map(|_| rooms.room(large, &request(Some(50 << 20))).unwrap()).collect();
        assert!(rooms.room(large, &request(Some(50 << 20))).is_err());
        assert!(rooms.room(large, &request(None)).is_err(), "whoever does not say may send much");
        assert!(rooms.room(large, &request(Some(1 << 20))).is_ok());
        assert!(rooms.room(BodyLimit::Small, &request(None)).is_ok());
        let mut read = request(None);
        read.extensions_mut().insert(Params::default());
        assert!(rooms.room(large, &read).is_ok(), "nothing more is read of it");
        let last = held.pop().unwrap();
        let (one, other) = (last.hold(Bytes::from("one")), last.hold(Bytes::from("other")));
        drop((last, one.clone(), one));
        assert!(rooms.room(large, &request(None)).is_err(), "a file of it is there still");
        assert_eq!(other, "other");
        drop(other);
        assert!(rooms.room(large, &request(None)).is_ok());
    }
}
