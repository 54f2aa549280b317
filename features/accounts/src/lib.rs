//! medley-accounts
