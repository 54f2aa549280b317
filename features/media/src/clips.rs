//! From an upload to a video or a sound that may be attached. It is never made while the client waits for the answer:
//! a job does it, which is there after a restart too.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use base::{Id, Kind, Ms, Outcome, Problem};
use bytes::Bytes;
use store::{Write, args};

use crate::clip::{self, ClipError, Container, Interruption, Made, Stop};
use crate::mill::Turn;
use crate::model::{Cover, Item, MediaEdit, State, clip_refusal, refusal};
use crate::names::Folder;
use crate::process;
use crate::uploads::{Answer, Developed, IMAGE, Raw, Upload};
use crate::{Media, store as sql, sweep};

/// The job that makes a video or a sound.
pub(crate) const CLIP: &str = "media.clip";
/// How long whoever cannot ask again is let wait for it.
const WAIT_MS_MAX: u64 = 20_000;
/// How often it is looked whether it is there.
const LOOK_MS: u64 = 100;
/// How often work on a video or a sound may end as if the file had ended it, before it is refused.
const TRIES_MAX: i64 = 3;
/// Stills that are swept in one go.
const STILLS_MAX: usize = 200;

/// How long a form is let wait, with all of its files.
#[derive(Debug, Clone, Copy)]
pub struct Patience(Instant);

impl Patience {
    /// From now on.
    #[must_use]
    pub fn new() -> Self {
        Self(Instant::now() + Duration::from_millis(WAIT_MS_MAX))
    }
}

impl Default for Patience {
    fn default() -> Self {
        Self::new()
    }
}

impl Media {
    /// How long the files of a form are waited for together. Refuses those of which no post could be made before any is
    /// waited for: a video or a sound stands alone. `others` are attached already.
    ///
    /// # Errors
    /// 422 in the words of [`Media::attach`].
    pub fn fit_together(files: &[Bytes], others: usize) -> Outcome<Patience> {
        let clip = |bytes: &Bytes| process::sniff(bytes).is_none() && clip::sniff(bytes).is_some();
        if files.len() + others > 1 && files.iter().any(clip) {
            Err(crate::attach::not_alone())
        } else {
            Ok(Patience::new())
        }
    }

    /// Takes a file in for a form: a picture is ready then, and so is a video that did not take long. One that does is
    /// attached already, and cannot be posted yet.
    ///
    /// # Errors
    /// 422 when it is nothing that is accepted; 503 when too many wait.
    pub async fn receive(&self, account: Id, bytes: Bytes, now_ms: Ms, patience: Patience) -> Outcome<Id> {
        if process::sniff(&bytes).is_some() {
            return self.import(account, bytes, None, now_ms).await;
        }
        let upload = Upload { account, bytes, description: None, focus: None, thumbnail: None };
        let item = self.upload_clip(upload, Answer::WhenReady(patience)).await?;
        let Item { attachment, state, error, folder, .. } = item;
        if state == State::Failed {
            self.remove(attachment.id, &folder).await?;
            return Err(Problem::new(Kind::Invalid, error.unwrap_or_default()));
        }
        Ok(attachment.id)
    }

    pub(crate) async fn upload_clip(&self, upload: Upload, answer: Answer) -> Outcome<Item> {
        let container = self.look(upload.bytes.clone()).await?;
        let kind = if container.is_sound() { "audio" } else { "video" };
        let raw = self.insert(&upload, kind, self.0.clock.now_ms()).await?;
        let taken = self.take_in(&raw, upload).await;
        self.or_remove(&raw, taken).await?;
        let item = match answer {
            Answer::Early => self.item(raw.id).await?,
            Answer::WhenReady(patience) => self.wait(raw.id, patience).await?,
        };
        item.ok_or_else(Problem::not_found)
    }

    /// Refuses what can be told to be wrong without converting it.
    async fn look(&self, bytes: Bytes) -> Outcome<Container> {
        let (limits, converts) = (self.0.tuning.clips.clone(), self.0.tuning.tool.is_some());
        let look = move || {
            let container = clip::sniff(&bytes).ok_or(ClipError::UnknownType)?;
            if !converts && !container.is_plain() {
                return Err(ClipError::NotConverted);
            }
            match clip::clean(&bytes, &limits) {
                Err(Stop::Refused(error)) => Err(error),
                Err(Stop::Unfit(_)) if !converts => Err(ClipError::NotConverted),
                _ => Ok(container),
            }
        };
        self.0.mill.run(Turn::Hurried, look).await?.map_err(|error| clip_refusal(&error))
    }

    /// Whether one more may wait, of this person and at all.
    pub(crate) fn has_room(&self, w: &Write<'_>, account: Id) -> Outcome<()> {
        let counts = w.row(&sql::PROCESSING, args![account], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (all, own): (u64, u64) = counts.unwrap_or_default();
        let tuning = &self.0.tuning;
        if all >= tuning.clips_max as u64 || own >= tuning.clips_each_max as u64 {
            return Err(Problem::unavailable("too many videos and sounds wait to be processed"));
        }
        Ok(())
    }

    async fn take_in(&self, raw: &Raw, upload: Upload) -> Outcome<()> {
        if let Some(bytes) = upload.thumbnail {
            let cover = self.cover(raw.id, &raw.folder, bytes).await?;
            let edit = MediaEdit { id: raw.id, cover: Some(cover), ..MediaEdit::default() };
            self.0.db.write(move |w| crate::attach::apply(w, &edit)).await?;
        }
        self.postpone(CLIP, raw, upload.bytes).await
    }

    async fn wait(&self, id: Id, Patience(deadline): Patience) -> Outcome<Option<Item>> {
        loop {
            let item = self.item(id).await?;
            let busy = item.as_ref().is_some_and(|item| item.state == State::Processing);
            if !busy || Instant::now() >= deadline {
                return Ok(item);
            }
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
    }

    /// Has the work on videos and sounds end, to be done anew by whoever serves next.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::Relaxed);
    }

    /// The job's work. Where nothing was found to be wrong with the file the job fails, and comes again later.
    pub(crate) async fn develop_clip(&self, raw: &Raw, bytes: Bytes) -> Outcome<Developed> {
        let source =
            std::path::absolute(self.0.blobs.place(&raw.folder.raw())?).map_err(Problem::internal)?;
        let (shop, me, id) = (self.0.blobs.workshop().await?, self.clone(), raw.id);
        let tries: Option<i64> =
            self.0.db.write(move |w| w.row(&sql::TRY, args![id.bk(), id], |row| row.get(0))).await?;
        let Some(tries) = tries else { return Ok(Developed::Gone) };
        let killed = ClipError::Interrupted(Interruption::Killed);
        if tries > TRIES_MAX {
            return Ok(Developed::Refused(clip_refusal(&killed)));
        }
        let work = move || {
            let tuning = &me.0.tuning;
            clip::make(&bytes, &source, shop.path(), tuning.tool.as_ref(), &tuning.clips, &me.0.stopping)
        };
        let made = tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?;
        if made.as_ref() != Err(&killed) {
            self.0.db.write(move |w| w.run(&sql::FORGIVE, args![id.bk(), id])).await?;
        }
        match made {
            Ok(made) => self.keep_clip(raw, made).await,
            Err(ClipError::Interrupted(why)) if why != Interruption::Killed || tries < TRIES_MAX => {
                Err(Problem::unavailable(format!("work on a video or a sound came to no end: {why:?}")))
            }
            Err(error) => Ok(Developed::Refused(clip_refusal(&error))),
        }
    }

    async fn keep_clip(&self, raw: &Raw, Made { clip, poster }: Made) -> Outcome<Developed> {
        let (id, folder, facts) = (raw.id, &raw.folder, clip.facts);
        let (original, size) = (folder.clip(clip.format), clip.bytes.len());
        let small = poster.as_ref().map(|poster| folder.small(poster.picture.format));
        self.0.blobs.put(&original, clip.bytes).await?;
        if let (Some(poster), Some(small)) = (&poster, &small) {
            self.0.blobs.put(small, poster.picture.bytes.clone()).await?;
        }
        let told = serde_json::to_string(&facts).map_err(Problem::internal)?;
        let kept = self.0.db.write(move |w| {
            let (kind, mime) = (facts.kind().name(), clip.format.mime());
            let hash = poster.as_ref().map(|poster| poster.blurhash.as_str());
            let still = poster.as_ref().map(|poster| (poster.picture.width, poster.picture.height));
            let (wide, tall) = (still.map(|still| still.0), still.map(|still| still.1));
            let known = args![
                id.bk(),
                id,
                kind,
                original.as_str(),
                mime,
                facts.width,
                facts.height,
                size,
                told.as_str(),
                small.as_deref(),
                hash,
                wide,
                tall
            ];
            Ok(w.run(&sql::READY_CLIP, known)? > 0)
        });
        if !kept.await? {
            self.erase(folder).await?;
            return Ok(Developed::Gone);
        }
        Ok(Developed::Ready)
    }
}

impl Media {
    /// Makes and stores a still of a picture that somebody sent for their video or sound. Until it is applied, its name
    /// is kept apart, so that the sweep finds what a crash leaves.
    async fn cover(&self, media: Id, folder: &Folder, bytes: Bytes) -> Outcome<Cover> {
        let limits = self.0.tuning.limits.clone();
        let made = self.0.mill.run(Turn::Hurried, move || process::thumbnail(&bytes, &limits)).await?;
        let made = made.map_err(|error| refusal("Thumbnail", &error))?;
        let name = folder.cover(made.picture.format);
        let (width, height, blurhash) = (made.picture.width, made.picture.height, made.blurhash);
        let (me, drawn, now) = (self.clone(), name.clone(), self.0.clock.now_ms());
        let noted = self.0.db.write(move |w| {
            w.run(&sql::DRAW, args![drawn.as_str(), media.bk(), now])?;
            sweep::enqueue(&me.0.bus, w, now)
        });
        noted.await?;
        self.0.blobs.put(&name, made.picture.bytes).await?;
        Ok(Cover { name, width, height, blurhash })
    }

    /// Makes the stills that edits bring along, has the edits written, and removes what is not shown any more then.
    ///
    /// # Errors
    /// 422 for what is no picture; whatever `write` says.
    pub async fn with_covers<T, Fut: Future<Output = Outcome<T>>>(
        &self,
        account: Id,
        mut edits: Vec<MediaEdit>,
        write: impl FnOnce(Vec<MediaEdit>) -> Fut,
    ) -> Outcome<T> {
        let (mut made, mut replaced) = (Vec::new(), Vec::new());
        for edit in edits.iter_mut() {
            let (id, Some(bytes)) = (edit.id, edit.thumbnail.take()) else { continue };
            let item = self.0.db.read(move |r| Ok(sql::own(r, account, &[id])?.pop())).await?;
            if let Some(item) =
                item.filter(|item| item.attachment.kind != IMAGE && item.state != State::Failed)
            {
                let cover = self.cover(id, &item.folder, bytes).await?;
                // What a post showed is in its history.
                let before = item.attachment.small.filter(|_| item.post.is_none());
                replaced.extend(before.map(|name| (id, name)));
                made.push((id, cover.name.clone()));
                edit.cover = Some(cover);
            }
        }
        let written = write(edits).await;
        let unseen = if written.is_err() { made } else { replaced };
        if let Err(problem) = self.drop_unseen(unseen).await {
            tracing::warn!(?problem, "a still that is not shown stays for now");
        }
        written
    }

    /// Removes those of these stills that are not their attachment's.
    async fn drop_unseen(&self, blobs: Vec<(Id, String)>) -> Outcome<()> {
        for (id, name) in blobs {
            let seen = self.item(id).await?.and_then(|item| item.attachment.small);
            if seen.as_ref() != Some(&name) {
                self.drop_still(id.bk(), name).await?;
            }
        }
        Ok(())
    }

    /// Removes a still, and what is noted of it.
    async fn drop_still(&self, bk: i64, name: String) -> Outcome<()> {
        self.0.blobs.delete(&name).await?;
        self.0.db.write(move |w| w.run(&sql::DRAWN, args![bk, name.as_str()]).map(drop)).await
    }

    /// Removes stills that were made before this and were never shown; gives whether there may be more.
    pub(crate) async fn sweep_stills(&self, before_ms: Ms) -> Outcome<bool> {
        let of = move |r: &store::Read<'_>| {
            r.rows(&sql::STRAY, args![before_ms, STILLS_MAX], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        let stray: Vec<(String, i64)> = self.0.db.read(of).await?;
        let full = stray.len() == STILLS_MAX;
        for (name, bk) in stray {
            self.drop_still(bk, name).await?;
        }
        Ok(full)
    }
}
