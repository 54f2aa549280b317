//! Questions with short answers.

use base::{Outcome, Problem};
use store::Read;

/// The one number that `text` asks for.
pub(super) fn number(r: &Read<'_>, text: &str) -> Outcome<i64> {
    let mut number = None;
    r.raw(text, |row| {
        number = Some(row.get(0)?);
        Ok(())
    })?;
    number.ok_or_else(|| Problem::internal("no answer"))
}

/// The one word that `text` asks for.
pub(super) fn text(r: &Read<'_>, text: &str) -> Outcome<String> {
    Ok(texts(r, text)?.pop().unwrap_or_default())
}

/// The first column of each row.
pub(super) fn texts(r: &Read<'_>, text: &str) -> Outcome<Vec<String>> {
    let mut lines = Vec::new();
    r.raw(text, |row| {
        lines.push(row.get(0)?);
        Ok(())
    })?;
    Ok(lines)
}
