//! medley-blobs
