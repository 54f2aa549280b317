//! medley-access
pub mod templates;
mod events;
pub use events::*;
