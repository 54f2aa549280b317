//! The pages for those who look around.

use askama::Template;
use ui::{AsideView, EmptyState, Message, Paging, PersonView, PostView, Shell, Tab, TrendView, filters};

use crate::WORDS;

/// A part of what there is to explore.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExploreTab {
    /// Posts that several people took up.
    Posts,
    /// Hashtags.
    Tags,
    /// Addresses.
    Links,
    /// Who is here.
    People,
    /// What people in healthcare do; a feature on the right has the pages.
    Specialties,
}

/// The tabs above every page for those who look around. As with [`ui::staff_tabs`], what the pages of features are called
/// is known here.
pub fn explore_tabs(shown: ExploreTab) -> [Tab; 5] {
    [
        (ExploreTab::Posts, "posts", "/explore"),
        (ExploreTab::Tags, "hashtags", "/explore/tags"),
        (ExploreTab::Links, "links", "/explore/links"),
        (ExploreTab::People, "people", "/explore/people"),
        (ExploreTab::Specialties, "specialties", "/explore/specialties"),
    ]
    .map(|(tab, label, url)| Tab::new(ui::WORDS.say(label), url, tab == shown))
}

/// Posts that are taken up now.
#[derive(Debug, Template)]
#[template(path = "explore_posts.html")]
pub struct ExplorePostsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The posts, the most taken up first.
    pub posts: Vec<PostView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// What stands beside it.
    pub aside: AsideView,
}

impl ExplorePostsPage {
    fn tabs(&self) -> [Tab; 5] {
        explore_tabs(ExploreTab::Posts)
    }

    fn empty(&self) -> EmptyState {
        let empty = EmptyState::new(WORDS.say("explore-quiet"), WORDS.say("explore-quiet-posts"));
        empty.with_action(WORDS.say("explore-see-local"), "/local")
    }
}

/// Hashtags or links that are talked about now.
#[derive(Debug, Template)]
#[template(path = "explore_talked.html")]
pub struct TalkedPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Hashtags or links.
    pub tab: ExploreTab,
    /// Each, with the hashtag's key and whether the visitor follows it, if there is one to follow it.
    pub trends: Vec<(TrendView, String, Option<bool>)>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// What stands beside it.
    pub aside: AsideView,
}

impl TalkedPage {
    fn tabs(&self) -> [Tab; 5] {
        explore_tabs(self.tab)
    }

    fn label(&self) -> Message {
        ui::WORDS.say(if self.tab == ExploreTab::Tags { "hashtags" } else { "links" })
    }

    fn text(&self) -> Message {
        WORDS.say(if self.tab == ExploreTab::Tags { "explore-tags-text" } else { "explore-links-text" })
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(WORDS.say("explore-quiet"), self.text())
    }

    /// The column tells no hashtags where the page itself does.
    fn beside(&self) -> AsideView {
        match self.tab {
            ExploreTab::Tags => AsideView { tags: Vec::new(), ..self.aside.clone() },
            _ => self.aside.clone(),
        }
    }
}

/// Somebody to follow, and why.
#[derive(Debug, Clone, Default)]
pub struct Suggestion {
    /// Who.
    pub person: PersonView,
    /// Why they are suggested.
    pub why: Message,
}

/// Whom one may want to follow, and who is here.
#[derive(Debug, Template)]
#[template(path = "explore_people.html")]
pub struct PeopleHerePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// For whoever is signed in; empty on later pages.
    pub suggested: Vec<Suggestion>,
    /// Whether those who came last are first; else those who posted last.
    pub newest: bool,
    /// Who is here and wants to be found.
    pub people: Vec<PersonView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// What stands beside it.
    pub aside: AsideView,
}

impl PeopleHerePage {
    fn tabs(&self) -> [Tab; 5] {
        explore_tabs(ExploreTab::People)
    }

    fn orders(&self) -> [Tab; 2] {
        [
            Tab::new(WORDS.say("explore-active"), "/explore/people#directory", !self.newest),
            Tab::new(WORDS.say("explore-new"), "/explore/people?order=new#directory", self.newest),
        ]
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(ui::WORDS.say("nobody-here"), WORDS.say("explore-nobody"))
    }
}

ui::pages!(WORDS: ExplorePostsPage, TalkedPage, PeopleHerePage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn trend() -> TrendView {
        let used = Message::raw(HOSTILE);
        TrendView { name: HOSTILE.into(), url: "/tags/x".into(), leaves: true, used, days: vec![1, 2] }
    }

    fn aside() -> AsideView {
        let person = ui::SuggestedView { person: sample::line(), locked: true, why: Message::raw(HOSTILE) };
        AsideView { tags: vec![trend()], people: vec![person], chats: Vec::new() }
    }

    #[test]
    fn pages_are_sound() {
        for shell in sample::shells("/explore") {
            for posts in [vec![], vec![sample::post("1"), sample::hostile_post("2")]] {
                let (shell, paging) = (shell.clone(), Paging::default());
                assert_page(&ExplorePostsPage { shell, posts, paging, aside: aside() }.page());
            }
            for tab in [ExploreTab::Tags, ExploreTab::Links] {
                for trends in [vec![], vec![(trend(), HOSTILE.to_owned(), Some(true))]] {
                    let (shell, paging) = (shell.clone(), Paging::default());
                    assert_page(&TalkedPage { shell, tab, trends, paging, aside: aside() }.page());
                }
            }
            for (people, newest) in [(vec![], false), (vec![sample::person()], true)] {
                let suggested = people
                    .iter()
                    .map(|_| Suggestion { person: sample::hostile_person(), why: Message::raw(HOSTILE) })
                    .collect();
                let (shell, paging) = (shell.clone(), Paging::default());
                let page = PeopleHerePage { shell, suggested, newest, people, paging, aside: aside() };
                assert_page(&page.page());
            }
        }
    }

    #[test]
    fn nothing_is_told_twice() {
        let page = |tab| TalkedPage {
            shell: sample::shell("/explore/tags"),
            tab,
            trends: vec![(trend(), "x".to_owned(), Some(false))],
            paging: Paging::default(),
            aside: aside(),
        };
        let html = page(ExploreTab::Tags).page();
        assert!(!html.contains("side-tags") && html.contains("/web/tags/x/follow\""), "{html}");
        assert!(page(ExploreTab::Links).page().contains("side-tags"));
    }
}
