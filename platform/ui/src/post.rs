//! Posts.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::emoji::{Emojis, emoji_html};
use crate::media::MediaView;
use crate::person::PersonLine;
use crate::shell::Shell;
use crate::visibility::Visibility;

/// A post as one viewer sees it.
#[derive(Debug, Clone, Default)]
pub struct PostView {
    /// The post's own id, also when it is shown because somebody boosted it; forms act on it.
    pub id: String,
    /// The id of this entry in the stream: the boost's id when it is a boost, else the post's. Unique on a page.
    pub entry_id: String,
    /// Path of the post's page here.
    pub url: String,
    /// Who wrote it.
    pub author: PersonLine,
    /// Who boosted it, when that is why it is shown.
    pub boosted_by: Option<PersonLine>,
    /// Whom it answers.
    pub reply_to_acct: Option<String>,
    /// The text, as clean HTML.
    pub content_html: String,
    /// The content warning; empty for none.
    pub spoiler: String,
    /// Whether the media are covered until asked for.
    pub sensitive: bool,
    /// Up to four attachments.
    pub media: Vec<MediaView>,
    /// When it was written, RFC 3339.
    pub created_iso: String,
    /// When it was written, as people say it: "3 h", "22 Nov 2026".
    pub created_human: String,
    /// When it was last edited, RFC 3339.
    pub edited_iso: Option<String>,
    /// Who can see it.
    pub visibility: Visibility,
    /// How many answers it has.
    pub replies: u64,
    /// How often it was boosted.
    pub boosts: u64,
    /// How many people liked it.
    pub favourites: u64,
    /// What the viewer did with it.
    pub mine: Mine,
    /// The language of the text, a BCP 47 tag.
    pub language: Option<String>,
    /// The application it was written with.
    pub app: Option<String>,
    /// Whether the viewer may boost it.
    pub can_boost: bool,
    /// The custom emojis of its warning; those of its text are in `content_html` already.
    pub emojis: Emojis,
    /// Titles of the viewer's filters that fold it; empty for none.
    pub folded: String,
    /// Titles of the viewer's filters that cover its media; empty for none.
    pub blurred: String,
    /// Whether it is the post that the page is about: shown larger, with its date and counts in words.
    pub expanded: bool,
}

/// What the viewer did with a post.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mine {
    /// Liked it.
    pub favourited: bool,
    /// Boosted it.
    pub boosted: bool,
    /// Saved it.
    pub bookmarked: bool,
    /// Pinned it to their own page.
    pub pinned: bool,
    /// Wrote it.
    pub is_author: bool,
    /// Asked not to be told about its thread.
    pub thread_muted: bool,
}

impl PostView {
    /// The post as an article with its buttons.
    #[must_use]
    pub fn card<'a>(&'a self, shell: &'a Shell) -> PostCard<'a> {
        PostCard {
            post: self,
            signed_in: shell.signed_in(),
            csrf: &shell.csrf,
            path: &shell.path,
            quiet: false,
        }
    }

    /// The post for a live update of somebody signed in; the script fills in the token and the way back.
    #[must_use]
    pub fn live_card(&self) -> PostCard<'_> {
        PostCard { post: self, signed_in: true, csrf: "", path: "", quiet: false }
    }

    /// The post without buttons, for a place where it is only quoted.
    #[must_use]
    pub fn quiet_card(&self) -> PostCard<'_> {
        PostCard { post: self, signed_in: false, csrf: "", path: "", quiet: true }
    }

    /// What the cover of the media says, where they are covered.
    fn cover(&self) -> Option<String> {
        match self.blurred.as_str() {
            "" => self.sensitive.then(|| "Sensitive media".to_owned()),
            titles => Some(format!("Filtered: {titles}")),
        }
    }

    /// The warning as HTML, with pictures for custom emojis.
    fn spoiler_html(&self) -> String {
        emoji_html(&self.spoiler, &self.emojis)
    }

    /// The first words, as plain text.
    #[must_use]
    pub fn excerpt(&self) -> String {
        crate::excerpt::excerpt(&self.content_html)
    }

    /// How many columns' worth of pictures there are, for the style sheet: 1 to 4.
    #[must_use]
    pub fn media_count(&self) -> usize {
        self.media.len().clamp(1, 4)
    }
}

/// A post as an article.
#[derive(Debug, Template)]
#[template(path = "post.html")]
pub struct PostCard<'a> {
    post: &'a PostView,
    signed_in: bool,
    csrf: &'a str,
    path: &'a str,
    quiet: bool,
}

impl PostCard<'_> {
    /// Where the forms lead back to: this page, at this post.
    fn back(&self) -> String {
        let page = self.path.split('#').next().unwrap_or_default();
        if page.is_empty() { String::new() } else { format!("{page}#post-{}", self.post.entry_id) }
    }
}

impl HtmlSafe for PostCard<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn buttons_undo_what_is_done() {
        let shell = sample::shell("/local?max_id=9");
        let mut post = sample::post("7");
        let html = post.card(&shell).to_string();
        assert!(
            html.contains("/web/posts/7/favourite\"") && html.contains("aria-pressed=\"false\""),
            "{html}"
        );
        post.mine = Mine { favourited: true, boosted: true, bookmarked: true, ..Mine::default() };
        let html = post.card(&shell).to_string();
        for action in ["unfavourite", "unboost", "unbookmark"] {
            assert!(html.contains(&format!("/web/posts/7/{action}\"")), "{action}: {html}");
        }
        assert!(html.contains("value=\"/local?max_id=9#post-7\""), "{html}");
    }

    #[test]
    fn only_authors_can_edit_pin_and_delete() {
        let shell = sample::shell("/");
        let mut post = sample::post("7");
        assert!(!post.card(&shell).to_string().contains("/web/posts/7/delete"));
        post.mine.is_author = true;
        let html = post.card(&shell).to_string();
        for path in ["delete", "edit", "pin"] {
            assert!(html.contains(&format!("/web/posts/7/{path}\"")), "{path}: {html}");
        }
    }

    #[test]
    fn somebody_signed_out_gets_no_forms() {
        let shell = Shell { me: None, ..sample::shell("/") };
        assert!(!sample::post("7").card(&shell).to_string().contains("<form"));
    }

    #[test]
    fn a_post_that_may_not_be_boosted_has_no_boost_button() {
        let post = PostView { can_boost: false, ..sample::post("7") };
        let html = post.card(&sample::shell("/")).to_string();
        assert!(!html.contains("/boost\""), "{html}");
    }

    #[test]
    fn warnings_and_sensitive_media_are_covered() {
        let html = sample::warned_post("8").card(&sample::shell("/")).to_string();
        assert!(html.contains("<details class=\"cw\">"), "{html}");
        assert!(html.contains("<details class=\"cover\">"), "{html}");
    }

    #[test]
    fn filtered_posts_are_folded_and_filtered_media_covered() {
        let shell = sample::shell("/");
        let folded = PostView { folded: "Diets, <b>".to_owned(), ..sample::warned_post("8") };
        let html = folded.card(&shell).to_string();
        let (before, inside) = html.split_once("<details class=\"cover filtered\">").unwrap();
        assert!(inside.starts_with("<summary><bdi>Filtered: Diets, &#60;b&#62;</bdi></summary>"), "{html}");
        assert!(!before.contains("Wound photograph") && inside.contains("Wound photograph"), "{html}");
        let blurred = PostView { blurred: "Wounds".to_owned(), sensitive: false, ..sample::warned_post("8") };
        let html = blurred.card(&shell).to_string();
        assert!(
            html.contains("<details class=\"cover\"><summary><bdi>Filtered: Wounds</bdi></summary>"),
            "{html}"
        );
    }

    #[test]
    fn hostile_words_are_escaped() {
        for post in [sample::hostile_post("9"), PostView { boosted_by: None, ..sample::hostile_post("9") }] {
            for html in [post.card(&sample::shell("/")).to_string(), post.live_card().to_string()] {
                assert!(!html.contains("<script>alert"), "{html}");
            }
        }
    }
}
