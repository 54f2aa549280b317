//! Where posts are written.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::composer_fields::{POLL_TIMES, PollFields, QUOTERS, zone_choices};
use crate::{WORDS, filters};

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
    /// The texts that go on below it, each a post of its own.
    pub more: Vec<String>,
    /// How many such texts there can be.
    pub more_max: usize,
    /// The poll.
    pub poll: PollFields,
    /// How many answers it can have; 0 where there can be no poll.
    pub poll_options: usize,
    /// How many characters an answer can have.
    pub poll_chars: usize,
    /// When it is to be published, as `YYYY-MM-DDTHH:MM`; empty for at once.
    pub at: String,
    /// How far from UTC that is meant, in minutes.
    pub zone: i32,
    /// Who may quote it, in the API's word.
    pub quote_policy: String,
    /// The draft or scheduled post that this one takes the place of.
    pub replaces: Option<String>,
    /// Whether to ask once for a description of what is attached.
    pub ask_alt: bool,
}

impl ComposerView {
    /// The kinds of file that the picker offers.
    fn accepted(&self) -> &str {
        if self.accept.is_empty() { MEDIA_TYPES } else { &self.accept }
    }

    /// Whether poll, time, further posts and so on can be chosen: not for a post that is there already.
    fn is_new(&self) -> bool {
        self.editing.is_none()
    }

    /// The fields of the answers, the empty ones too.
    fn options(&self) -> Vec<&str> {
        (0..self.poll_options).map(|n| self.poll.options.get(n).map_or("", String::as_str)).collect()
    }

    fn can_go_on(&self) -> bool {
        self.is_new() && self.more.len() < self.more_max
    }

    fn times(&self) -> Vec<(i64, Message, bool)> {
        let seconds = self.poll.seconds;
        let mut times: Vec<_> =
            POLL_TIMES.iter().map(|&(n, label)| (n, WORDS.say(label), n == seconds)).collect();
        if !times.iter().any(|(_, _, chosen)| *chosen) {
            // An app chose another time for what is a draft now.
            times.push((seconds, WORDS.say("composer-poll-minutes").with("n", seconds / 60), true));
        }
        times
    }

    fn quoters(&self) -> Vec<(&'static str, Message, bool)> {
        let chosen =
            |word| if self.quote_policy.is_empty() { word == "public" } else { word == self.quote_policy };
        QUOTERS.iter().map(|&(word, label)| (word, WORDS.say(label), chosen(word))).collect()
    }

    fn zones(&self) -> Vec<(i32, String, bool)> {
        zone_choices(self.zone)
    }

    /// The first picture that nobody described.
    fn undescribed(&self) -> Option<&MediaView> {
        self.media.iter().find(|media| media.described().is_none())
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

    #[test]
    fn what_is_chosen_stays_chosen() {
        let view = ComposerView {
            poll: PollFields {
                options: vec!["Day".to_owned()],
                seconds: 420,
                multiple: true,
                hide_totals: false,
            },
            poll_options: 4,
            poll_chars: 50,
            at: "2026-12-24T20:00".to_owned(),
            zone: -571,
            quote_policy: "followers".to_owned(),
            more: vec!["and then".to_owned()],
            more_max: 2,
            ..sample::composer()
        };
        let html = sample::drawn(&view.form(&sample::shell("/")));
        for part in [
            "value=\"Day\"",
            "value=\"420\" selected>7 minutes",
            "name=\"poll[multiple]\" value=\"1\" checked",
            "value=\"2026-12-24T20:00\"",
            "value=\"-571\" selected>UTC−09:31",
            "value=\"followers\" selected",
            "and then</textarea>",
            "value=\"add\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert_eq!(html.matches("name=\"poll[options][]\"").count(), 4);
    }

    #[test]
    fn undescribed_pictures_are_asked_for() {
        let media = MediaView { alt: None, ..sample::media("4") };
        let view = ComposerView { media: vec![media], ask_alt: true, ..sample::composer() };
        let html = sample::drawn(&view.form(&sample::shell("/")));
        assert!(html.contains("href=\"#alt_4\"") && html.contains("value=\"without\""), "{html}");
    }
}
