//! Pure readers of foreign formats: bytes in, typed records out. Nothing here knows a database, a clock
//! or the network, and no input may make it panic.
//!
//! * [`sheet`]: lists in the columns of Mastodon's export.
//! * [`tweets`]: line files of `id|date|text`.
//! * [`twitter_archive`]: the folder a person gets from "Download an archive of your data".

pub mod sheet;
pub mod tweets;
pub mod twitter_archive;

mod stamp;
mod words;

pub use stamp::{TWEET_DATE, snowflake_ms};

/// The folder of real inputs of that name: `$MEDLEY_SHARED/data`, or `shared/data` beside the repository.
/// Tests skip what it holds when it is absent.
#[cfg(test)]
fn test_data(name: &str) -> Option<std::path::PathBuf> {
    let given = std::env::var_os("MEDLEY_SHARED").map(std::path::PathBuf::from);
    let beside =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("shared"));
    let shared: Vec<_> = given.map_or_else(|| beside.collect(), |folder| vec![folder]);
    let folder =
        shared.into_iter().map(|shared| shared.join("data").join(name)).find(|folder| folder.is_dir());
    if folder.is_none() {
        println!("skipped: no shared/data/{name}; set MEDLEY_SHARED to the folder which holds data/");
    }
    folder
}
