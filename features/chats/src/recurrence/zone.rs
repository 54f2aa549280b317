use base::{Ms, Outcome, Problem};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A time zone of the IANA database: the system's where it has one, which is kept current with it, else the one that
/// is built in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of a name such as `America/New_York`.
    ///
    /// # Errors
    /// 422 for a name that there is not.
    pub fn named(name: &str) -> Outcome<Self> {
        let unknown = || Problem::invalid("There is no time zone of that name");
        // Fixed offsets and the like are no places, whose clocks somebody could look at.
        let is_name = name == "UTC" || name.contains('/');
        if !is_name || name.len() > 64 {
            return Err(unknown());
        }
        TimeZone::get(name).map(Self).map_err(|_| unknown())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The moment of a local time. One that the clocks skip is taken with the offset before; of two, it is the first.
    pub fn instant(&self, local: DateTime) -> Ms {
        let found = self.0.to_ambiguous_timestamp(local).compatible();
        found.map_or(0, Timestamp::as_millisecond)
    }

    /// The local time of a moment.
    pub fn local(&self, ms: Ms) -> DateTime {
        self.0.to_datetime(stamp(ms))
    }

    /// What is to be added to UTC at a moment, in seconds.
    pub fn offset_seconds(&self, ms: Ms) -> i32 {
        self.0.to_offset(stamp(ms)).seconds()
    }

    /// What clocks are called at a moment, such as `EST`; none where they have no name but their offset.
    pub fn abbreviation(&self, ms: Ms) -> Option<String> {
        let info = self.0.to_offset_info(stamp(ms));
        let name = info.abbreviation();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_owned())
    }

    pub(crate) fn inner(&self) -> &TimeZone {
        &self.0
    }
}

/// The zone that is everybody's.
pub fn utc() -> Zone {
    Zone(TimeZone::UTC)
}

/// Names of all zones that are places, in order, for choosers.
pub fn zone_names() -> &'static [String] {
    static NAMES: std::sync::OnceLock<Vec<String>> = std::sync::OnceLock::new();
    const PLACES: [&str; 10] = [
        "Africa/",
        "America/",
        "Antarctica/",
        "Arctic/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    ];
    NAMES.get_or_init(|| {
        let all = jiff::tz::db().available().map(|name| name.as_str().to_owned());
        let mut names: Vec<String> =
            all.filter(|name| PLACES.iter().any(|place| name.starts_with(place))).collect();
        names.push("UTC".to_owned());
        names.sort_unstable();
        names.dedup();
        names
    })
}

fn stamp(ms: Ms) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
