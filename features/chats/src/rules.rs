//! What may be, decided without the database.

use base::{Id, Ms, Outcome, Problem};
use jiff::civil::DateTime;

use crate::model::{Chat, ChatState, MINUTES_MAX, MINUTES_MIN, Member, MemberRole, Session, Texts};
use crate::recurrence::Schedule;

/// Longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 100;
/// Longest text of a chat, each, in characters.
pub const TEXT_CHARS_MAX: usize = 2_000;
/// Longest topic of a session, in characters.
pub const TOPIC_CHARS_MAX: usize = 200;
/// Hosts and moderators of a chat.
pub const PEOPLE_MAX: usize = 20;
/// Guests of a session.
pub const GUESTS_MAX: usize = 20;
/// Specialties of a chat.
pub const SPECIALTIES_MAX: usize = 5;
/// Chats that somebody owns at one time.
pub const CHATS_PER_OWNER_MAX: i64 = 10;
/// Names of hashtags whose pages would be others of ours.
const RESERVED: [&str; 7] = ["new", "mine", "sessions", "calendar", "on_air", "rooms", "reminders"];

/// What a chat is to be; `None` keeps what it is.
#[derive(Debug, Clone, Default)]
pub struct ChatEdit {
    /// Its hashtag, with or without `#`; only its spelling can be changed later.
    pub tag: Option<String>,
    /// [`Chat::title`].
    pub title: Option<String>,
    /// [`Texts::description`].
    pub description: Option<String>,
    /// [`Texts::rules`].
    pub rules: Option<String>,
    /// [`Texts::disclaimer`].
    pub disclaimer: Option<String>,
    /// [`Texts::conduct`].
    pub conduct: Option<String>,
    /// [`Chat::schedule`].
    pub schedule: Option<Schedule>,
    /// [`Chat::language`].
    pub language: Option<Option<String>>,
    /// [`Chat::specialties`].
    pub specialties: Option<Vec<String>>,
    /// Its hosts but for the owner.
    pub hosts: Option<Vec<Id>>,
    /// Its moderators.
    pub moderators: Option<Vec<Id>>,
}

/// What a session is to be; `None` keeps what it is.
#[derive(Debug, Clone, Default)]
pub struct SessionEdit {
    /// [`Session::topic`].
    pub topic: Option<String>,
    /// [`Session::notes`].
    pub notes: Option<String>,
    /// [`Session::guests`].
    pub guests: Option<Vec<Id>>,
    /// When it begins, in the chat's zone.
    pub starts: Option<DateTime>,
    /// How long it takes.
    pub minutes: Option<i64>,
}

/// Who wants to change something.
#[derive(Debug, Clone, Copy)]
pub struct Editor {
    /// Who.
    pub account: Id,
    /// Whether they are of the staff.
    pub staff: bool,
}

impl Editor {
    /// Whether they may change the chat.
    pub fn may_edit(self, chat: &Chat) -> bool {
        self.staff || chat.role_of(self.account) == crate::Role::Host
    }

    /// Whether they may change its sessions.
    pub fn may_lead(self, chat: &Chat) -> bool {
        self.staff || chat.role_of(self.account).leads()
    }
}

/// The key and the spelling of a hashtag.
pub(crate) fn hashtag(tag: &str) -> Outcome<(String, String)> {
    let name = tag.trim().trim_start_matches(['#', '＃']);
    let key = text::tag_key(name).ok_or_else(|| Problem::invalid("This is not a hashtag"))?;
    match RESERVED.contains(&key.as_str()) {
        true => Err(Problem::invalid("No chat can have this hashtag")),
        false => Ok((key, name.to_owned())),
    }
}

/// A chat that says nothing yet.
pub(crate) fn blank(
    id: Id,
    owner: Option<Id>,
    (tag, name): (String, String),
    schedule: Schedule,
    now: Ms,
) -> Chat {
    Chat {
        id,
        tag,
        title: format!("#{name}"),
        name,
        texts: Texts::default(),
        owner,
        people: Vec::new(),
        schedule,
        language: None,
        specialties: Vec::new(),
        state: ChatState::Active,
        revision: 0,
        created_ms: now,
        updated_ms: now,
    }
}

/// The chat as `edit` wants it.
///
/// # Errors
/// 422 for what is wrong with it.
pub(crate) fn edited(mut chat: Chat, edit: ChatEdit, now: Ms) -> Outcome<Chat> {
    if let Some(tag) = edit.tag {
        let (key, name) = hashtag(&tag)?;
        if key != chat.tag {
            return Err(Problem::invalid("A chat keeps its hashtag"));
        }
        chat.name = name;
    }
    if let Some(title) = edit.title {
        chat.title = line(&title, TITLE_CHARS_MAX, "The title")?;
        if chat.title.is_empty() {
            return Err(Problem::invalid("The title can't be blank"));
        }
    }
    let texts = &mut chat.texts;
    for (new, old, what) in [
        (edit.description, &mut texts.description, "The description"),
        (edit.rules, &mut texts.rules, "How to take part"),
        (edit.disclaimer, &mut texts.disclaimer, "The disclaimer"),
        (edit.conduct, &mut texts.conduct, "The code of conduct"),
    ] {
        if let Some(new) = new {
            *old = block(&new, TEXT_CHARS_MAX, what)?;
        }
    }
    if let Some(schedule) = edit.schedule {
        chat.schedule = checked(schedule)?;
    }
    if let Some(language) = edit.language {
        chat.language = language.map(|code| language_code(&code)).transpose()?;
    }
    if let Some(specialties) = edit.specialties {
        chat.specialties = known_specialties(specialties)?;
    }
    chat.people = people(&chat, edit.hosts, edit.moderators)?;
    (chat.revision, chat.updated_ms) = (chat.revision + 1, now);
    Ok(chat)
}

/// A schedule that has dates, begins with the first one, and is not longer than a session may be.
fn checked(mut schedule: Schedule) -> Outcome<Schedule> {
    if !(MINUTES_MIN..=MINUTES_MAX).contains(&schedule.minutes) {
        return Err(Problem::invalid("A session takes 10 minutes at least and 24 hours at most"));
    }
    if schedule.start.is_some() {
        let first = schedule.first().ok_or_else(|| Problem::invalid("The rule gives no date"))?;
        schedule.start = Some(first);
    } else if schedule.rule.is_some() {
        return Err(Problem::invalid("A rule needs a first date"));
    }
    Ok(schedule)
}

fn people(chat: &Chat, hosts: Option<Vec<Id>>, moderators: Option<Vec<Id>>) -> Outcome<Vec<Member>> {
    let kept = |role| chat.people.iter().filter(move |one| one.role == role).map(|one| one.account).collect();
    let hosts: Vec<Id> = hosts.unwrap_or_else(|| kept(MemberRole::Host));
    let moderators: Vec<Id> = moderators.unwrap_or_else(|| kept(MemberRole::Moderator));
    let mut people: Vec<Member> = Vec::new();
    let all = hosts.into_iter().map(|one| (one, MemberRole::Host));
    for (account, role) in all.chain(moderators.into_iter().map(|one| (one, MemberRole::Moderator))) {
        if Some(account) != chat.owner && people.iter().all(|one| one.account != account) {
            people.push(Member { account, role });
        }
    }
    match people.len() {
        0..=PEOPLE_MAX => Ok(people),
        _ => Err(Problem::invalid("A chat has 20 hosts and moderators at the most")),
    }
}

fn language_code(code: &str) -> Outcome<String> {
    let known = code.len() <= 3 && code.len() >= 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if known { Ok(code.to_owned()) } else { Err(Problem::invalid("There is no such language")) }
}

fn known_specialties(mut codes: Vec<String>) -> Outcome<Vec<String>> {
    codes.dedup();
    if codes.len() > SPECIALTIES_MAX {
        return Err(Problem::invalid("A chat has 5 specialties at the most"));
    }
    let wrong = |code: &String| code.is_empty() || code.len() > 40 || code.contains(char::is_whitespace);
    match codes.iter().any(wrong) {
        true => Err(Problem::invalid("There is no such specialty")),
        false => Ok(codes),
    }
}

/// The session as `edit` wants it.
///
/// # Errors
/// 422 for what is wrong with it, and where it began already and would be moved.
pub(crate) fn edited_session(
    mut session: Session,
    chat: &Chat,
    edit: SessionEdit,
    now: Ms,
) -> Outcome<Session> {
    if let Some(topic) = edit.topic {
        session.topic = line(&topic, TOPIC_CHARS_MAX, "The topic")?;
    }
    if let Some(notes) = edit.notes {
        session.notes = block(&notes, TEXT_CHARS_MAX, "The notes")?;
    }
    if let Some(mut guests) = edit.guests {
        guests.sort_unstable();
        guests.dedup();
        if guests.len() > GUESTS_MAX {
            return Err(Problem::invalid("A session has 20 guests at the most"));
        }
        session.guests = guests;
    }
    let starts = edit.starts.map_or(session.starts_ms, |date| chat.schedule.zone.instant(date));
    let length =
        edit.minutes.map_or(session.ends_ms - session.starts_ms, |minutes| minutes * base::MINUTE_MS);
    if (starts, starts + length) != (session.starts_ms, session.ends_ms) {
        if !(MINUTES_MIN..=MINUTES_MAX).contains(&(length / base::MINUTE_MS)) {
            return Err(Problem::invalid("A session takes 10 minutes at least and 24 hours at most"));
        }
        if session.starts_ms <= now || starts <= now {
            return Err(Problem::invalid("A session can only be moved before it begins, to a time to come"));
        }
        (session.starts_ms, session.ends_ms) = (starts, starts + length);
        session.moved = chat.schedule.span(session.original) != (starts..starts + length);
    }
    (session.revision, session.updated_ms) = (session.revision + 1, now);
    Ok(session)
}

/// A text of one line.
pub(crate) fn line(text: &str, most: usize, what: &str) -> Outcome<String> {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    within(flat, most, what)
}

/// A text of several lines.
pub(crate) fn block(text: &str, most: usize, what: &str) -> Outcome<String> {
    within(text.replace("\r\n", "\n").trim().to_owned(), most, what)
}

fn within(text: String, most: usize, what: &str) -> Outcome<String> {
    match text.chars().count() <= most {
        true => Ok(text),
        false => Err(Problem::invalid(format!("{what} is too long (maximum is {most} characters)"))),
    }
}
