//! The label that a post begins with, by what it is in a room.

use text::labels::{LabelKind, label};

use super::model::{PlaceKind, RoomRole};

/// What a post with this text, by somebody with this role, is in a session, and of which question. Whoever does not
/// lead it asks no question of it: guests who write "Q8" when they answer mean the answer.
pub(crate) fn placed(text: &str, role: RoomRole) -> (PlaceKind, u32) {
    let Some((kind, number)) = label(text).and_then(|found| Some((found.kind, found.number?))) else {
        return (PlaceKind::Said, 0);
    };
    match kind {
        LabelKind::Question | LabelKind::Topic if role.leads() => (PlaceKind::Question, number),
        LabelKind::Question | LabelKind::Topic | LabelKind::Answer => (PlaceKind::Answer, number),
        LabelKind::Bare | LabelKind::Closing => (PlaceKind::Said, 0),
    }
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
