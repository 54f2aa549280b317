//! Style sheet, scripts, icons and manifest, compiled into the binary and served under names that change with their
//! content, so that browsers may keep them for ever.

use std::sync::LazyLock;

use words::Lang;

use crate::WORDS;

/// Where assets are served. The answer to a request below it may be cached for a year and is the same for everyone.
pub const PREFIX: &str = "/assets/";

/// A file as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asset {
    /// The content.
    pub bytes: &'static [u8],
    /// The media type, with its charset for text.
    pub mime: &'static str,
    /// The strong entity tag, quotes included.
    pub etag: &'static str,
    /// Whether the path changes with the content, so that browsers may keep the file for ever.
    pub immutable: bool,
}

/// The file for a path, given whole (`/assets/medley-1f2e3d4c.css`) or without the prefix.
#[must_use]
pub fn asset(path: &str) -> Option<Asset> {
    let entry = ENTRIES.iter().find(|e| e.url == path || e.url.strip_prefix(PREFIX) == Some(path))?;
    Some(Asset { bytes: entry.bytes, mime: entry.mime, etag: &entry.etag, immutable: entry.immutable })
}

/// The path of a file by its plain name: `medley.css` gives `/assets/medley-1f2e3d4c.css`. An unknown name gives
/// the prefix alone, which no asset answers.
#[must_use]
pub fn url(name: &str) -> &'static str {
    url_among(&ENTRIES, name)
}

fn url_among<'a>(entries: &'a [Entry], name: &str) -> &'a str {
    entries.iter().find(|e| e.name == name).map_or(PREFIX, |e| &e.url)
}

/// The paths of all assets.
pub fn all() -> impl Iterator<Item = &'static str> {
    ENTRIES.iter().map(|e| e.url.as_str())
}

/// A person's own picture, or the one that stands in for it.
pub(crate) fn avatar_or_default(own: &str) -> &str {
    if own.is_empty() { url("avatar.svg") } else { own }
}

struct Entry {
    name: &'static str,
    url: String,
    etag: String,
    bytes: &'static [u8],
    mime: &'static str,
    immutable: bool,
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const SPECULATION: &str = "application/speculationrules+json";

/// Files that refer to no other file.
const FILES: &[(&str, &str, &[u8])] = &[
    ("medley.css", CSS, include_bytes!("../assets/medley.css")),
    ("columns.css", CSS, include_bytes!("../assets/columns.css")),
    ("progress.css", CSS, include_bytes!("../assets/progress.css")),
    ("style.css", CSS, include_bytes!("../assets/style.css")),
    ("staff.css", CSS, include_bytes!("../assets/staff.css")),
    ("room.css", CSS, include_bytes!("../assets/room.css")),
    ("transcript.css", CSS, include_bytes!("../assets/transcript.css")),
    ("hashtags.css", CSS, include_bytes!("../assets/hashtags.css")),
    ("chats.css", CSS, include_bytes!("../assets/chats.css")),
    ("insights.css", CSS, include_bytes!("../assets/insights.css")),
    ("embed.css", CSS, include_bytes!("../assets/embed.css")),
    ("page.js", JS, include_bytes!("../assets/page.js")),
    ("live.js", JS, include_bytes!("../assets/live.js")),
    ("room.js", JS, include_bytes!("../assets/room.js")),
    ("reading.js", JS, include_bytes!("../assets/reading.js")),
    ("app.js", JS, include_bytes!("../assets/app.js")),
    ("composer.js", JS, include_bytes!("../assets/composer.js")),
    ("progress.js", JS, include_bytes!("../assets/progress.js")),
    ("chats.js", JS, include_bytes!("../assets/chats.js")),
    ("passkeys.js", JS, include_bytes!("../assets/passkeys.js")),
    ("push.js", JS, include_bytes!("../assets/push.js")),
    ("speculation.json", SPECULATION, include_bytes!("../assets/speculation.json")),
    ("icons.svg", SVG, include_bytes!("../assets/icons.svg")),
    ("logo.svg", SVG, include_bytes!("../assets/logo.svg")),
    ("avatar.svg", SVG, include_bytes!("../assets/avatar.svg")),
    ("icon-180.png", "image/png", include_bytes!("../assets/icon-180.png")),
    ("icon-512.png", "image/png", include_bytes!("../assets/icon-512.png")),
];

/// The standard picture of people, where Mastodon has its own: apps know it by this name, and draw theirs instead.
pub const AVATAR: &str = "/avatars/original/missing.png";
/// The standard banner, likewise.
pub const HEADER: &str = "/headers/original/missing.png";

/// The standard pictures, under names that never change: the client API gives them out, and apps keep them.
const STANDARD_PICTURES: [(&str, &str, &[u8]); 2] = [
    ("avatar.png", AVATAR, include_bytes!("../assets/avatar.png")),
    ("header.png", HEADER, include_bytes!("../assets/header.png")),
];

/// The service worker, under a name that never changes, at the root: it speaks for all pages.
pub const WORKER: &str = "/worker.js";

/// What the service worker keeps, so that pages read offline look as they do online.
const KEPT: [&str; 6] = ["medley.css", "icons.svg", "page.js", "reading.js", "app.js", "logo.svg"];

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries: Vec<Entry> = FILES.iter().map(|(name, mime, bytes)| entry(name, mime, bytes)).collect();
    let manifests = Lang::PAGES.map(|lang| {
        let text: &'static str = Box::leak(manifest(&entries, lang).into_boxed_str());
        entry(manifest_name(lang), "application/manifest+json", text.as_bytes())
    });
    entries.extend(manifests);
    // The first name is where they were before.
    let pictures = STANDARD_PICTURES.iter().flat_map(|(name, url, bytes)| {
        [format!("{PREFIX}{name}"), (*url).to_owned()].map(|url| Entry {
            url,
            immutable: false,
            ..entry(name, "image/png", bytes)
        })
    });
    entries.extend(pictures);
    let worker: &'static str = Box::leak(worker(&entries).into_boxed_str());
    let worker = entry("worker.js", JS, worker.as_bytes());
    entries.push(Entry { url: WORKER.to_owned(), immutable: false, ..worker });
    entries
});

fn entry(name: &'static str, mime: &'static str, bytes: &'static [u8]) -> Entry {
    let hash = fnv1a(bytes);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    Entry {
        name,
        url: format!("{PREFIX}{stem}-{:08x}.{extension}", hash >> 32),
        etag: format!("\"{hash:016x}\""),
        bytes,
        mime,
        immutable: true,
    }
}

/// The plain name of the web app manifest in this language: what it says stands in menus of the visitor's device.
#[must_use]
pub const fn manifest_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "medley-es.webmanifest",
        Lang::En | Lang::De => "medley-en.webmanifest",
    }
}

/// The web app manifest, which names the icons as they are served.
fn manifest(entries: &[Entry], lang: Lang) -> String {
    let path = |name: &str| url_among(entries, name);
    // A string of JSON without the quotes around it, which stand in the file.
    let say = |id| {
        let text = serde_json::Value::from(WORDS.say(id).text(lang)).to_string();
        text.trim_matches('"').to_owned()
    };
    include_str!("../assets/medley.webmanifest")
        .replace("ABOUT", &say("manifest-about"))
        .replace("LANG", lang.tag())
        .replace("DIR", lang.dir().name())
        .replace("WRITE", &say("manifest-write"))
        .replace("NOTIFICATIONS", &say("manifest-notifications"))
        .replace("SEARCH", &say("search"))
        .replace("LOGO_SVG", path("logo.svg"))
        .replace("ICON_180", path("icon-180.png"))
        .replace("ICON_512", path("icon-512.png"))
}

/// The service worker, which names the files that it keeps; its version changes with any of them.
fn worker(entries: &[Entry]) -> String {
    let path = |name: &str| url_among(entries, name);
    let files: Vec<String> = KEPT.iter().map(|name| format!("\"{}\"", path(name))).collect();
    let files = format!("[{}]", files.join(", "));
    let script = include_str!("../assets/worker.js");
    script
        .replace("VERSION", &format!("{:08x}", fnv1a([script, &files].concat().as_bytes()) >> 32))
        .replace("ASSETS", &files)
        .replace("BADGE", &format!("\"{}\"", path("icon-180.png")))
}

/// FNV-1a, 64 bits: names change with content; nothing here needs to withstand an adversary.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Style sheet, icons and scripts of a timeline page, as they are sent: leaves room for the page below 60 KB.
    const SENT_BYTES_MAX: usize = 32 * 1024;
    /// Only the pages for signing in and its settings load it.
    const PASSKEYS_BYTES_MAX: usize = 4 * 1024;

    /// What a timeline page loads, and the scripts that other pages load.
    const SENT: [&str; 9] = [
        "medley.css",
        "icons.svg",
        "page.js",
        "app.js",
        "reading.js",
        "live.js",
        "composer.js",
        "worker.js",
        "passkeys.js",
    ];

    #[test]
    fn the_worker_keeps_files_that_exist() {
        let worker = asset(WORKER).expect("worker");
        let text = std::str::from_utf8(worker.bytes).expect("text");
        for left in ["VERSION", "ASSETS", "BADGE"] {
            assert!(!text.contains(left), "{left}");
        }
        let named: Vec<_> = text.split('"').filter(|part| part.starts_with(PREFIX)).collect();
        assert_eq!(named.len(), KEPT.len() + 1, "{named:?}");
        assert!(named.iter().all(|path| asset(path).is_some()) && !worker.immutable);
    }

    #[test]
    fn every_asset_answers_at_its_own_url() {
        assert!(all().count() > FILES.len());
        for path in all() {
            let asset = asset(path).expect("listed assets are served");
            assert!(!asset.bytes.is_empty() && asset.etag.starts_with('"'), "{path}");
        }
        assert_eq!(asset(url("medley.css")), asset(&url("medley.css")[PREFIX.len()..]));
    }

    #[test]
    fn standard_pictures_keep_their_names() {
        for (path, largest) in [("/assets/avatar.png", 4_096), ("/assets/header.png", 8_192)] {
            let asset = asset(path).expect("picture");
            assert!(asset.bytes.starts_with(b"\x89PNG") && asset.bytes.len() < largest && !asset.immutable);
        }
        assert!(asset(url("medley.css")).expect("style").immutable);
    }

    #[test]
    fn unknown_names_are_refused() {
        for path in ["", "/", "/assets/", "medley.css", "/assets/medley.css", "../medley.css", "/assets/../x"]
        {
            assert_eq!(asset(path), None, "{path}");
        }
        assert_eq!(url("nothing.css"), PREFIX);
    }

    #[test]
    fn names_change_with_content() {
        assert_ne!(entry("a.css", CSS, b"a").url, entry("a.css", CSS, b"b").url);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn the_manifest_names_icons_that_exist() {
        for (lang, write) in [(Lang::En, "Write a post"), (Lang::Es, "Escribir una publicación")] {
            let manifest = asset(url(manifest_name(lang))).expect("manifest");
            let read: serde_json::Value = serde_json::from_slice(manifest.bytes).expect("JSON");
            let icons = read["icons"].as_array().expect("icons");
            assert!(icons.iter().all(|icon| icon["src"].as_str().and_then(asset).is_some()), "{read}");
            assert_eq!(icons.len(), 3, "{read}");
            assert_eq!((&read["lang"], &read["shortcuts"][0]["name"]), (&lang.tag().into(), &write.into()));
        }
    }

    #[test]
    fn styles_and_scripts_stay_small_and_load_nothing_from_elsewhere() {
        let mut total = 0;
        for name in SENT {
            let text =
                asset(url(name)).map(|a| a.bytes).and_then(|b| std::str::from_utf8(b).ok()).expect("text");
            if name == "passkeys.js" {
                assert!(text.len() < PASSKEYS_BYTES_MAX, "{} bytes", text.len());
            } else {
                total += sent(text);
            }
            let text = text.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
            for banned in ["http:", "https:", "@import", "eval(", "innerHTML", "document.write"] {
                assert!(!text.contains(banned), "{name} contains {banned}");
            }
        }
        assert!(total < SENT_BYTES_MAX, "{total} bytes");
    }

    /// Bytes of a text, compressed as the server compresses it.
    fn sent(text: &str) -> usize {
        use std::io::Write;
        let mut sink = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        sink.write_all(text.as_bytes()).expect("memory");
        sink.finish().expect("memory").len()
    }
}
