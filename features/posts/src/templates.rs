//! The pages about one post: its thread, writing, changing and deleting it, and what it said before.

use crate::WORDS;
use askama::Template;
use ui::{ComposerView, PageMeta, Paging, PersonLine, PostView, Shell, filters};

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
    pub created_human: ui::Message,
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

ui::pages!(WORDS: ThreadPage, ReaderPage, QuotesPage, ComposePage, EditPage, DeletePage, HistoryPage);

#[cfg(test)]
mod tests {
    use super::*;
    use ui::Page as _;
    use ui::check::assert_page;
    use ui::sample::{self, HOSTILE};

    fn thread(shell: Shell, post: PostView, others: Vec<PostView>) -> ThreadPage {
        let (ancestors, descendants) = others.split_at(others.len() / 2);
        let composer =
            shell.signed_in().then(|| ComposerView { reply_to: Some(post.clone()), ..sample::composer() });
        ThreadPage {
            shell,
            ancestors: ancestors.to_vec(),
            descendants: descendants.to_vec(),
            post: PostView { expanded: true, ..post },
            composer,
            meta: PageMeta { canonical: HOSTILE.to_owned(), robots: ui::NOT_INDEXED, ..PageMeta::default() },
        }
    }

    #[test]
    fn threads_are_sound() {
        for shell in sample::shells("/@theo/5") {
            for post in [sample::post("5"), sample::warned_post("5"), sample::hostile_post("5")] {
                for others in [vec![], vec![sample::post("1"), sample::hostile_post("9")]] {
                    assert_page(&thread(shell.clone(), post.clone(), others).page());
                }
            }
        }
    }

    #[test]
    fn readers_and_quotes_are_sound() {
        for shell in sample::shells("/web/posts/5/read") {
            for parts in [vec![sample::post("5")], vec![sample::hostile_post("5"), sample::warned_post("6")]]
            {
                let author = PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() };
                let (thread_url, address) = ("/@theo/5".to_owned(), HOSTILE.to_owned());
                let posts = parts.clone();
                assert_page(&ReaderPage { shell: shell.clone(), author, thread_url, address, parts }.page());
                let (post_url, paging) = ("/@theo/5".to_owned(), Paging::default());
                assert_page(&QuotesPage { shell: shell.clone(), post_url, posts, paging }.page());
            }
        }
    }

    #[test]
    fn the_post_of_the_page_is_marked() {
        let html =
            thread(sample::shell("/@theo/5"), sample::post("5"), vec![sample::post("1"), sample::post("9")])
                .page();
        assert_eq!(html.matches("aria-current=\"true\"").count(), 1);
        assert!(html.contains("noindex"), "{html}");
    }

    #[test]
    fn writing_is_sound() {
        for composer in [sample::composer(), sample::hostile_composer()] {
            assert_page(&ComposePage { shell: sample::shell("/compose"), composer: composer.clone() }.page());
            let composer = ComposerView { editing: Some("5".to_owned()), ..composer };
            let page = EditPage {
                shell: sample::shell("/web/posts/5/edit"),
                composer,
                post_url: HOSTILE.to_owned(),
            };
            assert_page(&page.page());
        }
    }

    #[test]
    fn deleting_asks_once_more() {
        for post in [sample::post("5"), sample::hostile_post("5")] {
            let page = DeletePage { shell: sample::shell("/web/posts/5/delete"), post, back: "/".to_owned() };
            let html = page.page();
            assert_page(&html);
            assert!(html.contains("action=\"/web/posts/5/delete\""), "{html}");
        }
    }

    #[test]
    fn histories_are_sound() {
        let version = VersionView {
            spoiler: HOSTILE.to_owned(),
            created_human: ui::Message::raw(HOSTILE),
            ..VersionView::default()
        };
        for versions in [vec![], vec![version.clone(), version]] {
            let page = HistoryPage {
                shell: sample::shell("/web/posts/5/history"),
                author: PersonLine { display_name: HOSTILE.to_owned(), ..sample::line() },
                post_url: "/@theo/5".to_owned(),
                versions,
            };
            assert_page(&page.page());
        }
    }
}
