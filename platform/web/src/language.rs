//! In which language somebody is answered.
//!
//! Pages: the person's own setting, else what the browser likes best, else the server's first language. The API
//! speaks English, whose texts clients compare, unless a call says `lang`.

use std::sync::{Arc, OnceLock};

use http::HeaderMap;
use http::header::ACCEPT_LANGUAGE;
use words::Lang;

use crate::{Node, Params};

/// The parameter by which a client asks for another language.
const PARAMETER: &str = "lang";

/// The language of a page, in its response, for the page that tells of a problem.
#[derive(Clone, Copy)]
pub(crate) struct Spoken(pub(crate) Lang);

/// The language that an API call asks for, which may stand in its body.
#[derive(Clone, Default)]
pub(crate) struct Wish(Arc<OnceLock<Lang>>);

impl Wish {
    /// What is asked for, unless it is English anyway.
    pub(crate) fn get(&self) -> Option<Lang> {
        self.0.get().copied().filter(|lang| *lang != Lang::En)
    }

    /// Reads it from a query string.
    pub(crate) fn look_at_query(&self, query: &str) {
        let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == PARAMETER);
        self.set(asked.and_then(|(_, tag)| Lang::parse(&tag)));
    }

    /// Reads it from what was sent, whichever way.
    pub(crate) fn look_at(&self, params: &Params) {
        let asked = params.nodes().find_map(|(name, node)| match node {
            Node::Text(tag) if name == PARAMETER => Lang::parse(tag),
            _ => None,
        });
        self.set(asked);
    }

    fn set(&self, lang: Option<Lang>) {
        if let Some(lang) = lang {
            // The first that was said stands.
            let _ = self.0.set(lang);
        }
    }
}

/// The language for a page, by what the browser says.
pub(crate) fn of_browser(headers: &HeaderMap, first: Lang) -> Lang {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.and_then(Lang::accepted).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_wish_stands_and_english_is_none() {
        let wish = Wish::default();
        wish.look_at_query("x=1&lang=xx");
        assert_eq!(wish.get(), None);
        wish.look_at(&Params::from_urlencoded(b"lang=de-AT&status=x").unwrap());
        wish.look_at_query("lang=es");
        assert_eq!(wish.get(), Some(Lang::De));
        let english = Wish::default();
        english.look_at_query("lang=en");
        assert_eq!(english.get(), None);
        english.look_at(&Params::from_urlencoded(b"lang[]=de").unwrap());
        assert_eq!(english.get(), None);
    }

    #[test]
    fn browsers_without_a_wish_get_the_first_language() {
        let mut headers = HeaderMap::new();
        assert_eq!(of_browser(&headers, Lang::Es), Lang::Es);
        headers.insert(ACCEPT_LANGUAGE, "fr".parse().unwrap());
        assert_eq!(of_browser(&headers, Lang::Es), Lang::Es);
        headers.insert(ACCEPT_LANGUAGE, "en-US,en;q=0.5".parse().unwrap());
        assert_eq!(of_browser(&headers, Lang::Es), Lang::En);
    }
}
