//! Reading users, sessions and applications.

use base::{Id, Outcome};
use store::{Row, args};

use crate::model::{App, AuthorisedApp, Session, User};
use crate::secrets::digest;
use crate::{Access, store as sql};

/// Entries of a list at the most.
const LIST_MAX: usize = 200;

impl Access {
    /// What is private about a local account, if somebody can sign in to it.
    pub async fn user(&self, account: Id) -> Outcome<Option<User>> {
        self.0.db.read(move |r| r.row(&sql::USER, args![account.bk(), account], sql::user)).await
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
    pub async fn active_since(&self, since_ms: base::Ms) -> Outcome<i64> {
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
