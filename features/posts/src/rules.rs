//! Decisions about posts, without I/O. [`may_see`] is the one visibility predicate; `store.rs` has its SQL twin for
//! lists that are paged in the database.

use accounts::Relations;
use base::{Id, Kind, Outcome, Problem};

use crate::model::{Post, Visibility};

/// Whether `viewer` may see a post, by itself. A boost is seen only by who may see both.
///
/// `relations` are the viewer's; a viewer who is not signed in has none.
pub fn may_see(post: &Post, viewer: Option<Id>, relations: Option<&Relations>) -> bool {
    let Some(viewer) = viewer else { return post.visibility.is_open() };
    if viewer == post.author {
        return true;
    }
    if relations.is_some_and(|r| r.blocked_by.contains(&post.author)) {
        return false;
    }
    match post.visibility {
        Visibility::Public | Visibility::Unlisted => true,
        Visibility::Followers => {
            relations.is_some_and(|r| r.follows(post.author)) || post.mentions.contains(&viewer)
        }
        Visibility::Direct => post.mentions.contains(&viewer),
    }
}

/// Whether `viewer`, who sees the post, may boost it, and how widely at the most.
pub fn may_boost(post: &Post, viewer: Id, wanted: Option<Visibility>) -> Outcome<Visibility> {
    match post.visibility {
        Visibility::Public | Visibility::Unlisted => {
            let wanted = wanted.unwrap_or(Visibility::Public);
            let allowed = wanted != Visibility::Direct;
            if allowed { Ok(wanted) } else { Err(Problem::invalid("Visibility is not included in the list")) }
        }
        Visibility::Followers if post.author == viewer => Ok(Visibility::Followers),
        _ => Err(Problem::forbidden()),
    }
}

/// Whether `viewer` may pin a post to their profile.
pub fn may_pin(post: &Post, viewer: Id, pinned: usize) -> Outcome<()> {
    let refuse = |text: &str| Err(Problem::new(Kind::Invalid, format!("Validation failed: {text}")));
    if post.author != viewer {
        return refuse("Someone else's post cannot be pinned");
    }
    if post.boost_of.is_some() {
        return refuse("A boost cannot be pinned");
    }
    if post.visibility == Visibility::Direct {
        return refuse("Posts that are only visible to mentioned users cannot be pinned");
    }
    if pinned >= PINS_MAX {
        return refuse("You have already pinned the maximum number of posts");
    }
    Ok(())
}

/// Posts that one may pin.
pub const PINS_MAX: usize = 5;

/// Checks a post's text: there must be something, or something else is shown (a picture, a quote), and not too much.
/// The warning counts too.
pub fn check_text(text: &str, spoiler: &str, shows_something: bool, chars_max: usize) -> Outcome<()> {
    if text::is_blank(text) && !shows_something {
        return Err(Problem::invalid("Text can't be blank"));
    }
    if text::weighted_length(text) + text::graphemes(spoiler) > chars_max {
        return Err(Problem::invalid(format!("Text character limit of {chars_max} exceeded")));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Counts;
    use accounts::Follow;

    pub(crate) fn post(author: i64, visibility: Visibility) -> Post {
        Post {
            id: Id(100),
            author: Id(author),
            visibility,
            text: "hello".into(),
            spoiler: String::new(),
            sensitive: false,
            language: None,
            reply_to: None,
            reply_to_author: None,
            root: Id(100),
            boost_of: None,
            boost_of_author: None,
            room: None,
            app: None,
            app_website: None,
            created_ms: 0,
            edited_ms: None,
            mentions: vec![Id(7)],
            media: Vec::new(),
            poll: None,
            quote: None,
            quote_policy: Default::default(),
            counts: Counts::default(),
        }
    }

    /// Every visibility against author, follower, mentioned, stranger, blocked, blocked but mentioned, nobody.
    #[test]
    fn the_visibility_table() {
        let follower = {
            let mut r = Relations::default();
            r.following.insert(Id(1), Follow::default());
            r
        };
        let blocked = {
            let mut r = Relations::default();
            r.blocked_by.insert(Id(1));
            r.following.insert(Id(1), Follow::default());
            r
        };
        let none = Relations::default();
        let viewers: [(Option<i64>, Option<&Relations>); 7] = [
            (Some(1), Some(&none)),
            (Some(2), Some(&follower)),
            (Some(7), Some(&none)),
            (Some(3), Some(&none)),
            (Some(4), Some(&blocked)),
            (Some(7), Some(&blocked)),
            (None, None),
        ];
        let table = [
            (Visibility::Public, [true, true, true, true, false, false, true]),
            (Visibility::Unlisted, [true, true, true, true, false, false, true]),
            (Visibility::Followers, [true, true, true, false, false, false, false]),
            (Visibility::Direct, [true, false, true, false, false, false, false]),
        ];
        for (visibility, expected) in table {
            let post = post(1, visibility);
            let seen = viewers.map(|(viewer, relations)| may_see(&post, viewer.map(Id), relations));
            assert_eq!(seen, expected, "{visibility:?}");
        }
    }

    #[test]
    fn boosting() {
        let me = Id(2);
        assert_eq!(may_boost(&post(1, Visibility::Public), me, None).unwrap(), Visibility::Public);
        let quiet = Some(Visibility::Followers);
        assert_eq!(may_boost(&post(1, Visibility::Unlisted), me, quiet).unwrap(), Visibility::Followers);
        assert!(may_boost(&post(1, Visibility::Public), me, Some(Visibility::Direct)).is_err());
        assert!(may_boost(&post(1, Visibility::Followers), me, None).is_err());
        assert_eq!(may_boost(&post(2, Visibility::Followers), me, None).unwrap(), Visibility::Followers);
        assert!(may_boost(&post(2, Visibility::Direct), me, None).is_err());
    }

    #[test]
    fn pinning() {
        assert!(may_pin(&post(2, Visibility::Public), Id(2), 0).is_ok());
        assert!(may_pin(&post(1, Visibility::Public), Id(2), 0).is_err());
        assert!(may_pin(&post(2, Visibility::Direct), Id(2), 0).is_err());
        assert!(may_pin(&post(2, Visibility::Public), Id(2), PINS_MAX).is_err());
    }

    #[test]
    fn texts() {
        assert!(check_text(&"x".repeat(140), "", false, 140).is_ok());
        assert!(check_text(&"x".repeat(141), "", false, 140).is_err());
        assert!(check_text(&"x".repeat(135), "careful", false, 140).is_err());
        assert!(check_text("  ", "", false, 140).is_err());
        assert!(check_text("", "", true, 140).is_ok());
        let linked = format!("{} https://example.org/{}", "x".repeat(116), "y".repeat(300));
        assert!(check_text(&linked, "", false, 140).is_ok());
    }
}
