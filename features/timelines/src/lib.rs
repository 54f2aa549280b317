//! medley-timelines
