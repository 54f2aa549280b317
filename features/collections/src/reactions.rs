//! What ends that somebody is in a collection, in the transaction in which it happens: a block, whoever made it, and
//! the wish not to be found any more.

use std::sync::Arc;

use accounts::{Change, FeaturingEnded, RelationChanged};
use base::{Id, Outcome};
use notifications::Kind;
use store::{Row, Write, args};

use crate::model::Item;
use crate::{Collections, store as sql};

pub(crate) fn listen(collections: &Collections) {
    // Weak: the bus lives in here.
    let weak = Arc::downgrade(&collections.0);
    collections.0.bus.within(move |w, event: &RelationChanged| {
        let RelationChanged { from, to, change } = *event;
        let Some(me) = weak.upgrade().map(Collections).filter(|_| change == Change::Blocked) else {
            return Ok(());
        };
        accounts::hold(w, &[from, to])?;
        me.leave(w, from, to)?;
        me.leave(w, to, from)
    });
    let weak = Arc::downgrade(&collections.0);
    collections.0.bus.within(move |w, event: &FeaturingEnded| match weak.upgrade().map(Collections) {
        Some(me) => me.leave_all(w, event.account),
        None => Ok(()),
    });
}

/// An item with its curator, from the member's side.
fn owned(row: &Row<'_>) -> Outcome<(Item, Id)> {
    Ok((sql::item(row)?, row.get(3)?))
}

impl Collections {
    fn leave(&self, w: &mut Write<'_>, member: Id, owner: Id) -> Outcome<()> {
        let items = w.rows(&sql::WITH_BY, args![member.bk(), member, owner], owned)?;
        items.into_iter().try_for_each(|(item, owner)| self.remove_item(w, owner, item))
    }

    pub(crate) fn leave_all(&self, w: &mut Write<'_>, member: Id) -> Outcome<()> {
        accounts::hold(w, &[member])?;
        let items = w.rows(&sql::WITH_ALL, args![member.bk(), member], sql::item)?;
        if items.is_empty() {
            return Ok(());
        }
        // However many there are, the statements are as many.
        let ids: Vec<Id> = items.iter().map(|item| item.id).collect();
        w.run(&sql::REMOVE_THESE, args![&accounts::buckets(&ids), &accounts::numbers(&ids)])?;
        w.run(&sql::REMOVE_ALL_BACK, args![member.bk(), member])?;
        self.0.notifications.forget_kinds(w, &[Kind::AddedToCollection, Kind::CollectionUpdate], member)
    }
}
