//! Invented post texts of the length and habits of tweets. The same number always gives the same text.

use crate::chance::Dice;

/// Hashtags of the invented community; the first is by far the most used.
pub(crate) const TAGS: [&str; 32] = [
    "Ward",
    "NightShift",
    "HandHygiene",
    "Pharmacy",
    "Rounds",
    "Sepsis",
    "Triage",
    "Vaccines",
    "Diabetes",
    "Asthma",
    "Nutrition",
    "Sleep",
    "Palliative",
    "Rehab",
    "Imaging",
    "Surgery",
    "Midwives",
    "Paediatrics",
    "Geriatrics",
    "PublicHealth",
    "MentalHealth",
    "Research",
    "JournalClub",
    "OpenData",
    "Teaching",
    "Students",
    "Safety",
    "Burnout",
    "Telehealth",
    "Dentistry",
    "Nursing",
    "Kindness",
];

const OPENERS: [&str; 12] = [
    "This morning",
    "After rounds",
    "A reminder:",
    "New on our unit:",
    "Asked at handover:",
    "For colleagues:",
    "Reading list:",
    "Small win:",
    "Question:",
    "From the clinic:",
    "Poster session:",
    "Short thread:",
];

const WORDS: [&str; 48] = [
    "the",
    "team",
    "found",
    "that",
    "a",
    "shorter",
    "checklist",
    "keeps",
    "people",
    "safer",
    "when",
    "beds",
    "are",
    "full",
    "and",
    "nobody",
    "has",
    "time",
    "to",
    "read",
    "long",
    "guidance",
    "before",
    "ward",
    "visits",
    "so",
    "we",
    "moved",
    "it",
    "next",
    "to",
    "door",
    "where",
    "everyone",
    "looks",
    "anyway",
    "results",
    "after",
    "three",
    "months",
    "fewer",
    "falls",
    "better",
    "sleep",
    "less",
    "noise",
    "more",
    "questions",
];

const CHARS_MAX: usize = 120;

/// The text of post `n`, and the hashtags in it.
pub(crate) fn text(dice: &mut Dice) -> (String, Vec<&'static str>) {
    let wanted = 30 + dice.below(CHARS_MAX as u64 - 50) as usize;
    let mut text = OPENERS[dice.below(OPENERS.len() as u64) as usize].to_owned();
    while text.len() < wanted {
        text.push(' ');
        text.push_str(WORDS[dice.below(WORDS.len() as u64) as usize]);
    }
    let mut tags = Vec::new();
    while tags.len() < 2 && dice.below(100) < 30 {
        let tag = TAGS[dice.skewed(TAGS.len() as u64) as usize];
        if !tags.contains(&tag) {
            text.push_str(" #");
            text.push_str(tag);
            tags.push(tag);
        }
    }
    (text, tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_short_and_the_same_again() {
        let mut tagged = 0;
        for n in 0..2_000 {
            let (text, tags) = text(&mut Dice::new(7, n));
            assert!(text.chars().count() <= 140, "{text}");
            assert_eq!(super::text(&mut Dice::new(7, n)).0, text);
            assert!(tags.iter().all(|tag| text.contains(&format!("#{tag}"))));
            tagged += usize::from(!tags.is_empty());
        }
        assert!((400..900).contains(&tagged), "{tagged}");
    }
}
