//! Folders in which programs work on files. What is in them is no blob.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use base::Outcome;

use crate::{Blobs, absent, on_a_thread};

/// What the names of their folders begin with.
const PREFIX: &str = "work-";

/// An empty folder beside the blobs, which is removed with all that is in it when this goes.
#[derive(Debug)]
pub struct Workshop(PathBuf);

impl Blobs {
    /// Makes one.
    pub async fn workshop(&self) -> Outcome<Workshop> {
        let place = self.root.join("tmp").join(format!("{PREFIX}{}", base::random::token()));
        on_a_thread(move || {
            std::fs::create_dir_all(&place)?;
            Ok(Workshop(std::path::absolute(&place)?))
        })
        .await
    }

    /// Removes those that are older than this: a process that was killed left them.
    pub async fn clear_workshops(&self, older_than: Duration) -> Outcome<()> {
        let tmp = self.root.join("tmp");
        on_a_thread(move || {
            let before = SystemTime::now().checked_sub(older_than);
            for entry in std::fs::read_dir(tmp)? {
                let entry = entry?;
                let ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
                let made = entry.metadata().and_then(|about| about.modified()).ok();
                if ours && made < before {
                    match std::fs::remove_dir_all(entry.path()) {
                        Err(cause) if !absent(&cause) => return Err(cause),
                        _ => {}
                    }
                }
            }
            Ok(())
        })
        .await
    }
}

impl Workshop {
    /// Where it is, from the root of the file system.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nothing_stays() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let (kept, left) = (blobs.workshop().await.unwrap(), blobs.workshop().await.unwrap());
        std::fs::write(left.path().join("x"), b"x").unwrap();
        assert!(blobs.names().unwrap().is_empty() && kept.path().is_absolute());
        let place = left.path().to_owned();
        drop(left);
        assert!(!place.exists() && kept.path().is_dir());
        blobs.clear_workshops(Duration::from_secs(60)).await.unwrap();
        assert!(kept.path().is_dir(), "it is in use");
        tokio::time::sleep(Duration::from_millis(20)).await;
        blobs.clear_workshops(Duration::ZERO).await.unwrap();
        assert!(!kept.path().exists());
    }

    #[tokio::test]
    async fn folders_of_blobs_go_whole() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        for name in ["media/ab/x/one.png", "media/ab/x/two.mp4", "media/cd/y.png"] {
            blobs.put(name, &b"x"[..]).await.unwrap();
        }
        blobs.delete_folder("media/ab/x").await.unwrap();
        blobs.delete_folder("media/ab/x").await.unwrap();
        assert_eq!(blobs.names().unwrap(), ["media/cd/y.png"]);
        assert!(!folder.path().join("media/ab").exists());
        assert!(blobs.delete_folder("../media").await.is_err());
    }
}
