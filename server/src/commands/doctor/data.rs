//! What is in the database, and whether it agrees with itself and with the files.

use std::path::Path;

use base::{Clock, Id, MINUTE_MS, Outcome, Problem, iso_ms};
use blobs::Blobs;
use store::{Db, Engine, Migration, Read, Write};

use super::Findings;
use crate::commands::told;

/// Accounts whose counters are counted again, the newest.
const ACCOUNTS_MAX: usize = 10_000;
/// Rows of which the files are looked for, the newest.
const FILES_MAX: usize = 1_000;
/// PostgreSQL before this is not tested with.
const POSTGRES_VERSION_MIN: i64 = 140_000;

/// How far the schema is.
pub(super) struct Schema {
    engine: Engine,
    version: String,
    old: bool,
    steps: usize,
    applied: usize,
    /// Steps that this program does not know.
    strange: Option<String>,
}

impl Schema {
    pub(super) fn is_current(&self) -> bool {
        self.strange.is_none() && self.applied == self.steps
    }

    pub(super) fn tell(self, found: &mut Findings) {
        let name = if self.engine == Engine::Sqlite { "SQLite" } else { "PostgreSQL" };
        let text = format!("{name} {}", self.version);
        if self.old {
            found.warn("database", format!("{text} is older than what is tested"));
        } else {
            found.ok("database", text);
        }
        match self.strange {
            Some(text) => found.fail("schema", text),
            None if self.applied == self.steps => found.ok("schema", "up to date"),
            None => found.warn(
                "schema",
                format!("{} steps behind; the next start makes them", self.steps - self.applied),
            ),
        }
    }
}

pub(super) fn schema(r: &Read<'_>, engine: Engine, steps: &[Migration]) -> Outcome<Schema> {
    let (version, old) = match engine {
        Engine::Sqlite => (text(r, "SELECT sqlite_version()")?, false),
        Engine::Postgres => {
            let number = number(r, "SELECT current_setting('server_version_num')::bigint")?;
            (text(r, "SELECT current_setting('server_version')")?, number < POSTGRES_VERSION_MIN)
        }
    };
    let mut schema = Schema { engine, version, old, steps: steps.len(), applied: 0, strange: None };
    let ledger = match engine {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'migrations'",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'migrations'"
        }
    };
    if number(r, ledger)? > 0 {
        r.raw("SELECT feature, version, checksum FROM migrations", |row| {
            let (feature, version, checksum): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            match steps.iter().find(|step| step.feature == feature && i64::from(step.version) == version) {
                Some(step) if step.checksum() == checksum => schema.applied += 1,
                _ => {
                    schema.strange =
                        Some(format!("step {version} of {feature} is of another Medley; use that version"));
                }
            }
            Ok(())
        })?;
    }
    Ok(schema)
}

/// Numbers that must be 0: what is counted, the question, and how to mend it.
const AGREEMENTS: &[(&str, &str, &str)] = &[
    (
        "answers in threads of no post",
        "SELECT COUNT(*) FROM thread_index t WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = t.post_id)",
        REPAIR,
    ),
    (
        "hashtags of no post",
        "SELECT COUNT(*) FROM tag_posts t WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = t.post_id)",
        REPAIR,
    ),
    (
        "follows that the other side does not have",
        "SELECT COUNT(*) FROM follows f WHERE NOT EXISTS (SELECT 1 FROM followers b
         WHERE b.followee_id = f.followee_id AND b.follower_id = f.follower_id)",
        REPORT,
    ),
    (
        "followers that do not follow",
        "SELECT COUNT(*) FROM followers b WHERE NOT EXISTS (SELECT 1 FROM follows f
         WHERE f.followee_id = b.followee_id AND f.follower_id = b.follower_id)",
        REPORT,
    ),
    (
        "blocks that the other side does not have",
        "SELECT COUNT(*) FROM blocks f WHERE NOT EXISTS (SELECT 1 FROM blocked_by b
         WHERE b.target_id = f.target_id AND b.account_id = f.account_id)",
        REPORT,
    ),
    (
        "favourites that the post does not have",
        "SELECT COUNT(*) FROM favourites f WHERE NOT EXISTS (SELECT 1 FROM post_favs b
         WHERE b.post_id = f.post_id AND b.account_id = f.account_id)",
        REPORT,
    ),
    (
        "boosts that the post does not have",
        "SELECT COUNT(*) FROM boosts f WHERE NOT EXISTS (SELECT 1 FROM post_boosts b
         WHERE b.post_id = f.post_id AND b.account_id = f.account_id)",
        REPORT,
    ),
    (
        "names of no account",
        "SELECT COUNT(*) FROM names n WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = n.account_id)",
        REPORT,
    ),
];
const REPAIR: &str = "medley doctor --repair removes them";
const REPORT: &str = "restore a backup, or report it: this must not happen";

/// The three counters of an account: their column and what they must equal.
const COUNTERS: &[(&str, &str)] = &[
    ("posts", "(SELECT COUNT(*) FROM posts p WHERE p.author_id = account_stats.account_id)"),
    ("followers", "(SELECT COUNT(*) FROM followers f WHERE f.followee_id = account_stats.account_id)"),
    ("following", "(SELECT COUNT(*) FROM follows f WHERE f.follower_id = account_stats.account_id)"),
];

/// What one look at the database gives.
struct Facts {
    integrity: Vec<String>,
    disagreements: Vec<String>,
    miscounted: i64,
    files: Vec<String>,
    dead: (i64, i64),
    waiting: i64,
    newest_ms: i64,
}

pub(super) async fn check(db: &Db, data: &Path, found: &mut Findings) {
    let engine = db.engine();
    match db.snapshot(move |r| facts(r, engine)).await {
        Ok(facts) => tell(&facts, data, found),
        Err(problem) => found.fail("data", format!("the tables cannot be read: {}", told(&problem))),
    }
}

/// Puts counters right and removes what belongs to no post; gives how many rows changed.
pub(super) async fn repair(db: &Db) -> Outcome<u64> {
    db.write(|w| {
        let mut changed = 0;
        for (column, counted) in COUNTERS {
            let text = format!("UPDATE account_stats SET {column} = {counted} WHERE {column} <> {counted}");
            changed += w.run_raw(&text, &[])?;
        }
        for table in ["thread_index", "tag_posts"] {
            changed += remove_orphans(w, table)?;
        }
        Ok(changed)
    })
    .await
}

fn remove_orphans(w: &Write<'_>, table: &str) -> Outcome<u64> {
    w.run_raw(
        &format!("DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = {table}.post_id)"),
        &[],
    )
}

fn facts(r: &Read<'_>, engine: Engine) -> Outcome<Facts> {
    let integrity = match engine {
        Engine::Sqlite => {
            texts(r, "PRAGMA quick_check(10)")?.into_iter().filter(|line| line != "ok").collect()
        }
        Engine::Postgres => Vec::new(),
    };
    // A damaged file gives damaged answers.
    if !integrity.is_empty() {
        return Ok(Facts {
            integrity,
            disagreements: Vec::new(),
            miscounted: 0,
            files: Vec::new(),
            dead: (0, 0),
            waiting: 0,
            newest_ms: 0,
        });
    }
    let mut disagreements = Vec::new();
    for (what, question, remedy) in AGREEMENTS {
        let count = number(r, question)?;
        if count > 0 {
            disagreements.push(format!("{count} {what}: {remedy}"));
        }
    }
    Ok(Facts {
        integrity,
        disagreements,
        miscounted: miscounted(r)?,
        files: files(r)?,
        dead: (
            number(r, "SELECT COUNT(*) FROM outbox WHERE handled = 2")?,
            number(r, "SELECT COUNT(*) FROM jobs WHERE dead = 1")?,
        ),
        waiting: number(r, "SELECT COUNT(*) FROM outbox WHERE handled = 0")?,
        newest_ms: newest_ms(r)?,
    })
}

fn miscounted(r: &Read<'_>) -> Outcome<i64> {
    let wrong: Vec<String> =
        COUNTERS.iter().map(|(column, counted)| format!("{column} <> {counted}")).collect();
    let text = format!(
        "SELECT COUNT(*) FROM account_stats WHERE ({}) AND account_id IN
         (SELECT account_id FROM account_stats ORDER BY account_id DESC LIMIT {ACCOUNTS_MAX})",
        wrong.join(" OR ")
    );
    number(r, &text)
}

/// Names of files that rows speak of.
fn files(r: &Read<'_>) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for text in [
        "SELECT original, small FROM media WHERE state = 'ready' ORDER BY id DESC",
        "SELECT avatar, header FROM accounts WHERE avatar IS NOT NULL OR header IS NOT NULL ORDER BY id DESC",
    ] {
        r.raw(&format!("{text} LIMIT {FILES_MAX}"), |row| {
            names.extend([row.get::<Option<String>>(0)?, row.get(1)?].into_iter().flatten());
            Ok(())
        })?;
    }
    Ok(names)
}

fn newest_ms(r: &Read<'_>) -> Outcome<i64> {
    let mut newest = Id(0);
    for table in ["posts", "accounts", "outbox"] {
        newest = newest.max(Id(number(r, &format!("SELECT COALESCE(MAX(id), 0) FROM {table}"))?));
    }
    Ok(newest.ms())
}

fn tell(facts: &Facts, data: &Path, found: &mut Findings) {
    if !facts.integrity.is_empty() {
        let text = facts.integrity.join("; ");
        return found.fail("integrity", format!("the database is damaged; restore a backup: {text}"));
    }
    found.ok("integrity", "the database is whole");
    if facts.disagreements.is_empty() {
        found.ok("agreement", "what is written twice agrees");
    }
    for text in &facts.disagreements {
        found.fail("agreement", text.clone());
    }
    match facts.miscounted {
        0 => found.ok("counters", "they are right"),
        n => found
            .warn("counters", format!("{n} accounts are counted wrong: medley doctor --repair counts again")),
    }
    tell_files(&facts.files, data, found);
    tell_work(facts, found);
    let ahead = facts.newest_ms - Clock::system().now_ms();
    if ahead > MINUTE_MS {
        let newest = iso_ms(facts.newest_ms);
        found.fail(
            "clock",
            format!("the newest row is of {newest}, which is in the future; set the machine's clock"),
        );
    } else {
        found.ok("clock", "nothing is from the future");
    }
}

fn tell_files(names: &[String], data: &Path, found: &mut Findings) {
    let blobs = match Blobs::open(data.join("media")) {
        Ok(blobs) => blobs,
        Err(problem) => return found.fail("files", told(&problem)),
    };
    let there = |name: &&String| blobs.place(name).is_ok_and(|place| place.is_file());
    let missing: Vec<&String> = names.iter().filter(|name| !there(name)).collect();
    match missing.first() {
        None => found.ok("files", format!("{} looked for, all there", names.len())),
        Some(first) => found.fail(
            "files",
            format!(
                "{} of {} are missing, for example {first}: bring media/ back from a backup",
                missing.len(),
                names.len()
            ),
        ),
    }
}

fn tell_work(facts: &Facts, found: &mut Findings) {
    let (events, jobs) = facts.dead;
    if events + jobs > 0 {
        let text = format!(
            "{events} events and {jobs} jobs were given up: see medley jobs list, then medley jobs retry"
        );
        found.warn("work", text);
    } else {
        found.ok("work", format!("nothing was given up, {} waiting", facts.waiting));
    }
}

fn number(r: &Read<'_>, text: &str) -> Outcome<i64> {
    let mut number = None;
    r.raw(text, |row| {
        number = Some(row.get(0)?);
        Ok(())
    })?;
    number.ok_or_else(|| Problem::internal("no answer"))
}

fn text(r: &Read<'_>, text: &str) -> Outcome<String> {
    Ok(texts(r, text)?.pop().unwrap_or_default())
}

fn texts(r: &Read<'_>, text: &str) -> Outcome<Vec<String>> {
    let mut lines = Vec::new();
    r.raw(text, |row| {
        lines.push(row.get(0)?);
        Ok(())
    })?;
    Ok(lines)
}
