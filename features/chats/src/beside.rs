//! What stands beside timelines, and on pages of specialties.

use std::sync::Arc;

use base::{Id, IdMap, MINUTE_MS, Ms, Outcome};
use hashtags::Gathering;
use ui::AirView;

use crate::Chats;
use crate::model::{Chat, MINUTES_MAX, Session};
use crate::recurrence::{Zone, utc};
use crate::times::{machine, time_label};

/// Chats that are named beside a timeline.
const BESIDE: usize = 3;

impl Chats {
    /// The chats that go on now, from memory: it is asked for with each page.
    pub async fn beside(&self) -> Outcome<Vec<AirView>> {
        let now = self.0.clock.now_ms();
        let running = self.on_air(now).await?.into_iter().filter(|slot| slot.session.is_running(now));
        let view = |slot: crate::Slot| AirView {
            name: slot.chat.name.clone(),
            title: slot.chat.title.clone(),
            url: slot.chat.session_path(slot.session.id),
        };
        Ok(running.take(BESIDE).map(view).collect())
    }

    /// The chats that go on, for pages of specialties: those that come next first. From memory, with times in the
    /// reader's zone.
    pub async fn gatherings(&self, reader: Option<Id>) -> Outcome<Vec<Gathering>> {
        let (now, board) = (self.0.clock.now_ms(), self.board().await?);
        let zone = match reader {
            Some(reader) => self.zone_of(reader).await?,
            None => None,
        };
        let zone = zone.unwrap_or_else(utc);
        let mut next: IdMap<Arc<Session>> = IdMap::default();
        for slot in board.between(now - MINUTES_MAX * MINUTE_MS..Ms::MAX) {
            if slot.session.is_running(now) || slot.session.is_coming(now) {
                next.entry(slot.chat.id).or_insert(slot.session);
            }
        }
        let mut chats: Vec<&Arc<Chat>> = board.chats().iter().filter(|chat| chat.is_active()).collect();
        chats.sort_by_key(|chat| next.get(&chat.id).map_or(Ms::MAX, |session| session.starts_ms));
        Ok(chats.into_iter().map(|chat| gathering(chat, next.get(&chat.id), &zone, now)).collect())
    }
}

fn gathering(chat: &Chat, next: Option<&Arc<Session>>, zone: &Zone, now: Ms) -> Gathering {
    let open = next.filter(|session| session.is_open(now));
    Gathering {
        title: chat.title.clone(),
        name: chat.name.clone(),
        url: open.map_or_else(|| chat.path(), |session| chat.session_path(session.id)),
        specialties: chat.specialties.clone(),
        on_air: next.is_some_and(|session| session.is_running(now)),
        next: next.map(|session| (time_label(zone, session.starts_ms), machine(session.starts_ms))),
    }
}
