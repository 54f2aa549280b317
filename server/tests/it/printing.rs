//! What commands print, and to whom.

use crate::world::Place;

#[test]
fn routes_name_their_scopes() {
    let printed = Place::new().run(&["routes"]).fine();
    let of = |route: &str| {
        let mut lines = printed.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.find_map(|line| line.strip_prefix(route).map(str::to_owned)).unwrap_or_default()
    };
    assert_eq!(of("POST /api/v1/statuses "), "Person(write:statuses)");
    assert_eq!(of("GET /assets/{*path} "), "Open");
    assert!(!printed.contains("Scope("), "{printed}");
}

#[test]
fn commands_end_quietly_when_nobody_reads() {
    let place = Place::full();
    for arguments in [&["routes"][..], &["account", "list"], &["jobs", "list"], &["doctor"], &["init"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = place.command(arguments).stdout(writer).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(!errors.contains("panicked") && !errors.contains("pipe"), "{arguments:?}: {errors}");
        assert!(output.status.success() || arguments == ["doctor"], "{arguments:?}: {}", output.status);
    }
}
