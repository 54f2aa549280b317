//! Prometheus metrics. Labels are route templates and statuses; never names, addresses or texts.

use std::net::IpAddr;
use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to count. May be called again.
pub(crate) fn install() {
    HANDLE.get_or_init(|| {
        let recorder = PrometheusBuilder::new().build_recorder();
        let handle = recorder.handle();
        // Refused only when one is installed already, as in tests with several servers in one process.
        drop(metrics::set_global_recorder(recorder));
        handle
    });
}

/// The page at `/metrics`.
pub(crate) fn render() -> String {
    let Some(handle) = HANDLE.get() else { return String::new() };
    handle.run_upkeep();
    handle.render()
}

/// Whether `peer` may read it.
pub(crate) fn is_allowed(networks: &web::Proxies, peer: IpAddr) -> bool {
    networks.trusts(peer)
}
