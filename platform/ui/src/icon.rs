//! Icons: references to the drawings of one sprite, which browsers keep. They are Lucide's (`icons.mjs`), the mark is
//! Medley's own.

use std::fmt;
use std::sync::LazyLock;

use askama::filters::HtmlSafe;

static SPRITE: LazyLock<&'static str> = LazyLock::new(|| crate::assets::url("icons.svg"));

/// A reference to one drawing of the sprite, hidden from screen readers: the text beside it carries the meaning.
#[derive(Debug, Clone, Copy)]
pub struct Icon(&'static str);

/// The icon with this name; the names are the ids in `assets/icons.svg` without their `i-`.
#[must_use]
pub fn icon(name: &'static str) -> Icon {
    Icon(name)
}

impl fmt::Display for Icon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r##"<svg class="icon" aria-hidden="true"><use href="{}#i-{}"/></svg>"##, *SPRITE, self.0)
    }
}

impl HtmlSafe for Icon {}

/// The mark of Medley, decorative.
#[derive(Debug, Clone, Copy)]
pub struct Logo;

/// The mark of Medley for use inside a page, in the page's own colours.
#[must_use]
pub fn logo() -> Logo {
    Logo
}

impl fmt::Display for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r##"<svg class="logo" aria-hidden="true"><use href="{}#i-logo"/></svg>"##, *SPRITE)
    }
}

impl HtmlSafe for Logo {}

/// The names of all icons, as they stand in the sprite.
pub fn icon_names() -> impl Iterator<Item = &'static str> {
    let drawings = include_str!("../assets/icons.svg").split("<symbol id=\"i-").skip(1);
    drawings.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_icon_leads_into_the_sprite() {
        let html = icon("heart").to_string();
        let (_, rest) = html.split_once("href=\"").expect("address");
        let (path, name) = rest.split_once('#').expect("name");
        assert!(crate::assets::asset(path).is_some(), "{html}");
        assert!(name.starts_with("i-heart\"/>"), "{html}");
    }

    #[test]
    fn every_icon_of_the_sources_is_in_the_sprite() {
        let names: Vec<_> = icon_names().collect();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut used = 0;
        for name in named_below(&root.join("platform")).into_iter().chain(named_below(&root.join("features")))
        {
            assert!(names.contains(&name.as_str()), "{name} is missing: add it to icons.mjs");
            used += 1;
        }
        assert!(used > 50 && names.contains(&"logo"));
    }

    /// What stands in `icon("..")` in all files below a folder.
    fn named_below(folder: &std::path::Path) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()) {
            if entry.is_dir() {
                found.extend(named_below(&entry));
            } else if entry.extension().is_some_and(|end| end == "html" || end == "rs") {
                let text = std::fs::read_to_string(&entry).expect("text");
                let calls = text.split("icon(\"").skip(1).filter_map(|rest| rest.split_once('"'));
                found.extend(
                    calls
                        .map(|(name, _)| name)
                        .filter(|name| name.starts_with(char::is_alphabetic))
                        .map(str::to_owned),
                );
            }
        }
        found
    }
}
