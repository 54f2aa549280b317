use std::fs::File;
use std::io::{BufRead, BufReader, Read as _, Seek};
use std::path::{Path, PathBuf};

use blobs::Blobs;
use flate2::read::GzDecoder;
use indicatif::ProgressBar;
use store::{Db, Migration, Write};

use super::format::{
    CHECKSUMS, CHECKSUMS_BYTES_MAX, Checksums, MANIFEST, MANIFEST_BYTES_MAX, Manifest, Member, Summed,
};
use super::tables::{Filler, Table, names, present, tables};
use super::{UNFINISHED, at, problem};
use crate::commands::run::lock;
use crate::commands::{Done, Place, progress, say};

/// Bytes of one row.
const ROW_BYTES_MAX: u64 = 64 << 20;

#[derive(clap::Args)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE.tar.gz")]
    file: PathBuf,
}

impl Restore {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let config = place.config()?;
        let archive = Archive::open(&self.file)?;
        let manifest = on_a_thread(archive, |archive| archive.verify()).await?;
        let steps = manifest.steps(&crate::wire::migrations())?;
        agree(&manifest, &steps)?;
        let _lock = lock(place.data())?;
        let blobs = Blobs::open(place.data().join("media")).map_err(|cause| problem(&cause))?;
        let db = Db::open(&config.store_settings(place.data())).map_err(|cause| problem(&cause))?;
        empty(&db, &blobs, place.data()).await?;
        fill(&self.file, place.data(), &db, blobs, manifest, steps).await?;
        say(format!("Restored into {}. Run it with: medley serve --data {0}", place.data().display()));
        Ok(())
    }
}

/// The tables that the manifest counts must be those of its schema.
fn agree(manifest: &Manifest, steps: &[Migration]) -> Result<(), String> {
    let known = names(steps);
    let listed: Vec<&String> = manifest.tables.iter().map(|table| &table.name).collect();
    if listed.len() == known.len() && known.iter().all(|name| listed.contains(&name)) {
        return Ok(());
    }
    Err(format!("{MANIFEST}: its tables are not those of its schema"))
}

/// Refuses a place that somebody uses. What a broken-off restore left is no obstacle.
async fn empty(db: &Db, blobs: &Blobs, data: &Path) -> Result<(), String> {
    let (engine, steps) = (db.engine(), crate::wire::migrations());
    let used = db.snapshot(move |r| {
        for table in present(r, engine, &steps)? {
            if table.count(r)? > 0 {
                return Ok(Some(table.name));
            }
        }
        Ok(None)
    });
    if let Some(table) = used.await.map_err(|cause| problem(&cause))? {
        return Err(format!("the database is not empty (it has {table}); restore into a new one"));
    }
    if !super::unfinished(data) && !blobs.names().map_err(|cause| problem(&cause))?.is_empty() {
        return Err(format!("{} has files in it; restore into a new folder", data.join("media").display()));
    }
    Ok(())
}

/// Files first, then all rows in one transaction: until that commits, the database is empty.
async fn fill(
    file: &Path,
    data: &Path,
    db: &Db,
    blobs: Blobs,
    manifest: Manifest,
    steps: Vec<Migration>,
) -> Result<(), String> {
    let failed = |cause: base::Problem| problem(&cause);
    db.migrate(steps.clone()).await.map_err(failed)?;
    let mark = data.join(UNFINISHED);
    std::fs::write(&mark, file.display().to_string()).map_err(|cause| at(&mark, cause))?;
    let bar = progress("files", 0);
    let shown = bar.clone();
    on_a_thread(Archive::open(file)?, move |archive| archive.files(&blobs, &shown)).await?;
    bar.set_prefix("rows");
    bar.set_length(manifest.tables.iter().map(|table| table.rows).sum());
    bar.set_position(0);
    let (engine, mut archive, shown) = (db.engine(), Archive::open(file)?, bar.clone());
    let filled = db.write(move |w| {
        let tables = tables(w, engine, &steps)?;
        archive.rows(w, &tables, &manifest, &shown).map_err(base::Problem::internal)
    });
    filled.await.map_err(failed)?;
    db.migrate(crate::wire::migrations()).await.map_err(failed)?;
    bar.finish_and_clear();
    std::fs::remove_file(&mark).map_err(|cause| at(&mark, cause))
}

async fn on_a_thread<T: Send + 'static>(
    mut archive: Archive,
    work: impl FnOnce(&mut Archive) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    tokio::task::spawn_blocking(move || work(&mut archive)).await.map_err(|cause| cause.to_string())?
}

/// A backup being read. It is gone through three times: to verify, for the files, for the rows.
struct Archive {
    place: PathBuf,
    file: File,
}

impl Archive {
    fn open(place: &Path) -> Result<Self, String> {
        let file = File::open(place).map_err(|cause| at(place, cause))?;
        Ok(Self { place: place.to_owned(), file })
    }

    /// Hands over every member that has a known name. Anything else is refused.
    fn each(
        &mut self,
        mut visit: impl FnMut(&str, Member<'_>, &mut dyn std::io::Read) -> Result<(), String>,
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
            visit(&name, member, &mut entry).map_err(|text| at(&self.place, text))?;
        }
        Ok(())
    }

    /// Checks names, checksums and the manifest, and gives that. Nothing has been touched until then.
    fn verify(&mut self) -> Result<Manifest, String> {
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
                return Ok(());
            }
            let mut summed = Summed::new(content);
            if member == Member::Manifest {
                manifest = all(&mut summed, MANIFEST_BYTES_MAX)?;
            } else {
                std::io::copy(&mut summed, &mut std::io::sink()).map_err(|cause| cause.to_string())?;
            }
            if sums.add(name, summed.sum()) { Ok(()) } else { Err(format!("{name} is there twice")) }
        })?;
        let listed = listed.ok_or_else(|| at(&self.place, format!("cut off: it has no {CHECKSUMS}")))?;
        sums.check(&listed).and_then(|()| Manifest::parse(&manifest)).map_err(|text| at(&self.place, text))
    }

    /// Writes the files to where they belong.
    fn files(&mut self, blobs: &Blobs, bar: &ProgressBar) -> Done {
        self.each(|_, member, content| {
            let Member::File(name) = member else { return Ok(()) };
            let place = blobs.place(name).map_err(|_| format!("{name} is not the name of a file"))?;
            let folder = place.parent().unwrap_or(&place);
            std::fs::create_dir_all(folder).map_err(|cause| at(folder, cause))?;
            let mut file = File::create(&place).map_err(|cause| at(&place, cause))?;
            std::io::copy(content, &mut file)
                .and_then(|_| file.sync_all())
                .map_err(|cause| at(&place, cause))?;
            bar.inc(1);
            Ok(())
        })
    }

    /// Fills all tables in the caller's transaction, and counts them.
    fn rows(&mut self, w: &Write<'_>, tables: &[Table], manifest: &Manifest, bar: &ProgressBar) -> Done {
        self.each(|name, member, content| {
            let Member::Table(table) = member else { return Ok(()) };
            let table = tables.iter().find(|known| known.name == table);
            let table = table.ok_or_else(|| format!("{name} is no table of its schema"))?;
            lines(w, table, content, bar).map_err(|text| format!("{name}, {text}"))
        })?;
        for rows in &manifest.tables {
            let table = tables.iter().find(|table| table.name == rows.name);
            let count = table.map_or(Ok(0), |table| table.count(w)).map_err(|cause| problem(&cause))?;
            if count != rows.rows {
                return Err(format!("{}: {count} rows of {}", rows.name, rows.rows));
            }
        }
        Ok(())
    }
}

fn lines(w: &Write<'_>, table: &Table, content: &mut dyn std::io::Read, bar: &ProgressBar) -> Done {
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
    filler.flush(w)
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
