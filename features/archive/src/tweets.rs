//! Importing a file of `id|date|text` lines as the posts of one account.

use std::io::BufRead;

use base::{DAY_MS, Id, Ms, Outcome, Problem};
use posts::{ImportedPost, Posts};

use crate::parse::tweets::{Line, Tweet, tweets};

/// Posts that one transaction stores.
const BATCH_MAX: usize = 500;
/// Rejected lines that are told one by one.
pub const REJECTED_TOLD_MAX: usize = 1_000;

/// What became of a file: every line is in exactly one of the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Lines in all; a post whose text has line ends takes several.
    pub lines: usize,
    /// Lines of posts that are new.
    pub imported: usize,
    /// Lines of posts that were there already.
    pub duplicate: usize,
    /// Empty lines.
    pub blank: usize,
    /// Lines that could not be read: number and reason.
    pub rejected: Vec<(usize, String)>,
    /// Lines that could not be read in all.
    pub rejected_count: usize,
    /// Posts that were read after a repair.
    pub repaired: usize,
    /// Posts that are new.
    pub posts: usize,
}

impl Report {
    fn reject(&mut self, line: usize, reason: String) {
        self.rejected_count += 1;
        if self.rejected.len() < REJECTED_TOLD_MAX {
            self.rejected.push((line, reason));
        }
    }

    /// Whether every line is accounted for.
    pub fn adds_up(&self) -> bool {
        self.lines == self.imported + self.duplicate + self.blank + self.rejected_count
    }
}

/// Imports what `reader` gives as posts of `author`. May be broken off and run again: what is there is not stored
/// twice. `progress` hears how many lines are done.
///
/// # Errors
/// When the file cannot be read or the database not be written; what was stored stays.
pub async fn import_tweets(
    posts: &Posts,
    author: Id,
    reader: impl BufRead + Send,
    mut progress: impl FnMut(usize) + Send,
) -> Outcome<Report> {
    let mut report = Report::default();
    let mut batch: Vec<(usize, ImportedPost)> = Vec::with_capacity(BATCH_MAX);
    let now_ms = posts.now_ms();
    for line in tweets(reader) {
        match line.map_err(Problem::internal)? {
            Line::Blank => {
                report.lines += 1;
                report.blank += 1;
            }
            Line::Rejected { line, reason } => {
                report.lines += 1;
                report.reject(line, reason.to_string());
            }
            Line::Tweet(tweet) => {
                report.lines += tweet.lines;
                report.repaired += usize::from(tweet.repaired.is_some());
                if !is_past(tweet.at_ms, now_ms) {
                    (0..tweet.lines).for_each(|n| {
                        report.reject(tweet.line + n, "its date is not in the past".to_owned());
                    });
                    continue;
                }
                batch.push((tweet.lines, post(&tweet)));
            }
        }
        if batch.len() == BATCH_MAX {
            store(posts, author, &mut batch, &mut report).await?;
            progress(report.lines);
        }
    }
    store(posts, author, &mut batch, &mut report).await?;
    progress(report.lines);
    Ok(report)
}

/// When the oldest post in the file was written, if there is one that can be imported.
///
/// # Errors
/// When the file cannot be read.
pub fn oldest_ms(reader: impl BufRead, now_ms: Ms) -> Outcome<Option<Ms>> {
    let mut oldest = None;
    for line in tweets(reader) {
        if let Line::Tweet(tweet) = line.map_err(Problem::internal)?
            && is_past(tweet.at_ms, now_ms)
        {
            oldest = Some(oldest.map_or(tweet.at_ms, |ms: Ms| ms.min(tweet.at_ms)));
        }
    }
    Ok(oldest)
}

/// A day of grace: clocks and time zones differ.
fn is_past(at_ms: Ms, now_ms: Ms) -> bool {
    (0..=now_ms + DAY_MS).contains(&at_ms)
}

fn post(tweet: &Tweet) -> ImportedPost {
    ImportedPost {
        source: format!("twitter:{}", tweet.id),
        at_ms: tweet.at_ms,
        text: text::clean(&tweet.labelled_text()),
        language: None,
        sensitive: false,
        reply_to: None,
        media: Vec::new(),
        followers: None,
    }
}

async fn store(
    posts: &Posts,
    author: Id,
    batch: &mut Vec<(usize, ImportedPost)>,
    report: &mut Report,
) -> Outcome<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let (lines, wanted): (Vec<usize>, Vec<ImportedPost>) = std::mem::take(batch).into_iter().unzip();
    let done = posts.import(author, wanted).await?;
    for (lines, new) in lines.into_iter().zip(&done.new) {
        if *new {
            report.imported += lines;
            report.posts += 1;
        } else {
            report.duplicate += lines;
        }
    }
    Ok(())
}
