//! As much of CBOR (RFC 8949) as authenticators write (CTAP2's canonical form): whole numbers, bytes, text, lists,
//! maps and simple values, of definite length.

/// How deep lists and maps may lie in one another.
const DEPTH_MAX: usize = 8;

/// A value. What is not needed by anyone is read and dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Number(i64),
    Bytes(Vec<u8>),
    Text(String),
    Map(Vec<(Value, Value)>),
    Other,
}

impl Value {
    /// The value of `key` in a map.
    pub(crate) fn at(&self, key: &Self) -> Option<&Self> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        let Self::Bytes(bytes) = self else { return None };
        Some(bytes)
    }

    pub(crate) fn number(&self) -> Option<i64> {
        let Self::Number(number) = self else { return None };
        Some(*number)
    }
}

/// Reads one value from the front of `bytes`; gives it and what follows it.
pub(crate) fn read(bytes: &[u8]) -> Option<(Value, &[u8])> {
    value(bytes, 0)
}

fn value(bytes: &[u8], depth: usize) -> Option<(Value, &[u8])> {
    let (kind, argument, rest) = head(bytes)?;
    let number = i64::try_from(argument).ok();
    match kind {
        0 => Some((Value::Number(number?), rest)),
        1 => Some((Value::Number(-1 - number?), rest)),
        2 => taken(rest, argument).map(|(own, rest)| (Value::Bytes(own.to_vec()), rest)),
        3 => {
            let (own, rest) = taken(rest, argument)?;
            Some((Value::Text(String::from_utf8(own.to_vec()).ok()?), rest))
        }
        4 | 5 if depth >= DEPTH_MAX => None,
        4 => list(rest, argument, depth),
        5 => map(rest, argument, depth),
        7 => Some((Value::Other, rest)),
        _ => None,
    }
}

/// Kind, argument, and what follows.
fn head(bytes: &[u8]) -> Option<(u8, u64, &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let wide = match first & 31 {
        small @ 0..=23 => return Some((first >> 5, u64::from(small), rest)),
        24 => 1,
        25 => 2,
        26 => 4,
        27 => 8,
        // Of indefinite length, or reserved.
        _ => return None,
    };
    let (own, rest) = taken(rest, wide)?;
    Some((first >> 5, own.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)), rest))
}

fn taken(bytes: &[u8], count: u64) -> Option<(&[u8], &[u8])> {
    bytes.split_at_checked(usize::try_from(count).ok()?)
}

fn list(mut rest: &[u8], count: u64, depth: usize) -> Option<(Value, &[u8])> {
    // Each takes a byte at least, so a great count ends with the bytes.
    for _ in 0..count {
        rest = value(rest, depth + 1)?.1;
    }
    Some((Value::Other, rest))
}

fn map(mut rest: &[u8], count: u64, depth: usize) -> Option<(Value, &[u8])> {
    let mut pairs = Vec::new();
    for _ in 0..count {
        let (key, after_key) = value(rest, depth + 1)?;
        let (own, after) = value(after_key, depth + 1)?;
        pairs.push((key, own));
        rest = after;
    }
    Some((Value::Map(pairs), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standards_examples() {
        // RFC 8949, appendix A.
        for (bytes, wanted) in [
            (&[0x00][..], Value::Number(0)),
            (&[0x17], Value::Number(23)),
            (&[0x18, 0x64], Value::Number(100)),
            (&[0x19, 0x03, 0xe8], Value::Number(1_000)),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], Value::Number(1_000_000)),
            (&[0x20], Value::Number(-1)),
            (&[0x39, 0x03, 0xe7], Value::Number(-1_000)),
            (&[0x44, 1, 2, 3, 4], Value::Bytes(vec![1, 2, 3, 4])),
            (&[0x64, 0x49, 0x45, 0x54, 0x46], Value::Text("IETF".into())),
            (&[0x83, 1, 2, 3], Value::Other),
            (&[0xf5], Value::Other),
            (&[0xa1, 1, 2], Value::Map(vec![(Value::Number(1), Value::Number(2))])),
        ] {
            assert_eq!(read(bytes), Some((wanted, &[][..])), "{bytes:x?}");
        }
        assert_eq!(read(&[0x01, 0x02]), Some((Value::Number(1), &[2][..])));
    }

    #[test]
    fn what_is_malformed_is_nothing() {
        let deep = [0x81; 100];
        let bomb = [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        for bytes in
            [&[][..], &[0x18], &[0x42, 1], &[0x5f], &[0xc0, 0], &[0x61, 0xff], &deep, &bomb, &[0xa1, 1]]
        {
            assert_eq!(read(bytes), None, "{bytes:x?}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some((_, rest)) = read(&bytes) {
                prop_assert!(rest.len() < bytes.len());
            }
        }
    }
}
