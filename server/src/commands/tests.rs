use super::*;

#[test]
fn every_documented_section_is_known_and_no_other() {
    let documented = include_str!("../../../docs/settings.md");
    let named = |line: &str| line.strip_prefix("| `")?.split('.').next().map(str::to_owned);
    let mut named: Vec<String> = documented.lines().filter_map(named).collect();
    named.dedup();
    assert_eq!(named, SECTIONS);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("medley.toml");
    std::fs::write(&file, "[server]\ndomain = \"a\"\n[limits]\n").unwrap();
    known_sections(&file).unwrap();
    for bad in ["[limit]\npost_chars = 5\n", "post_chars = 5\n"] {
        std::fs::write(&file, bad).unwrap();
        assert!(known_sections(&file).unwrap_err().contains("unknown section"), "{bad}");
    }
}

#[test]
fn causes_are_told_instead_of_excuses() {
    let refused = std::io::Error::new(std::io::ErrorKind::AddrInUse, "Address already in use");
    assert_eq!(told(&Problem::internal(refused)), "Address already in use");
    assert_eq!(told(&Problem::unavailable("disk is full")), "disk is full");
    assert_eq!(told(&Problem::not_found()), "Record not found");
    let conflict = Problem::new(Kind::Conflict, "That is already there").because("UNIQUE");
    assert_eq!(told(&conflict), "That is already there (UNIQUE)");
}
