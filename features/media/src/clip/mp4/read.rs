//! From a file to what of it may pass.

use mp4_atom::{Edts, Elst, ElstEntry, Matrix, Mdhd, Mvhd, Tkhd};

use super::super::error::{ClipError, Stop, Unfit};
use super::super::facts::{Facts, Sound};
use super::HEADERS_BYTES_MAX;
use super::boxes::{Boxes, child, leaf, leaf_maybe, needed};
use super::codec::Coding;
use super::samples::Samples;

/// What a cut may leave out at each end: sound begins with some silence of its coder, pictures with some delay.
const CUT_MS_MAX: i128 = 500;
/// 1.0 and -1.0 in the parts of a matrix.
const ONE: i32 = 1 << 16;

/// What of a file may pass.
pub(super) struct Movie {
    /// Units a second of cuts and lengths.
    pub(super) timescale: u32,
    pub(super) tracks: Vec<Track>,
}

pub(super) struct Track {
    pub(super) coding: Coding,
    /// Units a second of samples.
    pub(super) timescale: u32,
    pub(super) samples: Samples,
    pub(super) cuts: Vec<ElstEntry>,
    /// By how many quarters the picture is turned clockwise.
    pub(super) quarters: u8,
    /// Size as the file wants it shown, before it is turned.
    pub(super) shown: (u16, u16),
}

/// Reads a file: its first video track and its first sound track.
pub(super) fn movie(bytes: &[u8]) -> Result<Movie, Stop> {
    if child(bytes, b"moof")?.is_some() {
        return Err(Unfit::Layout.into());
    }
    let moov = needed(bytes, b"moov")?;
    if moov.len() > HEADERS_BYTES_MAX {
        return Err(ClipError::Corrupt.into());
    }
    let timescale = leaf::<Mvhd>(moov)?.timescale;
    if timescale == 0 || child(moov, b"mvex")?.is_some() {
        return Err(Unfit::Layout.into());
    }
    let mut tracks = Vec::new();
    for handler in [b"vide", b"soun"] {
        if let Some(trak) = first(moov, handler)? {
            tracks.push(track(trak, timescale, bytes.len())?);
        }
    }
    if tracks.is_empty() { Err(ClipError::Empty.into()) } else { Ok(Movie { timescale, tracks }) }
}

/// The first track that is to be played with this handler. A still cover is a video track that is switched off.
fn first<'a>(moov: &'a [u8], handler: &[u8; 4]) -> Result<Option<&'a [u8]>, Stop> {
    for one in Boxes(moov) {
        let (name, trak) = one?;
        if &name != b"trak" {
            continue;
        }
        let hdlr = needed(needed(trak, b"mdia")?, b"hdlr")?;
        if hdlr.get(8..12) == Some(handler) && leaf::<Tkhd>(trak)?.enabled {
            return Ok(Some(trak));
        }
    }
    Ok(None)
}

fn track(trak: &[u8], movie_timescale: u32, file_bytes: usize) -> Result<Track, Stop> {
    let (tkhd, mdia) = (leaf::<Tkhd>(trak)?, needed(trak, b"mdia")?);
    let timescale = leaf::<Mdhd>(mdia)?.timescale;
    let stbl = needed(needed(mdia, b"minf")?, b"stbl")?;
    let samples = Samples::read(stbl, file_bytes)?;
    if timescale == 0 || samples.length() == 0 {
        return Err(Unfit::Layout.into());
    }
    let cuts = match child(trak, &<[u8; 4]>::from(<Edts as mp4_atom::Atom>::KIND))? {
        Some(edts) => leaf_maybe::<Elst>(edts)?.unwrap_or_default().entries,
        None => Vec::new(),
    };
    let track = Track {
        coding: Coding::read(needed(stbl, b"stsd")?)?,
        timescale,
        samples,
        quarters: quarters(&tkhd.matrix),
        shown: (tkhd.width.integer(), tkhd.height.integer()),
        cuts,
    };
    track.check_cuts(movie_timescale)?;
    Ok(track)
}

/// Files say by which matrix the picture is to be laid out; turns are kept, everything else is left upright.
fn quarters(matrix: &Matrix) -> u8 {
    match (matrix.a, matrix.b, matrix.c, matrix.d) {
        (0, ONE, b, 0) if b == -ONE => 1,
        (a, 0, 0, d) if (a, d) == (-ONE, -ONE) => 2,
        (0, b, ONE, 0) if b == -ONE => 3,
        _ => 0,
    }
}

impl Track {
    /// Cuts may let a track begin later and leave out a moment at its ends. What they leave out stays in the file for
    /// whoever looks: where it is more than that, or where there are several, the rest must be coded anew.
    fn check_cuts(&self, movie_timescale: u32) -> Result<(), Stop> {
        let (waits, plays): (Vec<_>, Vec<_>) = self.cuts.iter().partition(|cut| cut.media_time.is_none());
        if waits.len() > 1 || self.cuts.len() - waits.len() > 1 {
            return Err(Unfit::Hidden.into());
        }
        let Some(cut) = plays.first() else { return Ok(()) };
        if cut.media_rate.integer() != 1 || cut.media_rate.decimal() != 0 {
            return Err(Unfit::Layout.into());
        }
        let (from, to) = self.samples.shown();
        let begin = i128::from(cut.media_time.unwrap_or_default());
        let length =
            i128::from(cut.segment_duration) * i128::from(self.timescale) / i128::from(movie_timescale);
        let end = if length == 0 { i128::from(to) } else { begin + length };
        let allowed = CUT_MS_MAX * i128::from(self.timescale) / 1_000;
        if begin - i128::from(from) > allowed || i128::from(to) - end > allowed {
            return Err(Unfit::Hidden.into());
        }
        Ok(())
    }

    /// How long it is shown, in milliseconds.
    pub(super) fn duration_ms(&self, movie_timescale: u32) -> u64 {
        let whole = self.samples.length().saturating_mul(1_000) / u64::from(self.timescale);
        let cut: u64 = self.cuts.iter().map(|cut| cut.segment_duration).fold(0, u64::saturating_add);
        match cut.saturating_mul(1_000) / u64::from(movie_timescale) {
            0 => whole,
            // A cut that plays longer than there is something ends with it.
            cut => cut.min(whole.saturating_add(self.wait_ms(movie_timescale))),
        }
    }

    fn wait_ms(&self, movie_timescale: u32) -> u64 {
        let waits = self.cuts.iter().filter(|cut| cut.media_time.is_none()).map(|cut| cut.segment_duration);
        waits.fold(0, u64::saturating_add).saturating_mul(1_000) / u64::from(movie_timescale)
    }

    /// Frames a second, as a fraction: exact where all are shown equally long, else their mean.
    fn frame_rate(&self) -> (u32, u32) {
        let (mut frames, mut units) = (u64::from(self.timescale), 1);
        if let [run] = self.samples.times.entries.as_slice() {
            units = u64::from(run.sample_delta);
        } else {
            frames *= self.samples.places.len() as u64;
            units *= self.samples.length();
        }
        let divisor = gcd(frames, units).max(1);
        (frames, units) = (frames / divisor, units / divisor);
        while frames.max(units) > u64::from(u32::MAX) {
            (frames, units) = (frames >> 1, units >> 1);
        }
        (u32::try_from(frames).unwrap_or(u32::MAX), u32::try_from(units).unwrap_or(u32::MAX).max(1))
    }

    fn sound(&self) -> Option<Sound> {
        match &self.coding {
            Coding::Sound(_, sound) => Some(sound.clone()),
            Coding::Video(_) => None,
        }
    }
}

impl Movie {
    pub(super) fn facts(&self) -> Facts {
        let mut facts = Facts { frame_rate: (0, 1), ..Facts::default() };
        for track in &self.tracks {
            facts.duration_ms = facts.duration_ms.max(track.duration_ms(self.timescale));
            facts.sound = facts.sound.or_else(|| track.sound());
            if let Coding::Video(entry) = &track.coding {
                let (width, height) = (u32::from(entry.visual.width), u32::from(entry.visual.height));
                let turned = track.quarters % 2 == 1;
                (facts.width, facts.height) = if turned { (height, width) } else { (width, height) };
                facts.frame_rate = track.frame_rate();
            }
        }
        facts
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
