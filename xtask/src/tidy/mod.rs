//! `cargo xtask tidy`: the architecture's rules, each a small function from the repository to what breaks it.

mod contents;
mod documents;
mod layers;
mod migrations;
mod ratchet;
mod sizes;
mod words;

use std::fmt;

use crate::repo::{File, Repo};
use crate::run::{self, Done};

/// What to do with the numbers that may only get better.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// Complain when one got worse.
    Hold,
    /// And write down those that got better.
    Lower,
}

/// One thing that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: impl Into<String>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }

    fn at(file: &File, line: usize, message: impl Into<String>) -> Self {
        Self::new(&file.path, line, message)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// A rule: the whole repository in, what breaks it out.
type Rule = fn(&Repo) -> Vec<Finding>;

const RULES: &[Rule] = &[
    layers::dependencies,
    sizes::files,
    sizes::functions,
    sizes::bytes,
    contents::sql_in_api,
    contents::http_in_store,
    contents::writes_outside_actions,
    contents::bare_allows,
    documents::paths,
    migrations::names,
    migrations::listed,
    words::forbidden,
    words::sources,
];

/// `cargo xtask tidy [--bless]`
pub(crate) fn run(numbers: Numbers) -> Done {
    let repo = Repo::read(run::root())?;
    let mut findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&repo)).collect();
    match migrations::landed(&repo) {
        Ok(changed) => findings.extend(changed),
        Err(why) => println!("note: landed migrations were not compared: {why}"),
    }
    for long in sizes::long_files(&repo) {
        println!("warning: {long}");
    }
    findings.extend(ratchet::check(&repo, numbers)?);
    findings.sort();
    for finding in &findings {
        println!("{finding}");
    }
    println!("tidy: {} files, {} problems", repo.files.len(), findings.len());
    if findings.is_empty() { Ok(()) } else { Err("tidy: the rules above are broken".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a rule complains, as `path:line`.
    pub(super) fn places(rule: Rule, files: &[(&str, &str)]) -> Vec<String> {
        rule(&Repo::of(files)).iter().map(|f| format!("{}:{}", f.path, f.line)).collect()
    }

    #[test]
    fn findings_read_like_a_compiler_s() {
        assert_eq!(Finding::new("a/b.rs", 3, "no").to_string(), "a/b.rs:3: no");
    }
}
