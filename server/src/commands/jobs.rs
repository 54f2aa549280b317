use clap::Subcommand;

use super::{Done, Place, say, told};

#[derive(Subcommand)]
pub(crate) enum Jobs {
    /// Show what was tried too often, and why it failed
    List,
    /// Try all of it again
    Retry,
}

impl Jobs {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        match self {
            Self::List => {
                for letter in medley.bus.dead_letters().await.map_err(|p| told(&p))? {
                    say(format!(
                        "{} {} after {} tries: {}",
                        letter.id, letter.kind, letter.attempts, letter.error
                    ));
                }
                say(format!("{} waiting", medley.bus.queued().await.map_err(|p| told(&p))?));
            }
            Self::Retry => {
                say(format!("{} to be tried again", medley.bus.revive().await.map_err(|p| told(&p))?));
            }
        }
        Ok(())
    }
}
