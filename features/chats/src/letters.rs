//! The letter that reminds somebody of a session, in their language and, as they do not say where they are, with the
//! time in the chat's zone and in UTC.

use ui::Lang;
use web::Site;

use crate::WORDS;
use crate::model::{Chat, Session};
use crate::recurrence::utc;
use crate::times::{clock, day_label};

/// Subject and text; `stop` is the address at which such letters are stopped.
pub(crate) fn letter(
    site: &Site,
    chat: &Chat,
    session: &Session,
    stop: &str,
    lang: Lang,
) -> (String, String) {
    let zone = &chat.schedule.zone;
    let when = WORDS
        .say("chat-mail-when")
        .with("day", day_label(zone, session.starts_ms))
        .with("time", clock(zone, session.starts_ms))
        .with("zone", zone.name())
        .with("utc", clock(&utc(), session.starts_ms));
    let subject =
        WORDS.say("chat-mail-subject").with("title", chat.title.as_str()).with("tag", chat.name.as_str());
    let mut parts =
        vec![WORDS.say("chat-mail-text").with("title", chat.title.as_str()).with("tag", chat.name.as_str())];
    parts.push(when);
    if !session.topic.is_empty() {
        parts.push(WORDS.say("chat-mail-topic").with("topic", session.topic.as_str()));
    }
    parts.push(WORDS.say("chat-mail-room").with("url", site.url(&chat.session_path(session.id))));
    parts.push(WORDS.say("chat-mail-change").with("url", site.url(&format!("{}#remind", chat.path()))));
    parts.push(WORDS.say("chat-mail-stop").with("url", stop));
    let text: Vec<String> = parts.iter().map(|part| part.text(lang)).collect();
    (subject.text(lang), text.join("\n\n") + "\n")
}
