//! medley-media
