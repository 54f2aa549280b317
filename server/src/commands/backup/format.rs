//! The names and texts inside of a backup.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};

use aws_lc_rs::digest::{Context, SHA256, digest};
use serde::{Deserialize, Serialize};
use store::Migration;

/// This format's version. Another one is not read.
pub(super) const VERSION: u32 = 1;
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const CHECKSUMS: &str = "checksums";
pub(super) const MANIFEST_BYTES_MAX: u64 = 1 << 20;
/// Bytes of the list of checksums: some three million files.
pub(super) const CHECKSUMS_BYTES_MAX: u64 = 1 << 29;

/// What a backup says about itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) medley: String,
    pub(super) created_at: String,
    /// The site's name, for people who find the file.
    pub(super) domain: String,
    pub(super) schema: Vec<Step>,
    pub(super) tables: Vec<Rows>,
}

/// A step of the schema that the tables have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    pub(super) feature: String,
    pub(super) version: u32,
    pub(super) checksum: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Rows {
    pub(super) name: String,
    pub(super) rows: u64,
}

impl Step {
    pub(super) fn of(migration: &Migration) -> Self {
        Self {
            feature: migration.feature.to_owned(),
            version: migration.version,
            checksum: migration.checksum(),
        }
    }
}

impl Manifest {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|cause| format!("{MANIFEST}: {cause}"))?;
        if manifest.format != VERSION {
            return Err(format!(
                "this is format {}, and this version reads format {VERSION}",
                manifest.format
            ));
        }
        Ok(manifest)
    }

    /// Those of our steps that the backup's tables have.
    pub(super) fn steps(&self, ours: &[Migration]) -> Result<Vec<Migration>, String> {
        for step in &self.schema {
            if !ours.iter().any(|own| Step::of(own) == *step) {
                return Err(format!(
                    "it was made by Medley {}, whose tables are newer or different (step {} of {})",
                    self.medley, step.version, step.feature
                ));
            }
        }
        let has = |own: &&Migration| self.schema.contains(&Step::of(own));
        Ok(ours.iter().filter(has).copied().collect())
    }
}

/// What a member of the archive is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Member<'a> {
    Manifest,
    Checksums,
    Table(&'a str),
    /// A blob, by its name.
    File(&'a str),
}

impl<'a> Member<'a> {
    /// `None` for every name that has no business here. Blob names are checked again where they are written.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        match name {
            MANIFEST => Some(Self::Manifest),
            CHECKSUMS => Some(Self::Checksums),
            _ => match name.strip_prefix("tables/") {
                Some(table) => table.strip_suffix(".jsonl").filter(|table| word(table)).map(Self::Table),
                None => name.strip_prefix("media/").filter(|blob| !blob.is_empty()).map(Self::File),
            },
        }
    }
}

/// SHA-256 in hexadecimal of what was read or written through it.
pub(super) struct Summed<T> {
    inner: T,
    context: Context,
}

impl<T> Summed<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, context: Context::new(&SHA256) }
    }

    pub(super) fn sum(self) -> String {
        hex(self.context.finish().as_ref())
    }
}

impl<T: Read> Read for Summed<T> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.context.update(&into[..n]);
        Ok(n)
    }
}

impl<T: Write> Write for Summed<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.context.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// SHA-256 of `bytes`, in hexadecimal.
pub(super) fn sum(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The checksums of members by their names. In memory: about 150 bytes for each file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Checksums(BTreeMap<String, String>);

impl Checksums {
    /// Adds a member; false if there is one of that name.
    pub(super) fn add(&mut self, name: &str, sum: String) -> bool {
        self.0.insert(name.to_owned(), sum).is_none()
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect()
    }

    /// Compares what was found with the list in the archive.
    pub(super) fn check(&self, listed: &str) -> Result<(), String> {
        let mut missing = 0;
        for line in listed.lines() {
            let (sum, name) =
                line.split_once("  ").ok_or_else(|| format!("{CHECKSUMS}: not a list of checksums"))?;
            match self.0.get(name) {
                Some(found) if found == sum => {}
                Some(_) => return Err(format!("{name}: its content was changed or damaged")),
                None => missing += 1,
            }
        }
        if missing > 0 {
            return Err(format!("{missing} members are missing"));
        }
        if self.text() == listed {
            Ok(())
        } else {
            Err(format!("{CHECKSUMS}: there are members that it does not list"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_members() {
        for (name, member) in [
            ("manifest.json", Some(Member::Manifest)),
            ("checksums", Some(Member::Checksums)),
            ("tables/posts.jsonl", Some(Member::Table("posts"))),
            ("media/media/ab/x.png", Some(Member::File("media/ab/x.png"))),
            ("tables/../posts.jsonl", None),
            ("tables/po sts.jsonl", None),
            ("tables/\"x.jsonl", None),
            ("tables/.jsonl", None),
            ("tables/posts", None),
            ("media/", None),
            ("../media/x", None),
            ("/etc/passwd", None),
            ("medley.toml", None),
            ("", None),
        ] {
            assert_eq!(Member::of(name), member, "{name}");
        }
    }

    #[test]
    fn sums_are_those_of_sha256sum() {
        let mut summed = Summed::new(&b"abc"[..]);
        io::copy(&mut summed, &mut io::sink()).unwrap();
        assert_eq!(summed.sum(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn what_differs_is_named() {
        let mut found = Checksums::default();
        assert!(found.add("a", "1".into()) && found.add("b", "2".into()) && !found.add("b", "2".into()));
        found.check("1  a\n2  b\n").unwrap();
        for (listed, word) in [
            ("1  a\n3  b\n", "b: its content"),
            ("1  a\n2  b\n3  c\n", "missing"),
            ("1  a\n", "does not list"),
            ("", "does not list"),
            ("nonsense", "not a list"),
        ] {
            let refused = found.check(listed).unwrap_err();
            assert!(refused.contains(word), "{refused}");
        }
    }

    #[test]
    fn schemas_may_be_older_but_not_other() {
        let step = |version, text| Migration { feature: "a", version, text };
        let ours = [step(1, "x"), step(2, "y")];
        let manifest = |steps: &[Migration]| Manifest {
            format: VERSION,
            medley: "1.2.3".into(),
            created_at: String::new(),
            domain: String::new(),
            schema: steps.iter().map(Step::of).collect(),
            tables: Vec::new(),
        };
        assert_eq!(manifest(&ours[..1]).steps(&ours).unwrap().len(), 1);
        assert_eq!(manifest(&ours).steps(&ours).unwrap().len(), 2);
        for other in [step(3, "z"), step(2, "edited")] {
            let refused = manifest(&[ours[0], other]).steps(&ours).unwrap_err();
            assert!(refused.contains("1.2.3"), "{refused}");
        }
    }
}
