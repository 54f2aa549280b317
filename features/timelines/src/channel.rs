//! What can be listened to, by Mastodon's names.

use std::sync::Arc;

use base::{Id, Kind, Outcome, Problem};

/// What can be listened to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Channel {
    User,
    Notifications,
    Public { local: bool, media: bool },
    Remote,
    Hashtag { tag: Arc<str>, local: bool },
    Direct,
    List(Id),
}

impl Channel {
    /// From Mastodon's name, with the tag or the list's id where it needs one.
    pub(crate) fn parse(name: &str, tag: Option<&str>, list: Option<Id>) -> Outcome<Self> {
        let tag = |local| {
            let key = tag.and_then(text::tag_key);
            let tag = key.ok_or_else(|| Problem::new(Kind::Malformed, "Missing tag name parameter"))?;
            Ok(Self::Hashtag { tag: tag.into(), local })
        };
        match name {
            "user" => Ok(Self::User),
            "user:notification" => Ok(Self::Notifications),
            "public" => Ok(Self::Public { local: false, media: false }),
            "public:media" => Ok(Self::Public { local: false, media: true }),
            "public:local" => Ok(Self::Public { local: true, media: false }),
            "public:local:media" => Ok(Self::Public { local: true, media: true }),
            "public:remote" | "public:remote:media" => Ok(Self::Remote),
            "hashtag" => tag(false),
            "hashtag:local" => tag(true),
            "direct" => Ok(Self::Direct),
            "list" => list
                .map(Self::List)
                .ok_or_else(|| Problem::new(Kind::Malformed, "Missing list name parameter")),
            _ => Err(Problem::new(Kind::Malformed, "Unknown stream type")),
        }
    }

    /// The `stream` array of an event.
    pub(crate) fn label(&self) -> Vec<String> {
        let name = match self {
            Self::User => "user",
            Self::Notifications => "user:notification",
            Self::Public { local: false, media: false } => "public",
            Self::Public { local: false, media: true } => "public:media",
            Self::Public { local: true, media: false } => "public:local",
            Self::Public { local: true, media: true } => "public:local:media",
            Self::Remote => "public:remote",
            Self::Hashtag { tag, local } => {
                let name = if *local { "hashtag:local" } else { "hashtag" };
                return vec![name.to_owned(), tag.to_string()];
            }
            Self::List(id) => return vec!["list".to_owned(), id.to_string()],
            Self::Direct => "direct",
        };
        vec![name.to_owned()]
    }

    /// Whether notifications are told on it.
    pub(crate) fn hears_notifications(&self) -> bool {
        matches!(self, Self::User | Self::Notifications)
    }

    /// Whether only a person has such a stream.
    pub(crate) fn is_personal(&self) -> bool {
        matches!(self, Self::User | Self::Notifications | Self::Direct | Self::List(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_streams() {
        let tag = Some("HCSM");
        for name in ["user", "user:notification", "public", "public:local", "public:media", "direct"] {
            assert_eq!(Channel::parse(name, None, None).unwrap().label(), [name]);
        }
        assert_eq!(Channel::parse("hashtag", tag, None).unwrap().label(), ["hashtag", "hcsm"]);
        assert_eq!(Channel::parse("hashtag:local", tag, None).unwrap().label(), ["hashtag:local", "hcsm"]);
        assert_eq!(Channel::parse("hashtag", None, None).unwrap_err().text(), "Missing tag name parameter");
        assert_eq!(Channel::parse("list", None, Some(Id(7))).unwrap().label(), ["list", "7"]);
        assert_eq!(Channel::parse("list", None, None).unwrap_err().text(), "Missing list name parameter");
        assert_eq!(Channel::parse("everything", None, None).unwrap_err().kind(), Kind::Malformed);
    }
}
