//! The emojis that texts may name, in memory.

use std::collections::HashMap;

use serde::Serialize;
use web::Site;

use crate::model::Kept;

/// Mastodon's `CustomEmoji`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Emoji {
    /// Its name, without colons.
    pub shortcode: String,
    /// Address of the picture.
    pub url: String,
    /// Address of the picture standing still.
    pub static_url: String,
    /// Whether pickers show it.
    pub visible_in_picker: bool,
    /// Under which heading they do.
    pub category: Option<String>,
    /// Whether pickers show it first; nothing is, here.
    featured: bool,
    #[serde(skip)]
    paths: [String; 2],
}

impl Emoji {
    fn new(site: &Site, kept: Kept) -> Self {
        let paths = [kept.picture.moving, kept.picture.still].map(|name| format!("/media/{name}"));
        Self {
            shortcode: kept.shortcode,
            url: site.url(&paths[0]),
            static_url: site.url(&paths[1]),
            visible_in_picker: kept.visible,
            category: kept.category,
            featured: false,
            paths,
        }
    }

    /// As pages show it.
    pub fn view(&self) -> ui::Emoji {
        let [url, still_url] = self.paths.clone();
        ui::Emoji { code: self.shortcode.clone(), url, still_url }
    }
}

/// All emojis that texts may name.
#[derive(Debug, Default)]
pub struct Book {
    emojis: Vec<Emoji>,
    places: HashMap<String, usize>,
}

impl Book {
    /// Those of `kept` that are not disabled.
    pub(crate) fn new(site: &Site, kept: Vec<Kept>) -> Self {
        let usable = kept.into_iter().filter(|emoji| !emoji.disabled);
        let emojis: Vec<Emoji> = usable.map(|emoji| Emoji::new(site, emoji)).collect();
        let places = emojis.iter().enumerate().map(|(n, emoji)| (emoji.shortcode.clone(), n)).collect();
        Self { emojis, places }
    }

    /// The emoji of exactly this name.
    pub fn get(&self, shortcode: &str) -> Option<&Emoji> {
        self.places.get(shortcode).and_then(|&n| self.emojis.get(n))
    }

    /// Those that `texts` (plain) name, each once, in the order in which they first come.
    pub fn among<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<&Emoji> {
        let mut found: Vec<&Emoji> = Vec::new();
        if self.emojis.is_empty() {
            return found;
        }
        for emoji in texts.into_iter().flat_map(text::shortcodes).filter_map(|code| self.get(code)) {
            if !found.iter().any(|other| std::ptr::eq(*other, emoji)) {
                found.push(emoji);
            }
        }
        found
    }

    /// Those that pickers show, by name.
    pub fn listed(&self) -> impl Iterator<Item = &Emoji> {
        self.emojis.iter().filter(|emoji| emoji.visible_in_picker)
    }
}

/// The same for pages.
pub fn views(emojis: &[&Emoji]) -> ui::Emojis {
    emojis.iter().map(|emoji| emoji.view()).collect()
}

#[cfg(test)]
mod tests {
    use base::Id;

    use super::*;
    use crate::Picture;

    fn kept(shortcode: &str, visible: bool, disabled: bool) -> Kept {
        let picture =
            Picture { moving: format!("emojis/{shortcode}.gif"), still: "emojis/still.png".to_owned() };
        Kept {
            id: Id(1),
            shortcode: shortcode.to_owned(),
            category: None,
            picture,
            visible,
            disabled,
            created_ms: 0,
        }
    }

    fn book() -> Book {
        let all = vec![kept("ab", true, false), kept("Cd", false, false), kept("ef", true, true)];
        Book::new(&Site::new("medley.example"), all)
    }

    #[test]
    fn texts_name_them_exactly_and_each_counts_once() {
        let (book, codes) = (book(), |found: Vec<&Emoji>| {
            found.into_iter().map(|emoji| emoji.shortcode.clone()).collect::<Vec<_>>()
        });
        assert_eq!(codes(book.among([":Cd: :ab:", ":ab: :cd: :ef: ab"])), ["Cd", "ab"]);
        assert!(book.among([""]).is_empty() && Book::default().among([":ab:"]).is_empty());
        assert_eq!(codes(book.listed().collect()), ["ab"]);
    }

    #[test]
    fn addresses_for_clients_and_paths_for_pages() {
        let book = book();
        let emoji = book.get("ab").unwrap();
        assert_eq!(emoji.url, "https://medley.example/media/emojis/ab.gif");
        assert_eq!(emoji.static_url, "https://medley.example/media/emojis/still.png");
        let view = &views(&[emoji])[0];
        assert_eq!(
            (view.url.as_str(), view.still_url.as_str()),
            ("/media/emojis/ab.gif", "/media/emojis/still.png")
        );
    }
}
