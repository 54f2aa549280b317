use std::net::IpAddr;

use url::{Host, Url};

use crate::{Failure, Reach, is_public};

/// Bytes of an address.
pub const TARGET_BYTES_MAX: usize = 2_048;
/// Below it lie the ports of other protocols, which https has no business with.
const FREE_PORT_MIN: u16 = 1_024;
const HTTPS_PORT: u16 = 443;

/// An address that may be asked, as far as it tells by itself: what its name stands for is looked at when it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    host: String,
    port: u16,
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Failure::Refused`], with the reason.
    pub fn parse(text: &str, reach: Reach) -> Result<Self, Failure> {
        let refuse = |why: &str| Err(Failure::Refused(why.to_owned()));
        if text.len() > TARGET_BYTES_MAX {
            return refuse("the address is too long");
        }
        if text.chars().any(|c| c.is_control() || c.is_whitespace()) || text.contains('\\') {
            return refuse("the address holds what no address holds");
        }
        let Ok(url) = Url::parse(text) else { return refuse("it is not an address") };
        let open = reach == Reach::Anywhere;
        if url.scheme() != "https" && !(open && url.scheme() == "http") {
            return refuse("the address must begin with https");
        }
        if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
            return refuse("the address names more than a place");
        }
        let (Some(host), Some(port)) = (host_of(&url), url.port_or_known_default()) else {
            return refuse("the address has no host");
        };
        if !open && port != HTTPS_PORT && port < FREE_PORT_MIN {
            return refuse("the port is another protocol's");
        }
        if !open && host.parse::<IpAddr>().is_ok_and(|address| !is_public(address)) {
            return refuse("it is not a public address");
        }
        Ok(Self { url, host, port })
    }

    /// Scheme, host and port: `https://push.example`.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Path and query.
    pub(crate) fn path(&self) -> String {
        self.url[url::Position::BeforePath..].to_owned()
    }

    /// For the `Host` header: the port where it is not the usual one.
    pub(crate) fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub(crate) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// The host without IPv6's brackets.
fn host_of(url: &Url) -> Option<String> {
    Some(match url.host()? {
        Host::Domain(name) => name.to_owned(),
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => address.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_refused_by_its_looks() {
        for text in [
            "",
            "push.example",
            "http://push.example/x",
            "ftp://push.example/x",
            "file:///etc/passwd",
            "https://",
            "https://me@push.example/x",
            "https://me:pw@push.example/x",
            "https://push.example/x#y",
            "https://push.example/x y",
            "https://push.example/x\r\nHost: other",
            "https://push.example\\@other",
            "https://push.example:25/x",
            "https://127.0.0.1/x",
            "https://0x7f.1/x",
            "https://2130706433/",
            "https://[::1]/x",
            "https://[::ffff:7f00:1]/x",
            "https://169.254.169.254/latest",
        ] {
            assert!(matches!(Target::parse(text, Reach::Public), Err(Failure::Refused(_))), "{text:?}");
        }
        assert!(
            Target::parse(&format!("https://a.example/{}", "x".repeat(TARGET_BYTES_MAX)), Reach::Public)
                .is_err()
        );
        assert!(Target::parse("http://127.0.0.1:3001/x", Reach::Anywhere).is_ok());
        assert!(Target::parse("ftp://127.0.0.1/x", Reach::Anywhere).is_err());
    }

    #[test]
    fn parts() {
        let target = Target::parse("https://Push.Example:8443/a/b?c=d", Reach::Public).unwrap();
        assert_eq!(
            (target.origin().as_str(), target.path().as_str()),
            ("https://push.example:8443", "/a/b?c=d")
        );
        assert_eq!((target.authority().as_str(), target.host()), ("push.example:8443", "push.example"));
        let target = Target::parse("https://[2606:4700::1]", Reach::Public).unwrap();
        assert_eq!(
            (target.authority().as_str(), target.host(), target.port()),
            ("[2606:4700::1]", "2606:4700::1", 443)
        );
        assert_eq!((target.origin().as_str(), target.path().as_str()), ("https://[2606:4700::1]", "/"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_or_reach_home(text in "(https?://)?(127\\.0\\.0\\.1|localhost|\\[::1\\]|[a-z.@:0-9/\\\\]{0,12})(:[0-9]{1,6})?/?\\PC{0,12}") {
            if let Ok(target) = Target::parse(&text, Reach::Public) {
                prop_assert!(target.is_https());
                prop_assert!(target.host().parse::<IpAddr>().map_or(true, is_public));
                prop_assert!(target.path().starts_with('/') && !target.path().contains([' ', '\r', '\n']));
            }
        }
    }
}
