//! Medley, put together: settings, the one list of features, the server and the commands.

pub mod commands;
pub mod config;
mod connect;
pub mod features;
mod ground;
mod metrics;
pub mod openapi;
pub mod serve;
mod upkeep;
pub mod wire;

pub use config::Config;
pub use wire::{Medley, catalogues};
