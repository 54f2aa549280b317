//! Reading a part of a blob, piece by piece: a video that many watch is in no memory whole.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::PathBuf;

use base::Outcome;
use bytes::Bytes;

use crate::{Blobs, absent, on_a_thread};

/// Bytes read at once.
const PIECE_BYTES: usize = 256 << 10;

/// A blob that is open for reading. What it reads stays the same when the blob is removed meanwhile.
#[derive(Debug)]
pub struct Part {
    file: File,
    length: u64,
    rest: Range<u64>,
}

impl Blobs {
    /// Opens `name` to read it in pieces; `None` where it is not there.
    pub async fn open_part(&self, name: &str) -> Outcome<Option<Part>> {
        Part::open(self.place(name)?).await
    }
}

impl Part {
    pub(crate) async fn open(place: PathBuf) -> Outcome<Option<Self>> {
        on_a_thread(move || match File::open(place) {
            Ok(file) => {
                let length = file.metadata()?.len();
                Ok(Some(Self { file, length, rest: 0..length }))
            }
            Err(cause) if absent(&cause) => Ok(None),
            Err(cause) => Err(cause),
        })
        .await
    }

    /// Bytes of the whole blob.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Only these bytes of it.
    #[must_use]
    pub fn within(self, range: Range<u64>) -> Self {
        let end = range.end.min(self.length);
        Self { rest: range.start.min(end)..end, ..self }
    }

    /// The next piece, and what is left; `None` at the end.
    ///
    /// # Errors
    /// When the file cannot be read, or has become shorter.
    pub async fn next(mut self) -> Outcome<Option<(Bytes, Self)>> {
        let left = usize::try_from(self.rest.end - self.rest.start).unwrap_or(usize::MAX);
        if left == 0 {
            return Ok(None);
        }
        on_a_thread(move || {
            let mut piece = vec![0; left.min(PIECE_BYTES)];
            self.file.seek(SeekFrom::Start(self.rest.start))?;
            self.file.read_exact(&mut piece)?;
            self.rest.start += piece.len() as u64;
            Ok(Some((Bytes::from(piece), self)))
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn parts_in_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(folder.path()).unwrap();
        let bytes: Vec<u8> = (0..PIECE_BYTES * 2 + 10).map(|n| n as u8).collect();
        blobs.put("media/x", bytes.clone()).await.unwrap();
        for range in [0..bytes.len() as u64, 3..4, 100..PIECE_BYTES as u64 + 100, 5..u64::MAX, 9..9] {
            let part = blobs.open_part("media/x").await.unwrap().unwrap();
            assert_eq!(part.length(), bytes.len() as u64);
            let mut rest = Some(part.within(range.clone()));
            let mut read = Vec::new();
            while let Some(part) = rest {
                rest = part.next().await.unwrap().map(|(piece, part)| {
                    assert!(piece.len() <= PIECE_BYTES);
                    read.extend(piece);
                    part
                });
            }
            let end = (range.end as usize).min(bytes.len());
            assert_eq!(read, bytes[range.start as usize..end], "{range:?}");
        }
        assert!(blobs.open_part("media/none").await.unwrap().is_none());
    }
}
