//! medley-ui
