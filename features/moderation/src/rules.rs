//! Decisions of the moderation, without I/O.

use aws_lc_rs::digest;
use base::{Id, Outcome, Problem};

use crate::model::{Category, NewReport};

/// The most characters of a report's comment.
pub const COMMENT_CHARS_MAX: usize = 1_000;
/// Posts that one report names at the most.
pub const REPORTED_POSTS_MAX: usize = 100;
/// Collections that one report names at the most: more than anybody has.
pub const REPORTED_COLLECTIONS_MAX: usize = 20;
/// What may be done to a network, the mildest first.
pub const IP_SEVERITIES: [&str; 3] = ["sign_up_requires_approval", "sign_up_block", NO_ACCESS];
/// Nothing at all is answered.
pub const NO_ACCESS: &str = "no_access";
/// What may be done to a server, the mildest first.
pub const SERVER_SEVERITIES: [&str; 3] = ["noop", "silence", "suspend"];
const TEXT_CHARS_MAX: usize = 5_000;

/// Checks a report where there are `rules` rules; gives its category. Names what is wrong in Mastodon's words.
///
/// # Errors
/// 422.
pub fn check_report(new: &NewReport, rules: usize) -> Outcome<Category> {
    if new.comment.chars().count() > COMMENT_CHARS_MAX {
        return Err(too_long("Comment", COMMENT_CHARS_MAX));
    }
    if new.posts.len() > REPORTED_POSTS_MAX {
        return Err(Problem::invalid(format!("Statuses are too many (maximum is {REPORTED_POSTS_MAX})")));
    }
    if new.collections.len() > REPORTED_COLLECTIONS_MAX {
        let text = format!("Collections are too many (maximum is {REPORTED_COLLECTIONS_MAX})");
        return Err(Problem::invalid(text));
    }
    let category = match new.category {
        Some(category) => category,
        None if new.rules.is_empty() => Category::Other,
        None => Category::Violation,
    };
    check_rules(category, &new.rules, rules)?;
    Ok(category)
}

/// Whether the numbers of rules exist. Only violations name some.
///
/// # Errors
/// 422.
pub fn check_rules(category: Category, named: &[i64], rules: usize) -> Outcome<()> {
    let exists = |n: &i64| usize::try_from(*n).is_ok_and(|n| (1..=rules).contains(&n));
    if category == Category::Violation && !named.iter().all(exists) {
        return Err(Problem::invalid("Rules does not reference valid rules"));
    }
    Ok(())
}

/// Checks a text of the staff.
///
/// # Errors
/// 422.
pub fn check_text(what: &str, text: &str) -> Outcome<()> {
    if text.chars().count() > TEXT_CHARS_MAX { Err(too_long(what, TEXT_CHARS_MAX)) } else { Ok(()) }
}

fn too_long(what: &str, max: usize) -> Problem {
    Problem::invalid(format!("{what} is too long (maximum is {max} characters)"))
}

/// A domain as it is compared.
///
/// # Errors
/// 422 for what is none.
pub fn domain(text: &str) -> Outcome<String> {
    if text.trim().is_empty() {
        return Err(Problem::invalid("Domain can't be blank"));
    }
    text::domain(text).ok_or_else(|| Problem::invalid("Domain is not a valid domain name"))
}

/// One of `allowed`, where something was said.
///
/// # Errors
/// 422.
pub fn one_of(what: &str, said: Option<&str>, allowed: &[&str]) -> Outcome<Option<String>> {
    match said {
        None => Ok(None),
        Some(word) if allowed.contains(&word) => Ok(Some(word.to_owned())),
        Some(_) => Err(Problem::invalid(format!("{what} is not included in the list"))),
    }
}

/// The same address in every spelling that reaches the same person: lower case, without dots in the name and without
/// what follows a plus sign (Mastodon's rule). `None` for what is no address.
pub fn canonical_email(email: &str) -> Option<String> {
    let lower = email.trim().to_lowercase();
    if lower.contains(char::is_whitespace) {
        return None;
    }
    let (name, host) = lower.split_once('@')?;
    let name = name.replace('.', "");
    let name = name.split('+').next().unwrap_or_default();
    (!name.is_empty() && !host.is_empty()).then(|| format!("{name}@{host}"))
}

/// SHA-256 of the canonical address, in hexadecimal.
pub fn canonical_hash(email: &str) -> Option<String> {
    canonical_email(email).map(|canonical| sha256(&canonical))
}

/// Whether a text is a SHA-256 in hexadecimal.
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// SHA-256 in hexadecimal.
pub fn sha256(text: &str) -> String {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A domain and those above it, down to two parts: `a.b.example`, `b.example`.
pub fn domains_above(domain: &str) -> Vec<String> {
    let mut all = vec![domain.to_owned()];
    let mut rest = domain;
    while let Some((_, above)) = rest.split_once('.') {
        all.push(above.to_owned());
        rest = above;
    }
    all
}

/// A domain of which everyone may see part only: `ex****.*om`. As in Mastodon, letters in the middle are starred.
pub fn obfuscated(domain: &str) -> String {
    let count = domain.chars().count();
    let visible = count / 4;
    let star = |(n, c): (usize, char)| {
        let hidden = n >= visible && n < count - visible && c != '.';
        if hidden { '*' } else { c }
    };
    domain.chars().enumerate().map(star).collect()
}

/// The beginning of a text as a pattern of `LIKE .. ESCAPE '!'`; nothing asks for nothing.
pub fn beginning(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return text;
    }
    let mut pattern = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        if matches!(c, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Ids without those that come twice, in order.
pub fn distinct(mut ids: Vec<Id>) -> Vec<Id> {
    let mut seen = base::IdSet::default();
    ids.retain(|id| seen.insert(*id));
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn report() -> NewReport {
        NewReport {
            by: Id(1),
            target: Id(2),
            posts: Vec::new(),
            collections: Vec::new(),
            comment: String::new(),
            category: None,
            rules: Vec::new(),
            forward: false,
        }
    }

    #[test]
    fn reports() {
        let ok = |report: NewReport| check_report(&report, 2).map_err(|problem| problem.text().to_owned());
        assert_eq!(ok(report()), Ok(Category::Other));
        assert_eq!(ok(NewReport { rules: vec![2], ..report() }), Ok(Category::Violation));
        let bad_rule = "Validation failed: Rules does not reference valid rules".to_owned();
        assert_eq!(ok(NewReport { rules: vec![3], ..report() }), Err(bad_rule));
        let spam = NewReport { rules: vec![9], category: Some(Category::Spam), ..report() };
        assert_eq!(ok(spam), Ok(Category::Spam));
        assert!(ok(NewReport { comment: "é".repeat(1_000), ..report() }).is_ok());
        let long = ok(NewReport { comment: "é".repeat(1_001), ..report() }).unwrap_err();
        assert_eq!(long, "Validation failed: Comment is too long (maximum is 1000 characters)");
        // Pages do not offer it; apps may report their own account, as with Mastodon.
        assert_eq!(ok(NewReport { target: Id(1), ..report() }), Ok(Category::Other));
        assert!(ok(NewReport { posts: vec![Id(1); 101], ..report() }).is_err());
        assert!(ok(NewReport { collections: vec![Id(1); 21], ..report() }).is_err());
    }

    #[test]
    fn canonical_addresses() {
        let table = [
            ("Ines.Moreau+Lists@Clinic.Example", Some("inesmoreau@clinic.example")),
            ("ines@clinic.example", Some("ines@clinic.example")),
            ("+x@clinic.example", None),
            ("ines", None),
            ("@clinic.example", None),
        ];
        for (email, expected) in table {
            assert_eq!(canonical_email(email).as_deref(), expected, "{email}");
        }
        // The example of Mastodon's documentation.
        let hash = canonical_hash("test@example.com").unwrap();
        assert_eq!(hash, "973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
        assert!(is_hash(&hash) && !is_hash("973d") && !is_hash(&"g".repeat(64)));
    }

    #[test]
    fn domains() {
        assert_eq!(domains_above("a.b.example"), ["a.b.example", "b.example", "example"]);
        assert_eq!(obfuscated("bad.example"), "ba*.*****le");
        assert_eq!(obfuscated(""), "");
        assert!(domain("Bad.Example").is_ok_and(|d| d == "bad.example") && domain("bad/example").is_err());
    }

    #[test]
    fn beginnings() {
        assert_eq!(beginning("In_es%!"), "in!_es!%!!%");
        assert_eq!(beginning("  "), "");
    }

    proptest! {
        #[test]
        fn any_address_has_at_most_one_canonical_form(text in ".{0,40}") {
            if let Some(once) = canonical_email(&text) {
                prop_assert_eq!(canonical_email(&once), Some(once));
            }
        }

        #[test]
        fn stars_keep_the_length(text in "[a-z.]{0,40}") {
            prop_assert_eq!(obfuscated(&text).len(), text.len());
        }
    }
}
