//! What clients are told of media.

use serde_json::{Map, Value, json};
use web::Site;

use crate::clip::Facts;
use crate::model::Attachment;

/// Mastodon's `MediaAttachment`.
pub(crate) fn entity(site: &Site, a: &Attachment) -> Value {
    let address = |name: &Option<String>| name.as_ref().map(|name| site.url(&format!("/media/{name}")));
    let mut meta = Map::new();
    if let Some(focus) = a.focus {
        meta.insert("focus".into(), json!({ "x": focus.x, "y": focus.y }));
    }
    if a.original.is_some() {
        let original = a.clip.as_ref().map_or_else(|| measures(a.width, a.height), played);
        meta.insert("original".into(), original);
    }
    if a.small.is_some() {
        meta.insert("small".into(), measures(a.small_width, a.small_height));
    }
    json!({
        "id": a.id,
        "type": a.kind,
        "url": address(&a.original),
        "preview_url": address(&a.small),
        "remote_url": null,
        "preview_remote_url": null,
        "text_url": null,
        "meta": meta,
        "description": a.description,
        "blurhash": a.blurhash,
    })
}

/// What Mastodon tells of a video; of sound alone, how long it is and how dense.
fn played(clip: &Facts) -> Value {
    let mut told = Map::new();
    if clip.width > 0 {
        let (frames, seconds) = clip.frame_rate;
        told.insert("width".into(), clip.width.into());
        told.insert("height".into(), clip.height.into());
        told.insert("frame_rate".into(), format!("{frames}/{seconds}").into());
    }
    told.insert("duration".into(), (clip.duration_ms as f64 / 1_000.0).into());
    told.insert("bitrate".into(), clip.bit_rate.into());
    told.into()
}

fn measures(width: u32, height: u32) -> Value {
    let aspect = f64::from(width) / f64::from(height.max(1));
    json!({ "width": width, "height": height, "size": format!("{width}x{height}"), "aspect": aspect })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn videos_tell_what_mastodon_tells() {
        let facts = Facts {
            width: 640,
            height: 480,
            frame_rate: (30_000, 1_001),
            duration_ms: 7_300,
            bit_rate: 9,
            sound: None,
        };
        let told =
            json!({ "width": 640, "height": 480, "frame_rate": "30000/1001", "duration": 7.3, "bitrate": 9 });
        assert_eq!(played(&facts), told);
        assert_eq!(played(&Facts { width: 0, ..facts }), json!({ "duration": 7.3, "bitrate": 9 }));
    }
}
