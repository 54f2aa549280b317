//! Specialties: what people in healthcare do, and what they talk about, by the codes of NUCC's health care provider
//! taxonomy (<https://taxonomy.nucc.org>), of which those are here that readers choose between. Some topics that
//! communities gather around are no provider's specialty; they have codes of our own, which say so.
//!
//! A slug is what addresses and forms use (`?specialty=cardiology`); it never changes once it is here.

mod table;

use crate::{Message, WORDS};

pub use table::ALL;

/// What codes of our own begin with; NUCC's begin with a digit.
const OWN: &str = "medley:";
/// Characters of NUCC's codes.
const CODE_CHARS: usize = 10;

/// Specialties that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Physicians who treat adults without operating.
    Medicine,
    /// Those who operate.
    Surgery,
    /// Cancer.
    Oncology,
    /// Children.
    Children,
    /// Women, birth and fertility.
    Women,
    /// The mind.
    Mind,
    /// Emergencies and intensive care.
    Emergency,
    /// Pictures and laboratories.
    Diagnostics,
    /// Nursing.
    Nursing,
    /// Medicines.
    Pharmacy,
    /// Therapies, hearing, seeing, eating.
    Therapy,
    /// Teeth.
    Dental,
    /// The health of many.
    Public,
    /// Patients and those who care for them.
    Patients,
    /// How healthcare works, learns and talks.
    System,
}

impl Family {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::Medicine,
        Self::Surgery,
        Self::Oncology,
        Self::Children,
        Self::Women,
        Self::Mind,
        Self::Emergency,
        Self::Diagnostics,
        Self::Nursing,
        Self::Pharmacy,
        Self::Therapy,
        Self::Dental,
        Self::Public,
        Self::Patients,
        Self::System,
    ];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> Message {
        WORDS.say(match self {
            Self::Medicine => "family-medicine",
            Self::Surgery => "family-surgery",
            Self::Oncology => "family-oncology",
            Self::Children => "family-children",
            Self::Women => "family-women",
            Self::Mind => "family-mind",
            Self::Emergency => "family-emergency",
            Self::Diagnostics => "family-diagnostics",
            Self::Nursing => "family-nursing",
            Self::Pharmacy => "family-pharmacy",
            Self::Therapy => "family-therapy",
            Self::Dental => "family-dental",
            Self::Public => "family-public",
            Self::Patients => "family-patients",
            Self::System => "family-system",
        })
    }

    /// What belongs to it, in the order in which it is shown.
    pub fn specialties(self) -> impl Iterator<Item = &'static Specialty> {
        ALL.iter().filter(move |one| one.family == self)
    }
}

/// What somebody does in healthcare, or a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Specialty {
    /// NUCC's code, or one of ours, which begins with `medley:`.
    pub code: &'static str,
    /// How addresses and forms name it.
    pub slug: &'static str,
    /// What it belongs to.
    pub family: Family,
    /// The id of its name.
    label: &'static str,
}

impl Specialty {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> Message {
        WORDS.say(self.label)
    }

    /// Whether the code is one of NUCC's.
    #[must_use]
    pub fn is_nucc(&self) -> bool {
        !self.code.starts_with(OWN)
    }
}

/// The specialty with this slug.
#[must_use]
pub fn by_slug(slug: &str) -> Option<&'static Specialty> {
    ALL.iter().find(|one| one.slug == slug)
}

/// The specialty with this code.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static Specialty> {
    ALL.iter().find(|one| one.code == code)
}

/// What somebody wrote: a slug or a code.
#[must_use]
pub fn named(text: &str) -> Option<&'static Specialty> {
    by_slug(text).or_else(|| by_code(text))
}

/// Whether this looks like a code of NUCC's: three digits, then six that may be letters, and an X at the end.
#[must_use]
pub fn is_code(code: &str) -> bool {
    code.len() == CODE_CHARS
        && code.ends_with('X')
        && code.bytes().take(3).all(|b| b.is_ascii_digit())
        && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{Lang, MISSING};

    #[test]
    fn codes_are_nuccs_or_clearly_ours() {
        for one in ALL {
            assert_eq!(is_code(one.code), one.is_nucc(), "{}", one.code);
            assert!(one.is_nucc() || one.code == format!("{OWN}{}", one.slug), "{}", one.code);
        }
        assert!((60..=110).contains(&ALL.len()), "{}", ALL.len());
        for bad in ["207R00000", "207r00000X", "207R00000XX", "X07R00000X", "medley:care", "", "207R0000éX"]
        {
            assert!(!is_code(bad), "{bad}");
        }
    }

    #[test]
    fn each_is_there_once_under_a_slug_for_addresses() {
        let slugs: HashSet<&str> = ALL.iter().map(|one| one.slug).collect();
        let codes: HashSet<&str> = ALL.iter().map(|one| one.code).collect();
        assert_eq!((slugs.len(), codes.len()), (ALL.len(), ALL.len()));
        let plain = |slug: &str| slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        assert!(ALL.iter().all(|one| plain(one.slug) && one.label == format!("specialty-{}", one.slug)));
        assert_eq!(by_slug("cardiology").map(|one| one.code), Some("207RC0000X"));
        assert_eq!(named("207RC0000X"), named("cardiology"));
        assert!(named("astrology").is_none());
    }

    #[test]
    fn names_are_told_apart_in_each_language() {
        for lang in [Lang::En, Lang::Es] {
            let names: HashSet<String> = ALL.iter().map(|one| one.label().text(lang)).collect();
            assert_eq!(names.len(), ALL.len());
            assert!(!names.iter().any(|name| name.contains(MISSING)));
            assert!(Family::ALL.iter().all(|family| !family.label().text(lang).contains(MISSING)));
        }
    }

    #[test]
    fn every_family_has_some_and_they_stand_together() {
        let sorted: Vec<&str> =
            Family::ALL.iter().flat_map(|family| family.specialties()).map(|one| one.slug).collect();
        assert_eq!(sorted, ALL.iter().map(|one| one.slug).collect::<Vec<_>>());
        assert!(Family::ALL.iter().all(|family| family.specialties().count() >= 2));
    }
}
