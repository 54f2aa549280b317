//! What is attached to a tweet, and the names of its files in the archive.

use serde::Deserialize;

use super::super::words;
use super::files::is_plain_name;
use super::links::usable;
use super::loose::{Maybe, Scalar};
use super::{ArchiveMedia, MEDIA_MAX};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Medium {
    pub(super) url: Maybe<String>,
    pub(super) expanded_url: Maybe<String>,
    media_url_https: Maybe<String>,
    media_url: Maybe<String>,
    ext_alt_text: Maybe<String>,
    video_info: Maybe<Video>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Video {
    variants: Maybe<Vec<Maybe<Variant>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Variant {
    bitrate: Maybe<Scalar>,
    content_type: Maybe<String>,
    url: Maybe<String>,
}

/// The media of a tweet, each once. Archives name a file `<tweet id>-<last part of its address>`.
pub(super) fn attached(id: u64, media: &Maybe<Vec<Maybe<Medium>>>) -> Vec<ArchiveMedia> {
    let mut all: Vec<ArchiveMedia> = Vec::new();
    for medium in media.known() {
        let Some(base) = base_name(medium) else { continue };
        let file = format!("{id}-{base}");
        if all.len() < MEDIA_MAX && !all.iter().any(|other| other.file == file) {
            all.push(ArchiveMedia {
                file,
                alt: alt(medium),
                link: usable(&medium.expanded_url).map(str::to_owned),
            });
        }
    }
    all
}

/// The last part of the address of the picture, or of the video in its best quality, which is the one that
/// archives contain. `None` when it is no plain file name.
pub(super) fn base_name(medium: &Medium) -> Option<&str> {
    let picture = || medium.media_url_https.0.as_deref().or(medium.media_url.0.as_deref());
    let url = best_video(medium).or_else(picture)?;
    let path = url.split(['?', '#']).next()?;
    let name = path.rsplit('/').next()?;
    // Old addresses end in a size, `name.jpg:large`.
    let name = name.split(':').next()?;
    is_plain_name(name).then_some(name)
}

fn best_video(medium: &Medium) -> Option<&str> {
    let variants = medium.video_info.0.as_ref()?.variants.known();
    let mp4 = variants.filter(|variant| variant.content_type.0.as_deref() == Some("video/mp4"));
    mp4.max_by_key(|variant| variant.bitrate.count())?.url.0.as_deref()
}

fn alt(medium: &Medium) -> Option<String> {
    let (alt, _) = words::without_controls(medium.ext_alt_text.0.clone()?);
    let alt = alt.trim();
    (!alt.is_empty()).then(|| alt.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(json: &str) -> Vec<String> {
        let media: Maybe<Vec<Maybe<Medium>>> = serde_json::from_str(json).unwrap();
        attached(7, &media).into_iter().map(|media| media.file).collect()
    }

    #[test]
    fn file_names() {
        for (json, names) in [
            (r#"[{"media_url_https": "https://pbs.twimg.com/media/Ab_c-1.jpg"}]"#, &["7-Ab_c-1.jpg"][..]),
            (r#"[{"media_url": "http://pbs.twimg.com/media/A.jpg:large"}]"#, &["7-A.jpg"]),
            (r#"[{"media_url": "http://a/../../etc/passwd%00"}]"#, &[]),
            (r#"[{"media_url": "http://a/.."}]"#, &[]),
            (r#"[{"media_url": "http://a/"}]"#, &[]),
            (r#"[{"media_url": "http://a/b\\c.jpg"}]"#, &[]),
            (
                r#"[{"media_url": 3}, {}, null, 5, {"media_url": "x.png"}, {"media_url": "x.png"}]"#,
                &["7-x.png"],
            ),
        ] {
            assert_eq!(files(json), names, "{json}");
        }
    }

    #[test]
    fn the_best_video_counts() {
        let json = r#"[{"media_url_https": "https://pbs.twimg.com/thumb/v.jpg", "video_info": {"variants": [
            {"content_type": "application/x-mpegURL", "url": "https://video.twimg.com/list.m3u8"},
            {"bitrate": "832000", "content_type": "video/mp4", "url": "https://video.twimg.com/low.mp4?tag=1"},
            {"bitrate": 2176000, "content_type": "video/mp4", "url": "https://video.twimg.com/high.mp4?tag=1"}]}}]"#;
        assert_eq!(files(json), ["7-high.mp4"]);
        let gif = r#"[{"video_info": {"variants": [
            {"bitrate": "0", "content_type": "video/mp4", "url": "https://video.twimg.com/g.mp4"}]}}]"#;
        assert_eq!(files(gif), ["7-g.mp4"]);
    }

    #[test]
    fn media_are_limited() {
        let many: Vec<String> = (0..100).map(|n| format!("{{\"media_url\": \"{n}.jpg\"}}")).collect();
        assert_eq!(files(&format!("[{}]", many.join(","))).len(), MEDIA_MAX);
    }
}
