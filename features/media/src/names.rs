//! What blobs are called. Every name holds 128 random bits, so an address is known only to who was given it: that
//! is what keeps the pictures of private posts private.

use base::random;
use serde::{Deserialize, Serialize};

use crate::clip::ClipFormat;
use crate::process::Format;

/// Where attachments lie.
const ATTACHMENTS: &str = "media/";
/// Where profile pictures lie, headers too.
const PICTURES: &str = "avatars/";
/// Where custom emojis lie.
const EMOJIS: &str = "emojis/";

/// Formats that an attachment's picture may be stored in, for its thumbnail too.
const STORED: [Format; 3] = [Format::Jpeg, Format::Png, Format::Gif];

/// The random part of the names of all blobs of one attachment: 32 hexadecimal digits.
///
/// It is chosen before anything is stored and kept in the row, so that everything can be found and removed even when
/// a crash came between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Folder(String);

impl Folder {
    /// A new one.
    pub(crate) fn random() -> Self {
        Self(random::bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// One that was stored.
    pub(crate) fn stored(text: String) -> Self {
        Self(text)
    }

    /// As it is stored.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The upload as it came, which is never served and is deleted once it has been processed.
    pub(crate) fn raw(&self) -> String {
        self.within("raw/", "upload")
    }

    /// The attachment.
    pub(crate) fn original(&self, format: Format) -> String {
        self.within(ATTACHMENTS, &format!("original.{}", format.extension()))
    }

    /// Its thumbnail.
    pub(crate) fn small(&self, format: Format) -> String {
        self.within(ATTACHMENTS, &format!("small.{}", format.extension()))
    }

    /// The attachment, if it is a video or a sound.
    pub(crate) fn clip(&self, format: ClipFormat) -> String {
        self.within(ATTACHMENTS, &format!("original.{}", format.extension()))
    }

    /// A still that was sent for a video or a sound. Each has a name of its own, because what a name holds never changes.
    pub(crate) fn cover(&self, format: Format) -> String {
        let own: String = random::bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect();
        self.within(ATTACHMENTS, &format!("cover-{own}.{}", format.extension()))
    }

    /// A profile picture called `what`.
    pub(crate) fn picture(&self, what: &str, format: Format) -> String {
        self.within(PICTURES, &format!("{what}.{}", format.extension()))
    }

    /// A custom emoji, or its still.
    pub(crate) fn emoji(&self, what: &str, format: Format) -> String {
        self.within(EMOJIS, &format!("{what}.{}", format.extension()))
    }

    /// The folder in which every blob of an attachment lies but its upload, whatever became of it.
    pub(crate) fn attachment(&self) -> String {
        let name = self.within(ATTACHMENTS, "");
        name.trim_end_matches('/').to_owned()
    }

    /// Spread over 256 folders: file systems do not like millions of names in one.
    fn within(&self, place: &str, name: &str) -> String {
        format!("{place}{}/{}/{name}", self.0.get(..2).unwrap_or("00"), self.0)
    }
}

/// The content type that `name` is served with, or `None` for what is not served: raw uploads, and names that this
/// module does not make.
pub(crate) fn served_as(name: &str) -> Option<&'static str> {
    let ours = [ATTACHMENTS, PICTURES, EMOJIS].iter().any(|place| name.starts_with(place));
    let (_, extension) = name.rsplit_once('.').filter(|_| ours)?;
    let picture = STORED.into_iter().find(|format| format.extension() == extension).map(Format::mime);
    let clip = ClipFormat::ALL.into_iter().find(|format| format.extension() == extension);
    picture.or(clip.filter(|_| name.starts_with(ATTACHMENTS)).map(ClipFormat::mime))
}

/// Whether a blob may be so large that it is read in pieces.
pub(crate) fn is_clip(kind: &str) -> bool {
    ClipFormat::ALL.into_iter().any(|format| format.mime() == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_random_and_served_by_extension() {
        let (a, b) = (Folder::random(), Folder::random());
        assert!(a != b && a.as_str().len() == 32);
        let name = a.original(Format::Jpeg);
        assert_eq!(name, format!("media/{}/{}/original.jpg", &a.as_str()[..2], a.as_str()));
        assert_eq!(served_as(&name), Some("image/jpeg"));
        assert_eq!(served_as(&a.picture("avatar", Format::Png)), Some("image/png"));
        assert_eq!(served_as(&a.emoji("emoji", Format::Gif)), Some("image/gif"));
        assert_eq!(served_as(&a.clip(ClipFormat::Mp4)), Some("video/mp4"));
        assert_eq!(served_as(&a.clip(ClipFormat::Mp3)), Some("audio/mpeg"));
        assert_ne!(a.cover(Format::Jpeg), a.cover(Format::Jpeg));
        for blob in [a.cover(Format::Png), a.clip(ClipFormat::M4a), a.small(Format::Jpeg), name] {
            assert!(
                blob.starts_with(&format!("{}/", a.attachment())) && served_as(&blob).is_some(),
                "{blob}"
            );
        }
    }

    #[test]
    fn nothing_else_is_served() {
        let raw = Folder::random().raw();
        for name in [
            raw.as_str(),
            "raw/x.jpg",
            "raw/x.mp4",
            "avatars/x.mp4",
            "media/x",
            "media/x.html",
            "media/x.svg",
            "x.jpg",
            "backup/x.png",
            "",
        ] {
            assert_eq!(served_as(name), None, "{name}");
        }
    }
}
