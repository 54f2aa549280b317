//! medley-bus
