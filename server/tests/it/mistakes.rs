//! What people get wrong, and what they are told.

use std::net::TcpListener;

use crate::world::Place;

/// A place with nobody in it.
fn ready() -> Place {
    let place = Place::new();
    place.run(&["init"]).fine();
    place
}

#[test]
fn a_wrong_folder_is_not_made_a_server() {
    let place = Place::new();
    for command in [
        &["account", "list"][..],
        &["account", "password", "joy"],
        &["backup", "/nowhere/b.tar.gz"],
        &["export", "account", "joy"],
        &["jobs", "list"],
        &["token", "create", "joy"],
    ] {
        place.run(command).refused("medley init --data");
        assert!(!place.data.exists(), "{command:?}");
    }
    let text = place.run(&["account", "create", "joy", "--email", "joy@example.org"]).fine();
    assert!(text.contains("Created the data folder") && text.contains("New password: "), "{text}");
}

#[test]
fn files_that_are_no_tweets_leave_no_account() {
    let place = ready();
    let (folder, file) = (place.data.with_file_name("folder"), place.data.with_file_name("notes.txt"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(&file, "these are\nnotes\n").unwrap();
    let import =
        |file: &std::path::Path| place.run(&["import", "tweets", file.to_str().unwrap(), "--as", "notes"]);
    import(&file).refused("nothing was imported");
    import(&folder).refused("a folder; name the files in it");
    import(&folder.join("none.txt")).refused("No such file");
    assert_eq!(place.run(&["account", "list"]).fine(), "");
    let archive = |folder: &str| place.run(&["import", "twitter-archive", folder, "--as", "joy"]);
    archive(folder.to_str().unwrap()).refused("no tweets.js");
    archive("/nowhere").refused("/nowhere: No such file");
    std::fs::write(folder.join("tweets.js"), "window.YTD.tweets.part0 = [").unwrap();
    archive(folder.to_str().unwrap()).refused("no tweet could be read");
}

#[test]
fn accounts_that_nobody_signs_in_to_are_told_apart_from_none() {
    let place = ready();
    let file = place.data.with_file_name("tweets.txt");
    std::fs::write(&file, "585978391360221184|Thu Apr 09 01:31:50 +0000 2015|Naps help\n").unwrap();
    let said = place.run(&["import", "tweets", file.to_str().unwrap(), "--as", "@paper"]).fine();
    assert!(said.contains("Created @paper as of 2015-04-09") && said.contains("1 imported"), "{said}");
    for command in [
        &["token", "create", "paper"][..],
        &["account", "password", "paper"],
        &["account", "role", "paper", "admin"],
        &["account", "approve", "paper"],
    ] {
        place.run(command).refused("nobody can sign in to paper");
    }
    place.run(&["account", "password", "nobody"]).refused("there is no account called nobody");
}

#[test]
fn addresses_and_settings_with_mistakes_are_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let place = ready();
    for (arguments, word) in [
        (&["serve", "--listen", &taken][..], "Address already in use"),
        (&["serve", "--listen", "nonsense"], "cannot listen on nonsense: invalid socket address"),
        (&["serve", "--domain", "https://medley.example"], "is not HOST or HOST:PORT"),
        (&["init", "--domain", "a b"], "is not HOST or HOST:PORT"),
        (&["account", "list", "--config", "/nowhere.toml"], "/nowhere.toml: no such file"),
    ] {
        let told = place.run(arguments).refused(word);
        assert!(!told.contains("went wrong on our side"), "{told}");
    }
    for (text, word) in [("[limit]\npost_chars = 9", "`limit`"), ("[limits]\npost_char = 9", "`post_char`")] {
        std::fs::write(place.data.join("medley.toml"), text).unwrap();
        assert!(place.run(&["serve"]).refused(word).contains("medley.toml"));
    }
}

#[test]
fn a_database_that_does_not_answer_is_named() {
    let place = ready();
    std::fs::write(place.data.join("medley.toml"), "[store]\nurl = \"postgres://x@127.0.0.1:1/x\"\n")
        .unwrap();
    let told = place.run(&["account", "list"]).refused("store.url names cannot be opened");
    assert!(told.contains("refused") && !told.contains("busy"), "{told}");
}
