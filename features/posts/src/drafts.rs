//! Drafts: what somebody began to write and keeps for later, seen by nobody else.
//!
//! A draft is a row of its own, with its files reserved for it as those of a scheduled post are. Saving it again makes
//! a new row in place of the old one; publishing or scheduling it removes it in the same transaction.

pub(crate) mod store;

use ::store::{Read, Write, args};
use base::{Id, Kind, Outcome, Page, Problem};
use media::{Attachment, Media};

use crate::Posts;
use crate::draft::Draft;
use crate::publish::remember;
use crate::scheduled::store as waiting;
use store::{self as sql, kept};

/// Drafts of one person.
pub const DRAFTS_MAX: i64 = 100;
/// Bytes of a draft as it is stored: several times what a thread may have.
pub const DRAFT_BYTES_MAX: usize = 256 << 10;

/// A draft.
#[derive(Debug)]
pub struct Kept {
    /// Its id, which tells when it was saved.
    pub id: Id,
    /// What was written.
    pub draft: Draft,
    /// What is attached.
    pub media: Vec<Attachment>,
}

impl Posts {
    /// Keeps what was written so far, in place of what it `replaces`. With a known idempotency key it gives the draft
    /// that was kept with it.
    ///
    /// # Errors
    /// 422 for nothing, too much, or too many drafts; 404 if what it replaces is gone.
    pub async fn keep_draft(&self, author: Id, mut draft: Draft) -> Outcome<Id> {
        let nothing = draft.media.is_empty() && draft.then.iter().all(|text| text::is_blank(text));
        if nothing && text::is_blank(&draft.text) && draft.poll.is_none() {
            return Err(Problem::invalid("Text can't be blank"));
        }
        let key = draft.idempotency_key.take();
        let stored = serde_json::to_string(&draft).map_err(Problem::internal)?;
        if stored.len() > DRAFT_BYTES_MAX {
            return Err(Problem::invalid("Draft is too long"));
        }
        let (me, id) = (self.clone(), self.0.ids.beside(author));
        let write = move |w: &mut Write<'_>| {
            if let Some(key) = &key
                && let Some(known) = remember(w, author, key, id, me.now_ms())?
            {
                return Ok(known);
            }
            if let Some(old) = draft.replaces {
                me.take_over(w, author, old)?;
            }
            let count = w.row(&sql::COUNT, args![author.bk(), author], |row| row.get::<i64>(0))?;
            if count.unwrap_or(0) >= DRAFTS_MAX {
                return Err(Problem::invalid(format!("You can keep {DRAFTS_MAX} drafts")));
            }
            w.run(&sql::KEEP, args![id, id.bk(), author, stored.as_str()])?;
            if !draft.media.is_empty() {
                me.0.media.attach(w, author, id, &draft.media)?;
            }
            Ok(id)
        };
        self.0.db.write(write).await
    }

    /// Drafts of `author`, the newest first.
    pub async fn drafts_page(&self, author: Id, page: Page) -> Outcome<Vec<Kept>> {
        let statement = if page.forward() { &sql::UP } else { &sql::PAGE };
        let read = move |r: &Read<'_>| {
            let asked = args![author.bk(), author, page.below(), page.above(), page.limit];
            let mut rows = r.rows(statement, asked, kept)?;
            rows.sort_by_key(|row| std::cmp::Reverse(row.0));
            with_media(r, rows)
        };
        self.0.db.read(read).await
    }

    /// One of them, or 404.
    pub async fn draft(&self, author: Id, id: Id) -> Outcome<Kept> {
        let read = move |r: &Read<'_>| {
            let rows = r.rows(&sql::ONE, args![author.bk(), author, id], kept)?;
            with_media(r, rows)
        };
        self.0.db.read(read).await?.pop().ok_or_else(Problem::not_found)
    }

    /// Deletes one.
    pub async fn forget_draft(&self, author: Id, id: Id) -> Outcome<()> {
        let media = self.0.media.clone();
        let write = move |w: &mut Write<'_>| {
            w.run_one(&sql::FORGET, args![author.bk(), author, id])?;
            media.detach(w, id).map(drop)
        };
        self.0.db.write(write).await
    }

    /// Removes a draft or a scheduled post in whose place another comes with this transaction. Its files are free then.
    pub(crate) fn take_over(&self, w: &mut Write<'_>, author: Id, id: Id) -> Outcome<()> {
        let asked = args![author.bk(), author, id];
        if w.run(&sql::FORGET, asked)? + w.run(&waiting::UNSCHEDULE, asked)? == 0 {
            return Err(Problem::new(Kind::NotFound, "The draft is not there any more"));
        }
        self.0.media.detach(w, id).map(drop)
    }

    /// Removes all that `author` keeps or has scheduled, some at a time, for an account that goes.
    ///
    /// # Errors
    /// When the database fails; what was removed until then stays removed.
    pub async fn forget_unpublished(&self, author: Id) -> Outcome<()> {
        loop {
            let page = Page::newest(CHUNK_MAX);
            let drafts = self.drafts_page(author, page).await?;
            let scheduled = self.scheduled_page(author, page).await?;
            if drafts.is_empty() && scheduled.is_empty() {
                return Ok(());
            }
            let ids: Vec<Id> = drafts
                .iter()
                .map(|draft| draft.id)
                .chain(scheduled.iter().map(crate::Scheduled::id))
                .collect();
            let me = self.clone();
            let write = move |w: &mut Write<'_>| {
                for &id in &ids {
                    let asked = args![author.bk(), author, id];
                    w.run(&sql::FORGET, asked)?;
                    w.run(&waiting::UNSCHEDULE, asked)?;
                    me.0.media.detach(w, id)?;
                }
                Ok(())
            };
            self.0.db.write(write).await?;
        }
    }
}

/// Drafts that one transaction removes.
const CHUNK_MAX: usize = 40;

fn with_media(r: &Read<'_>, rows: Vec<(Id, Draft)>) -> Outcome<Vec<Kept>> {
    let owners: Vec<Id> = rows.iter().map(|(id, _)| *id).collect();
    let mut media = Media::of_posts(r, &owners)?;
    let whole = |(id, draft)| Kept { id, draft, media: media.remove(&id).unwrap_or_default() };
    Ok(rows.into_iter().map(whole).collect())
}
