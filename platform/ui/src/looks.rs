//! How somebody wants pages to look: attributes of the page that the style sheet reads, and what is opened at once.

/// The chosen looks. What is empty is as the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Looks {
    /// `light` or `dark`.
    pub theme: &'static str,
    /// `more`.
    pub contrast: &'static str,
    /// `small`, `large` or `larger`.
    pub size: &'static str,
    /// `less`.
    pub motion: &'static str,
    /// Of pictures: `show_all` shows those too that are marked sensitive, `hide_all` covers all.
    pub media: &'static str,
    /// Of posts with a warning: `open` shows them at once.
    pub warnings: &'static str,
}

/// What can be chosen, by the names of the form's fields, in the order of [`Looks::token`].
pub const LOOKS: [(&str, &[&str]); 6] = [
    ("theme", &["", "light", "dark"]),
    ("contrast", &["", "more"]),
    ("size", &["", "small", "large", "larger"]),
    ("motion", &["", "less"]),
    ("media", &["", "show_all", "hide_all"]),
    ("warnings", &["", "open"]),
];

/// Bytes of a token at the most.
pub const LOOKS_BYTES_MAX: usize = 64;

impl Looks {
    /// From what [`Looks::token`] wrote; what is not known is as the device says.
    #[must_use]
    pub fn parse(token: &str) -> Self {
        let mut words = token.split('.');
        Self::chosen(|_| words.next().unwrap_or_default().to_owned())
    }

    /// By what is said of each field, asked in the order of [`LOOKS`].
    #[must_use]
    pub fn chosen(mut said: impl FnMut(&'static str) -> String) -> Self {
        let [theme, contrast, size, motion, media, warnings] = LOOKS.map(|(name, known)| {
            let word = said(name);
            known.iter().copied().find(|one| *one == word).unwrap_or_default()
        });
        Self { theme, contrast, size, motion, media, warnings }
    }

    /// All of it in a few letters, fit for a cookie.
    #[must_use]
    pub fn token(&self) -> String {
        self.words().join(".")
    }

    /// In the order of [`LOOKS`].
    #[must_use]
    pub fn words(&self) -> [&'static str; 6] {
        [self.theme, self.contrast, self.size, self.motion, self.media, self.warnings]
    }

    /// Attributes of the page, each with a blank before it.
    #[must_use]
    pub fn attributes(&self) -> String {
        let styled = LOOKS.iter().zip(self.words()).take(4).filter(|(_, word)| !word.is_empty());
        styled.map(|((name, _), word)| format!(" data-{name}=\"{word}\"")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_go_there_and_back() {
        let looks = Looks { theme: "dark", size: "larger", warnings: "open", ..Looks::default() };
        assert_eq!(looks.token(), "dark..larger...open");
        assert_eq!(Looks::parse(&looks.token()), looks);
        assert_eq!(looks.attributes(), " data-theme=\"dark\" data-size=\"larger\"");
        let longest: Vec<&str> =
            LOOKS.iter().map(|(_, words)| *words.iter().max_by_key(|w| w.len()).unwrap()).collect();
        assert!(longest.join(".").len() <= LOOKS_BYTES_MAX);
    }

    #[test]
    fn nothing_unknown_gets_into_a_page() {
        for token in ["", "\"><script>", "blue.very.huge.none", "dark\" onload=\"x"] {
            assert_eq!(Looks::parse(token), Looks::default(), "{token}");
        }
    }
}
