//! Networks of addresses in CIDR notation (RFC 4632, RFC 4291), without I/O.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A network: an address, of which only the first bits count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Net {
    base: IpAddr,
    bits: u8,
}

impl Net {
    /// Reads `192.0.2.7`, `192.0.2.0/24` or `2001:db8::/32`. Bits behind the prefix are dropped; IPv4 in IPv6 is IPv4.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().ok()?;
        let plain = address.to_canonical();
        let widest = width(address);
        let plain_digits = |bits: &str| !bits.is_empty() && bits.bytes().all(|b| b.is_ascii_digit());
        let bits = match bits {
            Some(bits) if plain_digits(bits) => bits.parse().ok().filter(|bits| *bits <= widest)?,
            Some(_) => return None,
            None => widest,
        };
        let lost = widest - width(plain);
        let bits = bits.checked_sub(lost)?;
        Some(Self { base: masked(plain, bits), bits })
    }

    /// Whether `address` lies in it.
    pub fn holds(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.base.is_ipv4() && masked(address, self.bits) == self.base
    }
}

impl fmt::Display for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.base, self.bits)
    }
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn masked(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from(u32::from(v4) & mask))
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from(u128::from(v6) & mask))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts() {
        let told = |text: &str| Net::parse(text).map(|net| net.to_string());
        let table = [
            ("192.0.2.7", Some("192.0.2.7/32")),
            (" 192.0.2.7/24 ", Some("192.0.2.0/24")),
            ("0.0.0.0/0", Some("0.0.0.0/0")),
            ("2001:db8::1/32", Some("2001:db8::/32")),
            ("2001:DB8::1", Some("2001:db8::1/128")),
            ("::ffff:192.0.2.7", Some("192.0.2.7/32")),
            ("::ffff:192.0.2.7/120", Some("192.0.2.0/24")),
            ("::ffff:192.0.2.7/90", None),
            ("192.0.2.7/33", None),
            ("192.0.2.7/", None),
            ("192.0.2.7/+8", None),
            ("192.0.2", None),
            ("", None),
            ("clinic.example", None),
        ];
        for (text, expected) in table {
            assert_eq!(told(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn members() {
        let net = Net::parse("192.0.2.0/24").unwrap();
        assert!(net.holds("192.0.2.255".parse().unwrap()) && net.holds("::ffff:192.0.2.1".parse().unwrap()));
        assert!(!net.holds("192.0.3.0".parse().unwrap()) && !net.holds("2001:db8::1".parse().unwrap()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}") {
            let _ = Net::parse(&text);
        }

        #[test]
        fn what_is_written_is_read_again(address in any::<u128>(), bits in 0u8..=128, other in any::<u128>()) {
            let net = Net::parse(&format!("{}/{bits}", Ipv6Addr::from(address)));
            if let Some(net) = net {
                prop_assert_eq!(Net::parse(&net.to_string()), Some(net));
                prop_assert!(net.holds(IpAddr::V6(Ipv6Addr::from(address))));
                let same = bits == 0 || (address ^ other) >> (128 - u32::from(bits)) == 0;
                let v6 = IpAddr::V6(Ipv6Addr::from(other));
                prop_assert!(v6.to_canonical().is_ipv4() || net.base.is_ipv4() || net.holds(v6) == same);
            }
        }
    }
}
