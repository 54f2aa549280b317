use std::collections::HashMap;

use base::Id;
use proptest::prelude::*;
use transcripts::{Line, Role, Transcript, arrange, find};

use crate::line;

const SAID: [&str; 18] = [
    "Q1: why? #x",
    "Q2: how? #x",
    "Q3 who? #x",
    "A1: yes",
    "A2 no",
    "A7: what",
    "RT @ana: A1: yes",
    "T1: topic?",
    "Thanks everyone, that's a wrap",
    "Welcome to #x!",
    "@ben I agree",
    "just words",
    "2/ more?",
    "CT: think",
    "RT @mod: Q2: how? #x",
    "Next question: where? #x",
    "\u{202e}Q1\u{0}",
    "Q3b: 🩺? A1/A2",
];

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let one = (
        0usize..SAID.len(),
        ".{0,20}",
        0i64..3_000,
        0usize..5,
        prop::option::of(1i64..30),
        prop::option::weighted(0.1, 1i64..30),
    );
    prop::collection::vec(one, 0..30).prop_map(|rows| {
        let made = rows.into_iter().enumerate().map(|(n, (said, extra, second, who, reply, boost))| {
            let author = ["*mod", "+ana", "ben", "cy", "*kim"][who];
            let text = if said == 0 { extra } else { format!("{} {extra}", SAID[said]) };
            let made = line(n as i64 + 1, (0, second), author, &text);
            Line { reply_to: reply.map(Id), boost_of: boost.map(Id), ..made }
        });
        made.collect()
    })
}

fn places(transcript: &Transcript) -> HashMap<Id, String> {
    let mut all = HashMap::new();
    let mut put = |name: &str, entries: &[transcripts::Entry]| {
        all.extend(entries.iter().map(|entry| (entry.id, name.to_owned())));
    };
    put("opening", &transcript.opening);
    put("closing", &transcript.closing);
    put("asides", &transcript.asides);
    for question in &transcript.questions {
        let name = format!("{:?} {:?}", question.number, question.posts.first().map(|entry| entry.id));
        put(&name, &question.posts);
        put(&name, &question.answers);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_line_is_placed_once_and_order_does_not_matter(lines in lines(), seed in any::<u64>()) {
        let transcript = arrange(&lines);
        let mut ids: Vec<Id> = transcript.ids().collect();
        ids.sort_unstable();
        let mut wanted: Vec<Id> = lines.iter().map(|line| line.id).collect();
        wanted.sort_unstable();
        prop_assert_eq!(ids, wanted);
        let mut mixed = lines;
        mixed.sort_by_key(|line| (line.id.0 as u64).wrapping_mul(seed | 1));
        prop_assert_eq!(arrange(&mixed), transcript);
    }

    #[test]
    fn deleting_an_answer_removes_just_that(lines in lines(), which in 0usize..30) {
        let mut lines = lines;
        // A labelled answer that nobody answers, retells or boosts. It is the last word, because an answer also shows that
        // a question was heard: what the host asks next by the same number is then another question, no correction.
        let mut answer = line(100, (60, which as i64), "zoe", "A1: just this");
        answer.role = Role::Other;
        lines.push(line(99, (0, 0), "*mod", "Q1: why? #x"));
        let without = places(&arrange(&lines));
        lines.push(answer);
        let mut with = places(&arrange(&lines));
        prop_assert!(with.remove(&Id(100)).is_some());
        prop_assert_eq!(with, without);
    }

    #[test]
    fn any_heap_can_be_searched(lines in lines()) {
        for session in find(&lines, None) {
            prop_assert!(session.ids.iter().all(|id| lines.iter().any(|line| line.id == *id)));
            prop_assert!(session.start_ms <= session.end_ms);
        }
    }
}
