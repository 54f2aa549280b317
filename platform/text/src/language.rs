//! Language codes of posts (BCP 47, RFC 5646).

/// Longest accepted language tag in bytes: RFC 5646 (4.4.1) asks for at least 35.
pub const LANGUAGE_BYTES_MAX: usize = 35;

/// Normalised BCP 47 code for a post's `language`: "en", "pt-BR", "zh-Hant"; `None` if malformed.
///
/// Language, script, region and variants keep their place and get their usual case; an underscore counts as a
/// hyphen ("pt_BR", as phones write it); an extended language takes the place of its prefix ("zh-yue" is
/// "yue"); three codes withdrawn long ago but still sent become today's; extensions and private use, which
/// say nothing about the text, are dropped. Subtags are checked for form, not looked up in the registry.
pub fn language_code(s: &str) -> Option<String> {
    if s.len() > LANGUAGE_BYTES_MAX {
        return None;
    }
    let lower = s.to_ascii_lowercase().replace('_', "-");
    let mut subtags = lower.split('-').peekable();
    let primary = subtags.next().filter(|tag| is_alpha(tag) && matches!(tag.len(), 2 | 3))?;
    let mut code =
        current(subtags.next_if(|tag| is_alpha(tag) && tag.len() == 3).unwrap_or(primary)).to_owned();
    if let Some(script) = subtags.next_if(|tag| is_alpha(tag) && tag.len() == 4) {
        push(&mut code, &title_case(script));
    }
    if let Some(region) = subtags.next_if(|tag| is_region(tag)) {
        push(&mut code, &region.to_ascii_uppercase());
    }
    while let Some(variant) = subtags.next_if(|tag| is_variant(tag)) {
        if code.split('-').any(|seen| seen == variant) {
            return None;
        }
        push(&mut code, variant);
    }
    extensions_are_formed(subtags).then_some(code)
}

fn push(code: &mut String, subtag: &str) {
    code.push('-');
    code.push_str(subtag);
}

fn is_alpha(subtag: &str) -> bool {
    subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(subtag: &str) -> bool {
    (subtag.len() == 2 && is_alpha(subtag))
        || (subtag.len() == 3 && subtag.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(subtag: &str) -> bool {
    let formed = subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let digit_first = subtag.starts_with(|c: char| c.is_ascii_digit());
    formed && (matches!(subtag.len(), 5..=8) || (subtag.len() == 4 && digit_first))
}

/// Whether the rest is nothing, or singletons that each have at least one subtag.
fn extensions_are_formed<'a>(rest: impl Iterator<Item = &'a str>) -> bool {
    let (mut private, mut wants_one) = (false, false);
    for (at, subtag) in rest.enumerate() {
        let formed = matches!(subtag.len(), 1..=8) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let singleton = subtag.len() == 1 && !private;
        if !formed || (at == 0 && !singleton) || (singleton && wants_one) {
            return false;
        }
        private |= subtag == "x";
        wants_one = singleton;
    }
    !wants_one
}

fn title_case(subtag: &str) -> String {
    let (first, rest) = subtag.split_at(1);
    first.to_ascii_uppercase() + rest
}

fn current(language: &str) -> &str {
    match language {
        "iw" => "he",
        "in" => "id",
        "ji" => "yi",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalises() {
        for (raw, code) in [
            ("en", "en"),
            ("EN", "en"),
            ("pt-br", "pt-BR"),
            ("pt_BR", "pt-BR"),
            ("ZH-hant", "zh-Hant"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("zh-yue-HK", "yue-HK"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH-1996"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("iw", "he"),
            ("yue", "yue"),
            ("de-u-co-phonebk", "de"),
            ("en-GB-x-a-b", "en-GB"),
            ("und", "und"),
        ] {
            assert_eq!(language_code(raw).as_deref(), Some(code), "{raw}");
        }
    }

    #[test]
    fn refuses() {
        for raw in [
            "",
            "-",
            "e",
            "en-",
            "-en",
            "en--us",
            "english",
            "x-private",
            "i-klingon",
            "en-u",
            "en-u-x",
            "en us",
            "é1",
            "de-1996-1996",
            "en-toolongsubtag",
            "en-US-GB",
            "en\0",
            "en-x-",
            "de-a-b-c",
            "sl-rozaj-biske-1994-nedis-solba-lipaw",
        ] {
            assert_eq!(language_code(raw), None, "{raw}");
        }
    }
}
