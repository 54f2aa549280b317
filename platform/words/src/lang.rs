/// A language that this server speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English, the language of the source code.
    #[default]
    En,
    /// Spanish.
    Es,
    /// German: the texts of problems only, for clients that ask for it.
    De,
}

/// In which direction a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dir {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// Longest `Accept-Language` that is looked at.
const HEADER_BYTES_MAX: usize = 512;
/// Languages with codes of two letters that are written from right to left.
const RIGHT_TO_LEFT: [&str; 10] = ["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];

impl Lang {
    /// Every language.
    pub const ALL: [Self; 3] = [Self::En, Self::Es, Self::De];
    /// The languages that pages are written in.
    pub const PAGES: [Self; 2] = [Self::En, Self::Es];

    /// The BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::De => "de",
        }
    }

    /// What the language calls itself.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Es => "Español",
            Self::De => "Deutsch",
        }
    }

    /// In which direction it is written.
    #[must_use]
    pub fn dir(self) -> Dir {
        Dir::of(self.tag())
    }

    /// The language of a tag, whatever the region: `es-MX` is Spanish.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(primary))
    }

    /// The same, of those that pages are written in.
    #[must_use]
    pub fn of_pages(tag: &str) -> Option<Self> {
        Self::parse(tag).filter(|lang| Self::PAGES.contains(lang))
    }

    /// The language for pages that a browser likes best (`Accept-Language`, RFC 9110), if there is one.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        if header.len() > HEADER_BYTES_MAX {
            return None;
        }
        let mut best: Option<(Self, u16)> = None;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = weight(parameters);
            let better = weight > best.map_or(0, |(_, weight)| weight);
            if let Some(lang) = Self::of_pages(tag).filter(|_| better) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }

    pub(crate) const fn index(self) -> usize {
        match self {
            Self::En => 0,
            Self::Es => 1,
            Self::De => 2,
        }
    }
}

impl Dir {
    /// The direction of a BCP 47 tag: by its script where it names one, else by its language.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
        let script = subtags.find(|subtag| subtag.len() == 4 && subtag.chars().all(char::is_alphabetic));
        let rtl = match script {
            Some(script) => {
                ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"].contains(&&*script.to_ascii_lowercase())
            }
            None => RIGHT_TO_LEFT.contains(&&*primary),
        };
        if rtl { Self::Rtl } else { Self::Ltr }
    }

    /// The value of HTML's `dir`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// `q=0.8` in thousandths; what cannot be read is 0, what is not said 1.
fn weight(parameters: &str) -> u16 {
    let Some(value) = parameters.split(';').find_map(|p| p.trim().strip_prefix("q=")) else { return 1_000 };
    let (whole, part) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" => 1_000,
        "0" => format!("{part:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_what_they_like_best() {
        for (header, lang) in [
            ("es", Some(Lang::Es)),
            ("es-MX,es;q=0.9,en;q=0.8", Some(Lang::Es)),
            ("en;q=0.5, es-419;q=0.7", Some(Lang::Es)),
            ("fr, en-GB;q=0.3", Some(Lang::En)),
            ("fr, de", None),
            ("es;q=0, en;q=0.001", Some(Lang::En)),
            ("es;q=0", None),
            ("es;q=x, en;q=0.1", Some(Lang::En)),
            ("es;q=0.12345", None),
            ("*", None),
            ("", None),
            (",;q=,=;", None),
        ] {
            assert_eq!(Lang::accepted(header), lang, "{header}");
        }
        assert_eq!(Lang::accepted(&"es,".repeat(1_000)), None);
    }

    #[test]
    fn tags_are_read_whatever_the_region() {
        assert_eq!(Lang::parse("ES-mx"), Some(Lang::Es));
        assert_eq!(Lang::parse("de_AT"), Some(Lang::De));
        assert_eq!((Lang::parse("e"), Lang::of_pages("de")), (None, None));
        for lang in Lang::ALL {
            assert_eq!(Lang::parse(lang.tag()), Some(lang));
            assert_eq!(Lang::ALL[lang.index()], lang);
        }
    }

    #[test]
    fn scripts_decide_the_direction() {
        for (tag, dir) in [
            ("ar", "rtl"),
            ("fa-IR", "rtl"),
            ("he", "rtl"),
            ("en", "ltr"),
            ("az-Arab", "rtl"),
            ("ks-Deva", "ltr"),
            ("", "ltr"),
        ] {
            assert_eq!(Dir::of(tag).name(), dir, "{tag}");
        }
    }
}
