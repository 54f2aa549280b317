//! What stands above the beginning of a home timeline.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome};

use crate::Timelines;
use crate::templates::Herald;

/// What the operator tells a reader who has not read it yet, if anything. Handed in where the features are wired.
pub type Heralds = Arc<dyn Fn(Id) -> Heralded + Send + Sync>;
/// See [`Heralds`].
pub type Heralded = Pin<Box<dyn Future<Output = Outcome<Option<Herald>>> + Send>>;

impl Timelines {
    /// Who tells what stands above the home timeline. Can be said once; until then nothing does.
    pub fn set_heralds(&self, heralds: Heralds) {
        drop(self.0.heralds.set(heralds));
    }

    pub(super) async fn herald(&self, me: Option<Id>) -> Outcome<Option<Herald>> {
        match (me, self.0.heralds.get()) {
            (Some(me), Some(heralds)) => heralds(me).await,
            _ => Ok(None),
        }
    }
}
