//! What is said. `posts.txt` has the past: `days before today, time|who|language|options|text|picture:description`,
//! where the options are `thread` (goes on from their last post) and `key=NAME`. `talk.txt` has today's answers:
//! `key of the post, /1 for an answer to the answer|who|language|text`.

const POSTS: &str = include_str!("posts.txt");
const TALK: &str = include_str!("talk.txt");
/// More lines than any one person has.
pub(super) const LINES_MAX: usize = 200;

/// Which posts are boosted, and by whom.
pub(super) const BOOSTS: &[(&str, &str)] = &[
    ("letter", "drmaren"),
    ("letter", "harbourview"),
    ("letter", "carechat"),
    ("noise", "nurse_tam"),
    ("noise", "carechat"),
    ("hats", "jo_paramedic"),
    ("garden", "hosp_valle"),
    ("turno", "hosp_valle"),
    ("lib", "ravi_student"),
    ("a1pip", "noor_library"),
];

/// A post of the past.
pub(super) struct Line {
    pub(super) days: i64,
    /// Minutes into that day.
    pub(super) minutes: i64,
    pub(super) who: &'static str,
    pub(super) language: &'static str,
    pub(super) thread: bool,
    pub(super) key: Option<&'static str>,
    pub(super) text: &'static str,
    /// Its name and what it shows.
    pub(super) picture: Option<(&'static str, &'static str)>,
}

/// An answer of today.
pub(super) struct Talk {
    pub(super) key: &'static str,
    /// It answers the answer before it.
    pub(super) deeper: bool,
    pub(super) who: &'static str,
    pub(super) language: &'static str,
    pub(super) text: &'static str,
}

/// The past, the oldest first.
pub(super) fn lines() -> Vec<Line> {
    POSTS.lines().filter_map(line).collect()
}

pub(super) fn talk() -> Vec<Talk> {
    TALK.lines().filter_map(answer).collect()
}

fn line(text: &'static str) -> Option<Line> {
    let mut cells = text.split('|');
    let (days, time) = cells.next()?.split_once(' ')?;
    let (hours, minutes) = time.split_once(':')?;
    let (who, language, options) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Line {
        days: days.parse().ok()?,
        minutes: hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?,
        who,
        language,
        thread: options == "thread",
        key: options.strip_prefix("key="),
        text: cells.next()?,
        picture: cells.next().and_then(|picture| picture.split_once(':')),
    })
}

fn answer(text: &'static str) -> Option<Talk> {
    let mut cells = text.split('|');
    let key = cells.next()?;
    let (key, deeper) = key.strip_suffix("/1").map_or((key, false), |key| (key, true));
    Some(Talk { key, deeper, who: cells.next()?, language: cells.next()?, text: cells.next()? })
}

#[cfg(test)]
mod tests {
    use super::super::people::PEOPLE;
    use super::super::pictures;
    use super::*;

    fn known(name: &str) -> bool {
        PEOPLE.iter().any(|person| person.name == name)
    }

    #[test]
    fn every_line_is_understood_and_fits() {
        let (lines, talk) = (lines(), talk());
        assert_eq!((lines.len(), talk.len()), (POSTS.lines().count(), TALK.lines().count()));
        assert!((110..LINES_MAX).contains(&lines.len()));
        for line in &lines {
            assert!(text::weighted_length(line.text) <= 140 && known(line.who), "{}", line.text);
            assert!((1..=14).contains(&line.days) && line.minutes < 24 * 60, "{}", line.text);
            assert!(line.picture.is_none_or(|(name, alt)| pictures::scene(name).is_ok() && !alt.is_empty()));
        }
        assert!(lines.is_sorted_by_key(|line| (-line.days, line.minutes)));
        for answer in &talk {
            assert!(text::weighted_length(answer.text) <= 140 && known(answer.who), "{}", answer.text);
            assert!(lines.iter().any(|line| line.key == Some(answer.key)), "{}", answer.key);
        }
        for (key, who) in BOOSTS {
            assert!(
                known(who) && lines.iter().any(|line| line.key == Some(key) && line.who != *who),
                "{key}"
            );
        }
    }

    #[test]
    fn there_is_something_of_everything() {
        let lines = lines();
        let some = |found: fn(&Line) -> bool| lines.iter().filter(|line| found(line)).count() >= 3;
        assert!(
            some(|line| line.thread)
                && some(|line| line.picture.is_some())
                && some(|line| line.language == "es")
        );
        assert!(some(|line| line.text.starts_with("T1:") || line.text.starts_with("A1:")));
        assert!(PEOPLE.iter().all(|person| lines.iter().any(|line| line.who == person.name)));
    }

    #[test]
    fn profiles_fit_and_carry_a_disclaimer() {
        for person in PEOPLE {
            assert!(
                text::graphemes(person.bio) <= 160 && text::graphemes(person.shown) <= 30,
                "{}",
                person.name
            );
            assert!(text::valid_username(person.name), "{}", person.name);
            let bio = person.bio.to_lowercase();
            assert!(["advice", "consejo", "never"].iter().any(|word| bio.contains(word)), "{}", person.name);
        }
    }
}
