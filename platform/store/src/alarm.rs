//! The limit in time of SQLite's reads.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

/// How long one SQLite read may take before it is stopped.
const READ_TIMEOUT_MS: u64 = 15_000;

/// Interrupts a read that takes too long. One watcher thread serves every reader.
pub(crate) struct Alarm(Arc<AlarmState>);

struct AlarmState {
    due: Instant,
    done: AtomicBool,
    handle: Arc<rusqlite::InterruptHandle>,
}

impl Alarm {
    /// Interrupts `handle`'s connection, unless the value is dropped in time.
    pub(crate) fn set(handle: &Arc<rusqlite::InterruptHandle>) -> Self {
        let state = Arc::new(AlarmState {
            due: Instant::now() + Duration::from_millis(READ_TIMEOUT_MS),
            done: false.into(),
            handle: handle.clone(),
        });
        alarms().lock().push_back(state.clone());
        Self(state)
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.done.store(true, Ordering::Release);
    }
}

type Alarms = Mutex<std::collections::VecDeque<Arc<AlarmState>>>;

fn alarms() -> &'static Alarms {
    static ALARMS: OnceLock<Alarms> = OnceLock::new();
    ALARMS.get_or_init(|| {
        drop(std::thread::Builder::new().name("db-alarm".to_owned()).spawn(watch));
        Mutex::default()
    })
}

/// Looks at the alarms four times a second; they are in order of their due time.
fn watch() {
    loop {
        std::thread::sleep(Duration::from_millis(250));
        let now = Instant::now();
        let mut waiting = alarms().lock();
        while let Some(first) = waiting.front() {
            let done = first.done.load(Ordering::Acquire);
            if !done && first.due > now {
                break;
            }
            if !done {
                first.handle.interrupt();
            }
            waiting.pop_front();
        }
    }
}
