//! medley-testkit
