use accounts::Account;
use base::{Id, Ms};
use posts::{Post, Visibility};

use super::expression::Mark;
use crate::words::{stored, stored_name};

/// A post as it is put into the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) id: Id,
    pub(crate) author: Id,
    /// Anyone may find it.
    pub(crate) public: bool,
    /// Keys of its hashtags, counted; of public posts alone, so that no name of another's hashtag gets out.
    pub(crate) tags: Vec<String>,
    /// Words and marks, separated by spaces.
    pub(crate) entries: String,
}

impl Document {
    pub(crate) fn of(post: &Post) -> Self {
        let public = post.visibility == Visibility::Public;
        let tags: Vec<String> = text::hashtags(&post.text).into_iter().map(|tag| tag.key).collect();
        let mut entries = stored(&post.spoiler);
        entries.extend(stored(&post.text));
        for option in post.poll.iter().flat_map(|poll| &poll.options) {
            entries.extend(stored(&option.title));
        }
        for media in &post.media {
            entries.extend(media.description.as_deref().map(stored).unwrap_or_default());
        }
        entries.extend(marks(post, public, &tags).iter().map(Mark::entry));
        let tags = if public { tags } else { Vec::new() };
        Self { id: post.id, author: post.author, public, tags, entries: entries.join(" ") }
    }
}

fn marks<'a>(post: &'a Post, public: bool, tags: &'a [String]) -> Vec<Mark<'a>> {
    let mut marks = vec![Mark::Post, Mark::Author(post.author), Mark::Concerns(post.author)];
    marks.extend(public.then_some(Mark::Public));
    marks.extend(post.mentions.iter().map(|&id| Mark::Concerns(id)));
    marks.extend(tags.iter().map(|tag| Mark::Tag(tag)));
    marks.extend(post.language.as_deref().map(Mark::Language));
    marks.extend(post.reply_to.map(|_| Mark::Reply));
    marks.extend((post.sensitive || !post.spoiler.is_empty()).then_some(Mark::Sensitive));
    marks.extend((!text::urls(&post.text).is_empty()).then_some(Mark::Link));
    marks.extend(post.poll.as_ref().map(|_| Mark::Poll));
    marks.extend((!post.media.is_empty()).then_some(Mark::Media));
    let mut kinds: Vec<&str> = post.media.iter().map(|media| media.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    marks.extend(kinds.into_iter().map(Mark::Kind));
    marks
}

/// A person as they are put into the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) id: Id,
    pub(crate) followers: i64,
    pub(crate) active_ms: Ms,
    pub(crate) discoverable: bool,
    /// Words of the names, separated by spaces.
    pub(crate) entries: String,
}

impl Person {
    pub(crate) fn of(account: &Account) -> Self {
        let mut entries = stored_name(&account.username);
        entries.extend(stored_name(&account.display_name));
        entries.extend(account.domain.as_deref().map(stored_name).unwrap_or_default());
        entries.sort_unstable();
        entries.dedup();
        Self {
            id: account.id,
            followers: i64::try_from(account.stats.followers).unwrap_or(i64::MAX),
            active_ms: account.stats.last_post_ms.unwrap_or(0),
            discoverable: account.discoverable,
            entries: entries.join(" "),
        }
    }
}
