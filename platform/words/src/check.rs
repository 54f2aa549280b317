//! What every catalogue must be, as a check that tests call and that the server makes when it starts.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::catalogue::MARKUP;
use crate::{Catalogue, Lang};

/// One language's messages: what each needs and how it is marked up.
type Messages = BTreeMap<String, Shape>;

/// The argument that plurals are chosen by; languages that need none may leave it out.
const COUNT: &str = "n";

#[derive(Default, PartialEq, Eq)]
struct Shape {
    variables: BTreeSet<String>,
    tags: Vec<String>,
    literals: String,
}

/// Everything that is wrong with a catalogue: what cannot be read, is there twice, lacks in one of the pages'
/// languages, needs other arguments or has other markup there than in English, or hides a message of its parent's.
#[must_use]
pub fn problems(catalogue: &Catalogue) -> Vec<String> {
    problems_in(catalogue, &Lang::PAGES)
}

/// Whether the text of a problem has its translations.
#[must_use]
pub fn is_problem_known(english: &str) -> bool {
    crate::problems::is_known(english)
}

/// The same for a catalogue in these languages.
pub(crate) fn problems_in(catalogue: &Catalogue, langs: &[Lang]) -> Vec<String> {
    let mut out = Vec::new();
    let english = messages(catalogue, Lang::En, &mut out);
    for lang in langs.iter().copied().filter(|lang| *lang != Lang::En) {
        let other = messages(catalogue, lang, &mut out);
        compare(lang, &english, &other, &mut out);
    }
    let shared = catalogue.parent().map(ids).unwrap_or_default();
    let hiding = english.keys().filter(|id| shared.contains(*id));
    out.extend(hiding.map(|id| format!("{id} hides a message that all may use")));
    out
}

/// The ids of a catalogue and of those that it builds on.
#[must_use]
pub fn ids(catalogue: &Catalogue) -> BTreeSet<String> {
    let mut all = own_ids(catalogue);
    if let Some(parent) = catalogue.parent() {
        all.extend(ids(parent));
    }
    all
}

/// The ids of a catalogue itself.
#[must_use]
pub fn own_ids(catalogue: &Catalogue) -> BTreeSet<String> {
    messages(catalogue, Lang::En, &mut Vec::new()).into_keys().collect()
}

fn compare(lang: Lang, english: &Messages, other: &Messages, out: &mut Vec<String>) {
    let tag = lang.tag();
    for (id, shape) in english {
        match other.get(id) {
            None => out.push(format!("{id} is not in {tag}")),
            Some(theirs) if theirs.variables != shape.variables => {
                out.push(format!("{id} has other arguments in {tag}"));
            }
            Some(theirs) if theirs.tags != shape.tags => {
                out.push(format!("{id} has other markup in {tag}"));
            }
            Some(_) => {}
        }
    }
    let strays = other.keys().filter(|id| !english.contains_key(*id));
    out.extend(strays.map(|id| format!("{id} is in {tag} only")));
}

fn messages(catalogue: &Catalogue, lang: Lang, out: &mut Vec<String>) -> Messages {
    let mut all = Messages::new();
    for (_, source) in catalogue.sources().iter().filter(|(of, _)| *of == lang) {
        read(lang, source, &mut all, out);
    }
    all
}

fn read(lang: Lang, source: &str, all: &mut Messages, out: &mut Vec<String>) {
    let tag = lang.tag();
    let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
        out.extend(errors.iter().map(|error| format!("{tag}: {error:?}")));
        resource
    });
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name.to_owned();
        let mut shape = Shape::default();
        match &message.value {
            Some(pattern) => walk(pattern, &mut shape),
            None => out.push(format!("{tag}: {id} says nothing")),
        }
        shape.tags = tags(&shape.literals);
        if !id.ends_with(MARKUP) && !shape.tags.is_empty() {
            out.push(format!("{tag}: {id} has markup, so its id must end in {MARKUP}"));
        }
        shape.literals.clear();
        if all.insert(id.clone(), shape).is_some() {
            out.push(format!("{tag}: {id} is there twice"));
        }
    }
}

/// Of a choice, the markup of the last variant stands for all: it is the one for "other".
fn walk(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => shape.literals.push_str(value),
            PatternElement::Placeable { expression } => walk_expression(expression, shape),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, shape),
        Expression::Select { selector, variants } => {
            walk_inline(selector, shape);
            let before = shape.literals.clone();
            for variant in variants {
                shape.literals.clone_from(&before);
                walk(&variant.value, shape);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        // Not every language has something to choose by a number where another has.
        InlineExpression::VariableReference { id } if id.name == COUNT => {}
        InlineExpression::VariableReference { id } => {
            shape.variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, shape),
        _ => {}
    }
}

/// The names of the tags, in order of the alphabet, because languages order their sentences otherwise.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = text
        .match_indices('<')
        .map(|(at, _)| {
            text[at..].chars().take_while(|c| !c.is_whitespace() && *c != '>' && *c != '{').collect()
        })
        .collect();
    tags.sort();
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    static GOOD: Catalogue = Catalogue::new(
        Some(&crate::WORDS),
        &[
            (
                Lang::En,
                "a = { $n ->\n [one] One\n *[other] { $n }\n }\nb-html = <b>{ $who }</b> & <i>x</i>\n",
            ),
            (Lang::Es, "a = { $n }\nb-html = <i>x</i> <b>{ $who }</b>\n"),
        ],
    );
    static BAD: Catalogue = Catalogue::new(
        Some(&crate::WORDS),
        &[
            (
                Lang::En,
                "same = { $a } { $m }\nonly = x\ntwice = x\ntwice = y\nmark = <b>x</b>\ntime-now = x\nm-html = <b>x</b>\n",
            ),
            (
                Lang::Es,
                "same = { $a }\nextra = x\ntwice = x\nmark = <b>x</b>\ntime-now = x\n= \nm-html = x\n",
            ),
        ],
    );

    #[test]
    fn the_words_of_all_are_complete() {
        assert_eq!(problems(&crate::WORDS), Vec::<String>::new());
    }

    #[test]
    fn sound_catalogues_pass() {
        assert_eq!(problems(&GOOD), Vec::<String>::new());
        assert!(ids(&GOOD).contains("time-now") && !own_ids(&GOOD).contains("time-now"));
    }

    #[test]
    fn every_fault_is_found() {
        let found = problems(&BAD).join("\n");
        for fault in [
            "only is not in es",
            "extra is in es only",
            "same has other arguments in es",
            "m-html has other markup in es",
            "en: twice is there twice",
            "en: mark has markup",
            "time-now hides",
            "es: ParserError",
        ] {
            assert!(found.contains(fault), "{fault}: {found}");
        }
    }
}
