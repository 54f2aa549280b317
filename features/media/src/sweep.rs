//! Removing what belongs to no post.

use std::time::Duration;

use base::{HOUR_MS, Id, MINUTE_MS, Ms, Outcome};
use bus::Bus;
use store::{Write, args};

use crate::names::Folder;
use crate::{LOOSE_MS_MAX, Media, SWEEP_EVERY_MS, store as sql};

/// The job that sweeps.
pub(crate) const SWEEP: &str = "media.sweep";
/// Rows looked at in one go.
const BATCH_MAX: usize = 200;
/// Folders of work that are older belong to no work.
const WORKSHOP_LIFE: Duration = Duration::from_secs(3_600);
/// How late the sweep comes after what it is enqueued for: everything that the same process takes in until it
/// enqueues the next one is old enough by then.
const SWEEP_AFTER_MS: Ms = LOOSE_MS_MAX + SWEEP_EVERY_MS + MINUTE_MS;
const _: () = assert!(SWEEP_EVERY_MS <= HOUR_MS, "media must not stay much longer than a day");

/// Has everything swept that is loose now, once it is old enough.
pub(crate) fn enqueue(bus: &Bus, w: &mut Write<'_>, now_ms: Ms) -> Outcome<()> {
    bus.enqueue(w, SWEEP, &(), now_ms + SWEEP_AFTER_MS).map(drop)
}

impl Media {
    /// Removes media that have belonged to no post for longer than [`LOOSE_MS_MAX`], with their blobs and raw
    /// uploads; gives how many. A job does it by itself, see [`enqueue`].
    pub async fn sweep(&self) -> Outcome<usize> {
        self.0.blobs.clear_workshops(WORKSHOP_LIFE).await?;
        let before = self.0.clock.now_ms() - LOOSE_MS_MAX;
        while self.sweep_stills(before).await? {}
        let mut removed = 0;
        loop {
            let rows: Vec<(Id, String)> = self
                .0
                .db
                .read(move |r| {
                    r.rows(&sql::LOOSE, args![before, BATCH_MAX], |row| Ok((row.get(0)?, row.get(1)?)))
                })
                .await?;
            let full = rows.len() == BATCH_MAX;
            for (id, folder) in rows {
                removed += usize::from(self.remove(id, &Folder::stored(folder)).await?);
            }
            if !full {
                return Ok(removed);
            }
        }
    }

    /// Removes at once what `account` uploaded of `ids`, unless it belongs to a post.
    pub async fn discard(&self, account: Id, ids: &[Id]) -> Outcome<()> {
        let ids = ids.to_vec();
        for item in self.0.db.read(move |r| sql::own(r, account, &ids)).await? {
            self.remove(item.attachment.id, &item.folder).await?;
        }
        Ok(())
    }

    /// Removes media unless they belong to a post; false when they do. In an order that a crash cannot spoil: the
    /// row is marked, the blobs go, the row goes.
    pub(crate) async fn remove(&self, id: Id, folder: &Folder) -> Outcome<bool> {
        let doomed = self.0.db.write(move |w| w.run(&sql::DOOM, args![id.bk(), id])).await?;
        if doomed == 0 {
            return Ok(false);
        }
        self.erase(folder).await?;
        self.0.db.write(move |w| w.run(&sql::FORGET, args![id.bk(), id])).await?;
        Ok(true)
    }

    /// Deletes every blob that attachments in `folder` may have.
    pub(crate) async fn erase(&self, folder: &Folder) -> Outcome<()> {
        self.0.blobs.delete_folder(&folder.attachment()).await?;
        self.0.blobs.delete(&folder.raw()).await
    }
}
