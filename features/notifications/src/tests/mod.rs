//! The feature on both engines, driven by the verbs of the features below it.

mod http;
mod reading;
mod statements;
mod telling;
mod world;

pub(super) use world::World;
