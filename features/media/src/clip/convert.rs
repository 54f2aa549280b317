//! From an upload to a clean file, by way of `ffmpeg` where that is needed.

mod plan;
mod probe;

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use super::error::{ClipError, Interruption, Stop, Unfit};
use super::limits::ClipLimits;
use super::poster::{self, Poster};
use super::tool::{Bounds, Tool};
use super::{Clip, Container, clean, rewrite, sniff};

/// How much larger than the largest upload a converted file may be: older codings need more room.
const GROWTH_MAX: u64 = 2;
/// The name of what is made, in the folder of the work.
const OUT: &str = "converted";

/// What came of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file to serve.
    pub clip: Clip,
    /// A still of it; none of sound alone.
    pub poster: Option<Poster>,
}

/// Who coded what is to be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// Streams that are coded as they should be are copied.
    Copy,
    /// Everything is coded anew.
    Encode,
}

/// What the work needs.
struct Work<'a> {
    tool: &'a Tool,
    container: Container,
    source: &'a Path,
    folder: &'a Path,
    limits: &'a ClipLimits,
    bounds: Bounds<'a>,
}

/// Makes what is served of an upload. `bytes` are those of the file `source`; `folder` is empty and belongs to this
/// call. Blocks, for minutes where a video must be converted, or until `stop` is set.
///
/// # Errors
/// Any [`ClipError`]; each has a text that may be shown to the uploader.
pub fn make(
    bytes: &[u8],
    source: &Path,
    folder: &Path,
    tool: Option<&Tool>,
    limits: &ClipLimits,
    stop: &AtomicBool,
) -> Result<Made, ClipError> {
    let container = sniff(bytes).ok_or(ClipError::UnknownType)?;
    if tool.is_none() && !container.is_plain() {
        return Err(ClipError::NotConverted);
    }
    let deadline = Instant::now() + Duration::from_millis(limits.convert_ms_max);
    let bounds = Bounds { deadline, bytes_max: limits.bytes_max as u64 * GROWTH_MAX, stop };
    let clip = match (clean(bytes, limits), tool) {
        (Ok(clip), _) => clip,
        (Err(Stop::Refused(error)), _) => return Err(error),
        (Err(Stop::Unfit(_)), None) => return Err(ClipError::NotConverted),
        (Err(Stop::Unfit(unfit)), Some(tool)) => {
            Work { tool, container, source, folder, limits, bounds }.convert(unfit)?
        }
    };
    let poster = poster::of(&clip, tool, folder, bounds)?;
    Ok(Made { clip, poster })
}

impl Work<'_> {
    fn convert(&self, unfit: Unfit) -> Result<Clip, ClipError> {
        let probe = probe::probe(self)?;
        if unfit != Unfit::Hidden {
            match self.once(&probe, How::Copy) {
                Ok(clip) => return Ok(clip),
                // Streams that cannot be copied may be good enough to be read and coded anew.
                Err(Stop::Unfit(_) | Stop::Refused(ClipError::Corrupt)) => {}
                Err(Stop::Refused(error)) => return Err(error),
            }
        }
        self.once(&probe, How::Encode).map_err(|stop| match stop {
            Stop::Refused(error) => error,
            Stop::Unfit(_) => ClipError::Corrupt,
        })
    }

    fn once(&self, probe: &probe::Probe, how: How) -> Result<Clip, Stop> {
        let words = plan::plan(probe, self, how)?;
        self.tool.ffmpeg(self.folder, &words, self.bounds)?;
        let out = std::fs::read(self.folder.join(OUT)).map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => ClipError::Corrupt,
            _ => ClipError::Interrupted(Interruption::Machine),
        })?;
        rewrite(&out, self.limits)
    }

    /// The upload, as its programs are to read it.
    fn reading(&self) -> Vec<String> {
        // Coded frames are a little larger than what is shown of them.
        let mut words =
            Tool::reading(self.container.demuxer(), self.limits.pixels_max + self.limits.pixels_max / 8);
        words.extend(["-i".to_owned(), format!("file:{}", self.source.display())]);
        words
    }
}
