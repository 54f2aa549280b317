//! The texts of problems in other languages. The source code has them in English, where they are made and where
//! clients compare them; here a text is found by what it says.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::{Arg, Catalogue, Lang, Message};

/// The texts, by ids that only this catalogue knows.
pub(crate) static PROBLEMS: Catalogue = Catalogue::new(
    None,
    &[
        (Lang::En, ENGLISH),
        (Lang::Es, include_str!("../problems/es.ftl")),
        (Lang::De, include_str!("../problems/de.ftl")),
    ],
);

const ENGLISH: &str = include_str!("../problems/en.ftl");
/// Texts with other texts in them that are looked into.
const DEPTH_MAX: usize = 5;
/// Between several complaints of one problem.
const BETWEEN: &str = ", ";

static KNOWN: LazyLock<Known> = LazyLock::new(Known::read);

struct Known {
    whole: HashMap<&'static str, &'static str>,
    shapes: Vec<Shape>,
}

/// A text with gaps.
struct Shape {
    id: &'static str,
    /// What is before the first gap.
    head: &'static str,
    /// Each gap's name, and what follows it.
    gaps: Vec<(&'static str, &'static str)>,
}

/// The text of a problem in another language; English where it is not known.
#[must_use]
pub fn problem_text(lang: Lang, english: &str) -> Cow<'_, str> {
    if lang == Lang::En {
        return Cow::Borrowed(english);
    }
    match said(lang, english, DEPTH_MAX) {
        Some(text) => Cow::Owned(text),
        None => {
            tracing::debug!(lang = lang.tag(), english, "a problem has no translation");
            Cow::Borrowed(english)
        }
    }
}

/// Whether a text has its translations.
#[must_use]
pub(crate) fn is_known(english: &str) -> bool {
    said(Lang::Es, english, DEPTH_MAX).is_some()
}

#[cfg(test)]
thread_local! {
    /// How many texts were looked up, for the test of how many can be.
    static LOOKED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

fn said(lang: Lang, english: &str, depth: usize) -> Option<String> {
    #[cfg(test)]
    LOOKED.with(|looked| looked.set(looked.get() + 1));
    let depth = depth.checked_sub(1)?;
    let known = &*KNOWN;
    if let Some(id) = known.whole.get(english) {
        return Some(PROBLEMS.say(id).text(lang));
    }
    // Forms end what they complain of with a full stop.
    if let Some(text) = english.strip_suffix('.').and_then(|text| said(lang, text, depth)) {
        return Some(format!("{text}."));
    }
    if let Some(text) = known.shapes.iter().find_map(|shape| shape.said(lang, english, depth)) {
        return Some(text);
    }
    several(lang, english, depth)
}

/// Several complaints at once.
fn several(lang: Lang, english: &str, depth: usize) -> Option<String> {
    if !english.contains(BETWEEN) {
        return None;
    }
    let each = english.split(BETWEEN).map(|one| said(lang, one, depth));
    Some(each.collect::<Option<Vec<_>>>()?.join(BETWEEN))
}

impl Known {
    fn read() -> Self {
        let mut known = Self { whole: HashMap::new(), shapes: Vec::new() };
        // What cannot be read is found by a test.
        let resource = parser::parse(ENGLISH).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            if let Entry::Message(message) = entry
                && let Some(shape) = message.value.as_ref().and_then(|p| Shape::of(message.id.name, p))
            {
                known.add(shape);
            }
        }
        // The most particular first: "Scheduled at .. must be" before ".. must be".
        known.shapes.sort_by_key(|shape| std::cmp::Reverse(shape.letters()));
        known
    }

    fn add(&mut self, shape: Shape) {
        if shape.gaps.is_empty() {
            self.whole.insert(shape.head, shape.id);
        } else {
            self.shapes.push(shape);
        }
    }
}

impl Shape {
    fn of(id: &'static str, pattern: &Pattern<&'static str>) -> Option<Self> {
        let mut shape = Self { id, head: "", gaps: Vec::new() };
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => match shape.gaps.last_mut() {
                    Some((_, after)) => *after = value,
                    None => shape.head = value,
                },
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => shape.gaps.push((id.name, "")),
                PatternElement::Placeable { .. } => return None,
            }
        }
        Some(shape)
    }

    fn letters(&self) -> usize {
        self.head.len() + self.gaps.iter().map(|(_, after)| after.len()).sum::<usize>()
    }

    /// The text in `lang`, if `english` has this shape.
    fn said(&self, lang: Lang, english: &str, depth: usize) -> Option<String> {
        let mut message: Message = PROBLEMS.say(self.id);
        let mut rest = english.strip_prefix(self.head)?;
        for (n, (name, after)) in self.gaps.iter().enumerate() {
            let last = n + 1 == self.gaps.len();
            let end = if last { rest.strip_suffix(after).map(str::len)? } else { rest.find(after)? };
            let inside = &rest[..end];
            if inside.is_empty() {
                return None;
            }
            let inside = match said(lang, inside, depth) {
                Some(text) => text,
                // Several complaints, of which the first fills no gap of the last.
                None if inside.contains(BETWEEN) => return None,
                None => inside.to_owned(),
            };
            message = message.with(name, Arg::Text(inside));
            rest = &rest[end + after.len()..];
        }
        Some(message.text(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_what_they_say() {
        for (english, es) in [
            ("Record not found", "No se encontró el registro"),
            (
                "Validation failed: Text can't be blank",
                "La validación falló: El texto no puede estar en blanco",
            ),
            ("Text character limit of 140 exceeded", "El texto supera el límite de 140 caracteres"),
            ("The current password is wrong.", "La contraseña actual no es correcta."),
            (
                "Validation failed: Username is reserved, Password is too short (minimum is 12 characters)",
                "La validación falló: El nombre de usuario está reservado, \
                 La contraseña es demasiado corto (mínimo: 12 caracteres)",
            ),
            ("limit is not a number", "limit no es un número"),
            ("Nobody ever said this", "Nobody ever said this"),
            ("Validation failed: ", "Validation failed: "),
            ("", ""),
        ] {
            assert_eq!(problem_text(Lang::Es, english), es);
            assert_eq!(problem_text(Lang::En, english), english);
        }
        let german = problem_text(Lang::De, "Validation failed: Text character limit of 140 exceeded");
        assert_eq!(german, "Prüfung fehlgeschlagen: Der Text überschreitet die Grenze von 140 Zeichen");
    }

    #[test]
    fn every_text_is_in_every_language_with_the_same_gaps() {
        assert_eq!(crate::check::problems_in(&PROBLEMS, &Lang::ALL), Vec::<String>::new());
        assert!(KNOWN.whole.len() > 80 && KNOWN.shapes.len() > 40);
    }

    #[test]
    fn hostile_texts_are_looked_up_in_bounded_time() {
        for end in ["", "x", "Text can't be blank"] {
            for part in ["x is invalid, ", "Validation failed: ", "Text can't be blank, "] {
                let many = part.repeat(10_000) + end;
                let looked = LOOKED.with(|looked| looked.replace(0));
                assert_eq!(looked, 0);
                drop(problem_text(Lang::Es, &many));
                let looked = LOOKED.with(|looked| looked.replace(0));
                assert!(looked < 200_000, "{looked} texts looked up for {part:?} and {end:?}");
            }
        }
    }
}
