//! Making an archive, and taking it away.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base::{Id, Kind, Ms, Outcome, Problem};
use bus::Bus;
use serde::{Deserialize, Serialize};
use store::{Write, args};

use super::model::State;
use super::{KEPT_MS, file, folder, pack, store as sql};
use crate::export::export_account;
use crate::{Archive, WORDS};

const MAKE: &str = "archive.takeout";
const CLEAR: &str = "archive.takeout_end";
/// How often it is written down how far it is.
const NOTED_MS: u64 = 1_000;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Task {
    account: Id,
    takeout: Id,
}

/// Says who makes archives and takes them away.
pub(crate) fn listen(archive: &Archive, bus: &Bus) {
    let me = archive.clone();
    bus.work_slowly(MAKE, move |task: Task| {
        let me = me.clone();
        async move { me.make(task).await }
    });
    let me = archive.clone();
    bus.work(CLEAR, move |task: Task| {
        let me = me.clone();
        async move { me.clear(task).await }
    });
}

pub(super) fn enqueue(archive: &Archive, w: &mut Write<'_>, account: Id, takeout: Id, at: Ms) -> Outcome<()> {
    archive.0.bus.enqueue(w, MAKE, &Task { account, takeout }, at).map(|_| ())
}

/// Has an archive taken away at its time.
pub(super) fn clear_later(
    archive: &Archive,
    w: &mut Write<'_>,
    account: Id,
    takeout: Id,
    at: Ms,
) -> Outcome<()> {
    archive.0.bus.enqueue(w, CLEAR, &Task { account, takeout }, at).map(|_| ())
}

/// Takes the archive of an account away, when its data are deleted.
pub(crate) fn erase(archive: &Archive, w: &mut Write<'_>, account: Id) -> Outcome<()> {
    let Some(takeout) = w.row(&sql::TAKEOUT, args![account.bk(), account], sql::takeout)? else {
        return Ok(());
    };
    w.run(&sql::DROP_TAKEOUT, args![account.bk(), account, takeout.id])?;
    clear_later(archive, w, account, takeout.id, archive.0.accounts.now_ms())
}

impl Archive {
    async fn make(&self, task: Task) -> Outcome<()> {
        match self.standing(&task).await? {
            Some(State::Running) => {}
            // Done by a turn that ended before it could say so.
            Some(_) => return Ok(()),
            None => return self.0.blobs.clear_aside(&folder(task.takeout)).await,
        }
        match self.written(&task).await {
            Ok((posts, bytes)) => self.end(&task, State::Ready, posts, bytes).await,
            // The account was suspended meanwhile, or is gone: that does not change by trying again.
            Err(problem) if matches!(problem.kind(), Kind::Forbidden | Kind::NotFound) => {
                self.end(&task, State::Failed, 0, 0).await
            }
            Err(problem) => Err(problem),
        }
    }

    /// Its state; `None` where it is gone, or another one took its place.
    async fn standing(&self, task: &Task) -> Outcome<Option<State>> {
        let now = self.takeout(task.account).await?;
        Ok(now.filter(|takeout| takeout.id == task.takeout).map(|takeout| takeout.state))
    }

    /// Writes and packs everything; gives the posts and the bytes of the file.
    async fn written(&self, task: &Task) -> Outcome<(usize, u64)> {
        let (me, account, seen) = (self.clone(), task.account, Arc::new(AtomicUsize::new(0)));
        let aside = self.0.blobs.aside(&folder(task.takeout))?;
        let place = self.0.blobs.aside(&file(task.takeout))?;
        let (files, told) = (aside.join("files"), seen.clone());
        // It waits for the disk after each file, so it has a thread of its own.
        let runtime = tokio::runtime::Handle::current();
        let mut work = tokio::task::spawn_blocking(move || {
            let progress = |posts| told.store(posts, Ordering::Relaxed);
            let report = runtime.block_on(export_account(&me.sources(), account, &files, progress))?;
            let bytes = pack::pack(&files, &place)?;
            drop(std::fs::remove_dir_all(&files));
            Ok::<_, Problem>((report.posts, bytes))
        });
        loop {
            tokio::select! {
                done = &mut work => return done.map_err(Problem::internal)?,
                () = tokio::time::sleep(Duration::from_millis(NOTED_MS)) => {}
            }
            if let Err(problem) = self.note(task, seen.load(Ordering::Relaxed)).await {
                tracing::warn!(?problem, "how far an archive is could not be written down");
            }
        }
    }

    async fn note(&self, task: &Task, posts: usize) -> Outcome<()> {
        let (account, id) = (task.account, task.takeout);
        self.0
            .db
            .write(move |w| w.run(&sql::NOTE_TAKEOUT, args![account.bk(), account, id, posts]))
            .await
            .map(drop)
    }

    /// Writes down that it is through, and tells the owner; what nobody wants any more is removed.
    async fn end(&self, task: &Task, state: State, posts: usize, bytes: u64) -> Outcome<()> {
        let (me, account, id) = (self.clone(), task.account, task.takeout);
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        self.0
            .db
            .write(move |w| {
                let now = me.0.accounts.now_ms();
                let row = args![account.bk(), account, id, state.name(), posts, bytes, now];
                if w.run(&sql::END_TAKEOUT, row)? == 0 || state != State::Ready {
                    return Ok(());
                }
                clear_later(&me, w, account, id, now + KEPT_MS)?;
                me.tell(w, account)
            })
            .await?;
        match self.standing(task).await? {
            Some(State::Ready) => Ok(()),
            _ => self.0.blobs.clear_aside(&folder(task.takeout)).await,
        }
    }

    fn tell(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        let site = self.0.posts.site();
        let name = self.0.accounts.site_name();
        let text = WORDS.say("takeout-mail").with("site", name).with("link", site.url("/settings/export"));
        let subject = WORDS.say("takeout-mail-subject").with("site", name);
        self.0.access.send_notice(w, account, &subject, &text.with("n", KEPT_MS / base::DAY_MS))
    }

    async fn clear(&self, task: Task) -> Outcome<()> {
        let (account, id) = (task.account, task.takeout);
        self.0.db.write(move |w| w.run(&sql::DROP_TAKEOUT, args![account.bk(), account, id])).await?;
        self.0.blobs.clear_aside(&folder(task.takeout)).await
    }
}
