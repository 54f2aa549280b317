//! What stands beside timelines.

use base::Outcome;
use ui::AirView;

use crate::Chats;

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
}
