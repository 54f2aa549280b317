//! Every statement of every feature: both engines understand it, and it names the bucket of each sharded table.

use medley::wire::{migrations, statements};
use store::{Engine, engine_tests};
use testkit::TestApp;

/// Statements that look at every bucket, each with its reason. The list may only shrink.
const EVERY_BUCKET: &[(&str, &str)] = &[
    ("ALL", "an operator's list of accounts"),
    ("LOCAL_COUNT", "a count for the instance page, cached"),
    ("SUSPENDED", "who is suspended, once when the first number of a hashtag is asked for"),
    ("NEWEST_ID", "the high-water mark, once at start"),
    ("WALK", "the search index reads everything when it is made"),
    ("PUBLIC_PAGE", "everyone's posts; read from memory on a cluster"),
    ("PUBLIC_UP", "everyone's posts; read from memory on a cluster"),
    ("FORGET_POST", "a deleted post's notifications, whose readers lie anywhere"),
    ("FORGET_NAMED", "a deleted post in filters, whose owners lie anywhere"),
    ("DELETE_DISMISSALS", "who dismissed an announcement that is removed"),
    ("LOOSE", "a sweep over everybody's media"),
    ("STRAY", "a sweep over everybody's stills that were never shown"),
    ("PROCESSING", "how many videos wait, whoever sent them; an index holds those alone"),
    ("POSTS_COUNT", "a count for the instance page, cached"),
    ("CREATED_BETWEEN", "the server's activity, asked for once an hour"),
    ("COUNT_BETWEEN", "the server's activity, asked for once an hour"),
    ("PENDING", "the staff's list of who waits"),
    ("OWNER", "once at start"),
    ("STAFF", "once for each sign-up"),
    ("UNFINISHED_IMPORTS", "once at start"),
    ("PEOPLE_PAGE", "the staff's list of accounts"),
    ("PEOPLE_UP", "the staff's list of accounts"),
    ("WAITING", "how many wait for the staff; an index holds those alone"),
    ("DAYS_NEW", "the staff's numbers, over a range of ids that is bounded"),
    ("DAYS_LIKED", "the staff's numbers, over a range of ids that is bounded"),
    ("DAYS_ANSWERED", "the staff's numbers, over a range of ids that is bounded"),
    ("TOTAL_TAGGING", "the staff's numbers"),
    ("DAYS_TAG_SERVERS", "the staff's numbers, over the posts of one hashtag"),
    ("TOTAL_TAG_SERVERS", "the staff's numbers, over the posts of one hashtag"),
    ("HOST_ACCOUNTS", "the staff's numbers, over the accounts of one other server"),
    ("HOST_STATUSES", "the staff's numbers, over the accounts of one other server"),
    ("HOST_MEDIA", "the staff's numbers, over the accounts of one other server"),
    ("HOST_REPORTS", "the staff's numbers, over the accounts of one other server"),
    ("HOST_FOLLOWS", "the staff's numbers, over the accounts of one other server"),
    ("HOST_FOLLOWERS", "the staff's numbers, over the accounts of one other server"),
    ("REPORTS_PAGE", "the staff's list of reports, by the server of whom they are about"),
    ("REPORTS_UP", "the staff's list of reports, by the server of whom they are about"),
    ("BY_LOCALE", "the staff's numbers, over those who were here"),
    ("BY_SOURCE", "the staff's numbers, over a range of ids that is bounded"),
    ("BY_SERVER", "the staff's numbers, over a range of ids that is bounded"),
    ("BY_TAG_SERVER", "the staff's numbers, over the posts of one hashtag"),
    ("BY_TAG_LANGUAGE", "the staff's numbers, over the posts of one hashtag"),
    ("BY_HOST_ACCOUNT", "the staff's numbers, over the accounts of one other server"),
    ("BY_HOST_LANGUAGE", "the staff's numbers, over the accounts of one other server"),
    ("MEDIA_BYTES", "the staff's numbers"),
    ("COHORTS", "the staff's numbers, over a range of ids that is bounded"),
    ("UNCONFIRMED", "a sweep over sign-ups that nobody confirmed, once an hour"),
];

/// Tables with a `bk` column, from the schema itself.
fn sharded() -> Vec<String> {
    let mut tables = Vec::new();
    for migration in migrations() {
        for statement in migration.text.split(";\n") {
            let Some(rest) = statement.trim_start().strip_prefix("CREATE TABLE ") else { continue };
            let name = rest.split_whitespace().next().unwrap_or_default();
            if rest.lines().any(|line| line.trim_start().starts_with("bk BIGINT")) {
                tables.push(name.to_owned());
            }
        }
    }
    tables
}

/// Whether a statement uses a table, as a word.
fn uses(text: &str, table: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == table)
}

/// Whether a statement binds the bucket: compares it, or gives it when inserting.
fn binds_bucket(text: &str) -> bool {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let compares = ["bk = $", "bk IN {$"].iter().any(|form| flat.contains(form));
    let inserts =
        flat.starts_with("INSERT INTO") && flat.split("VALUES").next().is_some_and(|head| uses(head, "bk"));
    compares || inserts
}

#[test]
fn every_statement_on_a_sharded_table_binds_the_bucket() {
    let tables = sharded();
    assert!(tables.len() > 15, "{tables:?}");
    let mut bad = Vec::new();
    for sql in statements() {
        let sharded = tables.iter().any(|table| uses(sql.text(), table));
        let excused = EVERY_BUCKET.iter().any(|(name, _)| *name == sql.name());
        if sharded && !excused && !binds_bucket(sql.text()) {
            bad.push(format!("{}: {}", sql.name(), sql.text()));
        }
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn the_check_can_fail() {
    assert!(!binds_bucket("SELECT id FROM posts WHERE id = $1"));
    assert!(binds_bucket("INSERT INTO posts (id, bk) VALUES ($1, $2)"));
    assert!(!binds_bucket("INSERT INTO posts (id) VALUES ($1)"));
    assert!(uses("DELETE FROM posts WHERE", "posts") && !uses("SELECT a FROM post_favs", "posts"));
}

engine_tests! {
    async fn every_statement_prepares(engine: Engine) {
        let app = TestApp::new(engine).await;
        app.medley.db.read(|r| {
            for sql in statements() {
                if let Err(problem) = r.prepare(sql) {
                    panic!("{}: {problem:?}", sql.name());
                }
            }
            Ok(())
        }).await.unwrap();
    }

    /// Hot queries use their indexes: no plan reads a whole table.
    async fn hot_queries_use_their_indexes(engine: Engine) {
        let app = TestApp::new(engine).await;
        let hot = [
            "BY_IDS", "HEADS", "HEADS_UP", "AUTHOR_PAGE", "PUBLIC_PAGE", "TAG_PAGE", "THREAD_OF", "FAVOURITED_AMONG",
            "BOOSTED_AMONG", "BOOKMARKED_AMONG", "PINNED_AMONG", "MENTIONS_OF", "FOLLOWING", "BLOCKING", "BLOCKED_BY",
            "MUTING", "FOLLOWERS_PAGE", "FAVOURITES_PAGE", "NAMED", "OF_POSTS", "DUE", "WAITING",
            "WAITING_IN_LANE", "ALERTS_OF", "SUBSCRIPTION", "BEHIND", "IS_LAST",
        ];
        for sql in statements().into_iter().filter(|sql| hot.contains(&sql.name())) {
            let plan = app.medley.db.read(move |r| r.plan(sql)).await.unwrap();
            let scans = match engine {
                // `SCAN t USING INDEX` walks an index in order, which is what a page by id does.
                Engine::Sqlite => plan.lines().any(|l| l.starts_with("SCAN") && !l.contains("USING") && !l.contains("rarray")),
                Engine::Postgres => plan.contains("Seq Scan"),
            };
            assert!(!scans, "{}:\n{plan}", sql.name());
        }
    }
}
