//! The page of search.

use askama::Template;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use ui::{EmptyState, Paging, PersonView, PostView, Shell, Tab};

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
}

/// An operator of the language of queries, and what it does.
type Hint = (&'static str, &'static str);

const HINTS: &[Hint] = &[
    ("\"door to needle\"", "these words together, in this order"),
    ("-trial", "without this word; works before everything below too"),
    ("#stroke", "with this hashtag"),
    ("from:name", "by this person; from:me for your own"),
    ("has:media", "with a file; also has:image, has:link, has:poll"),
    ("is:reply", "answers; also is:sensitive"),
    ("language:en", "in this language"),
    ("before:2026-11-22", "older; also after: and during:, with a day, a month or a year"),
    (
        "in:library",
        "only what you wrote, liked, saved or boosted, or where you are mentioned; also in:public",
    ),
];

impl SearchPage {
    fn tabs(&self) -> [Tab; 4] {
        let query = utf8_percent_encode(&self.query, NON_ALPHANUMERIC);
        let tab = |label: &str, part: Shown| {
            Tab::new(label, format!("/search?q={query}&type={}", part.name()), self.shown == part)
        };
        [
            tab("All", Shown::All),
            tab("Posts", Shown::Posts),
            tab("People", Shown::People),
            tab("Hashtags", Shown::Hashtags),
        ]
    }

    fn hints(&self) -> &'static [Hint] {
        HINTS
    }

    fn is_empty(&self) -> bool {
        self.people.is_empty() && self.hashtags.is_empty() && self.posts.is_empty()
    }

    /// Posts are found for members alone.
    fn needs_sign_in(&self) -> bool {
        !self.shell.signed_in() && self.shown.has(Shown::Posts) && !self.query.is_empty()
    }

    /// The address to come back to after signing in, escaped.
    fn back(&self) -> String {
        let query = utf8_percent_encode(&self.query, NON_ALPHANUMERIC);
        let path = format!("/search?q={query}&type={}", self.shown.name());
        utf8_percent_encode(&path, NON_ALPHANUMERIC).to_string()
    }

    fn empty(&self) -> EmptyState {
        EmptyState::new(
            "Nothing found",
            "Try fewer or other words, or a person's whole address such as @name@server.",
        )
    }
}

#[cfg(test)]
mod tests {
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
        }
    }

    #[test]
    fn pages_are_sound() {
        for shell in sample::shells("/search?q=x") {
            for shown in [Shown::All, Shown::Posts, Shown::People, Shown::Hashtags] {
                for query in ["", "nothing", HOSTILE] {
                    let empty = page(shell.clone(), query, shown);
                    assert_page(&empty.to_string());
                    let full = SearchPage {
                        people: vec![sample::person(), sample::hostile_person()],
                        hashtags: vec!["stroke".to_owned(), HOSTILE.to_owned()],
                        posts: vec![sample::post("1"), sample::hostile_post("2")],
                        ..empty
                    };
                    assert_page(&full.to_string());
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
    fn tabs_keep_the_query() {
        let tabs = page(sample::shell("/search"), "a&b \"c\"", Shown::People).tabs();
        assert_eq!(tabs[1].url, "/search?q=a%26b%20%22c%22&type=posts");
        assert_eq!(tabs.map(|tab| tab.current), [false, false, true, false]);
    }

    #[test]
    fn visitors_are_told_that_posts_are_for_members() {
        let visitor = |shown| page(sample::visitor_shell("/search"), "x", shown).to_string();
        assert!(visitor(Shown::All).contains("/sign-in?"));
        assert!(!visitor(Shown::People).contains("</a> to search posts"));
    }
}
