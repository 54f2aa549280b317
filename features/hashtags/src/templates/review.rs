//! What the staff look at.

use askama::Template;
use ui::{Desk, EmptyState, Message, Paging, Shell, filters};

use super::HashtagView;
use super::cards::reason_label;
use crate::WORDS;
use crate::model::Reason;

/// Parts of the queue: name in addresses, and label.
const PARTS: [(&str, &str); 5] = [
    ("provisional", "review-waiting"),
    ("changed", "review-changed"),
    ("listed", "review-listed"),
    ("refused", "review-refused"),
    ("retired", "review-retired"),
];

/// An entry that the staff look at.
#[derive(Debug, Clone)]
pub struct Case {
    /// The hashtag.
    pub one: HashtagView,
    /// Since when it waits, or when it was decided, in words.
    pub since: Message,
    /// Its own page elsewhere.
    pub link: String,
    /// Why it cannot be refused as was asked, where that is so.
    pub refused: Option<Message>,
}

/// The staff's queue.
#[derive(Debug, Template)]
#[template(path = "staff_hashtags.html")]
pub struct ReviewPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which part is shown.
    pub part: String,
    /// How many there are of each part.
    pub counts: Vec<u64>,
    /// Those of this page.
    pub cases: Vec<Case>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

impl ReviewPage {
    fn parts(&self) -> Vec<(&'static str, Message, bool)> {
        let one = |((name, label), n): (&(&'static str, &'static str), &u64)| {
            (*name, WORDS.say(label).with("n", *n), *name == self.part)
        };
        PARTS.iter().zip(&self.counts).map(one).collect()
    }

    fn reasons(&self) -> Vec<(&'static str, Message)> {
        Reason::ALL.iter().map(|reason| (reason.name(), reason_label(*reason))).collect()
    }

    /// What can still be kept or refused.
    fn is_open(&self) -> bool {
        self.part != "retired"
    }

    fn can_refuse(&self) -> bool {
        self.part != "refused"
    }

    fn can_keep(&self) -> bool {
        self.part != "listed"
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(WORDS.say("review-empty"), WORDS.say("review-empty-text"))
    }
}

/// Whether a part of the queue is called so.
pub(crate) fn is_part(name: &str) -> bool {
    PARTS.iter().any(|(part, _)| *part == name)
}

/// The names of the parts.
pub(crate) fn parts() -> impl Iterator<Item = &'static str> {
    PARTS.iter().map(|(part, _)| *part)
}

#[cfg(test)]
mod tests {
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};
    use ui::{Page as _, StaffRank, StaffTab};

    use super::*;
    use crate::templates::cards::tests::card;

    #[test]
    fn the_desk_is_sound() {
        for part in parts() {
            for tags in [&[][..], &["1", "2"]] {
                let case = |tag: &&str| Case {
                    one: card(tag),
                    since: Message::raw(HOSTILE),
                    link: "https://a.example/".to_owned(),
                    refused: Some(Message::raw(HOSTILE)),
                };
                let page = ReviewPage {
                    shell: sample::shell("/staff/hashtags"),
                    desk: Desk::new(Message::raw(HOSTILE), StaffTab::Hashtags, StaffRank::Moderator),
                    part: part.to_owned(),
                    counts: vec![1; 5],
                    cases: tags.iter().map(case).collect(),
                    paging: Paging::default(),
                };
                assert_page(&page.page());
            }
        }
        assert!(is_part("changed") && !is_part("x"));
    }
}
