//! Importing real posts, where the data is there.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

use archive::tweets::{Report, import_tweets};

use super::Stage;
use crate::table::{Row, grouped};
use crate::{Done, complain, told};

pub(super) async fn run(stage: &mut Stage) -> Done<Vec<Row>> {
    let Some(files) = files() else {
        complain("import: left out, there is no shared/data/health-tweets here");
        return Ok(Vec::new());
    };
    let began = Instant::now();
    let mut all = Report::default();
    for file in &files {
        let report = one(stage, file).await?;
        if !report.adds_up() {
            return Err(format!("{}: lines are missing from the report", file.display()));
        }
        all.lines += report.lines;
        all.imported += report.imported;
        all.rejected_count += report.rejected_count;
    }
    let seconds = began.elapsed().as_secs_f64();
    let rate = grouped(all.lines as f64 / seconds);
    let counts = format!("{} lines, {} rejected", grouped(all.lines as f64), all.rejected_count);
    Ok(vec![Row {
        ceiling: counts,
        ..Row::told(&format!("import of {} files", files.len()), format!("{seconds:.1} s, {rate} lines/s"))
    }])
}

async fn one(stage: &Stage, file: &Path) -> Done<Report> {
    let medley = &stage.host()?.medley;
    let handle = format!("bench_{}", base::random::below(1 << 50));
    let (author, _) = archive::owner(&medley.accounts, &medley.db, &handle).await.map_err(told)?;
    let reader = BufReader::new(File::open(file).map_err(|e| format!("{}: {e}", file.display()))?);
    import_tweets(&medley.posts, author, reader, |_| ()).await.map_err(told)
}

/// The files, from `MEDLEY_SHARED` or from the folder beside the repository.
fn files() -> Option<Vec<PathBuf>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared"));
    let mut places = std::env::var_os("MEDLEY_SHARED").map(PathBuf::from).into_iter().chain(own);
    let folder = places.find_map(|shared| std::fs::read_dir(shared.join("data/health-tweets")).ok())?;
    let mut files: Vec<PathBuf> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    (!files.is_empty()).then_some(files)
}
