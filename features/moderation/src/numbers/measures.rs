//! Measures: one number for each day, and for all days together.

use base::{Outcome, Problem, iso_ms};
use serde_json::{Value, json};
use store::{Read, Sql, args};

use super::Span;
use crate::{Moderation, store as sql};

/// Mastodon's words for them.
pub(crate) const MEASURES: [&str; 14] = [
    "active_users",
    "new_users",
    "interactions",
    "opened_reports",
    "resolved_reports",
    "tag_accounts",
    "tag_uses",
    "tag_servers",
    "instance_accounts",
    "instance_media_attachments",
    "instance_reports",
    "instance_statuses",
    "instance_follows",
    "instance_followers",
];

/// How a measure is counted.
#[derive(Clone, Copy)]
enum Way {
    /// By days of activity: the same person counts once for all days.
    Active,
    /// By ids.
    Ids(&'static Sql),
    /// Two of them together, by ids.
    Both(&'static Sql, &'static Sql),
    /// By milliseconds.
    Times(&'static Sql),
    /// Of a hashtag, by ids of posts; with the number for all days, where it is not their sum.
    Tag(&'static Sql, Option<&'static Sql>),
    /// Of another server, over all time.
    Host(&'static Sql),
}

fn way(key: &str) -> Option<Way> {
    Some(match key {
        "active_users" => Way::Active,
        "new_users" => Way::Ids(&sql::DAYS_NEW),
        "interactions" => Way::Both(&sql::DAYS_LIKED, &sql::DAYS_ANSWERED),
        "opened_reports" => Way::Ids(&sql::DAYS_OPENED),
        "resolved_reports" => Way::Times(&sql::DAYS_RESOLVED),
        "tag_accounts" => Way::Tag(&sql::DAYS_TAGGING, Some(&sql::TOTAL_TAGGING)),
        "tag_uses" => Way::Tag(&sql::DAYS_TAGGED, None),
        "tag_servers" => Way::Tag(&sql::DAYS_TAG_SERVERS, Some(&sql::TOTAL_TAG_SERVERS)),
        "instance_accounts" => Way::Host(&sql::HOST_ACCOUNTS),
        "instance_media_attachments" => Way::Host(&sql::HOST_MEDIA),
        "instance_reports" => Way::Host(&sql::HOST_REPORTS),
        "instance_statuses" => Way::Host(&sql::HOST_STATUSES),
        "instance_follows" => Way::Host(&sql::HOST_FOLLOWS),
        "instance_followers" => Way::Host(&sql::HOST_FOLLOWERS),
        _ => return None,
    })
}

/// What was counted in a span.
pub(crate) struct Counted {
    /// `(day, number)`; days without a number are missing.
    days: Vec<(i64, i64)>,
    pub(crate) total: i64,
}

impl Counted {
    /// What was counted on a day since 1970.
    pub(crate) fn on(&self, day: i64) -> i64 {
        self.days.iter().filter(|(of, _)| *of == day).map(|(_, number)| number).sum()
    }
}

impl Moderation {
    /// Mastodon's `Admin::Measure`. `about` is the hashtag or domain that some of them want.
    ///
    /// # Errors
    /// 404 for a measure that nobody knows; 422 where `about` is missing.
    pub(crate) async fn measure(
        &self,
        key: &'static str,
        about: Option<String>,
        span: Span,
    ) -> Outcome<Value> {
        let (now, earlier) = self.count(key, about, span).await?;
        Ok(entity(key, span, &now, earlier))
    }

    /// What a measure is in a span, and all of it in the span before. Problems as for [`Moderation::measure`].
    pub(crate) async fn count(
        &self,
        key: &'static str,
        about: Option<String>,
        span: Span,
    ) -> Outcome<(Counted, Option<i64>)> {
        let way = way(key).ok_or_else(Problem::not_found)?;
        let about = match way {
            Way::Tag(..) => self.tag_called(about.as_deref()).await?,
            Way::Host(_) => crate::rules::domain(about.as_deref().unwrap_or_default())?,
            _ => String::new(),
        };
        let counted = move |r: &Read<'_>| {
            let earlier = match way {
                Way::Host(_) => None,
                _ => Some(count(r, way, &about, span.before())?.total),
            };
            Ok((count(r, way, &about, span)?, earlier))
        };
        self.db.read(counted).await
    }
}

fn count(r: &Read<'_>, way: Way, about: &str, span: Span) -> Outcome<Counted> {
    let pair = |row: &store::Row<'_>| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?));
    let ((day, day_after), (ms, ms_after), (id, id_after)) = (span.days(), span.ms(), span.ids());
    let mut total = None;
    let mut days: Vec<(i64, i64)>;
    match way {
        Way::Active => {
            days = r.rows(&sql::DAYS_ACTIVE, args![day, day_after], pair)?;
            total = r.row(&sql::TOTAL_ACTIVE, args![day, day_after], |row| row.get(0))?;
        }
        Way::Ids(statement) => days = r.rows(statement, args![id, id_after], pair)?,
        Way::Both(one, other) => {
            days = r.rows(one, args![id, id_after], pair)?;
            days.extend(r.rows(other, args![id, id_after], pair)?);
        }
        Way::Times(statement) => days = r.rows(statement, args![ms, ms_after], pair)?,
        Way::Tag(statement, whole) => {
            days = r.rows(statement, args![about, id, id_after], pair)?;
            if let Some(whole) = whole {
                total = r.row(whole, args![about, id, id_after], |row| row.get(0))?;
            }
        }
        Way::Host(statement) => days = r.rows(statement, args![about], pair)?,
    }
    let total = total.unwrap_or_else(|| days.iter().map(|(_, number)| number).sum());
    Ok(Counted { days, total })
}

fn entity(key: &str, span: Span, now: &Counted, earlier: Option<i64>) -> Value {
    let data: Vec<Value> = span
        .each()
        .map(|(day, ms)| json!({ "date": iso_ms(ms), "value": now.on(day).to_string() }))
        .collect();
    let bytes = key == "instance_media_attachments";
    let mut entity = json!({
        "key": key,
        "unit": bytes.then_some("bytes"),
        "total": now.total.to_string(),
        "data": data,
    });
    if bytes {
        entity["human_value"] = human_bytes(now.total).into();
    }
    if let Some(earlier) = earlier {
        entity["previous_total"] = earlier.to_string().into();
    }
    entity
}

/// `1.5 MB`, by powers of 1,024 as Mastodon has it.
pub(super) fn human_bytes(bytes: i64) -> String {
    let units = ["KB", "MB", "GB", "TB"];
    if bytes < 1_024 {
        return format!("{bytes} Bytes");
    }
    let mut value = bytes as f64 / 1_024.0;
    let mut unit = 0;
    while value >= 1_024.0 && unit + 1 < units.len() {
        value /= 1_024.0;
        unit += 1;
    }
    format!("{value:.1} {}", units[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_way() {
        assert!(MEASURES.iter().all(|key| way(key).is_some()) && way("luck").is_none());
    }

    #[test]
    fn sizes() {
        let table = [(0, "0 Bytes"), (1_023, "1023 Bytes"), (1_536, "1.5 KB"), (5 << 20, "5.0 MB")];
        for (bytes, expected) in table {
            assert_eq!(human_bytes(bytes), expected);
        }
        assert_eq!(human_bytes(i64::MAX), "8388608.0 TB");
    }

    #[test]
    fn days_are_told_one_by_one() {
        let day = base::DAY_MS;
        let span = Span::new(Some(10 * day), Some(12 * day), 12 * day);
        let told = entity("interactions", span, &Counted { days: vec![(11, 2), (11, 3)], total: 5 }, Some(1));
        assert_eq!(told["data"][1], json!({ "date": "1970-01-12T00:00:00.000Z", "value": "5" }));
        assert_eq!((&told["data"][0]["value"], &told["data"][2]["value"]), (&json!("0"), &json!("0")));
        assert_eq!((&told["total"], &told["previous_total"]), (&json!("5"), &json!("1")));
        assert_eq!(told["unit"], Value::Null);
    }
}
