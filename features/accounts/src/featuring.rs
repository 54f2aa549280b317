//! Who may put an account into a collection of theirs, which recommends it to everybody.
//!
//! There is no setting for it: it follows from whether the account wants to be found and whether it lets everybody
//! follow, as Mastodon has it.

use std::borrow::Cow;
use std::sync::Arc;

use base::{Id, Outcome};

use ::store::{Read, args};

use crate::entity::with_counts;
use crate::{Account, Accounts, Relations, Shown, numbers, store as sql};

/// Whom an account lets put it into collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeaturePolicy {
    /// It wants to be found, and lets everybody follow.
    Everyone,
    /// It wants to be found, and approves who follows.
    Followers,
    /// It does not want to be found.
    Nobody,
}

impl FeaturePolicy {
    /// Mastodon's words for those who need not ask.
    fn automatic(self) -> &'static str {
        match self {
            Self::Everyone => "\"public\"",
            Self::Followers => "\"followers\"",
            Self::Nobody => "",
        }
    }
}

impl Account {
    /// Whom it lets put it into collections.
    pub fn feature_policy(&self) -> FeaturePolicy {
        if !self.discoverable || self.suspended_ms.is_some() {
            FeaturePolicy::Nobody
        } else if self.locked {
            FeaturePolicy::Followers
        } else {
            FeaturePolicy::Everyone
        }
    }

    /// Whether `by`, whose relations these are, may put it into a collection now.
    pub fn may_be_featured(&self, by: Id, relations: &Relations) -> bool {
        let near = by == self.id || relations.follows(self.id);
        let allowed = match self.feature_policy() {
            FeaturePolicy::Everyone => true,
            FeaturePolicy::Followers => near,
            FeaturePolicy::Nobody => false,
        };
        allowed && !relations.cut_off(self.id)
    }
}

/// Mastodon's `FeatureApproval`, as it stands in an `Account`.
pub(crate) fn approval(policy: FeaturePolicy, allowed: bool) -> String {
    let (automatic, current) = (policy.automatic(), if allowed { "automatic" } else { "denied" });
    format!("{{\"automatic\":[{automatic}],\"manual\":[],\"current_user\":\"{current}\"}}")
}

/// What is told where it is not known who reads: what holds for a person who neither follows nor blocks.
pub(crate) fn allowed_to_strangers(account: &Account) -> bool {
    account.feature_policy() == FeaturePolicy::Everyone
}

/// Somebody for whom accounts are written.
pub struct Eyes {
    viewer: Option<(Id, Arc<Relations>)>,
}

impl Eyes {
    /// The account's entity, with what `feature_approval` says to this reader.
    pub fn json<'a>(&self, shown: &'a Shown) -> Cow<'a, [u8]> {
        let allowed =
            self.viewer.as_ref().is_some_and(|(id, relations)| shown.may_be_featured(*id, relations));
        if allowed == allowed_to_strangers(shown) {
            return Cow::Borrowed(&shown.json);
        }
        Cow::Owned(with_counts(shown.start(), shown, allowed).into_vec())
    }
}

/// Whether `by` may still put all of `members` into a collection, as far as that can have changed since it was decided:
/// whether they want to be found, and blocks. Until the caller's transaction ends nobody of them can change that, if
/// whoever does [`hold`]s their account first.
pub fn still_featurable(r: &Read<'_>, by: Id, members: &[Id]) -> Outcome<bool> {
    for member in in_order(members) {
        if r.row(&sql::FINDABLE, args![member.bk(), member], |row| row.get::<Id>(0))?.is_none() {
            return Ok(false);
        }
    }
    let cut_off: Vec<Id> = r.column(&sql::CUT_OFF_AMONG, args![by.bk(), by, &numbers(members)])?;
    Ok(cut_off.is_empty())
}

/// Lets no other transaction change these accounts, or rely on what they want, before the caller's ends.
pub fn hold(r: &Read<'_>, accounts: &[Id]) -> Outcome<()> {
    for account in in_order(accounts) {
        r.row(&sql::HOLD, args![account.bk(), account], |row| row.get::<Id>(0))?;
    }
    Ok(())
}

/// Whoever holds several does so in the same order, so that no two wait for each other.
fn in_order(accounts: &[Id]) -> Vec<Id> {
    let mut ids = accounts.to_vec();
    ids.sort_unstable();
    ids
}

impl Accounts {
    /// For whom accounts are to be written.
    pub async fn eyes_of(&self, viewer: Option<Id>) -> Outcome<Eyes> {
        let viewer = match viewer {
            Some(id) => Some((id, self.relations(id).await?)),
            None => None,
        };
        Ok(Eyes { viewer })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn approvals_are_mastodons() {
        let told =
            |policy, allowed| serde_json::from_str::<serde_json::Value>(&approval(policy, allowed)).unwrap();
        let expected =
            serde_json::json!({ "automatic": ["public"], "manual": [], "current_user": "automatic" });
        assert_eq!(told(FeaturePolicy::Everyone, true), expected);
        assert_eq!(told(FeaturePolicy::Followers, false)["automatic"][0], "followers");
        let nobody = serde_json::json!({ "automatic": [], "manual": [], "current_user": "denied" });
        assert_eq!(told(FeaturePolicy::Nobody, false), nobody);
    }
}
