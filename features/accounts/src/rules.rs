//! Decisions about accounts, without I/O.

use base::{Id, Outcome, Problem};

use crate::model::{Account, Relations};
use crate::{DISPLAY_NAME_CHARS_MAX, FIELD_CHARS_MAX, FIELDS_MAX, Field, Limits};

/// What a wish to follow leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowVerdict {
    /// At once.
    Follow,
    /// The other has to approve.
    Ask,
}

/// Whether `follower` may follow `target`.
pub fn may_follow(follower: Id, target: &Account, relations: &Relations) -> Outcome<FollowVerdict> {
    if follower == target.id || relations.cut_off(target.id) || target.suspended_ms.is_some() {
        return Err(Problem::forbidden());
    }
    Ok(if target.locked && !relations.follows(target.id) {
        FollowVerdict::Ask
    } else {
        FollowVerdict::Follow
    })
}

/// Checks what a profile may hold. Names what is wrong in Mastodon's words.
pub fn check_profile(display_name: &str, note: &str, fields: &[Field], limits: Limits) -> Outcome<()> {
    let long = |what: &str, max: usize| {
        Err(Problem::invalid(format!("{what} is too long (maximum is {max} characters)")))
    };
    if text::graphemes(display_name) > DISPLAY_NAME_CHARS_MAX {
        return long("Display name", DISPLAY_NAME_CHARS_MAX);
    }
    if text::weighted_length(note) > limits.bio_chars {
        return long("Note", limits.bio_chars);
    }
    if fields.len() > FIELDS_MAX {
        return Err(Problem::invalid(format!("Fields are too many (maximum is {FIELDS_MAX})")));
    }
    if fields
        .iter()
        .any(|f| text::graphemes(&f.name) > FIELD_CHARS_MAX || text::graphemes(&f.value) > FIELD_CHARS_MAX)
    {
        return long("Field", FIELD_CHARS_MAX);
    }
    if fields.iter().any(|f| f.name.is_empty() != f.value.is_empty()) {
        return Err(Problem::invalid("Fields need a name and a value"));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{Picture, Posting, Stats};

    pub(crate) fn someone(id: i64) -> Account {
        Account {
            id: Id(id),
            username: "ines".into(),
            domain: None,
            display_name: String::new(),
            note: String::new(),
            fields: Vec::new(),
            avatar: Picture::default(),
            header: Picture::default(),
            locked: false,
            bot: false,
            discoverable: true,
            indexable: false,
            hide_network: false,
            posting: Posting::default(),
            created_ms: 0,
            suspended_ms: None,
            silenced_ms: None,
            sensitized_ms: None,
            stats: Stats::default(),
        }
    }

    #[test]
    fn following() {
        let none = Relations::default();
        assert_eq!(may_follow(Id(1), &someone(2), &none).unwrap(), FollowVerdict::Follow);
        assert!(may_follow(Id(2), &someone(2), &none).is_err(), "oneself");
        let locked = Account { locked: true, ..someone(2) };
        assert_eq!(may_follow(Id(1), &locked, &none).unwrap(), FollowVerdict::Ask);
        let mut friend = Relations::default();
        friend.following.insert(Id(2), crate::Follow::default());
        assert_eq!(
            may_follow(Id(1), &locked, &friend).unwrap(),
            FollowVerdict::Follow,
            "an edit of a follow"
        );
        let mut cut = Relations::default();
        cut.blocked_by.insert(Id(2));
        assert!(may_follow(Id(1), &someone(2), &cut).is_err());
        let gone = Account { suspended_ms: Some(1), ..someone(2) };
        assert!(may_follow(Id(1), &gone, &none).is_err());
    }

    #[test]
    fn profiles() {
        let limits = Limits { bio_chars: 160 };
        let field =
            |name: &str, value: &str| Field { name: name.into(), value: value.into(), verified_ms: None };
        assert!(check_profile("Ines", &"x".repeat(160), &[field("a", "b")], limits).is_ok());
        assert!(check_profile("Ines", &"x".repeat(161), &[], limits).is_err());
        assert!(check_profile(&"🏥".repeat(30), "", &[], limits).is_ok());
        assert!(check_profile(&"🏥".repeat(31), "", &[], limits).is_err());
        assert!(check_profile("", "", &vec![field("a", "b"); 5], limits).is_err());
        assert!(check_profile("", "", &[field("a", "")], limits).is_err());
        assert!(check_profile("", "", &[field("a", &"x".repeat(256))], limits).is_err());
    }
}
