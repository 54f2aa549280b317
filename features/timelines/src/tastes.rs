//! What decides over timelines and is known to features on the right only: lists, followed hashtags. Each fills its slot where the
//! features are wired; until then nobody has any.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use base::{Id, IdSet, Outcome};

use crate::Timelines;
use crate::list::ReadingList;

/// Answers a question about an id, from memory wherever that is possible: it is asked for each page and event.
pub type Ask<T> = Arc<dyn Fn(Id) -> Asked<T> + Send + Sync>;
/// See [`Ask`].
pub type Asked<T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send>>;

/// Keys of hashtags.
pub type TagSet = BTreeSet<Arc<str>>;

/// Who answers.
#[derive(Default)]
pub(crate) struct Slots {
    apart: OnceLock<Ask<Arc<IdSet>>>,
    lists: OnceLock<Ask<Option<Arc<ReadingList>>>>,
    tags: OnceLock<Ask<Arc<TagSet>>>,
    rooms: OnceLock<Ask<Arc<ReadRooms>>>,
}

/// Which rooms of hashtag chats somebody reads at home: what others write there floods nobody who did not ask for it.
#[derive(Debug, Clone, Default)]
pub struct ReadRooms {
    /// All, by their own choice.
    pub all: bool,
    /// Those that they joined.
    pub joined: IdSet,
}

/// What else a home timeline is made of, beside whom its reader follows. The same as long as nothing changed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taste {
    /// Whom the reader follows, but reads in an exclusive list and not at home.
    pub(crate) apart: Arc<IdSet>,
    /// Hashtags whose public posts are read too.
    pub(crate) tags: Arc<TagSet>,
    /// Rooms that are read as everything else; they do not change whose posts the timeline is made of.
    pub(crate) rooms: Arc<ReadRooms>,
}

impl Taste {
    /// Whether what is written in a room is read.
    pub(crate) fn reads(&self, room: Id) -> bool {
        self.rooms.all || self.rooms.joined.contains(&room)
    }

    /// Whether it is this very one, not only an equal one.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.apart, &other.apart) && Arc::ptr_eq(&self.tags, &other.tags)
    }
}

impl Timelines {
    /// Who knows lists: `apart` tells whom an account reads in exclusive lists, `lists` gives one list by its id.
    /// Can be said once.
    pub fn set_lists(&self, apart: Ask<Arc<IdSet>>, lists: Ask<Option<Arc<ReadingList>>>) {
        drop(self.0.slots.apart.set(apart));
        drop(self.0.slots.lists.set(lists));
    }

    /// Who knows which hashtags an account follows. Can be said once.
    pub fn set_followed_tags(&self, tags: Ask<Arc<TagSet>>) {
        drop(self.0.slots.tags.set(tags));
    }

    /// Who knows which rooms an account reads at home; from memory. Can be said once.
    pub fn set_rooms(&self, rooms: Ask<Arc<ReadRooms>>) {
        drop(self.0.slots.rooms.set(rooms));
    }

    pub(crate) async fn taste(&self, me: Id) -> Outcome<Taste> {
        let apart = match self.0.slots.apart.get() {
            Some(ask) => ask(me).await?,
            None => self.0.nothing.apart.clone(),
        };
        let tags = match self.0.slots.tags.get() {
            Some(ask) => ask(me).await?,
            None => self.0.nothing.tags.clone(),
        };
        let rooms = match self.0.slots.rooms.get() {
            Some(ask) => ask(me).await?,
            None => self.0.nothing.rooms.clone(),
        };
        Ok(Taste { apart, tags, rooms })
    }

    /// The list of `me` with this id.
    pub(crate) async fn reading_list(&self, me: Id, list: Id) -> Outcome<Option<Arc<ReadingList>>> {
        match self.0.slots.lists.get() {
            Some(ask) => Ok(ask(list).await?.filter(|list| list.owner == me)),
            None => Ok(None),
        }
    }
}
