//! The languages of pages and of problems: catalogues against the sources, and stories.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use medley::catalogues;
use serde_json::json;
use store::engine_tests;
use testkit::TestApp;
use words::check;

fn root() -> PathBuf {
    // Without the `tests` of this crate's own folder in it: folders of that name are left out below.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().unwrap_or(folder).to_owned()
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
    let told = |text: String| {
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    };
    all.into_iter().map(|(_, text)| told(text)).collect()
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

/// The texts of problems in a source: what is written at the places where problems are made, with gaps filled.
fn problem_texts(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let makers = ["Problem::invalid(", "Problem::malformed(", "Problem::new("];
    let texts = makers.into_iter().flat_map(|maker| code.split(maker).skip(1)).filter_map(|rest| {
        let call = &rest[..rest.len().min(160)];
        let (before, after) = call.split_once('"')?;
        let direct = !before.contains(')') && !before.contains(';');
        direct.then(|| after.split('"').next().map(filled)).flatten()
    });
    texts.filter(|text| !text.is_empty()).collect()
}

/// A format string with something in its gaps.
fn filled(format: &str) -> String {
    let mut out = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("12");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

/// Made of parts that are known, so that nothing is known of the whole; or read by nobody but the operator.
const COMPOSED: [&str; 6] = [
    "12 12",
    "Options 12",
    "Validation failed: Username 12",
    "You have exceeded the limit of 12 scheduled posts12",
    "12",
    "up_to can't be blank",
];

#[test]
fn every_problem_has_its_translations() {
    let mut seen = 0;
    for layer in ["platform/web", "platform/base", "features"] {
        for (path, text) in sources(&root().join(layer), &["rs"]) {
            if path.components().any(|part| part.as_os_str() == "tests") {
                continue;
            }
            for problem in problem_texts(&text) {
                seen += 1;
                let known = check::is_problem_known(&problem) || COMPOSED.contains(&problem.as_str());
                assert!(known, "{path:?}: {problem:?} is not in platform/words/problems/en.ftl");
            }
        }
    }
    assert!(seen > 120, "{seen}");
}

engine_tests! {
    async fn pages_are_in_the_language_of_their_reader(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await.browser().await;
        let english = ana.get("/settings/profile").await.ok().text;
        assert!(english.contains("<html lang=\"en\" dir=\"ltr\">") && english.contains(">Save<"), "{english}");
        let spanish = ana.get_in("es-MX,es;q=0.9,en;q=0.5", "/settings/profile").await.ok().text;
        assert!(spanish.contains("<html lang=\"es\" dir=\"ltr\">") && spanish.contains(">Guardar<"), "{spanish}");
        let page = ana.get_in("es", "/nothing/here").await;
        assert!(page.status == 404 && page.text.contains("Aquí no hay nada"), "{}", page.text);
        // What a person chose for themselves comes before what the browser says, at once.
        assert_eq!(ana.form("/settings/language", "language=es").await.status, 303);
        let chosen = ana.get_in("en", "/settings/language?saved").await.ok().text;
        assert!(chosen.contains("lang=\"es\" selected") && chosen.contains("A partir de ahora"), "{chosen}");
        assert_eq!(ana.form("/settings/language", "language=xx").await.status, 422);
        assert_eq!(ana.form("/settings/language", "language=").await.status, 303);
        assert!(ana.get_in("en", "/").await.ok().text.contains("<html lang=\"en\""));
    }

    async fn the_first_language_of_the_server_is_for_those_who_ask_for_none(engine: Engine) {
        let app = TestApp::with(engine, |config| config.instance.languages = vec!["qu".into(), "es".into()]).await;
        let nobody = app.nobody();
        assert!(nobody.get("/about").await.ok().text.contains("<html lang=\"es\""));
        assert!(nobody.get("/nothing").await.text.contains("<html lang=\"es\""));
    }

    async fn problems_are_in_english_unless_a_call_says_otherwise(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let long = "a".repeat(2_000);
        let refused = |lang: Option<&'static str>| {
            let (ana, status) = (ana.clone(), long.clone());
            async move {
                let body = match lang {
                    Some(lang) => json!({ "status": status, "lang": lang }),
                    None => json!({ "status": status }),
                };
                ana.post("/api/v1/statuses", body).await.fails(422).json["error"].as_str().unwrap().to_owned()
            }
        };
        let english = refused(None).await;
        assert!(english.starts_with("Validation failed: "), "{english}");
        assert_eq!(refused(Some("en")).await, english);
        assert_eq!(refused(Some("xx")).await, english);
        let german = refused(Some("de")).await;
        assert!(german.starts_with("Prüfung fehlgeschlagen: "), "{german}");
        let missing = ana.get("/api/v1/statuses/1?lang=es").await.fails(404);
        assert_eq!(missing.json["error"], "No se encontró el registro");
        assert_eq!(missing.header("content-language"), "es");
    }
}
