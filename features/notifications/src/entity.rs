//! Mastodon's entities of notifications. Accounts and posts are spliced in as the bytes that their features keep.

use std::collections::BTreeMap;

use accounts::Shown as Person;
use base::{Id, Outcome, Problem, iso_ms};
use posts::{View, write_list};
use serde_json::{Map, Value, json};

use crate::fallback::Known;
use crate::matters;
use crate::model::{Marker, Request};
use crate::views::{Around, Entry, Grouped, Line};

/// Which accounts a grouped page tells in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expand {
    /// All of them.
    Full,
    /// The newest of each group; of the others what a row of pictures needs.
    Partial,
}

/// Mastodon's `Notification`, for a client that knows these kinds.
pub(crate) fn notification(entry: &Entry, known: &Known) -> Outcome<Vec<u8>> {
    let row = &entry.row;
    let mut head = json!({
        "id": row.id,
        "type": row.kind.name(),
        "created_at": iso_ms(row.created_ms),
        "group_key": row.group_key,
    });
    if row.filtered {
        head["filtered"] = true.into();
    }
    if let Some(fallback) = known.fallback(row.kind, Some(&entry.from)) {
        head["fallback"] = fallback;
    }
    let mut parts: Vec<(&str, Vec<u8>)> = vec![("account", entry.from.json.to_vec())];
    if let Some(post) = &entry.post {
        parts.push(("status", post.json()));
    }
    if let Some(matter) = &entry.matter {
        parts.push((matters::key(row.kind), matter.to_vec()));
    }
    spliced(&head, &parts)
}

/// A list of entities.
pub(crate) fn list(parts: &[Vec<u8>]) -> Vec<u8> {
    [b"[", &parts.join(&b","[..])[..], b"]"].concat()
}

/// Mastodon's `GroupedNotificationsResults`.
pub(crate) fn grouped(page: &Grouped, expand: Expand, known: &Known) -> Outcome<Vec<u8>> {
    let mut full: BTreeMap<Id, &Person> = BTreeMap::new();
    let mut partial: BTreeMap<Id, &Person> = BTreeMap::new();
    for line in &page.groups {
        for (n, person) in line.sample.iter().enumerate() {
            let place = if n == 0 || expand == Expand::Full { &mut full } else { &mut partial };
            place.insert(person.id, person);
        }
    }
    partial.retain(|id, _| !full.contains_key(id));
    let accounts: Vec<Vec<u8>> = full.values().map(|person| person.json.to_vec()).collect();
    let groups: Vec<Value> = page.groups.iter().map(|line| group(line, &page.around, known)).collect();
    let mut parts = vec![
        ("accounts", list(&accounts)),
        ("statuses", write_list(&posts_of(page))),
        ("notification_groups", serde_json::to_vec(&groups).map_err(Problem::internal)?),
    ];
    if expand == Expand::Partial {
        let partial = partial.values().map(|person| partial_account(person)).collect::<Outcome<Vec<_>>>()?;
        parts.push(("partial_accounts", serde_json::to_vec(&partial).map_err(Problem::internal)?));
    }
    spliced(&Value::Object(Map::new()), &parts)
}

/// The posts of the groups that are shown, each once.
fn posts_of(page: &Grouped) -> Vec<View> {
    let posts = &page.around.posts;
    let wanted = |id: &Id| page.groups.iter().any(|line| line.newest.post == Some(*id));
    posts.iter().filter(|(id, _)| wanted(id)).map(|(_, view)| view.clone()).collect()
}

/// Mastodon's `NotificationGroup`. Its newest id is a number there, and typed apps crash on a text.
fn group(line: &Line, around: &Around, known: &Known) -> Value {
    let Line { group, newest, .. } = line;
    let sample: Vec<Id> = line.sample.iter().map(|person| person.id).collect();
    let oldest = group.rows.last().map_or(newest.id, |row| row.id);
    let mut entity = json!({
        "group_key": group.key,
        "notifications_count": line.count,
        "type": group.kind.name(),
        "most_recent_notification_id": line.most_recent.0,
        "page_min_id": oldest,
        "page_max_id": newest.id,
        "latest_page_notification_at": iso_ms(newest.created_ms),
        "sample_account_ids": sample,
    });
    if let Some(fallback) = known.fallback(newest.kind, line.sample.first().map(AsRef::as_ref)) {
        entity["fallback"] = fallback;
    }
    if let Some(matter) = around.matter(newest) {
        entity[matters::key(newest.kind)] = serde_json::from_slice(matter).unwrap_or_default();
    } else if let Some(post) = newest.post {
        entity["status_id"] = post.to_string().into();
    }
    entity
}

/// Mastodon's `PartialAccountWithAvatar`.
fn partial_account(person: &Person) -> Outcome<Value> {
    let whole: Value = serde_json::from_slice(&person.json).map_err(Problem::internal)?;
    let kept = ["id", "acct", "locked", "bot", "url", "avatar", "avatar_static", "avatar_description"];
    Ok(kept.into_iter().map(|name| (name.to_owned(), whole[name].clone())).collect())
}

/// Mastodon's `NotificationRequest`. Its id is the sender's: there is one for each.
pub(crate) fn request(request: &Request, from: &Person, last: Option<&View>) -> Outcome<Vec<u8>> {
    let head = json!({
        "id": request.from,
        "created_at": iso_ms(request.oldest.ms()),
        "updated_at": iso_ms(request.newest.ms()),
        "notifications_count": request.count.to_string(),
    });
    let last = last.map_or_else(|| b"null".to_vec(), View::json);
    spliced(&head, &[("account", from.json.to_vec()), ("last_status", last)])
}

/// Mastodon's `Marker`.
pub(crate) fn marker(marker: &Marker) -> Value {
    json!({
        "last_read_id": marker.last_read_id,
        "version": marker.version,
        "updated_at": iso_ms(marker.updated_ms),
    })
}

/// An object of `head` and of parts that are JSON already.
fn spliced(head: &Value, parts: &[(&str, Vec<u8>)]) -> Outcome<Vec<u8>> {
    let mut out = serde_json::to_vec(head).map_err(Problem::internal)?;
    out.pop();
    for (name, part) in parts {
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend_from_slice(format!("\"{name}\":").as_bytes());
        out.extend_from_slice(part);
    }
    out.push(b'}');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_spliced_into_valid_json() {
        let parts = [("b", b"[1]".to_vec()), ("c", b"{}".to_vec())];
        let read = |head: &Value| serde_json::from_slice::<Value>(&spliced(head, &parts).unwrap()).unwrap();
        assert_eq!(read(&json!({ "a": 1 })), json!({ "a": 1, "b": [1], "c": {} }));
        assert_eq!(read(&json!({})), json!({ "b": [1], "c": {} }));
    }

    #[test]
    fn lists() {
        assert_eq!(list(&[]), b"[]");
        assert_eq!(list(&[b"{}".to_vec(), b"1".to_vec()]), b"[{},1]");
    }

    #[test]
    fn markers_tell_ids_as_texts() {
        let told = marker(&Marker { last_read_id: Id(5), version: 2, updated_ms: 0 });
        let expected = json!({ "last_read_id": "5", "version": 2, "updated_at": "1970-01-01T00:00:00.000Z" });
        assert_eq!(told, expected);
    }
}
