//! The rows of one hashtag in memory: a column for each thing that is noted, sorted by post, so that a window is a
//! range. People, addresses and languages are numbered, so that counting them is adding in a list.

mod names;

use base::{Id, IdMap, Ms};

use crate::lexicon;
use crate::model::Window;
use crate::roles::Role;
use crate::store::{BOOST, Noted, REPLY};
pub(crate) use names::Names;

/// Deleted since it was read.
const GONE: u8 = 128;
/// Rows that may lie behind one that comes late; past that the hashtag is read anew.
const LATE_ROWS_MAX: usize = 1_024;
/// Nobody.
pub(crate) const NOBODY: u32 = u32::MAX;

/// Lists of numbers, one for each row, one after the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    ends: Vec<u32>,
    values: Vec<u32>,
}

impl Lists {
    fn push(&mut self, values: impl IntoIterator<Item = u32>) {
        self.values.extend(values);
        self.ends.push(u32::try_from(self.values.len()).unwrap_or(u32::MAX));
    }

    fn pop(&mut self) -> Vec<u32> {
        self.ends.pop();
        let end = self.ends.last().map_or(0, |end| *end as usize);
        self.values.split_off(end.min(self.values.len()))
    }

    /// The list of row `n`.
    pub(crate) fn of(&self, n: usize) -> &[u32] {
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.values[start..self.ends[n] as usize]
    }

    fn bytes(&self) -> usize {
        (self.ends.len() + self.values.len()) * 4
    }
}

/// The words of each post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) of_rows: Lists,
    pub(crate) names: Names,
}

/// The rows of one hashtag.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns {
    pub(crate) posts: Vec<Id>,
    pub(crate) authors: Vec<u32>,
    pub(crate) followers: Vec<u32>,
    pub(crate) roles: Vec<Role>,
    flags: Vec<u8>,
    pub(crate) languages: Vec<u16>,
    /// Whom a row answers, or whose post it boosts.
    pub(crate) to: Vec<u32>,
    pub(crate) boost_of: Vec<Id>,
    pub(crate) mentions: Lists,
    pub(crate) links: Lists,
    pub(crate) people: Vec<Id>,
    numbers: IdMap<u32>,
    /// For each of the people, their first row's post; 0 for those who were only named.
    firsts: Vec<Id>,
    firsts_stale: bool,
    pub(crate) addresses: Names,
    pub(crate) tongues: Names,
    /// Read when somebody first asks for words.
    pub(crate) words: Option<Words>,
}

/// The columns cannot take a row at its place: they are to be read anew.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooLate;

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.posts.len()
    }

    /// The rows of a window.
    pub(crate) fn range(&self, window: Window) -> std::ops::Range<usize> {
        let (from, until) = window.ids();
        let start = self.posts.partition_point(|post| *post < from);
        start..self.posts.partition_point(|post| *post < until).max(start)
    }

    /// When the first post was made.
    pub(crate) fn first_ms(&self) -> Option<Ms> {
        self.posts.first().map(|post| post.ms())
    }

    pub(crate) fn is_boost(&self, n: usize) -> bool {
        self.flags[n] & BOOST != 0
    }

    pub(crate) fn is_reply(&self, n: usize) -> bool {
        self.flags[n] & REPLY != 0
    }

    pub(crate) fn is_gone(&self, n: usize) -> bool {
        self.flags[n] & GONE != 0
    }

    /// The number of somebody who is in the columns.
    pub(crate) fn number(&self, account: Id) -> Option<u32> {
        self.numbers.get(&account).copied()
    }

    fn numbered(&mut self, account: Id) -> u32 {
        let next = u32::try_from(self.people.len()).unwrap_or(NOBODY);
        let number = *self.numbers.entry(account).or_insert(next);
        if number == next {
            self.people.push(account);
            self.firsts.push(Id(0));
        }
        number
    }

    /// The number of a language, which is most often that of the row before.
    fn tongue(&mut self, language: &str) -> u16 {
        let before = self.languages.last().copied();
        match before.filter(|before| self.tongues.text(u32::from(*before)) == language) {
            Some(before) => before,
            None => u16::try_from(self.tongues.number(language)).unwrap_or_default(),
        }
    }

    /// Adds a row behind all others. `text` is the post's own, where words are kept.
    pub(crate) fn push(&mut self, noted: Noted, text: Option<&str>) {
        let author = self.numbered(noted.author);
        if let Some(first) = self.firsts.get_mut(author as usize).filter(|first| first.0 == 0) {
            *first = noted.post;
        }
        let to = noted.to.map_or(NOBODY, |to| self.numbered(to));
        let mentions: Vec<u32> = noted.mentions.iter().map(|id| self.numbered(*id)).collect();
        let links: Vec<u32> = noted.links.iter().map(|link| self.addresses.number(link)).collect();
        let tongue = self.tongue(noted.language.as_deref().unwrap_or_default());
        self.posts.push(noted.post);
        self.authors.push(author);
        self.followers.push(u32::try_from(noted.followers).unwrap_or(u32::MAX));
        self.roles.push(noted.role);
        self.flags.push(noted.flags & !GONE);
        self.languages.push(tongue);
        self.to.push(to);
        self.boost_of.push(noted.boost_of.unwrap_or_default());
        self.mentions.push(mentions);
        self.links.push(links);
        if let Some(words) = &mut self.words {
            words.push(text.unwrap_or_default());
        }
    }

    /// Takes the last row off, to put it back later.
    fn pop(&mut self) -> Option<Popped> {
        let row = Popped {
            post: self.posts.pop()?,
            author: self.authors.pop()?,
            followers: self.followers.pop()?,
            role: self.roles.pop()?,
            flags: self.flags.pop()?,
            language: self.languages.pop()?,
            to: self.to.pop()?,
            boost_of: self.boost_of.pop()?,
            mentions: self.mentions.pop(),
            links: self.links.pop(),
            words: self.words.as_mut().map(|words| words.of_rows.pop()),
        };
        Some(row)
    }

    fn put_back(&mut self, row: Popped) {
        self.posts.push(row.post);
        self.authors.push(row.author);
        self.followers.push(row.followers);
        self.roles.push(row.role);
        self.flags.push(row.flags);
        self.languages.push(row.language);
        self.to.push(row.to);
        self.boost_of.push(row.boost_of);
        self.mentions.push(row.mentions);
        self.links.push(row.links);
        if let (Some(words), Some(own)) = (&mut self.words, row.words) {
            words.of_rows.push(own);
        }
    }

    /// Adds a row at its place. One that is there already changes nothing.
    pub(crate) fn insert(&mut self, noted: Noted, text: Option<&str>) -> Result<(), TooLate> {
        let place = self.posts.partition_point(|post| *post < noted.post);
        if self.posts.get(place) == Some(&noted.post) {
            return Ok(());
        }
        let behind = self.len() - place;
        if behind > LATE_ROWS_MAX {
            return Err(TooLate);
        }
        let rows: Vec<Popped> = (0..behind).filter_map(|_| self.pop()).collect();
        self.push(noted, text);
        rows.into_iter().rev().for_each(|row| self.put_back(row));
        self.firsts_stale |= behind > 0;
        Ok(())
    }

    /// A post is deleted, and with it what boosts it.
    pub(crate) fn remove(&mut self, post: Id) {
        if let Ok(place) = self.posts.binary_search(&post) {
            self.flags[place] |= GONE;
        }
        for (flags, of) in self.flags.iter_mut().zip(&self.boost_of) {
            if *of == post {
                *flags |= GONE;
            }
        }
        self.firsts_stale = true;
    }

    /// For each of the people the post with which they began.
    pub(crate) fn firsts(&self) -> &[Id] {
        &self.firsts
    }

    /// Whether [`Columns::settle`] has something to do.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.firsts_stale
    }

    /// Finds out anew with which post everybody began, after some are gone or came late.
    pub(crate) fn settle(&mut self) {
        self.firsts.iter_mut().for_each(|first| *first = Id(0));
        for n in 0..self.posts.len() {
            let author = self.authors[n] as usize;
            if !self.is_gone(n) && self.firsts[author].0 == 0 {
                self.firsts[author] = self.posts[n];
            }
        }
        self.firsts_stale = false;
    }

    /// Bytes in memory, roughly.
    pub(crate) fn bytes(&self) -> usize {
        let rows = self.posts.len() * (8 + 4 + 4 + 1 + 1 + 2 + 4 + 8);
        let people = self.people.len() * (8 + 8 + 24);
        let words = self.words.as_ref().map_or(0, |words| words.of_rows.bytes() + words.names.bytes());
        let names = self.addresses.bytes() + self.tongues.bytes();
        512 + rows + people + self.mentions.bytes() + self.links.bytes() + names + words
    }
}

impl Words {
    /// Adds the words of the next row.
    pub(crate) fn push(&mut self, text: &str) {
        let mut found = Vec::new();
        lexicon::words(text, |word| found.push(self.names.number(word)));
        self.of_rows.push(found);
    }
}

/// A row that was taken off.
struct Popped {
    post: Id,
    author: u32,
    followers: u32,
    role: Role,
    flags: u8,
    language: u16,
    to: u32,
    boost_of: Id,
    mentions: Vec<u32>,
    links: Vec<u32>,
    words: Option<Vec<u32>>,
}

#[cfg(test)]
mod tests;
