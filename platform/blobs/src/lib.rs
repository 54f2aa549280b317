//! Files that people upload, in a local folder.
//!
//! A blob is written beside its place, synced and renamed, so a name that exists is whole. Names are ours
//! (`media/ab12../original.png`), never a client's. Folders come and go with their blobs. An S3 bucket can take the folder's place behind this same door.

mod aside;
mod part;
mod workshop;

use std::io::Write;
use std::path::{Path, PathBuf};

use base::{Kind, Outcome, Problem};
use bytes::Bytes;

pub use part::Part;
pub use workshop::Workshop;

/// Longest name, in bytes.
const NAME_BYTES_MAX: usize = 200;
/// How often a writer makes folders that others remove at the same time.
const SETTLE_TRIES_MAX: usize = 100;

/// The folder of blobs. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Blobs {
    root: PathBuf,
}

impl Blobs {
    /// Uses `root`, which is created where it is missing.
    pub fn open(root: impl Into<PathBuf>) -> Outcome<Self> {
        let root = root.into();
        std::fs::create_dir_all(root.join("tmp")).map_err(Problem::unavailable)?;
        Ok(Self { root })
    }

    /// Stores `bytes` as `name`, durably. An existing blob is replaced at once, never half.
    pub async fn put(&self, name: &str, bytes: impl Into<Bytes>) -> Outcome<()> {
        let (place, draft) = (self.place(name)?, self.root.join("tmp").join(base::random::token()));
        let bytes = bytes.into();
        let root = self.root.clone();
        on_a_thread(move || {
            let written = write_synced(&draft, &bytes).and_then(|()| settle(&draft, &place));
            if written.is_err() {
                drop(std::fs::remove_file(&draft));
            }
            written?;
            sync_folders(&root, &place)
        })
        .await
    }

    /// The bytes of `name`, or `None`.
    pub async fn get(&self, name: &str) -> Outcome<Option<Bytes>> {
        let place = self.place(name)?;
        on_a_thread(move || match std::fs::read(place) {
            Ok(bytes) => Ok(Some(Bytes::from(bytes))),
            Err(cause) if absent(&cause) => Ok(None),
            Err(cause) => Err(cause),
        })
        .await
    }

    /// Removes `name`, which may be gone already, and the folders that are empty then.
    pub async fn delete(&self, name: &str) -> Outcome<()> {
        let (place, root) = (self.place(name)?, self.root.clone());
        on_a_thread(move || {
            match std::fs::remove_file(&place) {
                Err(cause) if !absent(&cause) => return Err(cause),
                _ => {}
            }
            remove_empty(&root, &place);
            Ok(())
        })
        .await
    }

    /// Removes every blob of `folder`, which may be gone already, and the folders that are empty then.
    pub async fn delete_folder(&self, folder: &str) -> Outcome<()> {
        let (place, root) = (self.place(folder)?, self.root.clone());
        on_a_thread(move || {
            match std::fs::remove_dir_all(&place) {
                Err(cause) if !absent(&cause) => return Err(cause),
                _ => {}
            }
            remove_empty(&root, &place);
            Ok(())
        })
        .await
    }

    /// Every blob's name, for backups. May be long; blocks.
    pub fn names(&self) -> Outcome<Vec<String>> {
        let mut names = Vec::new();
        collect(&self.root, &self.root, &mut names).map_err(Problem::unavailable)?;
        names.sort();
        Ok(names)
    }

    /// Whether `name` can be the name of a blob: it leads nowhere else.
    pub fn is_name(name: &str) -> bool {
        valid(name)
    }

    /// Where a blob lies, for backups.
    pub fn place(&self, name: &str) -> Outcome<PathBuf> {
        if valid(name) { Ok(self.root.join(name)) } else { Err(Problem::not_found()) }
    }
}

/// Lower-case words of letters, digits, `-`, `_` and inner dots, between slashes. So no `..`, no drive, no NUL.
fn valid(name: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
    };
    name.len() <= NAME_BYTES_MAX
        && name.contains('/')
        && name.split('/').all(word)
        && !name.starts_with("tmp/")
}

fn absent(cause: &std::io::Error) -> bool {
    matches!(cause.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// Moves a draft to its place. Someone who deletes beside it may remove a folder as soon as it is made: then anew.
fn settle(draft: &Path, place: &Path) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    for _ in 1..SETTLE_TRIES_MAX {
        match std::fs::create_dir_all(folder).and_then(|()| std::fs::rename(draft, place)) {
            // There when it was to be made, and gone when it was looked at: `create_dir_all` calls that a file in the way.
            Err(cause) if absent(&cause) || cause.kind() == std::io::ErrorKind::AlreadyExists => {}
            done => return done,
        }
    }
    std::fs::create_dir_all(folder)?;
    std::fs::rename(draft, place)
}

/// Syncs the folders from that of `place` up to the root: any of them may be new. One that is gone held a blob that
/// was deleted since.
fn sync_folders(root: &Path, place: &Path) -> std::io::Result<()> {
    let above = place.ancestors().skip(1).take_while(|folder| folder.starts_with(root));
    for folder in above {
        match std::fs::File::open(folder).and_then(|folder| folder.sync_all()) {
            Err(cause) if !absent(&cause) => return Err(cause),
            _ => {}
        }
    }
    Ok(())
}

/// Removes the folders above `place` that are empty, below the root. One that is not stays, and so do those above it.
fn remove_empty(root: &Path, place: &Path) {
    let above = place.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root));
    for folder in above {
        match std::fs::remove_dir(folder) {
            Err(cause) if !absent(&cause) => return,
            _ => {}
        }
    }
}

fn write_synced(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(place)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn collect(root: &Path, folder: &Path, names: &mut Vec<String>) -> std::io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        // Emptied and removed since it was listed.
        Err(cause) if folder != root && absent(&cause) => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, names)?;
        } else if let Some(name) =
            path.strip_prefix(root).ok().and_then(Path::to_str).filter(|name| valid(name))
        {
            names.push(name.to_owned());
        }
    }
    Ok(())
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> Outcome<T> {
    let done = tokio::task::spawn_blocking(work).await.map_err(Problem::internal)?;
    done.map_err(|cause| Problem::new(Kind::Unavailable, "The file store is not available").because(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn put_get_delete() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let name = "media/ab/x.png";
        assert_eq!(blobs.get(name).await.unwrap(), None);
        blobs.put(name, &b"one"[..]).await.unwrap();
        blobs.put(name, &b"two"[..]).await.unwrap();
        assert_eq!(blobs.get(name).await.unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(blobs.names().unwrap(), [name]);
        blobs.delete(name).await.unwrap();
        blobs.delete(name).await.unwrap();
        assert_eq!(blobs.get(name).await.unwrap(), None);
    }

    #[tokio::test]
    async fn empty_folders_go_with_the_last_blob() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        for name in ["media/ab/one/x.png", "media/ab/two/x.png", "media/cd/x.png"] {
            blobs.put(name, &b"x"[..]).await.unwrap();
        }
        blobs.delete("media/ab/one/x.png").await.unwrap();
        assert!(!folder.path().join("media/ab/one").exists());
        assert!(folder.path().join("media/ab/two").exists(), "the neighbour's is in use");
        for name in ["media/ab/two/x.png", "media/cd/x.png", "never/was/there.png"] {
            blobs.delete(name).await.unwrap();
        }
        let left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, ["tmp"]);
        blobs.put("media/ab/one/x.png", &b"again"[..]).await.unwrap();
        assert_eq!(blobs.names().unwrap(), ["media/ab/one/x.png"]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn writing_beside_deleting_always_arrives() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let turn = |name: &'static str| {
            let blobs = blobs.clone();
            tokio::spawn(async move {
                for _ in 0..100 {
                    blobs.put(name, &b"x"[..]).await.unwrap();
                    assert!(blobs.get(name).await.unwrap().is_some(), "{name}");
                    blobs.delete(name).await.unwrap();
                }
            })
        };
        let turns = ["a/b/c/one", "a/b/c/two", "a/b/three", "a/four"].map(turn);
        for turn in turns {
            turn.await.unwrap();
        }
        assert_eq!(blobs.names().unwrap(), Vec::<String>::new());
    }

    #[tokio::test]
    async fn no_name_leads_outside() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        for bad in [
            "../x",
            "a/../../x",
            "/etc/passwd",
            "a//b",
            "a/.b",
            "A/b",
            "a/b\0",
            "tmp/x",
            "plain",
            "",
            "a\\b/c",
        ] {
            assert_eq!(blobs.get(bad).await.unwrap_err().kind(), Kind::NotFound, "{bad:?}");
        }
    }
}
