use crate::repo::{File, Repo};

use super::Finding;

const SQL: &[&str] = &["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "sql!"];
const HTTP: &[&str] = &["axum", "http::", "hyper", "StatusCode"];
/// What `web` knows of people rather than of HTTP, and what is stored.
const STORED: &[&str] = &["Role", "Scope", "Scopes"];
/// A bare allowance of a lint, inner or outer. In two parts, or this line would break its own rule.
const ALLOWS: &[&str] = &[concat!("#[all", "ow("), concat!("#![all", "ow(")];

/// Handlers and pages hold no SQL.
pub(super) fn sql_in_api(repo: &Repo) -> Vec<Finding> {
    let rim = repo.rust().filter(|file| has_role(file, &["api", "pages"]));
    each(rim, |line| SQL.iter().any(|sql| line.contains(sql)) || is_update(line), "SQL belongs into store.rs")
}

/// What talks to the database knows no HTTP.
pub(super) fn http_in_store(repo: &Repo) -> Vec<Finding> {
    let stores = repo.rust().filter(|file| has_role(file, &["store"]));
    let knows = |line: &str| HTTP.iter().any(|http| names(line, http)) || uses_web(line);
    each(stores, knows, "store.rs knows no HTTP")
}

/// Reading and showing never writes.
pub(super) fn writes_outside_actions(repo: &Repo) -> Vec<Finding> {
    let readers = repo.rust().filter(|file| has_role(file, &["api", "pages", "views", "templates"]));
    let mut out = Vec::new();
    for file in readers {
        let mut before = "";
        for (number, line) in code(file) {
            let opens = |line: &str| line.contains("db.write(") || line.contains("db().write(");
            let split = line.starts_with(".write(") && (before.ends_with("db") || before.ends_with("db()"));
            if opens(line) || split {
                out.push(Finding::at(file, number, "only the verbs in actions.rs open a write transaction"));
            }
            before = line;
        }
    }
    out
}

/// Lints are expected with a reason, never just allowed.
pub(super) fn bare_allows(repo: &Repo) -> Vec<Finding> {
    let bare = |line: &str| ALLOWS.iter().any(|allow| line.contains(allow));
    each(repo.rust(), bare, "say #[expect(.., reason = \"..\")] instead")
}

fn each<'a>(
    files: impl Iterator<Item = &'a File>,
    breaks: impl Fn(&str) -> bool,
    message: &str,
) -> Vec<Finding> {
    let broken =
        |file: &'a File| code(file).filter(|(_, line)| breaks(line)).map(|(n, _)| n).collect::<Vec<_>>();
    files
        .flat_map(|file| broken(file).into_iter().map(|n| Finding::at(file, n, message)).collect::<Vec<_>>())
        .collect()
}

/// The lines that are not comments, trimmed.
fn code(file: &File) -> impl Iterator<Item = (usize, &str)> {
    file.lines()
        .map(|(n, line)| (n, line.trim()))
        .filter(|(_, line)| !line.starts_with("//") && !line.is_empty())
}

/// Whether a feature's file plays one of the roles: `features/x/src/api.rs`, or anything in `src/api/`.
fn has_role(file: &File, roles: &[&str]) -> bool {
    let mut parts = file.path.split('/');
    let (layer, _, src, own) = (parts.next(), parts.next(), parts.next(), parts.next());
    let own = own.map(|own| own.strip_suffix(".rs").unwrap_or(own));
    layer == Some("features") && src == Some("src") && own.is_some_and(|own| roles.contains(&own))
}

/// Whether a line names anything of the `web` crate but what is stored.
fn uses_web(line: &str) -> bool {
    let Some(at) = line.find("web::").filter(|_| names(line, "web::")) else { return false };
    let words =
        line[at + 5..].split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    let grouped = line[at + 5..].starts_with('{');
    words.take(if grouped { usize::MAX } else { 1 }).any(|word| !STORED.contains(&word))
}

fn is_update(line: &str) -> bool {
    line.split_once("UPDATE ").is_some_and(|(_, rest)| rest.contains(" SET "))
}

/// Whether `word` stands in `line` by itself and not as the end of another name.
fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| !line[..at].ends_with(part))
}

#[cfg(test)]
mod tests {
    use super::super::tests::places;
    use super::*;

    #[test]
    fn sql_stays_in_the_store() {
        let text = "// SELECT a comment\nlet x = \"SELECT id FROM t\";\nw.run(\"UPDATE t SET a = 1\");\n// end\nlet update = UPDATE;\n";
        let found = places(sql_in_api, &[("features/a/src/api.rs", text), ("features/a/src/store.rs", text)]);
        assert_eq!(found, ["features/a/src/api.rs:2", "features/a/src/api.rs:3"]);
        assert_eq!(places(sql_in_api, &[("features/a/src/pages/home.rs", text)]).len(), 2);
    }

    #[test]
    fn http_stays_out_of_the_store() {
        let text = "use axum::Json;\nuse store::sql;\nlet cobweb::x = 1;\n";
        assert_eq!(
            places(http_in_store, &[("features/a/src/store.rs", text)]),
            ["features/a/src/store.rs:1"]
        );
        assert!(places(http_in_store, &[("features/a/src/api.rs", text)]).is_empty());
    }

    #[test]
    fn one_door_for_writes() {
        let text = "self.0.db.write(|w| x)\nself.0\n    .db\n    .write(|w| x)\nbuffer.write(b)\nself.db.read(|r| x)\n";
        let wanted = ["features/a/src/views.rs:1", "features/a/src/views.rs:4"];
        assert_eq!(places(writes_outside_actions, &[("features/a/src/views.rs", text)]), wanted);
        assert!(places(writes_outside_actions, &[("features/a/src/actions.rs", text)]).is_empty());
    }

    #[test]
    fn lints_are_expected_with_a_reason() {
        let text = format!("{}dead_code)]\n#[expect(dead_code, reason = \"x\")]\n", ALLOWS[0]);
        assert_eq!(places(bare_allows, &[("a.rs", &text)]), ["a.rs:1"]);
    }
}
