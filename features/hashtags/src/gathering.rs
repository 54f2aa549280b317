//! Chats of a specialty. Only a feature further right knows them; here is the slot for it.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Outcome};
use ui::Message;
use words::specialties::Specialty;

use crate::Hashtags;

/// A chat as pages of specialties tell of it.
#[derive(Debug, Clone, Default)]
pub struct Gathering {
    /// What it is called.
    pub title: String,
    /// Its hashtag, without `#`.
    pub name: String,
    /// Its page, or its room while that is open.
    pub url: String,
    /// Codes of its specialties.
    pub specialties: Vec<String>,
    /// Whether it goes on now.
    pub on_air: bool,
    /// When its next session begins, for the reader and for machines; none where none is planned.
    pub next: Option<(Message, String)>,
}

/// Gives the chats that go on, those that come next first, with times as somebody reads them.
pub type Gatherings = Arc<dyn Fn(Option<Id>) -> GatheringList + Send + Sync>;
/// See [`Gatherings`].
pub type GatheringList = Pin<Box<dyn Future<Output = Outcome<Vec<Gathering>>> + Send>>;

impl Hashtags {
    /// Who knows the chats. Can be said once; until then there are none.
    pub fn set_gatherings(&self, gatherings: Gatherings) {
        drop(self.0.gatherings.set(gatherings));
    }

    pub(crate) async fn gatherings(&self, reader: Option<Id>) -> Outcome<Vec<Gathering>> {
        match self.0.gatherings.get() {
            Some(gatherings) => gatherings(reader).await,
            None => Ok(Vec::new()),
        }
    }
}

impl Gathering {
    pub(crate) fn is_of(&self, specialty: &Specialty) -> bool {
        self.specialties.iter().any(|code| code == specialty.code)
    }
}
