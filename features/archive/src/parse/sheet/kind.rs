use super::SheetError;

/// Which list a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Whom one follows, and how.
    Following,
    /// Whom one mutes.
    Muting,
    /// Whom one blocks.
    Blocking,
    /// Lists of people, and who is on them.
    Lists,
    /// Posts that one saved.
    Bookmarks,
    /// Servers of which one wants to see nothing.
    DomainBlocks,
}

const ADDRESS: &str = "Account address";
const BOOSTS: &str = "Show boosts";
const NOTIFY: &str = "Notify on new posts";
const LANGUAGES: &str = "Languages";
const HIDE: &str = "Hide notifications";
const DOMAIN: &str = "#domain";
const URI: &str = "#uri";
const LIST: &str = "List name";

impl Kind {
    /// All of them, in the order of pages.
    pub const ALL: [Self; 6] =
        [Self::Following, Self::Lists, Self::Muting, Self::Blocking, Self::DomainBlocks, Self::Bookmarks];

    /// In forms and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::Muting => "muting",
            Self::Blocking => "blocking",
            Self::Lists => "lists",
            Self::Bookmarks => "bookmarks",
            Self::DomainBlocks => "domain_blocking",
        }
    }

    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What the file is called.
    pub fn file(self) -> &'static str {
        match self {
            Self::Following => "following_accounts.csv",
            Self::Muting => "muted_accounts.csv",
            Self::Blocking => "blocked_accounts.csv",
            Self::Lists => "lists.csv",
            Self::Bookmarks => "bookmarks.csv",
            Self::DomainBlocks => "domain_blocks.csv",
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Following => "People you follow",
            Self::Muting => "People you mute",
            Self::Blocking => "People you block",
            Self::Lists => "Your lists",
            Self::Bookmarks => "Saved posts",
            Self::DomainBlocks => "Blocked servers",
        }
    }

    /// The columns that it may have, as they are called.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Following => &[ADDRESS, BOOSTS, NOTIFY, LANGUAGES],
            Self::Muting => &[ADDRESS, HIDE],
            Self::Blocking => &[ADDRESS],
            Self::Lists => &[LIST, ADDRESS],
            Self::Bookmarks => &[URI],
            Self::DomainBlocks => &[DOMAIN],
        }
    }

    /// Whether the file begins with a heading.
    pub fn has_heading(self) -> bool {
        matches!(self, Self::Following | Self::Muting | Self::DomainBlocks)
    }

    /// What a heading is certainly of; `None` where it fits several kinds.
    fn of_heading(cells: &[String]) -> Option<Self> {
        let has = |name: &str| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name));
        let signs = [
            (LIST, Self::Lists),
            (HIDE, Self::Muting),
            (BOOSTS, Self::Following),
            (NOTIFY, Self::Following),
            (LANGUAGES, Self::Following),
            (DOMAIN, Self::DomainBlocks),
            (URI, Self::Bookmarks),
        ];
        signs.into_iter().find(|(name, _)| has(name)).map(|(_, kind)| kind)
    }
}

/// Where each of [`Kind::columns`] is in the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns(Vec<Option<usize>>);

impl Columns {
    /// In the order in which Mastodon writes them.
    pub(super) fn usual(kind: Kind) -> Self {
        Self((0..kind.columns().len()).map(Some).collect())
    }

    /// As the file's first row says, if it is a heading.
    pub(super) fn heading(kind: Kind, cells: &[String]) -> Result<Option<Self>, SheetError> {
        let known = [ADDRESS, DOMAIN, URI, LIST];
        if !known.iter().any(|name| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name))) {
            return Ok(None);
        }
        if let Some(other) = Kind::of_heading(cells).filter(|found| *found != kind) {
            return Err(SheetError::OtherKind(other));
        }
        let place = |name: &&str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let places: Vec<_> = kind.columns().iter().map(place).collect();
        let needed = if kind == Kind::Lists { 2 } else { 1 };
        match places.iter().take(needed).position(Option::is_none) {
            None => Ok(Some(Self(places))),
            Some(missing) => Err(SheetError::MissingColumn(kind.columns()[missing])),
        }
    }

    /// The cell of the n-th column; empty where the row has none.
    pub(super) fn cell<'a>(&self, cells: &'a [String], n: usize) -> &'a str {
        let place = self.0.get(n).copied().flatten();
        place.and_then(|place| cells.get(place)).map_or("", String::as_str)
    }
}
