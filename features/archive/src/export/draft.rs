//! The files of an export.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use base::{Outcome, Problem};
use serde_json::Value;

/// A file that takes its name when it is finished.
pub(super) struct Draft {
    out: BufWriter<File>,
    draft: PathBuf,
    place: PathBuf,
}

impl Draft {
    /// Begins the file `name` of `folder`.
    pub(super) fn create(folder: &Path, name: &str) -> Outcome<Self> {
        let (draft, place) = (folder.join(format!("{name}.partial")), folder.join(name));
        let file = File::create(&draft).map_err(|cause| failed(&draft, cause))?;
        Ok(Self { out: BufWriter::new(file), draft, place })
    }

    /// Appends `bytes`.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Outcome<()> {
        self.out.write_all(bytes).map_err(|cause| failed(&self.draft, cause))
    }

    /// Appends a line of JSON.
    pub(super) fn line(&mut self, value: &Value) -> Outcome<()> {
        serde_json::to_writer(&mut self.out, value).map_err(Problem::internal)?;
        self.write(b"\n")
    }

    /// Gives it its name, once it is on the disk.
    pub(super) fn finish(mut self) -> Outcome<()> {
        let done = self.out.flush().and_then(|()| self.out.get_ref().sync_all());
        done.and_then(|()| std::fs::rename(&self.draft, &self.place))
            .map_err(|cause| failed(&self.place, cause))
    }
}

pub(crate) fn failed(place: &Path, cause: std::io::Error) -> Problem {
    Problem::internal(format!("{}: {cause}", place.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_name_only_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut draft = Draft::create(folder.path(), "a.csv").unwrap();
        draft.write(b"one,two\n").unwrap();
        assert!(!folder.path().join("a.csv").exists());
        draft.finish().unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("a.csv")).unwrap(), "one,two\n");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
