use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};

use crate::catalogue::{Found, MARKUP, escaped, fill, missing};
use crate::times::Moment;
use crate::{Catalogue, Lang, Voice, problem_text};

/// Something to be said, in whatever language it will be asked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Message(Kind);

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    Said {
        catalogue: &'static Catalogue,
        id: &'static str,
        args: Vec<(&'static str, Arg)>,
    },
    /// Somebody's own words, or what is written the same everywhere.
    Raw(String),
    /// A problem's English text.
    Problem(String),
    Moment(Moment),
}

/// What stands in a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A count; messages choose their plural by it.
    Number(u64),
    /// Somebody's words.
    Text(String),
    /// Clean HTML; for messages with markup only.
    Html(String),
    /// Another message.
    Message(Box<Message>),
}

impl Default for Kind {
    fn default() -> Self {
        Self::Raw(String::new())
    }
}

impl Message {
    pub(crate) const fn said(catalogue: &'static Catalogue, id: &'static str) -> Self {
        Self(Kind::Said { catalogue, id, args: Vec::new() })
    }

    pub(crate) const fn moment(moment: Moment) -> Self {
        Self(Kind::Moment(moment))
    }

    /// Words that are in no catalogue: somebody's own, a name, an address.
    #[must_use]
    pub fn raw(text: impl Into<String>) -> Self {
        Self(Kind::Raw(text.into()))
    }

    /// The text of a problem, which is English in the source code and has its translations in a catalogue.
    #[must_use]
    pub fn problem(text: impl Into<String>) -> Self {
        Self(Kind::Problem(text.into()))
    }

    /// The same with an argument. Arguments of what is in no catalogue go unsaid.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToArg) -> Self {
        if let Kind::Said { args, .. } = &mut self.0 {
            args.push((name, value.to_arg()));
        }
        self
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.0, Kind::Raw(text) | Kind::Problem(text) if text.is_empty())
    }

    /// As plain text.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match &self.0 {
            Kind::Raw(text) => text.clone(),
            Kind::Problem(text) => problem_text(lang, text).into_owned(),
            Kind::Moment(moment) => moment.text(lang),
            Kind::Said { catalogue, id, args } => match catalogue.find(lang, id) {
                Found::Plain(plain) => plain.text.clone(),
                Found::Missing => missing(id),
                Found::Pattern(bundle, pattern) => {
                    fill(bundle, id, pattern, &values(args, |arg| arg.text(lang)))
                }
            },
        }
    }

    /// As HTML, for texts and for attributes.
    #[must_use]
    pub fn html(&self, lang: Lang) -> String {
        let mut out = String::new();
        // Writing into a string does not fail.
        let _ = self.write_html(lang, &mut out);
        out
    }

    /// Writes it as HTML, for texts and for attributes.
    ///
    /// # Errors
    /// When `dest` cannot be written to.
    pub fn write_html(&self, lang: Lang, dest: &mut dyn fmt::Write) -> fmt::Result {
        let Kind::Said { catalogue, id, args } = &self.0 else {
            return dest.write_str(&escaped(&self.text(lang)));
        };
        match catalogue.find(lang, id) {
            Found::Plain(plain) => dest.write_str(&plain.html),
            Found::Missing => dest.write_str(&missing(id)),
            Found::Pattern(bundle, pattern) if id.ends_with(MARKUP) => {
                dest.write_str(&fill(bundle, id, pattern, &values(args, |arg| arg.html(lang))))
            }
            Found::Pattern(bundle, pattern) => {
                dest.write_str(&escaped(&fill(bundle, id, pattern, &values(args, |arg| arg.text(lang)))))
            }
        }
    }
}

impl Arg {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Text(text) | Self::Html(text) => isolated(text).into_owned(),
            Self::Message(message) => message.text(lang),
        }
    }

    fn html(&self, lang: Lang) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Text(text) => escaped(text).into_owned(),
            Self::Html(html) => html.clone(),
            Self::Message(message) => message.html(lang),
        }
    }
}

/// Words with letters that are written from right to left, kept from turning the sentence around them.
fn isolated(text: &str) -> Cow<'_, str> {
    let rtl = |c: char| {
        matches!(u32::from(c), 0x590..=0x8ff | 0x200f | 0x202a..=0x202e | 0xfb1d..=0xfdff | 0xfe70..=0xfeff
            | 0x10800..=0x10fff | 0x1e800..=0x1efff)
    };
    if text.contains(rtl) { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { Cow::Borrowed(text) }
}

fn values(args: &[(&'static str, Arg)], say: impl Fn(&Arg) -> String) -> FluentArgs<'static> {
    let value = |arg: &Arg| match arg {
        // A double holds every count up to 2^53.
        Arg::Number(n) => FluentValue::Number(FluentNumber::from(*n)),
        arg => FluentValue::from(say(arg)),
    };
    args.iter().map(|(name, arg)| (Cow::Borrowed(*name), value(arg))).collect()
}

/// What can stand in a message; also behind references, because templates hand those on.
pub trait ToArg {
    /// As an argument.
    fn to_arg(&self) -> Arg;
}

impl<T: ToArg + ?Sized> ToArg for &T {
    fn to_arg(&self) -> Arg {
        (**self).to_arg()
    }
}

macro_rules! counts {
    ($($number:ty),*) => { $(
        impl ToArg for $number {
            /// What is below zero counts as nothing.
            fn to_arg(&self) -> Arg {
                Arg::Number(u64::try_from(*self).unwrap_or_default())
            }
        }
    )* };
}

counts! { u8, u16, u32, u64, usize, i32, i64 }

impl ToArg for str {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.to_owned())
    }
}

impl ToArg for String {
    fn to_arg(&self) -> Arg {
        Arg::Text(self.clone())
    }
}

impl ToArg for Message {
    fn to_arg(&self) -> Arg {
        Arg::Message(Box::new(self.clone()))
    }
}

impl ToArg for Arg {
    fn to_arg(&self) -> Arg {
        self.clone()
    }
}

/// `{{ message }}` in a template: in the language of the page that is drawn.
impl FastWritable for Message {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        Ok(self.write_html(Voice::of(values).lang, dest)?)
    }
}

/// What the traits of templates ask for; templates themselves write it in their own language, as above.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_html(Lang::En, f)
    }
}

impl HtmlSafe for Message {}

#[cfg(test)]
mod tests {
    use super::*;

    static SAYINGS: Catalogue = Catalogue::new(
        Some(&crate::WORDS),
        &[
            (
                Lang::En,
                "plain = Fish & \"chips\"\nposts = { $n ->\n [one] One post\n *[other] { $n } posts\n }\n\
                 by = By { $who }\nby-html = By <bdi>{ $who }</bdi>\nenglish = Only here\n",
            ),
            (
                Lang::Es,
                "plain = Pescado y «papas»\nposts = { $n ->\n [one] Una publicación\n *[other] { $n } publicaciones\n }\n\
                 by = De { $who }\nby-html = De <bdi>{ $who }</bdi>\n",
            ),
        ],
    );

    #[test]
    fn plurals_and_numbers_follow_the_language() {
        let posts = |n: u64| SAYINGS.say("posts").with("n", n);
        for (n, en, es) in [
            (0, "0 posts", "0 publicaciones"),
            (1, "One post", "Una publicación"),
            (12_345, "12,345 posts", "12\u{a0}345 publicaciones"),
        ] {
            assert_eq!((posts(n).text(Lang::En).as_str(), posts(n).text(Lang::Es).as_str()), (en, es));
        }
    }

    #[test]
    fn everything_is_escaped_but_markup_that_is_meant() {
        let hostile = "<b>\"&";
        assert_eq!(SAYINGS.say("plain").html(Lang::En), "Fish &#38; &#34;chips&#34;");
        assert_eq!(SAYINGS.say("by").with("who", hostile).html(Lang::Es), "De &#60;b&#62;&#34;&#38;");
        let said = SAYINGS.say("by-html").with("who", hostile);
        assert_eq!(said.html(Lang::En), "By <bdi>&#60;b&#62;&#34;&#38;</bdi>");
        let said = SAYINGS.say("by-html").with("who", Arg::Html("<i>x</i>".to_owned()));
        assert_eq!(said.html(Lang::En), "By <bdi><i>x</i></bdi>");
        assert_eq!(Message::raw(hostile).html(Lang::Es), "&#60;b&#62;&#34;&#38;");
    }

    #[test]
    fn what_is_missing_shows_and_breaks_nothing() {
        assert_eq!(SAYINGS.say("nothing").text(Lang::Es), "⟦nothing⟧");
        assert_eq!(SAYINGS.say("english").text(Lang::Es), "Only here");
        assert_eq!(SAYINGS.say("by").text(Lang::En), "⟦by⟧By {$who}");
        assert_eq!(SAYINGS.say("time-now").text(Lang::Es), "ahora");
        assert_eq!(SAYINGS.say("plain").text(Lang::De), "Fish & \"chips\"");
    }

    #[test]
    fn names_from_right_to_left_do_not_turn_the_sentence() {
        assert_eq!(SAYINGS.say("by").with("who", "שלום").text(Lang::En), "By \u{2068}שלום\u{2069}");
        assert_eq!(SAYINGS.say("by").with("who", "Ana").text(Lang::En), "By Ana");
    }

    #[test]
    fn messages_stand_in_messages() {
        let said = SAYINGS.say("by").with("who", SAYINGS.say("posts").with("n", 1));
        assert_eq!(said.text(Lang::Es), "De Una publicación");
        assert!(Message::default().is_empty() && !said.is_empty());
    }
}
