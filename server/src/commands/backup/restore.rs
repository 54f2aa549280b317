//! Bringing a backup into an empty place.
//!
//! Whoever kills a restore leaves a place that is refused by every command but `restore`, which begins anew or, when all
//! rows were in already, makes an end.

use std::path::{Path, PathBuf};

use blobs::Blobs;
use store::{Db, Migration};

use super::archive::{Archive, Verified};
use super::format::{MANIFEST, Manifest};
use super::mark::Mark;
use super::problem;
use super::tables::{names, present, tables};
use crate::commands::run::lock;
use crate::commands::{Done, Place, progress, say, told};
use crate::wire::migrations;

#[derive(clap::Args)]
pub(crate) struct Restore {
    /// The backup
    #[arg(value_name = "FILE.tar.gz")]
    file: PathBuf,
}

impl Restore {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let config = place.config()?;
        let verified = on_a_thread(Archive::open(&self.file)?, Archive::verify).await?;
        let steps = verified.manifest.steps(&migrations())?;
        agree(&verified.manifest, &steps)?;
        let _lock = lock(place.data())?;
        let blobs = Blobs::open(place.data().join("media")).map_err(|cause| problem(&cause))?;
        let db = Db::open(&config.store_settings(place.data())).map_err(|cause| problem(&cause))?;
        let mark = Mark::of(place.data(), &verified.sum);
        match first_used(&db).await? {
            None => fill(&self.file, &db, blobs, verified, steps, &mark).await?,
            Some(table) => rest(&db, &verified.manifest, &mark, &table).await?,
        }
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

/// A table with rows in it, if there is one.
async fn first_used(db: &Db) -> Result<Option<String>, String> {
    let (engine, steps) = (db.engine(), migrations());
    let used = db.snapshot(move |r| {
        for table in present(r, engine, &steps)? {
            if table.is_used(r)? {
                return Ok(Some(table.name));
            }
        }
        Ok(None)
    });
    used.await.map_err(|cause| problem(&cause))
}

/// Files first, then all rows in one transaction: until that commits, the database is empty.
async fn fill(
    file: &Path,
    db: &Db,
    blobs: Blobs,
    verified: Verified,
    steps: Vec<Migration>,
    mark: &Mark,
) -> Result<(), String> {
    let (failed, manifest) = (|cause: base::Problem| problem(&cause), verified.manifest);
    // What a broken-off restore left is no obstacle.
    if !mark.is_there() && !blobs.names().map_err(failed)?.is_empty() {
        let folder = mark.folder().join("media");
        return Err(format!("{} has files in it; restore into a new folder", folder.display()));
    }
    mark.set(file)?;
    db.migrate(steps.clone()).await.map_err(failed)?;
    let bar = progress("files", 0);
    let shown = bar.clone();
    on_a_thread(Archive::open(file)?, move |archive| archive.files(&blobs, &shown)).await?;
    bar.set_prefix("rows");
    bar.set_length(manifest.tables.iter().map(|table| table.rows).sum());
    bar.set_position(0);
    let (engine, mut archive, shown) = (db.engine(), Archive::open(file)?, bar.clone());
    let filled = db.write(move |w| {
        w.take_your_time()?;
        let tables = tables(w, engine, &steps)?;
        tables.iter().try_for_each(|table| table.clear_self_made(w))?;
        archive.rows(w, &tables, &manifest, &shown).map_err(base::Problem::internal)
    });
    filled.await.map_err(failed)?;
    bar.finish_and_clear();
    finish(db, mark).await
}

/// A restore that was killed between the commit of its rows and its end: they are all there or none is, so there is
/// little left to do. Any other database that is not empty is refused.
async fn rest(db: &Db, manifest: &Manifest, mark: &Mark, used: &str) -> Result<(), String> {
    let refused = format!("the database is not empty (it has {used}); restore into a new one");
    if !mark.is_mine() {
        return Err(refused);
    }
    let (engine, steps) = (db.engine(), migrations());
    let counted = db.snapshot(move |r| {
        let tables = present(r, engine, &steps)?.into_iter();
        tables.map(|table| Ok((table.count(r)?, table.name))).collect::<base::Outcome<Vec<_>>>()
    });
    let counted = counted.await.map_err(|cause| problem(&cause))?;
    let there = |wanted: &super::format::Rows| {
        counted.iter().any(|(rows, name)| *name == wanted.name && *rows == wanted.rows)
    };
    if !manifest.tables.iter().all(there) {
        return Err(refused);
    }
    say("All rows are in already; making an end of the restore that was broken off.");
    finish(db, mark).await
}

async fn finish(db: &Db, mark: &Mark) -> Result<(), String> {
    db.migrate(migrations()).await.map_err(|cause| told(&cause))?;
    mark.remove()
}

async fn on_a_thread<T: Send + 'static>(
    mut archive: Archive,
    work: impl FnOnce(&mut Archive) -> Result<T, String> + Send + 'static,
) -> Result<T, String> {
    tokio::task::spawn_blocking(move || work(&mut archive)).await.map_err(|cause| cause.to_string())?
}
