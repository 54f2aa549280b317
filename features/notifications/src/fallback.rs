//! What stands for a notification in a client that does not know its kind. Such a client says which it knows.

use accounts::Shown as Person;
use base::Outcome;
use serde_json::{Value, json};
use web::Params;

use crate::Kind;
use crate::pages::page_kind;

const SUMMARY: &str =
    "This app does not know this kind of notification yet. The web pages of this server show all of them.";

/// Which kinds a client knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// It did not say, and gets everything as it is; kinds that only we have are not among it unless it asks for them.
    Unsaid,
    /// These, by Mastodon's names.
    These(Vec<String>),
}

impl Known {
    /// As a client says it: `supported_types[]`.
    pub(crate) fn read(params: &Params) -> Outcome<Self> {
        if !params.has("supported_types") {
            return Ok(Self::Unsaid);
        }
        Ok(Self::These(params.texts("supported_types")?.into_iter().map(str::to_owned).collect()))
    }

    /// Mastodon's `NotificationFallback`, where the client does not know the kind.
    pub(crate) fn fallback(&self, kind: Kind, from: Option<&Person>) -> Option<Value> {
        match self {
            Self::These(known) if !known.iter().any(|name| name == kind.name()) => {
                let title = title(kind, from.map_or("Somebody", |person| person.shown_name()));
                Some(json!({ "title": title, "summary": SUMMARY, "details": null }))
            }
            _ => None,
        }
    }
}

/// One line of HTML.
fn title(kind: Kind, name: &str) -> String {
    page_kind(kind).said_of(&text::escape_html(name)).text(ui::Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(query: &str) -> Known {
        Known::read(&Params::from_urlencoded(query.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn only_what_a_client_does_not_know_has_a_fallback() {
        let told = |query: &str| known(query).fallback(Kind::AddedToCollection, None);
        assert_eq!(told(""), None);
        assert_eq!(told("supported_types[]=follow&supported_types[]=added_to_collection"), None);
        let fallback = told("supported_types[]=follow").unwrap();
        assert_eq!(fallback["title"], "Somebody added you to a collection");
        assert!(fallback["summary"].is_string() && fallback["details"].is_null());
        for ours in Kind::ALL.into_iter().filter(|kind| kind.is_ours()) {
            assert!(known("supported_types[]=follow").fallback(ours, None).is_some());
        }
    }

    #[test]
    fn titles_are_html() {
        assert_eq!(title(Kind::Follow, "<b>"), "&lt;b&gt; followed you");
        assert_eq!(title(Kind::ModerationWarning, "Ana"), "You have a message from the moderators");
        assert_eq!(title(Kind::AnnualReport, "Ana"), "You can look back at your year");
    }
}
