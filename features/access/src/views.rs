//! Reading users, sessions and applications.

use base::{Id, IdMap, Ms, Outcome};
use store::{Row, args};

use crate::authenticator::lapsed;
use crate::model::{App, AuthorisedApp, Session, User};
use crate::secrets::digest;
use crate::{Access, store as sql};

/// Addresses told of several people together.
const ADDRESSES_MAX: usize = 1_000;
/// Entries of a list at the most.
const LIST_MAX: usize = 200;

impl Access {
    /// What is private about a local account, if somebody can sign in to it.
    pub async fn user(&self, account: Id) -> Outcome<Option<User>> {
        self.0.db.read(move |r| r.row(&sql::USER, args![account.bk(), account], sql::user)).await
    }

    /// What is private about those of `accounts` to whom somebody can sign in.
    pub async fn users(&self, accounts: &[Id]) -> Outcome<IdMap<User>> {
        let (bks, ids) = (accounts::buckets(accounts), accounts::numbers(accounts));
        let users = self.0.db.read(move |r| r.rows(&sql::USERS, args![&bks, &ids], sql::user)).await?;
        Ok(users.into_iter().map(|user| (user.account, user)).collect())
    }

    /// From where people signed up or in of late: `(account, address, when)`, the latest first.
    pub async fn addresses(&self, accounts: &[Id]) -> Outcome<Vec<(Id, String, Ms)>> {
        let ids = accounts::numbers(accounts);
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        self.0.db.read(move |r| r.rows(&sql::ADDRESSES_OF, args![&ids, ADDRESSES_MAX], read)).await
    }

    /// Those who wait for the staff, the first come first, after `after` (0 for the first page).
    pub async fn pending(&self, after: Id) -> Outcome<Vec<User>> {
        self.0.db.read(move |r| r.rows(&sql::PENDING, args![after, LIST_MAX], sql::user)).await
    }

    /// The accounts that may moderate: owner, administrators, moderators.
    pub async fn staff(&self) -> Outcome<Vec<Id>> {
        self.0.db.read(|r| r.column(&sql::STAFF, &[])).await
    }

    /// How many people used the server since `since_ms`, to the hour.
    pub async fn active_since(&self, since_ms: Ms) -> Outcome<i64> {
        Ok(self
            .0
            .db
            .read(move |r| r.row(&sql::ACTIVE, args![since_ms], |row| row.get(0)))
            .await?
            .unwrap_or(0))
    }

    /// Where the account is signed in, the last used first.
    pub async fn sessions(&self, account: Id) -> Outcome<Vec<Session>> {
        let session = |row: &Row<'_>| {
            Ok(Session { id: row.get(0)?, label: row.get(1)?, created_ms: row.get(2)?, seen_ms: row.get(3)? })
        };
        self.0.db.read(move |r| r.rows(&sql::SESSIONS_OF, args![account, LIST_MAX], session)).await
    }

    /// Whether a session of the account is still one.
    pub async fn is_session(&self, account: Id, session: Id) -> Outcome<bool> {
        let times = move |r: &store::Read<'_>| {
            r.row(&sql::SESSION_TIMES, args![account, session], |row| Ok((row.get(0)?, row.get(1)?)))
        };
        let found: Option<(Ms, Ms)> = self.0.db.read(times).await?;
        Ok(found.is_some_and(|(created_ms, seen_ms)| !lapsed(created_ms, seen_ms, self.now_ms())))
    }

    /// The applications that may act for the account, one entry each, the newest first.
    pub async fn authorised_apps(&self, account: Id) -> Outcome<Vec<AuthorisedApp>> {
        let tokens =
            self.0.db.read(move |r| r.rows(&sql::TOKENS_OF, args![account, LIST_MAX], authorised)).await?;
        let mut apps: Vec<AuthorisedApp> = Vec::new();
        for token in tokens {
            match apps.iter_mut().find(|app| app.app == token.app) {
                Some(app) => {
                    app.seen_ms = app.seen_ms.max(token.seen_ms);
                    app.created_ms = app.created_ms.min(token.created_ms);
                }
                None => apps.push(token),
            }
        }
        Ok(apps)
    }

    /// An application, as a post names the one that it was written with.
    pub async fn app(&self, id: Id) -> Outcome<Option<App>> {
        self.0.db.read(move |r| r.row(&sql::APP_BY_ID, args![id], sql::app)).await
    }

    /// An application by its public name in OAuth.
    pub async fn app_of_client(&self, client_id: &str) -> Outcome<Option<App>> {
        let client_id = client_id.to_owned();
        self.0.db.read(move |r| r.row(&sql::APP, args![&client_id], sql::app)).await
    }

    /// The account that a token is for, whether or not it can be used yet.
    pub(crate) async fn token_account(&self, token: &str) -> Outcome<Option<Id>> {
        let hash = digest(token);
        let found = self
            .0
            .db
            .read(move |r| r.row(&sql::TOKEN, args![&hash[..]], |row| row.get::<Option<Id>>(1)))
            .await?;
        Ok(found.flatten())
    }

    /// The application that a code was made for.
    pub(crate) async fn code_app(&self, code: &str) -> Outcome<Option<App>> {
        let hash = digest(code);
        self.0
            .db
            .read(move |r| match r.row(&sql::CODE, args![&hash[..]], |row| row.get::<Id>(0))? {
                Some(app) => r.row(&sql::APP_BY_ID, args![app], sql::app),
                None => Ok(None),
            })
            .await
    }
}

fn authorised(row: &Row<'_>) -> Outcome<AuthorisedApp> {
    Ok(AuthorisedApp {
        app: row.get(0)?,
        name: row.get(1)?,
        website: row.get(2)?,
        scopes: sql::scopes(&row.get::<String>(3)?)?,
        created_ms: row.get(4)?,
        seen_ms: row.get(5)?,
    })
}
