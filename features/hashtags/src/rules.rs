//! Decisions about entries of the directory, without I/O.

use base::{Ms, Outcome, Problem, parse_iso};
use words::specialties::{self, Specialty};

use crate::model::{Edit, Entry, Kind, Reason, State, Who};

/// Entries of the directory; all of them are in memory.
pub const ENTRIES_MAX: usize = 50_000;
/// Hashtags that somebody may register in a day.
pub const PER_DAY_MAX: i64 = 5;
/// Grapheme clusters of a title.
pub const TITLE_CHARS_MAX: usize = 80;
/// Grapheme clusters of a description.
pub const ABOUT_CHARS_MAX: usize = 500;
/// Grapheme clusters of a place.
pub const PLACE_CHARS_MAX: usize = 100;
/// Bytes of an address.
pub const LINK_BYTES_MAX: usize = 500;
/// Specialties of one entry.
pub const SPECIALTIES_MAX: usize = 3;
/// Related hashtags of one entry.
pub const RELATED_MAX: usize = 10;
/// Grapheme clusters of what the staff say when they refuse.
pub const WORDS_CHARS_MAX: usize = 300;
/// Names that pages of the directory have.
const RESERVED: [&str; 2] = ["new", "mine"];

/// The entry after an edit by somebody who may. Names what is wrong.
pub(crate) fn edited(mut entry: Entry, edit: Edit, now: Ms) -> Outcome<Entry> {
    let before = entry.clone();
    if let Some(name) = edit.name {
        rename(&mut entry, &name)?;
    }
    if let Some(kind) = edit.kind {
        entry.kind = Kind::parse(&kind).ok_or_else(|| wrong("Kind", "is not included in the list"))?;
    }
    entry.title = edit.title.map_or(Ok(entry.title), |text| line("Title", &text, TITLE_CHARS_MAX))?;
    entry.about = edit.about.map_or(Ok(entry.about), |text| area("Description", &text, ABOUT_CHARS_MAX))?;
    entry.place = edit.place.map_or(Ok(entry.place), |text| line("Place", &text, PLACE_CHARS_MAX))?;
    entry.link = edit.link.map_or(Ok(entry.link), |text| link(&text))?;
    entry.specialties = edit.specialties.map_or(Ok(entry.specialties), |all| specialties_of(&all))?;
    entry.language = edit.language.map_or(Ok(entry.language), |code| language(&code))?;
    entry.starts_ms = edit.starts_on.map_or(Ok(entry.starts_ms), |text| day("Starts on", &text))?;
    entry.ends_ms = edit.ends_on.map_or(Ok(entry.ends_ms), |text| day("Ends on", &text))?;
    entry.related = match edit.related {
        Some(names) => related(&entry.tag, &names)?,
        None => entry.related,
    };
    whole(&mut entry)?;
    if entry != before {
        entry.updated_ms = now;
    }
    Ok(entry)
}

/// What one field cannot tell.
fn whole(entry: &mut Entry) -> Outcome<()> {
    if entry.tag.is_empty() {
        return Err(wrong("Name", "can't be blank"));
    }
    if entry.title.is_empty() {
        return Err(wrong("Title", "can't be blank"));
    }
    if entry.kind != Kind::Conference {
        (entry.starts_ms, entry.ends_ms) = (None, None);
        entry.place.clear();
    }
    // One day is told once.
    if entry.starts_ms.is_none() && entry.ends_ms.is_some() {
        entry.starts_ms = entry.ends_ms;
    }
    if entry.ends_ms < entry.starts_ms && entry.ends_ms.is_some() {
        return Err(wrong("Ends on", "is before its beginning"));
    }
    Ok(())
}

/// Another spelling of the same hashtag, or the first one.
fn rename(entry: &mut Entry, name: &str) -> Outcome<()> {
    let name = bare(name);
    if name.is_empty() {
        return Err(wrong("Name", "can't be blank"));
    }
    let key = text::tag_key(name).ok_or_else(|| wrong("Name", "is invalid"))?;
    if RESERVED.contains(&key.as_str()) {
        return Err(wrong("Name", "is reserved"));
    }
    if !entry.tag.is_empty() && entry.tag != key {
        return Err(wrong("Name", "is another hashtag"));
    }
    (entry.tag, entry.name) = (key, name.to_owned());
    Ok(())
}

/// A hashtag without its sign.
fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix(['#', '＃']).unwrap_or(name)
}

fn line(what: &str, given: &str, max: usize) -> Outcome<String> {
    area(what, &given.replace(['\n', '\r'], " "), max)
}

fn area(what: &str, given: &str, max: usize) -> Outcome<String> {
    let clean = text::clean(given).trim().to_owned();
    if text::graphemes(&clean) > max {
        return Err(wrong(what, &format!("is too long (maximum is {max} characters)")));
    }
    Ok(clean)
}

fn link(given: &str) -> Outcome<String> {
    let link = given.trim();
    let good = link.is_empty()
        || (link.len() <= LINK_BYTES_MAX
            && (link.starts_with("https://") || link.starts_with("http://"))
            && text::urls(link) == [link]);
    if good { Ok(link.to_owned()) } else { Err(wrong("Link", "must be a valid URL")) }
}

fn language(code: &str) -> Outcome<Option<String>> {
    if code.is_empty() {
        return Ok(None);
    }
    text::language_code(code).map(Some).ok_or_else(|| wrong("Language", "is not a language code"))
}

fn specialties_of(all: &[String]) -> Outcome<Vec<&'static Specialty>> {
    let mut found: Vec<&'static Specialty> = Vec::new();
    for text in all.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let one =
            specialties::named(text).ok_or_else(|| wrong("Specialties", "is not included in the list"))?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    too_many("Specialties", found.len(), SPECIALTIES_MAX)?;
    Ok(found)
}

/// Related hashtags, each once and not the hashtag itself. A text may hold several, as people type them.
fn related(own: &str, given: &[String]) -> Outcome<Vec<String>> {
    let (mut names, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let parts = given.iter().flat_map(|text| text.split(|c: char| c.is_whitespace() || ",;".contains(c)));
    for name in parts.map(bare).filter(|name| !name.is_empty()) {
        let key = text::tag_key(name).ok_or_else(|| wrong("Related", "is invalid"))?;
        if key != own && !keys.contains(&key) {
            names.push(name.to_owned());
            keys.push(key);
        }
    }
    too_many("Related", names.len(), RELATED_MAX)?;
    Ok(names)
}

fn too_many(what: &str, n: usize, max: usize) -> Outcome<()> {
    if n > max { Err(wrong(what, &format!("are too many (maximum is {max})"))) } else { Ok(()) }
}

/// A day, as its first millisecond.
fn day(what: &str, text: &str) -> Outcome<Option<Ms>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let at = if text.len() == 10 { parse_iso(text) } else { None };
    at.map(Some).ok_or_else(|| wrong(what, "is not a time"))
}

fn wrong(what: &str, how: &str) -> Problem {
    Problem::invalid(format!("{what} {how}"))
}

/// Who changes an entry must look after it.
pub(crate) fn may_change(who: Who, entry: &Entry) -> Outcome<()> {
    match (Who::sees(Some(who), entry), who.keeps(entry)) {
        (false, _) => Err(Problem::not_found()),
        (true, false) => Err(Problem::forbidden()),
        (true, true) => Ok(()),
    }
}

/// What becomes of an entry when the one who looks after it changes it: what was refused or retired asks anew.
pub(crate) fn after_edit(mut entry: Entry) -> Entry {
    if !entry.is_listed() {
        entry.state = State::Provisional;
    }
    entry
}

/// The entry when the staff keep it.
pub(crate) fn kept(mut entry: Entry, by: Who, now: Ms) -> Entry {
    (entry.state, entry.reason) = (State::Listed, None);
    entry.words.clear();
    (entry.decided_by, entry.decided_ms) = (Some(by.account), Some(now));
    entry
}

/// The entry when the staff refuse it.
pub(crate) fn refused(mut entry: Entry, by: Who, (reason, words): (Reason, &str), now: Ms) -> Outcome<Entry> {
    entry.words = area("Words", words, WORDS_CHARS_MAX)?;
    if reason == Reason::Other && entry.words.is_empty() {
        return Err(wrong("Words", "can't be blank"));
    }
    (entry.state, entry.reason) = (State::Refused, Some(reason));
    (entry.decided_by, entry.decided_ms) = (Some(by.account), Some(now));
    Ok(entry)
}

#[cfg(test)]
pub(crate) mod tests;
