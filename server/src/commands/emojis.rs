//! Custom emojis: Mastodon's API has no way to add them.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use emojis::{Added, EMOJI_BYTES_MAX, EMOJIS_MAX, Edit, Kept, NewEmoji};

use super::{Done, Place, say, told};
use crate::Medley;

/// What files of pictures are called.
const EXTENSIONS: [&str; 5] = ["png", "gif", "webp", "jpg", "jpeg"];

#[derive(Subcommand)]
pub(crate) enum Emojis {
    /// Add a picture, or all pictures of a folder; the file's name is the shortcode
    Import {
        /// PNG, GIF (may move), WebP or JPEG of 256 KiB at the most, or a folder of them
        #[arg(value_name = "FILE|FOLDER")]
        path: PathBuf,
        /// Under which heading pickers show them
        #[arg(long, value_name = "C")]
        category: Option<String>,
        /// Give emojis of the same name the new picture
        #[arg(long)]
        replace: bool,
    },
    /// List them
    List,
    /// Change one
    Set {
        /// The shortcode
        shortcode: String,
        /// Under which heading pickers show it; empty for none
        #[arg(long, value_name = "C")]
        category: Option<String>,
        /// Whether pickers show it
        #[arg(long, value_name = "BOOL")]
        visible: Option<bool>,
        /// Whether texts can name it
        #[arg(long, value_name = "BOOL")]
        enabled: Option<bool>,
    },
    /// Remove one; texts that name it show its name
    Remove {
        /// The shortcode
        shortcode: String,
    },
}

impl Emojis {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        match self {
            Self::Import { path, category, replace } => import(&medley, &path, category, replace).await,
            Self::List => list(&medley).await,
            Self::Set { shortcode, category, visible, enabled } => {
                let edit = Edit { category, visible, disabled: enabled.map(|on| !on) };
                medley.emojis.change(&shortcode, edit).await.map_err(|problem| named(&shortcode, &problem))
            }
            Self::Remove { shortcode } => {
                medley.emojis.remove(&shortcode).await.map_err(|problem| named(&shortcode, &problem))
            }
        }
    }
}

fn named(shortcode: &str, problem: &base::Problem) -> String {
    match problem.kind() {
        base::Kind::NotFound => format!("there is no emoji called {shortcode}"),
        _ => told(problem),
    }
}

async fn list(medley: &Medley) -> Done {
    let all = medley.emojis.all().await.map_err(|problem| told(&problem))?;
    all.iter().map(line).all(say);
    Ok(())
}

fn line(emoji: &Kept) -> String {
    let mut line = format!(":{}:", emoji.shortcode);
    if let Some(category) = &emoji.category {
        line += &format!("  {category}");
    }
    for (is, word) in [(!emoji.visible, "hidden"), (emoji.disabled, "disabled")] {
        line += &if is { format!("  ({word})") } else { String::new() };
    }
    line
}

async fn import(medley: &Medley, path: &Path, category: Option<String>, replace: bool) -> Done {
    let (mut added, mut refused) = (0, 0);
    for file in pictures(path)? {
        match one(medley, &file, category.clone(), replace).await {
            Ok(_) => added += 1,
            Err(text) => {
                refused += 1;
                say(format!("{}: {text}", file.display()));
            }
        }
    }
    say(format!("{added} added"));
    if refused == 0 { Ok(()) } else { Err(format!("{refused} could not be added")) }
}

async fn one(medley: &Medley, file: &Path, category: Option<String>, replace: bool) -> Result<Added, String> {
    let size = std::fs::metadata(file).map_err(|cause| cause.to_string())?.len();
    if size > EMOJI_BYTES_MAX as u64 {
        return Err(format!("larger than {} KiB", EMOJI_BYTES_MAX >> 10));
    }
    let bytes = std::fs::read(file).map_err(|cause| cause.to_string())?.into();
    let new = NewEmoji { shortcode: shortcode(file), category, bytes, replace };
    medley.emojis.add(new).await.map_err(|problem| told(&problem))
}

/// The name of the file without what is after the last dot; what cannot be in a shortcode, but is usual in names of
/// files, becomes `_`.
fn shortcode(file: &Path) -> String {
    let stem = file.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    stem.replace(['-', ' ', '.'], "_")
}

/// The file, or the pictures right in the folder, by name.
fn pictures(path: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |cause: std::io::Error| format!("{}: {cause}", path.display());
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(told)? {
        let file = entry.map_err(told)?.path();
        let extension = file.extension().map(|word| word.to_string_lossy().to_lowercase());
        if extension.is_some_and(|word| EXTENSIONS.contains(&word.as_str())) && file.is_file() {
            files.push(file);
        }
        if files.len() > EMOJIS_MAX {
            return Err(format!("{}: more than {EMOJIS_MAX} pictures", path.display()));
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_shortcodes() {
        for (file, code) in
            [("a/blob-cat.png", "blob_cat"), ("x y.gif", "x_y"), ("Ward.7.webp", "Ward_7"), ("", "")]
        {
            assert_eq!(shortcode(Path::new(file)), code);
        }
    }

    #[test]
    fn pictures_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.PNG", "a.gif", "notes.txt"] {
            std::fs::write(folder.path().join(name), b"x").unwrap();
        }
        let found = pictures(folder.path()).unwrap();
        assert_eq!(found, [folder.path().join("a.gif"), folder.path().join("b.PNG")]);
        assert_eq!(pictures(Path::new("x.png")).unwrap(), [PathBuf::from("x.png")]);
    }
}
