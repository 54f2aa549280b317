//! One person's filters compiled: all keywords in one automaton that reads a post once.

use std::collections::BTreeMap;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use base::{Id, IdMap, Ms, Outcome, Problem};
use posts::{Filtered, FilteredBy, Shown, Sieve};
use serde_json::{Value, json};

use crate::entity;
use crate::model::{Filter, Keyword};

/// One person's filters, ready to be asked.
pub(crate) struct Matcher {
    filters: Vec<Ready>,
    keywords: Option<AhoCorasick>,
    /// Of the automaton's patterns, in its order.
    patterns: Vec<Pattern>,
    /// Which filters name a post.
    posts: IdMap<Vec<usize>>,
}

/// A filter as the posts that it matches tell of it.
struct Ready {
    json: Value,
    by: FilteredBy,
    expires_ms: Option<Ms>,
}

/// Whose keyword it is, and at which ends it must not go on as a word.
struct Pattern {
    filter: usize,
    starts: bool,
    ends: bool,
}

impl Pattern {
    /// As in Mastodon, a word's boundary is asked for only where the keyword itself begins or ends with one.
    fn of(filter: usize, keyword: &Keyword) -> Self {
        let edge = |c: Option<char>| keyword.whole_word && c.is_some_and(text::is_word_char);
        let mut chars = keyword.text.chars();
        Self { filter, starts: edge(chars.clone().next()), ends: edge(chars.next_back()) }
    }

    fn fits(&self, text: &str, start: usize, end: usize) -> bool {
        let inside = |c: Option<char>| c.is_some_and(text::is_word_char);
        let before = || text.get(..start).is_some_and(|head| inside(head.chars().next_back()));
        let after = || text.get(end..).is_some_and(|tail| inside(tail.chars().next()));
        !(self.starts && before() || self.ends && after())
    }
}

/// What of a filter matched.
#[derive(Default)]
struct Hit {
    /// Where, in the folded text: the leftmost keyword.
    span: Option<(usize, usize)>,
    post: Option<Id>,
}

impl Matcher {
    /// `None` where nothing could ever match.
    pub(crate) fn new(filters: &[Filter]) -> Outcome<Option<Self>> {
        let (mut words, mut patterns) = (Vec::new(), Vec::new());
        let mut posts: IdMap<Vec<usize>> = IdMap::default();
        for (at, filter) in filters.iter().enumerate() {
            for keyword in &filter.keywords {
                words.push(text::fold_case(&keyword.text));
                patterns.push(Pattern::of(at, keyword));
            }
            filter.posts.iter().for_each(|named| posts.entry(named.post).or_default().push(at));
        }
        if words.is_empty() && posts.is_empty() {
            return Ok(None);
        }
        let keywords =
            if words.is_empty() { None } else { Some(AhoCorasick::new(&words).map_err(Problem::internal)?) };
        Ok(Some(Self { filters: filters.iter().map(Ready::of).collect(), keywords, patterns, posts }))
    }

    /// Bytes in memory, roughly.
    pub(crate) fn weight(&self) -> usize {
        let automaton = self.keywords.as_ref().map_or(0, AhoCorasick::memory_usage);
        automaton + self.filters.len() * 1_024 + self.patterns.len() * 32 + self.posts.len() * 64 + 256
    }

    /// What matches `folded`, or names one of `ids`, by filter.
    fn hits<'a>(
        &self,
        folded: impl FnOnce() -> &'a str,
        ids: [Option<Id>; 2],
        now: Ms,
    ) -> BTreeMap<usize, Hit> {
        let mut hits: BTreeMap<usize, Hit> = BTreeMap::new();
        for id in ids.into_iter().flatten() {
            for &at in self.posts.get(&id).into_iter().flatten() {
                hits.entry(at).or_default().post.get_or_insert(id);
            }
        }
        if let Some(keywords) = &self.keywords {
            let folded = folded();
            for found in keywords.find_overlapping_iter(folded) {
                let pattern = &self.patterns[found.pattern().as_usize()];
                if pattern.fits(folded, found.start(), found.end()) {
                    let span = &mut hits.entry(pattern.filter).or_default().span;
                    let here = (found.start(), found.end());
                    *span = Some(span.map_or(here, |other| other.min(here)));
                }
            }
        }
        hits.retain(|&at, _| self.filters[at].expires_ms.is_none_or(|end| end > now));
        hits
    }
}

impl Ready {
    fn of(filter: &Filter) -> Self {
        let by =
            FilteredBy { title: filter.title.as_str().into(), places: filter.places, action: filter.action };
        Self { json: entity::head(filter), by, expires_ms: filter.expires_ms }
    }
}

impl Sieve for Matcher {
    fn sift(&self, post: &Shown, boost: Option<Id>, now: Ms) -> Option<Arc<Filtered>> {
        let hits = self.hits(|| post.folded(), [Some(post.id), boost], now);
        if hits.is_empty() {
            return None;
        }
        let sought = post.sought();
        let told: Vec<Value> =
            hits.iter().map(|(&at, hit)| result(&self.filters[at], hit, &sought)).collect();
        let by = hits.keys().map(|&at| self.filters[at].by.clone()).collect();
        Some(Arc::new(Filtered { json: Value::from(told).to_string().into_bytes().into(), by }))
    }
}

/// Mastodon's `FilterResult`; keywords as they stand in the post.
fn result(filter: &Ready, hit: &Hit, sought: &str) -> Value {
    json!({
        "filter": filter.json,
        "keyword_matches": hit.span.map(|(start, end)| [text::unfolded(sought, start, end)]),
        "status_matches": hit.post.map(|id| [id]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Named;
    use crate::rules::tests::{add, filter};
    use proptest::prelude::*;

    fn matcher(keyword: &str, whole_word: bool) -> Matcher {
        Matcher::new(&[filter("t", vec![add(keyword, whole_word)])]).unwrap().unwrap()
    }

    fn matches(keyword: &str, whole_word: bool, text: &str) -> bool {
        let folded = text::fold_case(text);
        !matcher(keyword, whole_word).hits(|| &folded, [None, None], 0).is_empty()
    }

    #[test]
    fn whole_words_and_parts() {
        for (keyword, whole, part, text) in [
            ("flu", true, true, "The flu."),
            ("flu", false, true, "influenza"),
            ("FLU", true, true, "(Flu)"),
            ("grün", true, true, "GRÜN!"),
            ("gr", false, true, "grün"),
            ("straße", true, true, "die STRASSE"),
            ("#hcsm", true, true, "see #HCSM now"),
            ("#hcsm", false, true, "see#hcsmeu"),
            ("#hcsm", true, true, "see#hcsm"),
            ("c++", true, true, "c++11"),
            ("covid", false, true, "covid19 long_covid"),
            ("covid", true, true, "covid-19"),
            ("vaccine", false, true, "vaccine\u{301}"),
            ("ワクチン", false, true, "新ワクチン接種"),
            ("a b", true, true, "x a b y"),
            ("a b", false, false, "a  b"),
            (":-(", true, true, "sad:-(("),
        ] {
            assert_eq!(matches(keyword, true, text), whole, "{keyword} as a word in {text}");
            assert_eq!(matches(keyword, false, text), part, "{keyword} in {text}");
        }
    }

    #[test]
    fn a_word_that_fits_is_found_behind_one_that_does_not() {
        assert!(matches("flu", true, "influenza flu"));
        assert!(matches("aa", true, "aaa aa"));
    }

    #[test]
    fn what_has_ended_or_has_nothing_matches_nothing() {
        let mut ending = filter("t", vec![add("flu", true)]);
        ending.expires_ms = Some(10);
        let ready = Matcher::new(&[ending]).unwrap().unwrap();
        assert_eq!(ready.hits(|| "flu", [None, None], 9).len(), 1);
        assert_eq!(ready.hits(|| "flu", [None, None], 10).len(), 0);
        assert!(
            Matcher::new(&[]).unwrap().is_none() && Matcher::new(&[filter("t", vec![])]).unwrap().is_none()
        );
    }

    #[test]
    fn posts_that_are_named() {
        let mut naming = filter("t", vec![]);
        naming.posts.push(Named { id: Id(1), post: Id(5) });
        let ready = Matcher::new(&[filter("u", vec![add("x", true)]), naming]).unwrap().unwrap();
        for (ids, found) in
            [([Some(Id(5)), None], 1), ([Some(Id(4)), Some(Id(5))], 1), ([Some(Id(4)), None], 0)]
        {
            let hits = ready.hits(|| "", ids, 0);
            assert_eq!(hits.len(), found);
            assert!(hits.get(&1).is_none_or(|hit| hit.post == Some(Id(5))));
        }
    }

    #[test]
    fn results_tell_what_stands_in_the_post() {
        let ready = matcher("strasse", true);
        let sought = "Die STRAßE ist zu";
        let folded = text::fold_case(sought);
        let hits = ready.hits(|| &folded, [None, None], 0);
        let told = result(&ready.filters[0], &hits[&0], sought);
        assert_eq!(told["keyword_matches"], json!(["STRAßE"]));
        assert_eq!((&told["status_matches"], &told["filter"]["title"]), (&Value::Null, &json!("t")));
    }

    /// What a reader of the definition would write: every place, one after the other.
    fn plainly(keyword: &str, whole: bool, text: &str) -> bool {
        let (keyword, text) = (text::fold_case(keyword), text::fold_case(text));
        let word = |c: Option<char>| whole && c.is_some_and(text::is_word_char);
        text.char_indices().any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            let Some(after) = rest.strip_prefix(keyword.as_str()) else { return false };
            let starts = word(keyword.chars().next()) && word(before.chars().next_back());
            let ends = word(keyword.chars().next_back()) && word(after.chars().next());
            !(starts || ends)
        })
    }

    proptest! {
        #[test]
        fn it_agrees_with_the_definition(keyword in "[aAß# -]{1,3}", whole: bool, text in "[aAß# sé-]{0,16}") {
            prop_assume!(!text::is_blank(&keyword) && keyword.trim() == keyword);
            prop_assert_eq!(matches(&keyword, whole, &text), plainly(&keyword, whole, &text));
        }
    }
}
