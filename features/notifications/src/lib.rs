//! medley-notifications
