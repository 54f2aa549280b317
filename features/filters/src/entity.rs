//! Mastodon's entities of filters.

use base::iso_ms;
use serde_json::{Value, json};

use crate::model::{Filter, Keyword, Named};
use posts::FilterAction;

/// `Filter` without what it looks for, as posts tell of it.
pub(crate) fn head(filter: &Filter) -> Value {
    json!({
        "id": filter.id,
        "title": filter.title,
        "context": filter.places.named().map(|place| place.name()).collect::<Vec<_>>(),
        "expires_at": filter.expires_ms.map(iso_ms),
        "filter_action": filter.action.name(),
    })
}

/// `Filter`.
pub(crate) fn filter(filter: &Filter) -> Value {
    let mut whole = head(filter);
    whole["keywords"] = filter.keywords.iter().map(keyword).collect();
    whole["statuses"] = filter.posts.iter().map(named).collect();
    whole
}

/// `FilterKeyword`.
pub(crate) fn keyword(keyword: &Keyword) -> Value {
    json!({ "id": keyword.id, "keyword": keyword.text, "whole_word": keyword.whole_word })
}

/// `FilterStatus`.
pub(crate) fn named(named: &Named) -> Value {
    json!({ "id": named.id, "status_id": named.post })
}

/// `V1::Filter`: one keyword with what it has from its filter.
pub(crate) fn old(filter: &Filter, keyword: &Keyword) -> Value {
    json!({
        "id": keyword.id,
        "phrase": keyword.text,
        "context": filter.places.named().map(|place| place.name()).collect::<Vec<_>>(),
        "whole_word": keyword.whole_word,
        "expires_at": filter.expires_ms.map(iso_ms),
        "irreversible": filter.action == FilterAction::Hide,
    })
}
