use std::fs::File;
use std::io::{BufReader, BufWriter, Seek, Write as _};
use std::path::{Path, PathBuf};

use base::iso_ms;
use blobs::Blobs;
use flate2::Compression;
use flate2::write::GzEncoder;
use indicatif::ProgressBar;
use store::{Migration, Read};

use super::format::{CHECKSUMS, Checksums, MANIFEST, Manifest, Rows, Step, Summed, VERSION};
use super::tables::{Table, tables};
use super::{at, problem};
use crate::Medley;
use crate::commands::progress;

/// What was saved.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub(super) rows: u64,
    pub(super) files: u64,
    /// Files that were deleted between listing and reading them.
    pub(super) vanished: u64,
}

/// Writes a backup to `place`, under another name until it is whole. The server may be running.
pub(super) async fn save(medley: &Medley, place: &Path) -> Result<Saved, String> {
    let name =
        place.file_name().ok_or_else(|| at(place, "not the name of a file"))?.to_string_lossy().into_owned();
    let draft = place.with_file_name(format!("{name}.partial"));
    let spool = place.with_file_name(format!("{name}.partial.rows"));
    let bar = progress("rows", 0);
    let saved = whole(medley, &draft, &spool, &bar).await;
    bar.finish_and_clear();
    drop(std::fs::remove_file(&spool));
    match saved {
        Ok(saved) => {
            std::fs::rename(&draft, place).map_err(|cause| at(place, cause))?;
            Ok(saved)
        }
        Err(text) => {
            drop(std::fs::remove_file(&draft));
            Err(text)
        }
    }
}

async fn whole(medley: &Medley, draft: &Path, spool: &Path, bar: &ProgressBar) -> Result<Saved, String> {
    let mut tar = Tar::create(draft, spool)?;
    let (facts, engine, shown) = (Facts::of(medley), medley.db.engine(), bar.clone());
    // A failure inside travels as a text in the result: it is for the caller, not for a client.
    let written = medley.db.snapshot(move |r| {
        let found = tables(r, engine, &facts.steps)?;
        Ok(tar.tables(r, facts, &found, &shown).map(|rows| (tar, rows)))
    });
    // The files come after the rows: a row's file is there before the row is, so none can be missing.
    let (mut tar, rows) = written.await.map_err(|cause| problem(&cause))??;
    let (blobs, shown) = (medley.blobs.clone(), bar.clone());
    let rest = move || {
        let (files, vanished) = tar.files(&blobs, &shown)?;
        tar.finish()?;
        Ok(Saved { rows, files, vanished })
    };
    tokio::task::spawn_blocking(rest).await.map_err(|cause| cause.to_string())?
}

/// What the manifest says and the tables do not.
struct Facts {
    steps: Vec<Migration>,
    created_at: String,
    domain: String,
}

impl Facts {
    fn of(medley: &Medley) -> Self {
        Self {
            steps: crate::wire::migrations(),
            created_at: iso_ms(medley.clock.now_ms()),
            domain: medley.site.domain.clone(),
        }
    }
}

/// The archive being written.
struct Tar {
    out: tar::Builder<GzEncoder<BufWriter<File>>>,
    place: PathBuf,
    /// A table's lines wait here until their number of bytes is known, which goes before them.
    spool: PathBuf,
    sums: Checksums,
}

impl Tar {
    fn create(place: &Path, spool: &Path) -> Result<Self, String> {
        let file = private(place)?;
        let out = tar::Builder::new(GzEncoder::new(BufWriter::new(file), Compression::default()));
        Ok(Self { out, place: place.to_owned(), spool: spool.to_owned(), sums: Checksums::default() })
    }

    fn add(&mut self, name: &str, bytes: u64, content: impl std::io::Read) -> Result<(), String> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes);
        header.set_mode(0o600);
        let mut content = Summed::new(content.take(bytes));
        let added = self.out.append_data(&mut header, name, &mut content);
        added.map_err(|cause| at(&self.place, cause))?;
        self.sums.add(name, content.sum());
        Ok(())
    }

    fn tables(
        &mut self,
        r: &Read<'_>,
        facts: Facts,
        tables: &[Table],
        bar: &ProgressBar,
    ) -> Result<u64, String> {
        let mut counts = Vec::with_capacity(tables.len());
        for table in tables {
            counts.push(Rows {
                name: table.name.clone(),
                rows: table.count(r).map_err(|cause| problem(&cause))?,
            });
        }
        let rows = counts.iter().map(|table| table.rows).sum();
        bar.set_length(rows);
        let manifest = Manifest {
            format: VERSION,
            medley: env!("CARGO_PKG_VERSION").to_owned(),
            created_at: facts.created_at,
            domain: facts.domain,
            schema: facts.steps.iter().map(Step::of).collect(),
            tables: counts,
        };
        let text = serde_json::to_vec_pretty(&manifest).map_err(|cause| cause.to_string())?;
        self.add(MANIFEST, text.len() as u64, text.as_slice())?;
        for table in tables {
            self.table(r, table, bar)?;
        }
        Ok(rows)
    }

    fn table(&mut self, r: &Read<'_>, table: &Table, bar: &ProgressBar) -> Result<(), String> {
        let fail = |cause: std::io::Error| at(&self.spool, cause);
        let mut spool = BufWriter::new(private(&self.spool)?);
        let read = r.raw(&table.select(), |row| {
            serde_json::to_writer(&mut spool, &table.encode(row)?).map_err(base::Problem::internal)?;
            bar.inc(1);
            spool.write_all(b"\n").map_err(base::Problem::internal)
        });
        read.map_err(|cause| format!("{}: {}", table.name, problem(&cause)))?;
        let mut file = spool.into_inner().map_err(|cause| fail(cause.into_error()))?;
        let bytes = file.stream_position().and_then(|bytes| file.rewind().map(|()| bytes)).map_err(fail)?;
        self.add(&format!("tables/{}.jsonl", table.name), bytes, BufReader::new(file))
    }

    /// Adds every file; gives how many there are, and how many were gone when their turn came.
    fn files(&mut self, blobs: &Blobs, bar: &ProgressBar) -> Result<(u64, u64), String> {
        let names = blobs.names().map_err(|cause| problem(&cause))?;
        bar.set_prefix("files");
        bar.set_length(names.len() as u64);
        bar.set_position(0);
        let (mut files, mut vanished) = (0, 0);
        for name in &names {
            let place = blobs.place(name).map_err(|cause| problem(&cause))?;
            match File::open(&place).and_then(|file| Ok((file.metadata()?.len(), file))) {
                Ok((bytes, file)) => {
                    self.add(&format!("media/{name}"), bytes, BufReader::new(file))?;
                    files += 1;
                }
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => vanished += 1,
                Err(cause) => return Err(at(&place, cause)),
            }
            bar.inc(1);
        }
        Ok((files, vanished))
    }

    fn finish(mut self) -> Result<(), String> {
        let text = self.sums.text();
        self.add(CHECKSUMS, text.len() as u64, text.as_bytes())?;
        let Self { out, place, .. } = self;
        let written = out.into_inner().and_then(GzEncoder::finish).and_then(|mut out| {
            out.flush()?;
            out.get_ref().sync_all()
        });
        written.map_err(|cause| at(&place, cause))
    }
}

/// A new file that only its owner can read: a backup holds everybody's private posts.
fn private(place: &Path) -> Result<File, String> {
    let mut options = File::options();
    options.read(true).write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(place).map_err(|cause| at(place, cause))
}
