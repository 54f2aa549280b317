//! Fields as fifteen years of exports write them: absent, null, a number or the same number as a string.

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny};

use super::Problem;

/// A field that is absent, null or of a type we do not know: all the same, `None`. Optional things never
/// make a tweet unreadable.
#[derive(Clone)]
pub(super) struct Maybe<T>(pub(super) Option<T>);

/// A whole number, which exports write now as a number, now as a string.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Scalar {
    Number(u64),
    Text(String),
}

impl Scalar {
    /// The number, if it is one.
    pub(super) fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        }
    }
}

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either<T> {
            Known(T),
            Other(IgnoredAny),
        }
        Ok(Self(match Either::deserialize(deserializer)? {
            Either::Known(value) => Some(value),
            Either::Other(_) => None,
        }))
    }
}

impl Maybe<Scalar> {
    /// The number, or 0.
    pub(super) fn count(&self) -> u64 {
        self.0.as_ref().and_then(Scalar::number).unwrap_or(0)
    }
}

impl<T> Maybe<Vec<Maybe<T>>> {
    /// The elements that are what they should be.
    pub(super) fn known(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten().filter_map(|element| element.0.as_ref())
    }
}

/// The text itself, if it is an object: serde would also fill our structs from arrays.
pub(super) fn object(json: &[u8]) -> Result<&[u8], Problem> {
    let json = json.trim_ascii_start();
    if json.first() == Some(&b'{') { Ok(json) } else { Err(Problem::Json { line: 1, column: 1 }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_kind() {
        for (json, count) in [
            ("1", 1),
            ("\"31\"", 31),
            ("null", 0),
            ("-1", 0),
            ("1.5", 0),
            ("\"x\"", 0),
            ("[1]", 0),
            ("{}", 0),
        ] {
            assert_eq!(serde_json::from_str::<Maybe<Scalar>>(json).unwrap().count(), count, "{json}");
        }
    }

    #[test]
    fn only_known_elements() {
        let list: Maybe<Vec<Maybe<String>>> = serde_json::from_str(r#"["a", 1, null, "b", ["c"]]"#).unwrap();
        assert_eq!(list.known().collect::<Vec<_>>(), ["a", "b"]);
        let list: Maybe<Vec<Maybe<String>>> = serde_json::from_str(r#"{"a": 1}"#).unwrap();
        assert_eq!(list.known().count(), 0);
    }
}
