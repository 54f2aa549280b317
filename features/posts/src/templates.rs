//! The pages about one post: its thread, writing, changing and deleting it, and what it said before.

use crate::WORDS;
use askama::Template;
use ui::{ComposerView, Message, PageMeta, Paging, PersonLine, PostView, Shell, filters};

/// A post with what it answers and what answers it.
#[derive(Debug, Template)]
#[template(path = "thread.html")]
pub struct ThreadPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What the post answers, the first of the thread first.
    pub ancestors: Vec<PostView>,
    /// The post itself; shown whole whatever its `expanded` says.
    pub post: PostView,
    /// The answers, in reading order.
    pub descendants: Vec<PostView>,
    /// Where to answer; none when the viewer may not, or is not signed in.
    pub composer: Option<ComposerView>,
    /// The same for search engines and link previews.
    pub meta: PageMeta,
}

impl ThreadPage {
    /// Whether the author goes on, so that it reads better as one text.
    fn unrolls(&self) -> bool {
        let (author, id) = (&self.post.author.id, &self.post.id);
        let above = self.ancestors.last().is_some_and(|above| above.author.id == *author);
        above || self.descendants.iter().any(|below| below.author.id == *author && below.id != *id)
    }
}

/// What an author wrote in one thread, as one text.
#[derive(Debug, Template)]
#[template(path = "reader.html")]
pub struct ReaderPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Who wrote it.
    pub author: PersonLine,
    /// Path of the first post's page.
    pub thread_url: String,
    /// The same whole, for a printed page.
    pub address: String,
    /// The posts, the first one first.
    pub parts: Vec<PostView>,
}

impl ReaderPage {
    fn cover(&self, part: &PostView) -> Option<Message> {
        part.cover(self.shell.looks)
    }
}

/// Posts that quote a post.
#[derive(Debug, Template)]
#[template(path = "quotes.html")]
pub struct QuotesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Path of the quoted post.
    pub post_url: String,
    /// The quotes, the newest first.
    pub posts: Vec<PostView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// Writing a post on a page of its own.
#[derive(Debug, Template)]
#[template(path = "compose.html")]
pub struct ComposePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The form.
    pub composer: ComposerView,
}

/// Changing a post.
#[derive(Debug, Template)]
#[template(path = "edit.html")]
pub struct EditPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The form, with `editing` set.
    pub composer: ComposerView,
    /// Path of the post, to go back to without changing it.
    pub post_url: String,
}

/// Asking once more before a post is deleted.
#[derive(Debug, Template)]
#[template(path = "delete.html")]
pub struct DeletePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The post.
    pub post: PostView,
    /// Where to go once it is gone: a path on this server.
    pub back: String,
}

/// One state of a post that was edited.
#[derive(Debug, Clone, Default)]
pub struct VersionView {
    /// The text then, as clean HTML.
    pub content_html: String,
    /// The content warning then; empty for none.
    pub spoiler: String,
    /// Since when, RFC 3339.
    pub created_iso: String,
    /// Since when, as people say it.
    pub created_human: Message,
}

/// What a post said before it was edited.
#[derive(Debug, Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Who wrote it.
    pub author: PersonLine,
    /// Path of the post.
    pub post_url: String,
    /// Its states, the newest first.
    pub versions: Vec<VersionView>,
}

/// Something that is not published yet: a draft, or a scheduled post.
#[derive(Debug, Clone, Default)]
pub struct WaitingView {
    /// Its id.
    pub id: String,
    /// The text as it was written.
    pub text: String,
    /// The warning; empty for none.
    pub spoiler: String,
    /// How many posts go on below it.
    pub more: usize,
    /// The answers of its poll.
    pub answers: Vec<String>,
    /// What is attached.
    pub media: Vec<ui::MediaView>,
    /// Who will see it.
    pub visibility: ui::Visibility,
    /// Whether it answers something.
    pub is_reply: bool,
    /// Whether it quotes something.
    pub is_quote: bool,
    /// When it was saved or is published, RFC 3339.
    pub time_iso: String,
    /// The same for people.
    pub time_human: Message,
    /// When it is published, as its field has it.
    pub at: String,
    /// How far from UTC that is meant, in minutes.
    pub zone: i32,
    /// Why the time that was typed was refused.
    pub error: Option<Message>,
}

impl WaitingView {
    fn zones(&self) -> Vec<(i32, String, bool)> {
        ui::zone_choices(self.zone)
    }

    fn pictures(&self) -> Vec<&str> {
        self.media.iter().filter_map(ui::MediaView::picture).collect()
    }
}

/// One's drafts.
#[derive(Debug, Template)]
#[template(path = "drafts.html")]
pub struct DraftsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The drafts, the newest first.
    pub drafts: Vec<WaitingView>,
    /// How many can be kept.
    pub max: i64,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

/// One's posts that wait for their time.
#[derive(Debug, Template)]
#[template(path = "scheduled.html")]
pub struct ScheduledPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The posts, the last one scheduled first.
    pub waiting: Vec<WaitingView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
}

ui::pages!(WORDS: DraftsPage, ScheduledPage);
ui::pages!(WORDS: ThreadPage, ReaderPage, QuotesPage, ComposePage, EditPage, DeletePage, HistoryPage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
