use transcripts::{Line, find};

use crate::{line, script};

/// A news account that uses #flu all day, and a chat of its own in the evening.
fn heap() -> Vec<Line> {
    let mut lines: Vec<Line> = (0..60)
        .map(|n| {
            line(
                1_000 + n,
                (-1_500 + n * 25, 0),
                "news",
                &format!("Flu story number {n} https://x.example/{n} #flu"),
            )
        })
        .collect();
    lines.push(line(
        2_000,
        (-2_880, 0),
        "news",
        "In two days: join our #FluChat at 8! Q1 will be about jabs",
    ));
    lines.extend(script(
        "
        0:00 news Hi everyone and welcome to #FluChat with @drsam #flu
        2:00 news @drsam Q1: Who should get the jab? #FluChat #flu
        3:00 news RT @drsam: Q1 @news Everybody over 60 #FluChat
        4:00 news RT @drsam: Q1 @news And everybody who works with patients, whatever their ag…
        5:00 news Recall of a pump https://x.example/pump
        8:00 news Thanks, @drsam! On to Q2: When? #FluChat #flu
        9:00 news RT @drsam: Q2 @news Before the winter comes, so that it has some time to work #Flu…
        12:00 news That's all the time we have. Thank you @drsam and everyone!
        ",
    ));
    lines
}

#[test]
fn sessions_are_found_among_ordinary_hashtags() {
    let found = find(&heap(), None);
    assert_eq!(found.len(), 1, "{found:?}");
    let session = &found[0];
    assert_eq!((session.tag.as_str(), session.key.as_str(), session.questions), ("FluChat", "fluchat", 2));
    let ids: Vec<i64> = session.ids.iter().map(|id| id.0).collect();
    assert_eq!(ids, [1, 2, 3, 4, 6, 7, 8]);
    assert_eq!(session.hosts, ["news"]);
    assert_eq!((session.end_ms - session.start_ms) / 60_000, 12);
    assert_eq!(find(&heap(), Some("fluchat")), found);
}

#[test]
fn a_crowd_that_never_is_silent_has_its_sessions() {
    let mut lines: Vec<Line> = (0..600)
        .map(|n| line(5_000 + n, (-3_000 + n * 10, 7), &format!("p{}", n % 40), "reading about #hcsm"))
        .collect();
    for week in 0..2 {
        let start = week * 2_000;
        let id = 10_000 + week * 1_000;
        lines.push(line(id, (start, 0), "mod", "Welcome to #hcsm, who's here?"));
        for topic in 1..=4 {
            lines.push(line(
                id + topic * 50,
                (start + topic * 10, 0),
                "mod",
                &format!("T{topic}: what about number {topic}? #hcsm"),
            ));
            for n in 0..9 {
                let text = format!("T{topic}: I think {n} #hcsm");
                lines.push(line(
                    id + topic * 50 + n + 1,
                    (start + topic * 10 + 1 + n, 5),
                    &format!("p{n}"),
                    &text,
                ));
            }
        }
    }
    let found = find(&lines, None);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|session| session.questions == 4 && session.hosts.contains(&"mod".to_owned())));
}

#[test]
fn the_same_words_to_many_are_no_conversation() {
    let lines: Vec<Line> = (0..20)
        .map(|n| {
            line(
                n + 1,
                (n, 0),
                "news",
                &format!("@fan{n} Tell your friends to enter our prize draw! #prize https://x.example"),
            )
        })
        .collect();
    assert!(find(&lines, None).is_empty());
}
