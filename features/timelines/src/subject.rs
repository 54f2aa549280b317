//! What is to be streamed, and into which channels of whom it belongs.

use std::sync::Arc;

use base::Id;
use posts::Visibility;

use crate::channel::Channel;
use crate::home::{Reader, belongs};
use crate::index::{Entry, Kind, Room};
use crate::list::{ReadingList, belongs_to};

/// The lists that a stream listens to, and that are still its viewer's.
pub(crate) type Lists = Vec<Arc<ReadingList>>;

pub(crate) fn list_of(lists: &Lists, id: Id) -> Option<&ReadingList> {
    lists.iter().find(|list| list.id == id).map(Arc::as_ref)
}

/// Where a post belongs, whoever asks.
pub(crate) struct Subject {
    pub(crate) entry: Entry,
    pub(crate) author: Id,
    pub(crate) tags: Vec<String>,
    pub(crate) has_media: bool,
    pub(crate) mentions: Vec<Id>,
}

impl Subject {
    /// Whether the post may belong into `channel` of anyone: what can be told without knowing the viewer.
    pub(crate) fn concerns(&self, channel: &Channel) -> bool {
        match channel {
            Channel::Hashtag { tag, .. } => self.tags.iter().any(|own| **own == **tag),
            Channel::Public { media, .. } => !media || self.has_media,
            Channel::User | Channel::List(_) => true,
            // Conversations tell of themselves.
            Channel::Notifications | Channel::Remote | Channel::Direct => false,
        }
    }

    /// Whether it is read for one of its hashtags.
    fn is_followed_by_tag(&self, reader: &Reader<'_>) -> bool {
        let tagged = Entry::tagged(self.entry.id, self.author);
        self.can_be_tagged()
            && self.tags.iter().any(|tag| reader.taste.tags.contains(tag.as_str()))
            && belongs(&tagged, self.author, reader)
    }

    /// Whether it is read at home for what it is, where it was written in a room and mentions people.
    fn calls(&self, reader: &Reader<'_>) -> bool {
        self.entry.room != Room::Calls
            || self.author == reader.me
            || reader.taste.reads(self.entry.other)
            || self.mentions.contains(&reader.me)
    }

    pub(crate) fn can_be_tagged(&self) -> bool {
        self.entry.visibility == Visibility::Public && self.entry.kind != Kind::Boost && !self.tags.is_empty()
    }

    /// Whether the post belongs into `channel` of a reader with these lists.
    pub(crate) fn is_for(&self, channel: &Channel, reader: &Reader<'_>, lists: &Lists) -> bool {
        let public = self.entry.visibility == Visibility::Public && self.entry.kind != Kind::Boost;
        let hidden = || reader.relations.hides(self.author, reader.now);
        match channel {
            Channel::User => {
                (belongs(&self.entry, self.author, reader) && self.calls(reader))
                    || self.is_followed_by_tag(reader)
            }
            Channel::List(id) => {
                list_of(lists, *id).is_some_and(|list| belongs_to(list, &self.entry, self.author, reader))
            }
            Channel::Notifications | Channel::Remote | Channel::Direct => false,
            Channel::Public { media, .. } => {
                let first = self.entry.kind == Kind::Post || self.entry.other_author == self.author;
                public && first && (!media || self.has_media) && !hidden()
            }
            Channel::Hashtag { tag, .. } => public && self.tags.iter().any(|own| **own == **tag) && !hidden(),
        }
    }
}
