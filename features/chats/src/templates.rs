//! The pages of chats.

mod forms;

use askama::Template;
use askama::filters::HtmlSafe;
use ui::{Message, PersonLine, Shell, Tab, filters};
use words::specialties::{Family, Specialty};

use crate::WORDS;

pub use forms::{ChatForm, ChatFormPage, REPEATS, SPECIALTY_FIELDS, SessionForm, SessionPage, StopPage};

/// A session in a calendar.
#[derive(Debug, Clone, Default)]
pub struct SlotView {
    /// The hashtag, without `#`.
    pub name: String,
    /// What the chat is called.
    pub title: String,
    /// Where it leads: the room while that is open, else the chat.
    pub url: String,
    /// On which day, in the reader's zone.
    pub day: Message,
    /// When it begins, in the reader's zone.
    pub starts: String,
    /// When it ends.
    pub ends: String,
    /// The same for machines.
    pub starts_iso: String,
    /// What it is about.
    pub topic: String,
    /// Whether it goes on now.
    pub on_air: bool,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Why not.
    pub reason: String,
    /// Whether it is at another time than usual.
    pub moved: bool,
    /// Who is invited.
    pub guests: Vec<PersonLine>,
}

/// A session in a list.
#[derive(Debug, Template)]
#[template(path = "slot.html")]
pub struct SlotLine<'a> {
    s: &'a SlotView,
    dated: bool,
}

impl SlotView {
    /// With its time alone, below the name of the day.
    #[must_use]
    pub fn line(&self) -> SlotLine<'_> {
        SlotLine { s: self, dated: false }
    }

    /// With the day.
    #[must_use]
    pub fn dated(&self) -> SlotLine<'_> {
        SlotLine { s: self, dated: true }
    }
}

impl HtmlSafe for SlotLine<'_> {}

/// A day of the agenda.
#[derive(Debug, Clone)]
pub struct DayView {
    /// `Thursday, 3 Dec 2026`.
    pub label: Message,
    /// For the heading's id.
    pub key: String,
    /// Whether it is today.
    pub today: bool,
    /// By start.
    pub slots: Vec<SlotView>,
}

/// A week as a table.
#[derive(Debug, Clone, Default)]
pub struct WeekView {
    /// Weekday and date of each column, and whether it is today.
    pub days: Vec<(Message, Message, bool)>,
    /// The hours in which something begins, with what begins on each day.
    pub hours: Vec<(String, Vec<Vec<SlotView>>)>,
}

/// Chooses zone, specialty and language of a calendar.
#[derive(Debug, Clone, Default)]
pub struct ChoiceView {
    /// The view that stays chosen.
    pub view: String,
    /// Where it begins, which stays chosen.
    pub from: String,
    /// The chosen zone.
    pub zone: String,
    /// Whether the reader chose it; otherwise the script may propose theirs.
    pub zone_known: bool,
    /// The chosen specialty's slug.
    pub specialty: String,
    /// The chosen language.
    pub language: String,
}

/// The calendar.
#[derive(Debug, Template)]
#[template(path = "chats.html")]
pub struct ChatsPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What goes on now.
    pub on_air: Vec<SlotView>,
    /// What comes next.
    pub next: Vec<SlotView>,
    /// Agenda and week.
    pub tabs: Vec<Tab>,
    /// What was chosen.
    pub choice: ChoiceView,
    /// The zone as it is called.
    pub zone_label: String,
    /// From when until when.
    pub span: Message,
    /// The agenda; empty where the week is shown.
    pub days: Vec<DayView>,
    /// The week; none where the agenda is shown.
    pub week: Option<WeekView>,
    /// The time before.
    pub earlier: String,
    /// The time after.
    pub later: String,
    /// The way back to today, if that is not shown.
    pub today: Option<String>,
    /// The calendar for other programs.
    pub ics: String,
}

/// Somebody who has to do with a chat, and as what.
#[derive(Debug, Clone)]
pub struct RoleLine {
    /// Who.
    pub person: PersonLine,
    /// Host or moderator.
    pub role: Message,
}

/// A session on the chat's page.
#[derive(Debug, Clone)]
pub struct SessionView {
    /// When and what.
    pub slot: SlotView,
    /// When it begins in the chat's zone, where that is another one.
    pub there: Option<Message>,
    /// What else is to be known.
    pub notes: String,
    /// Where it is changed, for whoever may.
    pub edit: Option<String>,
    /// The room.
    pub room: String,
    /// The numbers of the hashtag in that time.
    pub numbers: String,
}

/// What a visitor may do with a chat.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deeds {
    /// Change it.
    pub edit: bool,
    /// Be no host or moderator any more.
    pub step_down: bool,
    /// Whether they follow the hashtag.
    pub follows: bool,
}

/// How the visitor is reminded.
#[derive(Debug, Clone, Copy, Default)]
pub struct RemindView {
    /// How long before, in minutes; 0 for not at all.
    pub lead_minutes: i64,
    /// By a letter too.
    pub by_mail: bool,
}

/// A chat.
#[derive(Debug, Template)]
#[template(path = "chat.html")]
pub struct ChatPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// Its hashtag as it is written.
    pub name: String,
    /// Its path.
    pub path: String,
    /// The path of its hashtag.
    pub tag_path: String,
    /// The key of its hashtag.
    pub tag: String,
    /// Whether it goes on.
    pub active: bool,
    /// How it comes again, in words.
    pub rule: Message,
    /// In which zone that is.
    pub zone: String,
    /// The session that goes on or whose room is open.
    pub open: Option<SessionView>,
    /// Those that come.
    pub coming: Vec<SessionView>,
    /// Those that were, the newest first.
    pub past: Vec<SessionView>,
    /// More that were.
    pub older: Option<String>,
    /// Hosts and moderators.
    pub people: Vec<RoleLine>,
    /// What it is about and how one takes part: heading and text.
    pub texts: Vec<(Message, String)>,
    /// Language and specialties.
    pub facts: Vec<Message>,
    /// The reader's zone as it is called.
    pub reader_zone: String,
    /// What they may do.
    pub deeds: Deeds,
    /// How they are reminded.
    pub remind: RemindView,
    /// The calendar for other programs: path, and address for programs that open it.
    pub ics: (String, String),
}

/// What one has to do with chats.
#[derive(Debug, Template)]
#[template(path = "chats_mine.html")]
pub struct MinePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Chats that one follows or keeps: hashtag, title, path, and how they come again.
    pub chats: Vec<(String, String, String, Message)>,
    /// The address of one's own calendar, once there is one.
    pub address: Option<String>,
    /// The zone in which one reads.
    pub zone: String,
}

impl ChatsPage {
    fn nothing(&self) -> bool {
        match &self.week {
            Some(week) => week.hours.is_empty(),
            None => self.days.is_empty(),
        }
    }
}

impl ChatPage {
    fn leads(&self) -> [(i64, Message); 4] {
        [0, 15, 60, 1_440].map(|minutes| {
            (
                minutes,
                WORDS.say(match minutes {
                    0 => "chat-remind-never",
                    15 => "chat-remind-quarter",
                    60 => "chat-remind-hour",
                    _ => "chat-remind-day",
                }),
            )
        })
    }
}

/// All specialties, by family, for choosers.
pub(crate) fn families() -> Vec<(Message, Vec<&'static Specialty>)> {
    Family::ALL.into_iter().map(|family| (family.label(), family.specialties().collect())).collect()
}

/// All zones, for choosers.
pub(crate) fn zones() -> &'static [String] {
    crate::recurrence::zone_names()
}

ui::pages!(WORDS: ChatsPage, ChatPage, MinePage);

#[cfg(test)]
mod tests;
