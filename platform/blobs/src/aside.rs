//! Large files that a feature makes and takes away again, beside the blobs. No address leads to them, and backups leave
//! them out.

use std::path::PathBuf;

use base::{Outcome, Problem};

use crate::{Blobs, Part, absent, on_a_thread, valid};

impl Blobs {
    /// Where `name` (`exports/5/a.zip`) lies; it need not be there.
    ///
    /// # Errors
    /// 404 for what cannot be the name of a blob either.
    pub fn aside(&self, name: &str) -> Outcome<PathBuf> {
        if valid(name) { Ok(self.root.join("tmp").join(name)) } else { Err(Problem::not_found()) }
    }

    /// Opens `name` to read it in pieces; `None` where it is not there.
    pub async fn open_aside(&self, name: &str) -> Outcome<Option<Part>> {
        Part::open(self.aside(name)?).await
    }

    /// Removes `name`, a file or a folder with all that is in it, which may be gone already.
    pub async fn clear_aside(&self, name: &str) -> Outcome<()> {
        let place = self.aside(name)?;
        on_a_thread(move || {
            let removed =
                if place.is_dir() { std::fs::remove_dir_all(&place) } else { std::fs::remove_file(&place) };
            match removed {
                Err(cause) if !absent(&cause) => Err(cause),
                _ => Ok(()),
            }
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_lies_aside_is_no_blob() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let place = blobs.aside("exports/5/a.zip").unwrap();
        assert!(blobs.open_aside("exports/5/a.zip").await.unwrap().is_none());
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(&place, b"abc").unwrap();
        assert_eq!(blobs.open_aside("exports/5/a.zip").await.unwrap().unwrap().length(), 3);
        assert!(blobs.names().unwrap().is_empty() && blobs.get("exports/5/a.zip").await.unwrap().is_none());
        assert!(blobs.get("tmp/exports/5/a.zip").await.is_err(), "and no name leads there");
        for name in ["exports/5", "exports/5", "exports/5/a.zip"] {
            blobs.clear_aside(name).await.unwrap();
        }
        assert!(!place.exists() && blobs.aside("exports/../../x").is_err());
    }
}
