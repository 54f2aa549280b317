use crate::repo::{File, Repo};

use super::Finding;

/// Paths of one machine. In two parts, so that this list does not break its own rule.
const PLACES: &[&str] = &[concat!("/wo", "rk/"), concat!("/ro", "ot/")];
/// Ways to name a package registry of one's own.
const REGISTRIES: &[&str] = &[
    concat!("--index", "-url"),
    concat!("--extra-index", "-url"),
    concat!("--find", "-links"),
    concat!("PIP_INDEX", "_URL"),
    concat!("replace", "-with"),
    concat!("npm_config", "_registry"),
];
/// Where locked packages may come from.
const PUBLIC: &[&str] = &[
    "https://github.com/rust-lang/crates.io-index",
    "https://index.crates.io/",
    "https://registry.npmjs.org/",
    "https://files.pythonhosted.org/",
];

/// Nothing names somebody's machine or a private registry.
pub(super) fn forbidden(repo: &Repo) -> Vec<Finding> {
    let mut out = Vec::new();
    for file in &repo.files {
        for (number, line) in file.lines() {
            let place = PLACES.iter().find(|place| names_place(line, place));
            if let Some(word) = place.or_else(|| REGISTRIES.iter().find(|word| line.contains(**word))) {
                out.push(Finding::at(file, number, format!("{word} is of one machine only")));
            }
        }
    }
    out
}

/// Locked packages come from the public registries.
pub(super) fn sources(repo: &Repo) -> Vec<Finding> {
    let locks = repo.files.iter().filter(|file| is_lock(file));
    let foreign = |(_, line): &(usize, &str)| {
        locked_at(line).is_some_and(|at| !PUBLIC.iter().any(|p| at.starts_with(p)))
    };
    let tell =
        |file, number| Finding::at(file, number, "a package from elsewhere than the public registries");
    locks.flat_map(|file| file.lines().filter(foreign).map(move |(number, _)| tell(file, number))).collect()
}

fn is_lock(file: &File) -> bool {
    matches!(file.name(), "Cargo.lock" | "package-lock.json" | "requirements.txt")
}

/// The address that a line of a lock file takes its package from.
fn locked_at(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_source =
        ["source = ", "\"resolved\":"].iter().any(|key| line.starts_with(key)) || line.contains(" @ http");
    let at = line.find("https://").or_else(|| line.find("http://"))?;
    is_source.then(|| &line[at..])
}

/// Whether the path stands at the start of a word, not inside a longer path or an address.
fn names_place(line: &str, place: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')' | '*' | '~');
    line.match_indices(place).any(|(at, _)| !line[..at].ends_with(inside))
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    #[test]
    fn machines_are_not_named() {
        let text = format!("cd {}x\nhttps://a.example{}x\npip {} y\n", PLACES[0], PLACES[1], REGISTRIES[0]);
        assert_eq!(places(forbidden, &[("a.sh", &text)]), ["a.sh:1", "a.sh:3"]);
    }

    #[test]
    fn packages_come_from_the_public_registries() {
        let lock = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
                    source = \"registry+https://mirror.example/index\"\n";
        assert_eq!(places(sources, &[("Cargo.lock", lock)]), ["Cargo.lock:2"]);
        let lock = "\"resolved\": \"https://registry.npmjs.org/a.tgz\",\n\"resolved\": \"http://mirror.example/a.tgz\",\n\
                    \"funding\": \"https://x.example\"\n";
        assert_eq!(places(sources, &[("e2e/package-lock.json", lock)]), ["e2e/package-lock.json:2"]);
    }
}
