//! What is attached to a post.

use crate::{Message, WORDS};

/// An attachment.
#[derive(Debug, Clone, Default)]
pub struct MediaView {
    /// The attachment's id, which the composer sends back.
    pub id: String,
    /// How to show it.
    pub kind: MediaKind,
    /// Path of the file.
    pub url: String,
    /// Path of a small picture of it; the file itself when empty.
    pub preview_url: String,
    /// The description for people who cannot see it.
    pub alt: Option<String>,
    /// Width in pixels; 0 when not known.
    pub width: u32,
    /// Height in pixels; 0 when not known.
    pub height: u32,
}

/// How to show an attachment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MediaKind {
    /// A still picture, or an animated one that the browser plays.
    #[default]
    Image,
    /// A silent, looping video.
    Gifv,
    /// A video.
    Video,
    /// Sound.
    Audio,
    /// Something to download.
    Unknown,
}

impl MediaView {
    /// The small picture to show.
    #[must_use]
    pub fn preview(&self) -> &str {
        if self.preview_url.is_empty() { &self.url } else { &self.preview_url }
    }

    /// A picture of it, if there is one: of a sound there need not be.
    #[must_use]
    pub fn picture(&self) -> Option<&str> {
        let own = if self.kind == MediaKind::Image { self.preview() } else { &self.preview_url };
        Some(own).filter(|url| !url.is_empty())
    }

    /// What it is, in a word or three.
    #[must_use]
    pub fn word(&self) -> Message {
        WORDS.say(match (self.kind, self.url.is_empty()) {
            (MediaKind::Image, false) => "media-picture",
            (MediaKind::Image, true) => "media-picture-processing",
            (MediaKind::Video | MediaKind::Gifv, false) => "media-video",
            (MediaKind::Video | MediaKind::Gifv, true) => "media-video-processing",
            (MediaKind::Audio, false) => "media-sound",
            (MediaKind::Audio, true) => "media-sound-processing",
            (MediaKind::Unknown, _) => "media-file",
        })
    }

    /// The description, when there is a real one.
    #[must_use]
    pub fn described(&self) -> Option<&str> {
        self.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty())
    }

    /// What a screen reader says for the picture.
    #[must_use]
    pub fn alt_text(&self) -> Message {
        self.described().map_or(WORDS.say("post-undescribed"), Message::raw)
    }
}
