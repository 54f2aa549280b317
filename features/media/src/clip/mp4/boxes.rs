//! Boxes: a size, a name of four letters, and what is in it.

use mp4_atom::Atom;

use super::super::error::{ClipError, Stop, Unfit};

/// The boxes of one level, in their order. Never looks into them.
pub(super) struct Boxes<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<([u8; 4], &'a [u8]), Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        // QuickTime ends some lists with four zero bytes.
        if self.0.len() < 8 {
            return None;
        }
        let one = split(self.0);
        match one {
            Some((name, body, rest)) => {
                self.0 = rest;
                Some(Ok((name, body)))
            }
            None => {
                self.0 = &[];
                Some(Err(ClipError::Corrupt.into()))
            }
        }
    }
}

fn split(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    let (name, rest) = rest.split_first_chunk::<4>()?;
    let (head, size) = match u32::from_be_bytes(*size) {
        0 => (8, bytes.len()),
        1 => (16, usize::try_from(u64::from_be_bytes(*rest.first_chunk()?)).ok()?),
        size => (8, size as usize),
    };
    Some((*name, bytes.get(head..size)?, bytes.get(size..)?))
}

/// The only box of this name.
pub(super) fn child<'a>(within: &'a [u8], name: &[u8; 4]) -> Result<Option<&'a [u8]>, Stop> {
    let mut found = None;
    for one in Boxes(within) {
        let (kind, body) = one?;
        if &kind == name && found.replace(body).is_some() {
            return Err(Unfit::Layout.into());
        }
    }
    Ok(found)
}

/// The only box of this name, which must be there.
pub(super) fn needed<'a>(within: &'a [u8], name: &[u8; 4]) -> Result<&'a [u8], Stop> {
    child(within, name)?.ok_or(Stop::Unfit(Unfit::Layout))
}

/// What is in an innermost box.
pub(super) fn leaf<T: Atom>(within: &[u8]) -> Result<T, Stop> {
    let name: [u8; 4] = T::KIND.into();
    read(needed(within, &name)?)
}

/// What is in an innermost box that may be left out.
pub(super) fn leaf_maybe<T: Atom>(within: &[u8]) -> Result<Option<T>, Stop> {
    let name: [u8; 4] = T::KIND.into();
    child(within, &name)?.map(read).transpose()
}

/// Reads the body of an innermost box.
pub(super) fn read<T: Atom>(mut body: &[u8]) -> Result<T, Stop> {
    Ok(T::decode_body(&mut body)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_all_kinds() {
        let long = b"\0\0\0\x01long\0\0\0\0\0\0\0\x12ab";
        let bytes = [b"\0\0\0\x09oneaX".as_slice(), long, b"\0\0\0\0restabc"].concat();
        let seen: Vec<_> = Boxes(&bytes).map(|one| one.map(|(name, body)| (name, body.to_vec()))).collect();
        let expected = [(*b"onea", b"X".to_vec()), (*b"long", b"ab".to_vec()), (*b"rest", b"abc".to_vec())];
        assert_eq!(seen.into_iter().collect::<Result<Vec<_>, _>>().unwrap(), expected);
    }

    #[test]
    fn wrong_sizes_are_noticed() {
        for bytes in [
            b"\0\0\0\x07bad!".as_slice(),
            b"\0\0\0\x09bad!",
            b"\0\0\0\x01bad!",
            b"\0\0\0\x01bad!\0\0\0\0\0\0\0\x08",
        ] {
            assert!(matches!(Boxes(bytes).next(), Some(Err(_))), "{bytes:?}");
        }
        assert!(Boxes(b"\0\0\0\0").next().is_none());
    }

    #[test]
    fn twins_are_not_guessed_about() {
        let twice = b"\0\0\0\x08onea\0\0\0\x08onea";
        assert!(child(twice, b"onea").is_err());
        assert_eq!(child(twice, b"twob"), Ok(None));
    }
}
