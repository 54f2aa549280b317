//! The task that looks at the clock: reminders each minute, sessions to be made or ended every ten.

use std::collections::HashSet;
use std::time::Duration;

use crate::Chats;

/// Between two looks at what is due.
const LOOK_MS: u64 = 30_000;
/// Looks between two rounds of planning.
const LOOKS_PER_PLAN: u32 = 20;

impl Chats {
    /// Starts the task. On several nodes each has its own: what it does may be done twice.
    pub fn start(&self) {
        let me = self.clone();
        tokio::spawn(async move {
            let (mut sent, mut look) = (HashSet::new(), 0);
            loop {
                if look % LOOKS_PER_PLAN == 0
                    && let Err(problem) = me.plan_all().await
                {
                    tracing::warn!(?problem, "sessions of chats wait for the next round");
                }
                match me.remind_due(&sent).await {
                    Ok(due) => sent = due,
                    Err(problem) => tracing::warn!(?problem, "reminders of chats wait for the next look"),
                }
                look += 1;
                tokio::select! {
                    () = tokio::time::sleep(Duration::from_millis(LOOK_MS)) => {}
                    () = me.0.bus.stopped() => break,
                }
            }
        });
    }

    /// Does at once what the task would do now, for tests and commands.
    ///
    /// # Errors
    /// As the database says.
    pub async fn look_at_the_clock(&self) -> base::Outcome<()> {
        self.plan_all().await?;
        self.remind_due(&HashSet::new()).await.map(drop)
    }
}
