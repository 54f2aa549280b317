//! Who holds a token or a cookie: from memory, or from the database the first time.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use ::store::{Read, Row, Write, args};
use base::{DAY_MS, HOUR_MS, Id, Kind, Ms, Outcome, day_of};
use bus::Cached;
use ui::Lang;
use web::{Authenticator, Role, Scopes, SignedIn, Viewer, Who};

use crate::model::{Standing, User};
use crate::secrets::{self, Digest};
use crate::{Access, store as sql};

/// A session that is not used for so long ends.
pub(crate) const SESSION_IDLE_MS: i64 = 30 * DAY_MS;
/// A session ends then in any case.
pub(crate) const SESSION_AGE_MS: i64 = 180 * DAY_MS;
/// How exactly it is known when a grant was last used.
const SEEN_EVERY_MS: i64 = HOUR_MS;
const CACHE_BYTES: u64 = 16 << 20;
const ENTRY_BYTES: usize = 192;
/// Accounts share a generation by their id; a power of two.
const GENERATIONS: usize = 4_096;

/// What kind of secret: the same text is never good as the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Secret {
    Token,
    Session,
}

type Key = (Secret, Digest);

/// Grants in memory. An entry stands as long as its account's generation, which moves on when anything about the
/// account's grants changes: so all of them fall at once, without a list of them.
pub(crate) struct Grants {
    held: Cached<Key, Arc<Held>>,
    generations: Vec<AtomicU64>,
    /// Moves on before any generation does: an entry that was loaded in between is not kept.
    changes: AtomicU64,
}

/// A grant that was good when it was loaded.
pub(crate) struct Held {
    viewer: Arc<Viewer>,
    holder: Id,
    generation: u64,
    created_ms: Ms,
    seen_ms: AtomicI64,
    language: Option<Lang>,
}

/// A row of `tokens` or `sessions`, with the user.
struct Found {
    id: Id,
    account: Option<Id>,
    created_ms: Ms,
    seen_ms: Ms,
    app: Option<Id>,
    scopes: Scopes,
    user: Option<User>,
}

impl Grants {
    pub(crate) fn new() -> Self {
        Self {
            held: Cached::new(CACHE_BYTES, |_| ENTRY_BYTES),
            generations: (0..GENERATIONS).map(|_| AtomicU64::new(0)).collect(),
            changes: AtomicU64::new(0),
        }
    }

    /// Everything held by `holder` (an account, or an app by itself) has to be loaded anew.
    pub(crate) fn forget(&self, holder: Id) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        self.generation(holder).fetch_add(1, Ordering::SeqCst);
    }

    fn generation(&self, holder: Id) -> &AtomicU64 {
        // The bucket tells accounts apart well enough: a neighbour only loads once more.
        &self.generations[holder.bk() as usize % GENERATIONS]
    }

    fn get(&self, key: &Key) -> Option<Arc<Held>> {
        let held = self.held.get(key)?;
        (held.generation == self.generation(held.holder).load(Ordering::SeqCst)).then_some(held)
    }
}

impl Held {
    fn lapsed(&self, secret: Secret, now: Ms) -> bool {
        secret == Secret::Session && lapsed(self.created_ms, self.seen_ms.load(Ordering::Relaxed), now)
    }
}

/// Whether a session is over by the clock.
pub(crate) fn lapsed(created_ms: Ms, seen_ms: Ms, now: Ms) -> bool {
    now - seen_ms >= SESSION_IDLE_MS || now - created_ms >= SESSION_AGE_MS
}

impl Authenticator for Access {
    fn token(&self, token: &str) -> Pin<Box<dyn Future<Output = Outcome<Option<Arc<Viewer>>>> + Send>> {
        let (me, digest) = (self.clone(), secrets::digest(token));
        Box::pin(async move { Ok(me.held((Secret::Token, digest)).await?.map(|held| held.viewer.clone())) })
    }

    fn session(&self, cookie: &str) -> Pin<Box<dyn Future<Output = Outcome<Option<SignedIn>>> + Send>> {
        let (me, digest, csrf_key) = (self.clone(), secrets::digest(cookie), secrets::csrf_key(cookie));
        Box::pin(async move {
            match me.held((Secret::Session, digest)).await {
                Ok(held) => Ok(held.map(|held| SignedIn {
                    viewer: held.viewer.clone(),
                    csrf_key,
                    language: held.language,
                })),
                // Shut out: a page is then shown as to anyone.
                Err(problem) if problem.kind() == Kind::Forbidden => Ok(None),
                Err(problem) => Err(problem),
            }
        })
    }
}

impl Access {
    async fn held(&self, key: Key) -> Outcome<Option<Arc<Held>>> {
        let now = self.now_ms();
        let held = match self.0.grants.get(&key) {
            Some(held) => Some(held),
            None => self.load(key).await?,
        };
        let held = held.filter(|held| !held.lapsed(key.0, now));
        if let Some(held) = &held {
            self.touch(key, held, now);
        }
        Ok(held)
    }

    async fn load(&self, key: Key) -> Outcome<Option<Arc<Held>>> {
        let grants = &self.0.grants;
        let (before, ticket) = (grants.changes.load(Ordering::SeqCst), grants.held.ticket(&key));
        let Some(found) = self.0.db.read(move |r| find(r, key)).await? else { return Ok(None) };
        if found.account.is_some() && found.user.is_none() {
            return Ok(None);
        }
        let (who, role) = self.admit(&found).await?;
        let holder = found.account.or(found.app).unwrap_or_default();
        let held = Arc::new(Held {
            viewer: Arc::new(Viewer {
                who,
                scopes: found.scopes,
                role,
                grant: Some(found.id),
                app: found.app,
            }),
            holder,
            generation: grants.generation(holder).load(Ordering::SeqCst),
            created_ms: found.created_ms,
            seen_ms: AtomicI64::new(found.seen_ms),
            language: found.user.and_then(|user| user.language),
        });
        if grants.changes.load(Ordering::SeqCst) == before {
            grants.held.put(key, ticket, held.clone());
        }
        Ok(Some(held))
    }

    /// Whether the person may get in at all now.
    async fn admit(&self, found: &Found) -> Outcome<(Who, Role)> {
        let Some(account) = found.account else { return Ok((Who::App, Role::User)) };
        let role = found.user.as_ref().map_or(Role::User, |user| user.role);
        if let Some(user) = &found.user {
            self.standing(user).await?.check()?;
        }
        Ok((Who::Person(account), role))
    }

    /// Whether somebody can get in: by this feature's own facts and by whether the account is suspended.
    pub(crate) async fn standing(&self, user: &User) -> Outcome<Standing> {
        let shown = self.0.accounts.account(user.account).await?;
        let suspended = shown.is_none_or(|account| account.suspended_ms.is_some());
        Ok(match user.standing() {
            Standing::Ready if suspended => Standing::Disabled,
            standing => standing,
        })
    }

    /// Writes down, once an hour and on each new day, beside the request, that a grant is in use.
    fn touch(&self, (secret, digest): Key, held: &Held, now: Ms) {
        let seen = held.seen_ms.load(Ordering::Relaxed);
        let due = now - seen >= SEEN_EVERY_MS || day_of(now) != day_of(seen);
        if !due || held.seen_ms.compare_exchange(seen, now, Ordering::Relaxed, Ordering::Relaxed).is_err() {
            return;
        }
        let statement = match secret {
            Secret::Token => &sql::TOKEN_SEEN,
            Secret::Session => &sql::SESSION_SEEN,
        };
        let (me, account) = (self.clone(), held.viewer.account());
        let note = move |w: &mut Write<'_>| {
            w.run(statement, args![&digest[..], now])?;
            account.map_or(Ok(()), |account| me.note_day(w, account))
        };
        let db = self.0.db.clone();
        tokio::spawn(async move {
            if let Err(problem) = db.write(note).await {
                tracing::warn!(?problem, "the use of a grant could not be noted");
            }
        });
    }
}

fn find(r: &Read<'_>, (secret, digest): Key) -> Outcome<Option<Found>> {
    let bare = |row: &Row<'_>| {
        Ok(Found {
            id: row.get(0)?,
            account: row.get(1)?,
            created_ms: row.get(2)?,
            seen_ms: row.get(3)?,
            app: None,
            scopes: Scopes::ALL,
            user: None,
        })
    };
    let found = match secret {
        Secret::Session => r.row(&sql::SESSION, args![&digest[..]], bare)?,
        Secret::Token => r.row(&sql::TOKEN, args![&digest[..]], |row| {
            let scopes = sql::scopes(&row.get::<String>(5)?)?;
            Ok(Found { app: row.get(4)?, scopes, ..bare(row)? })
        })?,
    };
    let Some(mut found) = found else { return Ok(None) };
    if let Some(account) = found.account {
        found.user = r.row(&sql::USER, args![account.bk(), account], sql::user)?;
    }
    Ok(Some(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_end_by_idleness_and_by_age() {
        let day = |n: i64| n * DAY_MS;
        assert!(!lapsed(0, 0, day(29)) && lapsed(0, 0, day(30)));
        assert!(!lapsed(0, day(179), day(179)) && lapsed(0, day(179), day(180)));
    }

    #[test]
    fn a_generation_fells_every_grant_of_a_holder() {
        let grants = Grants::new();
        let holder = Id::new(1_000, base::Bucket::of(7), 0);
        let put = |n: u8| {
            let key = (Secret::Token, [n; 32]);
            let held = Held {
                viewer: Arc::new(Viewer::nobody()),
                holder,
                generation: grants.generation(holder).load(Ordering::SeqCst),
                created_ms: 0,
                seen_ms: AtomicI64::new(0),
                language: None,
            };
            grants.held.put(key, grants.held.ticket(&key), Arc::new(held));
            key
        };
        let (a, b) = (put(1), put(2));
        assert!(grants.get(&a).is_some() && grants.get(&b).is_some());
        assert!(grants.get(&(Secret::Session, a.1)).is_none(), "a token is no cookie");
        grants.forget(Id::new(1_000, base::Bucket::of(8), 0));
        assert!(grants.get(&a).is_some());
        grants.forget(holder);
        assert!(grants.get(&a).is_none() && grants.get(&b).is_none());
        put(1);
        assert!(grants.get(&a).is_some());
    }
}
