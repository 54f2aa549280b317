//! Media: pictures, videos and sounds that people attach to posts, and pictures that they put on their profiles.
//!
//! [`process`] (pictures) and [`clip`] (videos and sounds) are the pure half: bytes in, safe bytes out, with no storage
//! and no network. Around them: uploading, attaching to posts, serving and sweeping.
//!
//! Invariants:
//! - nothing that a client sent is ever served: only what [`process`] or [`clip`] made of it; the upload of a large
//!   picture or of a video lies under `raw/` until a job has processed it, and is deleted then, whatever came of it;
//! - a row comes before its blobs and goes after them, and knows their names from the start, so that no crash leaves
//!   a blob that the sweep does not find;
//! - blob names cannot be guessed, never change their content, and are never a client's;
//! - media belong to one post or to none; those of none are removed a day after they were uploaded or detached.

mod api;
mod attach;
pub mod clip;
mod clips;
pub mod docs;
mod entity;
mod mill;
mod model;
mod names;
mod pictures;
pub mod process;
mod serve;
mod store;
mod sweep;
mod uploads;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64};

use ::store::{Db, Migration, Sql};
use base::{Clock, DAY_MS, HOUR_MS, IdGen, Ms};
use blobs::Blobs;
use bus::Bus;
use web::{Feature, Site};

pub use attach::MEDIA_PER_POST_MAX;
pub use clips::Patience;
pub use model::{Attachment, Cover, DESCRIPTION_CHARS_MAX, Focus, MediaEdit};

use crate::clip::{ClipLimits, Container, Tool};
use crate::mill::Mill;

/// Pixels, times frames, from which on an upload is processed by a job instead of at once.
pub const ASYNC_PIXELS_MIN: u64 = 8_000_001;
/// Pictures processed at once.
pub const WORKERS: usize = 2;
/// Uploads that may wait to be processed; past that the answer is 503.
pub const WAITING_MAX: usize = 32;
/// Videos and sounds that may wait to be processed, of everybody; past that the answer is 503.
pub const CLIPS_MAX: usize = 100;
/// The same of one person.
pub const CLIPS_EACH_MAX: usize = 8;
/// How long media of no post are kept: for who writes slowly, and for "delete and redraft".
pub const LOOSE_MS_MAX: Ms = DAY_MS;
/// How far apart sweeps are enqueued by uploads.
const SWEEP_EVERY_MS: Ms = HOUR_MS;

const MIGRATIONS: &[Migration] = &[
    Migration { feature: "media", version: 1, text: include_str!("migrations/0001_media.sql") },
    Migration { feature: "media", version: 2, text: include_str!("migrations/0002_clips.sql") },
    Migration { feature: "media", version: 3, text: include_str!("migrations/0003_tries.sql") },
    Migration { feature: "media", version: 4, text: include_str!("migrations/0004_stills.sql") },
];

/// The feature. Cheap to clone.
#[derive(Clone)]
pub struct Media(Arc<Inner>);

struct Inner {
    db: Db,
    bus: Bus,
    ids: Arc<IdGen>,
    clock: Clock,
    site: Site,
    blobs: Blobs,
    tuning: Tuning,
    mill: Mill,
    /// When this process last enqueued a sweep for new uploads.
    sweep_ms: AtomicI64,
    /// Set when the server stops.
    stopping: AtomicBool,
}

/// What tests and small machines may set differently.
#[derive(Debug, Clone)]
pub struct Tuning {
    /// What uploads may cost.
    pub limits: process::Limits,
    /// See [`ASYNC_PIXELS_MIN`].
    pub async_pixels_min: u64,
    /// See [`WORKERS`].
    pub workers: usize,
    /// See [`WAITING_MAX`].
    pub waiting_max: usize,
    /// What videos and sounds may cost.
    pub clips: ClipLimits,
    /// What converts them; without it, few kinds are taken.
    pub tool: Option<Tool>,
    /// See [`CLIPS_MAX`].
    pub clips_max: usize,
    /// See [`CLIPS_EACH_MAX`].
    pub clips_each_max: usize,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            limits: process::Limits::default(),
            async_pixels_min: ASYNC_PIXELS_MIN,
            workers: WORKERS,
            waiting_max: WAITING_MAX,
            clips: ClipLimits::default(),
            tool: None,
            clips_max: CLIPS_MAX,
            clips_each_max: CLIPS_EACH_MAX,
        }
    }
}

impl Media {
    /// The feature, with its jobs on the bus.
    pub fn new(db: Db, bus: Bus, ids: Arc<IdGen>, clock: Clock, site: Site, blobs: Blobs) -> Self {
        Self::tuned(db, bus, ids, clock, site, blobs, Tuning::default())
    }

    /// The same with other limits.
    pub fn tuned(
        db: Db,
        bus: Bus,
        ids: Arc<IdGen>,
        clock: Clock,
        site: Site,
        blobs: Blobs,
        tuning: Tuning,
    ) -> Self {
        let mill = Mill::new(tuning.workers, tuning.waiting_max);
        let sweep_ms = AtomicI64::new(0);
        let stopping = AtomicBool::new(false);
        let inner = Inner { db, bus: bus.clone(), ids, clock, site, blobs, tuning, mill, sweep_ms, stopping };
        let media = Self(Arc::new(inner));
        media.work(&bus);
        media
    }

    fn work(&self, bus: &Bus) {
        let me = self.clone();
        bus.work(uploads::PROCESS, move |raw| {
            let me = me.clone();
            async move { me.process_raw(raw).await }
        });
        let me = self.clone();
        bus.work_slowly(clips::CLIP, move |raw| {
            let me = me.clone();
            async move { me.process_raw(raw).await }
        });
        let me = self.clone();
        bus.work(sweep::SWEEP, move |()| {
            let me = me.clone();
            async move { me.sweep().await.map(drop) }
        });
    }

    /// The feature for the one list of features.
    pub fn feature(&self) -> Feature {
        Feature {
            name: "media",
            migrations: MIGRATIONS,
            statements: store::STATEMENTS,
            routes: api::routes(self),
        }
    }

    /// Media types of what is taken here.
    pub fn media_types(&self) -> Vec<&'static str> {
        let pictures =
            [process::Format::Jpeg, process::Format::Png, process::Format::Gif, process::Format::WebP];
        let converts = self.0.tuning.tool.is_some();
        let taken = Container::ALL.into_iter().filter(|container| converts || container.is_plain());
        pictures
            .map(process::Format::mime)
            .into_iter()
            .chain(taken.flat_map(|c| c.mimes().iter().copied()))
            .collect()
    }

    /// What videos and sounds may be.
    pub fn clip_limits(&self) -> &ClipLimits {
        &self.0.tuning.clips
    }

    /// Bytes of the largest file that is taken.
    pub fn upload_bytes_max(&self) -> usize {
        self.0.tuning.clips.bytes_max.max(self.0.tuning.limits.bytes_max)
    }

    /// This feature's tables.
    pub fn migrations() -> &'static [Migration] {
        MIGRATIONS
    }

    /// This feature's statements, for the statement check.
    pub fn statements() -> &'static [&'static Sql] {
        store::STATEMENTS
    }

    /// Mastodon's `MediaAttachment` entity.
    pub fn entity(site: &Site, attachment: &Attachment) -> serde_json::Value {
        entity::entity(site, attachment)
    }
}
