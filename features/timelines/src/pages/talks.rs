//! What stands above the beginning of a home timeline while people talk in chat rooms: their posts are not in it.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome};

use crate::Timelines;
use crate::templates::Talk;

/// Tells in which rooms people talk whom somebody follows. Handed in where the features are wired.
pub type Talks = Arc<dyn Fn(Id) -> Talked + Send + Sync>;
/// See [`Talks`].
pub type Talked = Pin<Box<dyn Future<Output = Outcome<Vec<Talk>>> + Send>>;

impl Timelines {
    /// Who knows what is said in rooms; from memory, for it is asked with each page. Can be said once.
    pub fn set_talks(&self, talks: Talks) {
        drop(self.0.talks.set(talks));
    }

    pub(super) async fn talks(&self, me: Option<Id>) -> Outcome<Vec<Talk>> {
        match (me, self.0.talks.get()) {
            (Some(me), Some(talks)) => talks(me).await,
            _ => Ok(Vec::new()),
        }
    }
}
