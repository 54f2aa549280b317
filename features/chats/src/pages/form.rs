//! The form of a chat: filled in, and read.

use base::{Ms, Outcome, Problem};
use jiff::civil::{Date, DateTime, Time, Weekday};
use ui::{FieldErrors, Lang, Message};
use web::Params;
use words::specialties;

use super::view::Usual;
use crate::WORDS;
use crate::model::Chat;
use crate::recurrence::{Rule, Schedule, Zone, read_dates};
use crate::templates::{ChatForm, SPECIALTY_FIELDS};

/// The form of a chat that there is not yet, with texts that most can leave as they are.
pub(super) fn fresh(lang: Lang, zone: &Zone, now: Ms, tag: &str) -> ChatForm {
    let said = |id| WORDS.say(id).text(lang);
    ChatForm {
        tag: tag.to_owned(),
        rules: said("chat-default-rules"),
        disclaimer: said("chat-default-disclaimer"),
        conduct: said("chat-default-conduct"),
        zone: zone.name().to_owned(),
        repeat: "weekly".to_owned(),
        weekday: "2".to_owned(),
        nth: "1".to_owned(),
        first: zone.local(now).date().tomorrow().map_or_else(|_| String::new(), |day| day.to_string()),
        time: "20:00".to_owned(),
        minutes: "60".to_owned(),
        language: lang.tag().to_owned(),
        ..ChatForm::default()
    }
}

/// The form as the chat is now, without its people.
pub(super) fn filled(chat: &Chat) -> ChatForm {
    let (schedule, texts) = (&chat.schedule, &chat.texts);
    let rule = schedule.rule.as_ref();
    let start = schedule.start;
    let (repeat, weekday, nth) = match (rule, rule.and_then(Usual::of)) {
        (None, _) => ("once", None, 1),
        (_, Some(Usual::Weekly(1, day))) => ("weekly", Some(day), 1),
        (_, Some(Usual::Weekly(2, day))) => ("biweekly", Some(day), 1),
        (_, Some(Usual::Monthly(-1, day))) => ("last", Some(day), 1),
        (_, Some(Usual::Monthly(nth, day))) => ("nth", Some(day), nth),
        _ => ("own", None, 1),
    };
    let slugs: Vec<&str> =
        chat.specialties.iter().filter_map(|code| specialties::by_code(code)).map(|one| one.slug).collect();
    ChatForm {
        tag: chat.name.clone(),
        title: chat.title.clone(),
        description: texts.description.clone(),
        rules: texts.rules.clone(),
        disclaimer: texts.disclaimer.clone(),
        conduct: texts.conduct.clone(),
        zone: schedule.zone.name().to_owned(),
        repeat: repeat.to_owned(),
        weekday: weekday
            .or(start.map(DateTime::weekday))
            .map_or(1, Weekday::to_monday_one_offset)
            .to_string(),
        nth: nth.to_string(),
        first: start.map(|start| start.date().to_string()).unwrap_or_default(),
        time: start.map(|start| start.strftime("%H:%M").to_string()).unwrap_or_default(),
        minutes: schedule.minutes.to_string(),
        rule: rule.map(ToString::to_string).unwrap_or_default(),
        extra: lines_of(&schedule.extra),
        except: lines_of(&schedule.except),
        language: chat.language.clone().unwrap_or_default(),
        specialties: std::array::from_fn(|n| slugs.get(n).copied().unwrap_or_default().to_owned()),
        hosts: String::new(),
        moderators: String::new(),
    }
}

/// The form as it was sent.
pub(super) fn entered(params: &Params) -> Outcome<ChatForm> {
    let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
    let mut specialties: [String; SPECIALTY_FIELDS] = Default::default();
    for (n, slug) in specialties.iter_mut().enumerate() {
        *slug = text(&format!("specialty_{}", n + 1))?;
    }
    Ok(ChatForm {
        tag: text("tag")?,
        title: text("title")?,
        description: text("description")?,
        rules: text("rules")?,
        disclaimer: text("disclaimer")?,
        conduct: text("conduct")?,
        zone: text("zone")?,
        repeat: text("repeat")?,
        weekday: text("weekday")?,
        nth: text("nth")?,
        first: text("first")?,
        time: text("time")?,
        minutes: text("minutes")?,
        rule: text("rule")?,
        extra: text("extra")?,
        except: text("except")?,
        language: text("language")?,
        specialties,
        hosts: text("hosts")?,
        moderators: text("moderators")?,
    })
}

/// When the chat is to be, or what is wrong with it, beside its field.
pub(super) fn schedule(form: &ChatForm) -> Result<Schedule, FieldErrors> {
    let mut errors = FieldErrors::default();
    let zone = Zone::named(&form.zone).map_err(|problem| wrong(&mut errors, "zone", &problem)).ok();
    let start = moment(&form.first, &form.time, &mut errors, ("first", "time"));
    let minutes = form.minutes.trim().parse::<i64>().ok();
    if minutes.is_none() {
        errors.say("minutes", WORDS.say("chat-minutes-wrong"));
    }
    let rule = rule(form, &mut errors);
    let extra = dates(&form.extra, "extra", &mut errors);
    let except = dates(&form.except, "except", &mut errors);
    match (zone, start, minutes, errors.is_empty()) {
        (Some(zone), Some(start), Some(minutes), true) => {
            Ok(Schedule { zone, start: Some(start), rule, extra, except, minutes })
        }
        _ => Err(errors),
    }
}

fn rule(form: &ChatForm, errors: &mut FieldErrors) -> Option<Rule> {
    let day = form.weekday.parse().ok().and_then(|n: i8| Weekday::from_monday_one_offset(n).ok());
    let day = day.unwrap_or(Weekday::Monday);
    match form.repeat.as_str() {
        "once" => None,
        "biweekly" => Some(Rule::weekly(2, day)),
        "nth" => Some(Rule::monthly(form.nth.parse().unwrap_or(1).clamp(1, 4), day)),
        "last" => Some(Rule::monthly(-1, day)),
        "own" => Rule::parse(&form.rule).map_err(|problem| wrong(errors, "rule", &problem)).ok(),
        _ => Some(Rule::weekly(1, day)),
    }
}

/// A day and a time, as their fields send them.
pub(super) fn moment(
    date: &str,
    time: &str,
    errors: &mut FieldErrors,
    fields: (&'static str, &'static str),
) -> Option<DateTime> {
    let date =
        Date::strptime("%Y-%m-%d", date.trim()).ok().filter(|date| (2000..=2200).contains(&date.year()));
    let time = Time::strptime("%H:%M", time.trim().get(..5).unwrap_or_default()).ok();
    if date.is_none() {
        errors.say(fields.0, WORDS.say("chat-date-wrong"));
    }
    if time.is_none() {
        errors.say(fields.1, WORDS.say("chat-time-wrong"));
    }
    Some(date?.to_datetime(time?))
}

/// One date in each line, `2026-12-24 19:00`.
fn dates(text: &str, field: &'static str, errors: &mut FieldErrors) -> Vec<DateTime> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let joined: Vec<String> = lines.map(|line| line.replace(' ', "T")).collect();
    read_dates(&joined.join(" ")).map_err(|problem| wrong(errors, field, &problem)).unwrap_or_default()
}

fn lines_of(dates: &[DateTime]) -> String {
    dates.iter().map(|date| date.strftime("%Y-%m-%d %H:%M").to_string()).collect::<Vec<_>>().join("\n")
}

fn wrong(errors: &mut FieldErrors, field: &'static str, problem: &Problem) {
    errors.say(field, Message::problem(problem.complaint()));
}

/// What was wrong with the rest, beside its field.
pub(super) fn complaint(problem: &Problem) -> FieldErrors {
    let told = problem.complaint();
    let field = [
        ("hashtag", "tag"),
        ("The title", "title"),
        ("The description", "description"),
        ("How to take part", "rules"),
        ("The disclaimer", "disclaimer"),
        ("The code of conduct", "conduct"),
        ("session takes", "minutes"),
        ("The rule", "rule"),
        ("date", "first"),
        ("Somebody", "hosts"),
        ("hosts", "hosts"),
        ("language", "language"),
        ("specialt", "specialty_1"),
        ("The topic", "topic"),
        ("The notes", "notes"),
        ("guests", "guests"),
        ("The reason", "reason"),
        ("moved", "date"),
    ];
    let field = field.into_iter().find(|(part, _)| told.contains(part)).map_or("tag", |(_, field)| field);
    FieldErrors::one(field, Message::problem(told))
}

/// Names of people as somebody writes them, `@ana, @ben`.
pub(super) fn handles(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| c.is_whitespace() || c == ',' || c == ';');
    words.map(|word| word.trim_start_matches('@')).filter(|word| !word.is_empty()).collect()
}
