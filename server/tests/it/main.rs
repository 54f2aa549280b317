//! The operator's commands, run as the program that operators run.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod archives;
mod backups;
mod compression;
mod doctor;
mod mistakes;
mod printing;
mod seeds;
mod sessions;
mod stopping;
mod telling;
mod world;
