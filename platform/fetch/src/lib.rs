//! Requests to other servers, at addresses that strangers choose: the one door out.
//!
//! Invariants:
//! - a host is looked up once, and the connection goes to an address that was looked at ([`is_public`]); one answer
//!   that is not public refuses the host;
//! - no redirect is followed, no proxy of the environment is used;
//! - a request takes [`FETCH_TIMEOUT_MS`] in all, and its answer is read up to a limit.

mod address;
mod target;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;

pub use address::is_public;
pub use target::{TARGET_BYTES_MAX, Target};

/// All that a request may take, from the name to the last byte, in milliseconds.
pub const FETCH_TIMEOUT_MS: u64 = 10_000;
/// Bytes of an answer that are read.
pub const ANSWER_BYTES_MAX: usize = 64 << 10;
/// Addresses of one host that are tried.
const ADDRESSES_MAX: usize = 4;

/// Which addresses may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// https to the public Internet.
    Public,
    /// Anything, http too: for tests and for the compatibility profile, on one machine.
    Anywhere,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Failure {
    /// The address is none that may be reached. It will not get better.
    Refused(String),
    /// It did not work this time.
    Failed(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => write!(f, "refused: {why}"),
            Self::Failed(why) => write!(f, "failed: {why}"),
        }
    }
}

impl std::error::Error for Failure {}

/// What another server answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, whole.
    pub body: Bytes,
}

/// The client. Cheap to clone.
#[derive(Clone)]
pub struct Fetch {
    reach: Reach,
    tls: TlsConnector,
    agent: HeaderValue,
}

impl Fetch {
    /// A client that names itself `agent`.
    pub fn new(reach: Reach, agent: &str) -> Self {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let agent = HeaderValue::from_str(agent).unwrap_or(HeaderValue::from_static("medley"));
        Self { reach, tls: TlsConnector::from(Arc::new(config)), agent }
    }

    /// Which addresses may be reached.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Sends a body; gives the answer, whatever its status.
    pub async fn post(&self, target: &Target, headers: HeaderMap, body: Bytes) -> Result<Answer, Failure> {
        let request = self.request(Method::POST, target, headers, body)?;
        let limit = Duration::from_millis(FETCH_TIMEOUT_MS);
        tokio::time::timeout(limit, self.exchange(target, request)).await.map_err(failed)?
    }

    fn request(
        &self,
        method: Method,
        target: &Target,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Request<Full<Bytes>>, Failure> {
        let length = body.len();
        let mut request = Request::builder().method(method).uri(target.path());
        if let Some(own) = request.headers_mut() {
            *own = headers;
            own.insert(HOST, HeaderValue::from_str(&target.authority()).map_err(refused)?);
            own.insert(USER_AGENT, self.agent.clone());
            own.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        request.body(Full::new(body)).map_err(refused)
    }

    async fn exchange(&self, target: &Target, request: Request<Full<Bytes>>) -> Result<Answer, Failure> {
        let stream = self.connect(target).await?;
        if !target.is_https() {
            return speak(stream, request).await;
        }
        let name = ServerName::try_from(target.host().to_owned()).map_err(refused)?;
        let stream = self.tls.connect(name, stream).await.map_err(failed)?;
        speak(stream, request).await
    }

    /// Looks the host up, looks at every answer, and connects to one of just these.
    async fn connect(&self, target: &Target) -> Result<TcpStream, Failure> {
        let host = (target.host(), target.port());
        let addresses: Vec<SocketAddr> = tokio::net::lookup_host(host).await.map_err(failed)?.collect();
        check(self.reach, &addresses)?;
        let mut last = Failure::Failed("the host has no address".to_owned());
        for address in addresses.into_iter().take(ADDRESSES_MAX) {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok(stream),
                Err(cause) => last = failed(cause),
            }
        }
        Err(last)
    }
}

/// One address that may not be reached refuses them all: a name that answers with both is up to something.
fn check(reach: Reach, addresses: &[SocketAddr]) -> Result<(), Failure> {
    match addresses.iter().find(|address| reach == Reach::Public && !is_public(address.ip())) {
        Some(address) => Err(Failure::Refused(format!("{} is not a public address", address.ip()))),
        None => Ok(()),
    }
}

async fn speak(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Answer, Failure> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(failed)?;
    // Ends with this function, however it ends.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let (parts, body) = sender.send_request(request).await.map_err(failed)?.into_parts();
    let body =
        Limited::new(body, ANSWER_BYTES_MAX).collect().await.map_err(|cause| failed(cause.to_string()))?;
    Ok(Answer { status: parts.status, headers: parts.headers, body: body.to_bytes() })
}

fn failed(cause: impl fmt::Display) -> Failure {
    Failure::Failed(cause.to_string())
}

fn refused(cause: impl fmt::Display) -> Failure {
    Failure::Refused(cause.to_string())
}

#[cfg(test)]
mod tests;
