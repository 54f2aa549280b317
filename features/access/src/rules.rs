//! Decisions about newcomers, passwords and addresses, without I/O.

mod passwords;

use base::{DAY_MS, HOUR_MS, Kind, MINUTE_MS, Ms, Problem};
use serde_json::{Map, json};

use crate::WORDS;
use crate::model::{Registrations, SignUp};
use ui::Message;

pub use passwords::{PASSWORD_CHARS_FLOOR, PASSWORD_CHARS_MAX, check_password};

/// The most characters of a reason for joining.
pub const REASON_CHARS_MAX: usize = 500;
const EMAIL_BYTES_MAX: usize = 254;
const EMAIL_LOCAL_BYTES_MAX: usize = 64;
const NEXT_BYTES_MAX: usize = 2_000;
const USERNAME_CHARS_MAX: usize = 30;
const LABEL_CHARS_MAX: usize = 60;

/// What is wrong with one field, by Mastodon's code and in its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field's name.
    pub field: &'static str,
    /// `ERR_BLANK` and the like.
    pub code: &'static str,
    /// `can't be blank` and the like.
    pub text: String,
}

impl Fault {
    pub(crate) fn new(field: &'static str, code: &'static str, text: impl Into<String>) -> Self {
        Self { field, code, text: text.into() }
    }

    fn blank(field: &'static str) -> Self {
        Self::new(field, "ERR_BLANK", "can't be blank")
    }

    pub(crate) fn taken(field: &'static str) -> Self {
        Self::new(field, "ERR_TAKEN", "has already been taken")
    }
}

/// The 422 for a form: `Validation failed: ..` and `details` for each field.
pub fn refusal(faults: &[Fault]) -> Problem {
    let mut details: Map<String, serde_json::Value> = Map::new();
    for fault in faults {
        let entry = details.entry(fault.field).or_insert_with(|| json!([]));
        if let Some(list) = entry.as_array_mut() {
            list.push(json!({ "error": fault.code, "description": fault.text }));
        }
    }
    let said: Vec<String> =
        faults.iter().map(|fault| format!("{} {}", human(fault.field), fault.text)).collect();
    Problem::new(Kind::Invalid, format!("Validation failed: {}", said.join(", ")))
        .with_details(json!({ "details": details }))
}

/// A field's name as Mastodon's messages have it.
pub(crate) fn human(field: &str) -> String {
    let spaced = field.replace('_', " ");
    let mut chars = spaced.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Everything that can be said of a form without asking the database.
pub fn check_sign_up(form: &SignUp, mode: Registrations, chars_min: usize, site_name: &str) -> Vec<Fault> {
    let mut faults: Vec<Fault> = check_username(&form.username).into_iter().collect();
    faults.extend(check_email(&form.email).err());
    if form.email.trim().is_empty() {
        // Mastodon says both, and clients compare.
        faults.push(Fault::new("email", "ERR_INVALID", "is invalid"));
    }
    faults.extend(check_password(&form.password, chars_min, &[&form.username, &form.email, site_name]));
    if !form.agreement {
        faults.push(Fault::new("agreement", "ERR_ACCEPTED", "must be accepted"));
    }
    if mode == Registrations::Approval && text::is_blank(&form.reason) {
        faults.push(Fault::blank("reason"));
    }
    if form.reason.chars().count() > REASON_CHARS_MAX {
        faults.push(too_long("reason", REASON_CHARS_MAX));
    }
    faults
}

fn check_username(name: &str) -> Option<Fault> {
    if name.is_empty() {
        return Some(Fault::blank("username"));
    }
    if name.chars().count() > USERNAME_CHARS_MAX {
        return Some(too_long("username", USERNAME_CHARS_MAX));
    }
    if !text::valid_username(name) {
        return Some(Fault::new(
            "username",
            "ERR_INVALID",
            "must contain only letters, numbers and underscores",
        ));
    }
    text::is_reserved_username(name).then(|| Fault::new("username", "ERR_RESERVED", "is reserved"))
}

fn too_long(field: &'static str, max: usize) -> Fault {
    Fault::new(field, "ERR_TOO_LONG", format!("is too long (maximum is {max} characters)"))
}

/// The address as it is stored and compared: lower case, the host in ASCII.
///
/// Stricter than RFC 5321: no quotes, comments, `%` or `!` routes, which mail servers read in their own ways and
/// which so get round rules about hosts.
///
/// # Errors
/// What is wrong with it.
pub fn check_email(email: &str) -> Result<String, Fault> {
    let email = email.trim();
    if email.is_empty() {
        return Err(Fault::blank("email"));
    }
    if email.len() > EMAIL_BYTES_MAX {
        return Err(too_long("email", EMAIL_BYTES_MAX));
    }
    normal_email(email).ok_or_else(|| Fault::new("email", "ERR_INVALID", "is invalid"))
}

pub(crate) fn normal_email(email: &str) -> Option<String> {
    let (local, host) = email.trim().split_once('@')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-_.'&=~#$*/?^{|}`".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > EMAIL_LOCAL_BYTES_MAX || dots || !local.chars().all(plain) {
        return None;
    }
    let Ok(url::Host::Domain(host)) = url::Host::parse(host) else { return None };
    // `localhost` and what test suites make of it; every other host has a dot.
    let named = host.contains('.') || host.starts_with("localhost");
    if !named || host.ends_with('.') || host.contains("..") || host.len() > EMAIL_BYTES_MAX {
        return None;
    }
    let normal = format!("{}@{host}", local.to_ascii_lowercase());
    // What the mail library refuses would never arrive.
    normal.parse::<lettre::Address>().is_ok().then_some(normal)
}

/// Where to go after signing in: a path on this site, or the start page.
///
/// Browsers take `//host`, `/\host` and a tab between the two for another site's address.
pub fn local_path(next: &str) -> &str {
    let bytes = next.as_bytes();
    let here = bytes.first() == Some(&b'/') && !matches!(bytes.get(1), Some(b'/' | b'\\'));
    let clean = bytes.iter().all(|b| (0x21..0x7f).contains(b) && *b != b'\\');
    if here && clean && next.len() <= NEXT_BYTES_MAX { next } else { "/" }
}

/// Between browser and system, as labels are stored.
const BROWSER_ON: &str = " on ";
const BROWSER_UNKNOWN: &str = "A browser";

/// `Firefox on Linux`: enough to know one's own browsers again, too little to know somebody by.
pub fn browser_label(user_agent: &str) -> String {
    let find = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
    };
    // Every browser names those that it wants to be taken for; the most particular mark is looked for first.
    let browser = find(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}{BROWSER_ON}{system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => {
            let name = user_agent.split(['/', ' ']).next().unwrap_or_default();
            let name: String = name.chars().filter(|c| !c.is_control()).take(LABEL_CHARS_MAX).collect();
            if name.is_empty() { BROWSER_UNKNOWN.to_owned() } else { name }
        }
    }
}

/// What [`browser_label`] says, in whatever language: names stay, the words between them do not.
pub fn browser_words(label: &str) -> Message {
    match label.split_once(BROWSER_ON) {
        Some((browser, system)) => WORDS.say("browser-on").with("browser", browser).with("system", system),
        None if label == BROWSER_UNKNOWN => WORDS.say("browser-unknown"),
        None => Message::raw(label),
    }
}

/// `5 min ago`, `3 h ago`, `2 days ago`, or the date.
pub fn ago(now: Ms, then: Ms) -> Message {
    match now - then {
        ..MINUTE_MS => WORDS.say("ago-now"),
        ms @ ..HOUR_MS => WORDS.say("ago-minutes").with("n", ms / MINUTE_MS),
        ms @ ..DAY_MS => WORDS.say("ago-hours").with("n", ms / HOUR_MS),
        ms if ms < 2 * DAY_MS => WORDS.say("ago-yesterday"),
        ms if ms < 14 * DAY_MS => WORDS.say("ago-days").with("n", ms / DAY_MS),
        _ => Message::day(then),
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
