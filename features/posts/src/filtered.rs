//! What a viewer does not want to read. Whose filters there are is known further right; here is the slot for them
//! and what they do to a post.

use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Ms, Outcome};

use crate::shown::Shown;
use crate::views::View;

/// Where a post is shown: Mastodon's contexts of filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The home timeline and lists.
    Home,
    /// Notifications.
    Notifications,
    /// Public timelines, hashtags and what is searched for.
    Public,
    /// Around another post.
    Thread,
    /// A profile.
    Account,
    /// Where the viewer chose this very post, so that no filter hides it.
    Chosen,
}

impl Place {
    /// Those that a filter can name, in Mastodon's order.
    pub const NAMED: [Self; 5] = [Self::Home, Self::Notifications, Self::Public, Self::Thread, Self::Account];

    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Notifications => "notifications",
            Self::Public => "public",
            Self::Thread => "thread",
            Self::Account => "account",
            Self::Chosen => "",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|place| place.name() == name)
    }
}

/// Some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Places(u8);

impl Places {
    /// With one more.
    #[must_use]
    pub fn with(self, place: Place) -> Self {
        Self(self.0 | 1 << place as u8)
    }

    /// Whether `place` is among them.
    pub fn has(self, place: Place) -> bool {
        self.0 & (1 << place as u8) != 0
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that a filter can name, in Mastodon's order.
    pub fn named(self) -> impl Iterator<Item = Place> {
        Place::NAMED.into_iter().filter(move |place| self.has(*place))
    }

    /// As stored.
    pub fn code(self) -> i64 {
        i64::from(self.0)
    }

    /// From the store; bits that nobody knows are dropped.
    pub fn from_code(code: i64) -> Self {
        let known = |place: &Place| code & (1 << *place as i64) != 0;
        Place::NAMED.into_iter().filter(known).fold(Self::default(), Self::with)
    }
}

/// What a filter does with a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FilterAction {
    /// Folds it behind the filter's title.
    #[default]
    Warn,
    /// Leaves it out.
    Hide,
    /// Covers its media.
    Blur,
}

impl FilterAction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Warn, Self::Hide, Self::Blur];

    /// Mastodon's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Hide => "hide",
            Self::Blur => "blur",
        }
    }

    /// From Mastodon's word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// The filters of a viewer that match a post; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filtered {
    /// Mastodon's list of `FilterResult`.
    pub json: Box<[u8]>,
    /// The same for pages.
    pub by: Vec<FilteredBy>,
}

/// A filter that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilteredBy {
    /// What its owner calls it.
    pub title: Arc<str>,
    /// Where it applies.
    pub places: Places,
    /// What it does.
    pub action: FilterAction,
}

/// How a page shows a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fold {
    /// As it is.
    Plain,
    /// With its media covered, by filters of these titles.
    Blurred(String),
    /// Folded behind the titles.
    Folded(String),
    /// Not at all.
    Hidden,
}

impl Filtered {
    /// What the filters do at `place`, the strongest first: hide, warn, blur.
    pub fn fold(&self, place: Place) -> Fold {
        let titles = |action| {
            let by = self.by.iter().filter(|by| by.places.has(place) && by.action == action);
            by.map(|by| &*by.title).collect::<Vec<_>>().join(", ")
        };
        let acts = |action| self.by.iter().any(|by| by.places.has(place) && by.action == action);
        if acts(FilterAction::Hide) {
            Fold::Hidden
        } else if acts(FilterAction::Warn) {
            Fold::Folded(titles(FilterAction::Warn))
        } else if acts(FilterAction::Blur) {
            Fold::Blurred(titles(FilterAction::Blur))
        } else {
            Fold::Plain
        }
    }
}

impl View {
    /// How a page shows it at `place`. Nobody's own posts are hidden from them.
    pub fn fold(&self, place: Place) -> Fold {
        let own = self.inner.as_ref().map_or(self.own, |inner| inner.own);
        self.filtered.as_ref().filter(|_| !own).map_or(Fold::Plain, |filtered| filtered.fold(place))
    }
}

/// One viewer's filters, ready to be asked about many posts.
pub trait Sieve: Send + Sync {
    /// The filters that match `post`, shown because of `boost` where that is why, at the time `now_ms`.
    fn sift(&self, post: &Shown, boost: Option<Id>, now_ms: Ms) -> Option<Arc<Filtered>>;
}

/// What [`Sieves::load`] answers.
pub type SieveAnswer = Pin<Box<dyn Future<Output = Outcome<Option<Arc<dyn Sieve>>>> + Send>>;

/// Whose filters there are. Handed in where the features are wired.
pub trait Sieves: Send + Sync {
    /// What memory knows of a viewer's filters: `None` where it has to be loaded, `Some(None)` of those who have
    /// none. For each page, so it costs one look into a cache.
    fn known(&self, viewer: Id) -> Option<Option<Arc<dyn Sieve>>>;

    /// A viewer's filters from the database.
    fn load(&self, viewer: Id) -> SieveAnswer;
}

impl crate::Posts {
    /// Who knows the viewers' filters. Can be said once.
    pub fn filter_by(&self, sieves: Arc<dyn Sieves>) {
        drop(self.0.sieves.set(sieves));
    }

    /// The filters of `viewer` that match a post which was shown without them. For a post, not for a boost.
    pub async fn filtered(&self, viewer: Id, view: &View) -> Outcome<Option<Arc<Filtered>>> {
        let sieve = self.sieve(viewer).await?;
        Ok(sieve.and_then(|sieve| sieve.sift(&view.shown, None, self.now_ms())))
    }

    /// Whether `viewer` has filters at all, for who would ask about many posts.
    pub async fn has_filters(&self, viewer: Id) -> Outcome<bool> {
        Ok(self.sieve(viewer).await?.is_some())
    }

    /// The filters of `viewer`, if they have any.
    pub(crate) async fn sieve(&self, viewer: Id) -> Outcome<Option<Arc<dyn Sieve>>> {
        let Some(sieves) = self.0.sieves.get() else { return Ok(None) };
        match sieves.known(viewer) {
            Some(known) => Ok(known),
            None => sieves.load(viewer).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(title: &str, action: FilterAction, places: &[Place]) -> FilteredBy {
        let places = places.iter().fold(Places::default(), |all, place| all.with(*place));
        FilteredBy { title: title.into(), places, action }
    }

    #[test]
    fn words_and_codes_round_trip() {
        for place in Place::NAMED {
            assert_eq!(Place::parse(place.name()), Some(place));
            let one = Places::default().with(place);
            assert_eq!(Places::from_code(one.code()), one);
            assert!(one.has(place) && one.named().eq([place]));
        }
        for action in FilterAction::ALL {
            assert_eq!(FilterAction::parse(action.name()), Some(action));
        }
        assert_eq!((Place::parse(""), FilterAction::parse("drop")), (None, None));
        assert_eq!(Places::from_code(-1).named().count(), 5);
        assert!(!Places::from_code(-1).has(Place::Chosen) && Places::from_code(0).is_empty());
    }

    #[test]
    fn the_strongest_filter_of_the_place_decides() {
        use FilterAction::{Blur, Hide, Warn};
        use Place::{Account, Chosen, Home, Public, Thread};
        let filtered = Filtered {
            json: Box::default(),
            by: vec![
                by("a", Blur, &[Home, Public, Thread]),
                by("b", Warn, &[Home, Public]),
                by("c", Warn, &[Public]),
                by("d", Hide, &[Home]),
            ],
        };
        assert_eq!(filtered.fold(Home), Fold::Hidden);
        assert_eq!(filtered.fold(Public), Fold::Folded("b, c".to_owned()));
        assert_eq!(filtered.fold(Thread), Fold::Blurred("a".to_owned()));
        assert_eq!((filtered.fold(Account), filtered.fold(Chosen)), (Fold::Plain, Fold::Plain));
    }
}
