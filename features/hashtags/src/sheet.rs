//! A table of hashtags, as an operator keeps one (CSV): what its lines say. Knows no database.

use base::{Ms, Outcome};

use crate::model::{Edit, Entry};
use crate::rules::edited;

/// Bytes of a file: 16 MiB.
pub const SHEET_BYTES_MAX: usize = 16 << 20;
/// Columns that are read; only the first two must be there. Several hashtags or specialties stand between spaces.
pub const COLUMNS: [&str; 11] = [
    "hashtag",
    "title",
    "kind",
    "description",
    "specialties",
    "related",
    "language",
    "starts",
    "ends",
    "place",
    "link",
];

/// A line that can be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What it says, checked.
    pub entry: Entry,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What is wrong.
    pub text: String,
}

/// Reads a file: every line, or everything that is wrong with it.
///
/// # Errors
/// All lines that cannot be imported, by their numbers.
pub fn read(bytes: &[u8], now: Ms) -> Result<Vec<Line>, Vec<Bad>> {
    // A sign that some programs put before a text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let heads = match reader.headers() {
        Ok(heads) => heads.iter().map(|head| head.to_lowercase()).collect::<Vec<_>>(),
        Err(cause) => return Err(vec![Bad { number: 1, text: cause.to_string() }]),
    };
    known(&heads)?;
    let (mut lines, mut bad) = (Vec::new(), Vec::new());
    let mut seen = std::collections::HashMap::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let number = record.position().map_or(0, csv::Position::line);
                let twice = |entry: Entry| match seen.insert(entry.tag.clone(), number) {
                    Some(first) => Err(format!("the same hashtag as on line {first}")),
                    None => Ok(entry),
                };
                match line(&heads, &record, now)
                    .map_err(|problem| problem.complaint().to_owned())
                    .and_then(twice)
                {
                    Ok(entry) => lines.push(Line { number, entry }),
                    Err(text) => bad.push(Bad { number, text }),
                }
            }
            Err(cause) => {
                let number = cause.position().map_or(0, csv::Position::line);
                bad.push(Bad { number, text: "cannot be read as text".to_owned() });
            }
        }
    }
    if bad.is_empty() { Ok(lines) } else { Err(bad) }
}

/// The head names `hashtag` and `title`, and nothing that nobody would read.
fn known(heads: &[String]) -> Result<(), Vec<Bad>> {
    let bad = |text: String| Err(vec![Bad { number: 1, text }]);
    if let Some(odd) = heads.iter().find(|head| !COLUMNS.contains(&head.as_str())) {
        return bad(format!("unknown column `{odd}`, expected {}", COLUMNS.join(", ")));
    }
    for needed in ["hashtag", "title"] {
        if !heads.iter().any(|head| head == needed) {
            return bad(format!("there is no column `{needed}`"));
        }
    }
    Ok(())
}

fn line(heads: &[String], record: &csv::StringRecord, now: Ms) -> Outcome<Entry> {
    let cell = |name: &str| {
        let at = heads.iter().position(|head| head == name)?;
        record.get(at).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let many = |name: &str| {
        let apart = |c: char| c.is_whitespace() || ",;".contains(c);
        cell(name).map(|text| text.split(apart).map(str::to_owned).collect())
    };
    let edit = Edit {
        name: Some(cell("hashtag").unwrap_or_default()),
        title: cell("title"),
        kind: cell("kind").map(|kind| kind.to_lowercase()),
        about: cell("description"),
        specialties: many("specialties"),
        related: many("related"),
        language: cell("language"),
        starts_on: cell("starts"),
        ends_on: cell("ends"),
        place: cell("place"),
        link: cell("link"),
    };
    edited(Entry::blank(None, now), edit, now)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Kind;

    #[test]
    fn lines_are_read_by_the_names_of_their_columns() {
        let file = "\u{feff}Title,hashtag,specialties,kind,starts\n\
            Health care and social media,#hcsm,social-media health-it,Chat,\n\
            \"Harbour\nMeeting\",harbour26,207RC0000X,conference,2026-12-01\n";
        let lines = read(file.as_bytes(), 5).unwrap();
        assert_eq!((lines[0].number, lines[1].number), (2, 3));
        let first = &lines[0].entry;
        assert_eq!((first.tag.as_str(), first.kind, first.specialties.len()), ("hcsm", Kind::Chat, 2));
        assert_eq!((lines[1].entry.title.as_str(), first.owner), ("Harbour Meeting", None));
    }

    #[test]
    fn every_bad_line_is_told_by_its_number() {
        let file = "hashtag,title,kind\nhcsm,Ok,\n,No name,\nhcldr,Leaders,party\nHCSM,Again,\n";
        let bad = read(file.as_bytes(), 5).unwrap_err();
        let told: Vec<(u64, &str)> = bad.iter().map(|bad| (bad.number, bad.text.as_str())).collect();
        let twice = (5, "the same hashtag as on line 2");
        assert_eq!(told, [(3, "Name can't be blank"), (4, "Kind is not included in the list"), twice]);
        for (head, says) in [("hashtag,colour", "unknown column `colour`"), ("hashtag", "no column `title`")]
        {
            let bad = read(format!("{head}\nx,y\n").as_bytes(), 5).unwrap_err();
            assert!(bad[0].number == 1 && bad[0].text.contains(says), "{bad:?}");
        }
        assert!(read(b"hashtag,title\n\xff\xfe,x\n", 5).is_err());
        assert!(read(b"hashtag,title\n", 5).unwrap().is_empty());
    }

    fn quoted(text: &str) -> String {
        format!("\"{}\"", text.replace('"', "\"\""))
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes, 0);
            let _ = read(&[b"hashtag,title,about\n", &bytes[..]].concat(), 0);
        }

        #[test]
        fn what_is_written_is_read(
            names in prop::collection::hash_set("[a-z]{3,12}", 1..8),
            title in "[A-Za-zñé ,\"';\n]{0,40}[a-z]",
        ) {
            let names: Vec<String> = names.into_iter().filter(|name| name != "new" && name != "mine").collect();
            let mut file = "hashtag,title\n".to_owned();
            names.iter().for_each(|name| file += &format!("{name},{}\n", quoted(&title)));
            let lines = read(file.as_bytes(), 0).unwrap();
            prop_assert_eq!(lines.iter().map(|line| line.entry.tag.clone()).collect::<Vec<_>>(), names);
            let told = text::clean(&title.replace('\n', " ")).trim().to_owned();
            prop_assert!(lines.iter().all(|line| line.entry.title == told));
        }
    }
}
