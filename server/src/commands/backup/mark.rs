//! The mark of a restore that is not finished.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::at;

/// Exists in the data folder for as long as a restore is not finished. Its first line tells which backup it is.
const UNFINISHED: &str = "restore.unfinished";

/// Whether a restore into `data` was broken off.
pub(crate) fn unfinished(data: &Path) -> bool {
    data.join(UNFINISHED).exists()
}

/// The mark that a restore of one backup sets.
pub(super) struct Mark {
    folder: PathBuf,
    place: PathBuf,
    /// Tells one backup from another.
    sum: String,
}

impl Mark {
    pub(super) fn of(data: &Path, sum: &str) -> Self {
        Self { folder: data.to_owned(), place: data.join(UNFINISHED), sum: sum.to_owned() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a restore of any backup was broken off.
    pub(super) fn is_there(&self) -> bool {
        self.place.exists()
    }

    /// Whether a restore of this backup was broken off.
    pub(super) fn is_mine(&self) -> bool {
        std::fs::read_to_string(&self.place).is_ok_and(|text| text.lines().next() == Some(&self.sum))
    }

    /// Sets it; it is on the disk before anything else is.
    pub(super) fn set(&self, backup: &Path) -> Result<(), String> {
        let text = format!("{}\n{}\n", self.sum, backup.display());
        let write = || {
            let mut file = File::create(&self.place)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(|cause| at(&self.place, cause))
    }

    pub(super) fn remove(&self) -> Result<(), String> {
        std::fs::remove_file(&self.place).map_err(|cause| at(&self.place, cause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_by_whoever_set_it() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, other) = (Mark::of(folder.path(), "1"), Mark::of(folder.path(), "2"));
        assert!(!unfinished(folder.path()) && !mine.is_there() && !mine.is_mine());
        mine.set(Path::new("b.tar.gz")).unwrap();
        assert!(unfinished(folder.path()) && mine.is_mine() && other.is_there() && !other.is_mine());
        mine.remove().unwrap();
        assert!(!other.is_there() && mine.remove().is_err());
    }
}
