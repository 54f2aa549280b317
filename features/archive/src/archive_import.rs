//! Importing a Twitter archive as the posts of one account.

use std::collections::HashSet;
use std::path::Path;

use accounts::{Accounts, DISPLAY_NAME_CHARS_MAX, ProfileEdit};
use base::{DAY_MS, Id, Ms, Outcome};
use media::process::UPLOAD_BYTES_MAX;
use media::{DESCRIPTION_CHARS_MAX, MEDIA_PER_POST_MAX, Media};
use posts::{ImportedPost, Posts};

use crate::parse::twitter_archive::{Archive, ArchiveMedia, ArchiveTweet};

/// Posts that one transaction stores.
const BATCH_MAX: usize = 200;
/// Complaints of one kind that are told one by one.
pub const TOLD_MAX: usize = 1_000;
/// Files of these kinds are not opened: there are no videos here, and animations were stored as videos.
const VIDEOS: [&str; 3] = [".mp4", ".m3u8", ".mov"];

/// A list of complaints that does not grow without end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Complaints {
    /// How many there are.
    pub count: usize,
    /// The first [`TOLD_MAX`] of them.
    pub told: Vec<String>,
}

impl Complaints {
    fn add(&mut self, text: String) {
        self.count += 1;
        if self.told.len() < TOLD_MAX {
            self.told.push(text);
        }
    }
}

/// What became of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArchiveReport {
    /// Tweets that are new posts.
    pub imported: usize,
    /// Tweets that were there already.
    pub duplicate: usize,
    /// Entries that could not be read, with file and index; tweets that cannot be posts, with their id.
    pub rejected: Complaints,
    /// Pictures stored.
    pub media: usize,
    /// Files that were not stored, and why. Their posts have a link instead where one is known.
    pub media_skipped: Complaints,
    /// People followed. Archives tell only their numbers, so nobody can be found by them.
    pub follows_unmatched: usize,
}

/// The features that an import stands on.
pub struct Verbs<'a> {
    /// People.
    pub accounts: &'a Accounts,
    /// Pictures.
    pub media: &'a Media,
    /// Posts.
    pub posts: &'a Posts,
}

/// Imports an archive's tweets, their pictures and the display name into `author`, the oldest tweet first, so that
/// answers to own tweets find what they answer. May be broken off and run again: what is there is not stored twice.
/// `progress` hears how many tweets of how many are done.
///
/// # Errors
/// When the database or the file store cannot be written; what was stored stays.
pub async fn import_archive(
    verbs: &Verbs<'_>,
    author: Id,
    archive: &Archive,
    mut progress: impl FnMut(usize, usize) + Send,
) -> Outcome<ArchiveReport> {
    let mut report = ArchiveReport::default();
    take_name(verbs.accounts, author, archive, &mut report).await?;
    let tweets = sorted(archive, verbs.posts.now_ms() + DAY_MS, &mut report);
    let mut done = 0;
    for batch in tweets.chunks(BATCH_MAX) {
        store(verbs, author, archive, batch, &mut report).await?;
        done += batch.len();
        progress(done, tweets.len());
    }
    for follow in archive.following() {
        match follow {
            Ok(_) => report.follows_unmatched += 1,
            Err(error) => report.rejected.add(error.to_string()),
        }
    }
    Ok(report)
}

/// Since when the archive's owner has written: from their account, or their oldest tweet if that is older.
pub fn since_ms(archive: &Archive, now_ms: Ms) -> Option<Ms> {
    let made = archive.account().ok().flatten().and_then(|owner| owner.created_at_ms);
    let tweets = archive.tweets().flatten().map(|tweet| tweet.at_ms);
    tweets.chain(made).filter(|&ms| (0..=now_ms).contains(&ms)).min()
}

/// The display name, where the account has none yet.
async fn take_name(
    accounts: &Accounts,
    author: Id,
    archive: &Archive,
    report: &mut ArchiveReport,
) -> Outcome<()> {
    let owner = match archive.account() {
        Ok(Some(owner)) => owner,
        Ok(None) => return Ok(()),
        Err(error) => {
            report.rejected.add(error.to_string());
            return Ok(());
        }
    };
    if accounts.account(author).await?.is_none_or(|account| !account.display_name.is_empty()) {
        return Ok(());
    }
    let name: String = owner.display_name.chars().take(DISPLAY_NAME_CHARS_MAX).collect();
    accounts.edit_profile(author, ProfileEdit { display_name: Some(name), ..ProfileEdit::default() }).await
}

/// All tweets that can be posts, by id. One person's tweets fit into memory.
fn sorted(archive: &Archive, latest_ms: Ms, report: &mut ArchiveReport) -> Vec<ArchiveTweet> {
    let mut tweets = Vec::new();
    for tweet in archive.tweets() {
        match tweet {
            Ok(tweet) if (0..=latest_ms).contains(&tweet.at_ms) => tweets.push(tweet),
            Ok(tweet) => report.rejected.add(format!("tweet {}: its date is not in the past", tweet.id)),
            Err(error) => report.rejected.add(error.to_string()),
        }
    }
    tweets.sort_by_key(|tweet| tweet.id);
    tweets
}

async fn store(
    verbs: &Verbs<'_>,
    author: Id,
    archive: &Archive,
    batch: &[ArchiveTweet],
    report: &mut ArchiveReport,
) -> Outcome<()> {
    let sources = batch.iter().map(|tweet| source(tweet.id)).collect();
    // Asked first, so that the pictures of known posts are not stored again.
    let known: HashSet<String> = verbs.posts.known_sources(author, sources).await?;
    let mut wanted = Vec::with_capacity(batch.len());
    for tweet in batch {
        if known.contains(&source(tweet.id)) {
            report.duplicate += 1;
        } else if let Some(post) = post(verbs, author, archive, tweet, report).await? {
            wanted.push(post);
        } else {
            report
                .rejected
                .add(format!("tweet {}: it has no words, and none of its media can be stored", tweet.id));
        }
    }
    let stored = verbs.posts.import(author, wanted).await?;
    let new = stored.new.iter().filter(|new| **new).count();
    report.imported += new;
    report.duplicate += stored.new.len() - new;
    Ok(())
}

/// `None` when nothing is left of the tweet.
async fn post(
    verbs: &Verbs<'_>,
    author: Id,
    archive: &Archive,
    tweet: &ArchiveTweet,
    report: &mut ArchiveReport,
) -> Outcome<Option<ImportedPost>> {
    let mut words = tweet.labelled_text().into_owned();
    let mut media = Vec::new();
    for medium in &tweet.media {
        let stored = if media.len() < MEDIA_PER_POST_MAX {
            picture(verbs.media, author, archive, medium, tweet.at_ms).await?
        } else {
            Err(format!("a post has {MEDIA_PER_POST_MAX} pictures at the most"))
        };
        match stored {
            Ok(id) => media.push(id),
            Err(reason) => {
                report.media_skipped.add(format!("{}: {reason}", medium.file));
                link(&mut words, medium);
            }
        }
    }
    report.media += media.len();
    let text = text::clean(&words);
    if media.is_empty() && text::is_blank(&text) {
        return Ok(None);
    }
    Ok(Some(ImportedPost {
        source: source(tweet.id),
        at_ms: tweet.at_ms,
        text,
        language: tweet.lang.as_deref().and_then(text::language_code),
        sensitive: tweet.sensitive,
        reply_to: tweet.in_reply_to.map(source),
        media,
        followers: None,
    }))
}

/// Stores one picture; gives why not where it cannot be one. Problems of our own are errors.
async fn picture(
    media: &Media,
    author: Id,
    archive: &Archive,
    medium: &ArchiveMedia,
    at_ms: Ms,
) -> Outcome<Result<Id, String>> {
    let name = medium.file.to_ascii_lowercase();
    if VIDEOS.iter().any(|end| name.ends_with(end)) {
        return Ok(Err("videos are not imported".to_owned()));
    }
    let Some(path) = archive.media_path(medium) else { return Ok(Err("not in the archive".to_owned())) };
    let bytes = match read(&path) {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err(reason)),
    };
    let alt = medium.alt.as_ref().map(|alt| alt.chars().take(DESCRIPTION_CHARS_MAX).collect());
    match media.import(author, bytes, alt, at_ms).await {
        Ok(id) => Ok(Ok(id)),
        Err(problem) if problem.kind().status() < 500 => Ok(Err(problem.text().to_owned())),
        Err(problem) => Err(problem),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let bytes = std::fs::metadata(path).map_err(|cause| cause.to_string())?.len();
    if bytes > UPLOAD_BYTES_MAX as u64 {
        return Err(format!("larger than {UPLOAD_BYTES_MAX} bytes"));
    }
    std::fs::read(path).map_err(|cause| cause.to_string())
}

fn link(words: &mut String, medium: &ArchiveMedia) {
    let Some(link) = &medium.link else { return };
    if !words.contains(link.as_str()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(link);
    }
}

fn source(id: u64) -> String {
    format!("twitter:{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_stands_for_a_missing_file_once() {
        let medium = |link: Option<&str>| ArchiveMedia {
            file: "1-a.mp4".into(),
            alt: None,
            link: link.map(Into::into),
        };
        for (words, link_to, after) in [
            ("look", Some("https://t.example/1"), "look https://t.example/1"),
            ("", Some("https://t.example/1"), "https://t.example/1"),
            ("see https://t.example/1", Some("https://t.example/1"), "see https://t.example/1"),
            ("look", None, "look"),
        ] {
            let mut text = words.to_owned();
            link(&mut text, &medium(link_to));
            assert_eq!(text, after);
        }
    }

    #[test]
    fn complaints_are_counted_beyond_those_told() {
        let mut complaints = Complaints::default();
        (0..TOLD_MAX + 5).for_each(|n| complaints.add(n.to_string()));
        assert_eq!((complaints.count, complaints.told.len()), (TOLD_MAX + 5, TOLD_MAX));
    }
}
