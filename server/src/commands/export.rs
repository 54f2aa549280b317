use std::path::PathBuf;

use archive::export::{ExportReport, Sources, export_account};
use clap::Subcommand;

use super::{Done, Place, find, progress, say, told};

#[derive(Subcommand)]
pub(crate) enum Export {
    /// Write everything of one account into a folder, in open formats
    Account {
        /// The username
        name: String,
        /// The folder [default: export-NAME]
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
}

impl Export {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let Self::Account { name, to } = self;
        let medley = place.open().await?;
        let account = find(&medley, &name).await?;
        let name = name.trim_start_matches('@').to_lowercase();
        let folder = to.unwrap_or_else(|| PathBuf::from(format!("export-{name}")));
        let shown = medley.accounts.account(account).await.map_err(|p| told(&p))?;
        let bar = progress("posts", shown.map_or(0, |shown| shown.stats.posts));
        let from = Sources {
            accounts: &medley.accounts,
            posts: &medley.posts,
            blobs: &medley.blobs,
            lists: &medley.lists,
        };
        let report = export_account(&from, account, &folder, |posts| bar.set_position(posts as u64)).await;
        bar.finish_and_clear();
        tell(&report.map_err(|problem| told(&problem))?);
        say(format!("Written to {}", folder.display()));
        Ok(())
    }
}

fn tell(report: &ExportReport) {
    for name in &report.media_missing {
        say(format!("missing: the file of {name} is gone from this server"));
    }
    if report.unseen > 0 {
        say(format!("left out: {} boosts of posts that the account cannot see any more", report.unseen));
    }
    say(format!(
        "{} posts, {} files, {} follows, {} blocks, {} mutes, {} on lists, {} bookmarks, {} favourites",
        report.posts,
        report.media,
        report.follows,
        report.blocks,
        report.mutes,
        report.lists,
        report.bookmarks,
        report.favourites
    ));
}
