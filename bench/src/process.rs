//! What this process costs, from `/proc`.

/// Ticks a second of the times in `/proc/PID/stat`; the same on every Linux that Rust runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU time of this process so far, user and system, in seconds.
pub(crate) fn cpu_seconds() -> f64 {
    std::fs::read_to_string("/proc/self/stat").ok().and_then(|text| ticks(&text)).unwrap_or(0.0)
        / TICKS_PER_SECOND
}

fn ticks(stat: &str) -> Option<f64> {
    // The name may hold spaces; it ends with the last parenthesis.
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split(' ').skip(11);
    let (user, system) = (fields.next()?, fields.next()?);
    Some(user.parse::<f64>().ok()? + system.parse::<f64>().ok()?)
}

/// Resident memory of this process, in bytes.
pub(crate) fn resident_bytes() -> u64 {
    std::fs::read_to_string("/proc/self/status").ok().and_then(|text| resident(&text)).unwrap_or(0)
}

fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kib| kib * 1_024)
}

/// How busy the machine is: the load of the last minute.
pub(crate) fn load_average() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_read() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194304 1 0 0 0 150 50 0 0 20 0 1 0 9 1 1 1";
        assert_eq!(ticks(stat), Some(200.0));
        assert_eq!(resident("VmPeak:\t9 kB\nVmRSS:\t    12 kB\n"), Some(12 * 1_024));
        assert_eq!((ticks("x"), resident("x")), (None, None));
        assert!(resident_bytes() > 1 << 20);
    }
}
