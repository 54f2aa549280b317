//! Who keeps chats, and what happens when they leave.

use base::{Id, Outcome, Problem};
use store::{Write, args};

use crate::actions::update;
use crate::events::ChatsChanged;
use crate::model::{ChatState, MemberRole};
use crate::{Chats, store as sql};

impl Chats {
    /// Whether everybody who is named is there, and not apart from `by`.
    ///
    /// # Errors
    /// 422 for somebody who is not.
    pub(crate) async fn check_named(&self, by: Id, named: &[Id]) -> Outcome<()> {
        if named.is_empty() {
            return Ok(());
        }
        let (found, relations) =
            (self.0.accounts.accounts(named).await?, self.0.accounts.relations(by).await?);
        let apart = |id: &Id| relations.blocked_by.contains(id) || relations.blocking.contains(id);
        let fits = |id: &Id| found.get(id).is_some_and(|one| one.suspended_ms.is_none()) && !apart(id);
        match named.iter().all(fits) {
            true => Ok(()),
            false => Err(Problem::invalid("Somebody whom you named cannot be found")),
        }
    }

    /// Takes somebody who leaves out of everything. What they owned goes to the first of its hosts; where there is none
    /// it is retired, and can be taken up by whoever makes a chat for its hashtag. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        self.erase_at_desks(account).await?;
        self.erase_in_rooms(account).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let kept: Vec<Id> = w.column(&sql::KEPT_BY, args![account])?;
                for chat in kept {
                    me.hand_on(w, chat, account)?;
                }
                for statement in [
                    &sql::FORGET_MEMBER,
                    &sql::FORGET_GUEST,
                    &sql::FORGET_REMINDERS,
                    &sql::FORGET_STOPS,
                    &sql::FORGET_READER,
                ] {
                    w.run(statement, args![account])?;
                }
                // They may have been a guest anywhere.
                me.0.bus.emit(w, ChatsChanged { chat: Id::default() })
            })
            .await
    }

    fn hand_on(&self, w: &mut Write<'_>, id: Id, from: Id) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        let Some(mut chat) = sql::held(w, id)? else { return Ok(()) };
        chat.people.retain(|member| member.account != from);
        if chat.owner == Some(from) {
            chat.owner =
                chat.people.iter().find(|member| member.role == MemberRole::Host).map(|host| host.account);
            let owner = chat.owner;
            chat.people.retain(|member| Some(member.account) != owner);
        }
        (chat.revision, chat.updated_ms) = (chat.revision + 1, now);
        if chat.owner.is_some() {
            return update(w, &chat);
        }
        chat.state = ChatState::Retired;
        update(w, &chat)?;
        self.settled(w, chat, now).map(drop)
    }
}
