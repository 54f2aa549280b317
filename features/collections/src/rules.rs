//! Decisions about collections, without I/O.

use accounts::{Account, Relations};
use base::{Id, Kind, Ms, Outcome, Problem};
use serde_json::json;

use crate::model::{Collection, CollectionEdit};

/// Collections of one account; announced with its role.
pub use accounts::COLLECTIONS_MAX;
/// People in one collection.
pub const ITEMS_MAX: usize = 25;
/// Grapheme clusters of a name.
pub const NAME_CHARS_MAX: usize = 40;
/// Grapheme clusters of a description.
pub const DESCRIPTION_CHARS_MAX: usize = 100;

/// The collection after an edit. Names what is wrong in Mastodon's words.
pub(crate) fn edited(mut old: Collection, edit: CollectionEdit, now: Ms) -> Outcome<Collection> {
    let before = old.clone();
    old.name = edit.name.map_or(Ok(old.name), |name| line("name", &name, NAME_CHARS_MAX))?;
    old.description = edit
        .description
        .map_or(Ok(old.description), |text| line("description", &text, DESCRIPTION_CHARS_MAX))?;
    if old.name.is_empty() {
        return Err(wrong("name", "ERR_BLANK", "can't be blank"));
    }
    old.language = edit.language.map_or(Ok(old.language), |code| language(&code))?;
    old.tag = edit.tag.map_or(Ok(old.tag), |name| tag(&name))?;
    old.sensitive = edit.sensitive.unwrap_or(old.sensitive);
    old.discoverable = edit.discoverable.unwrap_or(old.discoverable);
    if old != before {
        old.updated_ms = now;
    }
    Ok(old)
}

/// Whether those who are in it are told that it changed: it was given another name or description.
pub(crate) fn is_news(old: &Collection, new: &Collection) -> bool {
    (&old.name, &old.description) != (&new.name, &new.description)
}

fn line(what: &str, given: &str, max: usize) -> Outcome<String> {
    let line = text::clean(given).replace('\n', " ").trim().to_owned();
    if text::graphemes(&line) > max {
        return Err(wrong(what, "ERR_TOO_LONG", &format!("is too long (maximum is {max} characters)")));
    }
    Ok(line)
}

fn language(code: &str) -> Outcome<Option<String>> {
    if code.is_empty() {
        return Ok(None);
    }
    let unknown = || wrong("language", "ERR_INVALID", "is not a language code");
    text::language_code(code).map(Some).ok_or_else(unknown)
}

fn tag(name: &str) -> Outcome<Option<String>> {
    let name = name.trim();
    let name = name.strip_prefix(['#', '＃']).unwrap_or(name);
    if name.is_empty() {
        return Ok(None);
    }
    match text::tag_key(name) {
        Some(_) => Ok(Some(name.to_owned())),
        None => Err(wrong("tag_name", "ERR_INVALID", "is not a hashtag")),
    }
}

fn wrong(field: &str, code: &str, what: &str) -> Problem {
    let mut title = field.replace('_', " ");
    title.get_mut(..1).into_iter().for_each(str::make_ascii_uppercase);
    Problem::invalid(format!("{title} {what}"))
        .with_details(json!({ "details": { field: [{ "error": code, "description": what }] } }))
}

/// Whether `owner`, whose relations these are, may put somebody into a collection: who lets them, and whom strangers
/// come across at all.
pub(crate) fn may_add(owner: Id, relations: &Relations, member: &Account) -> Outcome<()> {
    if member.is_listed() && member.may_be_featured(owner, relations) {
        return Ok(());
    }
    Err(not_addable())
}

/// What is said of a collection that holds as many as it may.
pub(crate) fn full_text() -> String {
    format!("A collection cannot have more than {ITEMS_MAX} accounts")
}

pub(crate) fn not_addable() -> Problem {
    Problem::new(Kind::Forbidden, "This account cannot be added to collections")
}

/// Whether a reader sees somebody in a collection of `owner`: not the suspended, not whom the reader blocks or is
/// blocked by, and the limited only if the reader follows them, is them, or put them there.
pub(crate) fn shows(owner: Id, reader: Option<(Id, &Relations)>, member: &Account) -> bool {
    if member.suspended_ms.is_some() {
        return false;
    }
    match reader {
        Some((me, _)) if me == member.id => true,
        Some((_, relations)) if relations.cut_off(member.id) => false,
        Some((me, relations)) => member.is_listed() || me == owner || relations.follows(member.id),
        None => member.is_listed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collection() -> Collection {
        crate::actions::blank(Id(1), Id(2), 5)
    }

    fn named(name: &str) -> CollectionEdit {
        CollectionEdit { name: Some(name.to_owned()), ..CollectionEdit::default() }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fails = |edit: CollectionEdit| edited(collection(), edit, 9).unwrap_err();
        assert_eq!(fails(CollectionEdit::default()).text(), "Validation failed: Name can't be blank");
        let long = fails(named(&"é".repeat(41)));
        assert_eq!(long.text(), "Validation failed: Name is too long (maximum is 40 characters)");
        assert_eq!(long.details().unwrap()["details"]["name"][0]["error"], "ERR_TOO_LONG");
        let with = |edit: CollectionEdit| CollectionEdit { name: Some("x".to_owned()), ..edit };
        let described = CollectionEdit { description: Some("x".repeat(101)), ..CollectionEdit::default() };
        assert!(fails(with(described)).text().contains("Description is too long (maximum is 100"));
        let spoken = CollectionEdit { language: Some("klingonese".to_owned()), ..CollectionEdit::default() };
        assert!(fails(with(spoken)).text().contains("Language"));
        let tagged = CollectionEdit { tag: Some("a b".to_owned()), ..CollectionEdit::default() };
        assert_eq!(fails(with(tagged)).text(), "Validation failed: Tag name is not a hashtag");
    }

    #[test]
    fn edits() {
        let made = edited(collection(), named(" Stroke\nteam "), 9).unwrap();
        assert_eq!((made.name.as_str(), made.updated_ms), ("Stroke team", 9));
        assert_eq!(edited(made.clone(), CollectionEdit::default(), 12).unwrap(), made, "nothing changed");
        let edit = CollectionEdit {
            tag: Some("#HCSM".to_owned()),
            language: Some("en".to_owned()),
            ..CollectionEdit::default()
        };
        let tagged = edited(made.clone(), edit, 12).unwrap();
        assert_eq!((tagged.tag.as_deref(), tagged.language.as_deref()), (Some("HCSM"), Some("en")));
        assert!(!is_news(&made, &tagged) && is_news(&made, &edited(made.clone(), named("x"), 9).unwrap()));
        let empty = CollectionEdit {
            tag: Some(String::new()),
            language: Some(String::new()),
            ..CollectionEdit::default()
        };
        let bare = edited(tagged, empty, 12).unwrap();
        assert_eq!((bare.tag, bare.language), (None, None));
    }
}
