//! The demo's chats: one that goes on now, two that come, and what they were about before. All of it is made up.

use base::{DAY_MS, HOUR_MS, MINUTE_MS, Ms, Outcome};
use chats::recurrence::{Rule, Schedule, Zone, read_local};
use chats::{Chat, ChatEdit, Editor, PastSession, Reminder, Session, SessionEdit};
use words::specialties;

use super::{Stage, past};

/// How long ago the chat began that goes on now.
const BEGAN_MS: Ms = 20 * MINUTE_MS;

/// What is said of an invented chat.
struct Said {
    owner: &'static str,
    moderator: &'static str,
    name: &'static str,
    title: &'static str,
    about: &'static str,
    specialties: &'static [&'static str],
    language: &'static str,
    minutes: i64,
}

const NIGHTS: Said = Said {
    owner: "nurse_tam",
    moderator: "jo_paramedic",
    name: "QuietNights",
    title: "Quiet nights",
    about: "An hour for those who work while others sleep: pens, socks, hot drinks, and how to sleep by day.",
    specialties: &["nursing", "clinician-wellbeing"],
    language: "en",
    minutes: 60,
};
const HCSM: Said = Said {
    owner: "carechat",
    moderator: "noor_library",
    name: "hcsm",
    title: "Health care and social media",
    about: "How healthcare talks, writes and listens. About work, never about patients.",
    specialties: &["social-media", "patient-advocacy"],
    language: "en",
    minutes: 60,
};
const COMUNICACION: Said = Said {
    owner: "hosp_valle",
    moderator: "noor_library",
    name: "ComunicaSalud",
    title: "Comunicar salud",
    about: "Una hora al mes para hablar de carteles, folletos y palabras sencillas. Todo es inventado.",
    specialties: &["social-media"],
    language: "es",
    minutes: 45,
};

const DISCLAIMER: &str = "This is not medical advice, and everybody here is invented.";
const RULES: &str =
    "Questions are marked Q1, Q2 and so on. Begin your answer with A1, A2 and use the hashtag.";
const CONDUCT: &str = "Be kind. Say nothing by which a patient could be recognised.";

impl Stage<'_> {
    /// The chats, with sessions that were, one that is and those that come.
    pub(super) async fn chats(&self, visitor: base::Id) -> Outcome<()> {
        let zone = Zone::named("UTC")?;
        let begun = zone.local(self.now - BEGAN_MS).strftime("%Y-%m-%dT%H:%M").to_string();
        let weekday = read_local(&begun)?.weekday();
        let nights = self.chat(&NIGHTS, "UTC", &begun, Rule::weekly(1, weekday)).await?;
        let hcsm = self
            .chat(&HCSM, "UTC", "2026-01-04T20:00", Rule::weekly(1, jiff::civil::Weekday::Sunday))
            .await?;
        let thursday = Rule::monthly(-1, jiff::civil::Weekday::Thursday);
        self.chat(&COMUNICACION, "Europe/Madrid", "2026-01-29T19:00", thursday).await?;
        for (weeks, topic) in
            [(1, "What is in your pocket?"), (2, "Sleeping by day"), (3, "The best hot drink")]
        {
            self.past_session(&nights, self.now - BEGAN_MS - weeks * 7 * DAY_MS, topic, None).await?;
        }
        let mut last = None;
        let sunday = hcsm.schedule.dates_from_ms(self.now - 28 * DAY_MS, 3);
        for (date, topic) in
            sunday.into_iter().zip(["Plain words", "Posters that people read", "Listening first"])
        {
            let starts_ms = hcsm.schedule.zone.instant(date);
            last = Some(self.past_session(&hcsm, starts_ms, topic, Some(past::GUEST)).await?);
        }
        if let Some(last) = last {
            self.said_in(&last).await?;
        }
        self.topics(&nights, &hcsm).await?;
        let reminder = Reminder { lead_minutes: 60, by_mail: false };
        self.medley.chats.remind(visitor, hcsm.id, reminder).await
    }

    async fn chat(&self, said: &Said, zone: &str, start: &str, rule: Rule) -> Outcome<Chat> {
        let schedule = Schedule {
            start: Some(read_local(start)?),
            rule: Some(rule),
            ..Schedule::none(Zone::named(zone)?, said.minutes)
        };
        let codes = said.specialties.iter().filter_map(|slug| specialties::by_slug(slug));
        let text = |text: &str| Some(text.to_owned());
        let edit = ChatEdit {
            tag: text(said.name),
            title: text(said.title),
            description: text(said.about),
            rules: text(RULES),
            disclaimer: text(DISCLAIMER),
            conduct: text(CONDUCT),
            schedule: Some(schedule),
            language: Some(text(said.language)),
            specialties: Some(codes.map(|one| one.code.to_owned()).collect()),
            hosts: None,
            moderators: Some(vec![self.who(said.moderator)?]),
        };
        self.medley.chats.create(self.who(said.owner)?, edit).await
    }

    async fn past_session(
        &self,
        chat: &Chat,
        starts_ms: Ms,
        topic: &str,
        guest: Option<&str>,
    ) -> Outcome<Session> {
        let span = starts_ms..starts_ms + HOUR_MS;
        let guests = guest.map(|guest| self.who(guest)).transpose()?.into_iter().collect();
        let past = PastSession { span, topic: topic.to_owned(), guests };
        self.medley.chats.keep_past_session(chat.id, past).await
    }

    /// What the next sessions are about, one with a guest, one moved, one cancelled.
    async fn topics(&self, nights: &Chat, hcsm: &Chat) -> Outcome<()> {
        let chats = &self.medley.chats;
        let by = Editor { account: self.who(HCSM.owner)?, staff: false };
        let coming = chats.sessions(hcsm.id, self.now..self.now + 40 * DAY_MS).await?;
        let topic = |topic: &str| SessionEdit { topic: Some(topic.to_owned()), ..SessionEdit::default() };
        if let [first, second, third, ..] = &coming[..] {
            let guests = Some(vec![self.who("kit_data")?]);
            chats
                .edit_session(by, first.id, SessionEdit { guests, ..topic("Forms that people can fill in") })
                .await?;
            let starts = Some(hcsm.schedule.zone.local(second.starts_ms + 2 * HOUR_MS));
            chats
                .edit_session(by, second.id, SessionEdit { starts, ..topic("Late, with the other coast") })
                .await?;
            chats.cancel_session(by, third.id, "Holidays".to_owned()).await?;
        }
        let by = Editor { account: self.who(NIGHTS.owner)?, staff: false };
        let guests = Some(vec![self.who("carechat")?]);
        for slot in chats.on_air(self.now).await?.into_iter().filter(|slot| slot.chat.id == nights.id) {
            let edit = SessionEdit { guests: guests.clone(), ..topic("Tea, and how to keep it warm") };
            chats.edit_session(by, slot.session.id, edit).await?;
        }
        Ok(())
    }
}
