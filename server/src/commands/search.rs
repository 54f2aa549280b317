use std::time::Duration;

use clap::Subcommand;
use search::Left;

use super::{Done, Place, progress, say, told};

/// How often is looked how far another process has come.
const LOOK_MS: u64 = 500;

#[derive(Subcommand)]
pub(crate) enum Search {
    /// Make the search index anew; broken off, it goes on where it was
    Rebuild,
    /// Show what is in the search index
    Status,
}

impl Search {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        match self {
            Self::Rebuild => {
                medley.search.rebuild().await.map_err(|p| told(&p))?;
                watch(&medley.search).await?;
                medley.search.close().await;
                say("the search index is complete");
            }
            Self::Status => {
                say(format!("{} posts", medley.search.indexed().await.map_err(|p| told(&p))?));
                if let Some(at) = medley.search.progress().await.map_err(|p| told(&p))? {
                    say(format!("being filled: {} of about {} posts looked at", at.done, at.all));
                }
            }
        }
        Ok(())
    }
}

/// Fills the index, or waits for the server to do it.
async fn watch(search: &search::Search) -> Done {
    let bar = progress("posts", 0);
    while let Some(at) = search.progress().await.map_err(|p| told(&p))? {
        bar.set_length(at.all);
        bar.set_position(at.done);
        if search.catch_up().await.map_err(|p| told(&p))? == Left::Nothing {
            tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
        }
    }
    bar.finish();
    Ok(())
}
