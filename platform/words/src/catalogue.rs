use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::{Lang, Message, grouped};

/// Begins what is shown where a message is missing; its id follows. Tests look for it.
pub const MISSING: char = '⟦';
const MISSING_END: char = '⟧';
/// Ids of messages with markup end so.
pub(crate) const MARKUP: &str = "-html";

/// The messages of one crate in every language, read once, when the first is asked for.
pub struct Catalogue {
    parent: Option<&'static Self>,
    sources: &'static [(Lang, &'static str)],
    tables: OnceLock<[Table; Lang::ALL.len()]>,
}

/// The messages of one language.
struct Table {
    /// Those that always say the same, which are most.
    plain: HashMap<String, Plain>,
    bundle: FluentBundle<FluentResource>,
}

/// A message that always says the same.
pub(crate) struct Plain {
    pub(crate) text: String,
    /// The same escaped; or with its markup.
    pub(crate) html: String,
}

/// What is known by an id.
pub(crate) enum Found<'a> {
    Plain(&'a Plain),
    Pattern(&'a FluentBundle<FluentResource>, &'a Pattern<&'a str>),
    Missing,
}

impl Catalogue {
    /// A catalogue of these sources; what is not in it is looked for in `parent`.
    #[must_use]
    pub const fn new(parent: Option<&'static Self>, sources: &'static [(Lang, &'static str)]) -> Self {
        Self { parent, sources, tables: OnceLock::new() }
    }

    /// The message with this id.
    #[must_use]
    pub const fn say(&'static self, id: &'static str) -> Message {
        Message::said(self, id)
    }

    pub(crate) fn parent(&self) -> Option<&'static Self> {
        self.parent
    }

    pub(crate) fn sources(&self) -> &'static [(Lang, &'static str)] {
        self.sources
    }

    /// The message in this language, else in English, where every message is.
    pub(crate) fn find(&self, lang: Lang, id: &str) -> Found<'_> {
        match self.find_in(lang, id) {
            Found::Missing => {
                tracing::error!(id, lang = lang.tag(), "a message is missing");
                self.find_in(Lang::En, id)
            }
            found => found,
        }
    }

    fn find_in(&self, lang: Lang, id: &str) -> Found<'_> {
        match (self.table(lang).find(id), self.parent) {
            (Found::Missing, Some(parent)) => parent.find_in(lang, id),
            (found, _) => found,
        }
    }

    fn table(&self, lang: Lang) -> &Table {
        let tables = self.tables.get_or_init(|| Lang::ALL.map(|lang| Table::read(lang, self.sources)));
        &tables[lang.index()]
    }
}

/// A catalogue is itself only.
impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").finish_non_exhaustive()
    }
}

impl Table {
    fn read(lang: Lang, sources: &[(Lang, &'static str)]) -> Self {
        let mut table = Self { plain: HashMap::new(), bundle: bundle(lang) };
        for (_, source) in sources.iter().filter(|(of, _)| *of == lang) {
            table.add(lang, source);
        }
        table
    }

    fn add(&mut self, lang: Lang, source: &str) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, errors)| {
            // Checked by tests; what could be read is used.
            tracing::error!(lang = lang.tag(), ?errors, "a catalogue has mistakes");
            partial
        });
        for entry in resource.entries() {
            if let Entry::Message(message) = entry
                && let Some(text) = message.value.as_ref().and_then(plain)
            {
                self.plain.insert(message.id.name.to_owned(), Plain::new(message.id.name, text));
            }
        }
        if let Err(errors) = self.bundle.add_resource(resource) {
            tracing::error!(lang = lang.tag(), ?errors, "a message is in a catalogue twice");
        }
    }

    fn find(&self, id: &str) -> Found<'_> {
        if let Some(plain) = self.plain.get(id) {
            return Found::Plain(plain);
        }
        match self.bundle.get_message(id).and_then(|message| message.value()) {
            Some(pattern) => Found::Pattern(&self.bundle, pattern),
            None => Found::Missing,
        }
    }
}

impl Plain {
    fn new(id: &str, text: String) -> Self {
        let html = if id.ends_with(MARKUP) { text.clone() } else { escaped(&text).into_owned() };
        Self { text, html }
    }
}

/// What is shown where there is no such message.
pub(crate) fn missing(id: &str) -> String {
    format!("{MISSING}{id}{MISSING_END}")
}

/// A pattern with its arguments filled in.
pub(crate) fn fill(
    bundle: &FluentBundle<FluentResource>,
    id: &str,
    pattern: &Pattern<&str>,
    args: &FluentArgs<'_>,
) -> String {
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(id, ?errors, "a message lacks something");
        return format!("{}{text}", missing(id));
    }
    text
}

/// Text safe in HTML and in its attributes.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => out.push_str("&#60;"),
            '>' => out.push_str("&#62;"),
            '&' => out.push_str("&#38;"),
            '"' => out.push_str("&#34;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    // A tag of two letters is always a language; if it were not, plurals would follow the root's rule.
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Arguments are isolated by ourselves, and only where they need it.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| number(Lang::En, value),
        Lang::Es => |value, _| number(Lang::Es, value),
        Lang::De => |value, _| number(Lang::De, value),
    }));
    bundle
}

fn number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value >= 0.0 && n.value.fract() == 0.0 => {
            Some(grouped(lang, n.value as u64))
        }
        _ => None,
    }
}

/// The text of a pattern without placeables.
fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some((*value).to_owned()),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(text).collect()
}
