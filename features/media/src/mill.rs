use std::sync::Arc;

use base::{Outcome, Problem};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Where pictures are worked on: a few at a time, off the async threads, with a short queue before the door.
#[derive(Debug)]
pub(crate) struct Mill {
    /// One for each piece of work that is done or waits.
    seats: Arc<Semaphore>,
    /// One for each that is done.
    places: Arc<Semaphore>,
}

/// How work stands in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Someone waits for the answer: better no than late.
    Hurried,
    /// Comes one after another by itself (jobs, imports), so it may wait without a limit.
    Patient,
}

impl Mill {
    /// Does `workers` things at once and lets `waiting_max` wait.
    pub(crate) fn new(workers: usize, waiting_max: usize) -> Self {
        Self {
            seats: Arc::new(Semaphore::new(workers + waiting_max)),
            places: Arc::new(Semaphore::new(workers)),
        }
    }

    /// Runs `work` when its turn comes.
    ///
    /// # Errors
    /// 503 when it is hurried and too many wait.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        turn: Turn,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Outcome<T> {
        let seat = match turn {
            Turn::Hurried => {
                let free = self.seats.clone().try_acquire_owned();
                Some(free.map_err(|_| Problem::unavailable("too many pictures wait to be processed"))?)
            }
            Turn::Patient => None,
        };
        let place = self.places.clone().acquire_owned().await.map_err(Problem::internal)?;
        // The permits go along: work goes on when the client that waited for it has gone.
        let done = spawn_blocking(move || {
            let result = work();
            drop((place, seat));
            result
        });
        done.await.map_err(Problem::internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Kind;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn the_queue_is_bounded_and_empties() {
        let mill = Arc::new(Mill::new(1, 1));
        let (open, door) = std::sync::mpsc::channel::<()>();
        let busy = tokio::spawn({
            let mill = mill.clone();
            async move { mill.run(Turn::Hurried, move || door.recv().is_ok()).await }
        });
        while mill.seats.available_permits() > 1 {
            tokio::task::yield_now().await;
        }
        let waits = tokio::spawn({
            let mill = mill.clone();
            async move { mill.run(Turn::Hurried, || 7).await }
        });
        while mill.seats.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let refused = mill.run(Turn::Hurried, || 8).await.unwrap_err();
        assert_eq!(refused.kind(), Kind::Unavailable);
        open.send(()).unwrap();
        assert!(busy.await.unwrap().unwrap());
        assert_eq!(waits.await.unwrap().unwrap(), 7);
        assert_eq!(mill.run(Turn::Hurried, || 9).await.unwrap(), 9);
    }

    #[tokio::test]
    async fn a_panic_gives_its_place_back() {
        let mill = Mill::new(1, 0);
        assert!(mill.run(Turn::Hurried, || panic!("planned")).await.is_err());
        assert_eq!(mill.run(Turn::Hurried, || 1).await.unwrap(), 1);
    }
}
