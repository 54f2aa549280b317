//! The staff's pages: the site's texts, and custom emojis.

use askama::Template;
use ui::{Desk, FieldErrors, Message, Shell, filters};

/// The texts of this server, for those who can change them.
#[derive(Debug, Template)]
#[template(path = "staff_site.html")]
pub struct SitePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// What the site is called.
    pub name: String,
    /// One or two sentences; may be empty.
    pub description: String,
    /// More, as clean HTML; may be empty.
    pub long_html: String,
    /// The rules, in order, each with what it means, which may be empty.
    pub rules: Vec<(String, String)>,
    /// What is kept and who sees it, as clean HTML.
    pub privacy_html: String,
    /// Whether that is the operator's own text.
    pub own_privacy: bool,
    /// Terms of service: the days from which they hold, and clean HTML.
    pub terms: Vec<(String, String)>,
    /// Where to write to; may be empty.
    pub contact_email: String,
    /// Whether newcomers can sign up.
    pub sign_ups: Message,
}

/// Custom emojis.
#[derive(Debug, Template)]
#[template(path = "staff_emojis.html")]
pub struct EmojisPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// All of them, by name.
    pub lines: Vec<EmojiLine>,
    /// What was entered.
    pub form: EmojiForm,
    /// What was wrong: fields `shortcode`, `category`, `image`.
    pub errors: FieldErrors,
    /// Characters of a category.
    pub category_chars: usize,
    /// KiB of a picture.
    pub kib: usize,
}

/// An emoji in a list.
#[derive(Debug, Clone)]
pub struct EmojiLine {
    /// Its name, without colons.
    pub code: String,
    /// Path of the picture, standing still.
    pub picture: String,
    /// Under which heading pickers show it; may be empty.
    pub category: String,
    /// Who can use it.
    pub state: Message,
}

/// A new emoji.
#[derive(Debug, Clone, Default)]
pub struct EmojiForm {
    /// Its name.
    pub shortcode: String,
    /// Under which heading.
    pub category: String,
}

/// One emoji.
#[derive(Debug, Template)]
#[template(path = "staff_emoji.html")]
pub struct EmojiPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Heading and tabs.
    pub desk: Desk,
    /// Which.
    pub line: EmojiLine,
    /// Whether pickers show it.
    pub visible: bool,
    /// Whether texts may name it.
    pub enabled: bool,
    /// What was wrong: field `category`.
    pub errors: FieldErrors,
    /// Characters of a category.
    pub category_chars: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};
    use ui::{StaffRank, StaffTab};

    fn hostile() -> Message {
        Message::raw(HOSTILE)
    }

    fn desk() -> Desk {
        Desk::new(hostile(), StaffTab::Emojis, StaffRank::Admin)
    }

    #[test]
    fn the_texts_are_sound() {
        for full in [false, true] {
            let some = |text: &str| if full { text.to_owned() } else { String::new() };
            let page = SitePage {
                shell: sample::shell("/staff/instance"),
                desk: desk(),
                name: HOSTILE.to_owned(),
                description: some(HOSTILE),
                long_html: some("<p>Long</p>"),
                rules: full.then(|| (HOSTILE.to_owned(), HOSTILE.to_owned())).into_iter().collect(),
                privacy_html: "<p>Little</p>".to_owned(),
                own_privacy: full,
                terms: full.then(|| (HOSTILE.to_owned(), "<p>Terms</p>".to_owned())).into_iter().collect(),
                contact_email: some(HOSTILE),
                sign_ups: hostile(),
            };
            assert_page(&page.page());
        }
    }

    #[test]
    fn emojis_are_sound() {
        let line = EmojiLine {
            code: "blob".to_owned(),
            picture: "/media/a.png".to_owned(),
            category: HOSTILE.to_owned(),
            state: hostile(),
        };
        let mut errors = FieldErrors::default();
        ["image", "shortcode", "category"].iter().for_each(|field| errors.add(field, HOSTILE));
        for (lines, errors) in [(vec![], FieldErrors::default()), (vec![line.clone()], errors)] {
            let form = EmojiForm { shortcode: HOSTILE.to_owned(), category: HOSTILE.to_owned() };
            let (shell, desk) = (sample::shell("/staff/emojis"), desk());
            let page = EmojisPage { shell, desk, lines, form, errors, category_chars: 9, kib: 256 };
            assert_page(&page.page());
        }
        let (shell, errors) = (sample::shell("/staff/emojis/blob"), FieldErrors::default());
        let page =
            EmojiPage { shell, desk: desk(), line, visible: true, enabled: false, errors, category_chars: 9 };
        assert_page(&page.page());
    }
}
