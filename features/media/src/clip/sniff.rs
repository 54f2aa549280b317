//! Which container some bytes are.

use super::mp3;

/// Bytes at the beginning of a Matroska or Ogg file in which its kind is told.
const HEAD_BYTES: usize = 512;
/// Major brands of pictures, which lie in the same container as videos.
const PICTURE_BRANDS: [&[u8; 4]; 9] =
    [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"crx "];

/// What the bytes are, told by their content, never by a name or declared type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// ISO base media with a brand of MP4, M4V or M4A.
    Mp4,
    /// The same for sound alone.
    M4a,
    /// QuickTime, which is older than ISO base media and laid out likewise.
    QuickTime,
    /// 3GPP, as old phones record.
    Gpp,
    /// Matroska and WebM.
    Matroska,
    /// Ogg, with Vorbis, Opus, FLAC or Theora in it.
    Ogg,
    /// MPEG audio, layer III.
    Mp3,
    /// RIFF WAVE.
    Wav,
    /// FLAC.
    Flac,
    /// AAC in ADTS frames.
    Adts,
}

/// The container which the first bytes announce; `None` for everything else: playlists, subtitles, scripts of cuts
/// and whatever else names other files are none of these, so no demuxer for them is ever run.
pub fn sniff(bytes: &[u8]) -> Option<Container> {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => iso(brand.first_chunk()?),
        [_, _, _, _, b'm', b'o', b'o', b'v', ..] | [_, _, _, _, b'w', b'i', b'd', b'e', ..] => {
            Some(Container::QuickTime)
        }
        [0x1A, 0x45, 0xDF, 0xA3, rest @ ..] => matroska(rest),
        [b'O', b'g', b'g', b'S', 0, ..] => Some(Container::Ogg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(Container::Wav),
        _ => elementary(bytes.get(mp3::tags(bytes)..)?),
    }
}

fn iso(brand: &[u8; 4]) -> Option<Container> {
    match brand {
        brand if PICTURE_BRANDS.contains(&brand) => None,
        b"qt  " => Some(Container::QuickTime),
        b"M4A " | b"M4B " => Some(Container::M4a),
        [b'3', b'g', ..] => Some(Container::Gpp),
        _ => Some(Container::Mp4),
    }
}

fn matroska(rest: &[u8]) -> Option<Container> {
    let head = &rest[..rest.len().min(HEAD_BYTES)];
    let named = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
    (named(b"webm") || named(b"matroska")).then_some(Container::Matroska)
}

/// Streams without a container, behind their tags.
fn elementary(bytes: &[u8]) -> Option<Container> {
    match bytes {
        [b'f', b'L', b'a', b'C', ..] => Some(Container::Flac),
        [0xFF, second, ..] if second & 0xF6 == 0xF0 => Some(Container::Adts),
        _ => mp3::begins(bytes).then_some(Container::Mp3),
    }
}

impl Container {
    /// Every one.
    pub const ALL: [Self; 10] = [
        Self::Mp4,
        Self::M4a,
        Self::QuickTime,
        Self::Gpp,
        Self::Matroska,
        Self::Ogg,
        Self::Mp3,
        Self::Wav,
        Self::Flac,
        Self::Adts,
    ];

    /// Whether it can be taken without `ffmpeg`, if what is in it fits.
    pub fn is_plain(self) -> bool {
        matches!(self, Self::Mp4 | Self::M4a | Self::Mp3)
    }

    /// Whether it is laid out in boxes.
    pub fn is_boxes(self) -> bool {
        matches!(self, Self::Mp4 | Self::M4a | Self::QuickTime | Self::Gpp)
    }

    /// Whether nothing but sound is likely in it, which is shown until that is known.
    pub fn is_sound(self) -> bool {
        matches!(self, Self::M4a | Self::Ogg | Self::Mp3 | Self::Wav | Self::Flac | Self::Adts)
    }

    /// The demuxer's name that `ffmpeg` is bound to, so that it does not look for another one.
    pub(super) fn demuxer(self) -> &'static str {
        match self {
            Self::Mp4 | Self::M4a | Self::QuickTime | Self::Gpp => "mov",
            Self::Matroska => "matroska",
            Self::Ogg => "ogg",
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
            Self::Flac => "flac",
            Self::Adts => "aac",
        }
    }

    /// The media types that clients may call it by; the first is the usual one.
    pub fn mimes(self) -> &'static [&'static str] {
        match self {
            Self::Mp4 => &["video/mp4", "video/x-m4v"],
            Self::M4a => &["audio/mp4", "audio/m4a", "audio/x-m4a"],
            Self::QuickTime => &["video/quicktime"],
            Self::Gpp => &["video/3gpp", "audio/3gpp"],
            Self::Matroska => &["video/webm", "audio/webm"],
            Self::Ogg => &["audio/ogg", "audio/opus", "audio/vorbis", "video/ogg"],
            Self::Mp3 => &["audio/mpeg", "audio/mp3"],
            Self::Wav => &["audio/wav", "audio/wave", "audio/x-wav", "audio/x-pn-wave", "audio/vnd.wave"],
            Self::Flac => &["audio/flac", "audio/x-flac"],
            Self::Adts => &["audio/aac"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let table: [(&[u8], Option<Container>); 22] = [
            (b"\0\0\0\x18ftypisom\0\0\0\0", Some(Container::Mp4)),
            (b"\0\0\0\x18ftypM4A \0\0\0\0", Some(Container::M4a)),
            (b"\0\0\0\x18ftypqt  \0\0\0\0", Some(Container::QuickTime)),
            (b"\0\0\0\x18ftyp3gp5\0\0\0\0", Some(Container::Gpp)),
            (b"\0\0\0\x18ftypheic\0\0\0\0", None),
            (b"\0\0\0\x18ftypavif\0\0\0\0", None),
            (b"\0\0\x01\0moov\0\0\0\0", Some(Container::QuickTime)),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x84webm", Some(Container::Matroska)),
            (b"\x1A\x45\xDF\xA3\x93\x42\x82\x84else", None),
            (b"OggS\0\x02", Some(Container::Ogg)),
            (b"RIFF\0\0\0\0WAVEfmt ", Some(Container::Wav)),
            (b"RIFF\0\0\0\0AVI LIST", None),
            (b"fLaC\0\0\0\x22", Some(Container::Flac)),
            (b"ID3\x04\0\0\0\0\0\x02ab\xFF\xF1\x50\x80", Some(Container::Adts)),
            (b"ID3\x04\0\0\0\0\0\x02abfLaC", Some(Container::Flac)),
            (b"\xFF\xF1\x50\x80", Some(Container::Adts)),
            (b"#EXTM3U\n#EXT-X-VERSION:3\n", None),
            (b"ffconcat version 1.0\nfile '/etc/passwd'", None),
            (b"1\n00:00:00,000 --> 00:00:02,000\nhello", None),
            (b"<?xml version=\"1.0\"?><MPD>", None),
            (b"ID3", None),
            (b"", None),
        ];
        for (bytes, expected) in table {
            assert_eq!(sniff(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn every_container_has_names() {
        for container in Container::ALL {
            assert!(!container.mimes().is_empty() && !container.demuxer().is_empty());
        }
    }
}
