//! Posts.

use askama::Template;
use askama::filters::HtmlSafe;

use words::Message;

use crate::emoji::{Emojis, emoji_html};
use crate::looks::Looks;
use crate::media::{MediaKind, MediaView};
use crate::person::PersonLine;
use crate::poll::PollView;
use crate::quoted::QuotedView;
use crate::shell::Shell;
use crate::visibility::Visibility;
use crate::{WORDS, filters};

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
    pub created_human: Message,
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
    /// The question below it.
    pub poll: Option<PollView>,
    /// What it quotes.
    pub quote: Option<QuotedView>,
    /// Whether the viewer may quote it.
    pub can_quote: bool,
    /// How many quotes of it there are.
    pub quotes: u64,
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
            looks: shell.looks,
        }
    }

    /// The post for a live update of somebody signed in; the script fills in the token and the way back.
    #[must_use]
    pub fn live_card(&self, looks: Looks) -> PostCard<'_> {
        PostCard { post: self, signed_in: true, csrf: "", path: "", quiet: false, looks }
    }

    /// The post without buttons, for a place where it is only quoted.
    #[must_use]
    pub fn quiet_card(&self) -> PostCard<'_> {
        PostCard { post: self, signed_in: false, csrf: "", path: "", quiet: true, looks: Looks::default() }
    }

    /// What the cover of the media says, where they are covered.
    pub fn cover(&self, looks: Looks) -> Option<Message> {
        match self.blurred.as_str() {
            "" if self.sensitive => Some(WORDS.say("post-sensitive")),
            "" => (looks.media == "hide_all").then(|| WORDS.say("post-covered")),
            titles => Some(WORDS.say("post-filtered").with("titles", titles)),
        }
    }

    /// The warning as HTML, with pictures for custom emojis.
    fn spoiler_html(&self) -> String {
        emoji_html(&self.spoiler, &self.emojis)
    }

    /// The poll, as a form where the viewer can vote.
    fn poll_card<'a>(&'a self, card: &PostCard<'a>) -> Option<crate::poll::PollCard<'a>> {
        let poll = self.poll.as_ref()?;
        let votable = card.signed_in && !card.quiet;
        Some(if votable { poll.form(&self.id, card.csrf, card.back()) } else { poll.quiet() })
    }

    /// What stands before the text until somebody asks for it: the author's warning, or the reader's filters.
    #[must_use]
    pub fn warning(&self) -> Option<Message> {
        match (self.spoiler.as_str(), self.folded.as_str()) {
            ("", "") => None,
            ("", titles) => Some(WORDS.say("post-filtered").with("titles", titles)),
            (spoiler, _) => Some(Message::raw(spoiler)),
        }
    }

    /// Whether only the people mentioned can see it.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.visibility == Visibility::Direct
    }

    /// Whether there are pictures below the text.
    #[must_use]
    pub fn has_pictures(&self) -> bool {
        self.media.iter().any(|media| media.kind == MediaKind::Image)
    }

    /// Whether there is something besides text and pictures: a video, a poll, a quote.
    #[must_use]
    pub fn has_more_than_text(&self) -> bool {
        let other = self.media.iter().any(|media| media.kind != MediaKind::Image);
        other || self.poll.is_some() || self.quote.is_some()
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
    looks: Looks,
}

impl PostCard<'_> {
    fn cover(&self) -> Option<Message> {
        self.post.cover(self.looks)
    }

    fn opens_warnings(&self) -> bool {
        self.looks.warnings == "open"
    }

    /// What a filter covers stays covered.
    fn opens_media(&self) -> bool {
        self.looks.media == "show_all" && self.post.blurred.is_empty()
    }

    /// Where the forms lead back to: this page, at this post.
    fn back(&self) -> String {
        let page = self.path.split('#').next().unwrap_or_default();
        if page.is_empty() { String::new() } else { format!("{page}#post-{}", self.post.entry_id) }
    }
}

impl HtmlSafe for PostCard<'_> {}

#[cfg(test)]
#[path = "post_tests.rs"]
mod tests;
