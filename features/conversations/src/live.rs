//! Telling open streams: each change of a conversation, as its reader sees it at that moment.

use base::{Id, Outcome, Problem};
use bus::Bus;
use timelines::Timelines;
use tokio::sync::mpsc;

use crate::events::ConversationChanged;
use crate::{Conversations, entity};

/// Changes that may wait to be streamed; past that they are left out, and clients fetch what they missed.
const WAITING_MAX: usize = 4_096;

/// Subscribes.
pub(crate) fn listen(conversations: &Conversations, bus: &Bus, timelines: Timelines) {
    let (queue, mut waiting) = mpsc::channel::<(Id, Id)>(WAITING_MAX);
    bus.on(move |event: &ConversationChanged| {
        let _ = queue.try_send((event.account, event.conversation));
    });
    let me = conversations.clone();
    tokio::spawn(async move {
        while let Some((account, conversation)) = waiting.recv().await {
            if let Err(problem) = me.tell(&timelines, account, conversation).await {
                tracing::warn!(?problem, "a conversation could not be streamed");
            }
        }
    });
}

impl Conversations {
    async fn tell(&self, timelines: &Timelines, account: Id, conversation: Id) -> Outcome<()> {
        if !timelines.hears_conversations(account) {
            return Ok(());
        }
        let Some(conversation) = self.one(account, conversation).await? else { return Ok(()) };
        let mut json = Vec::with_capacity(4_096);
        entity::write(&conversation, &mut json);
        timelines.converse(account, String::from_utf8(json).map_err(Problem::internal)?);
        Ok(())
    }
}
