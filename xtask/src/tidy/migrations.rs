use std::collections::BTreeMap;

use crate::repo::{File, Repo};
use crate::run;

use super::Finding;

/// Migrations are called `0001_what.sql`, numbered from 1 without gaps in their folder.
pub(super) fn names(repo: &Repo) -> Vec<Finding> {
    let mut next: BTreeMap<&str, u32> = BTreeMap::new();
    let mut out = Vec::new();
    for file in migrations(repo) {
        let expected = next.entry(folder(&file.path)).or_insert(1);
        match number(file.name()) {
            Some(n) if n == *expected => *expected += 1,
            Some(n) => out.push(Finding::at(file, 1, format!("number {n} where {expected} is next"))),
            None => out.push(Finding::at(file, 1, "migrations are called NNNN_name.sql")),
        }
    }
    out
}

/// Every migration is in its crate's list, under its own number.
pub(super) fn listed(repo: &Repo) -> Vec<Finding> {
    migrations(repo).filter_map(|file| unlisted(repo, file).map(|why| Finding::at(file, 1, why))).collect()
}

/// Landed migrations are as they were where we left main (when we are main: before the last landing).
///
/// # Errors
/// When git knows no main to compare with.
pub(super) fn landed(repo: &Repo) -> Result<Vec<Finding>, String> {
    let git = |args: &[&str]| run::output(run::command("git", args));
    let commit = |args: &[&str]| git(args).map(|hash| hash.trim().to_owned());
    let hash = |name: &str| commit(&["rev-parse", "--verify", "--quiet", name]);
    let main =
        ["main", "origin/main"].into_iter().find_map(|name| hash(name).ok()).ok_or("there is no main")?;
    let head = hash("HEAD")?;
    let base = if main == head { hash("HEAD^")? } else { commit(&["merge-base", &main, &head])? };
    let there = git(&["ls-tree", "-r", "--name-only", &base])?;
    let landed = there.lines().filter(|path| is_migration(path));
    let texts = landed.map(|path| Ok((path.to_owned(), git(&["show", &format!("{base}:{path}")])?)));
    Ok(changed(repo, &texts.collect::<Result<Vec<_>, String>>()?))
}

fn changed(repo: &Repo, landed: &[(String, String)]) -> Vec<Finding> {
    let differs = |(path, text): &&(String, String)| repo.file(path).is_none_or(|file| file.text != *text);
    let tell =
        |(path, _): &(String, String)| Finding::new(path, 1, "it has landed, so write a new step instead");
    landed.iter().filter(differs).map(tell).collect()
}

fn unlisted(repo: &Repo, file: &File) -> Option<&'static str> {
    let krate = file.path.split("/src/").next().unwrap_or_default();
    let include = format!("migrations/{}\")", file.name());
    let sources = repo.rust().filter(|source| source.path.starts_with(krate));
    let mut lines =
        sources.flat_map(File::lines).map(|(_, line)| line).filter(|line| line.contains(&include));
    let Some(line) = lines.next() else { return Some("it is in no list of migrations") };
    let version =
        line.split_once("version: ").and_then(|(_, rest)| rest.split(|c: char| !c.is_ascii_digit()).next());
    let version = version.and_then(|digits| digits.parse::<u32>().ok());
    (version.is_some() && version != number(file.name()))
        .then_some("its number is not the version in the list")
}

fn migrations(repo: &Repo) -> impl Iterator<Item = &File> {
    repo.files.iter().filter(|file| is_migration(&file.path))
}

fn is_migration(path: &str) -> bool {
    path.contains("/migrations/") && path.ends_with(".sql") && !path.starts_with("xtask/")
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The number of `0001_name.sql`.
fn number(name: &str) -> Option<u32> {
    let (number, rest) = name.strip_suffix(".sql")?.split_once('_')?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let named = !rest.is_empty() && rest.chars().all(plain);
    (number.len() == 4 && named).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    const ONE: &str = "features/a/src/migrations/0001_a.sql";
    const TWO: &str = "features/a/src/migrations/0002_b.sql";

    #[test]
    fn numbers_have_no_gaps() {
        assert!(
            places(names, &[(ONE, ""), (TWO, ""), ("features/b/src/migrations/0001_b.sql", "")]).is_empty()
        );
        assert_eq!(places(names, &[(TWO, "")]), [format!("{TWO}:1")]);
        assert_eq!(places(names, &[("a/migrations/1_a.sql", ""), ("a/migrations/0001_A.sql", "")]).len(), 2);
    }

    #[test]
    fn every_step_is_in_the_list() {
        let list = "Migration { feature: \"a\", version: 1, text: include_str!(\"migrations/0001_a.sql\") }";
        let lib = ("features/a/src/lib.rs", list);
        assert_eq!(places(listed, &[(ONE, ""), (TWO, ""), lib]), [format!("{TWO}:1")]);
        let wrong = list.replace("version: 1", "version: 2");
        assert_eq!(places(listed, &[(ONE, ""), ("features/a/src/lib.rs", &wrong)]).len(), 1);
    }

    #[test]
    fn landed_steps_stay() {
        let repo = Repo::of(&[(ONE, "a"), (TWO, "new")]);
        assert!(changed(&repo, &[(ONE.to_owned(), "a".to_owned())]).is_empty());
        assert_eq!(changed(&repo, &[(ONE.to_owned(), "b".to_owned())]).len(), 1);
        assert_eq!(changed(&repo, &[("gone/migrations/0001_x.sql".to_owned(), String::new())]).len(), 1);
    }
}
