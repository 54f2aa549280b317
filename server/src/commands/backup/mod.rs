//! Backup and restore: one file that holds everything, whichever engine it came from.
//!
//! The file is a gzipped tar:
//! - `manifest.json`: the format's version, who made it when, the schema's steps, the tables and their rows;
//! - `tables/NAME.jsonl`: one row a line, an object of columns. Integers and reals are numbers, texts are strings,
//!   bytes are `{"b64": ".."}`, and NULL is null;
//! - `media/..`: every file under its name;
//! - `checksums`, the last: the SHA-256 of each other member, in the form of `sha256sum`.

mod archive;
mod fill;
mod format;
mod mark;
mod restore;
mod save;
mod tables;

use std::path::{Path, PathBuf};

pub(crate) use mark::unfinished;
pub(crate) use restore::Restore;

use super::{Done, Place, say, told};

#[derive(clap::Args)]
pub(crate) struct Backup {
    /// The file to write
    #[arg(value_name = "FILE.tar.gz")]
    file: PathBuf,
}

impl Backup {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        let saved = save::save(&medley, &self.file).await?;
        say(format!("{}: {} rows, {} files", self.file.display(), saved.rows, saved.files));
        if saved.vanished > 0 {
            say(format!("{} files were deleted meanwhile", saved.vanished));
        }
        Ok(())
    }
}

fn at(place: &Path, cause: impl std::fmt::Display) -> String {
    format!("{}: {cause}", place.display())
}

fn problem(problem: &base::Problem) -> String {
    told(problem)
}
