//! The staff's numbers.

use axum::extract::State;
use base::{Ms, Outcome, PageLimit, Problem, parse_iso};
use serde_json::Value;
use web::{Params, Reply, json as answer};

use crate::numbers::{DIMENSIONS, MEASURES};
use crate::{Frequency, Moderation, Span};

const ENTRIES: PageLimit = PageLimit { default: 10, max: 100 };

fn time(params: &Params, name: &str) -> Outcome<Option<Ms>> {
    let bad = || Problem::invalid(format!("{name} is not a time"));
    params.filled(name)?.map(|text| parse_iso(text).ok_or_else(bad)).transpose()
}

fn span(s: &Moderation, params: &Params) -> Outcome<Span> {
    Ok(Span::new(time(params, "start_at")?, time(params, "end_at")?, s.now_ms()))
}

/// What is asked for of what is known, each once. Unknown words are nothing to tell.
fn keys<const N: usize>(params: &Params, known: [&'static str; N]) -> Outcome<Vec<&'static str>> {
    let mut keys = Vec::new();
    for asked in params.texts("keys")? {
        keys.extend(known.iter().copied().find(|key| *key == asked && !keys.contains(key)));
    }
    Ok(keys)
}

/// What a measure or dimension is about: `{"tag_uses": {"id": ..}}` or `{"instance_accounts": {"domain": ..}}`.
fn about(params: &Params, key: &str) -> Outcome<Option<String>> {
    let Some(own) = params.map(key)? else { return Ok(None) };
    let said = if key.starts_with("tag_") { own.filled("id")? } else { own.filled("domain")? };
    Ok(said.map(str::to_owned))
}

pub(super) async fn measures(State(s): State<Moderation>, params: Params) -> Reply {
    let span = span(&s, &params)?;
    let mut told: Vec<Value> = Vec::new();
    for key in keys(&params, MEASURES)? {
        told.push(s.measure(key, about(&params, key)?, span).await?);
    }
    answer(&told)
}

pub(super) async fn dimensions(State(s): State<Moderation>, params: Params) -> Reply {
    let (span, limit) = (span(&s, &params)?, ENTRIES.pick(params.int("limit")?));
    let mut told: Vec<Value> = Vec::new();
    for key in keys(&params, DIMENSIONS)? {
        told.push(s.dimension(key, about(&params, key)?, span, limit).await?);
    }
    answer(&told)
}

pub(super) async fn retention(State(s): State<Moderation>, params: Params) -> Reply {
    let unknown = || Problem::invalid("Frequency is not included in the list");
    let frequency = Frequency::parse(params.filled("frequency")?.unwrap_or("day")).ok_or_else(unknown)?;
    answer(&s.cohorts(span(&s, &params)?, frequency).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for() {
        let params = Params::from_urlencoded(
            b"keys[]=tag_uses&keys[]=luck&keys[]=new_users&keys[]=tag_uses&tag_uses[id]=stroke&start_at=2026-11-22",
        )
        .unwrap();
        assert_eq!(keys(&params, MEASURES).unwrap(), ["tag_uses", "new_users"]);
        assert_eq!(about(&params, "tag_uses").unwrap().as_deref(), Some("stroke"));
        assert_eq!(about(&params, "new_users").unwrap(), None);
        assert_eq!(time(&params, "start_at").unwrap(), Some(1_795_305_600_000));
        assert!(time(&Params::from_urlencoded(b"end_at=soon").unwrap(), "end_at").is_err());
    }
}
