//! Counts frames and finds the loop count by walking a container's blocks, without decompressing anything.
//!
//! The count is needed before the first frame is decoded, to refuse or to reduce an animation, and the decoders do
//! not tell a GIF that plays once from one that loops for ever. A broken tail ends the walk: what was counted so far
//! is what a decoder could show at most.

use super::format::Format;

/// What the blocks of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Survey {
    /// Frames; 1 for formats and files without animation, 0 for a GIF without images.
    pub frames: usize,
    /// How an animation goes on after its first pass.
    pub repeat: Repeat,
}

/// What follows the first pass through an animation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// It stops at the last frame.
    Once,
    /// So many passes more.
    Again(u16),
    /// It never stops.
    Forever,
}

/// Surveys a file whose format was sniffed.
pub(super) fn survey(format: Format, bytes: &[u8]) -> Survey {
    match format {
        Format::Gif => gif(bytes),
        Format::WebP => webp(bytes),
        Format::Jpeg | Format::Png => Survey { frames: 1, repeat: Repeat::Once },
    }
}

fn gif(bytes: &[u8]) -> Survey {
    let mut found = Survey { frames: 0, repeat: Repeat::Once };
    // The end of the data ends the walk; the count so far is the answer either way.
    let _ = walk_gif(&mut Walk { rest: bytes }, &mut found);
    found
}

fn walk_gif(walk: &mut Walk<'_>, found: &mut Survey) -> Option<()> {
    let screen = walk.take(13)?;
    walk.palette(screen[10])?;
    loop {
        match walk.byte()? {
            0x2C => {
                found.frames += 1;
                let image = walk.take(9)?;
                walk.palette(image[8])?;
                walk.byte()?;
                while walk.sub_block()?.is_some() {}
            }
            0x21 => extension(walk, found)?,
            _ => return None,
        }
    }
}

/// Skips an extension; one of them holds the loop count: that of Netscape Navigator 2.0, which everyone follows.
/// After its name comes a block of 1 and the count, 0 for endless.
fn extension(walk: &mut Walk<'_>, found: &mut Survey) -> Option<()> {
    let application = walk.byte()? == 0xFF;
    let mut looping = false;
    while let Some(block) = walk.sub_block()? {
        if let (true, [1, low, high, ..]) = (looping, block) {
            found.repeat = gif_repeat(u16::from_le_bytes([*low, *high]));
        }
        looping |= application && matches!(block, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
    }
    Some(())
}

fn gif_repeat(count: u16) -> Repeat {
    if count == 0 { Repeat::Forever } else { Repeat::Again(count) }
}

/// RIFF chunks after the 12-byte file header: `ANIM` holds background and loop count, each `ANMF` is a frame.
fn webp(bytes: &[u8]) -> Survey {
    let mut found = Survey { frames: 0, repeat: Repeat::Once };
    let _ = walk_webp(&mut Walk { rest: bytes }, &mut found);
    found.frames = found.frames.max(1);
    found
}

fn walk_webp(walk: &mut Walk<'_>, found: &mut Survey) -> Option<()> {
    walk.take(12)?;
    loop {
        let head = walk.take(8)?;
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        match &head[..4] {
            b"ANMF" => found.frames += 1,
            b"ANIM" => found.repeat = walk.rest.get(4..6).map_or(Repeat::Once, webp_repeat),
            _ => {}
        }
        walk.take(size.checked_add(size % 2)?)?;
    }
}

/// WebP counts all passes, GIF those after the first.
fn webp_repeat(count: &[u8]) -> Repeat {
    match u16::from_le_bytes([count[0], count[1]]) {
        0 => Repeat::Forever,
        1 => Repeat::Once,
        passes => Repeat::Again(passes - 1),
    }
}

/// What is left to walk.
struct Walk<'a> {
    rest: &'a [u8],
}

impl<'a> Walk<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    /// Skips the colour table that the packed byte of a GIF descriptor announces.
    fn palette(&mut self, packed: u8) -> Option<()> {
        if packed & 0x80 != 0 {
            self.take(3 << ((packed & 7) + 1))?;
        }
        Some(())
    }

    /// One length-prefixed block; `Some(None)` is the empty one that ends a series.
    fn sub_block(&mut self) -> Option<Option<&'a [u8]>> {
        match self.byte()? {
            0 => Some(None),
            length => self.take(usize::from(length)).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCREEN: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\0\0\0\xFF\xFF\xFF";
    const IMAGE: &[u8] = b"\x2C\0\0\0\0\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00";

    fn file(parts: &[&[u8]]) -> Vec<u8> {
        parts.concat()
    }

    #[test]
    fn gif_blocks() {
        let loops: &[u8] = b"\x21\xFF\x0BNETSCAPE2.0\x03\x01\x05\x00\x00";
        let endless: &[u8] = b"\x21\xFF\x0BANIMEXTS1.0\x03\x01\x00\x00\x00";
        let xmp: &[u8] = b"\x21\xFF\x0BXMP DataXMP\x03\x01\x09\x00\x00";
        let comment: &[u8] = b"\x21\xFE\x0BNETSCAPE2.0\x03\x01\x07\x00\x00";
        let empty: &[u8] = b"\x21\xFF\x00";
        let table: [(&[&[u8]], usize, Repeat); 9] = [
            (&[SCREEN], 0, Repeat::Once),
            (&[SCREEN, IMAGE, b";"], 1, Repeat::Once),
            (&[SCREEN, IMAGE, IMAGE, b";", IMAGE], 2, Repeat::Once),
            (&[SCREEN, loops, IMAGE, IMAGE, b";"], 2, Repeat::Again(5)),
            (&[SCREEN, endless, IMAGE, b";"], 1, Repeat::Forever),
            (&[SCREEN, xmp, comment, IMAGE], 1, Repeat::Once),
            (&[SCREEN, empty, IMAGE, IMAGE], 2, Repeat::Once),
            (&[SCREEN, IMAGE, &IMAGE[..12]], 2, Repeat::Once),
            (&[&SCREEN[..12]], 0, Repeat::Once),
        ];
        for (parts, frames, repeat) in table {
            assert_eq!(gif(&file(parts)), Survey { frames, repeat }, "{parts:?}");
        }
    }

    #[test]
    fn webp_chunks() {
        let head: &[u8] = b"RIFF\0\0\0\0WEBP";
        let anim: &[u8] = b"ANIM\x06\0\0\0\0\0\0\0\x03\0";
        let odd_frame: &[u8] = b"ANMF\x03\0\0\0abc\0";
        let table: [(&[&[u8]], usize, Repeat); 4] = [
            (&[head, b"VP8 \x02\0\0\0ab"], 1, Repeat::Once),
            (&[head, anim, odd_frame, odd_frame], 2, Repeat::Again(2)),
            (&[head, b"ANIM\x06\0\0\0\0\0\0\0\0\0", odd_frame], 1, Repeat::Forever),
            (&[head, b"ANMF\xFF\xFF\xFF\xFF"], 1, Repeat::Once),
        ];
        for (parts, frames, repeat) in table {
            assert_eq!(webp(&file(parts)), Survey { frames, repeat }, "{parts:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_walked(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let tail = [SCREEN, &bytes].concat();
            for walked in [gif(&bytes), gif(&tail), webp(&bytes)] {
                prop_assert!(walked.frames <= tail.len());
            }
        }
    }
}
