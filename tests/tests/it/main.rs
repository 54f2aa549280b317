//! Stories across features, told through HTTP, on both engines.

mod bad_input;
mod imports;
mod matrix;
mod posting;
mod privacy;
mod reading;
mod relating;
mod statements;
mod streams;
