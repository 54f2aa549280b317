//! Emojis and announcements, which the operator manages by commands while the server runs.

use std::time::Duration;

use crate::world::{Place, Serving};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");
const TRIES_MAX: usize = 100;
const TRY_MS: u64 = 100;

/// Asks until the answer holds `word`, or does not any more.
fn await_word(server: &Serving, path: &str, token: &str, word: &str, there: bool) {
    for _ in 0..TRIES_MAX {
        if server.get(path, token).contains(word) == there {
            return;
        }
        std::thread::sleep(Duration::from_millis(TRY_MS));
    }
    panic!("{word} at {path}: {}", server.get(path, token));
}

#[test]
fn emojis_are_imported_listed_changed_and_removed() {
    let place = Place::new();
    place.run(&["init"]).fine();
    let server = place.serve(&[]);
    let folder = place.data.with_file_name("pictures");
    std::fs::create_dir(&folder).unwrap();
    for name in ["blob-cat.png", "tea.png", "notes.txt"] {
        std::fs::write(folder.join(name), PICTURE).unwrap();
    }
    let path = folder.to_str().unwrap();
    assert!(place.run(&["emojis", "import", path, "--category", "Ward"]).fine().contains("2 added"));
    await_word(&server, "/api/v1/custom_emojis", "", "\"blob_cat\"", true);
    place.run(&["emojis", "import", path]).refused("2 could not be added");
    let one = folder.join("tea.png");
    place.run(&["emojis", "import", one.to_str().unwrap(), "--replace"]).fine();
    place.run(&["emojis", "import", folder.join("notes.txt").to_str().unwrap(), "--replace"]).fine();
    std::fs::write(&one, b"no picture").unwrap();
    place.run(&["emojis", "import", one.to_str().unwrap(), "--replace"]).refused("could not be added");
    place.run(&["emojis", "set", "tea", "--enabled", "false", "--category", ""]).fine();
    let listed = place.run(&["emojis", "list"]).fine();
    for line in [":blob_cat:  Ward\n", ":notes:\n", ":tea:  (disabled)\n"] {
        assert!(listed.contains(line), "{listed}");
    }
    place.run(&["emojis", "remove", "blob_cat"]).fine();
    place.run(&["emojis", "remove", "blob_cat"]).refused("no emoji called blob_cat");
    await_word(&server, "/api/v1/custom_emojis", "", "\"blob_cat\"", false);
}

#[test]
fn announcements_are_published_and_removed() {
    let place = Place::new();
    place.run(&["init"]).fine();
    place.run(&["account", "create", "ines", "--email", "ines@example.org"]).fine();
    let token = place.run(&["token", "create", "ines"]).fine();
    let server = place.serve(&[]);
    let id = place.run(&["announcements", "publish", "Maintenance tonight"]).fine().trim().to_owned();
    await_word(&server, "/api/v1/announcements", token.trim(), "Maintenance tonight", true);
    place.run(&["announcements", "publish", "Later", "--at", "2999-01-01", "--ends", "2999-01-02"]).fine();
    place
        .run(&["announcements", "publish", "Never", "--ends", "2001-01-01"])
        .refused("must be in the future");
    place.run(&["announcements", "publish", "Never", "--at", "soon"]).refused("not a time");
    let listed = place.run(&["announcements", "list"]).fine();
    assert!(
        listed.contains(&format!("{id}  since ")) && listed.contains("waits until 2999-01-01"),
        "{listed}"
    );
    place.run(&["announcements", "remove", &id]).fine();
    place.run(&["announcements", "remove", &id]).refused("there is no announcement");
    await_word(&server, "/api/v1/announcements", token.trim(), "Maintenance tonight", false);
}
