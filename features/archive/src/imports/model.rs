use base::{Id, Ms};

use crate::parse::sheet::Kind;

/// What happens to what is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// It stays, and what the file has is added.
    Merge,
    /// What the file does not have is removed in the end.
    Overwrite,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// At work, or waiting for its turn.
    Running,
    /// Its owner stopped it, and may let it go on.
    Stopped,
    /// Through.
    Finished,
}

impl State {
    /// In tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Running, Self::Stopped, Self::Finished].into_iter().find(|state| state.name() == name)
    }
}

/// An import, without its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id, beside its owner's.
    pub id: Id,
    /// Whose.
    pub account: Id,
    /// Which list.
    pub kind: Kind,
    /// What happens to what is there.
    pub mode: Mode,
    /// How far it is.
    pub state: State,
    /// What the file was called.
    pub file_name: String,
    /// Rows in all.
    pub total: usize,
    /// What became of those that are through.
    pub counts: Counts,
    /// When it was brought.
    pub created_ms: Ms,
}

/// What became of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows that are through.
    pub done: usize,
    /// What the row asked for is so now.
    pub imported: usize,
    /// Nobody here, or no post here, is called that.
    pub unknown: usize,
    /// The row cannot be meant, or was refused.
    pub failed: usize,
    /// What was there before and the file does not have.
    pub removed: usize,
}

/// What became of one row that was not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which row of the file it is.
    pub number: u64,
    /// As it was written.
    pub cells: Vec<String>,
    /// Why, in words for its owner.
    pub reason: String,
}
