//! From physical lines to tweets: joins the lines of one tweet and accounts for every line.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::lines::{Lines, Physical};
use super::record::{self, Draft, Kind};
use super::{Line, Reason, Repair, TWEET_BLANKS_MAX};

/// The iterator behind [`tweets`](super::tweets).
pub(super) struct Gather<R> {
    lines: Lines<R>,
    /// Number of the line read last.
    line: usize,
    draft: Option<Draft>,
    /// Blank lines after the draft, which may turn out to lie inside it.
    blanks: usize,
    /// At most the lines of one tweet and the blanks after it.
    ready: VecDeque<Line>,
    done: bool,
}

impl<R: BufRead> Gather<R> {
    pub(super) fn new(reader: R) -> Self {
        let lines = Lines::new(reader);
        Self { lines, line: 0, draft: None, blanks: 0, ready: VecDeque::new(), done: false }
    }

    /// Reads one line and decides about it; `false` at the end.
    fn step(&mut self) -> io::Result<bool> {
        let Some(physical) = self.lines.next()? else { return Ok(false) };
        self.line += 1;
        let Physical::Bytes(bytes) = physical else {
            self.reject(Reason::TooLong);
            return Ok(true);
        };
        let (text, repair) = record::decode(bytes);
        match record::classify(&text, self.line, repair) {
            Kind::Blank => self.blank(),
            Kind::Bad(reason) => self.reject(reason),
            Kind::Head(draft) => {
                self.flush();
                self.draft = Some(draft);
            }
            Kind::More => {
                let text = text.into_owned();
                self.more(&text, repair);
            }
        }
        Ok(true)
    }

    fn blank(&mut self) {
        self.blanks += 1;
        if self.draft.is_none() || self.blanks > TWEET_BLANKS_MAX {
            self.flush();
        }
    }

    fn reject(&mut self, reason: Reason) {
        self.flush();
        self.ready.push_back(Line::Rejected { line: self.line, reason });
    }

    fn more(&mut self, text: &str, repair: Repair) {
        let Some(draft) = &mut self.draft else { return self.reject(Reason::Stray) };
        if draft.extend(text, self.blanks, repair) {
            self.blanks = 0;
        } else {
            self.drop_draft(Reason::TooLong);
            self.reject(Reason::TooLong);
        }
    }

    /// Hands out the draft as a tweet, then the blank lines after it.
    fn flush(&mut self) {
        if let Some(draft) = self.draft.take() {
            let (line, lines) = (draft.line, draft.lines);
            match draft.finish() {
                Some(tweet) => self.ready.push_back(Line::Tweet(tweet)),
                None => self.reject_each(line, lines, Reason::NoText),
            }
        }
        let blanks = std::mem::take(&mut self.blanks);
        self.ready.extend(std::iter::repeat_n(Line::Blank, blanks));
    }

    fn drop_draft(&mut self, reason: Reason) {
        if let Some(draft) = self.draft.take() {
            self.reject_each(draft.line, draft.lines, reason);
        }
    }

    fn reject_each(&mut self, line: usize, lines: usize, reason: Reason) {
        self.ready.extend((line..line + lines).map(|line| Line::Rejected { line, reason }));
    }
}

impl<R: BufRead> Iterator for Gather<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                return Some(Ok(line));
            }
            if self.done {
                return None;
            }
            match self.step() {
                Ok(true) => {}
                Ok(false) => {
                    self.done = true;
                    self.flush();
                }
                // The tweet at hand may have been cut off here, so it is not handed out.
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
        }
    }
}
