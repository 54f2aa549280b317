//! What stands in docs/compatibility works.

use std::path::{Path, PathBuf};

use crate::world::Place;

fn document(name: &str) -> String {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/compatibility");
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_suite_finds_its_people_and_tokens() {
    let (place, settings, seeds) = (Place::new(), document("medley.toml"), document("seed.json"));
    let seed = ["seed", &seeds, "--config", &settings];
    assert!(place.run(&seed).fine().contains("4 people, 4 tokens of test-suite-client"));
    assert!(place.run(&seed).fine().contains("seeded already"));
    let listed = place.run(&["account", "list"]).fine();
    assert!(["owner", "shy", "open", "reader"].iter().all(|name| listed.contains(name)), "{listed}");
    let server = place.serve(&["--config", &settings]);
    let me = |token: &str| server.get("/api/v1/accounts/verify_credentials", token);
    let shy = me("test-suite-token-shy");
    assert!(shy.contains("\"username\":\"shy\"") && shy.contains("\"locked\":true"), "{shy}");
    assert!(me("test-suite-token-reader").contains("\"username\":\"reader\""));
    assert!(me("test-suite-token-nobody").starts_with("HTTP/1.1 401"));
}

#[test]
fn seeds_are_refused_where_they_would_be_a_hole() {
    let (place, seeds) = (Place::new(), document("seed.json"));
    place.run(&["seed", &seeds]).refused("compatibility.password_grant");
    let settings = place.data.with_file_name("public.toml");
    std::fs::write(&settings, "[server]\ndomain = \"medley.example\"\n").unwrap();
    place.run(&["seed", &seeds, "--config", settings.to_str().unwrap()]).refused("public domain");
    let grant = "[server]\ndomain = \"medley.example\"\n[compatibility]\npassword_grant = true\n";
    std::fs::write(&settings, grant).unwrap();
    place.run(&["seed", &seeds, "--config", settings.to_str().unwrap()]).refused("password_grant");
    assert!(!place.data.join("medley.db").exists());
}

#[test]
fn seeds_that_cannot_be_read_change_nothing() {
    let (place, settings) = (Place::new(), document("medley.toml"));
    let file = place.data.with_file_name("seeds.json");
    let good = std::fs::read_to_string(document("seed.json")).unwrap();
    for (text, word) in [
        (good.replace("\"role\": \"owner\"", "\"role\": \"king\""), "king"),
        (good.replace("\"locked\"", "\"lokced\""), "lokced"),
        (good.replace("read write", "reed"), "no scopes"),
        (String::new(), "seeds.json"),
    ] {
        std::fs::write(&file, text).unwrap();
        place.run(&["seed", file.to_str().unwrap(), "--config", &settings]).refused(word);
        assert!(!place.data.join("medley.db").exists());
    }
    place.run(&["seed", "/nowhere.json", "--config", &settings]).refused("/nowhere.json");
}
