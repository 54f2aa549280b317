use askama::Template;
use ui::{Lang, Message, Page, PostView, Voice, filters};

/// A post in another site's frame.
#[derive(Debug, Template)]
#[template(path = "embed.html")]
pub(crate) struct EmbedPage {
    /// The name of this server.
    pub(crate) site: String,
    /// The page's own title.
    pub(crate) title: Message,
    /// The whole address of the post's page, or of the server where there is no post.
    pub(crate) url: String,
    /// The post; none where it is gone or not for everyone.
    pub(crate) post: Option<PostView>,
    /// The language of its own words.
    pub(crate) lang: Lang,
}

impl Page for EmbedPage {
    fn voice(&self) -> Voice {
        Voice { lang: self.lang, catalogue: &crate::WORDS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ui::check::problems;
    use ui::sample::{self, HOSTILE};

    fn page(post: Option<PostView>) -> String {
        let hostile = || HOSTILE.to_owned();
        EmbedPage { site: hostile(), title: Message::raw(HOSTILE), url: hostile(), post, lang: Lang::En }
            .page()
    }

    /// A frame has no navigation around it, and no headings; everything else holds as on any page.
    #[test]
    fn frames_are_sound() {
        let around = ["no skip link", "no <header>", "no <footer>", "no <nav>", "0 h1"];
        for post in
            [None, Some(sample::post("5")), Some(sample::warned_post("5")), Some(sample::hostile_post("5"))]
        {
            let html = page(post);
            let mut found = problems(&html);
            found.retain(|problem| !around.contains(&problem.as_str()));
            assert!(found.is_empty(), "{found:?}\n{html}");
            assert!(!html.contains("<script") && !html.contains("<form"), "{html}");
            assert!(html.contains("<base target=\"_blank\">"), "{html}");
        }
    }

    #[test]
    fn a_missing_post_is_told() {
        assert!(page(None).contains("not here"));
    }
}
