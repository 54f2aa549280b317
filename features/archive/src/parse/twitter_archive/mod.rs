//! The folder a person gets from Twitter as their archive: `data/*.js` files with
//! `window.YTD.<name>.part<n> = [..]`, the older `tweet.js`, and plain JSON arrays from the API.
//!
//! Only the files in [`open`]'s list are ever opened: account, tweets, following, followers. Direct
//! messages, contacts, advertising data, phone numbers and the rest are never read, and from `account.js`
//! only the fields of [`ArchiveAccount`] are.
//!
//! Entries are read one by one in bounded memory. A bad entry is an [`ArchiveError`] naming file and
//! entry, and the others are still read. Errors never repeat what a file says.

mod elements;
mod error;
mod files;
mod links;
mod loose;
mod media;
mod people;
#[cfg(test)]
mod tests;
mod tweet;

use std::borrow::Cow;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

pub use error::{ArchiveError, Problem};
pub use files::{DataFile, Found};
pub use people::ArchiveAccount;

use super::words;
use elements::Elements;

/// The largest file read, in bytes. Twitter itself splits tweets into parts far below this.
pub const FILE_BYTES_MAX: u64 = 2 * 1024 * 1024 * 1024;
/// The largest single entry read, in bytes.
pub const ENTRY_BYTES_MAX: usize = 1024 * 1024;
/// Most parts of one kind of file.
pub const PARTS_MAX: usize = 1000;
/// Most media kept of one tweet; Twitter allows 4.
pub const MEDIA_MAX: usize = 16;

/// One tweet of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveTweet {
    /// The tweet's id, from 1 to `i64::MAX`.
    pub id: u64,
    /// When it was written, in ms since 1970; the milliseconds come from the id when it carries them.
    pub at_ms: i64,
    /// The whole text: entities decoded, t.co addresses replaced by the real ones, those of attached media
    /// removed, and without the `RT @name:` in front when [`repost_of`](Self::repost_of) has the name.
    /// Empty when the tweet is media only.
    pub text: String,
    /// Language (BCP 47), when Twitter recognised one.
    pub lang: Option<String>,
    /// The tweet this answers.
    pub in_reply_to: Option<u64>,
    /// The user name of the person this answers, without `@`.
    pub in_reply_to_user: Option<String>,
    /// For a repost: its author's user name, without `@`.
    pub repost_of: Option<String>,
    /// Marked as possibly sensitive.
    pub sensitive: bool,
    /// What is attached, at most [`MEDIA_MAX`].
    pub media: Vec<ArchiveMedia>,
    /// How often it was marked as a favourite.
    pub favourites: u64,
    /// How often it was reposted.
    pub reposts: u64,
}

impl ArchiveTweet {
    /// The whole text to post: a repost begins with `RT @name: `. Never cut.
    #[must_use]
    pub fn labelled_text(&self) -> Cow<'_, str> {
        words::labelled(self.repost_of.as_deref(), &self.text)
    }
}

/// A picture, animation or video attached to a tweet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveMedia {
    /// The name of its file in the media folder; it contains no path.
    pub file: String,
    /// Alternative text, if the author gave one.
    pub alt: Option<String>,
    /// Its page on Twitter, for when the file is missing.
    pub link: Option<String>,
}

/// An archive whose files were found.
#[derive(Clone, Debug)]
pub struct Archive {
    found: Found,
}

/// Finds the files of an archive in `folder/data`, else in `folder` itself. `folder` may also be one file of
/// tweets. Symbolic links are not followed.
///
/// # Errors
/// [`Problem::NoTweets`] when there is no file of tweets, or the error of reading the folder.
pub fn open(folder: &Path) -> Result<Archive, ArchiveError> {
    files::find(folder).map(|found| Archive { found })
}

/// Reads the entries of one file of tweets; `file` is its name in errors.
pub fn read_tweets<R: BufRead>(
    file: &str,
    reader: R,
) -> impl Iterator<Item = Result<ArchiveTweet, ArchiveError>> {
    entries(file, reader, &["tweets", "tweet"], tweet::read)
}

/// Reads `account.js`; `file` is its name in errors. `None` when it holds no entry.
///
/// # Errors
/// When the file or its first entry cannot be read.
pub fn read_account<R: BufRead>(file: &str, reader: R) -> Result<Option<ArchiveAccount>, ArchiveError> {
    entries(file, reader, &["account"], people::read_account).next().transpose()
}

/// Reads the account ids of one file of followed people; `file` is its name in errors.
pub fn read_following<R: BufRead>(
    file: &str,
    reader: R,
) -> impl Iterator<Item = Result<String, ArchiveError>> {
    entries(file, reader, &["following"], people::read_following)
}

/// Reads the account ids of one file of followers; `file` is its name in errors.
pub fn read_followers<R: BufRead>(
    file: &str,
    reader: R,
) -> impl Iterator<Item = Result<String, ArchiveError>> {
    entries(file, reader, &["follower"], people::read_follower)
}

impl Archive {
    /// The files found.
    #[must_use]
    pub fn found(&self) -> &Found {
        &self.found
    }

    /// Whose archive it is; `None` when it has no `account.js` or that is empty.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn account(&self) -> Result<Option<ArchiveAccount>, ArchiveError> {
        let Some(file) = &self.found.account else { return Ok(None) };
        read_account(&file.name, start(file)?)
    }

    /// All tweets, in the order of the files, with an error for each that cannot be read.
    pub fn tweets(&self) -> impl Iterator<Item = Result<ArchiveTweet, ArchiveError>> {
        each(&self.found.tweets, |file, reader| Box::new(read_tweets(file, reader)))
    }

    /// The account ids of the people followed.
    pub fn following(&self) -> impl Iterator<Item = Result<String, ArchiveError>> {
        each(&self.found.following, |file, reader| Box::new(read_following(file, reader)))
    }

    /// The account ids of the followers.
    pub fn followers(&self) -> impl Iterator<Item = Result<String, ArchiveError>> {
        each(&self.found.followers, |file, reader| Box::new(read_followers(file, reader)))
    }

    /// Where the file of this media is, when the archive has it.
    #[must_use]
    pub fn media_path(&self, media: &ArchiveMedia) -> Option<PathBuf> {
        let path = self.found.media.as_ref()?.join(&media.file);
        (files::is_plain_name(&media.file) && files::is_file(&path)).then_some(path)
    }
}

type Entries<'a, T> = Box<dyn Iterator<Item = Result<T, ArchiveError>> + 'a>;
type Source = BufReader<std::io::Take<fs::File>>;

fn each<T: 'static>(
    files: &[DataFile],
    read: fn(&str, Source) -> Entries<'_, T>,
) -> impl Iterator<Item = Result<T, ArchiveError>> {
    files.iter().flat_map(move |file| match start(file) {
        Ok(reader) => read(&file.name, reader),
        Err(error) => Box::new(std::iter::once(Err(error))),
    })
}

fn start(file: &DataFile) -> Result<Source, ArchiveError> {
    let opened = fs::File::open(&file.path).map_err(|error| ArchiveError::of(&file.name, error.into()))?;
    let bytes = opened.metadata().map_err(|error| ArchiveError::of(&file.name, error.into()))?.len();
    if bytes > FILE_BYTES_MAX {
        return Err(ArchiveError::of(&file.name, Problem::FileTooLarge));
    }
    Ok(BufReader::new(opened.take(FILE_BYTES_MAX)))
}

fn entries<R: BufRead, T>(
    file: &str,
    reader: R,
    names: &'static [&'static str],
    read: fn(&[u8]) -> Result<T, Problem>,
) -> impl Iterator<Item = Result<T, ArchiveError>> {
    Elements::new(reader, names).map(move |(index, entry)| {
        entry.and_then(|bytes| read(&bytes)).map_err(|problem| ArchiveError {
            file: file.to_owned(),
            index,
            problem,
        })
    })
}
