use base::Id;
use timelines::Heard;

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The home timeline.
    Home,
    /// What people on this server post for everyone.
    Local,
    /// Notifications.
    Notifications,
    /// A list of its reader.
    List(Id),
    /// A hashtag, by its key.
    Tag(String),
    /// A search that its reader keeps.
    Search(Id),
}

/// A column that somebody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its id; columns stand in the order of these.
    pub id: Id,
    /// What it shows.
    pub source: Source,
}

impl Column {
    /// What the page and its live updates call it, when it is the `n`-th from the left: it stays the same when others
    /// come and go. The usual ones have no ids, but always the same places.
    pub(crate) fn part(&self, n: usize) -> String {
        if self.id == Id(0) { format!("c{n}") } else { format!("c{}", self.id) }
    }
}

impl Source {
    /// What brings it up to date while it is read. What a search finds is looked up when the page is opened.
    pub(crate) fn heard(&self) -> Option<Heard> {
        Some(match self {
            Self::Home => Heard::Home,
            Self::Local => Heard::Local,
            Self::Notifications => Heard::Notifications,
            Self::List(id) => Heard::List(*id),
            Self::Tag(key) => Heard::Tag(key.clone()),
            Self::Search(_) => return None,
        })
    }

    /// Columns of whoever chose none.
    pub const USUAL: [Self; 3] = [Self::Home, Self::Notifications, Self::Local];

    /// As it is stored: what it is, and which.
    pub(crate) fn parts(&self) -> (&'static str, String) {
        match self {
            Self::Home => ("home", String::new()),
            Self::Local => ("local", String::new()),
            Self::Notifications => ("notifications", String::new()),
            Self::List(id) => ("list", id.to_string()),
            Self::Tag(key) => ("tag", key.clone()),
            Self::Search(id) => ("search", id.to_string()),
        }
    }

    /// From what is stored.
    pub(crate) fn of(kind: &str, target: &str) -> Option<Self> {
        Some(match kind {
            "home" => Self::Home,
            "local" => Self::Local,
            "notifications" => Self::Notifications,
            "list" => Self::List(target.parse().ok()?),
            "tag" => Self::Tag(text_key(target)?),
            "search" => Self::Search(target.parse().ok()?),
            _ => return None,
        })
    }

    /// From the value of the form: `home`, `list:5`.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let (kind, target) = value.split_once(':').unwrap_or((value, ""));
        Self::of(kind, target)
    }

    /// The value of the form.
    pub(crate) fn value(&self) -> String {
        let (kind, target) = self.parts();
        if target.is_empty() { kind.to_owned() } else { format!("{kind}:{target}") }
    }
}

/// The key of a hashtag, however it is written.
fn text_key(name: &str) -> Option<String> {
    text::tag_key(name.trim().trim_start_matches(['#', '＃']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_round_trip() {
        let tag = Source::Tag("maté".to_owned());
        for source in Source::USUAL.into_iter().chain([Source::List(Id(5)), tag, Source::Search(Id(7))]) {
            let (kind, target) = source.parts();
            assert_eq!(Source::of(kind, &target).as_ref(), Some(&source));
            assert_eq!(Source::parse(&source.value()).as_ref(), Some(&source));
        }
        assert_eq!(Source::parse("tag:#Stroke"), Some(Source::Tag("stroke".to_owned())));
        for bad in ["", "x", "list", "list:x", "tag:", "tag:1", "search:"] {
            assert_eq!(Source::parse(bad), None, "{bad}");
        }
    }
}
