//! User names of this server.

/// Longest user name of this server, in characters (which are ASCII). Mastodon's limit too.
pub const USERNAME_CHARS_MAX: usize = 30;

/// Whether `name` can be a user name of this server: 1 to [`USERNAME_CHARS_MAX`] of `A-Z a-z 0-9 _`.
/// (Other servers may allow dots and dashes inside theirs.)
pub fn valid_username(name: &str) -> bool {
    (1..=USERNAME_CHARS_MAX).contains(&name.len()) && name.chars().all(crate::chars::is_name_char)
}

/// Whether a name is kept from registration, because it is a page or speaks for the server. Case and
/// underscores do not matter: "_Admin_" misleads as well as "admin".
pub fn is_reserved_username(name: &str) -> bool {
    let plain: String = name.chars().filter(|&c| c != '_').map(|c| c.to_ascii_lowercase()).collect();
    plain.is_empty() || PAGES.contains(&plain.as_str()) || VOICES.contains(&plain.as_str())
}

/// First parts of addresses, present or likely, and names with a meaning for web and mail servers.
const PAGES: [&str; 118] = [
    "about",
    "accounts",
    "activities",
    "actor",
    "ads",
    "alerts",
    "alias",
    "aliases",
    "api",
    "apps",
    "archive",
    "assets",
    "auth",
    "authorize",
    "authorizeinteraction",
    "avatar",
    "avatars",
    "blocks",
    "blog",
    "bookmarks",
    "campaigns",
    "cases",
    "chat",
    "chats",
    "collections",
    "communities",
    "community",
    "compose",
    "console",
    "contact",
    "conversations",
    "css",
    "dashboard",
    "developers",
    "direct",
    "directory",
    "docs",
    "domains",
    "download",
    "edit",
    "embed",
    "events",
    "explore",
    "export",
    "faq",
    "favicon",
    "favourites",
    "feed",
    "feeds",
    "files",
    "filters",
    "followers",
    "following",
    "followrequests",
    "groups",
    "hashtag",
    "hashtags",
    "health",
    "healthz",
    "home",
    "hostmeta",
    "images",
    "import",
    "inbox",
    "index",
    "instance",
    "interact",
    "invite",
    "invites",
    "jobs",
    "js",
    "languages",
    "links",
    "lists",
    "live",
    "local",
    "login",
    "logout",
    "manifest",
    "media",
    "mentions",
    "messages",
    "metrics",
    "mutes",
    "new",
    "nodeinfo",
    "notes",
    "notifications",
    "oauth",
    "objects",
    "oembed",
    "outbox",
    "people",
    "polls",
    "posts",
    "privacy",
    "profile",
    "public",
    "robots",
    "rss",
    "rules",
    "search",
    "sessions",
    "settings",
    "share",
    "sharedinbox",
    "signin",
    "signup",
    "specialties",
    "static",
    "statuses",
    "streaming",
    "tags",
    "terms",
    "timelines",
    "trends",
    "users",
    "webfinger",
];

/// Names that would seem to speak for the server, its keepers, or everybody.
const VOICES: [&str; 58] = [
    "abuse",
    "account",
    "admin",
    "administration",
    "administrator",
    "administrators",
    "admins",
    "all",
    "announcement",
    "announcements",
    "anonymous",
    "billing",
    "bot",
    "channel",
    "compliance",
    "emergency",
    "everyone",
    "guest",
    "help",
    "helpdesk",
    "here",
    "hostmaster",
    "info",
    "internal",
    "legal",
    "mail",
    "mailerdaemon",
    "me",
    "medley",
    "mod",
    "moderation",
    "moderator",
    "moderators",
    "mods",
    "nobody",
    "noreply",
    "null",
    "official",
    "operator",
    "owner",
    "password",
    "postmaster",
    "relay",
    "report",
    "reports",
    "root",
    "security",
    "self",
    "server",
    "service",
    "staff",
    "support",
    "sysadmin",
    "system",
    "team",
    "undefined",
    "verified",
    "webmaster",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames() {
        for good in ["a", "Alice_99", "_", "123", &"a".repeat(USERNAME_CHARS_MAX)] {
            assert!(valid_username(good), "{good}");
        }
        for bad in ["", "a.b", "a-b", "a b", "é", "@a", "a\n", &"a".repeat(USERNAME_CHARS_MAX + 1)] {
            assert!(!valid_username(bad), "{bad}");
        }
    }

    #[test]
    fn reserved() {
        for name in ["admin", "Administrator", "_root_", "sup_port", "API", "oauth", "Medley", "___", "tags"]
        {
            assert!(is_reserved_username(name), "{name}");
        }
        for name in ["alice", "admina", "drhelp", "nurse_jo"] {
            assert!(!is_reserved_username(name), "{name}");
        }
    }

    #[test]
    fn lists_are_sorted_and_in_the_form_they_are_compared_in() {
        for list in [&PAGES[..], &VOICES[..]] {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase())));
        }
        assert!(PAGES.iter().all(|name| !VOICES.contains(name)));
    }
}
