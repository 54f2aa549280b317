//! What moderators do to an account: it disappears, is heard by its followers only, or all its media are covered.

use base::{Id, Outcome};
use store::{Write, args};

use crate::{AccountChanged, AccountSuspended, Accounts, store as sql};

/// A state that moderators put an account into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curb {
    /// It cannot sign in, is not shown, and its posts are not either.
    Suspended,
    /// Only those who follow it come across it: it is in no public timeline, no search and no suggestion, and those
    /// whom it wants to follow are asked first.
    Silenced,
    /// All its media are covered at first.
    Sensitized,
}

impl Accounts {
    /// Puts an account into a state or takes it out, in the caller's transaction.
    ///
    /// # Errors
    /// 404 when there is no such account.
    pub fn curb(&self, w: &mut Write<'_>, account: Id, curb: Curb, on: bool) -> Outcome<()> {
        let statement = match curb {
            Curb::Suspended => &sql::SUSPEND,
            Curb::Silenced => &sql::SILENCE,
            Curb::Sensitized => &sql::SENSITIZE,
        };
        w.run_one(statement, args![account.bk(), account, on.then_some(self.0.clock.now_ms())])?;
        self.0.bus.emit(w, AccountChanged { account })?;
        match curb {
            Curb::Suspended => self.0.bus.emit(w, AccountSuspended { account, suspended: on }),
            Curb::Silenced | Curb::Sensitized => Ok(()),
        }
    }
}
