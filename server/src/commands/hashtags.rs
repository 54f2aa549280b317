//! The directory of hashtags, for an operator who begins with a list.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use hashtags::{Bad, COLUMNS, Line, SHEET_BYTES_MAX, read_sheet};

use super::{Done, Place, progress, say, told};
use crate::Medley;

/// Bad lines that are told; there may be as many as the file has.
const BAD_TOLD_MAX: usize = 50;

#[derive(Subcommand)]
pub(crate) enum Hashtags {
    /// List the hashtags of a table (CSV); all of it, or nothing where a line is wrong
    Import {
        /// Columns: hashtag, title, and if you like kind, description, specialties, related, language, starts, ends,
        /// place, link
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Hashtags {
    pub(crate) async fn run(self, place: &Place) -> Done {
        match self {
            Self::Import { file } => {
                let bytes = bytes(&file)?;
                let medley = place.open().await?;
                let lines = read_sheet(&bytes, medley.clock.now_ms()).map_err(|bad| refused(&file, &bad))?;
                import(&medley, lines).await
            }
        }
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let told = |cause: std::io::Error| format!("{}: {cause}", file.display());
    let size = std::fs::metadata(file).map_err(told)?.len();
    if size > SHEET_BYTES_MAX as u64 {
        return Err(format!("{}: larger than {} MiB", file.display(), SHEET_BYTES_MAX >> 20));
    }
    std::fs::read(file).map_err(told)
}

/// Every bad line by its number, and that nothing was done.
fn refused(file: &Path, bad: &[Bad]) -> String {
    for Bad { number, text } in bad.iter().take(BAD_TOLD_MAX) {
        say(format!("line {number}: {text}"));
    }
    if bad.len() > BAD_TOLD_MAX {
        say(format!(".. and {} more", bad.len() - BAD_TOLD_MAX));
    }
    let columns = COLUMNS.join(", ");
    format!("{}: {} lines are wrong, so nothing was imported (columns: {columns})", file.display(), bad.len())
}

async fn import(medley: &Medley, lines: Vec<Line>) -> Done {
    let bar = progress("hashtags", lines.len() as u64);
    let seen = bar.clone();
    let imported = medley.hashtags.import(lines, move |done| seen.set_position(done as u64)).await;
    bar.finish_and_clear();
    let imported = imported.map_err(|problem| told(&problem))?;
    say(format!("{} hashtags added, {} were there already", imported.added, imported.known));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_bounded_and_bad_lines_counted() {
        assert!(bytes(Path::new("/nowhere/x.csv")).is_err());
        let bad = vec![Bad { number: 2, text: "Name is invalid".to_owned() }];
        assert!(refused(Path::new("x.csv"), &bad).contains("1 lines are wrong, so nothing was imported"));
    }
}
