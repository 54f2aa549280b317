//! What posts do to conversations, in the very transaction of the post: both sides have it in their next call.

use base::{Id, Outcome};
use bus::Bus;
use posts::{PostDeleted, PostEdited, PostPublished, Visibility};
use store::{Write, args};

use crate::events::ConversationChanged;
use crate::{Conversations, store as sql};

/// A direct post and where it belongs.
struct Said {
    post: Id,
    author: Id,
    root: Id,
}

/// Subscribes.
pub(crate) fn listen(conversations: &Conversations, bus: &Bus) {
    let me = conversations.clone();
    bus.within(move |w, event: &PostPublished| me.published(w, event));
    let me = conversations.clone();
    bus.within(move |w, event: &PostEdited| me.edited(w, event));
    let me = conversations.clone();
    bus.within(move |w, event: &PostDeleted| me.deleted(w, event));
}

/// The author and whom the post is to, each once. In the order of their ids, so that two transactions about the same
/// people wait for each other and not in a circle.
fn everyone(author: Id, mentions: &[Id]) -> Vec<Id> {
    let mut all = [&[author], mentions].concat();
    all.sort_unstable();
    all.dedup();
    all
}

fn is_direct(visibility: i64) -> bool {
    Visibility::from_code(visibility) == Visibility::Direct
}

impl Conversations {
    fn published(&self, w: &mut Write<'_>, event: &PostPublished) -> Outcome<()> {
        if !is_direct(event.visibility) || event.boost_of.is_some() {
            return Ok(());
        }
        let said = Said { post: event.post, author: event.author, root: event.root };
        everyone(event.author, &event.mentions)
            .into_iter()
            .try_for_each(|account| self.add(w, account, &said))
    }

    fn edited(&self, w: &mut Write<'_>, event: &PostEdited) -> Outcome<()> {
        if !is_direct(event.visibility) {
            return Ok(());
        }
        let said = Said { post: event.post, author: event.author, root: event.root };
        for account in everyone(event.author, &[&event.mentions[..], &event.unmentioned].concat()) {
            if event.newly_mentioned.contains(&account) {
                self.add(w, account, &said)?;
            } else if event.unmentioned.contains(&account) && account != event.author {
                self.remove(w, account, event.post)?;
            } else if let Some(root) =
                w.row(&sql::IS_LAST, args![account.bk(), account, event.post], |row| row.get(0))?
            {
                self.changed(w, account, root)?;
            }
        }
        Ok(())
    }

    fn deleted(&self, w: &mut Write<'_>, event: &PostDeleted) -> Outcome<()> {
        if !is_direct(event.visibility) || event.boost_of.is_some() {
            return Ok(());
        }
        let all = everyone(event.author, &event.mentions);
        all.into_iter().try_for_each(|account| self.remove(w, account, event.post))
    }

    fn add(&self, w: &mut Write<'_>, account: Id, said: &Said) -> Outcome<()> {
        let Said { post, author, root } = *said;
        w.run(&sql::ADD_POST, args![account, post, account.bk(), root, author])?;
        let read = if account == author { post } else { Id::default() };
        w.run(&sql::BEGIN, args![account, root, account.bk(), post, author, read])?;
        self.changed(w, account, root)
    }

    /// Takes a post out; the one before it is the last then.
    fn remove(&self, w: &mut Write<'_>, account: Id, post: Id) -> Outcome<()> {
        let root = w.column::<Id>(&sql::DROP_POST, args![account.bk(), account, post])?.pop();
        let Some(root) = root else { return Ok(()) };
        let here = args![account.bk(), account, root];
        let newest = w.row(&sql::NEWEST, here, |row| Ok((row.get::<Id>(0)?, row.get::<Id>(1)?)))?;
        match newest {
            Some((last, author)) => {
                w.run(&sql::SET_LAST, args![account.bk(), account, root, last, author])?;
                self.changed(w, account, root)
            }
            None => w.run(&sql::END, here).map(|_| ()),
        }
    }

    pub(crate) fn changed(&self, w: &mut Write<'_>, account: Id, conversation: Id) -> Outcome<()> {
        self.0.bus.emit(w, ConversationChanged { account, conversation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_is_there_once() {
        assert_eq!(everyone(Id(5), &[Id(9), Id(5), Id(2), Id(9)]), [Id(2), Id(5), Id(9)]);
        assert_eq!(everyone(Id(5), &[]), [Id(5)]);
    }
}
