//! Access tokens at rest. Messages name the app's token, so here, and only here, a token has to be known again: it is
//! sealed with a key that lies in a file beside the database and never in it, so that who copies the one still cannot
//! get in. Without the file (another machine, a restored backup) messages name no token until the app subscribes anew,
//! which apps do when they start.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, RandomizedNonceKey};
use base::{Id, Outcome, Problem, random};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
/// Only the server's own user may read it.
const MODE: u32 = 0o600;

/// Seals and opens tokens. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Vault(Arc<RandomizedNonceKey>);

impl Vault {
    /// The vault with the key in `file`, which is made if it is not there.
    pub(crate) fn load(file: &Path) -> Outcome<Self> {
        let key = match std::fs::read(file) {
            Ok(key) => key,
            Err(cause) if cause.kind() == ErrorKind::NotFound => create(file)?,
            Err(cause) => return Err(Problem::internal(cause)),
        };
        if key.len() != KEY_BYTES {
            return Err(Problem::internal(format!("{} is not a key", file.display())));
        }
        let key =
            RandomizedNonceKey::new(&AES_256_GCM, &key).map_err(|_| Problem::internal("no such key"))?;
        Ok(Self(Arc::new(key)))
    }

    /// Seals a token, for the grant that it is.
    pub(crate) fn seal(&self, grant: Id, token: &str) -> Outcome<Vec<u8>> {
        let mut sealed = token.as_bytes().to_vec();
        let aad = Aad::from(grant.0.to_be_bytes());
        let nonce = self.0.seal_in_place_append_tag(aad, &mut sealed);
        let nonce = nonce.map_err(|_| Problem::internal("a token could not be sealed"))?;
        Ok([&nonce.as_ref()[..], &sealed].concat())
    }

    /// The token, or `None` where it was sealed with another key.
    pub(crate) fn open(&self, grant: Id, sealed: &[u8]) -> Option<String> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_BYTES)?;
        let nonce = aws_lc_rs::aead::Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut buffer = rest.to_vec();
        let opened = self.0.open_in_place(nonce, Aad::from(grant.0.to_be_bytes()), &mut buffer).ok()?;
        String::from_utf8(opened.to_vec()).ok()
    }
}

/// Writes a new key. Where another process was quicker, its key is the one.
fn create(file: &Path) -> Outcome<Vec<u8>> {
    let key = random::bytes::<KEY_BYTES>();
    let folder = file.parent().unwrap_or(Path::new("."));
    let new = folder.join(format!(".push.key-{}", std::process::id()));
    let write = || -> std::io::Result<Vec<u8>> {
        let mut out = OpenOptions::new().write(true).create(true).truncate(true).mode(MODE).open(&new)?;
        out.write_all(&key)?;
        out.sync_all()?;
        // Whole or not at all, and never over one that is there.
        let linked = std::fs::hard_link(&new, file);
        std::fs::remove_file(&new)?;
        match linked {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => return Err(cause),
            _ => File::open(folder)?.sync_all()?,
        }
        std::fs::read(file)
    };
    write().map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn tokens_open_with_their_own_key_and_for_their_own_grant() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("push.key");
        let vault = Vault::load(&file).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left");
        let sealed = vault.seal(Id(5), "a token").unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"a token"));
        assert_ne!(vault.seal(Id(5), "a token").unwrap(), sealed);
        let again = Vault::load(&file).unwrap();
        assert_eq!(again.open(Id(5), &sealed).as_deref(), Some("a token"));
        assert_eq!(again.open(Id(6), &sealed), None);
        let other = Vault::load(&folder.path().join("other.key")).unwrap();
        assert_eq!(other.open(Id(5), &sealed), None);
        for broken in [&b""[..], &sealed[..5], &sealed[..12], &sealed[..sealed.len() - 1]] {
            assert_eq!(vault.open(Id(5), broken), None);
        }
    }

    #[test]
    fn a_file_that_is_no_key_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("push.key");
        std::fs::write(&file, "short").unwrap();
        assert!(Vault::load(&file).is_err());
        assert_eq!(std::fs::read(&file).unwrap(), b"short");
    }
}
