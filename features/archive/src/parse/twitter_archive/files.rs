//! Which files of an archive are read: a short list of names, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use super::{ArchiveError, PARTS_MAX, Problem};

const FILE_NAME_BYTES_MAX: usize = 200;

/// A file of the archive that may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name inside the archive, for messages: `data/tweets.js`.
    pub name: String,
}

/// The files found. Parts are in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// `account.js`.
    pub account: Option<DataFile>,
    /// `tweets.js` (or the older `tweet.js`, or `tweets.json` from the API) and its further parts.
    pub tweets: Vec<DataFile>,
    /// `following.js` and its further parts.
    pub following: Vec<DataFile>,
    /// `follower.js` and its further parts.
    pub followers: Vec<DataFile>,
    /// The folder with the media of the tweets.
    pub media: Option<PathBuf>,
}

/// Finds the files in `folder/data` or else in `folder`; a path to a file is a file of tweets.
pub(super) fn find(folder: &Path) -> Result<Found, ArchiveError> {
    let label = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if is_file(folder) {
        let tweets = vec![DataFile { path: folder.to_owned(), name: label }];
        return Ok(Found { tweets, ..Found::default() });
    }
    let data = folder.join("data");
    let inside = if is_folder(&data) { find_in(&data, "data/")? } else { Found::default() };
    let found = if inside.tweets.is_empty() { find_in(folder, "")? } else { inside };
    if found.tweets.is_empty() { Err(ArchiveError::of(&label, Problem::NoTweets)) } else { Ok(found) }
}

/// A name without any path, safe to look for inside a folder.
pub(super) fn is_plain_name(name: &str) -> bool {
    (1..=FILE_NAME_BYTES_MAX).contains(&name.len())
        && !name.starts_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// A regular file, not a link to one: an archive made by somebody else may link anywhere.
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

fn find_in(folder: &Path, prefix: &str) -> Result<Found, ArchiveError> {
    let mut parts: Vec<(Kind, u32, DataFile)> = Vec::new();
    let failed = |error: std::io::Error| ArchiveError::of(prefix, error.into());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let Some((kind, part)) = entry.file_name().to_str().and_then(allowed) else { continue };
        if !is_file(&entry.path()) {
            continue;
        }
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if parts.len() >= PARTS_MAX {
            return Err(ArchiveError::of(&name, Problem::TooManyParts));
        }
        parts.push((kind, part, DataFile { path: entry.path(), name }));
    }
    parts.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    Ok(sorted_out(folder, parts))
}

fn sorted_out(folder: &Path, parts: Vec<(Kind, u32, DataFile)>) -> Found {
    let media = ["tweets_media", "tweet_media"]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|path| is_folder(path));
    let mut found = Found { media, ..Found::default() };
    for (kind, _, file) in parts {
        match kind {
            Kind::Account => found.account = Some(file),
            Kind::Tweets => found.tweets.push(file),
            Kind::Following => found.following.push(file),
            Kind::Followers => found.followers.push(file),
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Account,
    Tweets,
    Following,
    Followers,
}

/// The allow-list: a file's kind and part number, `None` for every file that must not be opened.
fn allowed(name: &str) -> Option<(Kind, u32)> {
    let stem = match name {
        "account.js" => return Some((Kind::Account, 0)),
        "tweets.json" => return Some((Kind::Tweets, 0)),
        other => other.strip_suffix(".js")?,
    };
    let (base, part) = match stem.split_once("-part") {
        Some((base, digits)) => (base, part_number(digits)?),
        None => (stem, 0),
    };
    let kind = match base {
        "tweets" | "tweet" => Kind::Tweets,
        "following" => Kind::Following,
        "follower" => Kind::Followers,
        _ => return None,
    };
    Some((kind, part))
}

fn part_number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_names_are_allowed() {
        for (name, kind) in [
            ("account.js", Some((Kind::Account, 0))),
            ("tweets.js", Some((Kind::Tweets, 0))),
            ("tweet.js", Some((Kind::Tweets, 0))),
            ("tweets.json", Some((Kind::Tweets, 0))),
            ("tweets-part1.js", Some((Kind::Tweets, 1))),
            ("tweets-part12.js", Some((Kind::Tweets, 12))),
            ("following.js", Some((Kind::Following, 0))),
            ("follower-part2.js", Some((Kind::Followers, 2))),
        ] {
            assert_eq!(allowed(name), kind, "{name}");
        }
        for name in [
            "direct-messages.js",
            "direct-messages-group.js",
            "direct-message-headers.js",
            "contact.js",
            "phone-number.js",
            "email-address-change.js",
            "ad-impressions.js",
            "ad-engagements.js",
            "personalization.js",
            "ip-audit.js",
            "deleted-tweets.js",
            "account-suspension.js",
            "account-creation-ip.js",
            "account-part1.js",
            "tweets-part.js",
            "tweets-part+1.js",
            "tweets-part99999999999.js",
            "tweets.js.bak",
            "Tweets.js",
            "",
        ] {
            assert_eq!(allowed(name), None, "{name}");
        }
    }

    #[test]
    fn plain_names() {
        for (name, plain) in [
            ("12-AbC_d.jpg", true),
            ("", false),
            (".htaccess", false),
            ("../account.js", false),
            ("a/b", false),
            ("a\\b", false),
            ("a\0b", false),
        ] {
            assert_eq!(is_plain_name(name), plain, "{name}");
        }
        assert!(!is_plain_name(&"a".repeat(201)));
    }
}
