//! Cuts a file into the entries of its array, one at a time, without understanding them.

use std::io::{self, BufRead};

use super::{ENTRY_BYTES_MAX, Problem};

/// Longest text before the array, `window.YTD.tweets.part0 = `.
const START_BYTES_MAX: usize = 200;

/// The entries of a file: place in the array and JSON text, or what is wrong. Goes on after an entry that is
/// too large; ends after an error of the file itself, whose place is `None` before the array begins and
/// after it ends.
pub(super) struct Elements<R> {
    bytes: io::Bytes<R>,
    names: &'static [&'static str],
    index: usize,
    at: At,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Array,
    Tail,
    End,
}

type Entry = (Option<usize>, Result<Vec<u8>, Problem>);

impl<R: BufRead> Elements<R> {
    /// `names` are the accepted ones in `window.YTD.<name>.part<n>`.
    pub(super) fn new(reader: R, names: &'static [&'static str]) -> Self {
        Self { bytes: reader.bytes(), names, index: 0, at: At::Start }
    }

    fn byte(&mut self) -> Result<Option<u8>, Problem> {
        self.bytes.next().transpose().map_err(Problem::Io)
    }

    /// Reads up to and including the `[`.
    fn start(&mut self) -> Result<(), Problem> {
        let mut start = Vec::new();
        loop {
            match self.byte()? {
                Some(b'[') => break,
                Some(byte) if start.len() < START_BYTES_MAX => start.push(byte),
                _ => return Err(Problem::WrongStart),
            }
        }
        if is_start(&start, self.names) { Ok(()) } else { Err(Problem::WrongStart) }
    }

    /// The JSON text up to the comma or bracket that ends the entry; `None` for an empty last one.
    fn element(&mut self) -> Result<Option<Vec<u8>>, Problem> {
        let mut json = Vec::new();
        let mut bytes = 0_usize;
        let mut scan = Scan::default();
        loop {
            let Some(byte) = self.byte()? else {
                self.at = At::End;
                return Err(Problem::CutOff);
            };
            if scan.ends_at(byte) {
                if byte == b']' {
                    self.at = At::Tail;
                }
                break;
            }
            bytes = bytes.saturating_add(1);
            if bytes <= ENTRY_BYTES_MAX {
                json.push(byte);
            }
        }
        if bytes > ENTRY_BYTES_MAX {
            return Err(Problem::EntryTooLarge);
        }
        let empty = json.iter().all(u8::is_ascii_whitespace);
        Ok((!(empty && self.at == At::Tail)).then_some(json))
    }

    /// Checks that nothing but space and a semicolon follows the array.
    fn tail(&mut self) -> Result<(), Problem> {
        while let Some(byte) = self.byte()? {
            if !(byte.is_ascii_whitespace() || byte == b';') {
                return Err(Problem::Trailing);
            }
        }
        Ok(())
    }

    fn fail(&mut self, index: Option<usize>, problem: Problem) -> Entry {
        if matches!(problem, Problem::Io(_)) || index.is_none() {
            self.at = At::End;
        }
        (index, Err(problem))
    }
}

impl<R: BufRead> Iterator for Elements<R> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        if self.at == At::Start {
            if let Err(problem) = self.start() {
                return Some(self.fail(None, problem));
            }
            self.at = At::Array;
        }
        if self.at == At::Array {
            let index = Some(self.index);
            self.index += 1;
            match self.element() {
                Ok(Some(json)) => return Some((index, Ok(json))),
                Ok(None) => {}
                Err(problem) => return Some(self.fail(index, problem)),
            }
        }
        if self.at == At::Tail {
            self.at = At::End;
            if let Err(problem) = self.tail() {
                return Some(self.fail(None, problem));
            }
        }
        None
    }
}

/// Just enough of JSON to see where a value ends: depth and strings. A counter, so depth costs nothing.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    fn ends_at(&mut self, byte: u8) -> bool {
        if self.in_string {
            self.in_string = self.escaped || byte != b'"';
            self.escaped = !self.escaped && byte == b'\\';
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b',' | b']' if self.depth == 0 => return true,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        false
    }
}

/// `window.YTD.<name>.part<n> =`, or nothing, for a plain array.
fn is_start(start: &[u8], names: &[&str]) -> bool {
    let Ok(start) = std::str::from_utf8(start) else { return false };
    let start = start.trim_start_matches('\u{feff}').trim();
    start.is_empty() || is_assignment(start, names).unwrap_or(false)
}

fn is_assignment(start: &str, names: &[&str]) -> Option<bool> {
    let (name, part) =
        start.strip_prefix("window.YTD.")?.strip_suffix('=')?.trim_end().split_once(".part")?;
    Some(names.contains(&name) && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(file: &str) -> Vec<String> {
        Elements::new(file.as_bytes(), &["tweets"])
            .map(|(index, entry)| match entry {
                Ok(json) => String::from_utf8(json).unwrap().trim().to_owned(),
                Err(problem) => format!("{index:?} {problem:?}"),
            })
            .collect()
    }

    #[test]
    fn starts() {
        for start in ["", "\u{feff}", " \n", "window.YTD.tweets.part0 = ", "window.YTD.tweets.part12=\n"] {
            assert_eq!(cut(&format!("{start}[1]")), ["1"], "{start:?}");
        }
        for start in [
            "x",
            "window.YTD.direct_messages.part0 = ",
            "window.YTD.tweets.part = ",
            "window.YTD.tweets.partX = ",
            "window.YTD.tweets.part0 ",
            "Grailbird.data.tweets_2013_04 = ",
            "{\"a\": ",
        ] {
            assert_eq!(cut(&format!("{start}[1]")), ["None WrongStart"], "{start:?}");
        }
        assert_eq!(cut(""), ["None WrongStart"]);
        assert_eq!(cut(&format!("{}[1]", " ".repeat(START_BYTES_MAX + 1))), ["None WrongStart"]);
    }

    #[test]
    fn values_are_cut_at_their_ends() {
        for (file, parts) in [
            ("[]", &[][..]),
            ("[ \n ];\n", &[]),
            ("[1,2]", &["1", "2"]),
            ("[{\"a\":[1,2]}, {\"b\":{}}]", &["{\"a\":[1,2]}", "{\"b\":{}}"]),
            (r#"["],[", "\"],", "\\"]"#, &[r#""],[""#, r#""\"],""#, r#""\\""#]),
            ("[1,,2]", &["1", "", "2"]),
            ("[1,]", &["1"]),
            ("[1", &["Some(0) CutOff"]),
            ("[1,{\"a\":\"]", &["1", "Some(1) CutOff"]),
            ("[1] x", &["1", "None Trailing"]),
            ("[}]", &["}"]),
        ] {
            assert_eq!(cut(file), parts, "{file}");
        }
    }

    #[test]
    fn a_large_entry_is_passed_over() {
        let file = format!("[1,\"{}\",2]", "x".repeat(ENTRY_BYTES_MAX));
        assert_eq!(cut(&file), ["1", "Some(1) EntryTooLarge", "2"]);
    }
}
