//! Making, changing and deleting lists, and who is in them.

use accounts::{Change, RelationChanged};
use base::{Id, Outcome, Problem};
use bus::Bus;
use store::{Read, Write, args};
use timelines::Replies;

use crate::model::{List, ListEdit, replies_name};
use crate::rules::{LISTS_MAX, MEMBERS_MAX, may_add, title};
use crate::{ListChanged, Lists, store as sql};

impl Lists {
    /// Makes a list of `owner`.
    ///
    /// # Errors
    /// 422 without a title, and over [`LISTS_MAX`].
    pub async fn create(&self, owner: Id, edit: ListEdit) -> Outcome<List> {
        let list = List {
            id: self.0.ids.beside(owner),
            owner,
            title: title(&edit.title.unwrap_or_default())?,
            replies: edit.replies.unwrap_or(Replies::List),
            exclusive: edit.exclusive.unwrap_or(false),
        };
        let (bus, made) = (self.0.bus.clone(), list.clone());
        self.0.db.write(move |w| insert(w, &bus, &made)).await?;
        Ok(list)
    }

    /// Changes a list of `owner`, and gives it as it is then. 404 where there is none.
    pub async fn edit(&self, owner: Id, id: Id, edit: ListEdit) -> Outcome<List> {
        let title = edit.title.as_deref().map(title).transpose()?;
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                let mut list = own(w, owner, id)?;
                list.title = title.unwrap_or(list.title);
                list.replies = edit.replies.unwrap_or(list.replies);
                list.exclusive = edit.exclusive.unwrap_or(list.exclusive);
                let replies = replies_name(list.replies);
                let row = args![owner.bk(), owner, id, &list.title, replies, list.exclusive];
                w.run_one(&sql::UPDATE_LIST, row)?;
                bus.emit(w, ListChanged { list: id, owner })?;
                Ok(list)
            })
            .await
    }

    /// Deletes a list of `owner`. 404 where there is none.
    pub async fn delete(&self, owner: Id, id: Id) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run_one(&sql::DELETE_LIST, args![owner.bk(), owner, id])?;
                w.run(&sql::REMOVE_ALL, args![id.bk(), id])?;
                bus.emit(w, ListChanged { list: id, owner })
            })
            .await
    }

    /// Deletes all lists of `owner`, for whoever leaves. May be repeated.
    pub async fn erase(&self, owner: Id) -> Outcome<()> {
        for list in self.of(owner).await? {
            self.delete(owner, list.id).await?;
        }
        Ok(())
    }

    /// Puts people into a list of `owner`: all of them or, with a problem, none.
    ///
    /// # Errors
    /// 404 for whom the owner does not follow, 422 for who is in it, and over [`MEMBERS_MAX`].
    pub async fn add(&self, owner: Id, id: Id, members: Vec<Id>) -> Outcome<()> {
        let relations = self.0.accounts.relations(owner).await?;
        let known = self.0.accounts.accounts(&members).await?;
        for member in &members {
            known.get(member).ok_or_else(Problem::not_found)?;
            may_add(owner, *member, &relations)?;
        }
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                own(w, owner, id)?;
                insert_members(w, owner, id, &members)?;
                bus.emit(w, ListChanged { list: id, owner })
            })
            .await
    }

    /// Takes people out of a list of `owner`; who is not in it does not matter. 404 where there is no such list.
    pub async fn remove(&self, owner: Id, id: Id, members: Vec<Id>) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                own(w, owner, id)?;
                w.run(&sql::REMOVE_MEMBERS, args![id.bk(), id, &accounts::numbers(&members)])?;
                bus.emit(w, ListChanged { list: id, owner })
            })
            .await
    }
}

/// Takes whom one does not follow any more out of one's lists, in the transaction that ends the follow.
pub(crate) fn listen(bus: &Bus) {
    let own = bus.clone();
    bus.within(move |w, event: &RelationChanged| {
        let RelationChanged { from, to, change } = *event;
        match change {
            Change::Unfollowed => leave(w, &own, from, to),
            Change::Removed => leave(w, &own, to, from),
            Change::Blocked => {
                leave(w, &own, from, to)?;
                leave(w, &own, to, from)
            }
            _ => Ok(()),
        }
    });
}

fn leave(w: &mut Write<'_>, bus: &Bus, owner: Id, member: Id) -> Outcome<()> {
    let left: Vec<Id> = w.column(&sql::REMOVE_FROM_ALL, args![owner.bk(), owner, member])?;
    left.into_iter().try_for_each(|list| bus.emit(w, ListChanged { list, owner }))
}

/// The list, or 404 where `owner` has none such.
pub(crate) fn own(r: &Read<'_>, owner: Id, id: Id) -> Outcome<List> {
    let found = r.row(&sql::LIST, args![id.bk(), id], sql::list)?;
    found.filter(|list| list.owner == owner).ok_or_else(Problem::not_found)
}

fn insert(w: &mut Write<'_>, bus: &Bus, list: &List) -> Outcome<()> {
    let List { id, owner, .. } = *list;
    let count = w.row(&sql::LISTS_COUNT, args![owner.bk(), owner], |row| row.get::<i64>(0))?;
    if count.unwrap_or(0) >= LISTS_MAX {
        return Err(Problem::invalid("You have reached the maximum number of lists"));
    }
    let replies = replies_name(list.replies);
    w.run(&sql::INSERT_LIST, args![id, id.bk(), owner, &list.title, replies, list.exclusive])?;
    bus.emit(w, ListChanged { list: id, owner })
}

fn insert_members(w: &Write<'_>, owner: Id, list: Id, members: &[Id]) -> Outcome<()> {
    for &member in members {
        if w.run(&sql::ADD_MEMBER, args![list.bk(), list, member, owner])? == 0 {
            return Err(Problem::invalid("Account has already been taken"));
        }
    }
    let count = w.row(&sql::MEMBERS_COUNT, args![list.bk(), list], |row| row.get::<u64>(0))?;
    if count.unwrap_or(0) > MEMBERS_MAX as u64 {
        return Err(Problem::invalid(format!("A list cannot have more than {MEMBERS_MAX} members")));
    }
    Ok(())
}
