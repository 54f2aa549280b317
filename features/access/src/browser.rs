//! What a browser says of itself when somebody signs in.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use web::{ClientAddress, cookie};

/// The cookie by which a browser is known again, after it signed out too.
pub(crate) const DEVICE_COOKIE: &str = "medley_device";
/// The cookie of somebody who gave the password and not yet the second step.
pub(crate) const STEP_COOKIE: &str = "medley_step";
/// Longest cookie that is looked at.
const COOKIE_BYTES_MAX: usize = 128;

/// A browser at the door. Handlers take it as an argument.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    /// What it calls itself.
    pub(crate) agent: String,
    pub(crate) device: Option<String>,
    pub(crate) step: Option<String>,
    /// Whence it speaks.
    pub(crate) address: Option<IpAddr>,
}

impl<S: Sync> FromRequestParts<S> for Browser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let own = |name| {
            let value = cookie(&parts.headers, name)?;
            (!value.is_empty() && value.len() <= COOKIE_BYTES_MAX).then(|| value.to_owned())
        };
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            agent: agent.unwrap_or_default().to_owned(),
            device: own(DEVICE_COOKIE),
            step: own(STEP_COOKIE),
            address: parts.extensions.get::<ClientAddress>().map(|address| address.0),
        })
    }
}
