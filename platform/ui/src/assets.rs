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
mod tests;
