//! The transcript of a session: made of its posts as they are now, for who reads them, each time it is asked for. So what
//! is deleted, or hidden from the reader, is in no transcript.

mod keep;
mod lines;
mod pages;
mod templates;

pub use keep::KeptPost;
pub(crate) use pages::routes;
