use clap::Subcommand;
use web::Scopes;

use super::{Done, Place, find_user, say, told};

#[derive(Subcommand)]
pub(crate) enum Token {
    /// Print a token for a script or bot that acts for NAME
    Create {
        /// The username
        name: String,
        /// What it may do
        #[arg(long, default_value = "read write follow push")]
        scopes: String,
        /// The app's name, shown in the account's settings and at its posts
        #[arg(long, default_value = "Command line")]
        app: String,
    },
}

impl Token {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let Self::Create { name, scopes, app } = self;
        let parsed = Scopes::parse(&scopes).filter(|scopes| !scopes.is_empty());
        let scopes = parsed
            .ok_or_else(|| format!("{scopes:?}: not scopes; for example \"read write follow push\""))?;
        let medley = place.open().await?;
        let account = find_user(&medley, &name).await?;
        say(medley.access.token_create(account, &app, scopes).await.map_err(|problem| told(&problem))?);
        Ok(())
    }
}
