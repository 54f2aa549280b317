//! What must hold for everything that reads the outside world, whatever comes in. The fuzz targets feed these functions
//! with what they invent; `tests/seeds.rs` feeds them with the files in `seeds`, on any compiler.

pub mod chat;
pub mod clip;
pub mod media;
pub mod params;
pub mod sheet;
pub mod text;
pub mod tweets;
pub mod twitter_archive;
