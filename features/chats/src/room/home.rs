//! Rooms and the home timelines: who reads which there, and the card that says who is talking where.

use std::sync::Arc;

use base::{Id, Outcome};
use store::args;
use timelines::pages::Talked;
use timelines::templates::Talk;
use timelines::{Asked, ReadRooms};

use super::events::RoomReaderChanged;
use super::store as sql;
use crate::Chats;

/// Rooms of somebody that are read at home: the latest.
const JOINED_MAX: usize = 200;
/// People who speak in a room, of whom a card names those whom its reader follows.
const SPEAKERS_MAX: usize = 2_000;

/// Who speaks in a room, the latest first.
#[derive(Debug, Default)]
pub(crate) struct Speaking(Vec<Id>);

impl Speaking {
    pub(crate) fn weight(&self) -> usize {
        64 + self.0.len() * 8
    }
}

/// Tells timelines which rooms somebody reads at home.
pub(crate) fn offer(chats: &Chats) {
    let me = chats.clone();
    chats.0.timelines.set_rooms(Arc::new(move |account| -> Asked<Arc<ReadRooms>> {
        let me = me.clone();
        Box::pin(async move { me.read_rooms(account).await })
    }));
    let me = chats.clone();
    chats.0.timelines.set_talks(Arc::new(move |account| -> Talked {
        let me = me.clone();
        Box::pin(async move { me.talks(account).await })
    }));
}

impl Chats {
    /// Which rooms `account` reads at home, from memory.
    pub(crate) async fn read_rooms(&self, account: Id) -> Outcome<Arc<ReadRooms>> {
        let readers = &self.rooms().readers;
        if let Some(known) = readers.get(&account) {
            return Ok(known);
        }
        let ticket = readers.ticket(&account);
        let read = self
            .0
            .db
            .read(move |r| {
                let all =
                    r.row(&sql::SHOWS_POSTS, args![account], |row| row.get::<bool>(0))?.unwrap_or(false);
                let joined: Vec<Id> = r.column(&sql::JOINED_BY, args![account, JOINED_MAX])?;
                Ok(ReadRooms { all, joined: joined.into_iter().collect() })
            })
            .await?;
        let read = Arc::new(read);
        readers.put(account, ticket, read.clone());
        Ok(read)
    }

    /// Says whether `account` reads at home what the people whom they follow write in rooms.
    pub async fn show_room_posts(&self, account: Id, on: bool) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::SHOW_POSTS, args![account, on])?;
                me.bus().emit(w, RoomReaderChanged { account })
            })
            .await
    }

    /// The rooms on air in which people talk whom `me` follows, for the cards above their home timeline; none where
    /// they read the posts themselves. From memory, for it is asked with each page.
    pub(crate) async fn talks(&self, me: Id) -> Outcome<Vec<Talk>> {
        let now = self.clock().now_ms();
        let on_air = self.on_air(now).await?;
        if on_air.is_empty() {
            return Ok(Vec::new());
        }
        let (read, relations) = (self.read_rooms(me).await?, self.accounts().relations(me).await?);
        let mut talks = Vec::new();
        for slot in on_air.iter().filter(|slot| !read.all && !read.joined.contains(&slot.session.id)) {
            let speaking = self.speaking(slot.session.id).await?;
            let followed =
                speaking.0.iter().filter(|id| relations.follows(**id) && !relations.hides(**id, now));
            let followed: Vec<Id> = followed.copied().collect();
            let Some(first) = followed.first() else { continue };
            let Some(person) = self.accounts().account(*first).await? else { continue };
            talks.push(Talk {
                name: super::line::speaker(&person).name,
                others: followed.len() - 1,
                tag: slot.chat.name.clone(),
                path: super::pages::path_of(&slot.chat, slot.session.id),
            });
        }
        Ok(talks)
    }

    async fn speaking(&self, room: Id) -> Outcome<Arc<Speaking>> {
        let memory = &self.rooms().speaking;
        if let Some(known) = memory.get(&room) {
            return Ok(known);
        }
        let ticket = memory.ticket(&room);
        let pairs = move |r: &store::Read<'_>| {
            r.rows(&sql::SPEAKERS, args![room, SPEAKERS_MAX], |row| row.get::<Id>(0))
        };
        let speaking = Arc::new(Speaking(self.0.db.read(pairs).await?));
        memory.put(room, ticket, speaking.clone());
        Ok(speaking)
    }
}
