//! The feature on both engines, driven by the verbs of the features below it.

mod reading;
mod statements;
mod telling;
mod world;

use world::World;
