//! What the operator writes: rules, and terms with the days from which they hold.

use std::collections::BTreeMap;

use base::{Ms, iso_date, parse_iso};
use serde::Deserialize;

/// A rule of the site. In the settings it is a text, or a table with more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Rule {
    /// The rule, in one sentence.
    pub text: String,
    /// What it means; may be empty.
    pub hint: String,
    /// The same in other languages, by their codes.
    pub translations: BTreeMap<String, RuleText>,
}

/// A rule in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// As [`Rule::text`].
    pub text: String,
    /// As [`Rule::hint`].
    #[serde(default)]
    pub hint: String,
}

/// As it stands in the settings.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Short(String),
    Whole(Whole),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    text: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    translations: BTreeMap<String, RuleText>,
}

impl From<Written> for Rule {
    fn from(written: Written) -> Self {
        match written {
            Written::Short(text) => Self { text, ..Self::default() },
            Written::Whole(Whole { text, hint, translations }) => Self { text, hint, translations },
        }
    }
}

impl From<&str> for Rule {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// Terms of service, of which there may be several: those that hold, and what comes after them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The day from which they hold, `YYYY-MM-DD`.
    pub effective: String,
    /// Plain text with blank lines between paragraphs.
    pub text: String,
}

impl Terms {
    /// When they begin to hold; `None` where the day is none.
    pub fn from_ms(&self) -> Option<Ms> {
        // The one form of a day: what is written is what clients ask for.
        parse_iso(&self.effective).filter(|ms| iso_date(*ms) == self.effective)
    }

    /// Whether they hold at `now`.
    pub(crate) fn hold(&self, now: Ms) -> bool {
        self.from_ms().is_some_and(|from| from <= now)
    }
}

/// The terms that hold at `now`; where none do yet, those that will first.
pub(crate) fn current(terms: &[Terms], now: Ms) -> Option<&Terms> {
    let held = terms.iter().filter(|terms| terms.hold(now));
    held.max_by_key(|terms| terms.from_ms()).or_else(|| terms.iter().min_by_key(|terms| terms.from_ms()))
}

/// The terms of a day.
pub(crate) fn of_day<'a>(terms: &'a [Terms], day: &str) -> Option<&'a Terms> {
    terms.iter().find(|terms| terms.effective == day)
}

/// What follows `before`.
pub(crate) fn successor<'a>(terms: &'a [Terms], before: &Terms) -> Option<&'a Terms> {
    let later = terms.iter().filter(|terms| terms.from_ms() > before.from_ms());
    later.min_by_key(|terms| terms.from_ms())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_texts_or_more() {
        let written = r#"["Be kind.", {"text": "Rest.", "hint": "Often.", "translations": {"pt": {"text": "Descansa."}}}]"#;
        let rules: Vec<Rule> = serde_json::from_str(written).unwrap();
        assert_eq!(rules[0], Rule::from("Be kind."));
        assert_eq!(
            (rules[1].hint.as_str(), rules[1].translations["pt"].text.as_str()),
            ("Often.", "Descansa.")
        );
        assert!(serde_json::from_str::<Rule>(r#"{"text": "a", "tip": "b"}"#).is_err());
    }

    #[test]
    fn terms_by_day() {
        let day = |effective: &str| Terms { effective: effective.to_owned(), text: effective.to_owned() };
        let terms = [day("2026-12-01"), day("2026-01-01"), day("2026-06-01")];
        let at = |day: &str| parse_iso(day).unwrap();
        for (now, holds) in [
            ("2025-01-01", "2026-01-01"),
            ("2026-01-01", "2026-01-01"),
            ("2026-11-30", "2026-06-01"),
            ("2027-01-01", "2026-12-01"),
        ] {
            assert_eq!(current(&terms, at(now)).unwrap().effective, holds, "{now}");
        }
        assert!(!terms[1].hold(at("2025-12-31")) && terms[1].hold(at("2026-01-01")));
        assert_eq!(of_day(&terms, "2026-06-01"), Some(&terms[2]));
        assert_eq!((of_day(&terms, "2026-06-02"), current(&[], 0)), (None, None));
        assert_eq!(successor(&terms, &terms[1]), Some(&terms[2]));
        assert_eq!(successor(&terms, &terms[0]), None);
        assert_eq!((day("soon").from_ms(), day("2026-1-1").from_ms()), (None, None));
    }
}
