//! Where posts are written.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::filters;

use crate::media::MediaView;
use crate::post::PostView;
use crate::shell::Shell;
use crate::visibility::Visibility;

/// The kinds of picture that pickers offer.
pub const MEDIA_TYPES: &str = "image/jpeg,image/png,image/webp,image/gif";

/// Languages offered when writing, with their own names; any other tag that is already chosen is kept.
pub const LANGUAGES: [(&str, &str); 12] = [
    ("en", "English"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("hi", "हिन्दी"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// What the composer shows: an empty one, a reply, an edit, or what was sent and refused.
#[derive(Debug, Clone, Default)]
pub struct ComposerView {
    /// Where the form posts to.
    pub action: String,
    /// The text so far.
    pub text: String,
    /// The post being answered.
    pub reply_to: Option<PostView>,
    /// The post being quoted.
    pub quoting: Option<PostView>,
    /// Who will see it.
    pub visibility: Visibility,
    /// The content warning; empty for none.
    pub spoiler: String,
    /// Whether the media are to be covered.
    pub sensitive: bool,
    /// The language of the text, a BCP 47 tag; empty for "not said".
    pub language: String,
    /// How many characters a post may have.
    pub limit: usize,
    /// The id of the post being edited.
    pub editing: Option<String>,
    /// What is attached already.
    pub media: Vec<MediaView>,
    /// Why the last attempt was refused.
    pub error: Option<Message>,
    /// The kinds of file that the picker offers, with commas between them; pictures where it is empty.
    pub accept: String,
    /// Makes sending twice the same as sending once.
    pub idempotency_key: String,
}

impl ComposerView {
    /// The kinds of file that the picker offers.
    fn accepted(&self) -> &str {
        if self.accept.is_empty() { MEDIA_TYPES } else { &self.accept }
    }

    /// The composer as a form.
    #[must_use]
    pub fn form<'a>(&'a self, shell: &'a Shell) -> Composer<'a> {
        Composer { view: self, shell }
    }

    /// Whether the chosen language is not among those offered.
    #[must_use]
    pub fn unlisted_language(&self) -> bool {
        !self.language.is_empty() && LANGUAGES.iter().all(|(tag, _)| *tag != self.language)
    }
}

/// The composer as a form.
#[derive(Debug, Template)]
#[template(path = "composer.html")]
pub struct Composer<'a> {
    view: &'a ComposerView,
    shell: &'a Shell,
}

impl HtmlSafe for Composer<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::MediaKind;
    use crate::sample;

    #[test]
    fn a_refused_post_keeps_everything() {
        let view = ComposerView {
            text: "</textarea><script>alert(1)</script>".to_owned(),
            spoiler: "Wound".to_owned(),
            error: Some(Message::raw("Too long by 3.")),
            language: "sw".to_owned(),
            visibility: Visibility::Followers,
            idempotency_key: "k1".to_owned(),
            media: vec![sample::media("4")],
            ..sample::composer()
        };
        let html = sample::drawn(&view.form(&sample::shell("/")));
        for part in [
            "Too long by 3.",
            "value=\"Wound\"",
            "value=\"sw\" selected",
            "value=\"private\" selected",
            "alt_4",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<script>alert"), "{html}");
    }

    #[test]
    fn files_of_all_kinds_can_be_attached() {
        let video = MediaView { kind: MediaKind::Video, preview_url: "/p.jpg".into(), ..sample::media("1") };
        let busy = MediaView { url: String::new(), preview_url: String::new(), ..video.clone() };
        let sound = MediaView { kind: MediaKind::Audio, preview_url: String::new(), ..video.clone() };
        let view = ComposerView {
            accept: "image/png,video/mp4".to_owned(),
            media: vec![video, busy, sound],
            ..sample::composer()
        };
        let html = sample::drawn(&view.form(&sample::shell("/")));
        assert!(html.contains("accept=\"image/png,video/mp4\""), "{html}");
        assert!(html.contains("src=\"/p.jpg\"") && !html.contains("src=\"/media/1.webp\""), "{html}");
        assert_eq!(html.matches("Video, being processed").count(), 1, "{html}");
        assert!(html.contains(">Sound<"), "{html}");
    }

    #[test]
    fn enter_in_a_field_publishes() {
        // Browsers press the first submit button of the form; "Attach" is only there without script.
        let html = sample::drawn(&sample::composer().form(&sample::shell("/")));
        let first = html.split("<button").nth(1).unwrap_or_default().split("</button>").next();
        assert_eq!(first, Some(" class=\"sr\" tabindex=\"-1\" aria-hidden=\"true\">Post"), "{html}");
    }

    #[test]
    fn an_edit_cannot_change_who_sees_it() {
        let view = ComposerView { editing: Some("5".to_owned()), ..sample::composer() };
        assert!(!sample::drawn(&view.form(&sample::shell("/"))).contains("name=\"visibility\""));
    }
}
