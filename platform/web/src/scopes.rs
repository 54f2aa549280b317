use std::fmt;

/// One permission, as in Mastodon's OAuth scopes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Scope(u8);

/// A set of permissions. A parent (`read`) covers its children (`read:lists`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scopes(u64);

macro_rules! scopes {
    ($($name:ident = $text:literal),* $(,)?) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "an index that is never seen")]
        enum Index { $($name),* }
        impl Scope { $(#[doc = $text] pub const $name: Self = Self(Index::$name as u8);)* }
        const NAMES: &[&str] = &[$($text),*];
    };
}

scopes! {
    READ = "read", WRITE = "write", FOLLOW = "follow", PUSH = "push", PROFILE = "profile",
    READ_ACCOUNTS = "read:accounts", READ_BLOCKS = "read:blocks", READ_BOOKMARKS = "read:bookmarks",
    READ_FAVOURITES = "read:favourites", READ_FILTERS = "read:filters", READ_FOLLOWS = "read:follows",
    READ_LISTS = "read:lists", READ_MUTES = "read:mutes", READ_NOTIFICATIONS = "read:notifications",
    READ_SEARCH = "read:search", READ_STATUSES = "read:statuses",
    WRITE_ACCOUNTS = "write:accounts", WRITE_BLOCKS = "write:blocks", WRITE_BOOKMARKS = "write:bookmarks",
    WRITE_CONVERSATIONS = "write:conversations", WRITE_FAVOURITES = "write:favourites",
    WRITE_FILTERS = "write:filters", WRITE_FOLLOWS = "write:follows", WRITE_LISTS = "write:lists",
    WRITE_MEDIA = "write:media", WRITE_MUTES = "write:mutes", WRITE_NOTIFICATIONS = "write:notifications",
    WRITE_REPORTS = "write:reports", WRITE_STATUSES = "write:statuses",
    ADMIN_READ = "admin:read", ADMIN_READ_ACCOUNTS = "admin:read:accounts",
    ADMIN_READ_REPORTS = "admin:read:reports", ADMIN_READ_DOMAIN_ALLOWS = "admin:read:domain_allows",
    ADMIN_READ_DOMAIN_BLOCKS = "admin:read:domain_blocks", ADMIN_READ_IP_BLOCKS = "admin:read:ip_blocks",
    ADMIN_READ_EMAIL_DOMAIN_BLOCKS = "admin:read:email_domain_blocks",
    ADMIN_READ_CANONICAL_EMAIL_BLOCKS = "admin:read:canonical_email_blocks",
    ADMIN_WRITE = "admin:write", ADMIN_WRITE_ACCOUNTS = "admin:write:accounts",
    ADMIN_WRITE_REPORTS = "admin:write:reports", ADMIN_WRITE_DOMAIN_ALLOWS = "admin:write:domain_allows",
    ADMIN_WRITE_DOMAIN_BLOCKS = "admin:write:domain_blocks", ADMIN_WRITE_IP_BLOCKS = "admin:write:ip_blocks",
    ADMIN_WRITE_EMAIL_DOMAIN_BLOCKS = "admin:write:email_domain_blocks",
    ADMIN_WRITE_CANONICAL_EMAIL_BLOCKS = "admin:write:canonical_email_blocks",
    READ_COLLECTIONS = "read:collections", WRITE_COLLECTIONS = "write:collections",
}

/// What `follow` stands for, besides itself (Mastodon's oldest scope).
const FOLLOW_COVERS: &[Scope] = &[
    Scope::READ_BLOCKS,
    Scope::WRITE_BLOCKS,
    Scope::READ_FOLLOWS,
    Scope::WRITE_FOLLOWS,
    Scope::READ_MUTES,
    Scope::WRITE_MUTES,
];

impl Scope {
    /// Its name in OAuth.
    pub fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    fn covers(self, other: Self) -> bool {
        let (own, wanted) = (self.name(), other.name());
        own == wanted
            || wanted.strip_prefix(own).is_some_and(|rest| rest.starts_with(':'))
            || (self == Self::FOLLOW && FOLLOW_COVERS.contains(&other))
            || (other == Self::PROFILE && self == Self::READ_ACCOUNTS)
            || (other == Self::PROFILE && self == Self::READ)
    }
}

/// Its name, which says more than its place in a list.
impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Scopes {
    /// Every scope, as a session of the own pages has.
    pub const ALL: Self = Self(u64::MAX);

    /// Reads `read write:statuses`, separated by spaces or plus signs. `None` if one is unknown.
    pub fn parse(text: &str) -> Option<Self> {
        let words = text.split([' ', '+', '\n', '\t']).filter(|word| !word.is_empty());
        let mut set = Self::default();
        for word in words {
            let index = NAMES.iter().position(|name| *name == word)?;
            set.0 |= 1 << index;
        }
        Some(set)
    }

    /// Whether `wanted` is granted, by itself or by a parent.
    pub fn allow(self, wanted: Scope) -> bool {
        self == Self::ALL || self.iter().any(|scope| scope.covers(wanted))
    }

    /// Whether everything in `wanted` is granted.
    pub fn cover(self, wanted: Self) -> bool {
        wanted.iter().all(|scope| self.allow(scope))
    }

    /// Whether nothing is granted.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The scopes by themselves.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        (0..NAMES.len() as u8).filter(move |n| self.0 & (1 << n) != 0).map(Scope)
    }

    /// Every name that exists, for the metadata document.
    pub fn names() -> &'static [&'static str] {
        NAMES
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, scope) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_cover_children_and_nothing_else() {
        let read = Scopes::parse("read").unwrap();
        assert!(read.allow(Scope::READ_LISTS) && read.allow(Scope::READ) && read.allow(Scope::PROFILE));
        assert!(
            !read.allow(Scope::WRITE_LISTS) && !read.allow(Scope::ADMIN_READ) && !read.allow(Scope::PUSH)
        );
        let narrow = Scopes::parse("read:lists").unwrap();
        assert!(narrow.allow(Scope::READ_LISTS) && !narrow.allow(Scope::READ));
        assert!(!narrow.allow(Scope::READ_ACCOUNTS));
        let admin = Scopes::parse("admin:read").unwrap();
        assert!(admin.allow(Scope::ADMIN_READ_REPORTS) && !admin.allow(Scope::ADMIN_WRITE));
    }

    #[test]
    fn follow_is_mastodons_bundle() {
        let follow = Scopes::parse("follow").unwrap();
        assert!(follow.allow(Scope::WRITE_BLOCKS) && follow.allow(Scope::READ_MUTES));
        assert!(!follow.allow(Scope::WRITE_STATUSES) && !follow.allow(Scope::READ_ACCOUNTS));
    }

    #[test]
    fn texts_round_trip_and_unknown_ones_are_refused() {
        for text in ["read write follow push", "write:statuses", "admin:read:accounts", ""] {
            let set = Scopes::parse(text).unwrap();
            assert_eq!(Scopes::parse(&set.to_string()), Some(set));
        }
        assert_eq!(Scopes::parse("read everything"), None);
        assert_eq!(format!("{:?}", Scope::WRITE_STATUSES), "write:statuses");
        assert!(NAMES.len() < 64);
    }

    #[test]
    fn subsets() {
        let app = Scopes::parse("read write:statuses").unwrap();
        assert!(app.cover(Scopes::parse("read:lists write:statuses").unwrap()));
        assert!(!app.cover(Scopes::parse("write").unwrap()));
    }
}
