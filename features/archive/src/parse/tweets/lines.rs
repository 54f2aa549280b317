//! Physical lines of bounded length, whatever ends them.

use std::io::{self, BufRead};

use super::LINE_BYTES_MAX;

/// One line, without its end.
pub(super) enum Physical<'a> {
    Bytes(&'a [u8]),
    TooLong,
}

/// Splits a reader at LF, CRLF, or a run of CRs with or without an LF.
pub(super) struct Lines<R> {
    reader: R,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, line: Vec::new() }
    }

    /// The next line, `None` at the end. Memory stays within [`LINE_BYTES_MAX`] also for endless lines.
    pub(super) fn next(&mut self) -> io::Result<Option<Physical<'_>>> {
        self.line.clear();
        let mut bytes = 0_usize;
        let mut ended = false;
        let mut any = false;
        while !ended {
            let chunk = fill(&mut self.reader)?;
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let part = &chunk[..end.unwrap_or(chunk.len())];
            bytes = bytes.saturating_add(part.len());
            if bytes <= LINE_BYTES_MAX {
                self.line.extend_from_slice(part);
            }
            let cr = end.is_some_and(|at| chunk[at] == b'\r');
            let used = end.map_or(chunk.len(), |at| at + 1);
            self.reader.consume(used);
            if cr {
                self.skip_rest_of_end()?;
            }
            ended = end.is_some();
        }
        let line = if bytes > LINE_BYTES_MAX { Physical::TooLong } else { Physical::Bytes(&self.line) };
        Ok(any.then_some(line))
    }

    fn skip_rest_of_end(&mut self) -> io::Result<()> {
        loop {
            match fill(&mut self.reader)?.first() {
                Some(b'\r') => self.reader.consume(1),
                Some(b'\n') => {
                    self.reader.consume(1);
                    return Ok(());
                }
                _ => return Ok(()),
            }
        }
    }
}

fn fill<R: BufRead>(reader: &mut R) -> io::Result<&[u8]> {
    while let Err(error) = reader.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    reader.fill_buf()
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn split(bytes: &[u8], buffer: usize) -> Vec<String> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, bytes));
        let mut all = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            all.push(match line {
                Physical::Bytes(line) => String::from_utf8_lossy(line).into_owned(),
                Physical::TooLong => "TOO LONG".to_owned(),
            });
        }
        all
    }

    #[test]
    fn every_kind_of_line_end() {
        for (bytes, lines) in [
            (&b""[..], &[][..]),
            (b"a", &["a"]),
            (b"a\nb\n", &["a", "b"]),
            (b"a\r\nb\r\n", &["a", "b"]),
            (b"a\r\r\nb", &["a", "b"]),
            (b"a\rb\r", &["a", "b"]),
            (b"\n\n", &["", ""]),
        ] {
            for buffer in [1, 2, 3, 4096] {
                assert_eq!(split(bytes, buffer), lines, "{bytes:?} through {buffer}");
            }
        }
    }

    #[test]
    fn a_long_line_is_passed_over() {
        let mut bytes = vec![b'x'; LINE_BYTES_MAX];
        bytes.extend_from_slice(b"\nb\n");
        assert_eq!(split(&bytes, 4096).len(), 2);
        bytes.insert(0, b'x');
        assert_eq!(split(&bytes, 4096), ["TOO LONG", "b"]);
    }
}
