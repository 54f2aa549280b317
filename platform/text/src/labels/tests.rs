use proptest::prelude::*;

use super::*;

fn told(text: &str) -> String {
    let one = |label: Label<'_>| {
        let kind = match label.kind {
            LabelKind::Question => 'q',
            LabelKind::Answer => 'a',
            LabelKind::Topic => 't',
            LabelKind::Bare => 'n',
            LabelKind::Closing => 'c',
        };
        let number = label.number.map(|n| n.to_string()).unwrap_or_default();
        format!("{kind}{number}{}", if label.firmness == Firmness::Firm { "" } else { "?" })
    };
    labels(text).into_iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn labels_are_found_as_people_write_them() {
    for (text, wanted) in [
        ("Q1: Is breakfast important?", "q1"),
        ("@sam Q1: Is breakfast important? #chat", "q1"),
        ("Thanks, @sam! On to Q2: What next?", "q2"),
        ("Sounds good, @sam@! Now to  Q6: Fast ideas?", "q6"),
        ("We have time for one more question Q7: What else?", "q7"),
        ("RT @sam: @host Q1 I believe so", "q1"),
        ("RT @sam: Q8 @host Exercise and food", "q8"),
        ("RT @sam: #chat A1: Most do", "a1"),
        ("RT @sam: . @host A1 We need", "a1"),
        ("RT @sam: @host  A2  Of course", "a2"),
        ("RT @sam: a14: Look out", "a14"),
        ("RT @sam: @host a4:Many work", "a4"),
        ("A2 f Q2 we like it", "a2 q2?"),
        ("Yes! RT @sam: A6: Thirst adds", "a6"),
        ("A2: We have desks! RT @sam: WOOT.", "a2"),
        ("A3 - Role modelling", "a3"),
        ("“@sam: A4 yes” so true", "a4"),
        ("#Q3 What now?", "q3"),
        ("Q.3 what now", "q3"),
        ("Q 3 what now", "q3"),
        ("Q#3 what now", "q3"),
        ("Q-3: what now", "q3"),
    ] {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn labels_have_many_shapes() {
    for (text, wanted) in [
        ("Question 3 - what now", "q3"),
        ("QUESTION #3: what now", "q3"),
        ("Question three: what now", "q3"),
        ("Topic 2: rounds", "t2"),
        ("T3: Nurses on rounds #hcsm", "t3"),
        ("T3 nurses on rounds", "t3"),
        ("Q3b: and at home?", "q3"),
        ("A1/A2: both matter", "a1 a2"),
        ("A3 & A4: both matter", "a3 a4"),
        ("8/ What do you do at night?", "n8"),
        ("8) What do you do at night?", "n8"),
        ("CT: listen to patients", "c"),
        ("Closing thoughts: listen", "c"),
        ("Q: may children come?", "q"),
        ("A: they may", "a"),
        ("P1: ¿Qué opinan?", "q1"),
        ("Pregunta 2: ¿Qué opinan?", "q2"),
        ("R2: Creo que sí", "a2"),
        ("A10: yes. A11: no", "a10 a11"),
        ("I agree with what you said in A3 entirely", "a3?"),
        ("Great point! Q4 is next", "q4"),
        ("Remember: write A1 for Q1.", "a1? q1?"),
        ("We said so (see Q3)", "q3?"),
    ] {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_label_is_none() {
    for text in [
        "A1C above 7 is common",
        "a1c",
        "HbA1c of 7",
        "T2D is rising",
        "A 3 year old was seen",
        "A nurse writes",
        "a 5% rise",
        "Q4/2014 results",
        "CoQ10 does nothing",
        "CT scan of the chest",
        "COVID-19 A/B test",
        "20 ways to sleep",
        "1/3 of patients",
        "10.5 hours",
        "12:30 is lunch",
        "https://example.org/Q3",
        "@q3 hello",
        "Q2000",
        "Q99: no",
        "p 3 of the paper",
        "B12 and C3",
        "",
        "#",
        "Q",
    ] {
        assert_eq!(told(text), "", "{text}");
    }
}

#[test]
fn labels_say_how_they_stand() {
    let text = "RT @sam: @host Q.3 What I do";
    let label = label(text).unwrap();
    assert_eq!((label.written, label.retold, label.marked), ("Q.3", true, false));
    assert_eq!(&text[label.at..label.at + label.written.len()], "Q.3");
    assert!(!super::label("Q3: x").unwrap().retold && super::label("Q3: x").unwrap().marked);
    assert!(super::label("as in A3 before").is_none());
}

#[test]
fn answers_are_labelled_as_the_question_was() {
    let answer = |text| answer_label(&label(text).unwrap());
    assert_eq!(answer("Q3: x?").as_deref(), Some("A3"));
    assert_eq!(answer("T3: x?").as_deref(), Some("T3"));
    assert_eq!(answer("P3: ¿x?").as_deref(), Some("R3"));
    assert_eq!(answer("3/ x?").as_deref(), Some("A3"));
    assert_eq!(answer_label(&labels("CT: x")[0]), None);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[QATPRqatr#@:./ 0-9RT\u{e9}\u{1F600}\\-(\"]{0,60}|.{0,60}") {
        for label in labels(&text) {
            prop_assert_eq!(&text[label.at..label.at + label.written.len()], label.written);
            prop_assert!(label.number.is_none_or(|n| (1..=QUESTION_NUMBER_MAX).contains(&n)));
        }
    }
}
