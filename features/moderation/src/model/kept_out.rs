use base::{Id, Ms};

use crate::nets::Net;

/// How much of another server is let in. This server talks to none; the list is kept for its staff and shown to
/// everyone who asks what this server thinks of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerBlock {
    /// Its id.
    pub id: Id,
    /// Which server.
    pub domain: String,
    /// `noop`, `silence` or `suspend`.
    pub severity: String,
    /// Nothing of its media.
    pub reject_media: bool,
    /// None of its reports.
    pub reject_reports: bool,
    /// For the staff.
    pub private_comment: Option<String>,
    /// For everyone.
    pub public_comment: Option<String>,
    /// Everyone sees part of the domain only.
    pub obfuscate: bool,
    /// When.
    pub created_ms: Ms,
}

/// What is to change of a [`ServerBlock`]; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct ServerBlockEdit {
    /// See there.
    pub severity: Option<String>,
    /// See there.
    pub reject_media: Option<bool>,
    /// See there.
    pub reject_reports: Option<bool>,
    /// See there; empty for none.
    pub private_comment: Option<String>,
    /// See there; empty for none.
    pub public_comment: Option<String>,
    /// See there.
    pub obfuscate: Option<bool>,
}

/// Another server that is let in where only named ones are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// Its id.
    pub id: Id,
    /// Which.
    pub domain: String,
    /// When.
    pub created_ms: Ms,
}

/// A provider of e-mail whose addresses are not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailBlock {
    /// Its id.
    pub id: Id,
    /// The domain; those below it are meant too.
    pub domain: String,
    /// The staff decide, instead of a plain no.
    pub allow_with_approval: bool,
    /// When.
    pub created_ms: Ms,
    /// `(day since 1970, how often somebody tried)`.
    pub tries: Vec<(i64, i64)>,
}

/// A network that is not let in, or not to sign up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IpBlock {
    /// Its id.
    pub id: Id,
    /// Which network.
    pub network: Net,
    /// One of [`crate::rules::IP_SEVERITIES`].
    pub severity: String,
    /// Why, for the staff.
    pub comment: String,
    /// Until then.
    pub expires_ms: Option<Ms>,
    /// When.
    pub created_ms: Ms,
}

/// What is to change of an [`IpBlock`]; `None` leaves it as it is.
#[derive(Debug, Clone, Default)]
pub struct IpBlockEdit {
    /// In CIDR notation.
    pub network: Option<String>,
    /// See there.
    pub severity: Option<String>,
    /// See there.
    pub comment: Option<String>,
    /// Seconds from now; 0 for no end.
    pub expires_in: Option<i64>,
}

/// An e-mail address that is not taken, in whatever spelling. Only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CanonicalBlock {
    /// Its id.
    pub id: Id,
    /// [`crate::rules::canonical_hash`].
    pub hash: String,
}
