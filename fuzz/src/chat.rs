//! Chats: whatever people write and answer, each line is in exactly one place, and the files can be read back.

use std::collections::HashMap;

use base::Id;
use transcripts::{About, Document, Line, Passage, Role, arrange, csv, find, json, markdown};

/// Lines of one input.
const LINES_MAX: usize = 200;
const START_MS: i64 = 1_772_400_000_000;

/// What must hold for every input. Each line of it is a post: the first byte says who speaks and in which role, the
/// second what is answered or boosted, the rest is the text.
pub fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for label in text::labels::labels(&text) {
        assert_eq!(&text[label.at..label.at + label.written.len()], label.written);
    }
    let lines: Vec<Line> = text.lines().take(LINES_MAX).enumerate().map(|(n, row)| line(n, row)).collect();
    let transcript = arrange(&lines);
    let mut placed: Vec<Id> = transcript.ids().collect();
    placed.sort_unstable();
    assert_eq!(placed, lines.iter().map(|line| line.id).collect::<Vec<_>>());
    for session in find(&lines, None) {
        assert!(session.start_ms <= session.end_ms && !session.ids.is_empty());
    }
    let passages: HashMap<Id, Passage> = lines.iter().map(|line| (line.id, passage(line))).collect();
    let document = Document::new(About::default(), &transcript, &passages);
    let read: Document = serde_json::from_str(&json(&document)).expect("JSON is read back");
    assert_eq!(read, document);
    assert!(csv(&document).lines().count() > document.posts_count());
    assert!(!markdown(&document, &transcripts::Words::default()).contains('<'));
}

fn line(n: usize, row: &str) -> Line {
    let mut chars = row.chars();
    let (who, edge) = (chars.next().map_or(0, u32::from), chars.next().map_or(0, u32::from));
    let role = [Role::Other, Role::Host, Role::Guest][who as usize % 3];
    let other = Some(Id(i64::from(edge) % 64 + 1)).filter(|_| edge % 4 < 2);
    let (reply_to, boost_of) = if edge % 4 == 0 { (other, None) } else { (None, other) };
    Line {
        id: Id(n as i64 + 1),
        author: format!("p{}", who % 7),
        role,
        ms: START_MS + n as i64 * i64::from(edge % 90) * 1_000,
        text: chars.as_str().to_owned(),
        reply_to,
        boost_of,
    }
}

fn passage(line: &Line) -> Passage {
    let (name, handle) = (format!("={}", line.author), line.author.clone());
    Passage {
        name,
        handle,
        link: format!("https://m.example/{}", line.id),
        ms: line.ms,
        text: line.text.clone(),
    }
}
