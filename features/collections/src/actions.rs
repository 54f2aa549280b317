//! Making, changing and deleting collections.

use base::{Id, Outcome, Problem};
use notifications::Kind;
use store::{Read, Write, args};

use crate::items::consents;
use crate::model::{Collection, CollectionEdit, Item};
use crate::rules::{COLLECTIONS_MAX, edited, is_news};
use crate::{Collections, store as sql};

impl Collections {
    /// Makes a collection of `owner` with these people in it: all of them or, with a problem, nothing.
    ///
    /// # Errors
    /// 422 for what is wrong with the form and over [`COLLECTIONS_MAX`]; else as [`Collections::add`].
    pub async fn create(&self, owner: Id, edit: CollectionEdit, members: Vec<Id>) -> Outcome<Collection> {
        let now = self.0.clock.now_ms();
        let made = edited(blank(self.0.ids.beside(owner), owner, now), edit, now)?;
        self.check_members(owner, &members).await?;
        let (me, row) = (self.clone(), made.clone());
        self.0
            .db
            .write(move |w| {
                me.insert(w, &row)?;
                consents(w, owner, &members)?;
                members.iter().try_for_each(|&member| me.insert_item(w, &row, member).map(|_| ()))
            })
            .await?;
        Ok(made)
    }

    fn insert(&self, w: &Write<'_>, row: &Collection) -> Outcome<()> {
        let (id, owner) = (row.id, row.owner);
        let count = w.row(&sql::COUNT, args![owner.bk(), owner], |row| row.get::<i64>(0))?;
        if count.unwrap_or(0) >= COLLECTIONS_MAX {
            return Err(Problem::invalid("You have reached the maximum number of collections"));
        }
        let (language, tag) = (row.language.as_deref(), row.tag.as_deref());
        w.run(
            &sql::INSERT,
            args![
                id,
                id.bk(),
                owner,
                &row.name,
                &row.description,
                language,
                tag,
                row.sensitive,
                row.discoverable,
                row.created_ms
            ],
        )?;
        Ok(())
    }

    /// Changes a collection of `owner`, and tells those in it of another name or description.
    ///
    /// # Errors
    /// 404 for none, 403 for somebody else's, 422 for what is wrong with the form.
    pub async fn edit(&self, owner: Id, id: Id, edit: CollectionEdit) -> Outcome<Collection> {
        let (me, now) = (self.clone(), self.0.clock.now_ms());
        self.0
            .db
            .write(move |w| {
                let old = own_held(w, owner, id)?;
                let new = edited(old.clone(), edit, now)?;
                update(w, &new)?;
                if is_news(&old, &new) {
                    let members = items_of(w, id)?.iter().map(|item| item.member).collect();
                    me.0.notifications.tell_of_matter(w, Kind::CollectionUpdate, id, owner, members)?;
                }
                Ok(new)
            })
            .await
    }

    /// Deletes a collection of `owner`.
    ///
    /// # Errors
    /// 404 for none, 403 for somebody else's.
    pub async fn delete(&self, owner: Id, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                own_held(w, owner, id)?;
                me.remove_all(w, owner, id)
            })
            .await
    }

    /// Deletes an account's collections, and its place in those of others. Where it took itself out of one, that stays
    /// known, so that nobody puts it in again.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let own: Vec<Id> = w.column(&sql::IDS_OF, args![account.bk(), account])?;
                own.into_iter().try_for_each(|id| me.remove_all(w, account, id))?;
                me.leave_all(w, account)
            })
            .await
    }

    fn remove_all(&self, w: &mut Write<'_>, owner: Id, id: Id) -> Outcome<()> {
        for item in items_of(w, id)? {
            self.remove_item(w, owner, item)?;
        }
        w.run(&sql::REMOVE_ALL, args![id.bk(), id])?;
        w.run(&sql::DELETE, args![id.bk(), id]).map(|_| ())
    }
}

/// One that says nothing yet.
pub(crate) fn blank(id: Id, owner: Id, now: base::Ms) -> Collection {
    Collection {
        id,
        owner,
        name: String::new(),
        description: String::new(),
        language: None,
        tag: None,
        sensitive: false,
        discoverable: false,
        created_ms: now,
        updated_ms: now,
    }
}

fn update(w: &Write<'_>, new: &Collection) -> Outcome<()> {
    let (language, tag) = (new.language.as_deref(), new.tag.as_deref());
    let args = args![
        new.id.bk(),
        new.id,
        &new.name,
        &new.description,
        language,
        tag,
        new.sensitive,
        new.discoverable,
        new.updated_ms
    ];
    w.run_one(&sql::UPDATE, args)
}

pub(crate) fn items_of(r: &Read<'_>, id: Id) -> Outcome<Vec<Item>> {
    r.rows(&sql::ITEMS_OF, args![&vec![id.bk()], &vec![id.0]], sql::item)
}

/// The collection, 404 where there is none, 403 where it is somebody else's.
pub(crate) fn own(r: &Read<'_>, owner: Id, id: Id) -> Outcome<Collection> {
    owned_by(owner, r.row(&sql::ONE, args![id.bk(), id], sql::collection)?)
}

/// The same, which nobody else changes before this transaction ends.
pub(crate) fn own_held(w: &Write<'_>, owner: Id, id: Id) -> Outcome<Collection> {
    owned_by(owner, w.row(&sql::ONE_HELD, args![id.bk(), id], sql::collection)?)
}

fn owned_by(owner: Id, found: Option<Collection>) -> Outcome<Collection> {
    let found = found.ok_or_else(Problem::not_found)?;
    if found.owner == owner { Ok(found) } else { Err(Problem::forbidden()) }
}
