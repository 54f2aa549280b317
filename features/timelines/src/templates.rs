//! The pages that are streams of posts: timelines, hashtags, saved posts, a person's own page.

use crate::WORDS;
use crate::pages::TagCard;
use askama::Template;
use ui::{
    AsideView, ComposerView, EmptyState, Message, PageMeta, Paging, PersonView, PostView, Shell, Tab, filters,
};

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
    /// Chat rooms in which people talk whom the reader follows.
    pub talks: Vec<Talk>,
    /// Where to write, above the stream; none when not signed in or not fitting.
    pub composer: Option<ComposerView>,
    /// The hashtag that the stream is about, without its `#`, with whether the viewer follows it.
    pub hashtag: Option<(String, bool)>,
    /// What the directory says of that hashtag, above the first page of its posts.
    pub card: Option<TagCard>,
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
    /// What else can be done with the stream: the text of a link, and its address.
    pub action: Option<(Message, String)>,
    /// What stands beside it on a desk.
    pub aside: AsideView,
}

/// An announcement in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Herald {
    /// Its id.
    pub id: String,
    /// How it begins.
    pub text: String,
}

/// A chat room that is on air, and who talks there of those whom the reader follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// Name of one of them, as HTML.
    pub name: String,
    /// How many more there are.
    pub others: usize,
    /// The chat's hashtag, without `#`.
    pub tag: String,
    /// The room's path.
    pub path: String,
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
    /// What they say about themselves, and whom they recommend.
    About,
}

/// A hashtag that somebody shows on their profile.
#[derive(Debug, Clone)]
pub struct FeaturedTag {
    /// As they wrote it.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// How many posts of theirs have it.
    pub posts: u64,
}

/// A collection on its curator's profile.
#[derive(Debug, Clone)]
pub struct Recommended {
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub url: String,
    /// What it is about; may be empty.
    pub description: String,
    /// How many are in it.
    pub people: u64,
}

/// What stands in that part of a profile which has no posts.
#[derive(Debug, Clone)]
pub struct AboutView {
    /// The day on which they came.
    pub joined: Message,
    /// The day of their newest post.
    pub last_post: Option<Message>,
    /// Whom they recommend.
    pub endorsed: Vec<PersonView>,
    /// What they collected.
    pub collections: Vec<Recommended>,
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
    /// The hashtags that they show.
    pub featured: Vec<FeaturedTag>,
    /// The part without posts, where it is shown.
    pub about: Option<AboutView>,
}

impl ProfilePage {
    fn tabs(&self) -> [Tab; 4] {
        let at = |part: &str| format!("/@{}{part}", self.person.acct);
        [
            Tab::new(ui::WORDS.say("posts"), at(""), self.tab == ProfileTab::Posts),
            Tab::new(ui::WORDS.say("replies"), at("/with_replies"), self.tab == ProfileTab::Replies),
            Tab::new(WORDS.say("profile-media"), at("/media"), self.tab == ProfileTab::Media),
            Tab::new(WORDS.say("profile-about"), at("/about"), self.tab == ProfileTab::About),
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
            ProfileTab::Media | ProfileTab::About => "profile-empty-media",
        };
        EmptyState::new(WORDS.say("profile-empty"), WORDS.say(text))
    }
}

ui::pages!(WORDS: TimelinePage, ProfilePage);

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
