use std::pin::Pin;
use std::sync::Arc;

use accounts::{Picture, PictureKind, ProfilePictures, StorePicture};
use base::Outcome;
use bytes::Bytes;
use emojis::StoreEmoji;

use crate::Media;
use crate::mill::Turn;
use crate::model::refusal;
use crate::names::Folder;
use crate::process::{self, MediaError, ProfilePicture};

/// Profile pictures, for the feature that owns profiles; and emojis, for theirs.
struct Pictures(Media);

impl Media {
    /// What turns uploads into avatars and headers.
    pub fn pictures(&self) -> ProfilePictures {
        Arc::new(Pictures(self.clone()))
    }

    /// What turns files into custom emojis.
    pub fn emojis(&self) -> Arc<dyn StoreEmoji> {
        Arc::new(Pictures(self.clone()))
    }

    async fn store_emoji(&self, bytes: Bytes) -> Outcome<emojis::Picture> {
        let animation_bytes_max = process::EMOJI_BYTES_MAX;
        let limits = process::Limits { animation_bytes_max, ..self.0.tuning.limits.clone() };
        let made = self.0.mill.run(Turn::Patient, move || process::emoji(&bytes, &limits)).await?;
        let made = made.map_err(|error| refusal("Image", &error))?;
        let folder = Folder::random();
        let moving = folder.emoji("emoji", made.picture.format);
        let still = match made.still == made.picture {
            true => moving.clone(),
            false => folder.emoji("still", made.still.format),
        };
        self.0.blobs.put(&moving, made.picture.bytes).await?;
        if still != moving {
            self.0.blobs.put(&still, made.still.bytes).await?;
        }
        Ok(emojis::Picture { moving, still })
    }

    async fn store_picture(&self, kind: PictureKind, bytes: Bytes) -> Outcome<Picture> {
        let limits = self.0.tuning.limits.clone();
        let made = self.0.mill.run(Turn::Hurried, move || make(kind, &bytes, &limits)).await?;
        let made = made.map_err(|error| refusal(parameter(kind), &error))?;
        let folder = Folder::random();
        let name = folder.picture(word(kind), made.picture.format);
        if made.still == made.picture {
            self.0.blobs.put(&name, made.picture.bytes).await?;
            // One blob for both: accounts show the standard picture where there is no still.
            return Ok(Picture { moving: Some(name.clone()), still: Some(name) });
        }
        let still = folder.picture(&format!("{}-still", word(kind)), made.still.format);
        self.0.blobs.put(&still, made.still.bytes).await?;
        self.0.blobs.put(&name, made.picture.bytes).await?;
        Ok(Picture { moving: Some(name), still: Some(still) })
    }
}

impl StorePicture for Pictures {
    fn store(
        &self,
        kind: PictureKind,
        bytes: Bytes,
    ) -> Pin<Box<dyn Future<Output = Outcome<Picture>> + Send>> {
        let media = self.0.clone();
        Box::pin(async move { media.store_picture(kind, bytes).await })
    }
}

impl StoreEmoji for Pictures {
    fn store(&self, bytes: Bytes) -> Pin<Box<dyn Future<Output = Outcome<emojis::Picture>> + Send>> {
        let media = self.0.clone();
        Box::pin(async move { media.store_emoji(bytes).await })
    }
}

fn make(kind: PictureKind, bytes: &[u8], limits: &process::Limits) -> Result<ProfilePicture, MediaError> {
    match kind {
        PictureKind::Avatar => process::avatar(bytes, limits),
        PictureKind::Header => process::header(bytes, limits),
    }
}

fn word(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Avatar => "avatar",
        PictureKind::Header => "header",
    }
}

/// The parameter's name as Mastodon's refusals have it.
fn parameter(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Avatar => "Avatar",
        PictureKind::Header => "Header",
    }
}
