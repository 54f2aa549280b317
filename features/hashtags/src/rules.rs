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
        let one = specialties::named(text).ok_or_else(|| wrong("Specialties", "is not included in the list"))?;
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
pub(crate) mod tests {
    use base::{Id, iso_date};

    use super::*;

    pub(crate) fn entry(name: &str) -> Entry {
        let edit =
            Edit { name: Some(name.to_owned()), title: Some("T".to_owned()), ..Edit::default() };
        edited(Entry::blank(Some(Id(1)), 5), edit, 5).unwrap()
    }

    fn fails(edit: Edit) -> String {
        edited(entry("HCSM"), edit, 9).unwrap_err().complaint().to_owned()
    }

    #[test]
    fn names_meet_under_their_key() {
        let one = entry(" #Hcsm ");
        assert_eq!((one.tag.as_str(), one.name.as_str()), ("hcsm", "Hcsm"));
        let renamed = edited(one, Edit { name: Some("HCSM".into()), ..Edit::default() }, 9).unwrap();
        assert_eq!((renamed.name.as_str(), renamed.updated_ms), ("HCSM", 9));
        for (name, says) in [
            ("", "Name can't be blank"),
            ("#", "Name can't be blank"),
            ("a b", "Name is invalid"),
            ("123", "Name is invalid"),
            ("New", "Name is reserved"),
            ("hcldr", "Name is another hashtag"),
        ] {
            assert_eq!(fails(Edit { name: Some(name.into()), ..Edit::default() }), says, "{name}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let text = |n: usize| Some("é".repeat(n));
        assert_eq!(fails(Edit { title: Some(" \n ".into()), ..Edit::default() }), "Title can't be blank");
        assert!(fails(Edit { title: text(81), ..Edit::default() }).starts_with("Title is too long"));
        assert!(fails(Edit { about: text(501), ..Edit::default() }).starts_with("Description is too long"));
        assert!(fails(Edit { place: text(101), ..Edit::default() }).starts_with("Place is too long"));
        for bad in ["ftp://a.example", "javascript:alert(1)", "https://", "https://a.example b", "a.example"] {
            assert_eq!(fails(Edit { link: Some(bad.into()), ..Edit::default() }), "Link must be a valid URL", "{bad}");
        }
        let kind = Edit { kind: Some("party".into()), ..Edit::default() };
        assert_eq!(fails(kind), "Kind is not included in the list");
        let language = Edit { language: Some("klingonese".into()), ..Edit::default() };
        assert_eq!(fails(language), "Language is not a language code");
        let specialties = |all: &[&str]| Edit {
            specialties: Some(all.iter().map(|&one| one.to_owned()).collect()),
            ..Edit::default()
        };
        assert_eq!(fails(specialties(&["astrology"])), "Specialties is not included in the list");
        let many = specialties(&["cardiology", "nursing", "pharmacy", "surgery"]);
        assert_eq!(fails(many), "Specialties are too many (maximum is 3)");
        let related = |all: &str| Edit { related: Some(vec![all.to_owned()]), ..Edit::default() };
        assert_eq!(fails(related("#ok no-way")), "Related is invalid");
        let eleven = (0..11).map(|n| format!("tag{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(fails(related(&eleven)), "Related are too many (maximum is 10)");
    }

    #[test]
    fn related_hashtags_are_each_there_once() {
        let edit = Edit { related: Some(vec!["#Hcldr, hcldr;#HCSM".into(), "ＨＣＬＤＲ s4pm".into()]), ..Edit::default() };
        assert_eq!(edited(entry("hcsm"), edit, 9).unwrap().related, ["Hcldr", "s4pm"]);
        let edit = Edit {
            specialties: Some(vec!["207RC0000X".into(), String::new(), "cardiology".into()]),
            ..Edit::default()
        };
        assert_eq!(edited(entry("hcsm"), edit, 9).unwrap().specialties.len(), 1);
    }

    #[test]
    fn conferences_have_days_and_a_place() {
        let edit = |kind: &str, from: &str, to: &str| Edit {
            kind: Some(kind.into()),
            starts_on: Some(from.into()),
            ends_on: Some(to.into()),
            place: Some("Harbour Hall".into()),
            ..Edit::default()
        };
        let days = |entry: &Entry| [entry.starts_ms.map(iso_date), entry.ends_ms.map(iso_date)];
        let made = edited(entry("x1"), edit("conference", "2026-12-01", "2026-12-03"), 9).unwrap();
        assert_eq!(days(&made), [Some("2026-12-01".into()), Some("2026-12-03".into())]);
        let one = edited(entry("x1"), edit("conference", "", "2026-12-03"), 9).unwrap();
        assert_eq!(one.starts_ms, one.ends_ms);
        let chat = edited(made, Edit { kind: Some("chat".into()), ..Edit::default() }, 9).unwrap();
        assert_eq!((days(&chat), chat.place.as_str()), ([None, None], ""));
        let told = |from, to| edited(entry("x1"), edit("conference", from, to), 9).unwrap_err();
        assert_eq!(told("2026-12-03", "2026-12-01").complaint(), "Ends on is before its beginning");
        for bad in ["tomorrow", "2026-13-01", "2026-12-01T00:00:00Z"] {
            assert_eq!(told(bad, "").complaint(), "Starts on is not a time", "{bad}");
        }
    }

    #[test]
    fn decisions() {
        let staff = Who { account: Id(7), staff: true };
        let kept = kept(entry("a1"), staff, 20);
        assert_eq!((kept.state, kept.decided_by, kept.has_changed()), (State::Listed, Some(Id(7)), false));
        let edit = Edit { about: Some("New".into()), ..Edit::default() };
        assert!(after_edit(edited(kept.clone(), edit, 21).unwrap()).has_changed());
        let said = refused(kept.clone(), staff, (Reason::Other, " "), 22).unwrap_err();
        assert_eq!(said.complaint(), "Words can't be blank");
        let refused = refused(kept, staff, (Reason::Unused, ""), 22).unwrap();
        assert!(!refused.is_listed());
        let (owner, other) = (Who { account: Id(1), staff: false }, Who { account: Id(2), staff: false });
        assert!(may_change(owner, &refused).is_ok() && may_change(staff, &refused).is_ok());
        assert_eq!(may_change(other, &refused).unwrap_err().kind(), base::Kind::NotFound);
        assert_eq!(may_change(other, &entry("a1")).unwrap_err().kind(), base::Kind::Forbidden);
        assert!(Who::sees(None, &entry("a1")) && !Who::sees(None, &refused));
        assert_eq!(after_edit(refused).state, State::Provisional);
    }
}
