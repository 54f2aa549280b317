//! Why an upload was refused.

use std::fmt;

use image::ImageError;

/// Why an upload was refused. [`Display`](fmt::Display) gives a text which is safe to show to the uploader: it holds
/// nothing of the file but its measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaError {
    /// The content is none of the accepted formats.
    UnknownType,
    /// The file has more bytes than accepted.
    TooLarge {
        /// Size of the file, in bytes.
        bytes: usize,
        /// What is accepted.
        bytes_max: usize,
    },
    /// The picture has more pixels than accepted.
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Width times height that is accepted.
        pixels_max: u64,
    },
    /// A side is longer than accepted.
    SideTooLong {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// What is accepted for each.
        side_px_max: u32,
    },
    /// The animation has more frames than accepted.
    TooManyFrames {
        /// What is accepted.
        frames_max: usize,
    },
    /// The animation's frames have more pixels together than accepted, or it does not get small enough to store.
    AnimationTooLarge,
    /// Reading the picture would take more memory than a decoder may have.
    TooMuchMemory,
    /// The content begins like an image but cannot be read as one.
    Corrupt,
    /// The picture was read but could not be written.
    Encode,
}

impl fmt::Display for MediaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType => f.write_str("File type of uploaded media could not be verified"),
            Self::TooLarge { bytes, bytes_max } => {
                write!(f, "File is too large: {bytes} bytes, at most {bytes_max} are accepted")
            }
            Self::TooManyPixels { width, height, pixels_max } => {
                write!(
                    f,
                    "{width}x{height} images are not supported, at most {pixels_max} pixels are accepted"
                )
            }
            Self::SideTooLong { width, height, side_px_max } => {
                write!(f, "{width}x{height} images are not supported, sides may have {side_px_max} pixels")
            }
            Self::TooManyFrames { frames_max } => {
                write!(f, "Animation has too many frames, at most {frames_max} are accepted")
            }
            Self::AnimationTooLarge => f.write_str("Animation is too large"),
            Self::TooMuchMemory => f.write_str("Image takes too much memory to be read"),
            Self::Corrupt => f.write_str("Image is damaged and could not be read"),
            Self::Encode => f.write_str("Image could not be converted"),
        }
    }
}

impl std::error::Error for MediaError {}

impl MediaError {
    /// What a decoder's refusal means. Its own words are dropped: they may quote the file.
    pub(super) fn from_decoder(error: &ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooMuchMemory,
            _ => Self::Corrupt,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_plain() {
        let all = [
            MediaError::UnknownType,
            MediaError::TooLarge { bytes: 2, bytes_max: 1 },
            MediaError::TooManyPixels { width: 3, height: 4, pixels_max: 5 },
            MediaError::SideTooLong { width: 3, height: 4, side_px_max: 2 },
            MediaError::TooManyFrames { frames_max: 9 },
            MediaError::AnimationTooLarge,
            MediaError::TooMuchMemory,
            MediaError::Corrupt,
            MediaError::Encode,
        ];
        for error in all {
            let text = error.to_string();
            assert!(text.len() > 10 && !text.ends_with('.') && !text.contains('{'), "{text}");
        }
    }
}
