use base::Id;
use bus::Event;
use serde::{Deserialize, Serialize};

/// Tokens or sessions ended: revoked, signed out, password changed, account disabled or suspended. Whoever keeps a
/// stream open for one of them closes it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GrantsRevoked {
    /// Whose; for an application's own token, the application.
    pub account: Id,
    /// Which.
    pub grants: Revoked,
}

/// Which grants of an account ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Revoked {
    /// Every one.
    All,
    /// These tokens and sessions.
    These(Vec<Id>),
}

impl GrantsRevoked {
    /// Whether this ended `grant` of `account` ([`web::Viewer::grant`]).
    pub fn ends(&self, account: Id, grant: Option<Id>) -> bool {
        let named = match &self.grants {
            Revoked::All => true,
            Revoked::These(ids) => grant.is_some_and(|grant| ids.contains(&grant)),
        };
        self.account == account && named
    }
}

impl Event for GrantsRevoked {
    const TOPIC: &'static str = "access.revoked";
}

/// Somebody signed up, was confirmed, approved, or got another role.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UserChanged {
    /// Whose account.
    pub account: Id,
}

impl Event for UserChanged {
    const TOPIC: &'static str = "access.user";
}

/// A setting was changed at run time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct SettingsChanged {}

impl Event for SettingsChanged {
    const TOPIC: &'static str = "access.settings";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_ends() {
        let all = GrantsRevoked { account: Id(1), grants: Revoked::All };
        assert!(all.ends(Id(1), None) && all.ends(Id(1), Some(Id(5))) && !all.ends(Id(2), Some(Id(5))));
        let one = GrantsRevoked { account: Id(1), grants: Revoked::These(vec![Id(5)]) };
        assert!(
            one.ends(Id(1), Some(Id(5))) && !one.ends(Id(1), Some(Id(6))) && !one.ends(Id(2), Some(Id(5)))
        );
    }
}
