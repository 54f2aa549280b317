use std::collections::HashMap;

use base::Id;
use transcripts::{About, Document, Line, Passage, Words, arrange, csv, json, markdown};

use crate::script;

const CHAT: &str = "
    0:00 *mod Welcome to #ch
    1:00 *mod Q1: <b>Why</b> *now*? [x](javascript:alert(1)) #ch
    2:00 ana =HYPERLINK(\"http://evil.example\")
    3:00 ben A1: - one, \"two\", `three` & | four
    4:00 cy A1: see https://x.example/_a_ and @ana ![i](x)
    9:00 *mod Thanks for joining
    ";

fn document(lines: &[Line]) -> Document {
    let about = About {
        title: "Ward # talk".into(),
        topic: "Sleep <script>".into(),
        tag: "ch".into(),
        started: "2026-03-01T20:00:00.000Z".into(),
        ended: "2026-03-01T21:00:00.000Z".into(),
        url: "https://m.example/chats/ch/1/transcript".into(),
        citation: "#ch chat, 1 March 2026, 'Sleep <script>'. Transcript.".into(),
    };
    let passages: HashMap<Id, Passage> = lines
        .iter()
        .map(|line| {
            let (handle, text) = (line.author.clone(), line.text.clone());
            let link = format!("https://m.example/@{handle}/{}", line.id);
            (line.id, Passage { name: format!("+{handle}*"), handle, link, ms: line.ms, text })
        })
        .collect();
    Document::new(about, &arrange(lines), &passages)
}

#[test]
fn what_is_not_shown_is_nowhere() {
    let lines = script(CHAT);
    let all = document(&lines);
    assert_eq!(
        (all.posts_count(), all.questions_count(), all.participants.len(), all.hosts.len()),
        (6, 1, 4, 1)
    );
    let some = document(&lines[..3]);
    assert_eq!(some.posts_count(), 3);
    let none = Document::new(all.about, &arrange(&lines), &HashMap::new());
    assert!(none.sections.is_empty() && none.participants.is_empty());
}

#[test]
fn json_is_read_back() {
    let document = document(&script(CHAT));
    let read: Document = serde_json::from_str(&json(&document)).unwrap();
    assert_eq!(read, document);
}

#[test]
fn tables_are_read_back_and_compute_nothing() {
    let text = csv(&document(&script(CHAT)));
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 6);
    for row in &rows {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
        assert_eq!(&row[at("name")][..2], "'+");
    }
    assert_eq!(&rows[2][at("text")], "'=HYPERLINK(\"http://evil.example\")");
    assert_eq!(
        (&rows[3][at("question")], &rows[3][at("kind")], &rows[3][at("attached")]),
        ("1", "answer", "labelled")
    );
    assert_eq!(&rows[1][at("role")], "host");
}

#[test]
fn markdown_holds_no_mark_of_others() {
    let text = markdown(&document(&script(CHAT)), &Words::default());
    assert!(text.starts_with("# Ward \\# talk: Sleep &lt;script&gt;\n"));
    assert!(text.contains("## Question 1"));
    assert!(
        !text.contains('<')
            && !text.contains("](javascript")
            && !text.contains("![")
            && !text.contains("https://x")
    );
    assert!(text.contains("\\*now\\*") && text.contains("\\`three\\`") && text.contains("\\_a\\_"));
    assert!(text.contains("(https://m.example/@ben/4)"));
    assert!(text.trim_end().ends_with("Transcript\\."));
    // What is escaped reads as it was written.
    let read = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace('\\', "");
    for line in script(CHAT) {
        assert!(read.contains(&line.text), "{}", line.text);
    }
}
