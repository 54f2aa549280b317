use base::{Id, Ms};
use posts::{FilterAction, Places};

/// What a person does not want to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Beside its owner.
    pub id: Id,
    /// What its owner calls it.
    pub title: String,
    /// Where it applies.
    pub places: Places,
    /// What it does.
    pub action: FilterAction,
    /// When it ends by itself.
    pub expires_ms: Option<Ms>,
    /// Words that it looks for, oldest first.
    pub keywords: Vec<Keyword>,
    /// Posts that it names, oldest first.
    pub posts: Vec<Named>,
}

/// A word or words that a filter looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyword {
    /// Beside its owner.
    pub id: Id,
    /// As it was entered.
    pub text: String,
    /// Whether it must not be part of a longer word.
    pub whole_word: bool,
}

/// A post that a filter names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Of the naming, beside its owner.
    pub id: Id,
    /// The post.
    pub post: Id,
}

/// What to change of a filter, or what a new one is; `None` keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edit {
    /// [`Filter::title`].
    pub title: Option<String>,
    /// [`Filter::places`].
    pub places: Option<Places>,
    /// [`Filter::action`].
    pub action: Option<FilterAction>,
    /// [`Filter::expires_ms`].
    pub expires: Option<Expiry>,
    /// What happens to the keywords, in order.
    pub keywords: Vec<KeywordEdit>,
}

/// When a filter ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// Never.
    Never,
    /// At a time.
    At(Ms),
}

/// What happens to one keyword.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeywordEdit {
    /// A new one.
    Add {
        /// [`Keyword::text`].
        text: String,
        /// [`Keyword::whole_word`].
        whole_word: bool,
    },
    /// Another text or way; `None` keeps.
    Change {
        /// Which.
        id: Id,
        /// [`Keyword::text`].
        text: Option<String>,
        /// [`Keyword::whole_word`].
        whole_word: Option<bool>,
    },
    /// It goes.
    Remove(Id),
}

impl Expiry {
    /// As it is kept.
    pub fn ms(self) -> Option<Ms> {
        match self {
            Self::Never => None,
            Self::At(ms) => Some(ms),
        }
    }
}

impl Filter {
    /// Whether it has not ended by itself.
    pub fn is_current(&self, now: Ms) -> bool {
        self.expires_ms.is_none_or(|end| end > now)
    }
}
