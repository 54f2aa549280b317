//! A backup being read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use blobs::Blobs;
use flate2::read::GzDecoder;
use indicatif::ProgressBar;
use store::Write;

use super::at;
use super::fill::Filler;
use super::format::{
    CHECKSUMS, CHECKSUMS_BYTES_MAX, Checksums, MANIFEST_BYTES_MAX, Manifest, Member, Summed, sum,
};
use super::tables::Table;
use crate::commands::Done;

/// Bytes of one row.
const ROW_BYTES_MAX: u64 = 64 << 20;

/// What a backup says about itself, after all of it was read and found whole.
pub(super) struct Verified {
    pub(super) manifest: Manifest,
    /// Of the list of checksums, and so of everything: which backup it is.
    pub(super) sum: String,
}

/// A backup being read. It is gone through three times: to verify, for the files, for the rows.
pub(super) struct Archive {
    place: PathBuf,
    file: File,
}

impl Archive {
    pub(super) fn open(place: &Path) -> Result<Self, String> {
        let file = File::open(place).map_err(|cause| at(place, cause))?;
        Ok(Self { place: place.to_owned(), file })
    }

    /// Hands over every member that has a known name, until told to stop. Anything else is refused.
    fn each(
        &mut self,
        mut visit: impl FnMut(&str, Member<'_>, &mut dyn std::io::Read) -> Result<ControlFlow<()>, String>,
    ) -> Done {
        let fail = |cause: std::io::Error| at(&self.place, cause);
        self.file.rewind().map_err(fail)?;
        let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(&self.file)));
        for entry in tar.entries().map_err(fail)? {
            let mut entry = entry.map_err(fail)?;
            let name = String::from_utf8(entry.path_bytes().into_owned()).unwrap_or_default();
            let member = Member::of(&name).filter(|_| entry.header().entry_type().is_file());
            let member =
                member.ok_or_else(|| at(&self.place, format!("{name:?} does not belong into a backup")))?;
            if visit(&name, member, &mut entry).map_err(|text| at(&self.place, text))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Checks names, checksums and the manifest, and gives that. Nothing has been touched until then.
    pub(super) fn verify(&mut self) -> Result<Verified, String> {
        let (mut sums, mut manifest, mut listed) = (Checksums::default(), Vec::new(), None);
        self.each(|name, member, content| {
            if listed.is_some() {
                return Err(format!("{name}: it comes after the checksums"));
            }
            if let Member::File(blob) = member {
                blob_name(blob)?;
            }
            if member == Member::Checksums {
                listed = Some(
                    String::from_utf8(all(content, CHECKSUMS_BYTES_MAX)?)
                        .map_err(|cause| cause.to_string())?,
                );
                return Ok(ControlFlow::Continue(()));
            }
            let mut summed = Summed::new(content);
            if member == Member::Manifest {
                manifest = all(&mut summed, MANIFEST_BYTES_MAX)?;
            } else {
                std::io::copy(&mut summed, &mut std::io::sink()).map_err(|cause| cause.to_string())?;
            }
            if sums.add(name, summed.sum()) {
                Ok(ControlFlow::Continue(()))
            } else {
                Err(format!("{name} is there twice"))
            }
        })?;
        let listed = listed.ok_or_else(|| at(&self.place, format!("cut off: it has no {CHECKSUMS}")))?;
        let manifest = sums.check(&listed).and_then(|()| Manifest::parse(&manifest));
        let sum = sum(listed.as_bytes());
        manifest.map(|manifest| Verified { manifest, sum }).map_err(|text| at(&self.place, text))
    }

    /// Writes the files to where they belong.
    pub(super) fn files(&mut self, blobs: &Blobs, bar: &ProgressBar) -> Done {
        self.each(|_, member, content| {
            let Member::File(name) = member else { return Ok(ControlFlow::Continue(())) };
            let place = blobs.place(name).map_err(|_| format!("{name} is not the name of a file"))?;
            let folder = place.parent().unwrap_or(&place);
            std::fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
            let mut file = File::create(&place).map_err(|cause| at(&place, cause))?;
            std::io::copy(content, &mut file)
                .and_then(|_| file.sync_all())
                .map_err(|cause| at(&place, cause))?;
            bar.inc(1);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Fills all tables in the caller's transaction, and compares how many rows they got with the manifest. Ends with
    /// the last table: the files behind it would keep the transaction open for nothing.
    pub(super) fn rows(
        &mut self,
        w: &Write<'_>,
        tables: &[Table],
        manifest: &Manifest,
        bar: &ProgressBar,
    ) -> Done {
        let mut wanted: BTreeMap<&str, u64> =
            manifest.tables.iter().map(|table| (table.name.as_str(), table.rows)).collect();
        self.each(|name, member, content| {
            let Member::Table(table) = member else { return Ok(ControlFlow::Continue(())) };
            let known = tables.iter().find(|known| known.name == table);
            let (Some(known), Some(rows)) = (known, wanted.remove(table)) else {
                return Err(format!("{name} is no table of its schema"));
            };
            let filled = lines(w, known, content, bar).map_err(|text| format!("{name}, {text}"))?;
            if filled != rows {
                return Err(format!("{table}: {filled} rows of {rows}"));
            }
            Ok(if wanted.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        match wanted.keys().next() {
            Some(missing) => Err(at(&self.place, format!("it has no rows of {missing}"))),
            None => Ok(()),
        }
    }
}

/// Inserts the lines of one table; gives how many rows that made.
fn lines(
    w: &Write<'_>,
    table: &Table,
    content: &mut dyn std::io::Read,
    bar: &ProgressBar,
) -> Result<u64, String> {
    let (mut reader, mut filler, mut line) = (BufReader::new(content), Filler::new(table), String::new());
    for number in 1_u64.. {
        line.clear();
        let bytes =
            reader.by_ref().take(ROW_BYTES_MAX).read_line(&mut line).map_err(|cause| cause.to_string())?;
        if bytes == 0 {
            break;
        }
        filler.line(w, &line).map_err(|text| format!("line {number}: {text}"))?;
        bar.inc(1);
    }
    filler.end(w)
}

fn all(content: impl std::io::Read, bytes_max: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    content.take(bytes_max + 1).read_to_end(&mut bytes).map_err(|cause| cause.to_string())?;
    if bytes.len() as u64 > bytes_max { Err("it is too large".to_owned()) } else { Ok(bytes) }
}

/// The file store's own rule, asked before anything is touched.
fn blob_name(name: &str) -> Result<(), String> {
    if Blobs::is_name(name) { Ok(()) } else { Err(format!("{name:?} does not belong into a backup")) }
}
