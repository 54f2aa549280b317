//! Looking around by specialty.

use askama::Template;
use search::templates::explore::{ExploreTab, explore_tabs};
use ui::{EmptyState, Message, Paging, PersonView, PostView, Shell, Tab, filters};

use super::HashtagView;
use crate::WORDS;
use crate::gathering::Gathering;

/// A specialty with its hashtags.
#[derive(Debug, Clone)]
pub struct SpecialtyView {
    /// What it is called.
    pub label: Message,
    /// Its page.
    pub url: String,
    /// How many hashtags it has.
    pub hashtags: u64,
    /// The most active of them: name and page.
    pub first: Vec<(String, String)>,
    /// How many chats it has.
    pub chats: u64,
    /// Their calendar.
    pub calendar: String,
}

/// A family of specialties: those that have hashtags or chats.
#[derive(Debug, Clone)]
pub struct FamilyView {
    /// What it is called.
    pub label: Message,
    /// Those with hashtags or chats.
    pub specialties: Vec<SpecialtyView>,
    /// Those without: names and pages.
    pub others: Vec<(Message, String)>,
}

/// All specialties.
#[derive(Debug, Template)]
#[template(path = "specialties.html")]
pub struct SpecialtiesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Families, in their order.
    pub families: Vec<FamilyView>,
}

impl SpecialtiesPage {
    fn tabs(&self) -> [Tab; 5] {
        explore_tabs(ExploreTab::Specialties)
    }

    fn filled(&self) -> Vec<&FamilyView> {
        self.families.iter().filter(|family| !family.specialties.is_empty()).collect()
    }

    fn rest(&self) -> Vec<&FamilyView> {
        self.families.iter().filter(|family| !family.others.is_empty()).collect()
    }
}

/// A specialty: its hashtags, who posts there, and what.
#[derive(Debug, Template)]
#[template(path = "specialty.html")]
pub struct SpecialtyPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What it is called.
    pub label: Message,
    /// What it belongs to.
    pub family: Message,
    /// How addresses name it.
    pub slug: String,
    /// NUCC's code; none for a topic of our own.
    pub code: Option<&'static str>,
    /// Its hashtags, the most active first; on the first page.
    pub cards: Vec<HashtagView>,
    /// How many hashtags it has beyond those.
    pub more: u64,
    /// Its chats, those that come next first; on the first page.
    pub chats: Vec<Gathering>,
    /// How many chats it has beyond those.
    pub more_chats: u64,
    /// Their calendar.
    pub calendar: String,
    /// Who posts there; on the first page.
    pub people: Vec<PersonView>,
    /// The posts of this page, newest first.
    pub posts: Vec<PostView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// Whether it is the first page.
    pub first: bool,
}

impl SpecialtyPage {
    fn tabs(&self) -> [Tab; 5] {
        explore_tabs(ExploreTab::Specialties)
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(WORDS.say("specialty-no-posts"), WORDS.say("specialty-no-posts-text"))
    }

    fn no_hashtags(&self) -> EmptyState {
        let empty = EmptyState::new(WORDS.say("specialty-empty"), WORDS.say("specialty-empty-text"));
        empty.with_action(WORDS.say("hashtag-register"), &format!("/hashtags/new?specialty={}", self.slug))
    }
}

#[cfg(test)]
mod tests {
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    use super::*;
    use crate::templates::cards::tests::card;

    fn chats() -> [Gathering; 3] {
        let chat = || Gathering {
            title: HOSTILE.to_owned(),
            name: HOSTILE.to_owned(),
            url: "/chats/x".to_owned(),
            ..Gathering::default()
        };
        let next = Some((Message::raw(HOSTILE), "2026-12-01T20:00:00.000Z".to_owned()));
        [Gathering { on_air: true, ..chat() }, Gathering { next, ..chat() }, chat()]
    }

    #[test]
    fn pages_are_sound() {
        let (label, url) = (Message::raw(HOSTILE), "/explore/specialties/x".to_owned());
        let first = vec![(HOSTILE.to_owned(), "/hashtags/x".to_owned())];
        let one = SpecialtyView {
            label: label.clone(),
            url: url.clone(),
            hashtags: 1,
            first,
            chats: 2,
            calendar: "/chats?specialty=x".to_owned(),
        };
        let family =
            FamilyView { label: label.clone(), specialties: vec![one], others: vec![(label.clone(), url)] };
        let bare = FamilyView { specialties: Vec::new(), ..family.clone() };
        for families in [vec![], vec![bare], vec![family]] {
            for shell in sample::shells("/explore/specialties") {
                assert_page(&SpecialtiesPage { shell, families: families.clone() }.page());
            }
        }
        for (first, cards) in [(true, vec![]), (true, vec![card("1")]), (false, vec![])] {
            let posts = if cards.is_empty() { vec![] } else { vec![sample::hostile_post("1")] };
            let page = SpecialtyPage {
                shell: sample::shell("/explore/specialties/x"),
                label: label.clone(),
                family: label.clone(),
                slug: "x".to_owned(),
                code: first.then_some("207RC0000X"),
                chats: cards.iter().flat_map(|_| chats()).collect(),
                more_chats: 3,
                calendar: "/chats?specialty=x".to_owned(),
                more: 3,
                people: cards.iter().map(|_| sample::hostile_person()).collect(),
                cards,
                posts,
                paging: Paging::default(),
                first,
            };
            assert_page(&page.page());
        }
    }
}
