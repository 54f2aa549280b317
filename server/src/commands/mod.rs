//! The command line. Its forms are fixed, because scripts rely on them.

mod account;
mod backup;
mod demo;
mod doctor;
mod export;
mod import;
mod jobs;
mod run;
mod search;
mod token;
mod twitter;

use std::path::PathBuf;
use std::process::ExitCode;

use base::{Clock, Problem};
use clap::{Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{Config, Medley};

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
    match runtime.block_on(run(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(text) => fail(&text),
    }
}

#[expect(clippy::print_stderr, reason = "a command's errors go to its caller")]
fn fail(text: &str) -> ExitCode {
    eprintln!("medley: {text}");
    ExitCode::FAILURE
}

/// Prints a line of a command's result.
#[expect(clippy::print_stdout, reason = "a command's result goes to its caller")]
pub(crate) fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

async fn run(arguments: Arguments) -> Done {
    let place = arguments.place;
    match arguments.command {
        Command::Serve(command) => command.run(&place).await,
        Command::Init(command) => command.run(&place).await,
        Command::Account(command) => command.run(&place).await,
        Command::Token(command) => command.run(&place).await,
        Command::Import(command) => command.run(&place).await,
        Command::Export(command) => command.run(&place).await,
        Command::Backup(command) => command.run(&place).await,
        Command::Restore(command) => command.run(&place).await,
        Command::Doctor(command) => command.run(&place).await,
        Command::Jobs(command) => command.run(&place).await,
        Command::Search(command) => command.run(&place).await,
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
        config.check().map_err(|text| {
            file.map_or_else(|| text.clone(), |file| format!("{}: {text}", file.display()))
        })?;
        Ok(config)
    }

    /// The folder.
    pub(crate) fn data(&self) -> &std::path::Path {
        &self.data
    }

    /// Everything opened, for a command.
    pub(crate) async fn open(&self) -> Result<Medley, String> {
        let config = self.settings()?;
        Medley::open(config, &self.data, Clock::system()).await.map_err(|problem| told(&problem))
    }
}

/// A progress bar, drawn on a terminal only.
pub(crate) fn progress(what: &'static str, all: u64) -> ProgressBar {
    let style = "{prefix:8} [{bar:30}] {pos}/{len} {elapsed} (about {eta} left)";
    let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(all).with_style(style).with_prefix(what)
}

/// A problem in words, with its cause: whoever runs commands may see it.
pub(crate) fn told(problem: &Problem) -> String {
    match problem.cause() {
        Some(cause) => format!("{} ({cause})", problem.text()),
        None => problem.text().to_owned(),
    }
}

/// The account called `name`.
pub(crate) async fn find(medley: &Medley, name: &str) -> Result<base::Id, String> {
    let found = medley.accounts.lookup(name).await.map_err(|problem| told(&problem))?;
    found.ok_or_else(|| format!("there is no account called {name}"))
}

async fn routes(place: &Place) -> Done {
    let medley = place.open().await?;
    for route in medley.routes() {
        say(format!("{:<7} {:<55} {:?}", route.method, route.path, route.access));
    }
    Ok(())
}
