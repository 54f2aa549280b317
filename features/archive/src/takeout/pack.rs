//! A folder as one file that every computer opens.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use base::{Outcome, Problem};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::export::failed;

/// Files of the folder `media/` are packed already.
const MEDIA: &str = "media";
/// What is larger than this needs the format's large sizes.
const SMALL_BYTES_MAX: u64 = u32::MAX as u64;

/// Packs the files of `folder`, and those of folders in it, into `place`, which has its name when it is whole. Gives its
/// bytes. Blocks.
pub(super) fn pack(folder: &Path, place: &Path) -> Outcome<u64> {
    let draft = place.with_extension("partial");
    let mut zip =
        ZipWriter::new(BufWriter::new(File::create(&draft).map_err(|cause| failed(&draft, cause))?));
    for path in files(folder)? {
        add(&mut zip, folder, &path)?;
    }
    let out = zip.finish().map_err(Problem::internal)?;
    let file = out.into_inner().map_err(|cause| failed(&draft, cause.into_error()))?;
    let bytes = file.sync_all().and_then(|()| file.metadata()).map_err(|cause| failed(&draft, cause))?.len();
    std::fs::rename(&draft, place).map_err(|cause| failed(place, cause))?;
    Ok(bytes)
}

fn add<W: Write + std::io::Seek>(zip: &mut ZipWriter<W>, folder: &Path, path: &Path) -> Outcome<()> {
    let name = path.strip_prefix(folder).unwrap_or(path);
    let packed = name.starts_with(MEDIA);
    let mut file = File::open(path).map_err(|cause| failed(path, cause))?;
    let bytes = file.metadata().map_err(|cause| failed(path, cause))?.len();
    let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    let options =
        SimpleFileOptions::default().compression_method(method).large_file(bytes >= SMALL_BYTES_MAX);
    let name = name.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    zip.start_file(name, options).map_err(Problem::internal)?;
    std::io::copy(&mut file, zip).map(drop).map_err(|cause| failed(path, cause))
}

/// In the order of their names; without what is not finished.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|cause| failed(folder, cause))? {
        let path = entry.map_err(|cause| failed(folder, cause))?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else if path.extension().is_none_or(|end| end != "partial") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_comes_out_again() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("files");
        std::fs::create_dir_all(from.join("media")).unwrap();
        std::fs::write(from.join("posts.jsonl"), "{}\n".repeat(1_000)).unwrap();
        std::fs::write(from.join("media/ab-original.png"), [0_u8, 1, 2]).unwrap();
        std::fs::write(from.join("lists.csv.partial"), b"half").unwrap();
        let place = folder.path().join("everything.zip");
        let bytes = pack(&from, &place).unwrap();
        assert_eq!(std::fs::metadata(&place).unwrap().len(), bytes);
        assert!(bytes < 2_000, "{bytes}");
        let mut zip = zip::ZipArchive::new(File::open(&place).unwrap()).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["media/ab-original.png", "posts.jsonl"]);
        let mut text = String::new();
        zip.by_name("posts.jsonl").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text.lines().count(), 1_000);
    }
}
