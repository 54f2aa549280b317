//! What a report is asked for.

use base::{DAY_MS, MINUTE_MS, Ms, Outcome, Problem, parse_iso};
use web::Params;

use crate::model::{Interval, Metric, Window};

/// Hashtags of one report.
const TAGS_MAX: usize = 10;
/// Days of a report that says nothing of its window.
const USUAL_MS: Ms = 7 * DAY_MS;
/// Entries of a list that says nothing of its length.
const LIMIT: i64 = 100;
/// Entries of a list at the most.
const LIMIT_MAX: i64 = 500;
/// The furthest zones from UTC, in minutes.
const ZONE_MINUTES_MAX: i64 = 14 * 60;

/// What a report is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Keys, as they were asked for.
    pub(crate) tags: Vec<String>,
    pub(crate) window: Window,
    pub(crate) interval: Interval,
    pub(crate) metric: Metric,
    pub(crate) limit: usize,
    /// Minutes from UTC.
    pub(crate) zone: i32,
}

impl Asked {
    pub(crate) fn read(params: &Params, now: Ms) -> Outcome<Self> {
        let zone = params.int("zone")?.unwrap_or_default().clamp(-ZONE_MINUTES_MAX, ZONE_MINUTES_MAX);
        let zone = i32::try_from(zone).unwrap_or_default();
        let until = time(params, "end")?.unwrap_or(now - now.rem_euclid(MINUTE_MS) + MINUTE_MS);
        let from = time(params, "start")?.unwrap_or(until - USUAL_MS);
        let limit = params.int("limit")?.unwrap_or(LIMIT).clamp(1, LIMIT_MAX);
        Ok(Self {
            tags: tags(params)?,
            window: Window::new(from, until)?,
            interval: interval(params)?,
            metric: metric(params)?,
            limit: usize::try_from(limit).unwrap_or(1),
            zone,
        })
    }
}

/// RFC 3339, a date, or Unix seconds. A year of five digits is no time that anybody means.
pub(crate) fn parse_time(text: &str) -> Option<Ms> {
    let seconds = || text.parse::<i64>().ok()?.checked_mul(1_000);
    let spaced = || parse_iso(&text.replacen(' ', "T", 1));
    let short = || parse_iso(&format!("{text}:00"));
    let ms = parse_iso(text).or_else(spaced).or_else(short).or_else(seconds)?;
    (0..253_402_300_800_000).contains(&ms).then_some(ms)
}

fn time(params: &Params, name: &'static str) -> Outcome<Option<Ms>> {
    let bad = || Problem::invalid(format!("{name} is not a date or a time"));
    params.filled(name)?.map(|text| parse_time(text).ok_or_else(bad)).transpose()
}

fn interval(params: &Params) -> Outcome<Interval> {
    let Some(name) = params.filled("interval")? else { return Ok(Interval::Day) };
    let names = Interval::ALL.map(Interval::name).join(", ");
    Interval::parse(name).ok_or_else(|| Problem::invalid(format!("interval must be one of {names}")))
}

fn metric(params: &Params) -> Outcome<Metric> {
    let Some(name) = params.filled("metric")? else { return Ok(Metric::Mentions) };
    let names = Metric::ALL.map(Metric::name).join(", ");
    Metric::parse(name).ok_or_else(|| Problem::invalid(format!("metric must be one of {names}")))
}

/// `databases`, or `tags`: with commas between them, or as lists are sent.
fn tags(params: &Params) -> Outcome<Vec<String>> {
    let mut keys: Vec<String> = Vec::new();
    for name in ["databases", "tags"] {
        for list in params.texts(name)? {
            for tag in list.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
                let key = text::tag_key(tag.trim_start_matches('#'));
                let key = key.ok_or_else(|| Problem::invalid(format!("{name} is not a hashtag")))?;
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
    }
    if keys.is_empty() {
        return Err(Problem::invalid("Name at least one hashtag in databases"));
    }
    if keys.len() > TAGS_MAX {
        return Err(Problem::invalid(format!("databases has too many entries (maximum is {TAGS_MAX})")));
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<Asked, String> {
        let params = Params::from_urlencoded(query.as_bytes()).unwrap();
        Asked::read(&params, 1_795_356_000_000).map_err(|problem| problem.text().to_owned())
    }

    #[test]
    fn what_is_asked() {
        let usual = asked("databases=hcsm").unwrap();
        assert_eq!((usual.tags, usual.limit, usual.zone), (vec!["hcsm".to_owned()], 100, 0));
        assert_eq!(usual.window.until - usual.window.from, USUAL_MS);
        let all = asked(
            "tags=%23HCSM, hcldr,,hcsm&start=2026-11-01&end=2026-11-02T10:00:00Z&interval=minutes&metric=tweets&limit=9000&zone=-300",
        );
        let all = all.unwrap();
        assert_eq!((all.tags.join(" ").as_str(), all.limit, all.zone), ("hcsm hcldr", 500, -300));
        assert_eq!((all.interval, all.metric), (Interval::Minute, Metric::Posts));
        assert_eq!(all.window.until - all.window.from, 34 * 3_600_000);
        for (time, ms) in [
            ("2026-11-22T14:00", Some(1_795_356_000_000)),
            ("2026-11-22 14:00:00", Some(1_795_356_000_000)),
            ("1795356000", Some(1_795_356_000_000)),
            ("yesterday", None),
            ("-5", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(parse_time(time), ms, "{time}");
        }
    }

    #[test]
    fn what_is_refused() {
        for (query, text) in [
            ("", "Name at least one hashtag in databases"),
            ("databases=,", "Name at least one hashtag in databases"),
            ("databases=a b", "databases is not a hashtag"),
            ("databases=a,b,c,d,e,f,g,h,i,j,k", "databases has too many entries (maximum is 10)"),
            ("databases=a&start=soon", "start is not a date or a time"),
            ("databases=a&end=2026-13-01", "end is not a date or a time"),
            ("databases=a&start=2026-02-01&end=2026-01-01", "The window must end after it begins"),
            ("databases=a&start=2026-02-01&end=2026-02-01", "The window must end after it begins"),
            (
                "databases=a&interval=fortnight",
                "interval must be one of minute, hour, day, week, month, year",
            ),
            (
                "databases=a&metric=hsg_score",
                "metric must be one of mentions, tweets, impressions, replies, retweets",
            ),
        ] {
            assert_eq!(asked(query).map(|_| ()), Err(format!("Validation failed: {text}")), "{query}");
        }
    }
}
