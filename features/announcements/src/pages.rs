//! The pages of announcements.

mod reading;
mod writing;

use accounts::NameLinks;
use base::{Ms, iso_ms};
use emojis::views;
use ui::Message;
use web::Route;

use crate::model::Announcement;
use crate::views::Named;
use crate::{Announcements, WORDS};

pub(crate) fn routes(s: &Announcements) -> Vec<Route> {
    let mut routes = reading::routes(s);
    routes.extend(writing::routes(s));
    routes
}

/// The text as clean HTML, with pictures for custom emojis.
fn rendered(one: &Announcement, named: &Named) -> String {
    let links: &NameLinks = &named.links;
    let html = text::render_html(&one.text, links);
    ui::with_pictures(&html, &views(&named.book.among([one.text.as_str()])))
}

/// `30 Nov 2026, 20:00 UTC`, or the day alone.
fn moment(ms: Ms, one: &Announcement) -> Message {
    if one.all_day {
        return Message::day(ms);
    }
    utc(ms)
}

fn utc(ms: Ms) -> Message {
    let time = iso_ms(ms);
    let clock = time.get(11..16).unwrap_or_default();
    WORDS.say("announce-moment").with("day", Message::day(ms)).with("time", clock)
}

/// When what it announces begins and ends, as far as it says.
fn period(one: &Announcement) -> Message {
    match (one.starts_ms, one.ends_ms) {
        (Some(from), Some(to)) => {
            WORDS.say("announce-from-to").with("from", moment(from, one)).with("to", moment(to, one))
        }
        (Some(from), None) => WORDS.say("announce-from").with("from", moment(from, one)),
        (None, Some(to)) => WORDS.say("announce-to").with("to", moment(to, one)),
        (None, None) => Message::default(),
    }
}
