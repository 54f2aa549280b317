//! The new file: its header first, so that it plays before it is there whole.

use mp4_atom::{
    Avc1, Dinf, Dref, Edts, Elst, Encode, FourCC, Ftyp, Hdlr, Matrix, Mdhd, Mdia, Minf, Moov, Mvhd, Smhd,
    Stbl, Stco, Stsc, StscEntry, Stsd, Stsz, StszSamples, Tkhd, Trak, Url, Vmhd,
};

use super::super::error::{ClipError, Stop, Unfit};
use super::aac;
use super::codec::{self, Coding};
use super::read::{Movie, Track};

/// How long a piece of one track is before one of the other follows, in milliseconds.
const PIECE_MS: u64 = 500;
/// Bytes before what is in a box.
const HEAD_BYTES: usize = 8;
/// Coded pictures, their parameter sets, and nothing else: no messages to decoders (6), which encoders and cameras
/// fill with what they like, no filling (12), nothing that the standard leaves open.
const UNITS_KEPT: [u8; 7] = [1, 2, 3, 4, 5, 7, 8];

/// Neighbouring samples of one track.
struct Piece {
    track: usize,
    samples: std::ops::Range<usize>,
    begins_ms: u64,
}

/// What becomes of a track's samples.
#[derive(Default)]
struct Laid {
    sizes: Vec<u32>,
    /// Where each piece begins, behind the head of all samples, and how many samples it has.
    pieces: Vec<(usize, usize)>,
}

/// The new file of a movie in `bytes`.
pub(super) fn file(bytes: &[u8], movie: &Movie) -> Result<Vec<u8>, Stop> {
    let (samples, laid) = lay(bytes, movie)?;
    let mut head = Vec::new();
    ftyp().encode(&mut head)?;
    let before = head.len();
    // The header's size does not depend on the places that it names.
    moov(movie, &laid, 0)?.encode(&mut head)?;
    let offset = head.len() + HEAD_BYTES;
    head.truncate(before);
    moov(movie, &laid, offset)?.encode(&mut head)?;
    let size = u32::try_from(samples.len() + HEAD_BYTES).map_err(|_| ClipError::Corrupt)?;
    head.reserve(samples.len() + HEAD_BYTES);
    head.extend(size.to_be_bytes());
    head.extend(b"mdat");
    head.extend(samples);
    Ok(head)
}

fn lay(bytes: &[u8], movie: &Movie) -> Result<(Vec<u8>, Vec<Laid>), Stop> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut laid: Vec<Laid> = movie.tracks.iter().map(|_| Laid::default()).collect();
    let mut pieces: Vec<Piece> =
        movie.tracks.iter().enumerate().flat_map(|(n, track)| cut(n, track)).collect();
    pieces.sort_by_key(|piece| (piece.begins_ms, piece.track));
    for piece in pieces {
        let (track, laid) = (&movie.tracks[piece.track], &mut laid[piece.track]);
        laid.pieces.push((out.len(), piece.samples.len()));
        for (at, size) in &track.samples.places[piece.samples] {
            let before = out.len();
            copy(&track.coding, &bytes[*at..at + size], &mut out)?;
            laid.sizes.push(u32::try_from(out.len() - before).map_err(|_| ClipError::Corrupt)?);
        }
    }
    Ok((out, laid))
}

/// A track's samples in pieces.
fn cut(n: usize, track: &Track) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (sample, at) in track.samples.decoded().enumerate() {
        let at_ms = at.saturating_mul(1_000) / u64::from(track.timescale);
        match pieces.last_mut() {
            Some(piece) if at_ms < piece.begins_ms + PIECE_MS => piece.samples.end = sample + 1,
            _ => pieces.push(Piece { track: n, samples: sample..sample + 1, begins_ms: at_ms }),
        }
    }
    pieces
}

fn copy(coding: &Coding, sample: &[u8], out: &mut Vec<u8>) -> Result<(), Stop> {
    match coding {
        Coding::Sound(..) => {
            let begin = out.len();
            out.extend_from_slice(sample);
            aac::blank(&mut out[begin..]);
        }
        Coding::Video(entry) => units(sample, entry, out)?,
    }
    Ok(())
}

/// Copies the units of a sample that are kept, each behind its length.
fn units(mut sample: &[u8], entry: &Avc1, out: &mut Vec<u8>) -> Result<(), Stop> {
    let length_bytes = usize::from(entry.avcc.length_size);
    let shown = (entry.visual.width, entry.visual.height);
    while !sample.is_empty() {
        let (length, rest) = sample.split_at_checked(length_bytes).ok_or(ClipError::Corrupt)?;
        let size = length.iter().fold(0usize, |size, byte| size << 8 | usize::from(*byte));
        let (unit, rest) = rest.split_at_checked(size).ok_or(ClipError::Corrupt)?;
        if !codec::fits(unit, shown) {
            return Err(Unfit::Codec.into());
        }
        if unit.first().is_some_and(|head| UNITS_KEPT.contains(&(head & 0x1F))) {
            out.extend_from_slice(length);
            out.extend_from_slice(unit);
        }
        sample = rest;
    }
    Ok(())
}

fn ftyp() -> Ftyp {
    let brands = [b"isom", b"iso2", b"avc1", b"mp41"];
    Ftyp {
        major_brand: FourCC::new(b"isom"),
        minor_version: 512,
        compatible_brands: brands.map(FourCC::new).to_vec(),
    }
}

fn moov(movie: &Movie, laid: &[Laid], offset: usize) -> Result<Moov, ClipError> {
    let tracks = movie.tracks.iter().zip(laid).zip(1..);
    let trak: Vec<Trak> = tracks
        .map(|((track, laid), id)| trak(movie.timescale, track, laid, id, offset))
        .collect::<Result<_, _>>()?;
    let mvhd = Mvhd {
        timescale: movie.timescale,
        duration: trak.iter().map(|trak| trak.tkhd.duration).max().unwrap_or_default(),
        rate: 1.into(),
        volume: 1.into(),
        next_track_id: u32::try_from(trak.len()).unwrap_or(u32::MAX) + 1,
        ..Mvhd::default()
    };
    Ok(Moov { mvhd, trak, ..Moov::default() })
}

fn trak(movie_timescale: u32, track: &Track, laid: &Laid, id: u32, offset: usize) -> Result<Trak, ClipError> {
    let (is_video, handler, name) = match &track.coding {
        Coding::Video(_) => (true, b"vide", "VideoHandler"),
        Coding::Sound(..) => (false, b"soun", "SoundHandler"),
    };
    let tkhd = Tkhd {
        track_id: id,
        duration: track.duration_ms(movie_timescale).saturating_mul(u64::from(movie_timescale)) / 1_000,
        enabled: true,
        in_movie: true,
        alternate_group: u16::from(!is_video),
        volume: u8::from(!is_video).into(),
        matrix: turned(track),
        width: if is_video { track.shown.0 } else { 0 }.into(),
        height: if is_video { track.shown.1 } else { 0 }.into(),
        ..Tkhd::default()
    };
    let minf = Minf {
        vmhd: is_video.then(Vmhd::default),
        smhd: (!is_video).then(Smhd::default),
        dinf: Dinf { dref: Dref { entries: vec![Url::default().into()] } },
        stbl: stbl(track, laid, offset)?,
        ..Minf::default()
    };
    let mdhd = Mdhd {
        timescale: track.timescale,
        duration: track.samples.length(),
        language: "und".to_owned(),
        ..Mdhd::default()
    };
    let hdlr = Hdlr { handler: FourCC::new(handler), name: name.to_owned() };
    let edts = (!track.cuts.is_empty()).then(|| Edts { elst: Some(Elst { entries: track.cuts.clone() }) });
    Ok(Trak { tkhd, edts, mdia: Mdia { mdhd, hdlr, minf }, ..Trak::default() })
}

fn stbl(track: &Track, laid: &Laid, offset: usize) -> Result<Stbl, ClipError> {
    let place = |(at, _): &(usize, usize)| u32::try_from(at + offset).map_err(|_| ClipError::Corrupt);
    Ok(Stbl {
        stsd: Stsd { codecs: vec![track.coding.entry()] },
        stts: track.samples.times.clone(),
        ctts: track.samples.delays.clone(),
        stss: track.samples.keys.clone(),
        stsc: Stsc { entries: runs(&laid.pieces) },
        stsz: Stsz { samples: StszSamples::Different { sizes: laid.sizes.clone() } },
        stco: Some(Stco { entries: laid.pieces.iter().map(place).collect::<Result<_, _>>()? }),
        ..Stbl::default()
    })
}

/// How many samples each piece has, told where that changes.
fn runs(pieces: &[(usize, usize)]) -> Vec<StscEntry> {
    let mut runs: Vec<StscEntry> = Vec::new();
    for (first_chunk, (_, count)) in (1..).zip(pieces) {
        let samples_per_chunk = u32::try_from(*count).unwrap_or(u32::MAX);
        if runs.last().is_none_or(|run| run.samples_per_chunk != samples_per_chunk) {
            runs.push(StscEntry { first_chunk, samples_per_chunk, sample_description_index: 1 });
        }
    }
    runs
}

/// The matrix that turns the picture about its corner and moves it back to where it is seen.
fn turned(track: &Track) -> Matrix {
    let one = 1 << 16;
    let (width, height) = (i32::from(track.shown.0) << 16, i32::from(track.shown.1) << 16);
    let upright = Matrix::default();
    match track.quarters {
        1 => Matrix { a: 0, b: one, c: -one, d: 0, x: height, ..upright },
        2 => Matrix { a: -one, d: -one, x: width, y: height, ..upright },
        3 => Matrix { a: 0, b: -one, c: one, d: 0, y: width, ..upright },
        _ => upright,
    }
}
