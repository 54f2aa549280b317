//! medley-web
