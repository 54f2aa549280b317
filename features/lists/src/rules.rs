//! Decisions about lists, without I/O.

use accounts::Relations;
use base::{Id, Outcome, Problem};

/// Lists of one account.
pub const LISTS_MAX: i64 = 50;
/// Members of one list; reading them is one merge.
pub const MEMBERS_MAX: usize = 5_000;
/// Grapheme clusters of a title.
pub const TITLE_CHARS_MAX: usize = 256;

/// A title as it is kept.
pub(crate) fn title(given: &str) -> Outcome<String> {
    let title = text::clean(given).replace('\n', " ").trim().to_owned();
    if title.is_empty() {
        return Err(Problem::invalid("Title can't be blank"));
    }
    if text::graphemes(&title) > TITLE_CHARS_MAX {
        return Err(Problem::invalid(format!("Title is too long (maximum is {TITLE_CHARS_MAX} characters)")));
    }
    Ok(title)
}

/// Whether `owner` may put `member` into a list: whom they follow or ask to, and themselves. For all others it is as
/// if they were not there, as Mastodon has it.
pub(crate) fn may_add(owner: Id, member: Id, relations: &Relations) -> Outcome<()> {
    let near = owner == member || relations.follows(member) || relations.requested.contains(&member);
    if near { Ok(()) } else { Err(Problem::not_found()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::Follow;

    #[test]
    fn titles() {
        assert_eq!(title(" Stroke\nteam ").unwrap(), "Stroke team");
        assert_eq!(title(" \n").unwrap_err().text(), "Validation failed: Title can't be blank");
        assert!(title(&"é".repeat(256)).is_ok());
        assert!(title(&"x".repeat(257)).unwrap_err().text().contains("too long"));
    }

    #[test]
    fn who_may_be_added() {
        let mut relations = Relations::default();
        relations.following.insert(Id(2), Follow::default());
        relations.requested.insert(Id(3));
        let may = |member| may_add(Id(1), Id(member), &relations).is_ok();
        assert_eq!([1, 2, 3, 4].map(may), [true, true, true, false]);
    }
}
