use base::{Id, Ms};
use bus::Event;
use serde::{Deserialize, Serialize};

use crate::Visibility;

/// A post or a boost was published.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostPublished {
    /// Which.
    pub post: Id,
    /// By whom.
    pub author: Id,
    /// [`Visibility::code`].
    pub visibility: i64,
    /// What it answers.
    pub reply_to: Option<Id>,
    /// Whom it answers.
    pub reply_to_author: Option<Id>,
    /// What it boosts.
    pub boost_of: Option<Id>,
    /// Whose post it boosts.
    pub boost_of_author: Option<Id>,
    /// What it quotes.
    #[serde(default)]
    pub quote_of: Option<Id>,
    /// Whose post it quotes.
    #[serde(default)]
    pub quote_of_author: Option<Id>,
    /// The first post of its thread.
    pub root: Id,
    /// The room of a hashtag chat that it was written in.
    #[serde(default)]
    pub room: Option<Id>,
    /// Keys of its hashtags.
    pub tags: Vec<String>,
    /// Whom it mentions.
    pub mentions: Vec<Id>,
    /// Whether it has pictures.
    pub has_media: bool,
    /// How many posts and boosts the author has with it.
    pub author_posts: u64,
    /// When.
    pub created_ms: Ms,
}

impl PostPublished {
    /// Who may see it.
    pub fn visibility(&self) -> Visibility {
        Visibility::from_code(self.visibility)
    }
}

impl Event for PostPublished {
    const TOPIC: &'static str = "posts.published";
}

/// A post was edited.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostEdited {
    /// Which.
    pub post: Id,
    /// By whom.
    pub author: Id,
    /// [`Visibility::code`].
    pub visibility: i64,
    /// Keys of its hashtags now.
    pub tags: Vec<String>,
    /// Keys of the hashtags that it had before.
    #[serde(default)]
    pub former_tags: Vec<String>,
    /// Whom it mentions now.
    pub mentions: Vec<Id>,
    /// Whom it mentions now and did not before.
    pub newly_mentioned: Vec<Id>,
    /// Whom it mentioned before and does not now.
    #[serde(default)]
    pub unmentioned: Vec<Id>,
    /// The first post of its thread.
    #[serde(default)]
    pub root: Id,
    /// Whether the answers of its poll changed, so that all votes are void.
    #[serde(default)]
    pub votes_void: bool,
}

impl Event for PostEdited {
    const TOPIC: &'static str = "posts.edited";
}

/// Something about a post is shown otherwise now, without an edit of it: its poll has ended, what it
/// quotes is gone, or who may quote it has changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostRefreshed {
    /// Which.
    pub post: Id,
    /// Whose.
    pub author: Id,
}

impl Event for PostRefreshed {
    const TOPIC: &'static str = "posts.refreshed";
}

/// The time of a poll is over. Said once, unless it is opened again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PollEnded {
    /// Below which post; [`crate::Posts::voters`] tells who voted.
    pub post: Id,
    /// Whose.
    pub author: Id,
}

impl Event for PollEnded {
    const TOPIC: &'static str = "posts.poll_ended";
}

/// A post or a boost is gone for good.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostDeleted {
    /// Which.
    pub post: Id,
    /// Whose.
    pub author: Id,
    /// What it boosted.
    pub boost_of: Option<Id>,
    /// [`Visibility::code`].
    pub visibility: i64,
    /// Keys of its hashtags.
    pub tags: Vec<String>,
    /// Whom it mentioned.
    pub mentions: Vec<Id>,
}

impl Event for PostDeleted {
    const TOPIC: &'static str = "posts.deleted";
}

/// Posts of the past were imported; nobody is notified of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostsImported {
    /// Whose.
    pub author: Id,
    /// Which, and how many followers the author had then, where that is known.
    #[serde(default)]
    pub posts: Vec<(Id, Option<u64>)>,
}

impl Event for PostsImported {
    const TOPIC: &'static str = "posts.imported";
}

/// Someone did something with a post, or undid it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PostTouched {
    /// Which.
    pub post: Id,
    /// Whose.
    pub author: Id,
    /// Who did.
    pub by: Id,
    /// What.
    pub touch: Touch,
}

/// What can be done with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Touch {
    /// Liked.
    Favourited,
    /// Not any more.
    Unfavourited,
    /// Boosted.
    Boosted,
    /// Not any more.
    Unboosted,
    /// Saved, unsaved, pinned, unpinned: only the one who did it sees a difference.
    Privately,
    /// Someone answered, or an answer was deleted.
    Answered,
    /// Voted in its poll.
    Voted,
    /// Someone quoted it.
    Quoted,
    /// A quote was deleted or revoked.
    Unquoted,
}

impl Event for PostTouched {
    const TOPIC: &'static str = "posts.touched";
}

/// Someone does not want to hear of a thread any more, or does again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ThreadMuteChanged {
    /// Who.
    pub by: Id,
    /// The first post of the thread.
    pub root: Id,
}

impl Event for ThreadMuteChanged {
    const TOPIC: &'static str = "posts.thread_mute";
}
