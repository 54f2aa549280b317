//! Bringing in what people wrote elsewhere. [`parse`] reads the files and knows no database; what it
//! yields is posted by the import verbs.

pub mod parse;
