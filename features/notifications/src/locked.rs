//! What locked screens may show, which the feature that pushes messages keeps.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome};

use crate::Notifications;

/// An answer that is waited for.
type Later<T> = Pin<Box<dyn Future<Output = Outcome<T>> + Send>>;

/// Reads and sets whether messages to devices may hold texts that not everybody may read.
pub struct LockedScreens {
    /// Whether they may.
    pub told: Arc<dyn Fn(Id) -> Later<bool> + Send + Sync>,
    /// Says so.
    pub tell: Arc<dyn Fn(Id, bool) -> Later<()> + Send + Sync>,
}

impl Notifications {
    /// Who keeps that. Can be said once; until then pages do not ask.
    pub fn lock_screens(&self, screens: LockedScreens) {
        drop(self.0.locked.set(screens));
    }

    /// Whether messages may hold private texts; `None` where no messages are pushed.
    pub(crate) async fn private_text(&self, account: Id) -> Outcome<Option<bool>> {
        match self.0.locked.get() {
            Some(screens) => (screens.told)(account).await.map(Some),
            None => Ok(None),
        }
    }

    pub(crate) async fn set_private_text(&self, account: Id, told: bool) -> Outcome<()> {
        match self.0.locked.get() {
            Some(screens) => (screens.tell)(account, told).await,
            None => Ok(()),
        }
    }
}
