//! The pages on which people keep their hashtags.

use askama::Template;
use ui::{FieldErrors, Paging, Shell, Tab, TrendView, filters};

use crate::WORDS;

/// The hashtags that somebody follows.
#[derive(Debug, Template)]
#[template(path = "followed_tags.html")]
pub struct FollowedPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Each with its key, the latest first.
    pub tags: Vec<(TrendView, String)>,
    /// One to follow, as it was entered and refused.
    pub typed: String,
    /// What was wrong: field `name`.
    pub errors: FieldErrors,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// The hashtags that somebody shows on their profile.
#[derive(Debug, Template)]
#[template(path = "settings_featured_tags.html")]
pub struct FeaturedPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What they use the most first.
    pub tags: Vec<FeaturedLine>,
    /// What they use and do not show yet.
    pub offered: Vec<String>,
    /// One to show, as it was entered and refused.
    pub typed: String,
    /// What was wrong: field `name`.
    pub errors: FieldErrors,
}

/// A hashtag that is shown.
#[derive(Debug, Clone)]
pub struct FeaturedLine {
    /// The entry's id.
    pub id: String,
    /// As its owner wrote it.
    pub name: String,
    /// How many posts of its owner have it.
    pub posts: u64,
}

impl FeaturedPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Profile)
    }
}

ui::pages!(WORDS: FollowedPage, FeaturedPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn wrong() -> FieldErrors {
        let mut errors = FieldErrors::default();
        errors.add("name", HOSTILE);
        errors
    }

    #[test]
    fn pages_are_sound() {
        let trend = TrendView { name: HOSTILE.to_owned(), days: vec![1, 2], ..TrendView::default() };
        let line = FeaturedLine { id: "5".to_owned(), name: HOSTILE.to_owned(), posts: 2 };
        for (full, errors) in [(false, FieldErrors::default()), (true, wrong())] {
            let tags = if full { vec![(trend.clone(), HOSTILE.to_owned())] } else { vec![] };
            let page = FollowedPage {
                shell: sample::shell("/followed_tags"),
                tags,
                typed: HOSTILE.to_owned(),
                errors: errors.clone(),
                paging: Paging::default(),
            };
            assert_page(&page.page());
            let page = FeaturedPage {
                shell: sample::shell("/settings/featured_tags"),
                tags: if full { vec![line.clone()] } else { vec![] },
                offered: if full { vec![HOSTILE.to_owned()] } else { vec![] },
                typed: HOSTILE.to_owned(),
                errors,
            };
            assert_page(&page.page());
        }
    }
}
