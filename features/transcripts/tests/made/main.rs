//! Invented chats of every convention, and laws that hold for all.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod chats;
mod files;
mod laws;
mod sessions;

use base::Id;
use transcripts::{Line, Role, Transcript};

/// A line at minute and second, by `author`, whose role its first sign tells: `*` host, `+` guest.
pub fn line(id: i64, at: (i64, i64), author: &str, text: &str) -> Line {
    let (role, author) = match author.as_bytes().first() {
        Some(b'*') => (Role::Host, &author[1..]),
        Some(b'+') => (Role::Guest, &author[1..]),
        _ => (Role::Other, author),
    };
    let ms = 1_772_400_000_000 + at.0 * 60_000 + at.1 * 1_000;
    Line { id: Id(id), author: author.into(), role, ms, text: text.into(), reply_to: None, boost_of: None }
}

/// Lines of a chat, one each: `minute:second author text`; a text may begin with `^n ` for a reply to line n (from 1) and
/// `=n ` for a boost.
pub fn script(text: &str) -> Vec<Line> {
    let rows = text.lines().map(str::trim).filter(|row| !row.is_empty());
    rows.enumerate()
        .map(|(n, row)| {
            let mut parts = row.splitn(3, ' ');
            let (minute, second) = parts.next().unwrap().split_once(':').unwrap();
            let author = parts.next().unwrap();
            let mut said = parts.next().unwrap_or_default();
            let (mut reply_to, mut boost_of) = (None, None);
            for (sign, edge) in [('^', &mut reply_to), ('=', &mut boost_of)] {
                if let Some(rest) =
                    said.strip_prefix(sign).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                {
                    let (to, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                    *edge = Some(Id(to.parse().unwrap()));
                    said = rest;
                }
            }
            let made = line(n as i64 + 1, (minute.parse().unwrap(), second.parse().unwrap()), author, said);
            Line { reply_to, boost_of, ..made }
        })
        .collect()
}

/// Where each line stands, by the lines' numbers: `o 1 2 | Q1 3 : 4 5! | c 6 | a 7 | b 8`, `!` for what came late.
pub fn told(transcript: &Transcript) -> String {
    let ids = |entries: &[transcripts::Entry]| {
        entries
            .iter()
            .map(|entry| format!("{}{}", entry.id, if entry.late { "!" } else { "" }))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut parts = Vec::new();
    let mut put = |name: String, text: String| {
        if !text.trim_matches([' ', ':']).is_empty() {
            parts.push(format!("{name} {text}"));
        }
    };
    put("o".into(), ids(&transcript.opening));
    for question in &transcript.questions {
        let asker = question.asked_by.as_ref().map(|name| format!("@{name}"));
        let name = question.number.map(|n| format!("Q{n}")).or(asker).unwrap_or_else(|| "Q".into());
        let text = format!("{} : {}", ids(&question.posts), ids(&question.answers));
        put(name, text.trim_end_matches([' ', ':']).trim_start().to_owned());
    }
    put("c".into(), ids(&transcript.closing));
    put("a".into(), ids(&transcript.asides));
    put("b".into(), transcript.boosts.iter().map(|boost| boost.id.to_string()).collect::<Vec<_>>().join(" "));
    parts.join(" | ")
}
