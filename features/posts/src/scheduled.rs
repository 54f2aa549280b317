//! Posts that wait for their time.
//!
//! A scheduled post is a draft in a row of its own, with its media reserved for it (they hang on its id as they later
//! hang on the post's). A job publishes it: the transaction that inserts the post deletes the row, so it happens once,
//! however often the job runs. What cannot be published when its time comes (what it answers is gone, say) stays among
//! the scheduled posts, where its author finds it, and nothing is lost.

pub(crate) mod api;
pub(crate) mod store;

use std::collections::HashMap;

use ::store::{Read, Write, args};
use base::{DAY_MS, Id, Kind, MINUTE_MS, Ms, Outcome, Page, Problem, day_of, iso_ms};
use bus::{Bus, JobResult};
use media::{Attachment, Media};
use serde_json::{Value, json};

use crate::Posts;
use crate::draft::Draft;
use crate::publish::remember;
use store::{self as sql, Waiting, waiting};

/// How far ahead a post is scheduled at least.
pub const SCHEDULE_AHEAD_MS_MIN: Ms = 5 * MINUTE_MS;
/// Scheduled posts of one person.
pub const SCHEDULED_MAX: i64 = 300;
/// Scheduled posts of one person for one day (UTC).
pub const SCHEDULED_PER_DAY_MAX: i64 = 25;

/// The job that publishes one.
const JOB: &str = "posts.scheduled";

/// A post that waits for its time.
pub struct Scheduled {
    waiting: Waiting,
    media: Vec<Attachment>,
}

impl Posts {
    /// Has a post published at `at_ms`. With a known idempotency key it gives the one that was scheduled with it.
    ///
    /// # Errors
    /// 422 for a time too near, for too many scheduled posts, and for what could not be published now.
    pub async fn schedule(&self, author: Id, draft: Draft, at_ms: Ms, app_id: Option<Id>) -> Outcome<Id> {
        check_time(at_ms, self.now_ms())?;
        let mut draft = self.checked(author, draft).await?;
        let key = draft.idempotency_key.take();
        let (me, id) = (self.clone(), self.0.ids.beside(author));
        let waiting = Waiting { id, account: author, at_ms, draft, app_id };
        self.0.db.write(move |w| me.insert_scheduled(w, &waiting, key.as_deref())).await
    }

    fn insert_scheduled(&self, w: &mut Write<'_>, new: &Waiting, key: Option<&str>) -> Outcome<Id> {
        let (id, author, at_ms) = (new.id, new.account, new.at_ms);
        if let Some(key) = key
            && let Some(known) = remember(w, author, key, id, self.now_ms())?
        {
            return Ok(known);
        }
        if let Some(kept) = new.draft.replaces {
            self.take_over(w, author, kept)?;
        }
        check_count(w, author, at_ms)?;
        let draft = serde_json::to_string(&new.draft).map_err(Problem::internal)?;
        w.run(&sql::SCHEDULE, args![id, id.bk(), author, at_ms, &draft, new.app_id])?;
        if !new.draft.media.is_empty() {
            self.0.media.attach(w, author, id, &new.draft.media)?;
        }
        self.0.bus.enqueue(w, JOB, &id, at_ms)?;
        Ok(id)
    }

    /// What `author` has scheduled, the latest first.
    pub async fn scheduled_page(&self, author: Id, page: Page) -> Outcome<Vec<Scheduled>> {
        let statement = if page.forward() { &sql::SCHEDULED_UP } else { &sql::SCHEDULED_PAGE };
        let read = move |r: &Read<'_>| {
            let asked = args![author.bk(), author, page.below(), page.above(), page.limit];
            let mut rows = r.rows(statement, asked, waiting)?;
            rows.sort_by_key(|row| std::cmp::Reverse(row.id));
            with_media(r, rows)
        };
        self.0.db.read(read).await
    }

    /// One of them, or 404.
    pub async fn scheduled(&self, author: Id, id: Id) -> Outcome<Scheduled> {
        let read = move |r: &Read<'_>| {
            let mut rows = r.rows(&sql::SCHEDULED, args![id.bk(), id], waiting)?;
            rows.retain(|row| row.account == author);
            with_media(r, rows)
        };
        self.0.db.read(read).await?.pop().ok_or_else(Problem::not_found)
    }

    /// Gives it another time.
    pub async fn reschedule(&self, author: Id, id: Id, at_ms: Ms) -> Outcome<()> {
        check_time(at_ms, self.now_ms())?;
        let bus = self.0.bus.clone();
        let write = move |w: &mut Write<'_>| {
            w.run_one(&sql::RESCHEDULE, args![author.bk(), author, id, at_ms])?;
            // The job of the former time finds that it is too early, or nothing.
            bus.enqueue(w, JOB, &id, at_ms).map(drop)
        };
        self.0.db.write(write).await
    }

    /// Cancels it.
    pub async fn unschedule(&self, author: Id, id: Id) -> Outcome<()> {
        let media = self.0.media.clone();
        let write = move |w: &mut Write<'_>| {
            w.run_one(&sql::UNSCHEDULE, args![author.bk(), author, id])?;
            media.detach(w, id).map(drop)
        };
        self.0.db.write(write).await
    }

    /// Publishes it now.
    ///
    /// # Errors
    /// 404 for what is not there, and whatever publishing it is refused for.
    pub async fn publish_now(&self, author: Id, id: Id) -> Outcome<Id> {
        let draft = self.scheduled(author, id).await?.waiting.draft;
        self.publish(author, Draft { replaces: Some(id), ..draft }).await
    }

    /// Takes a scheduled post that is published with this transaction. Its media are free for the post then.
    pub(crate) fn claim_scheduled(&self, w: &mut Write<'_>, author: Id, id: Id) -> Outcome<()> {
        w.run_one(&sql::CLAIM_SCHEDULED, args![author.bk(), author, id, self.now_ms()])?;
        self.0.media.detach(w, id).map(drop)
    }

    async fn due(&self, id: Id) -> Outcome<Option<Waiting>> {
        let now = self.now_ms();
        let row = self.0.db.read(move |r| r.row(&sql::SCHEDULED, args![id.bk(), id], waiting)).await?;
        Ok(row.filter(|row| row.at_ms <= now))
    }

    async fn publish_scheduled(&self, id: Id) -> JobResult {
        let Some(due) = self.due(id).await? else { return Ok(()) };
        let author = self.0.accounts.account(due.account).await?;
        if author.is_none_or(|author| author.suspended_ms.is_some()) {
            return Ok(());
        }
        let draft = Draft { scheduled: Some(id), ..due.draft };
        match self.publish(due.account, draft).await {
            Ok(_) => Ok(()),
            Err(problem) if is_final(problem.kind()) => {
                tracing::info!(%id, ?problem, "a scheduled post could not be published");
                Ok(())
            }
            Err(problem) => Err(problem),
        }
    }
}

/// Whether trying again later would not help.
fn is_final(kind: Kind) -> bool {
    !matches!(kind, Kind::Internal | Kind::Unavailable | Kind::TooMany)
}

fn check_time(at_ms: Ms, now: Ms) -> Outcome<()> {
    if at_ms < now + SCHEDULE_AHEAD_MS_MIN {
        return Err(Problem::invalid("Scheduled at The scheduled date must be in the future"));
    }
    Ok(())
}

fn check_count(w: &Write<'_>, author: Id, at_ms: Ms) -> Outcome<()> {
    let count = |from: Ms, to: Ms| {
        let asked = args![author.bk(), author, from, to];
        Ok(w.row(&sql::SCHEDULED_COUNT, asked, |row| row.get::<i64>(0))?.unwrap_or(0))
    };
    let refuse = |max: i64, when: &str| {
        Err(Problem::invalid(format!("You have exceeded the limit of {max} scheduled posts{when}")))
    };
    if count(0, Ms::MAX)? >= SCHEDULED_MAX {
        return refuse(SCHEDULED_MAX, "");
    }
    let day = day_of(at_ms);
    if count(day, day.saturating_add(DAY_MS))? >= SCHEDULED_PER_DAY_MAX {
        return refuse(SCHEDULED_PER_DAY_MAX, " for today");
    }
    Ok(())
}

fn with_media(r: &Read<'_>, rows: Vec<Waiting>) -> Outcome<Vec<Scheduled>> {
    let owners: Vec<Id> = rows.iter().filter(|row| !row.draft.media.is_empty()).map(|row| row.id).collect();
    let mut media = if owners.is_empty() { HashMap::new() } else { Media::of_posts(r, &owners)? };
    let whole = |waiting: Waiting| {
        let media = media.remove(&waiting.id).unwrap_or_default();
        Scheduled { waiting, media }
    };
    Ok(rows.into_iter().map(whole).collect())
}

impl Scheduled {
    /// Its id: not that of the post that it becomes.
    pub fn id(&self) -> Id {
        self.waiting.id
    }

    /// When it is published.
    pub fn at_ms(&self) -> Ms {
        self.waiting.at_ms
    }

    /// What is published.
    pub fn draft(&self) -> &Draft {
        &self.waiting.draft
    }

    /// What is attached.
    pub fn media(&self) -> &[Attachment] {
        &self.media
    }

    /// Mastodon's `ScheduledStatus`.
    pub(crate) fn entity(&self, posts: &Posts) -> Value {
        json!({
            "id": self.waiting.id,
            "scheduled_at": iso_ms(self.waiting.at_ms),
            "params": params(&self.waiting),
            "media_attachments": posts.media_entities(&self.media),
        })
    }
}

fn params(waiting: &Waiting) -> Value {
    let draft = &waiting.draft;
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "text": draft.text,
        "poll": draft.poll.as_ref().map(crate::PollDraft::params),
        "media_ids": (!draft.media.is_empty()).then_some(&draft.media),
        "sensitive": draft.sensitive,
        "spoiler_text": filled(&draft.spoiler),
        "visibility": draft.visibility.map(crate::Visibility::name),
        "language": draft.language,
        "in_reply_to_id": draft.reply_to,
        "quoted_status_id": draft.quote,
        "quote_approval_policy": draft.quote_policy.map(crate::QuotePolicy::name),
        // As small as Mastodon's own: strict clients read 32 bits, and none does anything with it.
        "application_id": waiting.app_id.unwrap_or_default().folded(),
        "allowed_mentions": null,
        "scheduled_at": null,
        "idempotency": null,
        "with_rate_limit": false,
    })
}

/// Takes on the job.
pub(crate) fn work(posts: &Posts, bus: &Bus) {
    let me = posts.clone();
    bus.work(JOB, move |id: Id| {
        let me = me.clone();
        async move { me.publish_scheduled(id).await }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_ahead() {
        let why = check_time(999 + SCHEDULE_AHEAD_MS_MIN, 1_000).unwrap_err();
        assert_eq!(why.text(), "Validation failed: Scheduled at The scheduled date must be in the future");
        assert!(check_time(1_000 + SCHEDULE_AHEAD_MS_MIN, 1_000).is_ok());
        assert!(check_time(i64::MIN, 1_000).is_err());
    }

    #[test]
    fn only_our_own_trouble_is_tried_again() {
        assert!(is_final(Kind::NotFound) && is_final(Kind::Invalid) && is_final(Kind::Forbidden));
        assert!(!is_final(Kind::Internal) && !is_final(Kind::Unavailable));
    }

    #[test]
    fn stored_drafts_of_older_versions_still_read() {
        let draft: Draft = serde_json::from_str(r#"{"text":"x","colour":"red"}"#).unwrap();
        assert_eq!((draft.text.as_str(), draft.visibility), ("x", None));
        let whole = Draft {
            visibility: Some(crate::Visibility::Followers),
            reply_to: Some(Id(7)),
            media: vec![Id(8)],
            ..draft
        };
        let json = serde_json::to_string(&whole).unwrap();
        let read: Draft = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (read.visibility, read.reply_to, read.media),
            (whole.visibility, whole.reply_to, whole.media)
        );
    }
}
