//! Sample entries: how a track is coded. Only what every browser plays passes, written anew.

use mp4_atom::esds::{DecoderConfig, DecoderSpecific, EsDescriptor, SLConfig};
use mp4_atom::{Audio, Avc1, Avcc, Codec, Colr, Decode, Esds, Mp4a, Pasp, Visual};

use super::super::error::{Stop, Unfit};
use super::super::facts::Sound;
use super::boxes::{self, Boxes, child, leaf, leaf_maybe};
use super::sps;

/// H.264 profiles with 8 bits and colour at a quarter: Baseline, Main, Extended, High.
const PROFILES: [u8; 4] = [66, 77, 88, 100];
/// The highest level that decoders in browsers and phones take (5.2).
const LEVEL_MAX: u8 = 52;
/// Bytes of one parameter set, wherever it is.
const PARAMETERS_BYTES_MAX: usize = 1_024;
/// Kinds of units: what is true of a sequence of pictures, and what is true of single ones.
const SEQUENCE_PARAMETERS: u8 = 7;
const PICTURE_PARAMETERS: u8 = 8;
/// Bytes of a description of AAC. What needs more names its channels one by one, with room for words.
const AAC_BYTES_MAX: usize = 8;
/// Bytes of the box that holds it; its reader follows descriptors in descriptors.
const ESDS_BYTES_MAX: usize = 512;
/// Bytes before the boxes in an entry of a video.
const VISUAL_BYTES: usize = 78;

/// How a track is coded.
pub(super) enum Coding {
    Video(Box<Avc1>),
    Sound(Box<Mp4a>, Sound),
}

impl Coding {
    /// Reads a table of sample entries, which must have one.
    pub(super) fn read(stsd: &[u8]) -> Result<Self, Stop> {
        let mut entries = Boxes(stsd.get(8..).ok_or(Unfit::Layout)?);
        let (name, body) = entries.next().ok_or(Unfit::Layout)??;
        if entries.next().is_some() {
            return Err(Unfit::Layout.into());
        }
        match &name {
            b"avc1" => Ok(Self::Video(Box::new(video(body)?))),
            b"mp4a" => sound(body),
            _ => Err(Unfit::Codec.into()),
        }
    }

    /// The entry to write.
    pub(super) fn entry(&self) -> Codec {
        match self {
            Self::Video(entry) => (**entry).clone().into(),
            Self::Sound(entry, _) => (**entry).clone().into(),
        }
    }
}

fn video(body: &[u8]) -> Result<Avc1, Stop> {
    let (mut head, rest) = body.split_at_checked(VISUAL_BYTES).ok_or(Unfit::Layout)?;
    let Visual { width, height, .. } = Visual::decode(&mut head)?;
    let avcc = clean_avcc(leaf(rest)?)?;
    let sets = avcc.sequence_parameter_sets.iter().chain(&avcc.picture_parameter_sets);
    if width == 0 || height == 0 || !sets.into_iter().all(|set| fits(set, (width, height))) {
        return Err(Unfit::Codec.into());
    }
    let colr = leaf_maybe(rest)?.filter(|colr| matches!(colr, Colr::Nclx { .. } | Colr::Nclc { .. }));
    let pasp = leaf_maybe::<Pasp>(rest)?.filter(|pasp| pasp.h_spacing > 0 && pasp.v_spacing > 0);
    let visual = Visual { data_reference_index: 1, width, height, ..Visual::default() };
    Ok(Avc1 { visual, avcc, colr, pasp, ..Avc1::default() })
}

/// Whether a unit may be within a video of this size: parameter sets are small, and ask for no larger pictures. Of the
/// size in the entry the limits are checked; the one in here is what a decoder makes room for.
pub(super) fn fits(unit: &[u8], (width, height): (u16, u16)) -> bool {
    match unit.first().map(|head| head & 0x1F) {
        Some(PICTURE_PARAMETERS) => unit.len() <= PARAMETERS_BYTES_MAX,
        Some(SEQUENCE_PARAMETERS) => {
            unit.len() <= PARAMETERS_BYTES_MAX
                && sps::size(unit).is_some_and(|size| size.is_of(width.into(), height.into()))
        }
        _ => true,
    }
}

/// Profile and level within what is played everywhere, and parameter sets that are some.
fn clean_avcc(avcc: Avcc) -> Result<Avcc, Stop> {
    let plain = avcc
        .ext
        .as_ref()
        .is_none_or(|ext| (ext.chroma_format, ext.bit_depth_luma, ext.bit_depth_chroma) == (1, 8, 8));
    let sets = |all: &[Vec<u8>], kind: u8| {
        !all.is_empty() && all.iter().all(|set| set.first().is_some_and(|head| head & 0x1F == kind))
    };
    let profiles = avcc.sequence_parameter_sets.iter().filter_map(|set| set.get(1));
    let known = profiles.chain([&avcc.avc_profile_indication]).all(|profile| PROFILES.contains(profile));
    if !plain
        || !known
        || avcc.avc_level_indication > LEVEL_MAX
        || !matches!(avcc.length_size, 1 | 2 | 4)
        || !sets(&avcc.sequence_parameter_sets, SEQUENCE_PARAMETERS)
        || !sets(&avcc.picture_parameter_sets, PICTURE_PARAMETERS)
    {
        return Err(Unfit::Codec.into());
    }
    let ext = avcc.ext.map(|ext| mp4_atom::AvccExt { sequence_parameter_sets_ext: Vec::new(), ..ext });
    Ok(Avcc { ext, ..avcc })
}

fn sound(body: &[u8]) -> Result<Coding, Stop> {
    let mut rest = body;
    let audio = Audio::decode(&mut rest)?;
    let esds = match child(rest, b"esds")? {
        Some(esds) => esds,
        None => boxes::needed(boxes::needed(rest, b"wave")?, b"esds")?,
    };
    if esds.len() > ESDS_BYTES_MAX {
        return Err(Unfit::Codec.into());
    }
    let config = boxes::read::<Esds>(esds)?.es_desc.dec_config;
    let specific = config.dec_specific.as_ref().ok_or(Unfit::Codec)?;
    // AAC of MPEG 4 or 2, with the profiles that are played everywhere: LC, and HE in both versions.
    if !matches!(config.object_type_indication, 0x40 | 0x66..=0x68)
        || !matches!(specific.profile, 2 | 5 | 29)
        || !matches!(specific.chan_conf, 1..=7)
        || specific.raw.len() > AAC_BYTES_MAX
    {
        return Err(Unfit::Codec.into());
    }
    let told = Sound {
        codec: "aac".to_owned(),
        rate: u32::from(audio.sample_rate.integer()),
        channels: u32::from(specific.chan_conf),
    };
    let specific = specific.clone();
    let audio = Audio {
        data_reference_index: 1,
        channel_count: audio.channel_count,
        sample_size: 16,
        sample_rate: audio.sample_rate,
    };
    Ok(Coding::Sound(Box::new(entry(audio, &config, specific)), told))
}

fn entry(audio: Audio, config: &DecoderConfig, specific: DecoderSpecific) -> Mp4a {
    let dec_config = DecoderConfig {
        object_type_indication: config.object_type_indication,
        // Sound (5), downwards.
        stream_type: 5,
        up_stream: 0,
        buffer_size_db: config.buffer_size_db,
        max_bitrate: config.max_bitrate,
        avg_bitrate: config.avg_bitrate,
        dec_specific: Some(specific),
    };
    let es_desc = EsDescriptor {
        es_id: 0,
        depends_on_es_id: None,
        url: None,
        ocr_es_id: None,
        stream_priority: 0,
        dec_config,
        sl_config: SLConfig::default(),
    };
    Mp4a { audio, esds: Esds { es_desc }, btrt: None, taic: None }
}
