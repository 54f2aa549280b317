//! What can be chosen when a post is written: a poll, a time, who may quote it.

/// For how long a poll can be open, in seconds, with the words for it.
pub(crate) const POLL_TIMES: [(i64, &str); 7] = [
    (300, "composer-poll-5-minutes"),
    (3_600, "composer-poll-1-hour"),
    (21_600, "composer-poll-6-hours"),
    (86_400, "composer-poll-1-day"),
    (259_200, "composer-poll-3-days"),
    (604_800, "composer-poll-7-days"),
    (2_592_000, "composer-poll-30-days"),
];

/// The usual one.
pub const POLL_SECONDS: i64 = 86_400;

/// How far from UTC clocks are somewhere, in minutes.
const ZONES: [i32; 38] = [
    -720, -660, -600, -570, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210,
    240, 270, 300, 330, 345, 360, 390, 420, 480, 525, 540, 570, 600, 630, 660, 720, 765, 780, 840,
];

/// Who may quote a post, in the words of the client API, and what that means.
pub(crate) const QUOTERS: [(&str, &str); 3] = [
    ("public", "composer-quote-public"),
    ("followers", "composer-quote-followers"),
    ("nobody", "composer-quote-nobody"),
];

/// A poll as it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollFields {
    /// The answers as they were typed, empty ones too.
    pub options: Vec<String>,
    /// For how long, in seconds.
    pub seconds: i64,
    /// Whether several answers may be chosen.
    pub multiple: bool,
    /// Whether totals are hidden until it ends.
    pub hide_totals: bool,
}

impl Default for PollFields {
    fn default() -> Self {
        Self { options: Vec::new(), seconds: POLL_SECONDS, multiple: false, hide_totals: false }
    }
}

impl PollFields {
    /// Whether an answer was typed.
    #[must_use]
    pub fn is_begun(&self) -> bool {
        self.options.iter().any(|option| !option.trim().is_empty())
    }
}

/// The zones to choose from: minutes from UTC, the name, and whether it is `chosen`, which is among them in any case.
#[must_use]
pub fn zone_choices(chosen: i32) -> Vec<(i32, String, bool)> {
    let mut all = ZONES.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
    }
    all.into_iter().map(|zone| (zone, zone_name(zone), zone == chosen)).collect()
}

/// `UTC+05:30`.
fn zone_name(minutes: i32) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let size = minutes.abs();
    format!("UTC{sign}{:02}:{:02}", size / 60, size % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named() {
        for (minutes, name) in [(0, "UTC+00:00"), (330, "UTC+05:30"), (-210, "UTC−03:30")] {
            assert_eq!(zone_name(minutes), name);
        }
        assert!(ZONES.is_sorted());
    }

    #[test]
    fn a_poll_begins_with_its_first_answer() {
        let poll = |text: &str| PollFields { options: vec![text.to_owned()], ..PollFields::default() };
        assert!(!poll(" ").is_begun() && poll("Day").is_begun());
    }
}
