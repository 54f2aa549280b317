//! What reminders are about, for the slot of notifications.

use std::sync::Arc;

use base::{Id, IdMap, Outcome};
use notifications::{Kind, MatterList};

use crate::{Chats, entity};

/// Sits down in the slot.
pub(crate) fn tell(chats: &Chats) {
    // Weak: the slot lives in here.
    let weak = Arc::downgrade(&chats.0);
    let slot = move |_, ids, _| -> MatterList {
        let me = weak.upgrade().map(Chats);
        Box::pin(async move {
            match me {
                Some(me) => me.matters(ids).await,
                None => Ok(IdMap::default()),
            }
        })
    };
    chats.0.notifications.name_matters(&[Kind::ChatReminder], Arc::new(slot));
}

impl Chats {
    /// The sessions that a reader was reminded of. They are everybody's.
    async fn matters(&self, ids: Vec<Id>) -> Outcome<IdMap<Arc<[u8]>>> {
        let (now, mut told) = (self.0.clock.now_ms(), IdMap::default());
        for session in self.sessions_by_ids(&ids).await? {
            if let Some(chat) = self.chat(session.chat).await? {
                let entity = entity::one_session(&self.0.site, &chat, &session, now);
                told.insert(session.id, Arc::from(entity.to_string().into_bytes()));
            }
        }
        Ok(told)
    }
}
