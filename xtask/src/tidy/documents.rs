use crate::repo::{File, Repo};

use super::Finding;

/// Folders whose mention in a document means a path of this repository.
const FOLDERS: &[&str] = &[
    "platform", "features", "server", "testkit", "tests", "e2e", "bench", "xtask", "fuzz", "docs", ".ci",
    ".cargo",
];
/// Ends of names that mean a file even in running text.
const ENDS: &[&str] = &[".rs", ".md", ".toml", ".sql", ".py", ".mjs", ".txt", ".html", ".css", ".js", "/"];
/// What surrounds a path in prose.
const AROUND: &[char] = &['`', '"', '\'', '(', ')', '[', ']', ',', ';', ':', '!', '?', '|'];

/// Every path that a document names exists.
pub(super) fn paths(repo: &Repo) -> Vec<Finding> {
    let documents = repo.files.iter().filter(|file| file.path.ends_with(".md"));
    documents.flat_map(|file| in_document(repo, file)).collect()
}

fn in_document(repo: &Repo, file: &File) -> Vec<Finding> {
    let mut out = Vec::new();
    for (number, line) in file.lines() {
        let named = line.split_whitespace().filter_map(named).filter(|path| !repo.has(path));
        let linked = links(line).filter(|target| !leads_somewhere(repo, file, target));
        let missing =
            named.chain(linked).map(|path| Finding::at(file, number, format!("there is no {path}")));
        out.extend(missing);
    }
    out.dedup();
    out
}

/// The path in a word of prose, if it looks like one of ours.
fn named(word: &str) -> Option<&str> {
    // A link's text is prose; its target is looked at on its own.
    let word = word.split("](").next().unwrap_or(word);
    let quoted = word.starts_with('`') || word.starts_with("(`");
    let path = word.trim_matches(AROUND).trim_end_matches('.');
    let path = path.split([':', '#', '`']).next().unwrap_or(path);
    let first = path.split('/').next().unwrap_or(path);
    let ours = path.contains('/') && FOLDERS.contains(&first);
    let sure = quoted || ENDS.iter().any(|end| path.ends_with(end));
    (ours && sure && !is_pattern(path)).then_some(path)
}

/// `features/NAME`, `features/*/src`, `platform/{base,text}` stand for many paths.
fn is_pattern(path: &str) -> bool {
    let shouted = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    path.contains(['*', '{', '<', '$', '…'])
        || path.contains("..")
        || path.split('/').any(shouted)
        || path.contains("NNNN")
}

/// The targets of Markdown links.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

fn leads_somewhere(repo: &Repo, file: &File, target: &str) -> bool {
    let path = target.split('#').next().unwrap_or(target);
    if path.is_empty() || path.contains("://") || path.starts_with("mailto:") || path.starts_with('/') {
        return true;
    }
    let mut parts: Vec<&str> = file.path.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.is_empty() || repo.has(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    fn check(text: &str) -> usize {
        places(paths, &[("docs/a.md", text), ("platform/base/src/lib.rs", ""), ("README.md", "")]).len()
    }

    #[test]
    fn paths_that_exist_are_fine() {
        assert_eq!(check("See `platform/base/src/lib.rs`, platform/base/ and (`platform/base`)."), 0);
        assert_eq!(check("At `platform/base/src/lib.rs:12` or `platform/base/src/lib.rs#L3`."), 0);
        assert_eq!(check("[a](../README.md#top) [b](a.md) [c](https://x.example/y.md) [d](#here)"), 0);
    }

    #[test]
    fn paths_that_do_not_exist_are_named() {
        assert_eq!(check("See `platform/base/src/gone.rs`"), 1);
        assert_eq!(check("Read features/posts/src/api.rs, too."), 1);
        assert_eq!(check("[a](gone.md)"), 1);
    }

    #[test]
    fn prose_and_patterns_are_no_paths() {
        assert_eq!(
            check("server/client, and/or, `features/NAME/src`, `features/*/src/api.rs`, `platform/..`"),
            0
        );
        assert_eq!(check("`target/debug/medley` and `/api/v1/statuses`, `features/x/NNNN_name.sql`"), 0);
    }
}
