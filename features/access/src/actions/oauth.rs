//! Applications, codes and tokens.

use base::{Id, MINUTE_MS, Ms, Outcome, Problem, random};
use store::{Row, Write, args};
use web::Scopes;

use super::passwords::unchanged;
use super::second::factors;
use crate::browser::Browser;
use crate::model::{App, Issued, NewApp};
use crate::oauth::{OUT_OF_BAND, Wrong, check_app, proves};
use crate::secrets::{digest, matches};
use crate::{Access, GrantsRevoked, Revoked, store as sql};

/// How long a code is good.
const CODE_MS: i64 = 10 * MINUTE_MS;

/// What somebody let an application have.
#[derive(Debug, Clone)]
pub struct CodeRequest {
    /// The application.
    pub app: Id,
    /// Who let it in.
    pub account: Id,
    /// Where the code goes; the token has to be asked for with the same.
    pub redirect_uri: String,
    /// What was granted.
    pub scopes: Scopes,
    /// The PKCE challenge.
    pub challenge: Option<String>,
}

/// A code to be traded for a token.
#[derive(Clone)]
pub struct Redeem {
    /// Who asks, after it showed its secret.
    pub app: Id,
    /// The code.
    pub code: String,
    /// What the code was sent to.
    pub redirect_uri: String,
    /// The PKCE verifier.
    pub verifier: Option<String>,
}

struct Code {
    app: Id,
    account: Id,
    redirect_uri: String,
    scopes: Scopes,
    challenge: Option<String>,
    expires_ms: Ms,
    token_hash: Option<Vec<u8>>,
}

/// What a token is made for.
struct Grant {
    app: Id,
    account: Option<Id>,
    scopes: Scopes,
}

impl Access {
    /// Registers an application. The second value is its secret, seen this once.
    ///
    /// # Errors
    /// 422 in Mastodon's words for what is wrong with it.
    pub async fn register_app(&self, new: NewApp) -> Outcome<(App, String)> {
        let secret = random::token();
        let app = self.seed_app(new, random::token(), &secret).await?;
        Ok((app, secret))
    }

    /// Registers an application with credentials that are known beforehand: test suites of clients bring theirs.
    ///
    /// # Errors
    /// 422 in Mastodon's words for what is wrong with it.
    pub async fn seed_app(&self, new: NewApp, client_id: String, secret: &str) -> Outcome<App> {
        check_app(&new)?;
        let now = self.now_ms();
        let app = App {
            id: self.0.ids.next(random::bucket()),
            client_id,
            secret: digest(secret).to_vec(),
            name: text::clean(&new.name),
            website: new.website,
            redirect_uris: new.redirect_uris,
            scopes: new.scopes,
        };
        let row = app.clone();
        self.0.db.write(move |w| insert_app(w, &row, now)).await?;
        Ok(app)
    }

    /// The application of this name, if the secret is its own.
    pub async fn authenticate_app(&self, client_id: &str, secret: &str) -> Outcome<Option<App>> {
        Ok(self.app_of_client(client_id).await?.filter(|app| matches(secret, &app.secret)))
    }

    /// Writes down that somebody let an application in; gives the code.
    pub async fn grant_code(&self, request: CodeRequest) -> Outcome<String> {
        let (code, expires_ms) = (random::token(), self.now_ms() + CODE_MS);
        let hash = digest(&code);
        self.0
            .db
            .write(move |w| {
                let CodeRequest { app, account, redirect_uri, scopes, challenge } = request;
                let challenge = challenge.as_deref();
                w.run(
                    &sql::INSERT_CODE,
                    args![&hash[..], app, account, &redirect_uri, &scopes.to_string(), challenge, expires_ms],
                )
            })
            .await?;
        Ok(code)
    }

    /// Trades a code for a token, once. Coming with it a second time shows that it leaked, so the token that was got
    /// by it ends too (RFC 6749, 4.1.2).
    ///
    /// # Errors
    /// `invalid_grant` for everything that is wrong with it, without saying what.
    pub async fn redeem(&self, asked: Redeem) -> Outcome<Issued> {
        let me = self.clone();
        // A replay is not an error of the transaction: what it revokes must be kept.
        let issued = self.0.db.write(move |w| me.redeem_within(w, &asked)).await?;
        issued.ok_or_else(|| Wrong::InvalidGrant.problem())
    }

    fn redeem_within(&self, w: &mut Write<'_>, asked: &Redeem) -> Outcome<Option<Issued>> {
        let hash = digest(&asked.code);
        let Some(code) = w.row(&sql::CODE, args![&hash[..]], code)? else { return Ok(None) };
        if let Some(token) = &code.token_hash {
            self.revoke_hash(w, token)?;
            return Ok(None);
        }
        let bound = code.app == asked.app && code.redirect_uri == asked.redirect_uri;
        let proven = proves(code.challenge.as_deref(), asked.verifier.as_deref());
        if !bound || !proven || code.expires_ms <= self.now_ms() {
            return Ok(None);
        }
        let grant = Grant { app: code.app, account: Some(code.account), scopes: code.scopes };
        let issued = self.issue(w, &grant)?;
        let token = digest(&issued.token);
        // Two at once on PostgreSQL: the second one waits here, changes nothing, and is undone.
        if w.run(&sql::USE_CODE, args![&hash[..], &token[..]])? == 0 {
            return Err(Wrong::InvalidGrant.problem());
        }
        Ok(Some(issued))
    }

    /// A token of the application by itself (client credentials).
    pub async fn app_token(&self, app: Id, scopes: Scopes) -> Outcome<Issued> {
        self.token(Grant { app, account: None, scopes }).await
    }

    /// A token for a person who just signed up or is otherwise known for certain.
    pub(crate) async fn person_token(&self, app: Id, account: Id, scopes: Scopes) -> Outcome<Issued> {
        self.token(Grant { app, account: Some(account), scopes }).await
    }

    /// A token for a password. Only where the settings allow it.
    ///
    /// # Errors
    /// `unsupported_grant_type` where they do not, `invalid_grant` when name or password is wrong, and (as in
    /// Mastodon) where a password is not enough.
    pub(crate) async fn password_token(
        &self,
        app: Id,
        login: &str,
        password: &str,
        scopes: Scopes,
        browser: &Browser,
    ) -> Outcome<Issued> {
        if !self.0.settings.password_grant {
            return Err(Wrong::UnsupportedGrantType.problem());
        }
        let user = match self.check_login(login, password, browser).await {
            Err(problem) if problem.kind() == base::Kind::Unauthorized => {
                return Err(Wrong::InvalidGrant.problem());
            }
            checked => checked?,
        };
        self.standing(&user).await?.check()?;
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                unchanged(w, &user)?;
                if factors(w, user.account)?.on() {
                    return Err(Wrong::InvalidGrant.problem());
                }
                me.issue(w, &Grant { app, account: Some(user.account), scopes })
            })
            .await
    }

    /// A token for the operator to hand out, of an application that is made for it.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to.
    pub async fn token_create(&self, account: Id, app_name: &str, scopes: Scopes) -> Outcome<String> {
        self.user(account).await?.ok_or_else(Problem::not_found)?;
        let name = app_name.to_owned();
        let new = NewApp { name, website: None, redirect_uris: vec![OUT_OF_BAND.to_owned()], scopes };
        let (app, _) = self.register_app(new).await?;
        Ok(self.person_token(app.id, account, scopes).await?.token)
    }

    /// Writes down a token that is known beforehand: test suites of clients bring theirs.
    pub async fn seed_token(&self, app: Id, account: Id, token: &str, scopes: Scopes) -> Outcome<()> {
        let (me, token) = (self.clone(), token.to_owned());
        let grant = Grant { app, account: Some(account), scopes };
        self.0.db.write(move |w| me.issue_as(w, &grant, token).map(|_| ())).await
    }

    /// Ends a token that the application got. Unknown tokens are ended already.
    ///
    /// # Errors
    /// `unauthorized_client` (403) when it is another application's.
    pub async fn revoke_token(&self, app: Option<Id>, token: &str) -> Outcome<()> {
        let (me, hash) = (self.clone(), digest(token));
        self.0
            .db
            .write(move |w| {
                let owner = w.row(&sql::TOKEN, args![&hash[..]], |row| row.get::<Id>(4))?;
                match owner {
                    None => Ok(()),
                    Some(owner) if app == Some(owner) => me.revoke_hash(w, &hash),
                    Some(_) => Err(Wrong::UnauthorizedClient.problem()),
                }
            })
            .await
    }

    fn revoke_hash(&self, w: &mut Write<'_>, hash: &[u8]) -> Outcome<()> {
        let found = w.row(&sql::TOKEN, args![hash], |row| {
            Ok((row.get::<Id>(0)?, row.get::<Option<Id>>(1)?, row.get::<Id>(4)?))
        })?;
        let Some((id, account, app)) = found else { return Ok(()) };
        w.run(&sql::REVOKE_TOKEN, args![hash])?;
        self.0
            .bus
            .emit(w, GrantsRevoked { account: account.unwrap_or(app), grants: Revoked::These(vec![id]) })
    }

    async fn token(&self, grant: Grant) -> Outcome<Issued> {
        let me = self.clone();
        self.0.db.write(move |w| me.issue(w, &grant)).await
    }

    fn issue(&self, w: &mut Write<'_>, grant: &Grant) -> Outcome<Issued> {
        self.issue_as(w, grant, random::token())
    }

    fn issue_as(&self, w: &mut Write<'_>, grant: &Grant, token: String) -> Outcome<Issued> {
        let now = self.now_ms();
        let (hash, id) = (digest(&token), self.0.ids.beside(grant.account.unwrap_or(grant.app)));
        let scopes = grant.scopes.to_string();
        w.run(&sql::INSERT_TOKEN, args![&hash[..], id, grant.app, grant.account, &scopes, now])?;
        w.run(&sql::APP_USED, args![grant.app])?;
        grant.account.map_or(Ok(()), |account| self.note_day(w, account))?;
        Ok(Issued { token, scopes: grant.scopes, created_ms: now })
    }
}

fn insert_app(w: &mut Write<'_>, app: &App, now: Ms) -> Outcome<()> {
    let (uris, scopes) = (app.redirect_uris.join("\n"), app.scopes.to_string());
    w.run(
        &sql::INSERT_APP,
        args![
            app.id,
            &app.client_id,
            &app.secret[..],
            &app.name,
            app.website.as_deref(),
            &uris,
            &scopes,
            now
        ],
    )?;
    Ok(())
}

fn code(row: &Row<'_>) -> Outcome<Code> {
    Ok(Code {
        app: row.get(0)?,
        account: row.get(1)?,
        redirect_uri: row.get(2)?,
        scopes: sql::scopes(&row.get::<String>(3)?)?,
        challenge: row.get(4)?,
        expires_ms: row.get(5)?,
        token_hash: row.get(6)?,
    })
}
