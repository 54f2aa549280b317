use std::io::Read;

use access::NewUser;
use base::{Id, iso_date};
use clap::{Subcommand, ValueEnum};
use web::Role;

use super::{Done, Place, find, find_user, say, told};

/// Accounts listed at a time.
const PAGE_MAX: usize = 500;
/// Bytes of a password on standard input.
const PASSWORD_BYTES_MAX: u64 = 4_096;

#[derive(Subcommand)]
pub(crate) enum Account {
    /// Create an account that can be used at once
    Create {
        /// The username
        name: String,
        /// The e-mail address
        #[arg(long, value_name = "E")]
        email: String,
        /// What they may do
        #[arg(long, value_enum, default_value = "user")]
        role: RoleName,
        /// Read the password from standard input instead of making one
        #[arg(long)]
        password_stdin: bool,
    },
    /// List the accounts of this server
    List,
    /// Suspend an account, or lift it with --lift
    Suspend {
        /// The username
        name: String,
        /// Lift the suspension
        #[arg(long)]
        lift: bool,
    },
    /// Give an account another role
    Role {
        /// The username
        name: String,
        /// What they may do
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Give an account a new password, which ends its sessions and tokens
    Password {
        /// The username
        name: String,
    },
    /// Turn off two-step sign-in for somebody who lost app, passkeys and recovery codes
    SecondStepOff {
        /// The username
        name: String,
    },
    /// Let in somebody who waits for approval
    Approve {
        /// The username
        name: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RoleName {
    Owner,
    Admin,
    Moderator,
    User,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Owner => Self::Owner,
            RoleName::Admin => Self::Admin,
            RoleName::Moderator => Self::Moderator,
            RoleName::User => Self::User,
        }
    }
}

impl Account {
    pub(crate) async fn run(self, place: &Place) -> Done {
        let medley = match &self {
            Self::Create { .. } => place.open_or_create().await?,
            _ => place.open().await?,
        };
        match self {
            Self::Create { name, email, role, password_stdin } => {
                let password = password_stdin.then(read_password).transpose()?;
                let new =
                    NewUser { username: name.clone(), email, password, role: role.into(), confirmed: true };
                let made = medley.access.create_account(new).await.map_err(|p| told(&p))?;
                say(format!("Created {name} (id {})", made.account));
                if let Some(password) = made.password {
                    say(format!("New password: {password}"));
                }
            }
            Self::List => return list(&medley).await,
            Self::Suspend { name, lift } => {
                let account = find(&medley, &name).await?;
                medley.accounts.suspend(account, !lift).await.map_err(|p| told(&p))?;
                say(format!("{name} is {}", if lift { "not suspended any more" } else { "suspended" }));
            }
            Self::Role { name, role } => {
                let account = find_user(&medley, &name).await?;
                medley.access.set_role(account, role.into()).await.map_err(|p| told(&p))?;
                say(format!("{name} is {} now", Role::from(role).name()));
            }
            Self::Password { name } => {
                let account = find_user(&medley, &name).await?;
                let password = base::random::password();
                medley.access.set_password(account, &password).await.map_err(|p| told(&p))?;
                say(format!("New password: {password}"));
            }
            Self::SecondStepOff { name } => {
                let account = find_user(&medley, &name).await?;
                medley.access.reset_second(account).await.map_err(|p| told(&p))?;
                say(format!("{name} gets in by the password alone now"));
            }
            Self::Approve { name } => {
                let account = find_user(&medley, &name).await?;
                medley.access.approve(account).await.map_err(|p| told(&p))?;
                say(format!("{name} is let in"));
            }
        }
        // What was changed has effects (mails, streams) that should not wait for the server.
        medley.bus.drain().await.map_err(|p| told(&p))?;
        Ok(())
    }
}

fn read_password() -> Result<String, String> {
    let mut text = String::new();
    std::io::stdin().take(PASSWORD_BYTES_MAX).read_to_string(&mut text).map_err(|cause| cause.to_string())?;
    let password = text.trim_end_matches(['\n', '\r']);
    if password.is_empty() {
        Err("no password on standard input".to_owned())
    } else {
        Ok(password.to_owned())
    }
}

async fn list(medley: &crate::Medley) -> Done {
    let mut after = Id(0);
    loop {
        let accounts = medley.accounts.all_after(after, PAGE_MAX).await.map_err(|p| told(&p))?;
        let Some(last) = accounts.last() else { return Ok(()) };
        after = last.id;
        for account in &accounts {
            let state = if account.suspended_ms.is_some() { " suspended" } else { "" };
            let joined = iso_date(account.created_ms);
            let line = format!(
                "{:<20} {:<30} {joined} {:>8} posts{state}",
                account.id, account.username, account.stats.posts
            );
            if !say(line) {
                return Ok(());
            }
        }
    }
}
