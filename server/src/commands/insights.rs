use clap::Subcommand;

use super::{Done, Place, progress, say, told};

#[derive(Subcommand)]
pub(crate) enum Insights {
    /// Note anew what hashtags are counted by; broken off, it goes on where it was
    Rebuild,
}

impl Insights {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = place.open().await?;
        match self {
            Self::Rebuild => {
                let all = medley.accounts.posts_count().await.map_err(|p| told(&p))?;
                let bar = progress("posts", all.unsigned_abs());
                loop {
                    let step = medley.insights.rebuild_step().await.map_err(|p| told(&p))?;
                    bar.inc(step.done);
                    if !step.more {
                        break;
                    }
                }
                bar.finish();
                say("every post with a hashtag is counted");
            }
        }
        Ok(())
    }
}
