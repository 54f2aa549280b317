//! The database: SQLite inside the process or PostgreSQL beside it, behind one small door.
//!
//! Work is a synchronous closure that runs on a database thread: [`Db::read`] and [`Db::write`]. So no network call
//! can happen inside a transaction, and a unit of work costs one thread hop, not one per statement.
//!
//! Invariants:
//! - a write closure commits on `Ok` and leaves nothing behind on `Err` or panic; its future resolves only after
//!   the commit is durable;
//! - SQLite has one writer thread, which commits the waiting closures together, a savepoint for each;
//! - a statement is one static text ([`Sql`]) for both engines; [`dialect`] holds the few real differences;
//! - notices ([`Write::notify`]) reach the listener after the commit and before the writer is answered.

mod alarm;
mod args;
mod db;
pub mod dialect;
mod migrate;
mod postgres;
mod rows;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod work;

pub use args::Value;
pub use db::{Db, Engine, Settings};
pub use dialect::Sql;
pub use migrate::Migration;
pub use rows::{FromColumn, Row};
pub use work::{Listener, Notice, Read, Write};

/// Bound parameters, in order: `args![id, name.as_str(), now_ms]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

/// Declares statements and the list of them (`STATEMENTS`) that the statement check prepares on both engines.
///
/// The text is in the intersection of SQLite, PostgreSQL and Citus. `$1` is a parameter, `IN {$1}` takes a list.
#[macro_export]
macro_rules! sql {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* pub(crate) static $name: $crate::Sql = $crate::Sql::new(stringify!($name), $text);)*
        /// Every statement of this feature.
        pub(crate) static STATEMENTS: &[&$crate::Sql] = &[$(&$name),*];
    };
}
