//! What `ffprobe` says of a file.

use serde::Deserialize;

use super::Work;
use crate::clip::error::ClipError;

/// Streams of a file.
const STREAMS_MAX: &str = "32";
/// What is asked for. No tags: they are nobody's business.
const ENTRIES: &str = "format=duration:stream=index,codec_type,codec_name,profile,level,pix_fmt,field_order,width,\
    height,sample_aspect_ratio,avg_frame_rate,channels:stream_disposition=attached_pic:stream_side_data=rotation";

#[derive(Debug, Default, Deserialize)]
pub(super) struct Probe {
    #[serde(default)]
    pub(super) streams: Vec<Stream>,
    #[serde(default)]
    pub(super) format: Format,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Format {
    duration: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Stream {
    pub(super) index: u32,
    pub(super) codec_type: String,
    pub(super) codec_name: String,
    pub(super) profile: String,
    pub(super) level: i32,
    pub(super) pix_fmt: String,
    pub(super) field_order: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) sample_aspect_ratio: String,
    pub(super) avg_frame_rate: String,
    pub(super) channels: u32,
    pub(super) disposition: Disposition,
    pub(super) side_data_list: Vec<SideData>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Disposition {
    attached_pic: u8,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SideData {
    rotation: f64,
}

/// Asks `ffprobe`.
pub(super) fn probe(work: &Work<'_>) -> Result<Probe, ClipError> {
    let mut words: Vec<String> = ["-max_streams", STREAMS_MAX].map(str::to_owned).into();
    words.extend(work.reading());
    words.extend(["-show_entries", ENTRIES, "-of", "json"].map(str::to_owned));
    let told = work.tool.ffprobe(work.folder, &words, work.bounds)?;
    serde_json::from_slice(&told).map_err(|_| ClipError::Corrupt)
}

impl Probe {
    /// The video to be shown: no cover.
    pub(super) fn video(&self) -> Option<&Stream> {
        self.streams
            .iter()
            .find(|stream| stream.codec_type == "video" && stream.disposition.attached_pic == 0)
    }

    pub(super) fn sound(&self) -> Option<&Stream> {
        self.streams.iter().find(|stream| stream.codec_type == "audio")
    }

    /// Seconds; 0 where that is not known.
    pub(super) fn seconds(&self) -> f64 {
        let seconds = self.format.duration.as_deref().and_then(|text| text.parse().ok());
        seconds.filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0).unwrap_or(0.0)
    }
}

impl Stream {
    /// Width and height as they are to be shown: pixels square, the picture upright.
    pub(super) fn shown(&self) -> (u32, u32) {
        let (a, b) = ratio(&self.sample_aspect_ratio, ':').unwrap_or((1, 1));
        let wide = u64::from(self.width) * u64::from(a) / u64::from(b);
        let wide = u32::try_from(wide).unwrap_or(u32::MAX).max(1);
        let turned = self.side_data_list.iter().any(|data| (data.rotation.abs() - 90.0).abs() % 180.0 < 1.0);
        let turns = self.side_data_list.iter().any(|data| data.rotation != 0.0);
        if turned && turns { (self.height, wide) } else { (wide, self.height) }
    }

    /// Frames a second; 0 where that is not known.
    pub(super) fn frame_rate(&self) -> f64 {
        ratio(&self.avg_frame_rate, '/').map_or(0.0, |(a, b)| f64::from(a) / f64::from(b))
    }
}

fn ratio(text: &str, sign: char) -> Option<(u32, u32)> {
    let (a, b) = text.split_once(sign)?;
    let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
    (a > 0 && b > 0).then_some((a, b))
}

#[cfg(test)]
impl Probe {
    /// What would be said of such a file.
    pub(super) fn of(streams: Vec<Stream>, seconds: u64) -> Self {
        Self { streams, format: Format { duration: Some(seconds.to_string()) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_that_are_seen() {
        let stream = |text: &str| serde_json::from_str::<Stream>(text).unwrap();
        let table = [
            (r#"{"width": 640, "height": 480}"#, (640, 480)),
            (r#"{"width": 720, "height": 576, "sample_aspect_ratio": "16:15"}"#, (768, 576)),
            (r#"{"width": 640, "height": 480, "sample_aspect_ratio": "0:1"}"#, (640, 480)),
            (r#"{"width": 640, "height": 480, "side_data_list": [{"rotation": -90}]}"#, (480, 640)),
            (r#"{"width": 640, "height": 480, "side_data_list": [{"rotation": 180}]}"#, (640, 480)),
            (r#"{"width": 640, "height": 480, "side_data_list": [{"rotation": 270}]}"#, (480, 640)),
        ];
        for (text, expected) in table {
            assert_eq!(stream(text).shown(), expected, "{text}");
        }
        assert_eq!(stream(r#"{"avg_frame_rate": "30000/1000"}"#).frame_rate(), 30.0);
        assert_eq!(stream(r#"{"avg_frame_rate": "0/0"}"#).frame_rate(), 0.0);
    }

    #[test]
    fn covers_are_no_videos() {
        let text = r#"{"streams": [
            {"index": 0, "codec_type": "video", "disposition": {"attached_pic": 1}},
            {"index": 1, "codec_type": "audio"}], "format": {"duration": "3.5"}}"#;
        let probe: Probe = serde_json::from_str(text).unwrap();
        assert!(probe.video().is_none() && probe.sound().is_some());
        assert_eq!(probe.seconds(), 3.5);
    }
}
