//! What happened, as far as it decides who is told.

use accounts::Relations;
use base::{Id, Ms};
use posts::{Post, Visibility};

use crate::model::Kind;
use crate::rules::Sender;

/// Something that happened and still stands.
pub(crate) struct Fact {
    pub(crate) kind: Kind,
    pub(crate) from: Id,
    pub(crate) from_created_ms: Ms,
    pub(crate) from_limited: bool,
    pub(crate) post: Option<Post>,
    /// A report or a decision.
    pub(crate) matter: Option<Id>,
    pub(crate) at_ms: Ms,
}

/// One who is to be told, and how.
pub(crate) struct Recipient {
    pub(crate) account: Id,
    pub(crate) filtered: bool,
}

/// What a policy looks at.
pub(crate) fn facts_of_sender(
    fact: &Fact,
    reader: Id,
    own: &Relations,
    theirs: &Relations,
    let_in: bool,
) -> Sender {
    let private = |post: &Post| post.visibility == Visibility::Direct && post.reply_to_author != Some(reader);
    Sender {
        followed: own.follows(fact.from),
        follows: theirs.follows(reader),
        created_ms: fact.from_created_ms,
        let_in,
        private: fact.post.as_ref().is_some_and(private),
        limited: fact.from_limited,
    }
}
