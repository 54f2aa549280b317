use store::testing::{fresh, postgres_is_there};
use store::{Db, Engine};

use crate::world::Place;

#[tokio::test]
async fn a_healthy_place_passes() {
    let place = Place::full();
    let text = place.run(&["doctor"]).fine();
    assert!(!text.contains("FAIL") && text.lines().count() >= 12, "{text}");
    for what in [
        "settings",
        "folder",
        "database",
        "schema",
        "integrity",
        "agreement",
        "counters",
        "files",
        "work",
        "clock",
    ] {
        assert!(text.contains(&format!("OK   {what}")), "no {what} in: {text}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_and_what_can_be_counted_is_repaired() {
    let place = Place::full();
    let db = place.db();
    db.write(|w| {
        w.run_raw("UPDATE account_stats SET posts = posts + 5", &[])?;
        w.run_raw("INSERT INTO thread_index (root_id, post_id, bk, parent_id) VALUES (1, 2, 0, 1)", &[])?;
        w.run_raw("INSERT INTO jobs (id, kind, payload, run_ms, dead) VALUES (1, 'x', '{}', 0, 1)", &[])
    })
    .await
    .unwrap();
    db.close();
    let text = place.run(&["doctor"]).refused("1 of");
    for line in ["WARN counters", "FAIL agreement", "WARN work", "--repair"] {
        assert!(text.contains(line), "no {line} in: {text}");
    }
    let text = place.run(&["doctor", "--repair"]).fine();
    assert!(text.contains("OK   counters") && text.contains("OK   agreement"), "{text}");
    std::fs::remove_dir_all(place.data.join("media/avatars")).unwrap();
    place.run(&["doctor"]).refused("FAIL files");
}

/// Rows that are wrong in each of the three tables that can be repaired: many batches of them.
const WRONG: i64 = 3_000;

async fn make_wrong(db: &Db) {
    db.write(|w| {
        for n in 1..=WRONG {
            w.run_raw(
                &format!(
                    "INSERT INTO account_stats (account_id, bk, posts, followers, following) VALUES ({n}, 0, 7, 0, 0)"
                ),
                &[],
            )?;
            // Threads of three, posts of two tags.
            let (root, post) = (n / 3 + 1, n / 2 + 1);
            w.run_raw(
                &format!("INSERT INTO thread_index (root_id, post_id, bk, parent_id) VALUES ({root}, {n}, 0, 1)"),
                &[],
            )?;
            w.run_raw(&format!("INSERT INTO tag_posts (tag, post_id) VALUES ('t{}', {post})", n % 2), &[])?;
        }
        Ok(())
    })
    .await
    .unwrap();
}

async fn wrong(db: &Db) -> [i64; 3] {
    db.snapshot(|r| {
        let mut counts = [0; 3];
        let texts = ["account_stats WHERE posts <> 0", "thread_index", "tag_posts"];
        for (count, text) in counts.iter_mut().zip(texts) {
            r.raw(&format!("SELECT COUNT(*) FROM {text}"), |row| {
                *count = row.get(0)?;
                Ok(())
            })?;
        }
        Ok(counts)
    })
    .await
    .unwrap()
}

async fn batches_leave_nothing_out(place: &Place) {
    place.run(&["init"]).fine();
    let db = place.db();
    make_wrong(&db).await;
    assert_eq!(wrong(&db).await, [WRONG; 3]);
    // Broken off in the second of three tables: it goes on there and does not look at what is behind.
    let position = place.data.join("repair.position");
    std::fs::write(&position, "thread_index 500 1499").unwrap();
    let text = place.run(&["doctor", "--repair"]).refused("FAIL agreement");
    assert!(text.contains("4501 rows looked at, 4501 put right"), "{text}");
    assert_eq!(wrong(&db).await, [WRONG, 1_499, 0]);
    assert!(!position.exists());
    let text = place.run(&["doctor", "--repair"]).fine();
    assert!(text.contains("4499 rows looked at, 4499 put right"), "{text}");
    assert_eq!(wrong(&db).await, [0; 3]);
    place.run(&["doctor", "--repair"]).fine();
    assert!(!position.exists());
}

#[tokio::test]
async fn batches_leave_nothing_out_on_sqlite() {
    batches_leave_nothing_out(&Place::new()).await;
}

#[tokio::test]
async fn batches_leave_nothing_out_on_postgres() {
    if postgres_is_there() {
        batches_leave_nothing_out(&Place::postgres(&fresh(Engine::Postgres))).await;
    }
}

#[tokio::test]
async fn rows_from_the_future_are_told() {
    let place = Place::full();
    let db = place.db();
    let id = (i64::from(u32::MAX) * 1_000) << 16;
    let text = format!(
        "INSERT INTO outbox (id, node, topic, body, handled, due_ms) VALUES ({id}, 1, 'x', '', 1, 0)"
    );
    db.write(move |w| w.run_raw(&text, &[])).await.unwrap();
    db.close();
    place.run(&["doctor"]).refused("FAIL clock");
}

#[test]
fn nothing_is_created_and_damage_is_told() {
    let place = Place::new();
    place.run(&["doctor"]).refused("FAIL folder");
    assert!(!place.data.exists());
    std::fs::create_dir_all(&place.data).unwrap();
    place.run(&["doctor"]).refused("medley init");
    std::fs::write(
        place.data.join("medley.db"),
        b"this is no database, and longer than a header of one would be".repeat(9),
    )
    .unwrap();
    place.run(&["doctor"]).refused("FAIL database");
    std::fs::write(place.data.join("medley.toml"), "[limits]\npost_chars = \"many\"").unwrap();
    place.run(&["doctor"]).refused("FAIL settings");
}
