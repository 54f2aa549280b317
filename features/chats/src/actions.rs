//! The verbs about chats.

use base::{Id, Ms, Outcome, Problem};
use store::{Write, args};

use crate::events::ChatsChanged;
use crate::model::{Chat, ChatState};
use crate::recurrence::{Schedule, written, written_dates};
use crate::rules::{CHATS_PER_OWNER_MAX, ChatEdit, Editor, blank, edited, hashtag};
use crate::{Chats, store as sql};

impl Chats {
    /// Makes a chat of `owner`, with its next sessions. A chat that was only history, or that everybody left, goes on
    /// with them.
    ///
    /// # Errors
    /// 422 for what is wrong with the form, a hashtag that has a chat already, and over [`CHATS_PER_OWNER_MAX`].
    pub async fn create(&self, owner: Id, edit: ChatEdit) -> Outcome<Chat> {
        let names = hashtag(edit.tag.as_deref().unwrap_or_default())?;
        if edit
            .schedule
            .as_ref()
            .is_none_or(|schedule| schedule.dates_from_ms(self.0.clock.now_ms(), 1).is_empty())
        {
            return Err(Problem::invalid("A chat needs a date that is to come"));
        }
        self.check_people(owner, &edit).await?;
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let owned: i64 = w.row(&sql::OWNED_COUNT, args![owner], |row| row.get(0))?.unwrap_or(0);
                if owned >= CHATS_PER_OWNER_MAX {
                    return Err(Problem::invalid("You have as many chats as one person can have"));
                }
                let old = sql::of_tag(w, &names.0)?;
                let zone = crate::recurrence::utc();
                let had = old.is_some();
                let base = match old {
                    Some(old) if old.owner.is_none() && !old.is_active() => {
                        Chat { owner: Some(owner), state: ChatState::Active, ..old }
                    }
                    Some(_) => return Err(Problem::invalid("This hashtag has a chat already")),
                    None => blank(me.0.ids.beside(owner), Some(owner), names, Schedule::none(zone, 60), now),
                };
                let chat = edited(base, edit, now)?;
                match had {
                    true => update(w, &chat)?,
                    false => insert(w, &chat)?,
                }
                me.settled(w, chat, now)
            })
            .await
    }

    /// Changes a chat.
    ///
    /// # Errors
    /// 404 for none, 403 for whoever may not, 422 for what is wrong with the form.
    pub async fn edit(&self, by: Editor, id: Id, edit: ChatEdit) -> Outcome<Chat> {
        self.check_people(by.account, &edit).await?;
        self.change(by, id, move |chat, now| edited(chat, edit, now)).await
    }

    /// Ends a chat: it has no sessions any more; what was stays.
    ///
    /// # Errors
    /// 404 for none, 403 for whoever may not.
    pub async fn retire(&self, by: Editor, id: Id) -> Outcome<Chat> {
        self.change(by, id, |chat, now| Ok(in_state(chat, ChatState::Retired, now))).await
    }

    /// A chat goes on that had ended.
    ///
    /// # Errors
    /// As [`Chats::retire`].
    pub async fn resume(&self, by: Editor, id: Id) -> Outcome<Chat> {
        self.change(by, id, |chat, now| Ok(in_state(chat, ChatState::Active, now))).await
    }

    /// A host or moderator does not want to be one any more. Changes nothing for anybody else.
    pub async fn step_down(&self, account: Id, id: Id) -> Outcome<()> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let mut chat = sql::held(w, id)?.ok_or_else(Problem::not_found)?;
                chat.people.retain(|member| member.account != account);
                (chat.revision, chat.updated_ms) = (chat.revision + 1, now);
                update(w, &chat)?;
                me.0.bus.emit(w, ChatsChanged { chat: id })
            })
            .await
    }

    async fn change(
        &self,
        by: Editor,
        id: Id,
        change: impl FnOnce(Chat, Ms) -> Outcome<Chat> + Send + 'static,
    ) -> Outcome<Chat> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let old = sql::held(w, id)?.ok_or_else(Problem::not_found)?;
                if !by.may_edit(&old) {
                    return Err(Problem::forbidden());
                }
                let new = change(old, now)?;
                update(w, &new)?;
                me.settled(w, new, now)
            })
            .await
    }

    /// Brings sessions in line, and tells.
    pub(crate) fn settled(&self, w: &mut Write<'_>, chat: Chat, now: Ms) -> Outcome<Chat> {
        let chat = match chat.state {
            ChatState::Active => self.align(w, chat, now)?,
            ChatState::Retired => {
                let rest = Schedule::none(chat.schedule.zone.clone(), chat.schedule.minutes);
                let without = Chat { schedule: rest, ..chat.clone() };
                self.align(w, without, now)?;
                chat
            }
        };
        // It may have got extra dates.
        update(w, &chat)?;
        self.0.bus.emit(w, ChatsChanged { chat: chat.id })?;
        Ok(chat)
    }

    /// Whether everybody whom the form names is there and would hear of it: 422 otherwise.
    async fn check_people(&self, by: Id, edit: &ChatEdit) -> Outcome<()> {
        let lists = [&edit.hosts, &edit.moderators];
        let named: Vec<Id> = lists.into_iter().flatten().flatten().copied().collect();
        self.check_named(by, &named).await
    }
}

fn in_state(mut chat: Chat, state: ChatState, now: Ms) -> Chat {
    (chat.state, chat.revision, chat.updated_ms) = (state, chat.revision + 1, now);
    chat
}

pub(crate) fn insert(w: &Write<'_>, chat: &Chat) -> Outcome<()> {
    put(w, &sql::INSERT_CHAT, chat)
}

pub(crate) fn update(w: &Write<'_>, chat: &Chat) -> Outcome<()> {
    put(w, &sql::UPDATE_CHAT, chat)
}

fn put(w: &Write<'_>, statement: &'static store::Sql, chat: &Chat) -> Outcome<()> {
    let (schedule, texts) = (&chat.schedule, &chat.texts);
    let start = schedule.start.map(written);
    let rule = schedule.rule.as_ref().map(ToString::to_string);
    let (extra, except) = (written_dates(&schedule.extra), written_dates(&schedule.except));
    let specialties = chat.specialties.join(" ");
    w.run_one(
        statement,
        args![
            chat.id,
            &chat.tag,
            &chat.name,
            &chat.title,
            &texts.description,
            &texts.rules,
            &texts.disclaimer,
            &texts.conduct,
            chat.owner,
            schedule.zone.name(),
            start.as_deref(),
            rule.as_deref(),
            &extra,
            &except,
            schedule.minutes,
            chat.language.as_deref(),
            &specialties,
            chat.state.name(),
            chat.revision,
            chat.created_ms,
            chat.updated_ms
        ],
    )?;
    w.run(&sql::REMOVE_MEMBERS, args![chat.id])?;
    for member in &chat.people {
        w.run(&sql::ADD_MEMBER, args![chat.id, member.account, member.role.name()])?;
    }
    Ok(())
}
