//! Measures Medley against ceilings taken in the same run: `medley-bench run`. See `docs/performance.md`.

mod batch;
mod chance;
mod generate;
mod graph;
mod host;
mod http1;
mod listen;
mod load;
mod mark;
mod plan;
mod process;
mod run;
mod scenarios;
mod sql;
mod still;
mod table;
mod words;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What most of this program gives: something, or a text for the person who called it.
pub(crate) type Done<T = ()> = Result<T, String>;

#[derive(Parser)]
#[command(name = "medley-bench", about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Generate(generate::Generate),
    Run(run::Run),
    /// Asks a server over and over; started by `run`
    #[command(hide = true)]
    Client,
    /// Listens to many streams; started by `run`
    #[command(hide = true)]
    Listen,
}

fn main() -> ExitCode {
    match act(Arguments::parse().command) {
        Ok(code) => code,
        Err(text) => {
            complain(&text);
            ExitCode::FAILURE
        }
    }
}

fn act(command: Command) -> Done<ExitCode> {
    let mut runtime = match command {
        // One thread is enough, and leaves the others to the server.
        Command::Client | Command::Listen => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = runtime.enable_all().build().map_err(|e| e.to_string())?;
    match command {
        Command::Generate(generate) => runtime.block_on(generate.run()).map(|()| ExitCode::SUCCESS),
        Command::Run(run) => runtime.block_on(run.run()),
        Command::Client => runtime.block_on(load::child()).map(|()| ExitCode::SUCCESS),
        Command::Listen => runtime.block_on(listen::child()).map(|()| ExitCode::SUCCESS),
    }
}

/// A problem in words, with its cause.
pub(crate) fn told(problem: base::Problem) -> String {
    match problem.cause() {
        Some(cause) => format!("{} ({cause})", problem.text()),
        None => problem.text().to_owned(),
    }
}

/// Prints a line of the result.
#[expect(clippy::print_stdout, reason = "results go to the caller")]
pub(crate) fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

/// Prints a line beside the result.
#[expect(clippy::print_stderr, reason = "progress and errors go to the caller")]
pub(crate) fn complain(line: impl std::fmt::Display) {
    eprintln!("medley-bench: {line}");
}
