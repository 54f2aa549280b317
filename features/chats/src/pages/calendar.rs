//! The calendar: what goes on, what comes next, and an agenda or a week.

use std::ops::Range;

use axum::extract::{OriginalUri, State};
use base::{Ms, Outcome};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use ui::{Message, Page as _, Tab};
use web::{Access, Params, Reply, Route, Visit, get, html};

use super::PATH;
use super::view::bare;
use crate::board::Slot;
use crate::calendars::Filter;
use crate::recurrence::Zone;
use crate::templates::{ChatsPage, ChoiceView, DayView, SlotView, WeekView};
use crate::times::{date_label, weekday, zone_label};
use crate::{Chats, WORDS, api};

/// Days of the agenda.
const AGENDA_DAYS: i32 = 14;
const WEEK_DAYS: i32 = 7;
/// What is told of what comes next.
const NEXT: usize = 3;
/// Sessions of one page.
const SLOTS_MAX: usize = 400;

pub(super) fn routes(s: &Chats) -> Vec<Route> {
    vec![get(s, PATH, Access::Page, show)]
}

/// What a reader wants to see.
struct Asked {
    zone: Zone,
    zone_known: bool,
    zone_said: bool,
    week: bool,
    from: Date,
    today: Date,
    filter: Filter,
}

impl Asked {
    fn days(&self) -> i32 {
        if self.week { WEEK_DAYS } else { AGENDA_DAYS }
    }

    fn span(&self) -> Range<Ms> {
        let end = self.from.saturating_add(self.days().days());
        self.zone.instant(self.from.at(0, 0, 0, 0))..self.zone.instant(end.at(0, 0, 0, 0))
    }

    /// The address of the same from another day on, or in the other view.
    fn link(&self, week: bool, from: Option<Date>) -> String {
        let mut parts = Vec::new();
        if week {
            parts.push("view=week".to_owned());
        }
        parts.extend(from.map(|from| format!("from={from}")));
        parts.extend(self.filter.specialty.map(|one| format!("specialty={}", one.slug)));
        parts.extend(self.filter.language.as_ref().map(|language| format!("language={language}")));
        if self.zone_said {
            parts.push(format!("zone={}", self.zone.name()));
        }
        if parts.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", parts.join("&")) }
    }
}

impl Chats {
    async fn asked(&self, visit: &Visit, params: &Params) -> Outcome<Asked> {
        let (zone, zone_known) = self.reader_zone(visit, params).await?;
        let today = zone.local(self.0.clock.now_ms()).date();
        let week = params.filled("view")? == Some("week");
        let from = params.filled("from")?.and_then(|text| Date::strptime("%Y-%m-%d", text).ok());
        let from = from.filter(|from| (2000..=2200).contains(&from.year())).unwrap_or(today);
        // A filter that is none shows everything; a language that is none would show nothing.
        let mut filter = api::filter(params).unwrap_or_default();
        filter.language = filter.language.filter(|code| ui::LANGUAGES.iter().any(|(tag, _)| tag == code));
        Ok(Asked {
            from: if week { monday(from) } else { from },
            zone_said: params.filled("zone")?.is_some() && zone_known,
            zone,
            zone_known,
            week,
            today,
            filter,
        })
    }

    /// Sessions that begin in a time, of chats that fit, by start: what is to come from memory, what was from the
    /// database.
    pub(crate) async fn calendar(&self, filter: &Filter, range: Range<Ms>) -> Outcome<Vec<Slot>> {
        let (now, board) = (self.0.clock.now_ms(), self.board().await?);
        if range.start >= now - base::HOUR_MS {
            return Ok(board.between(range).filter(|slot| filter.fits(&slot.chat)).take(SLOTS_MAX).collect());
        }
        let chats: Vec<_> = board.chats().iter().filter(|chat| filter.fits(chat)).cloned().collect();
        let found = self.sessions_of(&chats, range.clone()).await?.into_iter();
        let within = found.filter(|session| range.contains(&session.starts_ms)).take(SLOTS_MAX);
        let slot = |session: crate::Session| {
            let chat = board.chat(session.chat)?.clone();
            Some(Slot { chat, session: std::sync::Arc::new(session) })
        };
        Ok(within.filter_map(slot).collect())
    }

    async fn calendar_page(&self, visit: &Visit, path: &str, asked: &Asked) -> Outcome<ChatsPage> {
        let now = self.0.clock.now_ms();
        let slots = self.calendar(&asked.filter, asked.span()).await?;
        let zone = &asked.zone;
        let shown: Vec<(Date, SlotView)> = slots
            .iter()
            .map(|slot| (zone.local(slot.session.starts_ms).date(), bare(slot, zone, now)))
            .collect();
        let views = |slots: Vec<Slot>| slots.iter().map(|slot| bare(slot, zone, now)).collect::<Vec<_>>();
        let running = self.on_air(now).await?.into_iter().filter(|slot| slot.session.is_running(now));
        Ok(ChatsPage {
            shell: self.0.accounts.shell(visit, WORDS.say("chats"), path).await?,
            on_air: views(running.collect()),
            next: views(self.next_up(now, NEXT).await?),
            tabs: tabs(asked),
            choice: choice(asked),
            zone_label: zone_label(zone, now),
            span: span_said(asked),
            days: if asked.week { Vec::new() } else { days(asked, &shown) },
            week: asked.week.then(|| week(asked, shown)),
            earlier: asked.link(asked.week, Some(asked.from.saturating_sub(asked.days().days()))),
            later: asked.link(asked.week, Some(asked.from.saturating_add(asked.days().days()))),
            today: (!asked.span().contains(&now)).then(|| asked.link(asked.week, None)),
            ics: match asked.filter.specialty {
                Some(one) => format!("/chats.ics?specialty={}", one.slug),
                None => "/chats.ics".to_owned(),
            },
        })
    }
}

async fn show(State(s): State<Chats>, visit: Visit, uri: OriginalUri, params: Params) -> Reply {
    let asked = s.asked(&visit, &params).await?;
    let path = uri.path_and_query().map_or(PATH, |path| path.as_str());
    let mut page = s.calendar_page(&visit, path, &asked).await?;
    accounts::pages::say_done(&mut page.shell, &params, &WORDS, &[("zone_saved", "chats-zone-saved")]);
    Ok(html(page.page()))
}

fn monday(date: Date) -> Date {
    date.saturating_sub(i32::from(date.weekday().since(Weekday::Monday)).days())
}

fn tabs(asked: &Asked) -> Vec<Tab> {
    let from = (asked.from != asked.today).then_some(asked.from);
    let tab =
        |id, week| Tab { label: WORDS.say(id), url: asked.link(week, from), current: asked.week == week };
    vec![tab("chats-agenda", false), tab("chats-week", true)]
}

fn choice(asked: &Asked) -> ChoiceView {
    ChoiceView {
        view: if asked.week { "week".to_owned() } else { String::new() },
        from: if asked.from == asked.today { String::new() } else { asked.from.to_string() },
        zone: asked.zone.name().to_owned(),
        zone_known: asked.zone_known,
        specialty: asked.filter.specialty.map_or("", |one| one.slug).to_owned(),
        language: asked.filter.language.clone().unwrap_or_default(),
    }
}

fn span_said(asked: &Asked) -> Message {
    let last = asked.from.saturating_add((asked.days() - 1).days());
    let label = |date: Date| date_label(date.at(0, 0, 0, 0));
    WORDS.say("chats-span").with("from", label(asked.from)).with("to", label(last))
}

/// Days on which something is.
fn days(asked: &Asked, shown: &[(Date, SlotView)]) -> Vec<DayView> {
    let mut days: Vec<DayView> = Vec::new();
    for (date, slot) in shown {
        let key = date.to_string();
        if days.last().is_none_or(|day| day.key != key) {
            let label = date_label(date.at(0, 0, 0, 0));
            days.push(DayView { label, key, today: *date == asked.today, slots: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.slots.push(slot.clone());
        }
    }
    days
}

/// The hours in which something begins, by weekday.
fn week(asked: &Asked, shown: Vec<(Date, SlotView)>) -> WeekView {
    let dates: Vec<Date> = (0..WEEK_DAYS).map(|n| asked.from.saturating_add(n.days())).collect();
    let mut hours: Vec<(String, Vec<Vec<SlotView>>)> = Vec::new();
    for (date, slot) in shown {
        let hour = format!("{}:00", slot.starts.split(':').next().unwrap_or_default());
        let at = hours.iter().position(|(other, _)| *other == hour).unwrap_or_else(|| {
            hours.push((hour, vec![Vec::new(); dates.len()]));
            hours.len() - 1
        });
        if let Some(column) = dates.iter().position(|other| *other == date) {
            hours[at].1[column].push(slot);
        }
    }
    hours.sort_by(|one, other| one.0.cmp(&other.0));
    let day = |date: &Date| {
        let moment = crate::recurrence::utc().instant(date.at(0, 0, 0, 0));
        (weekday(date.weekday()), Message::day(moment), *date == asked.today)
    };
    WeekView { days: dates.iter().map(day).collect(), hours }
}
