use base::{Outcome, Problem};
use store::{Row, Write, args, sql};
use words::specialties;

use crate::model::{Entry, Kind, Reason, State};

macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT tag, name, kind, title, about, owner_id, offered_to, specialties, related, language, starts_ms,
             ends_ms, place, link, state, reason, words, registered_by, registered_ms, decided_by, decided_ms,
             updated_ms FROM registered_tags ",
            $rest
        )
    };
}

sql! {
    REGISTERED = entries!("ORDER BY tag");
    REGISTERED_HELD = entries!("WHERE tag = $1 /*pg: FOR UPDATE*/");
    REGISTERED_COUNT = "SELECT COUNT(*) FROM registered_tags";
    REGISTERED_SINCE = "SELECT COUNT(*) FROM registered_tags WHERE registered_by = $1 AND registered_ms > $2";
    PUT_REGISTERED = "INSERT INTO registered_tags (tag, name, kind, title, about, owner_id, offered_to, specialties,
        related, language, starts_ms, ends_ms, place, link, state, reason, words, registered_by, registered_ms,
        decided_by, decided_ms, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
        $16, $17, $18, $19, $20, $21, $22) ON CONFLICT (tag) DO UPDATE SET name = excluded.name, kind = excluded.kind,
        title = excluded.title, about = excluded.about, owner_id = excluded.owner_id,
        offered_to = excluded.offered_to, specialties = excluded.specialties, related = excluded.related,
        language = excluded.language, starts_ms = excluded.starts_ms, ends_ms = excluded.ends_ms,
        place = excluded.place, link = excluded.link, state = excluded.state, reason = excluded.reason,
        words = excluded.words, registered_by = excluded.registered_by, registered_ms = excluded.registered_ms,
        decided_by = excluded.decided_by, decided_ms = excluded.decided_ms, updated_ms = excluded.updated_ms";
    FORGET_OWNER = "UPDATE registered_tags SET owner_id = NULL WHERE owner_id = $1";
    FORGET_OFFERED = "UPDATE registered_tags SET offered_to = NULL WHERE offered_to = $1";
    FORGET_REGISTRANT = "UPDATE registered_tags SET registered_by = NULL WHERE registered_by = $1";
    FORGET_DECIDER = "UPDATE registered_tags SET decided_by = NULL WHERE decided_by = $1";

    NOTE_DECISION = "INSERT INTO tag_decisions (id, account_id, tag, decision, reason, words, decided_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    DECISIONS = "SELECT id, tag, decision, reason, words, decided_ms FROM tag_decisions
        WHERE id IN {$1} AND account_id = $2 ORDER BY id";
    FORGET_DECISIONS = "DELETE FROM tag_decisions WHERE account_id = $1";
}

/// What stands between several in one column: neither codes nor hashtags hold it.
const BETWEEN: &str = " ";

pub(crate) fn entry(row: &Row<'_>) -> Outcome<Entry> {
    let unknown = || Problem::internal("an entry of the directory that this version does not know");
    let many = |text: String| -> Vec<String> {
        text.split(BETWEEN).filter(|one| !one.is_empty()).map(str::to_owned).collect()
    };
    let reason: Option<String> = row.get(15)?;
    let codes = many(row.get(7)?);
    Ok(Entry {
        tag: row.get(0)?,
        name: row.get(1)?,
        kind: Kind::parse(&row.get::<String>(2)?).ok_or_else(unknown)?,
        title: row.get(3)?,
        about: row.get(4)?,
        owner: row.get(5)?,
        offered_to: row.get(6)?,
        specialties: codes.iter().filter_map(|code| specialties::by_code(code)).collect(),
        related: many(row.get(8)?),
        language: row.get(9)?,
        starts_ms: row.get(10)?,
        ends_ms: row.get(11)?,
        place: row.get(12)?,
        link: row.get(13)?,
        state: State::parse(&row.get::<String>(14)?).ok_or_else(unknown)?,
        reason: reason.as_deref().and_then(Reason::parse),
        words: row.get(16)?,
        registered_by: row.get(17)?,
        registered_ms: row.get(18)?,
        decided_by: row.get(19)?,
        decided_ms: row.get(20)?,
        updated_ms: row.get(21)?,
    })
}

/// Writes an entry, new or changed.
pub(crate) fn put(w: &Write<'_>, entry: &Entry) -> Outcome<()> {
    let codes: Vec<&str> = entry.specialties.iter().map(|one| one.code).collect();
    let (codes, related) = (codes.join(BETWEEN), entry.related.join(BETWEEN));
    let args = args![
        &entry.tag,
        &entry.name,
        entry.kind.name(),
        &entry.title,
        &entry.about,
        entry.owner,
        entry.offered_to,
        &codes,
        &related,
        entry.language.as_deref(),
        entry.starts_ms,
        entry.ends_ms,
        &entry.place,
        &entry.link,
        entry.state.name(),
        entry.reason.map(Reason::name),
        &entry.words,
        entry.registered_by,
        entry.registered_ms,
        entry.decided_by,
        entry.decided_ms,
        entry.updated_ms
    ];
    w.run(&PUT_REGISTERED, args).map(|_| ())
}
