//! The pages on which people keep their filters.

use crate::WORDS;
use askama::Template;
use posts::{FilterAction, Place, Places};
use ui::{FieldErrors, Message, Shell, Tab, filters};

/// A person's filters.
#[derive(Debug, Template)]
#[template(path = "settings_filters.html")]
pub struct FiltersPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Oldest first.
    pub filters: Vec<FilterLine>,
}

/// One filter of the list.
#[derive(Debug, Clone)]
pub struct FilterLine {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it does, in a sentence.
    pub summary: Message,
}

/// Making or changing a filter.
#[derive(Debug, Template)]
#[template(path = "settings_filter.html")]
pub struct FilterPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the page is for.
    pub heading: Message,
    /// Where the form goes.
    pub action: String,
    /// Which filter; none for a new one.
    pub id: Option<String>,
    /// What the filter is now, or what was entered and refused.
    pub form: FilterForm,
    /// What was wrong: fields `title`, `keyword_0`, `context_home`.
    pub errors: FieldErrors,
}

/// The parts of a filter that its owner changes.
#[derive(Debug, Clone, Default)]
pub struct FilterForm {
    /// Its name.
    pub title: String,
    /// Its words, and a few empty lines for more.
    pub words: Vec<Word>,
    /// Where it applies.
    pub places: Places,
    /// What it does.
    pub action: FilterAction,
    /// The chosen end: one of [`ENDINGS`], or `keep`.
    pub ends: String,
    /// When it ends now, in words; none if never.
    pub ends_now: Option<Message>,
    /// How many single posts it names.
    pub posts: usize,
}

/// A line of the form's words.
#[derive(Debug, Clone)]
pub struct Word {
    /// The keyword's id; empty for a new one.
    pub id: String,
    /// What it looks for.
    pub text: String,
    /// Whether only as a whole word.
    pub whole: bool,
}

/// How long a filter can be made to last: seconds, and the message that says so.
pub const ENDINGS: [(&str, &str); 7] = [
    ("", "filter-end-never"),
    ("1800", "filter-end-half-hour"),
    ("3600", "filter-end-hour"),
    ("21600", "filter-end-hours"),
    ("86400", "filter-end-day"),
    ("604800", "filter-end-week"),
    ("2592000", "filter-end-month"),
];

/// A place in words.
pub(crate) fn place_label(place: Place) -> Message {
    let id = match place {
        Place::Home => "filter-home",
        Place::Notifications => "filter-notifications",
        Place::Public => "filter-public",
        Place::Thread => "filter-thread",
        Place::Account => "filter-account",
        Place::Chosen => return Message::default(),
    };
    WORDS.say(id)
}

impl FiltersPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Filters)
    }
}

impl FilterPage {
    fn tabs(&self) -> Vec<Tab> {
        ui::settings_tabs(ui::SettingsTab::Filters)
    }

    fn places(&self) -> Vec<(&'static str, Message, bool)> {
        Place::NAMED.map(|place| (place.name(), place_label(place), self.form.places.has(place))).to_vec()
    }

    fn actions(&self) -> Vec<(&'static str, Message, Message, bool)> {
        let words = |action| match action {
            FilterAction::Warn => ("filter-warn", "filter-warn-hint"),
            FilterAction::Blur => ("filter-blur", "filter-blur-hint"),
            FilterAction::Hide => ("filter-hide", "filter-hide-hint"),
        };
        let order = [FilterAction::Warn, FilterAction::Blur, FilterAction::Hide];
        let line = |action: FilterAction| {
            let (label, hint) = words(action);
            (action.name(), WORDS.say(label), WORDS.say(hint), action == self.form.action)
        };
        order.map(line).to_vec()
    }

    fn endings(&self) -> [(&'static str, Message); ENDINGS.len()] {
        ENDINGS.map(|(value, id)| (value, WORDS.say(id)))
    }
}

ui::pages!(WORDS: FiltersPage, FilterPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn form(text: &str) -> FilterForm {
        let word = |id: &str| Word { id: id.to_owned(), text: text.to_owned(), whole: true };
        FilterForm {
            title: text.to_owned(),
            words: vec![word("5"), word("")],
            places: Places::default().with(Place::Home),
            action: FilterAction::Blur,
            ends: "keep".to_owned(),
            ends_now: Some(Message::raw(text)),
            posts: 2,
        }
    }

    #[test]
    fn lists_are_sound() {
        let line = FilterLine { id: "5".into(), title: HOSTILE.into(), summary: Message::raw(HOSTILE) };
        for filters in [vec![], vec![line]] {
            assert_page(&FiltersPage { shell: sample::shell("/settings/filters"), filters }.page());
        }
    }

    #[test]
    fn forms_are_sound() {
        let mut wrong = FieldErrors::default();
        ["title", "keyword_0", "context_home"].iter().for_each(|field| wrong.add(field, HOSTILE));
        for (errors, id) in [(FieldErrors::default(), None), (wrong, Some("5".to_owned()))] {
            for form in
                [form(HOSTILE), form("x"), FilterForm { words: form("").words, ..FilterForm::default() }]
            {
                let page = FilterPage {
                    shell: sample::shell("/settings/filters/5"),
                    heading: Message::raw("Edit filter"),
                    action: "/settings/filters/5".to_owned(),
                    id: id.clone(),
                    form,
                    errors: errors.clone(),
                };
                assert_page(&page.page());
            }
        }
    }
}
