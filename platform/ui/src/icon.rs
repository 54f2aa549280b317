//! Medley's own icons: one hidden sprite per page, and small references to it.

use std::fmt;

use askama::filters::HtmlSafe;

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
        write!(f, r##"<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>"##, self.0)
    }
}

impl HtmlSafe for Icon {}

/// The drawings that the icons of a page refer to; written once, at the end of the page.
#[derive(Debug, Clone, Copy)]
pub struct Sprite;

impl fmt::Display for Sprite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(include_str!("../assets/icons.svg").trim_end())
    }
}

impl HtmlSafe for Sprite {}

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
        f.write_str(r##"<svg class="logo" aria-hidden="true"><use href="#i-logo"/></svg>"##)
    }
}

impl HtmlSafe for Logo {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_of_the_templates_is_in_the_sprite() {
        let sprite = Sprite.to_string();
        for name in [
            "home", "people", "hashtag", "bell", "bookmark", "heart", "boost", "reply", "more", "search",
            "settings", "compose", "lock", "globe", "mail", "image", "warning", "check", "moon", "pin",
            "person", "menu", "logo",
        ] {
            assert!(sprite.contains(&format!("id=\"i-{name}\"")), "{name} is missing");
        }
        assert_eq!(
            icon("heart").to_string(),
            r##"<svg class="icon" aria-hidden="true"><use href="#i-heart"/></svg>"##
        );
    }
}
