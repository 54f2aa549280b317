//! Accounts as the staff see them: with what is private about them, in the same few queries for one as for a page.

use std::sync::Arc;

use access::User;
use accounts::Shown;
use base::{Id, IdMap, Ms, Outcome, Page, Problem};
use store::{Read, args};

use crate::model::{PeopleFilter, States};
use crate::rules::beginning;
use crate::{Moderation, Origin, store as sql};

/// Everybody that an answer tells of.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) shown: IdMap<Arc<Shown>>,
    pub(crate) users: IdMap<User>,
    /// `(account, address, when)`, the latest first.
    pub(crate) addresses: Vec<(Id, String, Ms)>,
}

impl Moderation {
    /// A page of the accounts that the staff ask for, newest first.
    pub async fn people(&self, filter: PeopleFilter, page: Page) -> Outcome<Vec<Id>> {
        let asked = move |r: &Read<'_>| {
            let origin: i64 = match filter.origin {
                Origin::Any => 0,
                Origin::Local => 1,
                Origin::Remote => 2,
            };
            let States { active, pending, disabled, silenced, suspended, sensitized } = filter.states;
            let roles: Vec<String> = filter.roles.iter().map(|role| role.name().to_owned()).collect();
            let (username, display_name) = (beginning(&filter.username), beginning(&filter.display_name));
            let email = beginning(&filter.email);
            let statement = if page.forward() { &sql::PEOPLE_UP } else { &sql::PEOPLE_PAGE };
            let args = args![
                page.below(),
                page.above(),
                origin,
                active,
                pending,
                disabled,
                silenced,
                suspended,
                sensitized,
                !roles.is_empty(),
                roles.as_slice(),
                &username,
                &display_name,
                &filter.domain,
                &email,
                &filter.address,
                page.limit
            ];
            r.column::<Id>(statement, args)
        };
        let mut ids = self.db.read(asked).await?;
        ids.sort_by_key(|id| std::cmp::Reverse(*id));
        Ok(ids)
    }

    /// What the staff see of `ids`.
    pub(crate) async fn know(&self, ids: &[Id]) -> Outcome<People> {
        if ids.is_empty() {
            return Ok(People::default());
        }
        Ok(People {
            shown: self.accounts.accounts(ids).await?,
            users: self.access.users(ids).await?,
            addresses: self.access.addresses(ids).await?,
        })
    }

    /// What the staff see of one account; 404 for nobody.
    pub(crate) async fn know_one(&self, id: Id) -> Outcome<People> {
        let people = self.know(&[id]).await?;
        if people.shown.contains_key(&id) { Ok(people) } else { Err(Problem::not_found()) }
    }
}
