//! Recovery codes: good once each, in place of an app or a passkey.

use base::{Id, Outcome, Problem, random};
use store::{Write, args};

use super::notices::Notice;
use super::second::factors;
use crate::secrets::{Digest, digest};
use crate::{Access, store as sql};

/// Codes made at a time.
const RECOVERY_CODES: usize = 10;
/// Characters of a code, five bits each; shown in groups.
const RECOVERY_CHARS: usize = 16;
const GROUP_CHARS: usize = 4;

impl Access {
    /// New recovery codes in place of the old ones, shown this once.
    pub(crate) async fn renew_codes(&self, account: Id) -> Outcome<Vec<String>> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if !factors(w, account)?.on() {
                    return Err(Problem::not_found());
                }
                me.tell(w, account, &Notice::RecoveryRenewed)?;
                new_codes(w, account)
            })
            .await
    }

    /// Recovery codes for who has none.
    pub(crate) fn first_codes(&self, w: &mut Write<'_>, account: Id) -> Outcome<Option<Vec<String>>> {
        let none = factors(w, account)?.recovery_left == 0;
        none.then(|| new_codes(w, account)).transpose()
    }

    /// Without anything to recover, the codes for it go too.
    pub(crate) fn after_removal(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        if !factors(w, account)?.on() {
            w.run(&sql::DROP_RECOVERY, args![account])?;
        }
        Ok(())
    }
}

fn new_codes(w: &mut Write<'_>, account: Id) -> Outcome<Vec<String>> {
    w.run(&sql::DROP_RECOVERY, args![account])?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code()).collect();
    for code in &codes {
        let hash = recovery_hash(account, &plain(code));
        w.run(&sql::INSERT_RECOVERY, args![account, &hash[..]])?;
    }
    Ok(codes)
}

/// Eighty bits: too many to be tried, even by who has the database.
fn recovery_code() -> String {
    let letters: Vec<char> = random::password().chars().take(RECOVERY_CHARS).collect();
    letters.chunks(GROUP_CHARS).map(String::from_iter).collect::<Vec<_>>().join("-")
}

pub(super) fn recovery_hash(account: Id, plain: &str) -> Digest {
    digest(&format!("{account}:{plain}"))
}

/// What was typed, without what people put between the groups.
pub(super) fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(RECOVERY_CHARS + 1)
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovery_codes_can_be_typed_in_any_way() {
        let code = recovery_code();
        assert_eq!((code.len(), code.matches('-').count()), (19, 3));
        assert_eq!(plain(&code), plain(&code.to_uppercase().replace('-', "  ")));
        assert_eq!(plain(" 123 456 "), "123456");
        assert_ne!(recovery_hash(Id(1), "a"), recovery_hash(Id(2), "a"));
        assert_eq!(plain(&"x".repeat(100_000)).len(), RECOVERY_CHARS + 1);
    }
}
