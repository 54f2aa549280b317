use base::Ms;

/// A feed, whatever its format.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Channel {
    /// "Ines (@ines@medley.example)", "#stroke".
    pub(crate) title: String,
    /// One sentence.
    pub(crate) about: String,
    /// The page that the feed is of.
    pub(crate) page: String,
    /// The feed's own address.
    pub(crate) own: String,
    /// The address of a square picture.
    pub(crate) icon: String,
    /// When the newest entry was made or changed; or when the account was.
    pub(crate) updated_ms: Ms,
    /// Whether search engines may keep it.
    pub(crate) indexed: bool,
    /// Newest first.
    pub(crate) items: Vec<Item>,
}

/// A post.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Item {
    /// Its page; also what it is known by.
    pub(crate) url: String,
    /// The first words, or the warning.
    pub(crate) title: String,
    /// Whose it is: name, `name@host`, address of the profile.
    pub(crate) author: [String; 3],
    /// Clean HTML; where there is a warning, that and a link.
    pub(crate) html: String,
    /// Language code.
    pub(crate) language: Option<String>,
    /// Hashtags as they were written; none behind a warning.
    pub(crate) tags: Vec<String>,
    /// Pictures; none behind a warning.
    pub(crate) media: Vec<Medium>,
    /// When it was made.
    pub(crate) created_ms: Ms,
    /// When it was last changed.
    pub(crate) updated_ms: Ms,
}

/// A picture, a video or a sound.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Medium {
    /// Address of the file.
    pub(crate) url: String,
    /// Media type.
    pub(crate) mime: String,
    /// What it shows, in words; may be empty.
    pub(crate) description: String,
    /// Pixels; 0 when not known.
    pub(crate) width: u32,
    /// Pixels; 0 when not known.
    pub(crate) height: u32,
}

impl Medium {
    /// The word of Media RSS for what it is.
    pub(crate) fn kind(&self) -> &'static str {
        match self.mime.split('/').next() {
            Some("video") => "video",
            Some("audio") => "audio",
            _ => "image",
        }
    }
}

/// The text without what no XML document may hold, escaped or not (XML 1.0, 2.2).
pub(crate) fn xml_text(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use ui::sample::HOSTILE;

    /// A feed with everything in it, and words that try to break out.
    pub(crate) fn sample() -> Channel {
        let hostile = || xml_text(&format!("{HOSTILE} ]]> \u{1}\u{fffe} caf\u{e9}"));
        let item = Item {
            url: "https://medley.example/@ines/5".into(),
            title: hostile(),
            author: [hostile(), "ines@medley.example".into(), "https://medley.example/@ines".into()],
            html: text::escape_html(&hostile()),
            language: Some("de".into()),
            tags: vec!["Stroke".into()],
            media: vec![
                Medium {
                    url: "https://medley.example/media/a.png".into(),
                    mime: "image/png".into(),
                    description: hostile(),
                    width: 640,
                    height: 480,
                },
                Medium { url: "https://medley.example/media/b.png".into(), ..Medium::default() },
            ],
            created_ms: 1_795_356_000_000,
            updated_ms: 1_795_356_060_000,
        };
        Channel {
            title: hostile(),
            about: hostile(),
            page: "https://medley.example/@ines".into(),
            own: "https://medley.example/@ines.rss".into(),
            icon: "https://medley.example/assets/avatar.png".into(),
            updated_ms: 1_795_356_060_000,
            indexed: true,
            items: vec![item],
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(xml_text("a\u{0}b\u{b}\tc\n\u{ffff}\u{1f600}"), "ab\tc\n\u{1f600}");
    }

    proptest::proptest! {
        /// Whatever people write, both formats are read back by another library with the same words.
        #[test]
        fn any_words_survive(text in "\\PC{0,60}") {
            let title = xml_text(&text);
            let item = Item { title: title.clone(), html: text::escape_html(&title), ..sample().items.remove(0) };
            let channel = Channel { title: title.clone(), items: vec![item], ..sample() };
            for written in [crate::rss::write(&channel), crate::atom::write(&channel)] {
                let feed = feed_rs::parser::parse(written.as_bytes()).expect("it can be read");
                let words = feed.title.map(|title| title.content).unwrap_or_default();
                proptest::prop_assert_eq!(words.trim(), title.trim());
                proptest::prop_assert_eq!(feed.entries.len(), 1);
            }
        }
    }
}
