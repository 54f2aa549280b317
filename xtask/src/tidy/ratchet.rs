use crate::repo::Repo;
use crate::run;

use super::{Finding, Numbers, sizes};

const PATH: &str = "xtask/ratchet.txt";

/// A number that may only get smaller.
type Count = fn(&Repo) -> usize;

const COUNTS: &[(&str, Count)] = &[
    ("files_over_300_lines", |repo| sizes::long_files(repo).len()),
    ("functions_over_50_lines", sizes::long_functions),
];

/// Compares the repository's numbers with those written down, and writes lower ones down when asked.
///
/// # Errors
/// When the file cannot be written.
pub(super) fn check(repo: &Repo, numbers: Numbers) -> Result<Vec<Finding>, String> {
    let written = repo.file(PATH).map(|file| file.text.as_str()).unwrap_or_default();
    let actual: Vec<_> = COUNTS.iter().map(|(name, count)| (*name, count(repo))).collect();
    let lower = lowered(written, &actual);
    if lower != written && numbers == Numbers::Lower {
        std::fs::write(run::root().join(PATH), &lower).map_err(|cause| format!("{PATH}: {cause}"))?;
        println!("{PATH}: lower numbers written");
    } else if lower != written {
        println!("note: some numbers got better; `cargo xtask tidy --bless` writes them down");
    }
    Ok(worse(written, &actual))
}

fn worse(written: &str, actual: &[(&str, usize)]) -> Vec<Finding> {
    let mut out = Vec::new();
    for (name, now) in actual {
        match limit(written, name) {
            Some((line, max)) if *now > max => {
                out.push(Finding::new(
                    PATH,
                    line,
                    format!("{name} is {now}, of {max}; it may only get smaller"),
                ));
            }
            Some(_) => {}
            None => out.push(Finding::new(PATH, 1, format!("{name} is missing"))),
        }
    }
    out
}

/// The file's text with the numbers that got better.
fn lowered(written: &str, actual: &[(&str, usize)]) -> String {
    let better = |line: &str| {
        let (name, max) = entry(line)?;
        let (_, now) = actual.iter().find(|(known, _)| *known == name)?;
        (*now < max).then(|| format!("{name} {now}\n"))
    };
    written.lines().map(|line| better(line).unwrap_or_else(|| format!("{line}\n"))).collect()
}

fn limit(written: &str, name: &str) -> Option<(usize, usize)> {
    let lines = written.lines().enumerate().map(|(at, line)| (at + 1, entry(line)));
    lines
        .filter_map(|(at, entry)| Some((at, entry?)))
        .find(|(_, (known, _))| *known == name)
        .map(|(at, (_, max))| (at, max))
}

fn entry(line: &str) -> Option<(&str, usize)> {
    let (name, number) = line.split_once(' ')?;
    Some((name, number.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "# why\na 3\nb 4\n";

    #[test]
    fn numbers_may_only_get_smaller() {
        assert!(worse(WRITTEN, &[("a", 3), ("b", 1)]).is_empty());
        let found = worse(WRITTEN, &[("a", 4), ("c", 0)]);
        assert_eq!((found[0].line, found.len()), (2, 2));
    }

    #[test]
    fn only_better_numbers_are_written_down() {
        assert_eq!(lowered(WRITTEN, &[("a", 2), ("b", 9)]), "# why\na 2\nb 4\n");
    }
}
