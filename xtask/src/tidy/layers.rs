use crate::repo::{File, Repo};

use super::Finding;

/// The platform's crates and what each may use. Nothing of the platform knows a feature.
const PLATFORM: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("text", &["base"]),
    ("words", &["base"]),
    ("store", &["base"]),
    ("blobs", &["base"]),
    ("fetch", &[]),
    ("apub", &["base", "text"]),
    ("bus", &["base", "store"]),
    ("web", &["base", "words", "text", "store", "bus", "blobs"]),
    ("ui", &["base", "text", "words"]),
];

/// The features: each may use the whole platform and the features before it.
const FEATURES: &[&str] = &[
    "emojis",
    "accounts",
    "access",
    "media",
    "posts",
    "timelines",
    "notifications",
    "conversations",
    "lists",
    "filters",
    "tags",
    "collections",
    "annual",
    "search",
    "transcripts",
    "insights",
    "hashtags",
    "chats",
    "columns",
    "push",
    "moderation",
    "questions",
    "imaging",
    "credentials",
    "alerts",
    "tracking",
    "care",
    "measures",
    "promotion",
    "networking",
    "announcements",
    "archive",
    "feeds",
    "federation",
    "instance",
];

/// Federation maps what features hand it, so of the features it knows the accounts only.
const FEDERATION_USES: &[&str] = &["accounts"];

/// What stands above the features and may use everything.
const TOP: &[&str] = &["server", "testkit", "tests", "bench"];

/// Who may depend on whom, from the `[dependencies]` of each crate. What only its tests use is its own affair.
pub(super) fn dependencies(repo: &Repo) -> Vec<Finding> {
    let own = own_crates(repo);
    let manifests = repo.files.iter().filter(|file| file.name() == "Cargo.toml");
    manifests.flat_map(|file| of_manifest(file, &own)).collect()
}

fn of_manifest(file: &File, own: &[&str]) -> Vec<Finding> {
    let folders: Vec<&str> = file.path.split('/').collect();
    let (layer, name) = match folders.as_slice() {
        [layer @ ("platform" | "features"), name, "Cargo.toml"] => (*layer, *name),
        ["xtask", "Cargo.toml"] => ("xtask", "xtask"),
        _ => return Vec::new(),
    };
    let known = match layer {
        "platform" => PLATFORM.iter().any(|(known, _)| *known == name),
        "features" => FEATURES.contains(&name),
        _ => true,
    };
    if !known {
        return vec![Finding::at(
            file,
            1,
            format!("{layer}/{name} has no place in xtask/src/tidy/layers.rs"),
        )];
    }
    let used = used(file).into_iter().filter(|(_, used)| own.contains(used));
    let wrong = used.filter(|(_, used)| !may_use(layer, name, used));
    wrong.map(|(line, used)| Finding::at(file, line, format!("{name} may not depend on {used}"))).collect()
}

fn may_use(layer: &str, name: &str, used: &str) -> bool {
    let platform = PLATFORM.iter().any(|(known, _)| *known == used);
    match layer {
        "platform" => PLATFORM.iter().any(|(known, uses)| *known == name && uses.contains(&used)),
        "features" if name == "federation" => platform || FEDERATION_USES.contains(&used),
        "features" => platform || FEATURES.iter().take_while(|left| **left != name).any(|left| *left == used),
        _ => false,
    }
}

/// The crates of this repository, by the names of their folders.
fn own_crates(repo: &Repo) -> Vec<&str> {
    let folders = repo.files.iter().filter_map(|file| file.path.strip_suffix("/Cargo.toml"));
    let names = folders.map(|folder| folder.rsplit('/').next().unwrap_or(folder));
    names.chain(["medley"]).chain(TOP.iter().copied()).collect()
}

/// The names under `[dependencies]` and `[build-dependencies]`, with their lines; `medley-store` is `store`.
fn used(file: &File) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut inside = false;
    for (number, line) in file.lines() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            inside = section.ends_with("dependencies") && !section.ends_with("dev-dependencies");
            if let Some((_, name)) =
                section.split_once("dependencies.").filter(|(kind, _)| !kind.ends_with("dev-"))
            {
                out.push((number, name));
            }
        } else if inside && !line.starts_with('#') && line.contains('=') {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            out.push((number, line[..end].trim_matches('"')));
        }
    }
    out.into_iter().map(|(number, name)| (number, name.strip_prefix("medley-").unwrap_or(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    fn check(path: &str, manifest: &str) -> Vec<String> {
        let others =
            ["base", "text", "store", "bus", "web", "ui"].map(|name| format!("platform/{name}/Cargo.toml"));
        let features =
            ["accounts", "posts", "timelines", "federation"].map(|n| format!("features/{n}/Cargo.toml"));
        let mut files: Vec<(&str, &str)> = others.iter().chain(&features).map(|p| (p.as_str(), "")).collect();
        files.retain(|(other, _)| *other != path);
        files.push((path, manifest));
        places(dependencies, &files)
    }

    #[test]
    fn down_and_left_only() {
        let allowed =
            "[dependencies]\nbase.workspace = true\nweb = { workspace = true }\naccounts.workspace = true\n";
        assert!(check("features/posts/Cargo.toml", allowed).is_empty());
        let up = "[dependencies]\nserde = \"1\"\ntimelines.workspace = true\n";
        assert_eq!(check("features/posts/Cargo.toml", up), ["features/posts/Cargo.toml:3"]);
        let feature = "[dependencies]\naccounts.workspace = true\n";
        assert_eq!(check("platform/web/Cargo.toml", feature), ["platform/web/Cargo.toml:2"]);
        let server = "[dependencies]\nmedley.workspace = true\n";
        assert_eq!(check("features/posts/Cargo.toml", server), ["features/posts/Cargo.toml:2"]);
    }

    #[test]
    fn federation_knows_accounts_only() {
        let manifest = "[dependencies]\naccounts.workspace = true\nposts.workspace = true\n";
        assert_eq!(check("features/federation/Cargo.toml", manifest), ["features/federation/Cargo.toml:3"]);
    }

    #[test]
    fn every_way_of_writing_a_dependency_is_seen() {
        let manifest = "[dependencies.posts]\npath = \"x\"\n[target.'cfg(unix)'.dependencies]\nmedley-ui = { path = \"y\" }\n";
        let found = check("platform/base/Cargo.toml", manifest);
        assert_eq!(found, ["platform/base/Cargo.toml:1", "platform/base/Cargo.toml:4"]);
    }

    #[test]
    fn tests_may_use_what_they_like() {
        assert!(check("platform/base/Cargo.toml", "[dev-dependencies]\nstore.workspace = true\n").is_empty());
    }

    #[test]
    fn a_new_crate_needs_a_place() {
        assert_eq!(check("features/weather/Cargo.toml", ""), ["features/weather/Cargo.toml:1"]);
        assert_eq!(
            check("xtask/Cargo.toml", "[dependencies]\nbase.workspace = true\n"),
            ["xtask/Cargo.toml:2"]
        );
    }
}
