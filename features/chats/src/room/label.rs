//! The label that a post begins with, by what it is in a room.

use super::model::{PlaceKind, RoomRole};

/// What a post with this text, by somebody with this role, is in a session, and of which question. Whoever does not
/// lead it asks no question of it: guests who write "Q8" when they answer mean the answer.
pub(crate) fn placed(text: &str, role: RoomRole) -> (PlaceKind, u32) {
    match label(text) {
        Some(Label { question: true, number }) if role.leads() => (PlaceKind::Question, number),
        Some(Label { number, .. }) => (PlaceKind::Answer, number),
        None => (PlaceKind::Said, 0),
    }
}

/// Highest number of a question that is believed.
pub(crate) const QUESTION_NUMBER_MAX: u32 = 60;

struct Label {
    question: bool,
    number: u32,
}

/// The label at the beginning of a text, after names and hashtags.
fn label(text: &str) -> Option<Label> {
    let first = text.split_whitespace().find(|word| !word.starts_with(['@', '#']))?;
    let mut chars = first.chars();
    let question = match chars.next()? {
        'Q' | 'q' | 'T' | 't' | 'P' | 'p' => true,
        'A' | 'a' | 'R' | 'r' => false,
        _ => return None,
    };
    let number = chars.as_str().trim_end_matches([':', '.', ')', '-', '/']).parse().ok()?;
    (1..=QUESTION_NUMBER_MAX).contains(&number).then_some(Label { question, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_post_is_depends_on_who_wrote_it() {
        use PlaceKind::{Answer, Question, Said};
        let (host, guest) = (RoomRole::Host, RoomRole::Guest);
        for (text, role, expected) in [
            ("Q3: What helps? #hcsm", host, (Question, 3)),
            ("#hcsm Q3 What helps?", RoomRole::Moderator, (Question, 3)),
            ("Q8: I think rest", guest, (Answer, 8)),
            ("A2 rest #hcsm", RoomRole::None, (Answer, 2)),
            ("A2: as host", host, (Answer, 2)),
            ("Welcome everybody", host, (Said, 0)),
            ("Again", guest, (Said, 0)),
            ("", guest, (Said, 0)),
        ] {
            assert_eq!(placed(text, role), expected, "{text}");
        }
    }
}
