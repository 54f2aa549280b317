//! One record: from its first line to a finished tweet.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use super::super::{stamp, words};
use super::{Fix, LINE_BYTES_MAX, Reason, Repair, TWEET_LINES_MAX, Tweet};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What a line is by itself.
pub(super) enum Kind {
    Blank,
    /// Begins a tweet.
    Head(Draft),
    /// Tries to begin a tweet, or can be no part of one.
    Bad(Reason),
    /// Has no id and no date: the next line of a tweet, if there is one to continue.
    More,
}

/// A tweet whose next lines may still come.
pub(super) struct Draft {
    pub(super) line: usize,
    pub(super) lines: usize,
    id: u64,
    at_ms: i64,
    quoted: bool,
    body: String,
    repair: Repair,
}

/// Decodes one line: UTF-8, else windows-1252, which never fails.
pub(super) fn decode(mut bytes: &[u8]) -> (Cow<'_, str>, Repair) {
    let mut repair = Repair::default();
    while let Some(rest) = bytes.strip_prefix(BYTE_ORDER_MARK) {
        repair.add(Fix::ByteOrderMark);
        bytes = rest;
    }
    let text = std::str::from_utf8(bytes).map_or_else(
        |_| {
            repair.add(Fix::Windows1252);
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        },
        Cow::Borrowed,
    );
    (text, repair)
}

/// Says what the line is. `line` is its number, from 1.
pub(super) fn classify(text: &str, line: usize, repair: Repair) -> Kind {
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Kind::Blank;
    }
    let bare = text.trim_start();
    let inner = bare.strip_prefix('"').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let quoted = inner.is_some();
    match head(inner.unwrap_or(bare)) {
        Ok(Some((id, date_ms, body))) => {
            let at_ms = stamp::finest_ms(id, date_ms);
            Kind::Head(Draft { line, lines: 1, id, at_ms, quoted, body: body.to_owned(), repair })
        }
        _ if text.contains('\0') => Kind::Bad(Reason::NulBytes),
        Ok(None) if is_header(bare) => Kind::Bad(Reason::Header),
        Ok(None) => Kind::More,
        Err(reason) => Kind::Bad(reason),
    }
}

/// Id, date and the rest; `None` when the line does not even try to have them.
fn head(line: &str) -> Result<Option<(u64, i64, &str)>, Reason> {
    let Some((id, rest)) = line.split_once('|') else { return Ok(None) };
    let numeric = !id.trim().is_empty() && id.trim().bytes().all(|b| b.is_ascii_digit());
    let (date, body) = match rest.split_once('|') {
        Some((date, body)) => (date, Some(body)),
        None => (rest, None),
    };
    let date_ms = stamp::tweet_date_ms(date);
    match (numeric, date_ms, body) {
        (true, Some(date_ms), Some(body)) => Ok(Some((parse_id(id)?, date_ms, body))),
        (true, Some(_), None) => Err(Reason::NoText),
        (true, None, Some(_)) => Err(Reason::BadDate),
        (true, None, None) => Err(Reason::NoDate),
        (false, Some(_), _) => Err(Reason::BadId),
        (false, None, _) => Ok(None),
    }
}

fn parse_id(digits: &str) -> Result<u64, Reason> {
    let id = digits.trim().parse::<u64>().map_err(|_| Reason::BadId)?;
    if id == 0 || i64::try_from(id).is_err() { Err(Reason::BadId) } else { Ok(id) }
}

fn is_header(line: &str) -> bool {
    line.trim().trim_matches('"').eq_ignore_ascii_case("id|date|text")
}

impl Draft {
    /// Takes the line as this tweet's next one, after `blanks` blank lines. `false` when the tweet would
    /// grow over a limit; it is then unchanged, and cannot be finished without losing text.
    pub(super) fn extend(&mut self, text: &str, blanks: usize, repair: Repair) -> bool {
        let lines = self.lines + blanks + 1;
        if lines > TWEET_LINES_MAX || self.body.len() + blanks + 1 + text.len() > LINE_BYTES_MAX {
            return false;
        }
        self.lines = lines;
        self.body.extend(std::iter::repeat_n('\n', blanks + 1));
        self.body.push_str(text);
        self.repair = self.repair.union(repair);
        self.repair.add(Fix::JoinedLines);
        true
    }

    /// The tweet, or `None` when no text is left.
    pub(super) fn finish(self) -> Option<Tweet> {
        let Self { line, lines, id, at_ms, quoted, body, mut repair } = self;
        let body = if quoted { unquote(&body, &mut repair) } else { body };
        let body = mend_tabs(&body, &mut repair);
        let (text, nested) = words::decode_nested(&body);
        if nested {
            repair.add(Fix::NestedEntities);
        }
        let (text, mended) = words::without_controls(text);
        if mended {
            repair.add(Fix::Controls);
        }
        let text = text.trim();
        let (repost_of, text) = match words::split_repost(text) {
            Some((name, rest)) => (Some(name.to_owned()), rest),
            None => (None, text),
        };
        let tweet =
            Tweet { line, lines, id, at_ms, text: text.to_owned(), repost_of, repaired: repair.some() };
        (!tweet.text.is_empty()).then_some(tweet)
    }
}

/// Undoes the quoting of a cell whose opening quote is already gone: doubled quotes become single ones, and
/// the quote before a tab or the end closes it. Other single quotes are the author's.
fn unquote(body: &str, repair: &mut Repair) -> String {
    repair.add(Fix::Unquoted);
    let mut text = String::with_capacity(body.len());
    let mut rest = body.trim_end_matches(' ');
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        if let Some(doubled) = after.strip_prefix('"') {
            text.push('"');
            rest = doubled;
        } else if after.is_empty() || after.starts_with('\t') {
            rest = after;
            break;
        } else {
            text.push('"');
            rest = after;
        }
    }
    text.push_str(rest);
    text
}

/// Drops tabs at the end of each line. Tabs inside are a spreadsheet's doing: opened as comma separated and
/// saved as tab separated, a line has tabs where it had commas, and no comma is left. Where commas are left,
/// nobody knows, and a tab becomes a space.
fn mend_tabs(body: &str, repair: &mut Repair) -> String {
    if !body.contains('\t') {
        return body.to_owned();
    }
    let trimmed: Vec<&str> = body.split('\n').map(|line| line.trim_end_matches('\t')).collect();
    let text = trimmed.join("\n");
    if text.len() != body.len() {
        repair.add(Fix::TrailingTabs);
    }
    if !text.contains('\t') {
        return text;
    }
    let (fix, with) = if text.contains(',') { (Fix::TabsToSpaces, " ") } else { (Fix::TabsToCommas, ",") };
    repair.add(fix);
    text.replace('\t', with)
}
