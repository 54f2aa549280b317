//! Posts of the past, brought from elsewhere with their own dates.

use std::collections::HashSet;

use base::{Id, Ms, Outcome};
use store::{Write, args};

use crate::events::PostsImported;
use crate::model::Visibility;
use crate::publish::insert_words;
use crate::{Posts, store as sql};

/// A post from elsewhere. Its text is kept as it is, however long.
#[derive(Debug, Clone, Default)]
pub struct ImportedPost {
    /// What it was there, e.g. `twitter:585978391360221184`; the same source is imported once.
    pub source: String,
    /// When it was made.
    pub at_ms: Ms,
    /// Plain text.
    pub text: String,
    /// Language code.
    pub language: Option<String>,
    /// Hide media at first.
    pub sensitive: bool,
    /// The source of what it answers, if that is imported too.
    pub reply_to: Option<String>,
    /// Media stored before.
    pub media: Vec<Id>,
    /// How many followers its author had then, where that is known.
    pub followers: Option<u64>,
}

/// What became of a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imports {
    /// For each post of the batch, in order: whether it is new. The others were there already.
    pub new: Vec<bool>,
}

/// Sequence numbers within one millisecond of an author.
const SEQUENCES: u8 = 16;

impl Posts {
    /// Stores a batch of public posts of `author`, in one transaction. Nobody is notified, nothing is streamed.
    /// Running it again changes nothing.
    pub async fn import(&self, author: Id, batch: Vec<ImportedPost>) -> Outcome<Imports> {
        let me = self.clone();
        self.0.db.write(move |w| me.import_all(w, author, &batch)).await
    }

    fn import_all(&self, w: &mut Write<'_>, author: Id, batch: &[ImportedPost]) -> Outcome<Imports> {
        let sources: Vec<String> = batch.iter().map(|post| post.source.clone()).collect();
        let known: Vec<String> = w.column(&sql::SOURCES, args![author.bk(), author, sources.as_slice()])?;
        let mut seen: HashSet<String> = known.into_iter().collect();
        let mut done = Imports::default();
        let mut newest = None;
        let mut stored = Vec::new();
        for post in batch {
            let new = seen.insert(post.source.clone());
            done.new.push(new);
            if new {
                stored.push((self.import_one(w, author, post)?, post.followers));
                newest = newest.max(Some(post.at_ms));
            }
        }
        let imported = done.new.iter().filter(|new| **new).count();
        if imported > 0 {
            let count = i64::try_from(imported).unwrap_or(i64::MAX);
            self.0.accounts.count_imported(w, author, count, newest)?;
            self.0.bus.emit(w, PostsImported { author, posts: stored })?;
        }
        Ok(done)
    }

    fn import_one(&self, w: &mut Write<'_>, author: Id, post: &ImportedPost) -> Outcome<Id> {
        let parent = match &post.reply_to {
            Some(source) => {
                w.row(&sql::SOURCE_OF, args![author.bk(), author, source], |row| row.get::<Id>(0))?
            }
            None => None,
        };
        let root = match parent {
            Some(parent) => {
                let found = w.row(&sql::BY_IDS, args![&vec![parent.bk()], &vec![parent.0]], sql::post)?;
                Some(found.map_or(parent, |parent| parent.root))
            }
            None => None,
        };
        let id = insert(w, author, post, parent.zip(root))?;
        if !post.media.is_empty() {
            self.0.media.attach(w, author, id, &post.media)?;
        }
        insert_words(w, author, id, Visibility::Public, &text::hashtags(&post.text), &[])?;
        if let Some((parent, root)) = parent.zip(root) {
            w.run(&sql::THREAD, args![root, id, root.bk(), parent])?;
            w.run(&sql::COUNT_REPLIES, args![parent, parent.bk(), 1_i64])?;
        }
        Ok(id)
    }
}

/// Inserts the row under the first free id of its millisecond.
fn insert(w: &Write<'_>, author: Id, post: &ImportedPost, thread: Option<(Id, Id)>) -> Outcome<Id> {
    let (parent, root) = thread.unzip();
    for step in 0_i64.. {
        let (later, sequence) = (step / i64::from(SEQUENCES), (step % i64::from(SEQUENCES)) as u8);
        let id = Id::new(post.at_ms + later, author.bucket(), sequence);
        let row = args![
            id,
            id.bk(),
            author,
            Visibility::Public.code(),
            &post.text,
            "",
            post.sensitive,
            post.language.as_deref(),
            parent,
            parent.map(|_| author),
            root.unwrap_or(id),
            None::<i64>,
            None::<i64>,
            None::<&str>,
            &post.source,
            !post.media.is_empty(),
            post.at_ms,
            None::<&str>
        ];
        if w.run(&sql::INSERT, row)? == 1 {
            return Ok(id);
        }
    }
    Err(base::Problem::internal("no free id"))
}
