//! medley-posts
