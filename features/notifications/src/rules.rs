//! Decisions about notifications, without I/O.

use accounts::Relations;
use base::{DAY_MS, HOUR_MS, Id, Ms};
use posts::Visibility;

use crate::model::{Kind, Policy, Treatment};

/// For how long likes, boosts and follows are gathered into one group.
const GROUP_MS: i64 = 12 * HOUR_MS;
/// For how long an account counts as new.
const NEW_ACCOUNT_MS: i64 = 30 * DAY_MS;
const ALONE: &str = "ungrouped-";

/// Whether anything that `from` does is told to `reader`, whose relations these are: nothing across a block, nothing
/// from whom they mute with notifications, nothing of one's own doing.
pub fn wanted(reader: Id, relations: &Relations, from: Id, now: Ms) -> bool {
    reader != from
        && !relations.cut_off(from)
        && !relations.mute(from, now).is_some_and(|mute| mute.notifications)
}

/// Everyone whose notifications are not shown to the holder of `relations` now.
pub fn unwanted(relations: &Relations, now: Ms) -> Vec<i64> {
    let muted =
        relations.muting.keys().filter(|id| relations.mute(**id, now).is_some_and(|mute| mute.notifications));
    relations.blocking.iter().chain(&relations.blocked_by).chain(muted).map(|id| id.0).collect()
}

/// What a policy looks at.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    /// The reader follows them.
    pub followed: bool,
    /// They follow the reader.
    pub follows: bool,
    /// When the account was created.
    pub created_ms: Ms,
    /// The reader let their notifications in before.
    pub let_in: bool,
    /// It is a direct message that answers nothing of the reader's.
    pub private: bool,
    /// Moderators limited the account.
    pub limited: bool,
}

/// What becomes of a notification.
pub fn treat(policy: &Policy, kind: Kind, sender: Sender, now: Ms) -> Treatment {
    if !kind.is_filterable() || sender.let_in {
        return Treatment::Accept;
    }
    let stranger = !sender.followed;
    let new = now - sender.created_ms < NEW_ACCOUNT_MS;
    let applies = [
        (stranger, policy.for_not_following),
        (!sender.follows, policy.for_not_followers),
        (stranger && new, policy.for_new_accounts),
        (stranger && sender.private && kind == Kind::Mention, policy.for_private_mentions),
        (stranger && sender.limited, policy.for_limited_accounts),
    ];
    applies
        .into_iter()
        .filter(|(applies, _)| *applies)
        .map(|(_, treatment)| treatment)
        .max()
        .unwrap_or_default()
}

/// Whether those who asked to be told of every post of an author are told of this one: not of answers to others.
pub fn rings(visibility: Visibility, author: Id, reply_to_author: Option<Id>) -> bool {
    visibility != Visibility::Direct && reply_to_author.is_none_or(|other| other == author)
}

/// The group that a new notification falls into.
pub fn group_key(kind: Kind, post: Option<Id>, id: Id, now: Ms) -> String {
    let span = now.div_euclid(GROUP_MS);
    match (kind, post) {
        (Kind::Favourite | Kind::Reblog, Some(post)) => format!("{}-{post}-{span}", kind.name()),
        (Kind::Follow | Kind::AdminSignUp, _) => format!("{}-{span}", kind.name()),
        _ => alone(id),
    }
}

/// The key of a notification that stands by itself.
pub fn alone(id: Id) -> String {
    format!("{ALONE}{id}")
}

/// The notification that a key names, if it is one of [`alone`].
pub fn alone_id(key: &str) -> Option<Id> {
    key.strip_prefix(ALONE)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use accounts::{Follow, Mute};

    const ME: Id = Id(1);
    const THEY: Id = Id(2);

    #[test]
    fn nothing_across_blocks_and_mutes() {
        let wants = |relations: &Relations| wanted(ME, relations, THEY, 1_000);
        assert!(wants(&Relations::default()));
        assert!(!wanted(ME, &Relations::default(), ME, 0), "one's own doing");
        let mut relations = Relations::default();
        relations.blocking.insert(THEY);
        assert!(!wants(&relations));
        let mut relations = Relations::default();
        relations.blocked_by.insert(THEY);
        assert!(!wants(&relations));
        for (mute, expected) in [
            (Mute { notifications: true, until_ms: None }, false),
            (Mute { notifications: false, until_ms: None }, true),
            (Mute { notifications: true, until_ms: Some(1_001) }, false),
            (Mute { notifications: true, until_ms: Some(1_000) }, true),
        ] {
            let mut relations = Relations::default();
            relations.muting.insert(THEY, mute);
            assert_eq!(wants(&relations), expected, "{mute:?}");
            assert_eq!(unwanted(&relations, 1_000).is_empty(), expected, "{mute:?}");
        }
    }

    #[test]
    fn unwanted_are_those_who_are_not_wanted() {
        let mut relations = Relations::default();
        relations.blocking.insert(Id(3));
        relations.blocked_by.insert(Id(4));
        relations.following.insert(Id(5), Follow::default());
        let mut all = unwanted(&relations, 0);
        all.sort_unstable();
        assert_eq!(all, [3, 4]);
    }

    #[test]
    fn policies() {
        const NOW: Ms = 100 * DAY_MS;
        let stranger = Sender {
            followed: false,
            follows: false,
            created_ms: 0,
            let_in: false,
            private: false,
            limited: false,
        };
        let friend = Sender { followed: true, follows: true, ..stranger };
        let new = Sender { created_ms: NOW - DAY_MS, follows: true, ..stranger };
        let (drop, filter) = (Treatment::Drop, Treatment::Filter);
        let open = Policy::default();
        let closed = Policy { for_not_following: filter, ..open };
        let fans = Policy { for_not_followers: drop, ..open };
        let old = Policy { for_new_accounts: filter, ..open };
        let quiet = Policy { for_private_mentions: drop, ..open };
        let both = Policy { for_not_following: filter, for_not_followers: drop, ..open };
        let private = Sender { private: true, ..stranger };
        let table = [
            (open, Kind::Mention, stranger, Treatment::Accept),
            (closed, Kind::Mention, stranger, filter),
            (closed, Kind::Follow, stranger, filter),
            (closed, Kind::Mention, friend, Treatment::Accept),
            (closed, Kind::Status, stranger, Treatment::Accept),
            (closed, Kind::Mention, Sender { let_in: true, ..stranger }, Treatment::Accept),
            (fans, Kind::Favourite, stranger, drop),
            (fans, Kind::Favourite, new, Treatment::Accept),
            (old, Kind::Mention, new, filter),
            (old, Kind::Mention, stranger, Treatment::Accept),
            (old, Kind::Mention, Sender { followed: true, ..new }, Treatment::Accept),
            (quiet, Kind::Mention, private, drop),
            (quiet, Kind::Mention, Sender { followed: true, ..private }, Treatment::Accept),
            (quiet, Kind::Favourite, private, Treatment::Accept),
            (both, Kind::Mention, stranger, drop),
            (open, Kind::Mention, Sender { limited: true, ..stranger }, filter),
            (open, Kind::Mention, Sender { limited: true, ..friend }, Treatment::Accept),
            (open, Kind::ModerationWarning, Sender { limited: true, ..stranger }, Treatment::Accept),
        ];
        for (n, (policy, kind, sender, expected)) in table.into_iter().enumerate() {
            assert_eq!(treat(&policy, kind, sender, NOW), expected, "row {n}");
        }
    }

    #[test]
    fn bells_ring_for_posts_and_own_threads() {
        assert!(rings(Visibility::Public, ME, None) && rings(Visibility::Followers, ME, Some(ME)));
        assert!(!rings(Visibility::Public, ME, Some(THEY)) && !rings(Visibility::Direct, ME, None));
    }

    #[test]
    fn groups() {
        let post = Some(Id(9));
        let key = |kind, post, ms| group_key(kind, post, Id(7), ms);
        assert_eq!(key(Kind::Favourite, post, 0), "favourite-9-0");
        assert_eq!(key(Kind::Favourite, post, GROUP_MS - 1), "favourite-9-0");
        assert_eq!(key(Kind::Favourite, post, GROUP_MS), "favourite-9-1");
        assert_eq!(key(Kind::Reblog, post, 0), "reblog-9-0");
        assert_eq!(key(Kind::Follow, None, 0), "follow-0");
        assert_eq!(key(Kind::Mention, post, 0), "ungrouped-7");
        assert_eq!(alone_id("ungrouped-7"), Some(Id(7)));
        assert_eq!((alone_id("ungrouped-x"), alone_id("follow-7")), (None, None));
    }
}
