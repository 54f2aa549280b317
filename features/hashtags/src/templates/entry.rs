//! A hashtag's own page in the directory.

use askama::Template;
use ui::{Message, Shell, Tab, filters};

use super::{HashtagView, ways};
use crate::WORDS;
use crate::model::State;

/// What a visitor can do with an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Change it and hand it over.
    pub edit: bool,
    /// Say that it is not used any more.
    pub retire: bool,
    /// Agree to look after it, or not.
    pub answer: bool,
    /// Decide about it.
    pub review: bool,
}

/// A hashtag of the directory.
#[derive(Debug, Template)]
#[template(path = "hashtag.html")]
pub struct EntryPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The hashtag.
    pub one: HashtagView,
    /// Where it stands.
    pub state: State,
    /// Its own page elsewhere: address, and how it is written.
    pub link: Option<(String, String)>,
    /// Related hashtags: name and address.
    pub related: Vec<(String, String)>,
    /// The day on which it was registered.
    pub registered: Message,
    /// Whom the owner asked to look after it, for those whom that concerns.
    pub offered_to: Option<String>,
    /// What the visitor can do.
    pub deeds: Deeds,
    /// What was typed as the name of the one who is asked, and what was wrong with it.
    pub typed: (String, Option<Message>),
}

impl EntryPage {
    fn tabs(&self) -> Vec<Tab> {
        ways("", self.shell.signed_in())
    }

    /// What follows from where it stands.
    fn state_hint(&self) -> Message {
        WORDS.say(match self.state {
            State::Provisional => "state-provisional-hint",
            State::Refused => "state-refused-hint",
            State::Retired => "state-retired-hint",
            State::Listed => return Message::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    use super::*;
    use crate::templates::cards::tests::card;

    #[test]
    fn it_is_sound_for_everybody() {
        let all = Deeds { edit: true, retire: true, answer: true, review: true };
        for deeds in [Deeds::default(), all] {
            let page = EntryPage {
                shell: sample::shell("/hashtags/x"),
                one: card("x"),
                state: State::Refused,
                link: Some(("https://a.example/".to_owned(), HOSTILE.to_owned())),
                related: vec![(HOSTILE.to_owned(), "/tags/y".to_owned())],
                registered: Message::raw(HOSTILE),
                offered_to: Some(HOSTILE.to_owned()),
                deeds,
                typed: (HOSTILE.to_owned(), deeds.edit.then(|| Message::raw(HOSTILE))),
            };
            assert_page(&page.page());
        }
        let page = EntryPage {
            shell: sample::shell("/hashtags/x"),
            one: HashtagView { url: "/hashtags/x".to_owned(), ..HashtagView::default() },
            state: State::Listed,
            link: None,
            related: Vec::new(),
            registered: Message::raw(HOSTILE),
            offered_to: None,
            deeds: Deeds::default(),
            typed: Default::default(),
        };
        assert_page(&page.page());
    }
}
