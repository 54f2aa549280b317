//! Medley, put together: settings, the one list of features, the server and the commands.

pub mod commands;
pub mod config;
mod connect;
pub mod features;
mod ground;
mod languages;
mod metrics;
pub mod openapi;
pub mod serve;
mod upkeep;
pub mod wire;

pub use config::Config;
pub use languages::catalogues;
pub use wire::Medley;
