//! One tweet: from the loosely typed JSON of fifteen years to [`ArchiveTweet`].

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::{stamp, words};
use super::loose::{Maybe, Scalar, object};
use super::media::{self, Medium};
use super::{ArchiveTweet, Problem, links};

#[derive(Deserialize)]
struct Wrapped<'a> {
    #[serde(borrow)]
    tweet: Option<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Raw {
    id_str: Maybe<Scalar>,
    id: Maybe<Scalar>,
    created_at: Maybe<String>,
    full_text: Maybe<String>,
    text: Maybe<String>,
    entities: Maybe<Entities>,
    extended_entities: Maybe<Entities>,
    lang: Maybe<String>,
    in_reply_to_status_id_str: Maybe<Scalar>,
    in_reply_to_status_id: Maybe<Scalar>,
    in_reply_to_screen_name: Maybe<String>,
    possibly_sensitive: Maybe<bool>,
    favorite_count: Maybe<Scalar>,
    retweet_count: Maybe<Scalar>,
    retweeted_status: Maybe<Original>,
}

/// The tweet a repost repeats; only dumps of the API have it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Original {
    full_text: Maybe<String>,
    text: Maybe<String>,
    entities: Maybe<Entities>,
    extended_entities: Maybe<Entities>,
    user: Maybe<User>,
}

#[derive(Deserialize)]
struct User {
    screen_name: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entities {
    urls: Maybe<Vec<Maybe<links::Link>>>,
    media: Maybe<Vec<Maybe<Medium>>>,
}

/// The words and what hangs on them.
struct Content {
    text: String,
    urls: Maybe<Vec<Maybe<links::Link>>>,
    media: Maybe<Vec<Maybe<Medium>>>,
}

/// Reads `{"tweet": {..}}`, or the tweet alone as older archives and the API have it.
pub(super) fn read(json: &[u8]) -> Result<ArchiveTweet, Problem> {
    let json = object(json)?;
    let inner = serde_json::from_slice::<Wrapped<'_>>(json)?.tweet;
    let json = inner.map_or(Ok(json), |tweet| object(tweet.get().as_bytes()))?;
    tweet(serde_json::from_slice(json)?)
}

fn tweet(mut raw: Raw) -> Result<ArchiveTweet, Problem> {
    let id = tweet_id(&raw)?;
    let date = raw.created_at.0.take().ok_or(Problem::Missing("created_at"))?;
    let date_ms = stamp::any_date_ms(&date).ok_or(Problem::Bad("created_at"))?;
    let (author, content) = content(&mut raw)?;
    let media = media::attached(id, &content.media);
    let text = links::resolve(&content.text, &content.urls, &content.media);
    let (repost_of, text) = match (author, words::split_repost(&text)) {
        (None, Some((name, rest))) => (Some(name.to_owned()), rest.to_owned()),
        (author, _) => (author, text),
    };
    if text.is_empty() && media.is_empty() {
        return Err(Problem::Bad("full_text"));
    }
    Ok(ArchiveTweet {
        id,
        at_ms: stamp::finest_ms(id, date_ms),
        text,
        lang: raw.lang.0.as_deref().and_then(language),
        in_reply_to: first_number([&raw.in_reply_to_status_id_str, &raw.in_reply_to_status_id]),
        in_reply_to_user: raw.in_reply_to_screen_name.0.filter(|name| words::is_name(name)),
        repost_of,
        sensitive: raw.possibly_sensitive.0.unwrap_or(false),
        media,
        favourites: raw.favorite_count.count(),
        reposts: raw.retweet_count.count(),
    })
}

/// `id_str` first: dumps which passed through JavaScript have `id` rounded.
fn tweet_id(raw: &Raw) -> Result<u64, Problem> {
    if raw.id_str.0.is_none() && raw.id.0.is_none() {
        return Err(Problem::Missing("id_str"));
    }
    first_number([&raw.id_str, &raw.id]).ok_or(Problem::Bad("id_str"))
}

/// The first that is a possible id.
fn first_number(fields: [&Maybe<Scalar>; 2]) -> Option<u64> {
    let mut numbers = fields.into_iter().filter_map(|field| field.0.as_ref()?.number());
    numbers.find(|id| *id != 0 && i64::try_from(*id).is_ok())
}

/// The author for a repost whose original is at hand, and the words: then the original's, because the
/// repost's own are cut to make room for `RT @name:`.
fn content(raw: &mut Raw) -> Result<(Option<String>, Content), Problem> {
    if let Some(original) = raw.retweeted_status.0.take() {
        let name = original.user.0.map(|user| user.screen_name).filter(|name| words::is_name(name));
        let text = original.full_text.0.or(original.text.0);
        if let (Some(name), Some(text)) = (name, text) {
            return Ok((Some(name), gather(text, original.entities, original.extended_entities)));
        }
    }
    let text = raw.full_text.0.take().or(raw.text.0.take()).ok_or(Problem::Missing("full_text"))?;
    let entities = std::mem::take(&mut raw.entities);
    Ok((None, gather(text, entities, std::mem::take(&mut raw.extended_entities))))
}

/// `entities` knows only the first picture; `extended_entities`, where there is one, knows all.
fn gather(text: String, entities: Maybe<Entities>, extended: Maybe<Entities>) -> Content {
    let entities = entities.0.unwrap_or_default();
    let extended = extended.0.unwrap_or_default();
    let media = if extended.media.0.is_some() { extended.media } else { entities.media };
    Content { text, urls: entities.urls, media }
}

/// Twitter's code as BCP 47. It has codes of its own for "unknown" and for tweets without words, and keeps
/// two that ISO 639 replaced in 1989.
fn language(code: &str) -> Option<String> {
    let plain = (2..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    match code {
        "und" | "zxx" | "art" => None,
        "in" => Some("id".to_owned()),
        "iw" => Some("he".to_owned()),
        code if code.starts_with('q') && code.len() == 3 => None,
        code => plain.then(|| code.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (code, lang) in [
            ("en", Some("en")),
            ("zh-CN", Some("zh-CN")),
            ("in", Some("id")),
            ("iw", Some("he")),
            ("und", None),
            ("qme", None),
            ("zxx", None),
            ("", None),
            ("e n", None),
            ("notalanguage", None),
        ] {
            assert_eq!(language(code).as_deref(), lang, "{code}");
        }
    }
}
