use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};
use flate2::Compression;
use flate2::write::GzEncoder;
use store::Engine;
use store::testing::{fresh, postgres_is_there};

use crate::world::{Place, content, members};

type Members = Vec<(String, Vec<u8>)>;

/// Writes members as an archive, under any name at all.
fn pack(file: &Path, members: &[(String, Vec<u8>)]) {
    let mut tar =
        tar::Builder::new(GzEncoder::new(std::fs::File::create(file).unwrap(), Compression::fast()));
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        // The library would refuse bad names.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_cksum();
        tar.append(&header, bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

/// Puts right checksums into changed members.
fn summed(mut members: Members) -> Members {
    members.retain(|(name, _)| name != "checksums");
    let mut lines: Vec<(String, String)> = Vec::new();
    for (name, bytes) in &members {
        let sum = digest(&SHA256, bytes);
        lines.push((name.clone(), sum.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()));
    }
    lines.sort();
    let text: String = lines.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    members.push(("checksums".to_owned(), text.into_bytes()));
    members
}

fn restore(place: &Place, file: &Path) -> crate::world::Ran {
    place.run(&["restore", file.to_str().unwrap()])
}

fn everything_is_there(place: &Place) {
    let full = Place::full();
    let before = full.backup();
    restore(place, &before).fine();
    let (before, after) = (content(&before), content(&place.backup()));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (name, bytes) in &before {
        assert!(after[name] == *bytes, "{name} differs");
    }
    let rows = |table: &str| before[&format!("tables/{table}.jsonl")].split(|b| *b == b'\n').count();
    assert!(rows("posts") > 120 && rows("follows") > 60 && rows("media") > 3 && rows("outbox") > 100);
    assert!(before.keys().any(|name| name.starts_with("media/avatars/")));
    place.run(&["doctor"]).fine();
    restore(place, &place.data.with_file_name("backup.tar.gz")).refused("not empty");
}

#[test]
fn sqlite_to_sqlite() {
    everything_is_there(&Place::new());
}

#[test]
fn sqlite_to_postgres_and_back() {
    if !postgres_is_there() {
        return;
    }
    let fresh = fresh(Engine::Postgres);
    let place = Place::postgres(&fresh);
    everything_is_there(&place);
    let (file, back) = (place.backup(), Place::new());
    restore(&back, &file).fine();
    assert!(content(&file) == content(&back.backup()));
}

#[test]
fn a_backup_has_its_name_only_when_it_is_whole() {
    let full = Place::full();
    let file = full.backup();
    let beside: Vec<String> = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("backup"))
        .collect();
    assert_eq!(beside, ["backup.tar.gz"]);
    let nowhere = full.data.join("none/backup.tar.gz");
    full.run(&["backup", nowhere.to_str().unwrap()]).refused("No such file");
}

#[test]
fn what_is_damaged_is_refused_before_anything_is_touched() {
    let good = Place::full().backup_members();
    let at = |name: &str| good.iter().position(|(member, _)| member.starts_with(name)).unwrap();
    let changed = |change: &dyn Fn(&mut Members)| {
        let mut members = good.clone();
        change(&mut members);
        members
    };
    let cases: Vec<(&str, Members)> = vec![
        ("changed or damaged", changed(&|m| m[at("tables/posts")].1[0] ^= 1)),
        ("changed or damaged", changed(&|m| m[at("media/")].1.push(0))),
        ("are missing", changed(&|m| drop(m.remove(at("media/"))))),
        ("is there twice", changed(&|m| m.insert(at("media/"), m[at("media/")].clone()))),
        ("does not list", changed(&|m| m.insert(1, ("media/media/aa/x.png".into(), vec![1])))),
        ("it has no checksums", changed(&|m| drop(m.pop()))),
        ("does not belong", changed(&|m| m.insert(1, ("../evil".into(), vec![1])))),
        ("does not belong", summed(changed(&|m| m.insert(1, ("media/../../evil".into(), vec![1]))))),
        ("does not belong", summed(changed(&|m| m.insert(1, ("/tmp/evil".into(), vec![1]))))),
        ("does not belong", summed(changed(&|m| m.insert(1, ("media/tmp/x".into(), vec![1]))))),
        (
            "newer or different",
            summed(changed(&|m| replace(&mut m[0].1, "\"version\": 1", "\"version\": 9"))),
        ),
        ("this is format 7", summed(changed(&|m| replace(&mut m[0].1, "\"format\": 1", "\"format\": 7")))),
        (
            "not those of its schema",
            summed(changed(&|m| replace(&mut m[0].1, "\"name\": \"posts\"", "\"name\": \"pots\""))),
        ),
    ];
    let place = Place::new();
    let file = place.data.with_file_name("bad.tar.gz");
    for (word, members) in cases {
        pack(&file, &members);
        restore(&place, &file).refused(word);
        assert!(!place.data.exists(), "{word}");
    }
    let bytes = Place::full().backup_bytes();
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    restore(&place, &file).refused("bad.tar.gz");
    assert!(!place.data.exists());
}

fn replace(bytes: &mut Vec<u8>, from: &str, to: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}

#[test]
fn a_restore_that_was_broken_off_is_told_and_can_be_run_again() {
    let full = Place::full();
    let good = full.backup();
    let mut members = members(&good);
    let posts = members.iter().position(|(name, _)| name == "tables/posts.jsonl").unwrap();
    let lines = String::from_utf8(members[posts].1.clone()).unwrap();
    members[posts].1 = lines.lines().skip(1).flat_map(|line| [line, "\n"]).collect::<String>().into_bytes();
    let (place, bad) = (Place::new(), full.data.with_file_name("short.tar.gz"));
    pack(&bad, &summed(members));
    restore(&place, &bad).refused("posts: ");
    for command in [&["account", "list"][..], &["serve"], &["backup", "x.tar.gz"]] {
        place.run(command).refused("was not finished");
    }
    assert!(place.run(&["doctor"]).refused("1 of").contains("FAIL restore"));
    restore(&place, &good).fine();
    assert!(content(&good) == content(&place.backup()));
}

/// The moment between the commit of the rows and the end.
#[test]
fn a_restore_that_was_broken_off_after_its_rows_is_ended() {
    let full = Place::full();
    let good = full.backup();
    let place = Place::new();
    restore(&place, &good).fine();
    let before = content(&place.backup());
    let sums = members(&good).pop().unwrap().1;
    let sum: String = digest(&SHA256, &sums).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let mark = place.data.join("restore.unfinished");
    std::fs::write(&mark, "another backup\n").unwrap();
    restore(&place, &good).refused("not empty");
    std::fs::write(&mark, format!("{sum}\n{}\n", good.display())).unwrap();
    place.run(&["serve"]).refused("was not finished");
    assert!(restore(&place, &good).fine().contains("making an end"));
    assert!(!mark.exists() && content(&place.backup()) == before);
    // A database that has something else in it by now is nobody's to end.
    place.run(&["account", "create", "late", "--email", "late@example.org"]).fine();
    std::fs::write(&mark, sum).unwrap();
    restore(&place, &good).refused("not empty");
}

#[test]
fn a_folder_with_files_is_no_place_to_restore_into() {
    let good = Place::full().backup_kept();
    let place = Place::new();
    let file = place.data.join("media/media/aa/x.png");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, b"x").unwrap();
    restore(&place, &good.1).refused("has files in it");
    assert!(file.exists());
}

impl Place {
    fn backup_members(&self) -> Members {
        members(&self.backup())
    }

    fn backup_bytes(&self) -> Vec<u8> {
        std::fs::read(self.backup()).unwrap()
    }

    fn backup_kept(self) -> (Self, std::path::PathBuf) {
        let file = self.backup();
        (self, file)
    }
}
