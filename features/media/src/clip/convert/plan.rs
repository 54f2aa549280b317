//! What `ffmpeg` is told to do. Pure: from what `ffprobe` said to words.

use super::probe::{Probe, Stream};
use super::{How, OUT, Work};
use crate::clip::error::ClipError;
use crate::clip::limits::{CLIP_MINUTES_MAX, CONVERTED_FRAME_RATE_MAX, CONVERTED_PIXELS_MAX, ClipLimits};
use crate::clip::tool::THREADS;

/// Bits a second of converted pictures at the most.
const VIDEO_BITS_MAX: u64 = 6_000_000;
/// And at the least, however long it is.
const VIDEO_BITS_MIN: u64 = 150_000;
/// Bits a second of converted sound at the most.
const SOUND_BITS_MAX: u64 = 128_000;
/// And at the least, however long it is.
const SOUND_BITS_MIN: u64 = 48_000;
/// The part of a video with sound that its sound may have.
const SOUND_SHARE: u64 = 4;
/// H.264 profiles that play everywhere, by `ffprobe`'s names.
const PROFILES: [&str; 4] = ["Constrained Baseline", "Baseline", "Main", "High"];

/// The words for `ffmpeg`.
pub(super) fn plan(probe: &Probe, work: &Work<'_>, how: How) -> Result<Vec<String>, ClipError> {
    check(probe, work.limits)?;
    let mut words: Vec<String> = vec!["-threads".to_owned(), THREADS.to_string()];
    words.extend(work.reading());
    // A second more than is allowed, so that what is longer is noticed.
    words.extend(["-t".to_owned(), (CLIP_MINUTES_MAX * 60 + 1).to_string()]);
    let bits = Bits::of(probe, work.bounds.bytes_max);
    if let Some(stream) = probe.video() {
        words.extend(["-map".to_owned(), format!("0:{}", stream.index)]);
        words.extend(video(stream, how, bits.video));
    }
    if let Some(stream) = probe.sound() {
        words.extend(["-map".to_owned(), format!("0:{}", stream.index)]);
        words.extend(sound(stream, how, bits.sound));
    }
    // The file is written anew afterwards; that nothing is taken along here is one more lock on the same door.
    let rest =
        ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact", "-flags:v"];
    let last = ["+bitexact", "-flags:a", "+bitexact", "-max_muxing_queue_size", "4096", "-f", "mp4"];
    words.extend(rest.into_iter().chain(last).map(str::to_owned));
    words.push(format!("file:{OUT}"));
    Ok(words)
}

fn check(probe: &Probe, limits: &ClipLimits) -> Result<(), ClipError> {
    if probe.video().is_none() && probe.sound().is_none() {
        return Err(ClipError::Empty);
    }
    if probe.seconds() > (CLIP_MINUTES_MAX * 60) as f64 {
        return Err(ClipError::TooLong { minutes_max: CLIP_MINUTES_MAX });
    }
    let Some(&Stream { width, height, .. }) = probe.video() else { return Ok(()) };
    if u64::from(width) * u64::from(height) > limits.pixels_max {
        return Err(ClipError::TooManyPixels { width, height, pixels_max: limits.pixels_max });
    }
    let rate = probe.video().map_or(0.0, Stream::frame_rate);
    if rate > f64::from(limits.frame_rate_max) {
        return Err(ClipError::TooFast { frame_rate_max: limits.frame_rate_max });
    }
    Ok(())
}

/// Bits a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bits {
    video: u64,
    sound: u64,
}

impl Bits {
    /// With which the file stays within `bytes_max`, unless it is so long that nothing would be heard or seen.
    fn of(probe: &Probe, bytes_max: u64) -> Self {
        // Of eight bits a byte, some are for the file's header.
        let fit = (bytes_max as f64 * 7.2 / probe.seconds().max(1.0)) as u64;
        let share = if probe.video().is_some() { SOUND_SHARE } else { 1 };
        let sound = (fit / share).clamp(SOUND_BITS_MIN, SOUND_BITS_MAX);
        let beside = if probe.sound().is_some() { sound } else { 0 };
        Self { video: fit.saturating_sub(beside).clamp(VIDEO_BITS_MIN, VIDEO_BITS_MAX), sound }
    }
}

fn video(stream: &Stream, how: How, bits: u64) -> Vec<String> {
    let plain = stream.codec_name == "h264"
        && stream.pix_fmt == "yuv420p"
        && matches!(stream.field_order.as_str(), "" | "unknown" | "progressive")
        && PROFILES.contains(&stream.profile.as_str())
        && stream.level <= 52;
    if plain && how == How::Copy {
        return ["-c:v", "copy"].map(str::to_owned).into();
    }
    let (width, height) = reduced(stream.shown());
    let (maximum, buffer) = (bits.to_string(), (bits * 2).to_string());
    let (fastest, threads) = (CONVERTED_FRAME_RATE_MAX.to_string(), THREADS.to_string());
    let filter = format!("scale={width}:{height},setsar=1,format=yuv420p");
    let words = ["-vf", &filter, "-fpsmax", &fastest, "-c:v", "libx264", "-preset", "veryfast", "-crf", "23"];
    let more = ["-maxrate", &maximum, "-bufsize", &buffer, "-profile:v", "high", "-threads:v", &threads];
    words.into_iter().chain(more).map(str::to_owned).collect()
}

fn sound(stream: &Stream, how: How, bits: u64) -> Vec<String> {
    let plain = stream.codec_name == "aac" && matches!(stream.profile.as_str(), "LC" | "HE-AAC" | "HE-AACv2");
    if plain && how == How::Copy {
        return ["-c:a", "copy"].map(str::to_owned).into();
    }
    let (bits, channels) = (bits.to_string(), stream.channels.clamp(1, 2).to_string());
    ["-c:a", "aac", "-b:a", &bits, "-ar", "48000", "-ac", &channels].map(str::to_owned).into()
}

/// A size of at most as many pixels as are converted, with even sides, as the coder needs them.
fn reduced((width, height): (u32, u32)) -> (u32, u32) {
    let area = f64::from(width) * f64::from(height);
    let factor = (CONVERTED_PIXELS_MAX as f64 / area.max(1.0)).sqrt().min(1.0);
    let side = |side: u32| ((f64::from(side) * factor / 2.0).floor() as u32 * 2).max(2);
    (side(width), side(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_even_and_within() {
        let table = [
            ((640, 360), (640, 360)),
            ((641, 361), (640, 360)),
            ((3840, 2160), (1920, 1080)),
            ((2160, 3840), (1080, 1920)),
            ((1, 1), (2, 2)),
        ];
        for (given, expected) in table {
            assert_eq!(reduced(given), expected, "{given:?}");
        }
    }

    #[test]
    fn bits_fit_the_time() {
        let bits = |kinds: &[&str], seconds: u64| {
            let streams = kinds.iter().map(|kind| Stream { codec_type: (*kind).into(), ..Stream::default() });
            Bits::of(&Probe::of(streams.collect(), seconds), 80 << 20)
        };
        let (film, silent, sound) = (["video", "audio"], ["video"], ["audio"]);
        assert_eq!(bits(&film, 10), Bits { video: VIDEO_BITS_MAX, sound: SOUND_BITS_MAX });
        assert_eq!(bits(&sound, 600).sound, SOUND_BITS_MAX);
        for seconds in [300, 600, 1_800, 3_000] {
            let Bits { video, sound } = bits(&film, seconds);
            assert!(video > VIDEO_BITS_MIN && (video + sound) / 8 * seconds < 80 << 20, "{seconds}");
            assert!(bits(&silent, seconds).video >= video);
        }
        for seconds in [3_600, 5_400, 7_200] {
            let Bits { sound, .. } = bits(&sound, seconds);
            assert!(sound > SOUND_BITS_MIN && sound / 8 * seconds < 80 << 20, "{seconds}");
        }
        // So long that it may become too large, which is said then.
        assert_eq!(bits(&film, 7_200), Bits { video: VIDEO_BITS_MIN, sound: SOUND_BITS_MIN });
    }

    #[test]
    fn only_what_plays_everywhere_is_copied() {
        let stream = |pix_fmt: &str, profile: &str| Stream {
            codec_name: "h264".into(),
            pix_fmt: pix_fmt.into(),
            profile: profile.into(),
            width: 64,
            height: 64,
            ..Stream::default()
        };
        let copies = |stream: &Stream, how| video(stream, how, 9).contains(&"copy".to_owned());
        assert!(copies(&stream("yuv420p", "High"), How::Copy));
        assert!(!copies(&stream("yuv420p", "High"), How::Encode));
        assert!(!copies(&stream("yuv444p", "High 4:4:4 Predictive"), How::Copy));
        let woven = Stream { field_order: "tt".into(), ..stream("yuv420p", "High") };
        assert!(!copies(&woven, How::Copy));
    }
}
