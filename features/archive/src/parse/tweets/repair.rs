//! What was mended to read a line.

use std::fmt;

/// One kind of repair. Each is safe: it restores what the line said before some program mangled it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fix {
    /// Not UTF-8, read as windows-1252.
    Windows1252,
    /// A byte order mark was dropped.
    ByteOrderMark,
    /// The whole line was a quoted spreadsheet cell, with doubled quotes inside.
    Unquoted,
    /// Tabs at the end, from empty spreadsheet cells, were dropped.
    TrailingTabs,
    /// Tabs inside became commas: a spreadsheet had split the line at its commas.
    TabsToCommas,
    /// Tabs inside became spaces, as the text has commas of its own.
    TabsToSpaces,
    /// Several lines are one tweet.
    JoinedLines,
    /// Entities were encoded twice.
    NestedEntities,
    /// Control characters were dropped or replaced.
    Controls,
}

impl Fix {
    /// All of them, in the order in which [`Repair`] lists them.
    pub const ALL: [Self; 9] = [
        Self::Windows1252,
        Self::ByteOrderMark,
        Self::Unquoted,
        Self::TrailingTabs,
        Self::TabsToCommas,
        Self::TabsToSpaces,
        Self::JoinedLines,
        Self::NestedEntities,
        Self::Controls,
    ];

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Windows1252 => "read as windows-1252",
            Self::ByteOrderMark => "byte order mark dropped",
            Self::Unquoted => "spreadsheet quotes removed",
            Self::TrailingTabs => "tabs at the end dropped",
            Self::TabsToCommas => "tabs turned back into commas",
            Self::TabsToSpaces => "tabs turned into spaces",
            Self::JoinedLines => "lines joined",
            Self::NestedEntities => "entities decoded twice",
            Self::Controls => "control characters removed",
        })
    }
}

/// The repairs made to one tweet: a set of [`Fix`], never empty where it is handed out.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Repair(u16);

impl Repair {
    /// Whether this repair was made.
    #[must_use]
    pub const fn contains(self, fix: Fix) -> bool {
        self.0 & fix.bit() != 0
    }

    /// The repairs made.
    pub fn iter(self) -> impl Iterator<Item = Fix> {
        Fix::ALL.into_iter().filter(move |fix| self.contains(*fix))
    }

    pub(super) fn add(&mut self, fix: Fix) {
        self.0 |= fix.bit();
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn some(self) -> Option<Self> {
        (self.0 != 0).then_some(self)
    }
}

impl fmt::Debug for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, fix) in self.iter().enumerate() {
            write!(f, "{}{fix}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
