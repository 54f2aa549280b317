use std::path::Path;

use crate::run;

/// The repository's files, as git sees them: everything that is or would be committed.
pub(crate) struct Repo {
    /// Sorted by path.
    pub(crate) files: Vec<File>,
}

/// One file.
pub(crate) struct File {
    /// From the root, with `/`.
    pub(crate) path: String,
    /// In bytes.
    pub(crate) bytes: u64,
    /// Empty when it is not UTF-8 text.
    pub(crate) text: String,
}

impl File {
    /// Its last part.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Its lines, numbered from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(n, line)| (n + 1, line))
    }

    /// Whether it is Rust source.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    #[cfg(test)]
    pub(crate) fn of(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), bytes: text.len() as u64, text: text.to_owned() }
    }
}

impl Repo {
    /// Reads everything that git tracks or would track.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let listed = run::output(run::command("git", &["ls-files", "-co", "--exclude-standard", "-z"]))?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        // A path that git still knows and that is gone is a deletion not yet committed.
        let there = paths.into_iter().filter(|path| root.join(path).is_file());
        Ok(Self { files: there.map(|path| read(root, path)).collect::<Result<_, _>>()? })
    }

    /// The Rust files.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// The file at `path`.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Whether there is a file or folder of that path.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let inside = |file: &File| {
            file.path.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.files.iter().any(inside)
    }

    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self { files: files.iter().map(|(path, text)| File::of(path, text)).collect() }
    }
}

fn read(root: &Path, path: &str) -> Result<File, String> {
    let bytes = std::fs::read(root.join(path)).map_err(|cause| format!("{path}: {cause}"))?;
    let size = bytes.len() as u64;
    Ok(File { path: path.to_owned(), bytes: size, text: String::from_utf8(bytes).unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_are_found() {
        let repo = Repo::of(&[("platform/base/src/lib.rs", "a\nb"), ("README.md", "")]);
        assert!(repo.has("platform/base/") && repo.has("platform") && repo.has("README.md"));
        assert!(!repo.has("plat") && !repo.has("platform/base/src/lib"));
        let lib = repo.file("platform/base/src/lib.rs").unwrap();
        assert_eq!((lib.name(), lib.lines().last()), ("lib.rs", Some((2, "b"))));
    }

    #[test]
    fn this_repository_can_be_read() {
        let repo = Repo::read(run::root()).unwrap();
        assert!(repo.has("xtask/src/main.rs") && !repo.has("target"));
    }
}
