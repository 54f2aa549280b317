//! Decisions about accounts, without I/O.

use base::{Id, Outcome, Problem};

use crate::model::{Account, Relations};
use crate::{
    ATTRIBUTION_DOMAINS_MAX, DISPLAY_NAME_CHARS_MAX, FIELD_CHARS_MAX, FIELDS_MAX, Field, Limits,
    PICTURE_DESCRIPTION_CHARS_MAX,
};

/// What a wish to follow leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FollowVerdict {
    /// At once.
    Follow,
    /// The other has to approve.
    Ask,
}

/// Whether `follower` may follow `target`. Who has moved cannot be followed anew.
pub fn may_follow(follower: Id, target: &Account, relations: &Relations) -> Outcome<FollowVerdict> {
    let moved = target.moved_to.is_some() && !relations.follows(target.id);
    let gone = target.suspended_ms.is_some() || moved;
    if follower == target.id || relations.cut_off(target.id) || gone {
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

/// What describes a profile picture, as it is kept.
pub(crate) fn description(given: &str) -> Outcome<String> {
    let text = text::clean(given).trim().to_owned();
    if text::graphemes(&text) > PICTURE_DESCRIPTION_CHARS_MAX {
        let max = PICTURE_DESCRIPTION_CHARS_MAX;
        return Err(Problem::invalid(format!("Description is too long (maximum is {max} characters)")));
    }
    Ok(text)
}

/// Domains as they are kept: bare names in lower case, each once.
pub(crate) fn attribution_domains(given: &[String]) -> Outcome<Vec<String>> {
    let mut domains: Vec<String> = Vec::new();
    for line in given.iter().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty()) {
        let bare = line.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("*.");
        let bare = bare.trim_end_matches('/');
        let part = |part: &str| {
            !part.is_empty() && part.len() <= 63 && part.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        if bare.len() > DOMAIN_BYTES_MAX || !bare.contains('.') || !bare.split('.').all(part) {
            return Err(Problem::invalid("Attribution domains contains an invalid domain"));
        }
        if !domains.iter().any(|known| known == bare) {
            domains.push(bare.to_owned());
        }
    }
    if domains.len() > ATTRIBUTION_DOMAINS_MAX {
        let max = ATTRIBUTION_DOMAINS_MAX;
        return Err(Problem::invalid(format!("Attribution domains has too many entries (maximum is {max})")));
    }
    Ok(domains)
}

/// Bytes of a domain name (RFC 1035, 2.3.4).
const DOMAIN_BYTES_MAX: usize = 253;

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
            face: crate::Face::default(),
            created_ms: 0,
            suspended_ms: None,
            silenced_ms: None,
            sensitized_ms: None,
            moved_to: None,
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
        let moved = Account { moved_to: Some(Id(3)), ..someone(2) };
        assert!(may_follow(Id(1), &moved, &none).is_err() && may_follow(Id(1), &moved, &friend).is_ok());
    }

    #[test]
    fn faces() {
        assert_eq!(description(" a portrait ").unwrap(), "a portrait");
        assert!(description(&"é".repeat(150)).is_ok() && description(&"é".repeat(151)).is_err());
        let kept = |lines: &[&str]| {
            attribution_domains(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()).ok()
        };
        let found = kept(&["https://News.example/", "*.news.example", "", "a.bücher.example"]).unwrap();
        assert_eq!(found, ["news.example", "a.bücher.example"]);
        let long = "a".repeat(64) + ".example";
        for bad in ["example", "a b.example", "a..example", "javascript:alert(1)", &long] {
            assert_eq!(kept(&[bad]), None, "{bad}");
        }
        let many: Vec<String> = (0..11).map(|n| format!("{n}.example")).collect();
        assert!(attribution_domains(&many[..10]).is_ok() && attribution_domains(&many).is_err());
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
