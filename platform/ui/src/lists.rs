//! What stands around lists: tabs above, links to the neighbours below, and words where there is nothing.

use askama::Template;
use askama::filters::HtmlSafe;
use words::Message;

use crate::filters;
use crate::shell::Shell;

/// Links to the neighbouring pages of a list, as paths with query.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// Towards older entries.
    pub older: Option<String>,
    /// Towards newer entries.
    pub newer: Option<String>,
}

/// One tab above a list.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// What the tab says.
    pub label: Message,
    /// Where it leads.
    pub url: String,
    /// Whether it is the one being shown.
    pub current: bool,
}

impl Tab {
    /// A tab with its label, its address and whether it is being shown.
    #[must_use]
    pub fn new(label: Message, url: impl Into<String>, current: bool) -> Self {
        Self { label, url: url.into(), current }
    }
}

impl Paging {
    /// The links, or nothing when the list has one page.
    #[must_use]
    pub fn links(&self) -> PagingLinks<'_> {
        PagingLinks { paging: self }
    }
}

/// Older and newer links of a list.
#[derive(Debug, Template)]
#[template(path = "paging.html")]
pub struct PagingLinks<'a> {
    paging: &'a Paging,
}

/// The offer to notify this browser while no page is open; `push.js` shows it where the browser can do it.
#[derive(Debug, Template)]
#[template(path = "push_offer.html")]
pub struct PushOffer<'a> {
    csrf: &'a str,
    /// Whether it is there also for whom said "not now", and to end it.
    always: bool,
}

impl<'a> PushOffer<'a> {
    /// Offered in passing.
    #[must_use]
    pub fn new(shell: &'a Shell) -> Self {
        Self { csrf: &shell.csrf, always: false }
    }

    /// As a setting.
    #[must_use]
    pub fn setting(shell: &'a Shell) -> Self {
        Self { always: true, ..Self::new(shell) }
    }
}

/// A list with nothing in it: what that means and what to do about it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "empty.html")]
pub struct EmptyState {
    /// What is missing, as a short phrase.
    pub title: Message,
    /// Why, or what to do.
    pub text: Message,
    /// A helpful link: its text and its address.
    pub action: Option<(Message, String)>,
}

impl EmptyState {
    /// An empty state without a link.
    #[must_use]
    pub fn new(title: Message, text: Message) -> Self {
        Self { title, text, action: None }
    }

    /// The same with a helpful link.
    #[must_use]
    pub fn with_action(mut self, label: Message, url: &str) -> Self {
        self.action = Some((label, url.to_owned()));
        self
    }
}

/// A row of tabs; the label names the row for screen readers.
#[derive(Debug, Template)]
#[template(path = "tabs.html")]
pub struct Tabs<'a> {
    /// What is being chosen between.
    pub label: Message,
    /// The tabs, in order.
    pub tabs: &'a [Tab],
}

impl<'a> Tabs<'a> {
    /// A row of tabs with its label.
    #[must_use]
    pub fn new(label: Message, tabs: &'a [Tab]) -> Self {
        Self { label, tabs }
    }
}

impl HtmlSafe for PagingLinks<'_> {}
impl HtmlSafe for PushOffer<'_> {}
impl HtmlSafe for EmptyState {}
impl HtmlSafe for Tabs<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_no_links() {
        assert_eq!(words::draw(&Paging::default().links(), crate::sample::VOICE).trim(), "");
    }
}
