use std::path::Path;

use archive::archive_import::{ArchiveReport, Complaints, Verbs, import_archive, since_ms};
use archive::parse::twitter_archive::{self, Archive};

use super::import::author;
use super::{Done, Place, progress, say, told};

/// Imports the unpacked archive in `folder` as the account `handle`, or as the archive's own.
pub(crate) async fn import(place: &Place, folder: &Path, handle: Option<String>) -> Done {
    // The error's own file is the folder's name, or empty.
    let archive =
        twitter_archive::open(folder).map_err(|error| format!("{}: {}", folder.display(), error.problem))?;
    let handle = match handle {
        Some(handle) => handle,
        None => own_handle(&archive)?,
    };
    let medley = place.open_or_create().await?;
    let author = author(&medley, &handle, || Ok(since_ms(&archive, medley.clock.now_ms()))).await?;
    let verbs = Verbs { accounts: &medley.accounts, media: &medley.media, posts: &medley.posts };
    let bar = progress("tweets", 0);
    let report = import_archive(&verbs, author, &archive, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })
    .await;
    bar.finish_and_clear();
    let report = report.map_err(|problem| told(&problem))?;
    tell(&report);
    if report.imported + report.duplicate == 0 && report.rejected.count > 0 {
        return Err("nothing was imported: no tweet could be read".to_owned());
    }
    Ok(())
}

fn own_handle(archive: &Archive) -> Result<String, String> {
    let owner = archive.account().map_err(|error| error.to_string())?;
    let owner = owner.ok_or("the archive does not say whose it is; name the account with --as HANDLE")?;
    Ok(owner.username)
}

fn tell(report: &ArchiveReport) {
    let ArchiveReport { imported, duplicate, rejected, media, media_skipped, follows_unmatched } = report;
    list("not imported", rejected);
    list("not stored", media_skipped);
    say(format!("{imported} tweets imported, {duplicate} duplicate, {} rejected", rejected.count));
    say(format!("{media} pictures stored, {} not", media_skipped.count));
    if *follows_unmatched > 0 {
        say(format!(
            "{follows_unmatched} follows not taken over: the archive tells only numbers of accounts at Twitter"
        ));
    }
}

fn list(what: &str, complaints: &Complaints) {
    for text in &complaints.told {
        say(format!("{what}: {text}"));
    }
    let more = complaints.count - complaints.told.len();
    if more > 0 {
        say(format!("{what}: {more} more"));
    }
}
