//! Room in memory for large bodies: a few at once, whoever sends them.

use std::sync::Arc;

use axum::extract::Request;
use base::{Outcome, Problem};
use http::header::CONTENT_LENGTH;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::BodyLimit;

/// Bodies larger than a form with a picture that are in memory at once.
const LARGE_MAX: usize = 6;

/// One for each large body that is read or worked on.
pub(crate) struct Rooms(Arc<Semaphore>);

/// The room that a request has; of a page's form it goes along with the request, because its body is read early.
#[derive(Clone)]
pub(crate) struct Room(
    #[expect(dead_code, reason = "it is held, not read")] Option<Arc<OwnedSemaphorePermit>>,
);

impl Default for Rooms {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(LARGE_MAX)))
    }
}

impl Rooms {
    /// Room for the body of a request, to be kept until it is answered. Only for whoever was let in.
    ///
    /// # Errors
    /// 503 when there is none.
    pub(crate) fn room(&self, limit: BodyLimit, request: &Request) -> Outcome<Room> {
        if let Some(taken) = request.extensions().get::<Room>() {
            return Ok(taken.clone());
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
        let mut known = request(None);
        known.extensions_mut().insert(held[0].clone());
        assert!(rooms.room(large, &known).is_ok(), "it has its room already");
        drop((held.pop(), known));
        assert!(rooms.room(large, &request(None)).is_ok());
    }
}
