//! The command line. Its forms are fixed, because scripts rely on them.

mod account;
mod announcements;
mod backup;
mod chats;
mod demo;
mod doctor;
mod emojis;
mod export;
mod hashtags;
mod import;
mod insights;
mod jobs;
mod run;
mod search;
mod seed;
mod token;
mod twitter;

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use base::{Clock, Kind, Problem};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{Config, Medley};

/// How long work on threads is waited for when a command is done.
const SHUTDOWN_MS_MAX: u64 = 5_000;

/// Medley: a microblogging server for the healthcare community.
#[derive(Parser)]
#[command(name = "medley", version, about, max_term_width = 100)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Where the data and the settings are; every command takes them.
#[derive(clap::Args, Clone)]
pub(crate) struct Place {
    /// Folder with the data
    #[arg(long, global = true, default_value = "./medley-data", value_name = "DIR")]
    data: PathBuf,
    /// Settings (TOML); without it, DIR/medley.toml if that exists
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server
    Serve(run::Serve),
    /// Create the data folder, the database and a settings file
    Init(run::Init),
    /// People
    #[command(subcommand)]
    Account(account::Account),
    /// Tokens for scripts and bots
    #[command(subcommand)]
    Token(token::Token),
    /// Custom emojis
    #[command(subcommand)]
    Emojis(emojis::Emojis),
    /// What the operator tells everybody
    #[command(subcommand)]
    Announcements(announcements::Announcements),
    /// The directory of hashtags
    #[command(subcommand)]
    Hashtags(hashtags::Hashtags),
    /// Bring posts from elsewhere
    #[command(subcommand)]
    Import(import::Import),
    /// Take what is somebody's out again
    #[command(subcommand)]
    Export(export::Export),
    /// Write everything into one file; the server may be running
    Backup(backup::Backup),
    /// Bring a backup into an empty place
    Restore(backup::Restore),
    /// Say what is wrong, and how to mend it
    Doctor(doctor::Doctor),
    /// Background work that was given up
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// The search index
    #[command(subcommand)]
    Search(search::Search),
    /// Sessions of hashtag chats
    #[command(subcommand)]
    Chats(chats::Chats),
    /// The numbers of hashtags
    #[command(subcommand)]
    Insights(insights::Insights),
    /// Prepare what a client's test suite expects; only on this machine
    #[command(hide = true)]
    Seed(seed::Seed),
    /// Print every route
    #[command(hide = true)]
    Routes,
}

/// What a command gives: nothing, or a text for the person who called it.
pub(crate) type Done = Result<(), String>;

/// Runs the command line.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(cause) => return fail(&cause.to_string()),
    };
    let done = runtime.block_on(run(arguments));
    // What works on a thread of its own was told to end; what does not is left behind.
    runtime.shutdown_timeout(Duration::from_millis(SHUTDOWN_MS_MAX));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => fail(&text),
    }
}

fn fail(text: &str) -> ExitCode {
    // Where nobody reads it, the exit code says it.
    drop(writeln!(std::io::stderr(), "medley: {text}"));
    ExitCode::FAILURE
}

/// Prints a line of a command's result. Gives whether somebody still reads: when the caller has seen enough
/// (`medley account list | head`) a list ends, and what a command has begun to change it goes on with.
pub(crate) fn say(line: impl std::fmt::Display) -> bool {
    writeln!(std::io::stdout(), "{line}").is_ok()
}

async fn run(arguments: Arguments) -> Done {
    let place = arguments.place;
    match arguments.command {
        Command::Serve(command) => command.run(&place).await,
        Command::Init(command) => command.run(&place).await,
        Command::Account(command) => command.run(&place).await,
        Command::Token(command) => command.run(&place).await,
        Command::Emojis(command) => command.run(&place).await,
        Command::Announcements(command) => command.run(&place).await,
        Command::Hashtags(command) => command.run(&place).await,
        Command::Import(command) => command.run(&place).await,
        Command::Export(command) => command.run(&place).await,
        Command::Backup(command) => command.run(&place).await,
        Command::Restore(command) => command.run(&place).await,
        Command::Doctor(command) => command.run(&place).await,
        Command::Jobs(command) => command.run(&place).await,
        Command::Search(command) => command.run(&place).await,
        Command::Chats(command) => command.run(&place).await,
        Command::Insights(command) => command.run(&place).await,
        Command::Seed(command) => command.run(&place).await,
        Command::Routes => routes(&place).await,
    }
}

impl Place {
    /// The settings, for what works with whole data.
    pub(crate) fn settings(&self) -> Result<Config, String> {
        if backup::unfinished(&self.data) {
            let data = self.data.display();
            return Err(format!("a restore into {data} was not finished; run it again, or remove {data}"));
        }
        self.config()
    }

    /// The settings.
    pub(crate) fn config(&self) -> Result<Config, String> {
        let usual = self.data.join("medley.toml");
        let file = self.config.clone().or_else(|| usual.is_file().then_some(usual));
        if let Some(file) = self.config.as_ref().filter(|file| !file.is_file()) {
            return Err(format!("{}: no such file", file.display()));
        }
        let config = Config::load(file.as_deref())?;
        file.as_deref().map_or(Ok(()), known_sections)?;
        config.check().map_err(|text| {
            file.map_or_else(|| text.clone(), |file| format!("{}: {text}", file.display()))
        })?;
        Ok(config)
    }

    /// The folder.
    pub(crate) fn data(&self) -> &std::path::Path {
        &self.data
    }

    /// Everything opened, for a command that works with what is there.
    pub(crate) async fn open(&self) -> Result<Medley, String> {
        let data = self.data.display();
        if !self.data.is_dir() {
            return Err(format!("there is no data folder {data}; create it with: medley init --data {data}"));
        }
        self.open_or_create().await
    }

    /// The same for a command that may be a server's first. Says so where it is.
    pub(crate) async fn open_or_create(&self) -> Result<Medley, String> {
        let config = self.settings()?;
        let (new, data) = (!self.data.exists(), self.data.display());
        let what = match config.store.url.as_str() {
            "" => format!("the data in {data}"),
            _ => "the database that store.url names".to_owned(),
        };
        let medley = Medley::open(config, &self.data, Clock::system()).await;
        let medley = medley.map_err(|problem| format!("{what} cannot be opened: {}", told(&problem)))?;
        if new {
            say(format!("Created the data folder {data}."));
        }
        Ok(medley)
    }
}

/// What a settings file may begin a section with; the keys in it are checked where they are read. Not so in the
/// environment, where others have names that look like ours.
const SECTIONS: [&str; 9] =
    ["server", "store", "limits", "media", "registrations", "mail", "instance", "log", "compatibility"];

fn known_sections(file: &std::path::Path) -> Done {
    let source = ::config::File::from(file).format(::config::FileFormat::Toml);
    let told = |cause: ::config::ConfigError| format!("{}: {cause}", file.display());
    let read = ::config::Config::builder().add_source(source).build().map_err(told)?;
    let sections: HashMap<String, ::config::Value> = read.try_deserialize().map_err(told)?;
    match sections.keys().find(|name| !SECTIONS.contains(&name.as_str())) {
        Some(name) => {
            let known = SECTIONS.join(", ");
            Err(format!("{}: unknown section `{name}`, expected one of {known}", file.display()))
        }
        None => Ok(()),
    }
}

/// A progress bar, drawn on a terminal only.
pub(crate) fn progress(what: &'static str, all: u64) -> ProgressBar {
    let style = "{prefix:8} [{bar:30}] {pos}/{len} {elapsed} (about {eta} left)";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(all).with_style(style).with_prefix(what)
}

/// A problem in words, with its cause: whoever runs commands may see it, and is not helped by what clients are told.
pub(crate) fn told(problem: &Problem) -> String {
    match (problem.kind(), problem.cause()) {
        (Kind::Internal | Kind::Unavailable, Some(cause)) => chain(cause),
        (_, Some(cause)) => format!("{} ({})", problem.text(), chain(cause)),
        (_, None) => problem.text().to_owned(),
    }
}

/// An error with what it came from, where it does not say so itself.
fn chain(cause: &(dyn std::error::Error + 'static)) -> String {
    let mut text = cause.to_string();
    let mut source = cause.source();
    while let Some(inner) = source {
        if !text.contains(&inner.to_string()) {
            text += &format!(": {inner}");
        }
        source = inner.source();
    }
    text
}

/// The account called `name`.
pub(crate) async fn find(medley: &Medley, name: &str) -> Result<base::Id, String> {
    let found = medley.accounts.lookup(name).await.map_err(|problem| told(&problem))?;
    found.ok_or_else(|| format!("there is no account called {name}"))
}

/// The account called `name`, if somebody signs in to it.
pub(crate) async fn find_user(medley: &Medley, name: &str) -> Result<base::Id, String> {
    let account = find(medley, name).await?;
    match medley.access.user(account).await.map_err(|problem| told(&problem))? {
        Some(_) => Ok(account),
        None => Err(format!("nobody can sign in to {name}: the account was made by an import")),
    }
}

async fn routes(place: &Place) -> Done {
    let medley = place.open_or_create().await?;
    let lines = medley.routes().into_iter();
    let mut lines = lines.map(|route| format!("{:<7} {:<55} {:?}", route.method, route.path, route.access));
    lines.all(say);
    Ok(())
}

#[cfg(test)]
mod tests;
