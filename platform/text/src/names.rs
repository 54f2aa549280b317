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

/// A domain as it is compared and stored: lower case, in ASCII (IDNA). `None` for addresses, ports and paths, and for
/// what no domain can be.
pub fn domain(text: &str) -> Option<String> {
    let host = url::Host::parse(text.trim().trim_end_matches('.')).ok()?;
    match host {
        url::Host::Domain(domain) if plausible(&domain) => Some(domain),
        _ => None,
    }
}

fn plausible(domain: &str) -> bool {
    let label = |label: &str| {
        let edges = label.starts_with('-') || label.ends_with('-');
        let known = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        !edges && known && (1..=DOMAIN_LABEL_BYTES_MAX).contains(&label.len())
    };
    domain.len() <= DOMAIN_BYTES_MAX && domain.split('.').all(label)
}

/// Bytes of a domain (RFC 1035).
const DOMAIN_BYTES_MAX: usize = 253;
/// Bytes between two dots (RFC 1035).
const DOMAIN_LABEL_BYTES_MAX: usize = 63;

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

    #[test]
    fn domains() {
        for (written, kept) in [
            (" Example.ORG ", Some("example.org")),
            ("münchen.example", Some("xn--mnchen-3ya.example")),
            ("a.b-c.example.", Some("a.b-c.example")),
            ("localhost", Some("localhost")),
            ("127.0.0.1", None),
            ("[::1]", None),
            ("example.org:80", None),
            ("https://example.org", None),
            ("a b.example", None),
            ("-a.example", None),
            ("a..example", None),
            ("a_b.example", None),
            ("", None),
        ] {
            assert_eq!(domain(written).as_deref(), kept, "{written}");
        }
        assert_eq!(domain(&format!("{}.example", "a".repeat(64))), None);
    }
}
