//! Who is in a collection: the curator puts people in and takes them out, and they may leave by themselves.

use accounts::FollowEdit;
use base::{Id, IdSet, Outcome, Problem};
use notifications::Kind;
use store::{Write, args};

use crate::actions::{own, own_held};
use crate::model::{Collection, Item, Seen};
use crate::rules::{ITEMS_MAX, full_text, may_add, not_addable};
use crate::{Collections, store as sql};

/// People of a name that are looked at.
const NAMED_MAX: usize = 50;

impl Collections {
    /// Puts somebody into a collection of `owner`, and tells them.
    ///
    /// # Errors
    /// 404 for no such collection or nobody, 403 for somebody else's collection and for who does not let the owner do
    /// it; 422 for who is in it or took themselves out, and over [`ITEMS_MAX`].
    pub async fn add(&self, owner: Id, id: Id, member: Id) -> Outcome<Item> {
        self.0.db.read(move |r| own(r, owner, id)).await?;
        self.check_members(owner, &[member]).await?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let collection = own_held(w, owner, id)?;
                consents(w, owner, &[member])?;
                me.insert_item(w, &collection, member)
            })
            .await
    }

    /// `me` follows, or asks to, everybody in a collection whom they do not follow yet. Who cannot be followed is
    /// passed over.
    ///
    /// # Errors
    /// 404 for no such collection.
    pub async fn follow_all(&self, me: Id, id: Id) -> Outcome<()> {
        let seen = self.one(id, Some(me)).await?;
        for member in self.to_follow(me, &seen).await? {
            match self.0.accounts.follow(me, member, FollowEdit::default()).await {
                Err(problem) if problem.kind().status() >= 500 => return Err(problem),
                _ => {}
            }
        }
        Ok(())
    }

    /// Those in a collection whom `me` neither follows nor asked to.
    pub(crate) async fn to_follow(&self, me: Id, seen: &Seen) -> Outcome<Vec<Id>> {
        let relations = self.0.accounts.relations(me).await?;
        let members: Vec<Id> = seen.items.iter().map(|item| item.member).collect();
        let known = self.0.accounts.accounts(&members).await?;
        let new = |id: &Id| {
            let moved = known.get(id).is_none_or(|person| person.moved_to.is_some());
            *id != me && !moved && !relations.follows(*id) && !relations.requested.contains(id)
        };
        Ok(members.into_iter().filter(new).collect())
    }

    /// Who could be put into a collection by its curator, of that name: those whom they follow, then others. Without
    /// a name only the former.
    pub(crate) async fn to_add(&self, seen: &Seen, name: &str, limit: usize) -> Outcome<Vec<Id>> {
        let (accounts, owner) = (&self.0.accounts, seen.collection.owner);
        let mut ids = accounts.followed_named(owner, name).await?;
        if !name.is_empty() {
            ids.extend(accounts.names_like(name, NAMED_MAX).await?);
        }
        let (relations, known) = (accounts.relations(owner).await?, accounts.accounts(&ids).await?);
        let mut met: IdSet = seen.items.iter().map(|item| item.member).chain([owner]).collect();
        ids.retain(|id| {
            let fits = known.get(id).is_some_and(|person| may_add(owner, &relations, person).is_ok());
            fits && met.insert(*id)
        });
        ids.truncate(limit);
        Ok(ids)
    }

    /// 404 for nobody, 403 for who does not let `owner` put them into collections.
    pub(crate) async fn check_members(&self, owner: Id, members: &[Id]) -> Outcome<()> {
        if members.len() > ITEMS_MAX {
            return Err(full());
        }
        let relations = self.0.accounts.relations(owner).await?;
        let known = self.0.accounts.accounts(members).await?;
        members.iter().try_for_each(|member| {
            may_add(owner, &relations, known.get(member).ok_or_else(Problem::not_found)?)
        })
    }

    pub(crate) fn insert_item(
        &self,
        w: &mut Write<'_>,
        collection: &Collection,
        member: Id,
    ) -> Outcome<Item> {
        let (id, owner) = (collection.id, collection.owner);
        let item = Item { id: self.0.ids.beside(id), collection: id, member };
        if w.run(&sql::ADD, args![item.id, item.id.bk(), id, member])? == 0 {
            return Err(Problem::invalid("Account has already been taken"));
        }
        w.run(&sql::ADD_BACK, args![member.bk(), member, id, item.id, owner])?;
        let count = w.row(&sql::ITEMS_COUNT, args![id.bk(), id], |row| row.get::<u64>(0))?;
        if count.unwrap_or(0) > ITEMS_MAX as u64 {
            return Err(full());
        }
        self.0.notifications.tell_of_matter(w, Kind::AddedToCollection, item.id, owner, vec![member])?;
        Ok(item)
    }

    /// Takes somebody out of a collection of `owner`.
    ///
    /// # Errors
    /// 404 for no such collection or item, 403 for somebody else's collection.
    pub async fn remove(&self, owner: Id, id: Id, item: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                own_held(w, owner, id)?;
                let item = item_of(w, id, item)?;
                me.remove_item(w, owner, item)
            })
            .await
    }

    /// `member` takes themselves out of a collection, for good.
    ///
    /// # Errors
    /// 404 for no such collection or item, 403 for somebody else's item.
    pub async fn revoke(&self, member: Id, id: Id, item: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let found = w.row(&sql::ONE, args![id.bk(), id], sql::collection)?;
                let owner = found.ok_or_else(Problem::not_found)?.owner;
                let item = item_of(w, id, item)?;
                if item.member != member {
                    return Err(Problem::forbidden());
                }
                me.forget(w, owner, item)?;
                w.run(&sql::REVOKE, args![item.id.bk(), item.id]).map(|_| ())
            })
            .await
    }

    pub(crate) fn remove_item(&self, w: &mut Write<'_>, owner: Id, item: Item) -> Outcome<()> {
        self.forget(w, owner, item)?;
        w.run(&sql::REMOVE, args![item.id.bk(), item.id]).map(|_| ())
    }

    /// Removes the member's side of an item, and what they were told of it.
    fn forget(&self, w: &mut Write<'_>, owner: Id, item: Item) -> Outcome<()> {
        let Item { id, collection, member } = item;
        w.run(&sql::REMOVE_BACK, args![member.bk(), member, collection])?;
        let notifications = &self.0.notifications;
        notifications.forget_matter(w, Kind::AddedToCollection, id, owner, member)?;
        notifications.forget_matter(w, Kind::CollectionUpdate, collection, owner, member)
    }
}

/// Looks again, in the transaction that puts them in: a block, or the wish not to be found, may have come between.
pub(crate) fn consents(w: &Write<'_>, owner: Id, members: &[Id]) -> Outcome<()> {
    if accounts::still_featurable(w, owner, members)? { Ok(()) } else { Err(not_addable()) }
}

fn full() -> Problem {
    Problem::invalid(full_text())
}

fn item_of(w: &Write<'_>, collection: Id, item: Id) -> Outcome<Item> {
    let found = w.row(&sql::ITEM, args![item.bk(), item], sql::item)?;
    found.filter(|item| item.collection == collection).ok_or_else(Problem::not_found)
}
