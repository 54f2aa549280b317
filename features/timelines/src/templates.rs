//! The pages that are streams of posts: timelines, hashtags, saved posts, a person's own page.

use crate::WORDS;
use askama::Template;
use ui::{ComposerView, EmptyState, Message, PageMeta, Paging, PersonView, PostView, Shell, Tab, filters};

/// A stream of posts: home, local, a hashtag, saved or liked posts.
#[derive(Debug, Template)]
#[template(path = "timeline.html")]
pub struct TimelinePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The heading: "Home", "#stroke".
    pub heading: Message,
    /// One sentence about the stream; may be empty.
    pub summary: Message,
    /// Neighbouring streams; empty for none.
    pub tabs: Vec<Tab>,
    /// What the operator tells everybody, where the reader has not dismissed it.
    pub herald: Option<Herald>,
    /// Where to write, above the stream; none when not signed in or not fitting.
    pub composer: Option<ComposerView>,
    /// The hashtag that the stream is about, without its `#`, with whether the viewer follows it.
    pub hashtag: Option<(String, bool)>,
    /// The posts of this page, newest first.
    pub posts: Vec<PostView>,
    /// What it means when there are none.
    pub empty: EmptyState,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// The stream of live updates; none beyond the first page.
    pub live: Option<String>,
    /// The same for programs; nothing where the page is somebody's own.
    pub meta: PageMeta,
}

/// An announcement in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herald {
    /// Its id.
    pub id: String,
    /// How it begins.
    pub text: String,
}

/// Which part of a person's page is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ProfileTab {
    /// What they posted and boosted.
    #[default]
    Posts,
    /// The same with what they answered.
    Replies,
    /// What they posted with pictures.
    Media,
}

/// A person's own page.
#[derive(Debug, Template)]
#[template(path = "profile.html")]
pub struct ProfilePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// The person.
    pub person: PersonView,
    /// Which part is shown.
    pub tab: ProfileTab,
    /// What they pinned; shown before the first page of posts.
    pub pinned: Vec<PostView>,
    /// The posts of this page, newest first.
    pub posts: Vec<PostView>,
    /// Links to the neighbouring pages.
    pub paging: Paging,
    /// Whether who follows whom is hidden from the viewer.
    pub network_hidden: bool,
    /// The person's address on their own server, when it is another one.
    pub remote_url: Option<String>,
    /// The same for search engines, link previews and feed readers.
    pub meta: PageMeta,
}

impl ProfilePage {
    fn tabs(&self) -> [Tab; 3] {
        let at = |part: &str| format!("/@{}{part}", self.person.acct);
        [
            Tab::new(ui::WORDS.say("posts"), at(""), self.tab == ProfileTab::Posts),
            Tab::new(ui::WORDS.say("replies"), at("/with_replies"), self.tab == ProfileTab::Replies),
            Tab::new(WORDS.say("profile-media"), at("/media"), self.tab == ProfileTab::Media),
        ]
    }

    fn empty(&self) -> EmptyState {
        if self.person.relation.is_some_and(|relation| relation.is_self) {
            let empty = EmptyState::new(WORDS.say("profile-empty"), WORDS.say("profile-empty-self"));
            return empty.with_action(WORDS.say("profile-write"), "/compose");
        }
        let text = match self.tab {
            ProfileTab::Posts => "profile-empty-posts",
            ProfileTab::Replies => "profile-empty-replies",
            ProfileTab::Media => "profile-empty-media",
        };
        EmptyState::new(WORDS.say("profile-empty"), WORDS.say(text))
    }
}

ui::pages!(WORDS: TimelinePage, ProfilePage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
