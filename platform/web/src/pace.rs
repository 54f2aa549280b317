//! How slowly a client may send, and how long its answer may take.
//!
//! A body is waited for as long as it goes on: a video from a slow telephone takes minutes. What keeps whoever sends
//! nothing on purpose from holding a connection is that no pause is long, and that the bytes that have come buy the
//! time for more: whoever drips is ended about as soon as whoever is silent. How long a body may take in all follows
//! from how large its route lets it be. The time for the answer runs from the last that came.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use base::Problem;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use parking_lot::Mutex;
use tokio::time::{Instant, Sleep, sleep_until};

/// How slow is too slow.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// How long the next piece of a body is waited for.
    pause: Duration,
    /// How long a body may take, however little of it comes.
    grace: Duration,
    /// Bytes a second that buy time beyond that.
    bytes_a_second: u64,
    /// How long a request may take to be answered when all of it is there; streams begin their answer at once.
    pub(crate) answer: Duration,
}

/// The slowest mobile networks carry a little more than so many bytes a second.
pub(crate) const USUAL: Bounds = Bounds {
    pause: Duration::from_secs(30),
    grace: Duration::from_secs(60),
    bytes_a_second: 8 << 10,
    answer: Duration::from_secs(60),
};

/// When something of a request came last.
#[derive(Clone)]
pub(crate) struct Pace {
    last: Arc<Mutex<Instant>>,
    bounds: Bounds,
}

impl Pace {
    /// Of a request whose head is there.
    pub(crate) fn within(bounds: Bounds) -> Self {
        Self { last: Arc::new(Mutex::new(Instant::now())), bounds }
    }

    /// The body, which ends with an error when its sender is too slow.
    pub(crate) fn body(&self, body: Body) -> Body {
        Body::new(Paced { body, pace: self.clone(), begin: None, received: 0, timer: None })
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// 503 when it takes too long.
    pub(crate) async fn answered<T>(&self, answer: impl Future<Output = T>) -> Result<T, Problem> {
        tokio::pin!(answer);
        loop {
            let end = *self.last.lock() + self.bounds.answer;
            tokio::select! {
                answer = &mut answer => return Ok(answer),
                () = sleep_until(end) => {}
            }
            // More may have come meanwhile.
            if *self.last.lock() + self.bounds.answer <= Instant::now() {
                return Err(Problem::unavailable("the answer took too long"));
            }
        }
    }
}

struct Paced {
    body: Body,
    pace: Pace,
    /// When it was first waited for.
    begin: Option<Instant>,
    received: u64,
    /// Runs while there is nothing.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    /// When a client that sends nothing more has been waited for long enough.
    fn end(&mut self) -> Instant {
        let now = Instant::now();
        let begin = *self.begin.get_or_insert(now);
        let Bounds { pause, grace, bytes_a_second, .. } = self.pace.bounds;
        let bought = Duration::from_millis(self.received * 1_000 / bytes_a_second);
        (now + pause).min(begin + grace + bought)
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            let came = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref());
            self.received += came.map_or(0, |data| data.len() as u64);
            *self.pace.last.lock() = Instant::now();
            self.timer = None;
            return Poll::Ready(frame);
        }
        if self.timer.is_none() {
            let end = self.end();
            self.timer = Some(Box::pin(sleep_until(end)));
        }
        match self.timer.as_mut().map(|timer| timer.as_mut().poll(cx)) {
            Some(Poll::Ready(())) => Poll::Ready(Some(Err(axum::Error::new("the body came too slowly")))),
            _ => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::StreamExt;
    use http_body_util::BodyExt;

    use super::*;

    /// A hundredth of a second for each second of the usual bounds.
    const QUICK: Bounds = Bounds {
        pause: Duration::from_millis(300),
        grace: Duration::from_millis(600),
        bytes_a_second: 100 * USUAL.bytes_a_second,
        answer: Duration::from_millis(600),
    };
    const KIB: usize = 1 << 10;

    /// A body of pieces of so many bytes, each after a pause.
    fn dripping(pieces: usize, bytes: usize, pause_ms: u64) -> Body {
        let pieces = futures_util::stream::iter(0..pieces).then(move |_| async move {
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![0; bytes]))
        });
        Body::from_stream(pieces)
    }

    /// Whether the body is read whole, or which problem is told instead; and how many milliseconds that takes. When it
    /// is read, the answer takes so long.
    async fn read(body: Body, work_ms: u64) -> (Result<bool, u16>, u128) {
        let (pace, begin) = (Pace::within(QUICK), Instant::now());
        let body = pace.body(body);
        let answer = pace.answered(async {
            let whole = body.collect().await.is_ok();
            tokio::time::sleep(Duration::from_millis(work_ms)).await;
            whole
        });
        let answer = answer.await.map_err(|problem| problem.kind().status());
        (answer, begin.elapsed().as_millis())
    }

    #[tokio::test]
    async fn a_slow_telephone_is_waited_for() {
        // More than twice as long as the answer may take, which takes its time too.
        let (whole, took) = read(dripping(70, 128 * KIB, 20), 300).await;
        assert!(whole == Ok(true) && took >= 1_700, "{whole:?} {took}");
        // With tunnels on the way.
        assert_eq!(read(dripping(8, 300 * KIB, 150), 0).await.0, Ok(true));
        assert_eq!(read(Body::empty(), 300).await.0, Ok(true));
    }

    #[tokio::test]
    async fn whoever_only_drips_is_ended() {
        // Bytes, the pause before them, and when that is ended at the earliest.
        for (bytes, pause_ms, end_ms) in [(1, 10, 600), (0, 100, 600), (KIB, 1_000, 300), (100, 250, 600)] {
            let (whole, took) = read(dripping(1_000, bytes, pause_ms), 0).await;
            assert_eq!(whole, Ok(false), "{bytes} {pause_ms}");
            assert!((end_ms - 20..5_000).contains(&took), "{bytes} bytes in {pause_ms} ms: {took} ms");
        }
    }

    #[tokio::test]
    async fn answers_come_in_time_or_not_at_all() {
        assert_eq!(read(Body::empty(), 60_000).await.0, Err(503));
        let (late, took) = read(dripping(5, 9, 100), 60_000).await;
        assert!(late == Err(503) && took >= 1_000, "{late:?} {took}");
    }
}
