//! Queries as expressions of FTS5. Only folded words and marks get into an expression, each in quotation marks, so
//! nothing that people write is ever taken for its syntax.

use base::{Bucket, Id};

use crate::query::{Has, Is, Place, Query, What};
use crate::words::{Wanted, stored_name, wanted};

/// What is known of a post apart from its words, as one more entry. It begins with a character that no word holds.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mark<'a> {
    /// Every post.
    Post,
    /// Anyone may find it.
    Public,
    /// Its author.
    Author(Id),
    /// Its author and those it mentions: they find it whatever its visibility.
    Concerns(Id),
    Tag(&'a str),
    Language(&'a str),
    Reply,
    Sensitive,
    Link,
    Media,
    Poll,
    /// `image`, `video`, ..
    Kind(&'a str),
}

impl Mark<'_> {
    pub(crate) fn entry(&self) -> String {
        let own = match *self {
            Self::Post => "d".to_owned(),
            Self::Public => "p".to_owned(),
            Self::Author(id) => format!("a{id}"),
            Self::Concerns(id) => format!("c{id}"),
            Self::Tag(key) => format!("t{}", key.replace('_', "\u{E001}")),
            Self::Language(code) => format!("l{}", code.replace('-', "\u{E001}").to_lowercase()),
            Self::Reply => "r".to_owned(),
            Self::Sensitive => "s".to_owned(),
            Self::Link => "u".to_owned(),
            Self::Media => "m".to_owned(),
            Self::Poll => "v".to_owned(),
            Self::Kind(kind) => format!("k{kind}"),
        };
        format!("\u{E000}{own}")
    }

    fn term(&self) -> String {
        format!("\"{}\"", self.entry())
    }
}

/// A query for one viewer, ready for the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Terms {
    /// What must hold, joined; may be empty.
    holds: Vec<String>,
    /// What must not.
    lacks: Vec<String>,
    /// Bounds of ids, exclusive.
    pub(crate) above: i64,
    pub(crate) below: i64,
    /// Spans of ids that are left out: from, to before.
    pub(crate) without: Vec<(i64, i64)>,
    /// Where to look; everywhere if `None`.
    pub(crate) place: Option<Place>,
}

impl Terms {
    /// Translates a query, for posts of `by` alone if that is given; `author` gives the account of a name. `None` if
    /// nothing can be found.
    pub(crate) fn of(query: &Query, by: Option<Id>, author: impl Fn(&str) -> Option<Id>) -> Option<Self> {
        let mut terms = Self {
            holds: by.map(|by| Mark::Author(by).term()).into_iter().collect(),
            lacks: Vec::new(),
            above: -1,
            below: i64::MAX,
            without: Vec::new(),
            place: None,
        };
        for clause in &query.clauses {
            let term = match &clause.what {
                What::Words(words) => phrase(&wanted(words)),
                What::Tag(key) => Mark::Tag(key).term(),
                What::Language(code) => Mark::Language(code).term(),
                What::Has(has) => attached(*has),
                What::Is(Is::Reply) => Mark::Reply.term(),
                What::Is(Is::Sensitive) => Mark::Sensitive.term(),
                What::From(name) => match (author(name), clause.negated) {
                    (Some(id), _) => Mark::Author(id).term(),
                    (None, true) => continue,
                    (None, false) => return None,
                },
                What::Between(from, to) => {
                    terms.bound(*from, *to, clause.negated);
                    continue;
                }
                What::In(place) => {
                    terms.place = Some(if clause.negated { other(*place) } else { *place });
                    continue;
                }
            };
            if clause.negated { &mut terms.lacks } else { &mut terms.holds }.push(term);
        }
        (terms.above < terms.below).then_some(terms)
    }

    fn bound(&mut self, from: i64, to: i64, negated: bool) {
        let id = |ms| Id::new(ms, Bucket::of(0), 0).0;
        if negated {
            self.without.push((id(from), id(to)));
        } else {
            self.above = self.above.max(id(from) - 1);
            self.below = self.below.min(id(to));
        }
    }

    /// Whether a post lies in a span that is left out.
    pub(crate) fn leaves_out(&self, id: Id) -> bool {
        self.without.iter().any(|&(from, to)| (from..to).contains(&id.0))
    }
}

fn other(place: Place) -> Place {
    match place {
        Place::Library => Place::Public,
        Place::Public => Place::Library,
    }
}

fn attached(has: Has) -> String {
    match has {
        Has::Media => Mark::Media.term(),
        Has::Image => Mark::Kind("image").term(),
        Has::Video => format!("({} OR {})", Mark::Kind("video").term(), Mark::Kind("gifv").term()),
        Has::Audio => Mark::Kind("audio").term(),
        Has::Poll => Mark::Poll.term(),
        Has::Link => Mark::Link.term(),
    }
}

/// Words that stand together. A beginning can only be the last of a phrase, so it ends one.
fn phrase(words: &[Wanted]) -> String {
    let (mut parts, mut open) = (Vec::new(), Vec::new());
    for word in words {
        match word {
            Wanted::Entry(word) => open.push(word.as_str()),
            Wanted::Beginning(start) => {
                open.push(start);
                parts.push(format!("\"{}\" *", open.join(" ")));
                open.clear();
            }
        }
    }
    if !open.is_empty() {
        parts.push(format!("\"{}\"", open.join(" ")));
    }
    format!("({})", parts.join(" AND "))
}

/// Whose eyes an expression is for.
pub(crate) enum Eyes {
    /// What everybody may find.
    Public,
    /// What concerns this account.
    Concerned(Id),
    /// Either.
    Both(Id),
    /// Whatever it is: the ids are checked by the caller.
    Any,
}

/// The expression that finds posts.
pub(crate) fn post_expression(terms: &Terms, eyes: &Eyes) -> String {
    let public = Mark::Public.term();
    let concerned = |id| Mark::Concerns(id).term();
    let mut all = terms.holds.clone();
    match *eyes {
        Eyes::Public => all.push(public),
        Eyes::Concerned(me) => all.push(concerned(me)),
        Eyes::Both(me) => all.push(format!("({public} OR {})", concerned(me))),
        Eyes::Any if all.is_empty() => all.push(Mark::Post.term()),
        Eyes::Any => {}
    }
    let mut expression = format!("({})", all.join(" AND "));
    for term in &terms.lacks {
        expression = format!("({expression} NOT {term})");
    }
    expression
}

/// The expression that finds people: every word begins one of their names. `None` if there is no word.
pub(crate) fn name_expression(query: &str) -> Option<String> {
    let words = stored_name(query);
    let terms: Vec<String> = words.iter().take(NAME_WORDS_MAX).map(|word| format!("\"{word}\" *")).collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// Words of a name that are heeded.
const NAME_WORDS_MAX: usize = 8;
