//! Mastodon's `Conversation`. Accounts and posts are spliced in as the bytes that their features keep.

use crate::model::Conversation;

/// Writes one.
pub(crate) fn write(conversation: &Conversation, out: &mut Vec<u8>) {
    let Conversation { id, unread, people, last } = conversation;
    out.extend_from_slice(format!("{{\"id\":\"{id}\",\"unread\":{unread},\"accounts\":[").as_bytes());
    for (n, person) in people.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        out.extend_from_slice(&person.json);
    }
    out.extend_from_slice(b"],\"last_status\":");
    last.write_json(out);
    out.push(b'}');
}

/// A list of them.
pub(crate) fn list(conversations: &[Conversation]) -> Vec<u8> {
    let mut out = vec![b'['];
    for (n, conversation) in conversations.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write(conversation, &mut out);
    }
    out.push(b']');
    out
}
