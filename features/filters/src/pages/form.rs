//! The form of a filter: filled in, and read.

use base::{Ms, Outcome, Problem, SECOND_MS};
use posts::{FilterAction, Place, Places};
use ui::FieldErrors;
use web::{Params, at};

use super::end_text;
use crate::WORDS;
use crate::model::{Edit, Expiry, Filter, Keyword, KeywordEdit};
use crate::rules::{BAD_PLACES, KEYWORDS_PER_FILTER_MAX};
use crate::templates::{ENDINGS, FilterForm, Word};
use ui::Message;

/// Empty lines for further words.
const EMPTY_LINES: usize = 3;

/// The form as the filter is now.
pub(super) fn filled(filter: &Filter, now: Ms) -> FilterForm {
    let word = |keyword: &Keyword| Word {
        id: keyword.id.to_string(),
        text: keyword.text.clone(),
        whole: keyword.whole_word,
    };
    FilterForm {
        title: filter.title.clone(),
        words: with_empty(filter.keywords.iter().map(word).collect()),
        places: filter.places,
        action: filter.action,
        ends: filter.expires_ms.map_or("", |_| "keep").to_owned(),
        ends_now: filter.expires_ms.map(|end| end_text(end, now)),
        posts: filter.posts.len(),
    }
}

pub(super) fn with_empty(mut words: Vec<Word>) -> Vec<Word> {
    let empty = Word { id: String::new(), text: String::new(), whole: true };
    words.extend(std::iter::repeat_n(empty, EMPTY_LINES));
    words
}

/// The lines of words that were sent.
fn lines(params: &Params) -> Outcome<Vec<Word>> {
    let text = |name: String| Ok::<_, Problem>(params.text(&name)?.unwrap_or_default().to_owned());
    let line = |n: usize| {
        let whole = params.is_set(&format!("whole_{n}"))?;
        Ok(Word { id: text(format!("keyword_id_{n}"))?, text: text(format!("keyword_{n}"))?, whole })
    };
    let most = KEYWORDS_PER_FILTER_MAX + EMPTY_LINES;
    (0..most).take_while(|n| params.has(&format!("keyword_{n}"))).map(line).collect()
}

fn places(params: &Params) -> Outcome<Places> {
    Place::NAMED.into_iter().try_fold(Places::default(), |all, place| {
        let ticked = params.is_set(&format!("context_{}", place.name()))?;
        Ok(if ticked { all.with(place) } else { all })
    })
}

fn action(params: &Params) -> Outcome<FilterAction> {
    Ok(params.filled("filter_action")?.and_then(FilterAction::parse).unwrap_or_default())
}

/// The form as it was sent, for its author to mend.
pub(super) fn entered(params: &Params, old: Option<&Filter>, now: Ms) -> Outcome<FilterForm> {
    Ok(FilterForm {
        title: params.text("title")?.unwrap_or_default().to_owned(),
        words: lines(params)?,
        places: places(params)?,
        action: action(params)?,
        ends: params.text("ends")?.unwrap_or_default().to_owned(),
        ends_now: old.and_then(|filter| filter.expires_ms).map(|end| end_text(end, now)),
        posts: old.map_or(0, |filter| filter.posts.len()),
    })
}

/// What the form wants. A line that was emptied takes its word away.
pub(super) fn edit(params: &Params, now: Ms) -> Outcome<Edit> {
    let word = |line: Word| {
        let empty = text::is_blank(&line.text);
        match line.id.as_str() {
            "" if empty => None,
            "" => Some(Ok(KeywordEdit::Add { text: line.text, whole_word: line.whole })),
            id if empty => Some(at(id).map(KeywordEdit::Remove)),
            id => Some(at(id).map(|id| KeywordEdit::Change {
                id,
                text: Some(line.text),
                whole_word: Some(line.whole),
            })),
        }
    };
    let seconds = params.text("ends")?.unwrap_or_default();
    let known = ENDINGS.iter().any(|(value, _)| *value == seconds);
    let expires = known.then(|| match seconds.parse::<i64>() {
        Ok(seconds) => Expiry::At(now + seconds * SECOND_MS),
        Err(_) => Expiry::Never,
    });
    Ok(Edit {
        title: Some(params.text("title")?.unwrap_or_default().to_owned()),
        places: Some(places(params)?),
        action: Some(action(params)?),
        expires,
        keywords: lines(params)?.into_iter().filter_map(word).collect::<Outcome<_>>()?,
    })
}

/// What was wrong, beside its field, in the words of the form.
pub(super) fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.complaint();
    let (field, text) = match told {
        BAD_PLACES => ("context_home", WORDS.say("filter-no-place")),
        "Title can't be blank" => ("title", WORDS.say("filter-no-name")),
        _ if told.contains("eyword") => ("keyword_0", Message::problem(told)),
        _ => ("title", Message::problem(told)),
    };
    FieldErrors::one(field, text)
}

#[cfg(test)]
mod tests {
    use base::Id;

    use super::*;
    use crate::rules::tests::add;

    fn sent(form: &str) -> Params {
        Params::from_urlencoded(form.as_bytes()).unwrap()
    }

    #[test]
    fn the_form_is_an_edit() {
        let params = sent(
            "title=T&keyword_id_0=7&keyword_0=a&whole_0=1&keyword_id_1=8&keyword_1=+&keyword_id_2=&keyword_2=new\
            &keyword_id_3=&keyword_3=&context_thread=1&filter_action=blur&ends=1800",
        );
        let edit = edit(&params, 5).unwrap();
        let change = KeywordEdit::Change { id: Id(7), text: Some("a".into()), whole_word: Some(true) };
        assert_eq!(edit.keywords, [change, KeywordEdit::Remove(Id(8)), add("new", false)]);
        assert!(edit.places.unwrap().named().eq([Place::Thread]));
        assert_eq!((edit.action, edit.expires), (Some(FilterAction::Blur), Some(Expiry::At(1_800_005))));
        let again = entered(&params, None, 0).unwrap();
        assert_eq!((again.words.len(), again.ends.as_str(), again.title.as_str()), (4, "1800", "T"));
    }

    #[test]
    fn ends() {
        for (value, expires) in [("keep", None), ("", Some(Expiry::Never)), ("5", None), ("x", None)] {
            assert_eq!(edit(&sent(&format!("ends={value}")), 0).unwrap().expires, expires, "{value}");
        }
    }

    #[test]
    fn complaints_stand_beside_their_fields() {
        for (text, field) in [
            (BAD_PLACES, "context_home"),
            ("Title can't be blank", "title"),
            ("Keyword is too long (maximum is 512 characters)", "keyword_0"),
            ("Your filters have too many keywords", "keyword_0"),
            ("You can have 100 filters at the most", "title"),
        ] {
            assert!(complaint(&Problem::invalid(text)).of(field).is_some(), "{text}");
        }
    }
}
