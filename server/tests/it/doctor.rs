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
