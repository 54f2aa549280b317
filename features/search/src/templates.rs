//! The pages of search, and of what there is to explore.

pub mod explore;

use crate::WORDS;
use crate::saved::{self, Saved};
use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{EmptyState, Message, Paging, PersonView, PostView, Shell, Tab, filters};

/// Which part of what was found is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// Some of each.
    #[default]
    All,
    /// Posts alone.
    Posts,
    /// People alone.
    People,
    /// Hashtags alone.
    Hashtags,
}

impl Shown {
    /// By the name in addresses; everything for any other name.
    pub fn named(name: &str) -> Self {
        [Self::Posts, Self::People, Self::Hashtags].into_iter().find(|s| s.name() == name).unwrap_or_default()
    }

    /// The name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Posts => "posts",
            Self::People => "people",
            Self::Hashtags => "hashtags",
        }
    }

    /// Whether `part` is shown.
    pub fn has(self, part: Self) -> bool {
        self == Self::All || self == part
    }
}

/// What was found: people, hashtags and posts.
#[derive(Debug, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was looked for.
    pub query: String,
    /// Which part is shown.
    pub shown: Shown,
    /// People found.
    pub people: Vec<PersonView>,
    /// Hashtags found, without their `#`.
    pub hashtags: Vec<String>,
    /// Posts found.
    pub posts: Vec<PostView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// The searches that the visitor keeps.
    pub saved: Vec<Saved>,
}

/// An operator of the language of queries, and what it does.
type Hint = (&'static str, &'static str);

const HINTS: &[Hint] = &[
    ("\"door to needle\"", "search-hint-phrase"),
    ("-trial", "search-hint-without"),
    ("#stroke", "search-hint-tag"),
    ("from:name", "search-hint-from"),
    ("has:media", "search-hint-has"),
    ("is:reply", "search-hint-is"),
    ("language:en", "search-hint-language"),
    ("before:2026-11-22", "search-hint-time"),
    ("in:library", "search-hint-library"),
];

impl SearchPage {
    fn tabs(&self) -> [Tab; 4] {
        let tab =
            |label: Message, part: Shown| Tab::new(label, saved::path(&self.query, part), self.shown == part);
        [
            tab(WORDS.say("search-all"), Shown::All),
            tab(ui::WORDS.say("posts"), Shown::Posts),
            tab(ui::WORDS.say("people"), Shown::People),
            tab(ui::WORDS.say("hashtags"), Shown::Hashtags),
        ]
    }

    fn hints(&self) -> impl Iterator<Item = (&'static str, Message)> {
        HINTS.iter().map(|(example, id)| (*example, WORDS.say(id)))
    }

    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.hashtags.is_empty() && self.posts.is_empty()
    }

    /// Posts are found for members alone.
    fn needs_sign_in(&self) -> bool {
        !self.shell.signed_in() && self.shown.has(Shown::Posts) && !self.query.is_empty()
    }

    /// Whether this search can be kept.
    fn can_save(&self) -> bool {
        let kept = |one: &Saved| one.query == self.query && one.shown == self.shown;
        self.shell.signed_in() && !self.query.is_empty() && !self.saved.iter().any(kept)
    }

    /// Which part a kept search shows; nothing where it is everything.
    fn part(saved: &Saved) -> Message {
        match saved.shown {
            Shown::All => Message::default(),
            Shown::Posts => ui::WORDS.say("posts"),
            Shown::People => ui::WORDS.say("people"),
            Shown::Hashtags => ui::WORDS.say("hashtags"),
        }
    }

    /// The address to come back to after signing in, escaped.
    fn back(&self) -> String {
        let path = saved::path(&self.query, self.shown);
        utf8_percent_encode(&path, NON_ALPHANUMERIC).to_string()
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(WORDS.say("search-nothing"), WORDS.say("search-nothing-text"))
    }
}

ui::pages!(WORDS: SearchPage);

#[cfg(test)]
mod tests {
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    use super::*;

    fn page(shell: Shell, query: &str, shown: Shown) -> SearchPage {
        SearchPage {
            shell,
            query: query.to_owned(),
            shown,
            people: Vec::new(),
            hashtags: Vec::new(),
            posts: Vec::new(),
            paging: Paging::default(),
            saved: vec![Saved { id: base::Id(5), query: HOSTILE.to_owned(), shown: Shown::Posts }],
        }
    }

    #[test]
    fn pages_are_sound() {
        for shell in sample::shells("/search?q=x") {
            for shown in [Shown::All, Shown::Posts, Shown::People, Shown::Hashtags] {
                for query in ["", "nothing", HOSTILE] {
                    let empty = page(shell.clone(), query, shown);
                    assert_page(&empty.page());
                    let full = SearchPage {
                        people: vec![sample::person(), sample::hostile_person()],
                        hashtags: vec!["stroke".to_owned(), HOSTILE.to_owned()],
                        posts: vec![sample::post("1"), sample::hostile_post("2")],
                        ..empty
                    };
                    assert_page(&full.page());
                }
            }
        }
    }

    #[test]
    fn the_language_of_queries_is_explained_truthfully() {
        for (example, _) in HINTS {
            let query = crate::query::Query::parse(example);
            assert_eq!(query.clauses.len(), 1, "{example}");
            let operator = example.contains(':');
            let plain = matches!(query.clauses[0].what, crate::query::What::Words(_));
            assert!(!operator || !plain, "{example}");
        }
    }

    #[test]
    fn what_is_kept_cannot_be_kept_again() {
        let html = |query| page(sample::shell("/search"), query, Shown::Posts).page();
        assert!(
            html("x").contains("action=\"/web/searches\"")
                && !html(HOSTILE).contains("action=\"/web/searches\"")
        );
        assert!(!page(sample::visitor_shell("/search"), "x", Shown::All).page().contains("/web/searches\""));
    }

    #[test]
    fn tabs_keep_the_query() {
        let tabs = page(sample::shell("/search"), "a&b \"c\"", Shown::People).tabs();
        assert_eq!(tabs[1].url, "/search?q=a%26b%20%22c%22&type=posts");
        assert_eq!(tabs.map(|tab| tab.current), [false, false, true, false]);
    }

    #[test]
    fn visitors_are_told_that_posts_are_for_members() {
        let visitor = |shown| page(sample::visitor_shell("/search"), "x", shown).page();
        assert!(visitor(Shown::All).contains("/sign-in?"));
        assert!(!visitor(Shown::People).contains("</a> to search posts"));
    }
}
