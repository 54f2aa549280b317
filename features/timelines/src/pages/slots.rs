//! What pages show that only features on the right know.

use std::pin::Pin;
use std::sync::Arc;

use base::Outcome;
use ui::{AsideView, Message};
use web::Visit;

use crate::Timelines;

/// Draws the first page for somebody who is not signed in. Handed in where the features are wired.
pub type Landing = Arc<dyn Fn(Visit) -> LandingDrawn + Send + Sync>;
/// Draws what stands beside a timeline for its reader. Handed in where the features are wired.
pub type Beside = Arc<dyn Fn(Visit) -> BesideDrawn + Send + Sync>;
/// See [`Beside`].
pub type BesideDrawn = Pin<Box<dyn Future<Output = Outcome<AsideView>> + Send>>;
/// See [`Landing`].
pub type LandingDrawn = Pin<Box<dyn Future<Output = Outcome<String>> + Send>>;

/// A hashtag of the directory, above its posts.
#[derive(Debug, Clone, PartialEq)]
pub struct TagCard {
    /// What it is called in words.
    pub title: String,
    /// What is said of where it stands; may be empty.
    pub state: Message,
    /// Its page in the directory.
    pub url: String,
}

/// Tells of a hashtag by its key what the directory says of it, if it is there; from memory. Handed in where the features
/// are wired.
pub type TagCards = Arc<dyn Fn(String) -> TagCardTold + Send + Sync>;
/// See [`TagCards`].
pub type TagCardTold = Pin<Box<dyn Future<Output = Outcome<Option<TagCard>>> + Send>>;

impl Timelines {
    /// Who knows the directory of hashtags. Can be said once; until then nothing is told of it.
    pub fn set_tag_cards(&self, cards: TagCards) {
        drop(self.0.tag_cards.set(cards));
    }

    pub(super) async fn tag_card(&self, key: &str) -> Outcome<Option<TagCard>> {
        match self.0.tag_cards.get() {
            Some(cards) => cards(key.to_owned()).await,
            None => Ok(None),
        }
    }

    /// Who draws the first page for visitors. Can be said once; until then they are shown the local timeline.
    pub fn set_landing(&self, landing: Landing) {
        drop(self.0.landing.set(landing));
    }

    /// Who knows what stands beside timelines; from memory, for it is asked with each page. Can be said once.
    pub fn set_beside(&self, beside: Beside) {
        drop(self.0.beside.set(beside));
    }

    pub(super) async fn aside(&self, visit: &Visit) -> Outcome<AsideView> {
        match self.0.beside.get() {
            Some(beside) => beside(visit.clone()).await,
            None => Ok(AsideView::default()),
        }
    }
}
