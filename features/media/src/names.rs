//! What blobs are called. Every name holds 128 random bits, so an address is known only to who was given it: that
//! is what keeps the pictures of private posts private.

use base::random;
use serde::{Deserialize, Serialize};

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

    /// A profile picture called `what`.
    pub(crate) fn picture(&self, what: &str, format: Format) -> String {
        self.within(PICTURES, &format!("{what}.{}", format.extension()))
    }

    /// A custom emoji, or its still.
    pub(crate) fn emoji(&self, what: &str, format: Format) -> String {
        self.within(EMOJIS, &format!("{what}.{}", format.extension()))
    }

    /// Every blob that an attachment may have, whatever became of it.
    pub(crate) fn all(&self) -> Vec<String> {
        let pictures = STORED.into_iter().flat_map(|format| [self.original(format), self.small(format)]);
        pictures.chain([self.raw()]).collect()
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
    STORED.into_iter().find(|format| format.extension() == extension).map(Format::mime)
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
        assert!(a.all().contains(&a.raw()) && a.all().contains(&a.small(Format::Png)));
    }

    #[test]
    fn nothing_else_is_served() {
        let raw = Folder::random().raw();
        for name in
            [raw.as_str(), "raw/x.jpg", "media/x", "media/x.html", "media/x.svg", "x.jpg", "backup/x.png", ""]
        {
            assert_eq!(served_as(name), None, "{name}");
        }
    }
}
