//! Which window a visitor of the page chose.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, Outcome, iso_ms};
use ui::{FieldErrors, Message};
use web::Params;

use crate::api::parse_time;
use crate::model::Window;
use crate::templates::WindowForm;
use crate::{Insights, WORDS};

const ZONE_MINUTES_MAX: i64 = 14 * 60;

/// A window that ends now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Hour,
    Day,
    Week,
    Month,
    Year,
    All,
}

impl Span {
    pub(super) const ALL: [Self; 6] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year, Self::All];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::All => "all",
        }
    }

    pub(super) fn label(self) -> Message {
        WORDS.say(match self {
            Self::Hour => "insights-span-hour",
            Self::Day => "insights-span-day",
            Self::Week => "insights-span-week",
            Self::Month => "insights-span-month",
            Self::Year => "insights-span-year",
            Self::All => "insights-span-all",
        })
    }

    /// How long it is; all time begins with the first post.
    fn length(self) -> Option<Ms> {
        Some(match self {
            Self::Hour => HOUR_MS,
            Self::Day => DAY_MS,
            Self::Week => 7 * DAY_MS,
            Self::Month => 30 * DAY_MS,
            Self::Year => 365 * DAY_MS,
            Self::All => return None,
        })
    }
}

/// What was chosen, or what was wrong with it.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub(super) window: Window,
    /// Where the window is one of those that end now.
    pub(super) span: Option<Span>,
    /// The key of another hashtag.
    pub(super) with: Option<String>,
    pub(super) form: WindowForm,
    pub(super) errors: FieldErrors,
}

impl Chosen {
    /// The query that shows the same numbers tomorrow.
    pub(super) fn query(&self) -> String {
        let (Window { from, until }, zone) = (self.window, self.form.zone);
        format!(
            "from={}&to={}&zone={zone}",
            clock(from, zone).replace(' ', "T"),
            clock(until, zone).replace(' ', "T")
        )
    }
}

/// `2026-11-22 14:00` where clocks are `zone` minutes from UTC.
pub(super) fn clock(ms: Ms, zone: i32) -> String {
    let mut text = iso_ms(ms + Ms::from(zone) * MINUTE_MS).replacen('T', " ", 1);
    text.truncate("2026-11-22 14:00".len());
    text
}

impl Insights {
    pub(super) async fn chosen(&self, key: &str, params: &Params) -> Outcome<Chosen> {
        let now = self.0.ground.clock.now_ms();
        let zone = params.int("zone")?.unwrap_or_default().clamp(-ZONE_MINUTES_MAX, ZONE_MINUTES_MAX);
        let zone = i32::try_from(zone).unwrap_or_default();
        let typed =
            |name: &str| Ok::<_, base::Problem>(params.text(name)?.unwrap_or_default().trim().to_owned());
        let mut form =
            WindowForm { from: typed("from")?, to: typed("to")?, zone, with: typed("with")?, open: false };
        let mut errors = FieldErrors::default();
        let with = other(&form.with, &mut errors);
        let own = !form.from.is_empty() || !form.to.is_empty();
        let named = params.text("span")?;
        let span = Span::ALL.into_iter().find(|span| Some(span.name()) == named);
        let (window, span) = if own {
            (entered(&form, now, &mut errors), None)
        } else {
            let span = match span {
                Some(span) => span,
                None => self.usual(key, now).await?,
            };
            (self.window_of(span, key, now).await?, Some(span))
        };
        form.open = own || with.is_some() || !errors.is_empty();
        if !own {
            (form.from, form.to) = (clock(window.from, zone), clock(window.until, zone));
            (form.from, form.to) = (form.from.replace(' ', "T"), form.to.replace(' ', "T"));
        }
        Ok(Chosen { window, span, with, form, errors })
    }

    /// The last week where there is something in it, else all time: a chat may be of years ago.
    async fn usual(&self, key: &str, now: Ms) -> Outcome<Span> {
        let week = self.window_of(Span::Week, key, now).await?;
        let first = self.first_ms(key).await?;
        let recent = first.is_none() || self.posts_in(key, week).await? > 0;
        Ok(if recent { Span::Week } else { Span::All })
    }

    /// Ends with the minute that runs.
    async fn window_of(&self, span: Span, key: &str, now: Ms) -> Outcome<Window> {
        let until = now - now.rem_euclid(MINUTE_MS) + MINUTE_MS;
        let from = match span.length() {
            Some(length) => until - length,
            None => {
                let first = self.first_ms(key).await?.unwrap_or(until - DAY_MS).min(until - MINUTE_MS);
                first - first.rem_euclid(MINUTE_MS)
            }
        };
        Window::new(from, until)
    }
}

/// The key of another hashtag to compare with.
fn other(typed: &str, errors: &mut FieldErrors) -> Option<String> {
    if typed.is_empty() {
        return None;
    }
    let key = text::tag_key(typed.trim_start_matches('#'));
    if key.is_none() {
        errors.say("with", WORDS.say("insights-not-a-tag"));
    }
    key
}

/// The window that was typed; without an end it goes on until now.
fn entered(form: &WindowForm, now: Ms, errors: &mut FieldErrors) -> Window {
    let shift = Ms::from(form.zone) * MINUTE_MS;
    let mut time = |field: &str, typed: &str, usual: Ms| {
        if typed.is_empty() {
            return usual;
        }
        parse_time(typed).map(|there| there - shift).unwrap_or_else(|| {
            errors.say(field, WORDS.say("insights-not-a-time"));
            usual
        })
    };
    let until = time("to", &form.to, now + 1);
    let from = time("from", &form.from, until - 7 * DAY_MS);
    Window::new(from, until).unwrap_or_else(|_| {
        if errors.is_empty() {
            errors.say("to", WORDS.say("insights-turned"));
        }
        Window { from: 0, until: 1 }
    })
}
