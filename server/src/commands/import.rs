use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use archive::tweets::{Report, import_tweets, oldest_ms};
use base::{Id, Ms, iso_date};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Done, Place, say, told};
use crate::Medley;

const NOTHING: &str = "nothing was imported: no line is of the form ID|Thu Apr 09 01:31:50 +0000 2015|TEXT";

#[derive(Subcommand)]
pub(crate) enum Import {
    /// Import files of `id|date|text` lines as posts of one account, which is created where it is missing
    Tweets {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// The account's username
        #[arg(long = "as", value_name = "HANDLE")]
        handle: String,
    },
    /// Import a Twitter archive: tweets, account, following. No direct messages, ad data, phone or e-mail
    TwitterArchive {
        /// The unpacked archive
        folder: PathBuf,
        /// The account's username; without it, the archive's own
        #[arg(long = "as", value_name = "HANDLE")]
        handle: Option<String>,
    },
}

impl Import {
    pub(crate) async fn run(self, place: &Place) -> Done {
        match self {
            Self::Tweets { files, handle } => tweets(place, &files, &handle).await,
            Self::TwitterArchive { folder, handle } => super::twitter::import(place, &folder, handle).await,
        }
    }
}

async fn tweets(place: &Place, files: &[PathBuf], handle: &str) -> Done {
    // All files are looked at before anything is changed.
    for file in files {
        let opened = File::open(file).and_then(|opened| opened.metadata());
        if opened.map_err(|cause| format!("{}: {cause}", file.display()))?.is_dir() {
            return Err(format!("{}: a folder; name the files in it", file.display()));
        }
    }
    let medley = place.open_or_create().await?;
    let author = author(&medley, handle, || oldest(files, medley.clock.now_ms())).await?;
    let mut read = 0;
    for file in files {
        let report = one_file(&medley, author, file).await?;
        tell(file, &report);
        read += report.imported + report.duplicate;
    }
    if read == 0 { Err(NOTHING.to_owned()) } else { Ok(()) }
}

/// The account to import into. `since` is asked only when it must be made: an account is not younger than its posts.
pub(super) async fn author(
    medley: &Medley,
    handle: &str,
    since: impl FnOnce() -> Result<Option<Ms>, String>,
) -> Result<Id, String> {
    let known = medley.accounts.lookup(handle.trim_start_matches('@')).await.map_err(|p| told(&p))?;
    if let Some(author) = known {
        return Ok(author);
    }
    let since_ms = since()?.unwrap_or_else(|| medley.clock.now_ms());
    let made = archive::owner_since(&medley.accounts, &medley.db, handle, since_ms).await;
    let (author, _) = made.map_err(|problem| told(&problem))?;
    say(format!(
        "Created @{} as of {}; nobody can sign in to it.",
        handle.trim_start_matches('@'),
        iso_date(since_ms)
    ));
    Ok(author)
}

/// When the oldest post of all the files was written.
fn oldest(files: &[PathBuf], now_ms: Ms) -> Result<Option<Ms>, String> {
    let mut oldest: Option<Ms> = None;
    for file in files {
        let opened = File::open(file).map_err(|cause| format!("{}: {cause}", file.display()))?;
        let found = oldest_ms(BufReader::with_capacity(1 << 16, opened), now_ms);
        let found = found.map_err(|problem| format!("{}: {}", file.display(), told(&problem)))?;
        oldest = oldest.into_iter().chain(found).min();
    }
    // Better no account than an empty one.
    if oldest.is_none() { Err(NOTHING.to_owned()) } else { Ok(oldest) }
}

async fn one_file(medley: &Medley, author: Id, file: &Path) -> Result<Report, String> {
    let fail = |cause: std::io::Error| format!("{}: {cause}", file.display());
    let opened = File::open(file).map_err(fail)?;
    let bar = bar(opened.metadata().map_err(fail)?.len(), file);
    let reader = BufReader::with_capacity(1 << 16, bar.wrap_read(opened));
    let report =
        import_tweets(&medley.posts, author, reader, |lines| bar.set_message(format!("{lines} lines"))).await;
    bar.finish_and_clear();
    report.map_err(|problem| format!("{}: {}", file.display(), told(&problem)))
}

/// Drawn on a terminal only.
pub(super) fn bar(bytes: u64, file: &Path) -> ProgressBar {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let style = "{prefix:24} [{bar:30}] {percent:>3}% {msg} {elapsed} (about {eta} left)";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style).with_prefix(name)
}

fn tell(file: &Path, report: &Report) {
    for (line, reason) in &report.rejected {
        say(format!("{}:{line}: {reason}", file.display()));
    }
    say(format!(
        "{}: {} lines: {} imported, {} duplicate, {} blank, {} rejected ({} repaired)",
        file.display(),
        report.lines,
        report.imported,
        report.duplicate,
        report.blank,
        report.rejected_count,
        report.repaired
    ));
}
