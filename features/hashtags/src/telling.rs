//! Telling those who look after a hashtag what the staff decided about it, in the transaction of the decision.

use std::sync::Arc;

use base::{Id, IdMap, Ms, Outcome, Problem, iso_ms};
use notifications::{Kind, MatterList};
use serde_json::json;
use store::{Read, Row, Write, args};

use crate::entity::path;
use crate::model::{Entry, Who};
use crate::{Hashtags, store as sql};

/// What the staff did with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It stays in the directory.
    Kept,
    /// It says something else now.
    Changed,
    /// It is not in the directory any more.
    Refused,
    /// It is not used any more.
    Retired,
}

impl Decision {
    fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Refused => "refused",
            Self::Retired => "retired",
        }
    }
}

/// A decision as it was noted.
struct Noted {
    id: Id,
    tag: String,
    decision: String,
    reason: Option<String>,
    words: String,
    decided_ms: Ms,
}

fn noted(row: &Row<'_>) -> Outcome<Noted> {
    Ok(Noted {
        id: row.get(0)?,
        tag: row.get(1)?,
        decision: row.get(2)?,
        reason: row.get(3)?,
        words: row.get(4)?,
        decided_ms: row.get(5)?,
    })
}

/// Sits down in the slot of notifications.
pub(crate) fn name_decisions(hashtags: &Hashtags) {
    // Weak: the slot lives in here.
    let weak = Arc::downgrade(&hashtags.0);
    let slot = move |_, ids, reader| -> MatterList {
        let me = weak.upgrade().map(Hashtags);
        Box::pin(async move {
            match me {
                Some(me) => me.decisions(ids, reader).await,
                None => Ok(IdMap::default()),
            }
        })
    };
    hashtags.0.ground.notifications.name_matters(&[Kind::HashtagDecision], Arc::new(slot));
}

impl Hashtags {
    /// Notes what the staff did with the entry `old`, which is `new` now, and tells whoever looked after it, in the
    /// caller's transaction. Who does something with their own knows it.
    pub(crate) fn tell_owner(
        &self,
        w: &mut Write<'_>,
        by: Who,
        decision: Decision,
        (old, new): (&Entry, &Entry),
    ) -> Outcome<()> {
        let Some(owner) = old.owner.filter(|owner| *owner != by.account && by.staff) else { return Ok(()) };
        let (ground, now) = (&self.0.ground, self.now_ms());
        let id = ground.ids.beside(owner);
        let reason = new.reason.filter(|_| decision == Decision::Refused).map(|reason| reason.name());
        let words = if decision == Decision::Refused { new.words.as_str() } else { "" };
        w.run(&sql::NOTE_DECISION, args![id, owner, &new.tag, decision.name(), reason, words, now])?;
        // Told as if by the owner: who of the staff decided is nobody's business.
        ground.notifications.tell_of_matter(w, Kind::HashtagDecision, id, owner, vec![owner])
    }

    /// Decisions that `reader` was told of, as the API tells them.
    async fn decisions(&self, ids: Vec<Id>, reader: Id) -> Outcome<IdMap<Arc<[u8]>>> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let read = move |r: &Read<'_>| r.rows(&sql::DECISIONS, args![&ids, reader], noted);
        let found = self.0.ground.db.read(read).await?;
        let entity = |one: Noted| {
            let told = json!({
                "id": one.id,
                "tag": one.tag,
                "url": self.0.ground.site.url(&path(&one.tag)),
                "decision": one.decision,
                "reason": one.reason,
                "text": one.words,
                "created_at": iso_ms(one.decided_ms),
            });
            (one.id, Arc::from(told.to_string().into_bytes()))
        };
        Ok(found.into_iter().map(entity).collect())
    }

    /// The hashtag that a decision is about, of which `reader` was told.
    ///
    /// # Errors
    /// 404 for none, and for somebody else's.
    pub(crate) async fn decided_about(&self, decision: Id, reader: Id) -> Outcome<String> {
        let ids = vec![decision.0];
        let read = move |r: &Read<'_>| r.row(&sql::DECISIONS, args![&ids, reader], noted);
        Ok(self.0.ground.db.read(read).await?.ok_or_else(Problem::not_found)?.tag)
    }
}
