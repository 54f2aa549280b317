//! Why a video or a sound was refused.

use std::fmt;

/// Why a video or a sound was refused. [`Display`](fmt::Display) gives a text which is safe to show to the uploader:
/// it holds nothing of the file but its measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClipError {
    /// The content is none of the known containers.
    UnknownType,
    /// The container is known, but what is in it cannot be taken without `ffmpeg`.
    NotConverted,
    /// The file has more bytes than accepted.
    TooLarge {
        /// Size of the file, in bytes.
        bytes: usize,
        /// What is accepted.
        bytes_max: usize,
    },
    /// A frame has more pixels than accepted.
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Width times height that is accepted.
        pixels_max: u64,
    },
    /// It shows more frames a second than accepted.
    TooFast {
        /// What is accepted.
        frame_rate_max: u32,
    },
    /// It lasts longer than accepted.
    TooLong {
        /// What is accepted, in minutes.
        minutes_max: u64,
    },
    /// There is neither a picture that moves nor sound in it.
    Empty,
    /// It begins like a video or a sound but cannot be read as one.
    Corrupt,
    /// Converting it took longer than is allowed.
    TooSlow,
    /// What it is converted to is larger than allowed.
    Outgrown,
    /// Nothing was found to be wrong with it: the work came to no end.
    Interrupted(Interruption),
}

/// Why work on a file came to no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interruption {
    /// The server stops.
    Stopped,
    /// A program could not be started, or a file of ours not be written or read.
    Machine,
    /// A program was killed, or ran out of memory. Of that the file may be the cause.
    Killed,
}

impl fmt::Display for ClipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType => f.write_str("File type of uploaded media could not be verified"),
            Self::NotConverted => f.write_str(
                "This server converts no videos and sounds: send MP4 with H.264 and AAC, M4A with AAC, or MP3",
            ),
            Self::TooLarge { bytes, bytes_max } => {
                write!(f, "File is too large: {bytes} bytes, at most {bytes_max} are accepted")
            }
            Self::TooManyPixels { width, height, pixels_max } => {
                write!(f, "{width}x{height} videos are not supported, at most {pixels_max} pixels are accepted")
            }
            Self::TooFast { frame_rate_max } => {
                write!(f, "Videos may have {frame_rate_max} frames a second at most")
            }
            Self::TooLong { minutes_max } => write!(f, "Videos and sounds may last {minutes_max} minutes at most"),
            Self::Empty => f.write_str("File has neither a video nor sound"),
            Self::Corrupt => f.write_str("File is damaged and could not be read"),
            Self::TooSlow => f.write_str(
                "File takes too long to be converted: send it shorter, or as MP4 with H.264 and AAC",
            ),
            Self::Outgrown => f.write_str(
                "File gets too large when it is converted: send it shorter, or as MP4 with H.264 and AAC",
            ),
            Self::Interrupted(_) => f.write_str("File could not be converted"),
        }
    }
}

impl std::error::Error for ClipError {}

/// Why a file does not go as it is, but may after it was converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The container is laid out otherwise than browsers like it, or than is read here.
    Layout,
    /// Picture or sound is coded otherwise than every browser plays it.
    Codec,
    /// It holds what nobody is to see: parts that were cut off, and which only a list of cuts leaves out.
    Hidden,
}

/// What stops a file from being taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Nothing helps.
    Refused(ClipError),
    /// Converting it helps.
    Unfit(Unfit),
}

impl From<ClipError> for Stop {
    fn from(error: ClipError) -> Self {
        Self::Refused(error)
    }
}

impl From<Unfit> for Stop {
    fn from(unfit: Unfit) -> Self {
        Self::Unfit(unfit)
    }
}

impl From<mp4_atom::Error> for Stop {
    /// The parser's own words are dropped: they may quote the file.
    fn from(_: mp4_atom::Error) -> Self {
        Self::Unfit(Unfit::Layout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_plain() {
        let all = [
            ClipError::UnknownType,
            ClipError::NotConverted,
            ClipError::TooLarge { bytes: 2, bytes_max: 1 },
            ClipError::TooManyPixels { width: 3, height: 4, pixels_max: 5 },
            ClipError::TooFast { frame_rate_max: 9 },
            ClipError::TooLong { minutes_max: 9 },
            ClipError::Empty,
            ClipError::Corrupt,
            ClipError::TooSlow,
            ClipError::Outgrown,
            ClipError::Interrupted(Interruption::Killed),
        ];
        for error in all {
            let text = error.to_string();
            assert!(text.len() > 10 && !text.ends_with('.') && !text.contains('{'), "{text}");
        }
    }
}
