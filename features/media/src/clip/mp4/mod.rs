//! MP4: everything but coded pictures and sound is written anew.
//!
//! Of the file that came, these pass: the bytes of the samples of one video track (H.264, without messages to decoders
//! in which cameras leave notes) and of one sound track (AAC), their parameter sets, their times and sizes, the cuts
//! at both ends, and by how many quarters the picture is turned. Everything else that a file can hold has no place
//! where it could go: names, places and times of recording, XMP, covers, chapters, timed metadata, subtitles, other
//! tracks, edits, unused bytes between the samples.
//!
//! Within the samples it goes as far as their coding can be followed without decoding it. Of H.264 whole units are
//! left out, and parameter sets are held to a size. Of AAC what stands before the sound of a sample is blanked (see
//! [`aac`]); what stands behind its first element of sound stays, and so does what somebody hides in the coded pictures
//! and sounds themselves: that is made on purpose, and no camera or program does it.
//!
//! Boxes are walked here, to a fixed depth, and `mp4-atom` reads what is in the innermost ones: on its own it follows
//! boxes in boxes as deep as a file has them, which ends a process. It writes the whole new header.

mod aac;
mod boxes;
mod codec;
mod read;
mod samples;
mod sps;
#[cfg(test)]
mod tests;
mod write;

use super::error::Stop;
use super::facts::Facts;
use super::limits::ClipLimits;
use super::{Clip, ClipFormat};

/// Bytes of all headers. An hour of video has about a million.
const HEADERS_BYTES_MAX: usize = 8 << 20;

/// The file with nothing in it but picture and sound; neither is coded anew.
pub(super) fn remux(bytes: &[u8], limits: &ClipLimits) -> Result<Clip, Stop> {
    let movie = read::movie(bytes)?;
    let facts: Facts = movie.facts();
    facts.check(limits)?;
    let format = if facts.width == 0 { ClipFormat::M4a } else { ClipFormat::Mp4 };
    Ok(Clip { bytes: write::file(bytes, &movie)?, format, facts })
}
