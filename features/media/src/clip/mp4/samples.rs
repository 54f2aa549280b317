//! Where the samples of a track lie, and when they are shown.

use mp4_atom::{Co64, Ctts, Stco, Stsc, Stss, Stsz, StszSamples, Stts};

use super::super::error::{ClipError, Stop, Unfit};
use super::boxes::{leaf, leaf_maybe};

/// Samples of a track: two hours of sound have some 340,000, of video at 120 frames a second 864,000.
const SAMPLES_MAX: usize = 1_000_000;

/// The samples of a track.
pub(super) struct Samples {
    /// Where each begins in the file, and how many bytes it has.
    pub(super) places: Vec<(usize, usize)>,
    /// How long each is shown, in runs.
    pub(super) times: Stts,
    /// How much later than it is decoded each is shown, in runs.
    pub(super) delays: Option<Ctts>,
    /// The numbers, from 1, of those that need no other; all where it is left out.
    pub(super) keys: Option<Stss>,
}

impl Samples {
    pub(super) fn read(stbl: &[u8], file_bytes: usize) -> Result<Self, Stop> {
        let sizes = sizes(leaf(stbl)?)?;
        let count = sizes.len();
        let times: Stts = leaf(stbl)?;
        let delays: Option<Ctts> = leaf_maybe(stbl)?;
        let keys: Option<Stss> = leaf_maybe(stbl)?;
        covers(times.entries.iter().map(|run| run.sample_count), count)?;
        if let Some(delays) = &delays {
            covers(delays.entries.iter().map(|run| run.sample_count), count)?;
        }
        if keys.as_ref().is_some_and(|keys| keys.entries.iter().any(|key| *key as usize > count)) {
            return Err(ClipError::Corrupt.into());
        }
        let places = places(&leaf(stbl)?, &chunks(stbl)?, &sizes)?;
        // Every byte is used once at the most, so that no small file grows to a large one.
        let total: usize = places.iter().map(|(_, size)| size).sum();
        let inside = |(at, size): &(usize, usize)| at.checked_add(*size).is_some_and(|end| end <= file_bytes);
        if total > file_bytes || !places.iter().all(inside) {
            return Err(ClipError::Corrupt.into());
        }
        Ok(Self { places, times, delays, keys })
    }

    /// How long all are shown, in the track's units.
    pub(super) fn length(&self) -> u64 {
        let run = |run: &mp4_atom::SttsEntry| u64::from(run.sample_count) * u64::from(run.sample_delta);
        self.times.entries.iter().map(run).sum()
    }

    /// When each is decoded.
    pub(super) fn decoded(&self) -> impl Iterator<Item = u64> {
        let deltas = self
            .times
            .entries
            .iter()
            .flat_map(|run| std::iter::repeat_n(u64::from(run.sample_delta), run.sample_count as usize));
        deltas.scan(0, |at, delta| {
            let now = *at;
            *at += delta;
            Some(now)
        })
    }

    /// When the first and the last are shown, and how much later the last one ends, at the most.
    pub(super) fn shown(&self) -> (i64, i64) {
        let zero = [mp4_atom::CttsEntry { sample_count: u32::MAX, sample_offset: 0 }];
        let runs = self.delays.as_ref().map_or(zero.as_slice(), |delays| &delays.entries);
        let delays =
            runs.iter().flat_map(|run| std::iter::repeat_n(run.sample_offset, run.sample_count as usize));
        let last = self.times.entries.last().map_or(0, |run| i64::from(run.sample_delta));
        let times = self.decoded().zip(delays).map(|(at, delay)| at as i64 + delay);
        times.fold((i64::MAX, 0), |(from, to), at| (from.min(at), to.max(at + last)))
    }
}

fn sizes(stsz: Stsz) -> Result<Vec<usize>, Stop> {
    let sizes = match stsz.samples {
        StszSamples::Identical { count, .. } if count as usize > SAMPLES_MAX => Vec::new(),
        StszSamples::Identical { count, size } => vec![size as usize; count as usize],
        StszSamples::Different { sizes } => sizes.into_iter().map(|size| size as usize).collect(),
    };
    if (1..=SAMPLES_MAX).contains(&sizes.len()) { Ok(sizes) } else { Err(Unfit::Layout.into()) }
}

/// Runs must count exactly as many samples as there are.
fn covers(runs: impl Iterator<Item = u32>, count: usize) -> Result<(), Stop> {
    let counted: u64 = runs.map(u64::from).sum();
    if counted == count as u64 { Ok(()) } else { Err(Unfit::Layout.into()) }
}

fn chunks(stbl: &[u8]) -> Result<Vec<usize>, Stop> {
    let wide = |offset: u64| usize::try_from(offset).map_err(|_| Stop::from(ClipError::Corrupt));
    match (leaf_maybe::<Stco>(stbl)?, leaf_maybe::<Co64>(stbl)?) {
        (Some(short), None) => Ok(short.entries.into_iter().map(|offset| offset as usize).collect()),
        (None, Some(long)) => long.entries.into_iter().map(wide).collect(),
        _ => Err(Unfit::Layout.into()),
    }
}

/// Each chunk holds as many samples as its run says, one behind the other.
fn places(runs: &Stsc, chunks: &[usize], sizes: &[usize]) -> Result<Vec<(usize, usize)>, Stop> {
    let mut places = Vec::with_capacity(sizes.len());
    let mut rest = sizes.iter();
    let mut runs = runs.entries.iter().peekable();
    let mut run = runs.next().filter(|run| run.first_chunk == 1).ok_or(Unfit::Layout)?;
    for (n, chunk) in chunks.iter().enumerate() {
        while let Some(next) = runs.next_if(|next| next.first_chunk as usize == n + 1) {
            run = next;
        }
        if run.sample_description_index != 1 {
            return Err(Unfit::Layout.into());
        }
        let mut at = *chunk;
        for size in rest.by_ref().take(run.samples_per_chunk as usize) {
            places.push((at, *size));
            at = at.checked_add(*size).ok_or(ClipError::Corrupt)?;
        }
    }
    if places.len() == sizes.len() { Ok(places) } else { Err(ClipError::Corrupt.into()) }
}
