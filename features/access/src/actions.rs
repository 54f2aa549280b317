//! The verbs. Only here is anything written.

mod apps;
pub(crate) mod devices;
mod leaving;
mod letters;
pub(crate) mod mails;
mod notices;
pub(crate) mod oauth;
pub(crate) mod passkeys;
mod passwords;
mod recovery;
pub(crate) mod second;
mod sessions;
mod settings;
mod staff;
mod traces;
mod upkeep;
mod users;

use base::{Id, Outcome};
use store::{Write, args};

use crate::{Access, GrantsRevoked, Revoked, store as sql};

/// Which sessions and tokens of an account end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// All of them.
    All,
    /// All but the session that asks.
    AllBut(Id),
}

impl Access {
    /// Ends the account's sessions, tokens, codes, links and half-done sign-ins, forgets its browsers, and says so.
    pub(crate) fn end_grants(&self, w: &mut Write<'_>, account: Id, ending: Ending) -> Outcome<()> {
        let mut ids: Vec<Id> = w.column(&sql::GRANTS_OF, args![account])?;
        if let Ending::AllBut(kept) = ending {
            ids.retain(|id| *id != kept);
        }
        w.run(&sql::END_SESSIONS, args![account, &sql::numbers(&ids)])?;
        w.run(&sql::REVOKE_TOKENS_OF, args![account])?;
        w.run(&sql::REVOKE_CODES_OF, args![account])?;
        w.run(&sql::DROP_MAIL_TOKENS, args![account])?;
        w.run(&sql::DROP_STEPS, args![account])?;
        w.run(&sql::DROP_DEVICES, args![account])?;
        let grants = if ending == Ending::All { Revoked::All } else { Revoked::These(ids) };
        self.0.bus.emit(w, GrantsRevoked { account, grants })
    }

    /// Ends named sessions of the account.
    pub(crate) fn end_sessions(&self, w: &mut Write<'_>, account: Id, ids: Vec<Id>) -> Outcome<()> {
        if ids.is_empty() || w.run(&sql::END_SESSIONS, args![account, &sql::numbers(&ids)])? == 0 {
            return Ok(());
        }
        self.0.bus.emit(w, GrantsRevoked { account, grants: Revoked::These(ids) })
    }

    /// The account was suspended: what is open ends. Tokens stay, refused, for the day the suspension is lifted.
    pub(crate) fn end_streams(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        self.0.bus.emit(w, GrantsRevoked { account, grants: Revoked::All })
    }
}
