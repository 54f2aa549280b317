//! How many accounts there are, for the server's own numbers and for operators.

use base::{Id, Ms, Outcome};
use store::{Read, args};

use crate::model::Account;
use crate::{Accounts, store as sql};

impl Accounts {
    /// Local accounts that are not suspended.
    pub async fn local_count(&self) -> Outcome<i64> {
        Ok(self.0.db.read(|r| r.row(&sql::LOCAL_COUNT, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// Posts and boosts of all accounts. Reads every account's count, so the caller keeps the answer for a while.
    pub async fn posts_count(&self) -> Outcome<i64> {
        Ok(self.0.db.read(|r| r.row(&sql::POSTS_COUNT, &[], |row| row.get(0))).await?.unwrap_or(0))
    }

    /// Local accounts created from `from` to before `to`.
    pub async fn created_count(&self, from: Ms, to: Ms) -> Outcome<i64> {
        let least = |ms| Id::new(ms, base::Bucket::of(0), 0);
        let (from, to) = (least(from), least(to));
        let count = move |r: &Read<'_>| r.row(&sql::CREATED_BETWEEN, args![from, to], |row| row.get(0));
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// Accounts that are suspended now. Looks at every account, so the caller keeps the answer and follows
    /// [`crate::AccountSuspended`].
    pub async fn suspended(&self) -> Outcome<Vec<Id>> {
        self.0.db.read(|r| r.column(&sql::SUSPENDED, &[])).await
    }

    /// Who followed `account` from the first id on, below the second, and does still.
    pub async fn followers_gained(&self, account: Id, (from, below): (Id, Id)) -> Outcome<u64> {
        let count = move |r: &Read<'_>| {
            r.row(&sql::FOLLOWERS_BETWEEN, args![account.bk(), account, from, below], |row| row.get(0))
        };
        Ok(self.0.db.read(count).await?.unwrap_or(0))
    }

    /// Local accounts after `after`, by id, for operators.
    pub async fn all_after(&self, after: Id, limit: usize) -> Outcome<Vec<Account>> {
        self.0.db.read(move |r| r.rows(&sql::ALL, args![after, limit], sql::account)).await
    }
}
