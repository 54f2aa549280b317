use std::any::Any;

use askama::{Template, Values, get_value};

use crate::{Catalogue, Lang, WORDS};

/// In which language a page is drawn, and with whose words: what `{{ "id"|t }}` needs to know. It is handed from
/// template to template.
#[derive(Debug, Clone, Copy)]
pub struct Voice {
    /// The language.
    pub lang: Lang,
    /// The catalogue of the crate that the page belongs to.
    pub catalogue: &'static Catalogue,
}

const KEY: &str = "voice";

impl Voice {
    /// The voice in which a template is drawn. Without one, as when somebody writes a template by `to_string`, it is
    /// English, and the log says so.
    #[must_use]
    pub fn of(values: &dyn Values) -> Self {
        match get_value::<Self>(values, KEY) {
            Ok(voice) => *voice,
            Err(_) => {
                tracing::error!("a template was drawn without a language");
                debug_assert!(false, "draw templates by words::draw or Page::page");
                Self { lang: Lang::En, catalogue: &WORDS }
            }
        }
    }
}

impl Values for Voice {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == KEY).then_some(self)
    }
}

/// A template that is a whole page and knows its language.
pub trait Page: Template {
    /// In which language, and with whose words.
    fn voice(&self) -> Voice;

    /// The page as HTML.
    fn page(&self) -> String {
        draw(self, self.voice())
    }
}

/// A template as HTML, in this voice.
pub fn draw(template: &(impl Template + ?Sized), voice: Voice) -> String {
    template.render_with_values(&voice).unwrap_or_else(|problem| {
        tracing::error!(%problem, "a template could not be drawn");
        String::new()
    })
}
