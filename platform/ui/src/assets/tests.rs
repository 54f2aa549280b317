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
    for path in ["", "/", "/assets/", "medley.css", "/assets/medley.css", "../medley.css", "/assets/../x"] {
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
        let text = asset(url(name)).map(|a| a.bytes).and_then(|b| std::str::from_utf8(b).ok()).expect("text");
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
