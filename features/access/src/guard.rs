//! Who may sign up, as far as the staff's lists of addresses decide it. Those lists lie further right; here is the
//! slot for them.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

use base::{Outcome, Problem};

use crate::Access;
use crate::rules::Fault;

/// Somebody who wants to sign up.
#[derive(Debug, Clone)]
pub struct Entrant {
    /// The e-mail address, as it is stored; `None` where it is malformed.
    pub email: Option<String>,
    /// Where the request comes from, if that is known.
    pub address: Option<IpAddr>,
}

/// What the lists say of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Welcome,
    /// The staff decide, even where everyone may sign up.
    Ask,
    /// This is wrong with the form.
    Faulty(Vec<Fault>),
    /// Nobody signs up from there.
    Refused,
}

/// See [`Access::guard_sign_ups`].
pub type SignUpGuard = Arc<dyn Fn(Entrant) -> Judged + Send + Sync>;
/// See [`SignUpGuard`].
pub type Judged = Pin<Box<dyn Future<Output = Outcome<Verdict>> + Send>>;

/// Whether somebody who may sign up is let in at once, as far as the lists decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Free,
    Asked,
}

impl Access {
    /// Who looks at newcomers. Can be said once; until then everyone is welcome.
    pub fn guard_sign_ups(&self, guard: SignUpGuard) {
        drop(self.0.guard.set(guard));
    }

    /// Adds what the lists find wrong to `faults`.
    ///
    /// # Errors
    /// 403 where nobody may sign up from that address.
    pub(crate) async fn judge(&self, entrant: Entrant, faults: &mut Vec<Fault>) -> Outcome<Entry> {
        let Some(guard) = self.0.guard.get() else { return Ok(Entry::Free) };
        match guard(entrant).await? {
            Verdict::Welcome => Ok(Entry::Free),
            Verdict::Ask => Ok(Entry::Asked),
            Verdict::Faulty(more) => {
                faults.extend(more);
                Ok(Entry::Asked)
            }
            Verdict::Refused => Err(Problem::forbidden()),
        }
    }
}
