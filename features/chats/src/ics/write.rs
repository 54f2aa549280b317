use std::fmt::Write as _;

use base::Ms;
use jiff::civil::DateTime;

/// Bytes of a line before it goes on in the next one.
const LINE_BYTES: usize = 75;

/// Lines of a calendar, folded and ended as RFC 5545 has it.
#[derive(Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line as it is: a name, perhaps with parameters, and a value that needs no escaping.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line with a text.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.fold(&format!("{name}:{}", escaped(text)));
        }
    }

    /// A line with a time of a zone.
    pub(super) fn local(&mut self, name: &str, zone: &str, date: DateTime) {
        self.locals(name, zone, &[date]);
    }

    /// A line with times of a zone.
    pub(super) fn locals(&mut self, name: &str, zone: &str, dates: &[DateTime]) {
        let values: Vec<String> = dates.iter().map(|date| stamp(*date)).collect();
        match zone {
            "UTC" => self.fold(&format!("{name}:{}Z", values.join("Z,"))),
            _ => self.fold(&format!("{name};TZID={zone}:{}", values.join(","))),
        }
    }

    /// A line with a moment.
    pub(super) fn moment(&mut self, name: &str, ms: Ms) {
        self.put(name, &utc_stamp(ms));
    }

    fn fold(&mut self, line: &str) {
        let mut rest = line;
        // A line that goes on begins with a space, which counts.
        let mut room = LINE_BYTES;
        while rest.len() > room {
            let mut at = room;
            while !rest.is_char_boundary(at) {
                at -= 1;
            }
            let (head, tail) = rest.split_at(at);
            let _ = write!(self.0, "{head}\r\n ");
            (rest, room) = (tail, LINE_BYTES - 1);
        }
        let _ = write!(self.0, "{rest}\r\n");
    }

    pub(super) fn done(self) -> String {
        self.0
    }
}

/// `20261201T200000`.
pub(super) fn stamp(date: DateTime) -> String {
    date.strftime("%Y%m%dT%H%M%S").to_string()
}

/// `20261201T200000Z`.
pub(super) fn utc_stamp(ms: Ms) -> String {
    format!("{}Z", stamp(crate::recurrence::utc().local(ms)))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
