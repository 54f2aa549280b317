use std::sync::OnceLock;
use std::time::Duration;

use metrics::{Histogram, histogram};

/// `status` labels, by the first digit of the status.
const CLASSES: [&str; 6] = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

/// What is measured of one route. The handles are looked up once, so that a request allocates nothing for them.
pub(crate) struct Meter {
    /// The route's path with `{parameters}`.
    pub(crate) route: &'static str,
    seconds: [OnceLock<Histogram>; CLASSES.len()],
}

impl Meter {
    pub(crate) fn new(route: &'static str) -> Self {
        Self { route, seconds: Default::default() }
    }

    /// A request was answered with `status` after `took`.
    pub(crate) fn record(&self, status: u16, took: Duration) {
        let class = usize::from(status / 100).min(CLASSES.len() - 1);
        let seconds = self.seconds[class].get_or_init(
            || histogram!("medley_http_seconds", "route" => self.route, "status" => CLASSES[class]),
        );
        seconds.record(took.as_secs_f64());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use metrics::{Counter, Gauge, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit};
    use parking_lot::Mutex;

    use super::*;

    #[derive(Default)]
    struct Told {
        registered: Mutex<Vec<String>>,
        values: Arc<Values>,
    }

    #[derive(Default)]
    struct Values(Mutex<Vec<f64>>);

    impl HistogramFn for Values {
        fn record(&self, value: f64) {
            self.0.lock().push(value);
        }
    }

    impl Recorder for Told {
        fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
        fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
        fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

        fn register_counter(&self, _: &Key, _: &Metadata<'_>) -> Counter {
            Counter::noop()
        }

        fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
            Gauge::noop()
        }

        fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
            let labels: Vec<_> =
                key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
            self.registered.lock().push(format!("{} {}", key.name(), labels.join(" ")));
            Histogram::from_arc(self.values.clone())
        }
    }

    #[test]
    fn a_handle_is_looked_up_once_for_a_route_and_a_class() {
        let (told, meter) = (Told::default(), Meter::new("/a/{id}"));
        metrics::with_local_recorder(&told, || {
            for status in [200, 204, 404, 200, 999] {
                meter.record(status, Duration::from_millis(500));
            }
        });
        let wanted =
            ["2xx", "4xx", "5xx"].map(|class| format!("medley_http_seconds route=/a/{{id}} status={class}"));
        assert_eq!(*told.registered.lock(), wanted);
        assert_eq!(*told.values.0.lock(), [0.5; 5]);
    }
}
