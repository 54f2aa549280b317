//! The languages of pages and of problems: catalogues against the sources, and stories.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use medley::catalogues;
use words::check;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every file below `folder` with one of these endings, as text.
fn sources(folder: &Path, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return out };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            out.extend(sources(&path, endings));
        } else if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
            let text = fs::read_to_string(&path).unwrap();
            out.push((path, text));
        }
    }
    out
}

fn of_crate(folder: &str) -> String {
    let root = root().join(folder);
    let mut all = sources(&root.join("src"), &["rs"]);
    all.extend(sources(&root.join("templates"), &["html"]));
    all.into_iter().map(|(_, text)| text).collect()
}

/// What stands between `before` and `after`, wherever it does.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(inside, _)| inside).collect()
}

#[test]
fn every_crate_with_words_is_listed_and_complete() {
    let mut listed = BTreeSet::new();
    for (folder, catalogue) in catalogues() {
        listed.insert(root().join(folder).join("locales"));
        assert_eq!(check::problems(catalogue), Vec::<String>::new(), "{folder}");
    }
    for layer in ["platform", "features"] {
        for entry in fs::read_dir(root().join(layer)).unwrap() {
            let locales = entry.unwrap().path().join("locales");
            assert!(
                !locales.exists() || listed.contains(&locales),
                "{locales:?} is not in medley::catalogues"
            );
        }
    }
}

#[test]
fn templates_ask_for_what_is_there_and_everything_there_is_asked_for() {
    let texts: BTreeMap<&str, String> =
        catalogues().iter().map(|(folder, _)| (*folder, of_crate(folder))).collect();
    let everything: String = texts.values().map(String::as_str).collect();
    for (folder, catalogue) in catalogues() {
        let (known, text) = (check::ids(catalogue), &texts[folder]);
        for id in text.match_indices("\"|t").filter_map(|(at, _)| text[..at].rsplit('"').next()) {
            assert!(known.contains(id), "{folder}: no message {id:?}");
        }
        for id in between(text, " WORDS.say(\"", "\"").into_iter().chain(between(text, "(WORDS.say(\"", "\""))
        {
            assert!(known.contains(id), "{folder}: no message {id:?}");
        }
        // What the platform says may be said anywhere.
        let used = if folder.starts_with("platform/") { &everything } else { text };
        for id in check::own_ids(catalogue) {
            assert!(used.contains(&format!("\"{id}\"")), "{folder}: nobody says {id:?}");
        }
    }
    let ui = check::ids(&ui::WORDS);
    for id in between(&everything, "ui::WORDS.say(\"", "\"") {
        assert!(ui.contains(id), "no message {id:?}");
    }
}

/// Words that are the same in every language.
const NAMES: [&str; 8] = ["ALT", "Medley", "API", "K", "x", "·", "nbsp", "rel"];

#[test]
fn templates_have_no_words_of_their_own() {
    for (folder, _) in catalogues() {
        for (path, text) in sources(&root().join(folder).join("templates"), &["html"]) {
            for word in own_words(&text) {
                assert!(NAMES.contains(&word.as_str()), "{path:?} says {word:?} by itself");
            }
        }
    }
}

/// Words outside tags, expressions and statements, and those in attributes that people read.
fn own_words(template: &str) -> Vec<String> {
    let mut plain = template.to_owned();
    for (before, after) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        while let Some(at) = plain.find(before) {
            let end = plain[at..].find(after).map_or(plain.len(), |end| at + end + after.len());
            plain.replace_range(at..end, "\u{1}");
        }
    }
    let mut read: Vec<&str> = ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""]
        .into_iter()
        .flat_map(|a| between(&plain, a, "\""))
        .collect();
    read.extend(
        format!(">{plain}")
            .split('>')
            .filter_map(|part| part.split('<').next())
            .map(|text| &*Box::leak(text.to_owned().into_boxed_str())),
    );
    let words = read.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
}
