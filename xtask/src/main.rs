//! The project's own tools: `cargo xtask COMMAND`.
//!
//! They use the standard library alone, so that they build in a second and on any machine.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool talks to whoever runs it"
)]

mod ci;
mod coverage;
mod postgres;
mod repo;
mod routes;
mod run;
mod scaffold;
mod suite;
mod tidy;

use std::process::ExitCode;

use routes::Server;

const USAGE: &str = "usage: cargo xtask COMMAND

  test [--require-all] [-- ARGS]   the whole test suite, with a throw-away PostgreSQL
  tidy [--bless]                   the architecture's rules; --bless lowers the numbers in xtask/ratchet.txt
  routes                           every endpoint and page, with who may use it
  api-coverage [--write|--check]   each method of Mastodon's client API: implemented, announced absent, missing
  feature-new NAME                 a new feature: one table, one route, and the files of a feature
  ci                               everything that must pass before a change lands";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["test", rest @ ..] => suite::run(rest),
        ["tidy"] => tidy::run(tidy::Numbers::Hold),
        ["tidy", "--bless"] => tidy::run(tidy::Numbers::Lower),
        ["routes"] => routes::run(),
        ["api-coverage"] => coverage::run(coverage::Page::Print, Server::Fresh),
        ["api-coverage", "--write"] => coverage::run(coverage::Page::Write, Server::Fresh),
        ["api-coverage", "--check"] => coverage::run(coverage::Page::Check, Server::Fresh),
        ["feature-new", name] => scaffold::run(name),
        ["ci"] => ci::run(),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
