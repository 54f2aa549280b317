use std::net::{IpAddr, Ipv6Addr};
use std::pin::Pin;

use axum::extract::FromRequestParts;
use base::Outcome;
use http::HeaderMap;
use http::request::Parts;

/// The client's address, as far as we can believe it. In every request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// What limits are counted by: an IPv4 address, or an IPv6 /64, which is what one customer gets.
    pub fn key(self) -> IpAddr {
        match self.0 {
            IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & (u128::MAX << 64))),
            },
            v4 => v4,
        }
    }
}

/// Handlers take it as an argument; it is unknown (unspecified) only where a test sends no address.
impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let unknown = Self(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(unknown))
    }
}

/// Knows the addresses that are not let in at all.
pub trait Doorkeeper: Send + Sync {
    /// Whether requests from `address` are refused; `None` while that has to be learned first.
    fn refuses(&self, address: IpAddr) -> Option<bool>;
    /// Learns what it does not know.
    fn learn(&self) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send>>;
}

/// The reverse proxies whose `X-Forwarded-For` is believed.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<(IpAddr, u8)>);

impl Proxies {
    /// Reads addresses and networks: `127.0.0.1`, `10.0.0.0/8`, `::1`. `Err` holds the one that cannot be read.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        texts
            .into_iter()
            .map(|text| network(text).ok_or_else(|| text.to_owned()))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The client behind `peer`: the peer itself, unless it is a trusted proxy; then the right-most forwarded
    /// address that is not a trusted proxy (what stands further left, the client may have written itself).
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> ClientAddress {
        if !self.trusts(peer) {
            return ClientAddress(peer);
        }
        let lines = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
        let mut client = peer;
        for hop in hops.into_iter().rev() {
            let Ok(address) = hop.parse() else { break };
            client = address;
            if !self.trusts(address) {
                break;
            }
        }
        ClientAddress(client)
    }

    /// Whether `address` is among them.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|&(network, bits)| within(address, network, bits))
    }
}

fn network(text: &str) -> Option<(IpAddr, u8)> {
    let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
    let address: IpAddr = address.parse().ok()?;
    let widest = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.map_or(Some(widest), |bits| bits.parse().ok())?;
    (bits <= widest).then_some((address, bits))
}

fn within(address: IpAddr, network: IpAddr, bits: u8) -> bool {
    match (address, network) {
        (IpAddr::V4(a), IpAddr::V4(n)) => {
            let shift = 32 - u32::from(bits);
            u64::from(u32::from(a)) >> shift == u64::from(u32::from(n)) >> shift
        }
        (IpAddr::V6(a), IpAddr::V6(n)) => {
            let shift = 128 - u32::from(bits);
            shift == 128 || u128::from(a) >> shift == u128::from(n) >> shift
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let proxies = Proxies::parse(trusted.iter().copied()).unwrap();
        proxies.client(peer.parse().unwrap(), &headers).0.to_string()
    }

    #[test]
    fn forwarded_addresses_count_only_from_trusted_proxies() {
        assert_eq!(client("203.0.113.9", "1.2.3.4", &[]), "203.0.113.9");
        assert_eq!(client("127.0.0.1", "1.2.3.4", &["127.0.0.1"]), "1.2.3.4");
        assert_eq!(
            client("127.0.0.1", "6.6.6.6, 1.2.3.4, 10.1.1.1", &["127.0.0.0/8", "10.0.0.0/8"]),
            "1.2.3.4"
        );
        assert_eq!(client("127.0.0.1", "nonsense", &["127.0.0.1"]), "127.0.0.1");
        assert_eq!(client("::1", "2001:db8::7", &["::/0"]), "2001:db8::7");
    }

    #[test]
    fn one_customers_v6_network_is_one_key() {
        let key = |text: &str| ClientAddress(text.parse().unwrap()).key();
        assert_eq!(key("2001:db8::1"), key("2001:db8::ffff"));
        assert_ne!(key("2001:db8::1"), key("2001:db8:0:1::1"));
        assert_eq!(key("::ffff:1.2.3.4"), key("1.2.3.4"));
    }

    #[test]
    fn bad_networks_are_named() {
        assert_eq!(Proxies::parse(["10.0.0.0/33"]).unwrap_err(), "10.0.0.0/33");
    }
}
