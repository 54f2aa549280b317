//! From an upload to what may be attached: pictures here, the rest in `clips.rs`.

use std::sync::atomic::Ordering;

use base::{Id, Ms, Outcome, Problem};
use bus::JobResult;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use store::args;

use crate::clips::Patience;
use crate::mill::Turn;
use crate::model::{Focus, Item, State, cleaned, refusal};
use crate::names::Folder;
use crate::process::{self, Processed};
use crate::{Media, SWEEP_EVERY_MS, store as sql, sweep};

/// The job that processes a large upload.
pub(crate) const PROCESS: &str = "media.process";

/// The kind of what is a picture.
pub(crate) const IMAGE: &str = "image";

/// An upload that was understood.
pub(crate) struct Upload {
    pub(crate) account: Id,
    pub(crate) bytes: Bytes,
    /// Cleaned.
    pub(crate) description: Option<String>,
    pub(crate) focus: Option<Focus>,
    /// A picture to be seen before a video is played.
    pub(crate) thumbnail: Option<Bytes>,
}

/// Whether the answer may come before a large picture is processed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Answer {
    WhenReady(Patience),
    Early,
}

/// What the job is told. The folder is in it because the row may be gone when blobs are not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Raw {
    pub(crate) id: Id,
    pub(crate) folder: Folder,
}

/// What came of processing.
pub(crate) enum Developed {
    Ready,
    Refused(Problem),
    /// It was removed meanwhile.
    Gone,
}

impl Media {
    /// Takes a picture in without a client: imports. Waits until it is processed, off the async threads. It must be
    /// attached to a post within [`crate::LOOSE_MS_MAX`].
    ///
    /// # Errors
    /// 422 when it is no picture that is accepted, or its description is too long.
    pub async fn import(
        &self,
        account: Id,
        bytes: impl Into<Bytes>,
        description: Option<String>,
        created_ms: Ms,
    ) -> Outcome<Id> {
        let description = description.as_deref().map(cleaned).transpose()?;
        let upload = Upload { account, bytes: bytes.into(), description, focus: None, thumbnail: None };
        self.probe(upload.bytes.clone()).await?;
        let raw = self.insert(&upload, IMAGE, created_ms).await?;
        self.develop_or_remove(&raw, upload.bytes, Turn::Patient).await?;
        Ok(raw.id)
    }

    /// Takes an upload in: what can be told to be wrong is refused here.
    pub(crate) async fn upload(&self, upload: Upload, answer: Answer) -> Outcome<Item> {
        if process::sniff(&upload.bytes).is_none() {
            return self.upload_clip(upload, answer).await;
        }
        let pixels = self.probe(upload.bytes.clone()).await?;
        let raw = self.insert(&upload, IMAGE, self.0.clock.now_ms()).await?;
        if matches!(answer, Answer::Early) && pixels >= self.0.tuning.async_pixels_min {
            let postponed = self.postpone(PROCESS, &raw, upload.bytes).await;
            self.or_remove(&raw, postponed).await?;
        } else {
            self.develop_or_remove(&raw, upload.bytes, Turn::Hurried).await?;
        }
        self.item(raw.id).await?.ok_or_else(Problem::not_found)
    }

    /// A row as it stands.
    pub(crate) async fn item(&self, id: Id) -> Outcome<Option<Item>> {
        self.0.db.read(move |r| sql::by_id(r, id)).await
    }

    /// Reads the header; gives pixels times frames, which is what the work costs.
    async fn probe(&self, bytes: Bytes) -> Outcome<u64> {
        let limits = self.0.tuning.limits.clone();
        let probe = tokio::task::spawn_blocking(move || process::probe(&bytes, &limits)).await;
        let probe = probe.map_err(Problem::internal)?.map_err(|error| refusal("File", &error))?;
        Ok(u64::from(probe.width) * u64::from(probe.height) * probe.frames as u64)
    }

    pub(crate) async fn insert(&self, upload: &Upload, kind: &'static str, created_ms: Ms) -> Outcome<Raw> {
        let (account, bytes) = (upload.account, upload.bytes.len());
        let (description, focus) = (upload.description.clone(), upload.focus);
        let raw = Raw { id: self.0.ids.beside(account), folder: Folder::random() };
        let (new, me, now) = (raw.clone(), self.clone(), self.0.clock.now_ms());
        let due = now - self.0.sweep_ms.load(Ordering::Relaxed) >= SWEEP_EVERY_MS;
        self.0
            .db
            .write(move |w| {
                if kind != IMAGE {
                    me.has_room(w, account)?;
                }
                w.run(
                    &sql::INSERT,
                    args![
                        new.id,
                        new.id.bk(),
                        account,
                        new.folder.as_str(),
                        description.as_deref().filter(|text| !text.is_empty()),
                        focus.map(|f| f.x),
                        focus.map(|f| f.y),
                        bytes,
                        created_ms,
                        now,
                        kind
                    ],
                )?;
                if due { sweep::enqueue(&me.0.bus, w, now) } else { Ok(()) }
            })
            .await?;
        if due {
            self.0.sweep_ms.store(now, Ordering::Relaxed);
        }
        Ok(raw)
    }

    pub(crate) async fn postpone(&self, job: &'static str, raw: &Raw, bytes: Bytes) -> Outcome<()> {
        self.0.blobs.put(&raw.folder.raw(), bytes).await?;
        let (bus, raw, now) = (self.0.bus.clone(), raw.clone(), self.0.clock.now_ms());
        self.0.db.write(move |w| bus.enqueue(w, job, &raw, now).map(drop)).await
    }

    async fn develop_or_remove(&self, raw: &Raw, bytes: Bytes, turn: Turn) -> Outcome<()> {
        let developed = match self.develop(raw, bytes, turn).await {
            Ok(Developed::Ready) => Ok(()),
            Ok(Developed::Refused(problem)) => Err(problem),
            Ok(Developed::Gone) => Err(Problem::not_found()),
            Err(problem) => Err(problem),
        };
        self.or_remove(raw, developed).await
    }

    /// What does not succeed leaves nothing behind.
    pub(crate) async fn or_remove(&self, raw: &Raw, done: Outcome<()>) -> Outcome<()> {
        if done.is_err()
            && let Err(problem) = self.remove(raw.id, &raw.folder).await
        {
            tracing::warn!(?problem, "a refused upload stays until the sweep");
        }
        done
    }

    async fn develop(&self, raw: &Raw, bytes: Bytes, turn: Turn) -> Outcome<Developed> {
        let limits = self.0.tuning.limits.clone();
        let made = self.0.mill.run(turn, move || process::attachment(&bytes, &limits)).await?;
        match made {
            Ok(made) => self.keep(raw, made).await,
            Err(error) => Ok(Developed::Refused(refusal("File", &error))),
        }
    }

    async fn keep(&self, raw: &Raw, made: Processed) -> Outcome<Developed> {
        let (id, folder) = (raw.id, &raw.folder);
        let (original, small) = (folder.original(made.original.format), folder.small(made.small.format));
        let (size, mime) = (made.original.bytes.len() + made.small.bytes.len(), made.original.format.mime());
        let (wide, tiny) =
            ((made.original.width, made.original.height), (made.small.width, made.small.height));
        let blurhash = made.blurhash;
        self.0.blobs.put(&original, made.original.bytes).await?;
        self.0.blobs.put(&small, made.small.bytes).await?;
        let kept = self
            .0
            .db
            .write(move |w| {
                let (names, hash) = ((original.as_str(), small.as_str()), blurhash.as_str());
                let known =
                    args![id.bk(), id, names.0, names.1, mime, hash, wide.0, wide.1, tiny.0, tiny.1, size];
                Ok(w.run(&sql::READY, known)? > 0)
            })
            .await?;
        if !kept {
            self.erase(folder).await?;
            return Ok(Developed::Gone);
        }
        Ok(Developed::Ready)
    }

    /// The job, of pictures and of clips. It may run again after a crash at any point, and ends with the upload deleted.
    pub(crate) async fn process_raw(&self, raw: Raw) -> JobResult {
        let Some(item) = self.item(raw.id).await? else { return self.erase(&raw.folder).await };
        if item.state == State::Processing {
            self.develop_raw(&raw, &item.attachment.kind).await?;
        }
        self.0.blobs.delete(&raw.folder.raw()).await
    }

    async fn develop_raw(&self, raw: &Raw, kind: &str) -> Outcome<()> {
        let Some(bytes) = self.0.blobs.get(&raw.folder.raw()).await? else {
            return self.fail(raw.id, "File was lost; please upload it again".to_owned()).await;
        };
        let developed = match kind {
            IMAGE => self.develop(raw, bytes, Turn::Patient).await?,
            _ => self.develop_clip(raw, bytes).await?,
        };
        match developed {
            Developed::Ready | Developed::Gone => Ok(()),
            Developed::Refused(problem) => self.fail(raw.id, problem.text().to_owned()).await,
        }
    }

    async fn fail(&self, id: Id, error: String) -> Outcome<()> {
        self.0.db.write(move |w| w.run(&sql::FAILED, args![id.bk(), id, &error]).map(drop)).await
    }
}
