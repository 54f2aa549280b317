//! What each figure is: its name in the API, its name in words, its definition, and how it is taken out of a summary.
//! Pages, files and documents take it from here, so that a figure has one meaning everywhere. The definitions in words
//! are in `locales`, and `docs/analytics.md` repeats the English ones, which a test compares.

use ui::Message;

use crate::WORDS;
use crate::model::{Metric, Summary};

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its name in the API and in files.
    pub name: &'static str,
    label: &'static str,
    what: &'static str,
    of: fn(&Summary) -> u64,
}

impl Figure {
    const fn new(
        name: &'static str,
        (label, what): (&'static str, &'static str),
        of: fn(&Summary) -> u64,
    ) -> Self {
        Self { name, label, what, of }
    }

    /// What it is called.
    pub fn label(&self) -> Message {
        WORDS.say(self.label)
    }

    /// What it is, in a sentence or two.
    pub fn definition(&self) -> Message {
        WORDS.say(self.what)
    }

    /// Its value.
    pub fn of(&self, summary: &Summary) -> u64 {
        (self.of)(summary)
    }
}

/// All figures, in the order that they are told.
pub const FIGURES: [Figure; 11] = [
    Figure::new("tweets", ("insight-posts", "insight-posts-what"), |s| s.posts),
    Figure::new("users", ("insight-people", "insight-people-what"), |s| s.participants),
    Figure::new("new_users", ("insight-new", "insight-new-what"), |s| s.newcomers),
    Figure::new("impressions", ("insight-impressions", "insight-impressions-what"), |s| s.impressions),
    Figure::new("views", ("insight-views", "insight-views-what"), |s| s.views),
    Figure::new("viewers", ("insight-viewers", "insight-viewers-what"), |s| s.viewers),
    Figure::new("replies", ("insight-replies", "insight-replies-what"), |s| s.replies),
    Figure::new("retweets", ("insight-boosts", "insight-boosts-what"), |s| s.boosts),
    Figure::new("mentions", ("insight-mentions", "insight-mentions-what"), |s| s.mentions),
    Figure::new("urls_shared", ("insight-links", "insight-links-what"), |s| s.links),
    Figure::new("busiest_minute", ("insight-busiest", "insight-busiest-what"), |s| s.busiest_minute),
];

/// The name of a ranking, and what it ranks by.
pub fn ranking(metric: Metric) -> (Message, Message) {
    let (label, what) = match metric {
        Metric::Mentions => ("insight-top-mentions", "insight-top-mentions-what"),
        Metric::Posts => ("insight-top-posts", "insight-top-posts-what"),
        Metric::Impressions => ("insight-top-impressions", "insight-top-impressions-what"),
        Metric::Replies => ("insight-top-replies", "insight-top-replies-what"),
        Metric::Boosts => ("insight-top-boosts", "insight-top-boosts-what"),
    };
    (WORDS.say(label), WORDS.say(what))
}

#[cfg(test)]
mod tests {
    use ui::Lang;

    use super::*;

    #[test]
    fn the_document_says_what_the_pages_say() {
        let document = include_str!("../../../docs/analytics.md");
        let flat = document.split_whitespace().collect::<Vec<_>>().join(" ");
        for figure in FIGURES {
            assert!(flat.contains(&format!("`{}`", figure.name)), "{}", figure.name);
            let text = figure.definition().text(Lang::En);
            assert!(flat.contains(&text), "docs/analytics.md does not say: {text}");
        }
    }
}
