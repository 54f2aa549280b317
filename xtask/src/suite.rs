use std::path::PathBuf;

use crate::postgres::{self, Cluster};
use crate::run::{self, Done};

/// Whether something that is missing makes the suite fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    Skips,
    Fails,
}

/// What a run does without, and why it matters.
#[derive(Debug, PartialEq, Eq)]
struct Skip {
    what: &'static str,
    means: &'static str,
    /// Whether `--require-all` insists on it. Not on what no package can install.
    required: bool,
}

const NO_POSTGRES: Skip = Skip {
    what: "PostgreSQL (initdb and postgres in /usr/lib/postgresql/*/bin or on the PATH)",
    means: "every test that runs on both engines ran on SQLite only",
    required: true,
};
const NO_NEXTEST: Skip = Skip {
    what: "cargo-nextest",
    means: "the same tests ran with `cargo test`, more slowly",
    required: false,
};
const NO_FFMPEG: Skip = Skip {
    what: "ffmpeg and ffprobe (on the PATH)",
    means: "what is converted by them (WebM, QuickTime, FLAC and the like, stills of videos) was not tested; MP4, M4A and MP3 were",
    required: true,
};
const NO_DATA: Skip = Skip {
    what: "shared/data (beside the repository, or $MEDLEY_SHARED/data)",
    means: "importers and text were tested on the repository's own fixtures, not on real files",
    required: false,
};

/// `cargo xtask test [--require-all] [-- ARGS]`
pub(crate) fn run(args: &[&str]) -> Done {
    let (missing, rest) = match args {
        ["--require-all", rest @ ..] => (Missing::Fails, rest),
        rest => (Missing::Skips, rest),
    };
    let rest = match rest {
        ["--", rest @ ..] => rest,
        [] => &[],
        [first, ..] => return Err(format!("{first}: what goes to the tests stands after `--`")),
    };
    let (bin, skips) = look();
    refuse(missing, &skips)?;
    let cluster = bin.map(|bin| Cluster::start(&bin)).transpose()?;
    let done = tests(missing, cluster.as_ref(), rest);
    drop(cluster);
    tell(&skips);
    done
}

fn look() -> (Option<PathBuf>, Vec<Skip>) {
    let bin = postgres::programs();
    let converts = run::find("ffmpeg").is_some() && run::find("ffprobe").is_some();
    let skips = [
        (bin.is_some(), NO_POSTGRES),
        (converts, NO_FFMPEG),
        (has_nextest(), NO_NEXTEST),
        (shared_data().is_some(), NO_DATA),
    ];
    (bin, skips.into_iter().filter(|(there, _)| !there).map(|(_, skip)| skip).collect())
}

fn refuse(missing: Missing, skips: &[Skip]) -> Done {
    let needed: Vec<_> = skips.iter().filter(|skip| skip.required).map(|skip| skip.what).collect();
    match missing {
        Missing::Fails if !needed.is_empty() => Err(format!("--require-all: missing {}", needed.join("; "))),
        _ => Ok(()),
    }
}

fn tests(missing: Missing, cluster: Option<&Cluster>, rest: &[&str]) -> Done {
    let mut command = run::cargo(if has_nextest() { &["nextest", "run"] } else { &["test"] });
    if !names_packages(rest) {
        command.arg("--workspace");
    }
    command.args(rest);
    if let Some(cluster) = cluster {
        command.env("MEDLEY_TEST_PG", cluster.url());
    }
    if missing == Missing::Fails {
        command.env("MEDLEY_TEST_REQUIRE_PG", "1").env("MEDLEY_TEST_REQUIRE_FFMPEG", "1");
    }
    run::succeed(command)
}

/// Whether the caller picked crates; otherwise all are tested.
fn names_packages(rest: &[&str]) -> bool {
    let words = rest.iter().take_while(|word| **word != "--");
    words.into_iter().any(|word| word.starts_with("-p") || word.starts_with("--package"))
}

fn has_nextest() -> bool {
    run::find("cargo-nextest").is_some()
}

/// The same search as the tests make.
fn shared_data() -> Option<PathBuf> {
    let given = std::env::var_os("MEDLEY_SHARED").map(PathBuf::from);
    let beside = || run::root().ancestors().map(|folder| folder.join("shared")).collect();
    let places: Vec<PathBuf> = given.map_or_else(beside, |folder| vec![folder]);
    places.into_iter().map(|shared| shared.join("data")).find(|data| data.is_dir())
}

fn tell(skips: &[Skip]) {
    if skips.is_empty() {
        println!("\nNothing was skipped.");
        return;
    }
    println!("\nNot found, so skipped:");
    for Skip { what, means, .. } in skips {
        println!("  - {what}: {means}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_installed_is_insisted_on() {
        assert!(refuse(Missing::Fails, &[NO_POSTGRES, NO_DATA]).unwrap_err().contains("initdb"));
        assert!(refuse(Missing::Fails, &[NO_FFMPEG]).unwrap_err().contains("ffprobe"));
        assert_eq!(refuse(Missing::Fails, &[NO_DATA, NO_NEXTEST]), Ok(()));
        assert_eq!(refuse(Missing::Skips, &[NO_POSTGRES]), Ok(()));
    }

    #[test]
    fn crates_can_be_picked() {
        assert!(names_packages(&["-p", "medley-text"]) && names_packages(&["--package=medley-text"]));
        assert!(!names_packages(&["some_test", "--", "-p"]));
    }

    #[test]
    fn arguments_stand_after_two_dashes() {
        assert!(run(&["--nocapture"]).is_err());
        assert!(run(&["--require-all", "store"]).is_err());
    }
}
