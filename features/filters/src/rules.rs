//! What filters may be, without I/O. Texts of errors are Mastodon's.

use base::{Id, Outcome, Problem};

use crate::model::{Edit, Expiry, Filter, Keyword, KeywordEdit};

/// Filters of one account.
pub const FILTERS_MAX: usize = 100;
/// Keywords of one filter.
pub const KEYWORDS_PER_FILTER_MAX: usize = 200;
/// Bytes of all keywords of one account: a matcher costs some twenty times as much memory.
pub const KEYWORD_BYTES_PER_ACCOUNT_MAX: usize = 64 << 10;
/// Posts that one filter names.
pub const POSTS_PER_FILTER_MAX: usize = 500;
/// Characters of a title.
pub const TITLE_CHARS_MAX: usize = 256;
/// Characters of a keyword.
pub const KEYWORD_CHARS_MAX: usize = 512;

/// What a client is told who names no place, or one that does not exist.
pub const BAD_PLACES: &str = "Context None or invalid context supplied";

/// A new filter, with ids from `next_id`.
pub fn made(edit: Edit, next_id: &mut impl FnMut() -> Id) -> Outcome<Filter> {
    let empty = Filter {
        id: next_id(),
        title: String::new(),
        places: posts::Places::default(),
        action: posts::FilterAction::default(),
        expires_ms: None,
        keywords: Vec::new(),
        posts: Vec::new(),
    };
    changed(&empty, edit, next_id)
}

/// The filter after an edit, with ids for new keywords from `next_id`. A keyword that it does not have is a 404.
pub fn changed(filter: &Filter, edit: Edit, next_id: &mut impl FnMut() -> Id) -> Outcome<Filter> {
    let mut filter = Filter {
        title: edit.title.map_or_else(|| filter.title.clone(), |title| tidied(&title)),
        places: edit.places.unwrap_or(filter.places),
        action: edit.action.unwrap_or(filter.action),
        expires_ms: edit.expires.map_or(filter.expires_ms, Expiry::ms),
        ..filter.clone()
    };
    for keyword in edit.keywords {
        change_keyword(&mut filter.keywords, keyword, next_id)?;
    }
    check(&filter)?;
    Ok(filter)
}

fn change_keyword(
    keywords: &mut Vec<Keyword>,
    edit: KeywordEdit,
    next_id: &mut impl FnMut() -> Id,
) -> Outcome<()> {
    let place = |keywords: &[Keyword], id: Id| {
        keywords.iter().position(|keyword| keyword.id == id).ok_or_else(Problem::not_found)
    };
    match edit {
        KeywordEdit::Add { text, whole_word } => {
            keywords.push(Keyword { id: next_id(), text: tidied(&text), whole_word });
        }
        KeywordEdit::Change { id, text, whole_word } => {
            let at = place(keywords, id)?;
            let keyword = &mut keywords[at];
            keyword.whole_word = whole_word.unwrap_or(keyword.whole_word);
            if let Some(text) = text {
                keyword.text = tidied(&text);
            }
        }
        KeywordEdit::Remove(id) => drop(keywords.remove(place(keywords, id)?)),
    }
    Ok(())
}

fn tidied(text: &str) -> String {
    text::clean(text).trim().to_owned()
}

fn check(filter: &Filter) -> Outcome<()> {
    check_text("Title", &filter.title, TITLE_CHARS_MAX)?;
    if filter.places.is_empty() {
        return Err(Problem::invalid(BAD_PLACES));
    }
    if filter.keywords.len() > KEYWORDS_PER_FILTER_MAX {
        return Err(Problem::invalid(format!("A filter has {KEYWORDS_PER_FILTER_MAX} keywords at the most")));
    }
    filter.keywords.iter().try_for_each(|keyword| check_text("Keyword", &keyword.text, KEYWORD_CHARS_MAX))
}

fn check_text(name: &str, text: &str, chars_max: usize) -> Outcome<()> {
    if text::is_blank(text) {
        return Err(Problem::invalid(format!("{name} can't be blank")));
    }
    if text.chars().count() > chars_max {
        return Err(Problem::invalid(format!("{name} is too long (maximum is {chars_max} characters)")));
    }
    Ok(())
}

/// Whether an account may have these filters all together.
pub fn check_all(filters: &[Filter]) -> Outcome<()> {
    if filters.len() > FILTERS_MAX {
        return Err(Problem::invalid(format!("You can have {FILTERS_MAX} filters at the most")));
    }
    let bytes: usize = filters.iter().flat_map(|filter| &filter.keywords).map(|k| k.text.len()).sum();
    if bytes > KEYWORD_BYTES_PER_ACCOUNT_MAX {
        return Err(Problem::invalid("Your filters have too many keywords"));
    }
    Ok(())
}

/// Whether a filter may name one more post.
pub fn check_naming(filter: &Filter, post: Id) -> Outcome<()> {
    if filter.posts.iter().any(|named| named.post == post) {
        return Err(Problem::invalid("Status has already been taken"));
    }
    if filter.posts.len() >= POSTS_PER_FILTER_MAX {
        return Err(Problem::invalid(format!("A filter has {POSTS_PER_FILTER_MAX} statuses at the most")));
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::Named;
    use base::Kind;
    use posts::{FilterAction, Place, Places};

    pub(crate) fn ids() -> impl FnMut() -> Id {
        let mut last = 100;
        move || {
            last += 1;
            Id(last)
        }
    }

    pub(crate) fn add(text: &str, whole_word: bool) -> KeywordEdit {
        KeywordEdit::Add { text: text.to_owned(), whole_word }
    }

    pub(crate) fn filter(title: &str, keywords: Vec<KeywordEdit>) -> Filter {
        let edit = Edit {
            title: Some(title.to_owned()),
            places: Some(Places::default().with(Place::Home)),
            keywords,
            ..Edit::default()
        };
        made(edit, &mut ids()).unwrap()
    }

    #[test]
    fn keywords_come_change_and_go() {
        let first = filter(" Diets ", vec![add("keto", true), add(" fasting", false)]);
        assert_eq!((first.title.as_str(), first.action), ("Diets", FilterAction::Warn));
        assert_eq!(first.keywords[1], Keyword { id: Id(103), text: "fasting".into(), whole_word: false });
        let edit = Edit {
            action: Some(FilterAction::Blur),
            expires: Some(Expiry::At(9)),
            keywords: vec![
                KeywordEdit::Remove(Id(102)),
                KeywordEdit::Change { id: Id(103), text: Some("fast".into()), whole_word: None },
                add("detox", true),
            ],
            ..Edit::default()
        };
        let mut next = || Id(200);
        let second = changed(&first, edit, &mut next).unwrap();
        let texts: Vec<_> = second.keywords.iter().map(|k| (k.id.0, k.text.as_str(), k.whole_word)).collect();
        assert_eq!(texts, [(103, "fast", false), (200, "detox", true)]);
        assert_eq!((second.title.as_str(), second.expires_ms), ("Diets", Some(9)));
        assert!(second.is_current(8) && !second.is_current(9));
        let endless = Edit { expires: Some(Expiry::Never), ..Edit::default() };
        assert!(changed(&second, endless, &mut next).unwrap().is_current(i64::MAX));
        let strange = Edit { keywords: vec![KeywordEdit::Remove(Id(1))], ..Edit::default() };
        assert_eq!(changed(&second, strange, &mut next).unwrap_err().kind(), Kind::NotFound);
    }

    #[test]
    fn what_is_refused() {
        let good = filter("a", vec![]);
        let titled = |title: String| Edit { title: Some(title), ..Edit::default() };
        let worded = |text: String| Edit { keywords: vec![add(&text, true)], ..Edit::default() };
        let table = [
            (titled(" \u{200B}".into()), "Title can't be blank"),
            (titled("é".repeat(257)), "Title is too long (maximum is 256 characters)"),
            (Edit { places: Some(Places::default()), ..Edit::default() }, BAD_PLACES),
            (worded("\n".into()), "Keyword can't be blank"),
            (worded("é".repeat(513)), "Keyword is too long (maximum is 512 characters)"),
            (
                Edit { keywords: vec![add("a", true); 201], ..Edit::default() },
                "A filter has 200 keywords at the most",
            ),
        ];
        for (edit, told) in table {
            let problem = changed(&good, edit, &mut ids()).unwrap_err();
            assert_eq!(problem.text(), format!("Validation failed: {told}"));
        }
        assert!(changed(&good, titled("é".repeat(256)), &mut ids()).is_ok());
        assert!(changed(&good, worded("é".repeat(512)), &mut ids()).is_ok());
    }

    #[test]
    fn an_account_has_bounds() {
        assert!(check_all(&vec![filter("a", vec![]); FILTERS_MAX]).is_ok());
        assert!(check_all(&vec![filter("a", vec![]); FILTERS_MAX + 1]).is_err());
        let long = filter("a", vec![add(&"x".repeat(512), true); 128]);
        assert!(check_all(std::slice::from_ref(&long)).is_ok());
        assert!(check_all(&[long, filter("b", vec![add("y", true)])]).is_err());
        let mut naming = filter("a", vec![]);
        naming.posts.push(Named { id: Id(1), post: Id(5) });
        assert!(check_naming(&naming, Id(5)).is_err() && check_naming(&naming, Id(6)).is_ok());
        naming.posts = vec![Named { id: Id(1), post: Id(5) }; POSTS_PER_FILTER_MAX];
        assert!(check_naming(&naming, Id(6)).is_err());
    }
}
