//! What surrounds every page: head, navigation, notices, footer, paging.

use crate::emoji::{Emojis, emoji_html};
use askama::Template;
use askama::filters::HtmlSafe;
use words::{Lang, Message, Voice};

use crate::filters;
use crate::looks::Looks;

/// What every page needs to know besides its own content.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The page's own title, without the name of the server.
    pub title: Message,
    /// The name of this server.
    pub instance_name: String,
    /// The path and query of this page, beginning with one `/`: where forms lead back to, and which link is current.
    pub path: String,
    /// The person who is signed in.
    pub me: Option<Me>,
    /// The token that every form on the page must send back.
    pub csrf: String,
    /// A message about what was just done.
    pub notice: Option<Notice>,
    /// The language of the page's own words.
    pub lang: Lang,
    /// How the reader wants pages to look.
    pub looks: Looks,
}

/// The person who is signed in, as the navigation shows them.
#[derive(Debug, Clone, Default)]
pub struct Me {
    /// Their chosen name; the address is shown when it is empty.
    pub display_name: String,
    /// Their username on this server.
    pub acct: String,
    /// Path of their picture; empty for the default one.
    pub avatar_url: String,
    /// Notifications not read yet.
    pub unread: u32,
    /// Whether to show the way to moderation.
    pub is_staff: bool,
    /// The custom emojis of their name.
    pub emojis: Emojis,
}

/// A message about what was just done.
#[derive(Debug, Clone)]
pub struct Notice {
    /// How it is meant.
    pub kind: NoticeKind,
    /// One or two plain sentences.
    pub text: Message,
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Worth knowing.
    Info,
    /// What was asked for is done.
    Success,
    /// What was asked for was not done.
    Error,
}

impl Notice {
    /// Something worth knowing.
    #[must_use]
    pub fn info(text: Message) -> Self {
        Self { kind: NoticeKind::Info, text }
    }

    /// What was asked for is done.
    #[must_use]
    pub fn success(text: Message) -> Self {
        Self { kind: NoticeKind::Success, text }
    }

    /// What was asked for was not done.
    #[must_use]
    pub fn error(text: Message) -> Self {
        Self { kind: NoticeKind::Error, text }
    }
}

impl Notice {
    /// The notice as a box.
    #[must_use]
    pub fn shown(&self) -> NoticeBox<'_> {
        NoticeBox { notice: Some(self) }
    }
}

impl Me {
    /// The name to show: the chosen one, or the username.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.display_name.trim().is_empty() { &self.acct } else { &self.display_name }
    }

    /// The same as HTML, with pictures for custom emojis.
    #[must_use]
    pub fn name_html(&self) -> String {
        emoji_html(self.name(), &self.emojis)
    }

    /// The picture to show: the person's own, or the default one.
    #[must_use]
    pub fn avatar(&self) -> &str {
        crate::assets::avatar_or_default(&self.avatar_url)
    }

    /// The unread count for a badge that has room for two digits.
    #[must_use]
    pub fn badge(&self) -> String {
        if self.unread > 99 { "99+".to_owned() } else { self.unread.to_string() }
    }
}

impl Shell {
    /// The voice of components that are drawn by themselves.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice { lang: self.lang, catalogue: &crate::WORDS }
    }

    /// The contents of `<head>` that all pages share.
    #[must_use]
    pub fn head(&self) -> ShellHead<'_> {
        ShellHead { shell: self }
    }

    /// Skip link, banner and navigation.
    #[must_use]
    pub fn bar(&self) -> ShellBar<'_> {
        ShellBar { shell: self }
    }

    /// The notice, when there is one.
    #[must_use]
    pub fn notice_box(&self) -> NoticeBox<'_> {
        NoticeBox { notice: self.notice.as_ref() }
    }

    /// The search form of the context column.
    #[must_use]
    pub fn search(&self) -> ShellSearch {
        ShellSearch
    }

    /// The footer with the tool sentence.
    #[must_use]
    pub fn footer(&self) -> ShellFooter<'_> {
        ShellFooter { shell: self }
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn signed_in(&self) -> bool {
        self.me.is_some()
    }

    /// Whether a navigation link leads to the page being shown, whatever the query.
    #[must_use]
    pub fn is_at(&self, path: &str) -> bool {
        self.path.split(['?', '#']).next() == Some(path)
    }

    /// Whether the page being shown is `path` or below it.
    #[must_use]
    pub fn is_under(&self, path: &str) -> bool {
        let rest = self.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }
}

/// The contents of `<head>` that all pages share.
#[derive(Debug, Template)]
#[template(path = "shell_head.html")]
pub struct ShellHead<'a> {
    shell: &'a Shell,
}

/// Skip link, banner and navigation: a bar below on a phone, a rail at the left on a wide window.
#[derive(Debug, Template)]
#[template(path = "shell_bar.html")]
pub struct ShellBar<'a> {
    shell: &'a Shell,
}

/// The search form.
#[derive(Debug, Template)]
#[template(path = "shell_search.html")]
pub struct ShellSearch;

/// The footer of every page.
#[derive(Debug, Template)]
#[template(path = "shell_footer.html")]
pub struct ShellFooter<'a> {
    shell: &'a Shell,
}

/// A message about what was just done.
#[derive(Debug, Template)]
#[template(path = "notice.html")]
pub struct NoticeBox<'a> {
    notice: Option<&'a Notice>,
}

impl HtmlSafe for ShellHead<'_> {}
impl HtmlSafe for ShellBar<'_> {}
impl HtmlSafe for ShellSearch {}
impl HtmlSafe for ShellFooter<'_> {}
impl HtmlSafe for NoticeBox<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn a_link_is_current_whatever_the_query() {
        let shell = Shell { path: "/local?max_id=3#post-1".to_owned(), ..Shell::default() };
        assert!(shell.is_at("/local"));
        assert!(!shell.is_at("/"));
        assert!(shell.is_under("/local") && !shell.is_under("/loc") && !shell.is_under("/local/more"));
        let below = Shell { path: "/settings/profile?saved".to_owned(), ..Shell::default() };
        assert!(below.is_under("/settings") && !below.is_under("/set"));
    }

    #[test]
    fn the_badge_has_room_for_two_digits() {
        for (unread, badge) in [(0, "0"), (7, "7"), (99, "99"), (100, "99+")] {
            assert_eq!(Me { unread, ..Me::default() }.badge(), badge);
        }
    }

    #[test]
    fn the_username_stands_in_for_a_missing_name() {
        let me = Me { display_name: "  ".to_owned(), acct: "ines".to_owned(), ..Me::default() };
        assert_eq!(me.name(), "ines");
    }

    #[test]
    fn no_notice_is_no_box() {
        assert_eq!(sample::drawn(&Shell::default().notice_box()).trim(), "");
    }

    #[test]
    fn an_error_notice_is_announced_at_once() {
        let shell = Shell { notice: Some(Notice::error(Message::raw("<b>No</b>"))), ..Shell::default() };
        let html = sample::drawn(&shell.notice_box());
        assert!(html.contains("role=\"alert\"") && !html.contains("<b>"), "{html}");
    }
}
