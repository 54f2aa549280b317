//! What is in the database, and whether it agrees with itself and with the files.

use std::path::Path;

use base::{Clock, Id, MINUTE_MS, Outcome, iso_ms};
use blobs::Blobs;
use store::{Db, Engine, Read};

use super::Findings;
use super::ask::{number, texts};
use crate::commands::told;

/// Accounts whose counters are counted again, the newest.
const ACCOUNTS_MAX: usize = 10_000;
/// Rows of which the files are looked for, the newest.
const FILES_MAX: usize = 1_000;

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
pub(super) const COUNTERS: &[(&str, &str)] = &[
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
        "SELECT picture, still FROM custom_emojis ORDER BY id DESC",
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
