//! Media: pictures that people attach to posts and put on their profiles.
//!
//! [`process`] is the pure half: bytes in, safe bytes out, with no storage, no network and no clock.

pub mod process;
