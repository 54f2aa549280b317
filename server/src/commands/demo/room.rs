//! What is said in the demo's room that is on air: questions, answers, applause. All of it is made up.

use base::{Id, Outcome, Problem};
use chats::room::Saying;

use super::Stage;

const TAG: &str = "quietnights";
/// Who says what, and which of the lines before it answers, counted from 0.
const SAID: [(&str, &str, Option<u32>, Option<usize>); 9] = [
    (
        "nurse_tam",
        "Welcome to Quiet nights! Tonight: tea, and how to keep it warm. Tell us where you sit.",
        None,
        None,
    ),
    ("nurse_tam", "Q1: What is in your cup at three in the morning?", None, None),
    ("carechat", "Peppermint, in the cup with the lid. The lid is the whole secret.", Some(1), None),
    ("jo_paramedic", "Whatever the last crew left in the flask. I do not ask.", Some(1), None),
    ("ravi_student", "Hot water. I tell everybody that it is white tea.", Some(1), None),
    ("noor_library", "Which lid? Ours all went missing in spring.", None, Some(2)),
    ("carechat", "A blue one, with a spoon through it, so that nobody takes it for theirs.", None, Some(5)),
    ("nurse_tam", "Q2: How do you keep it warm until you get to drink it?", None, None),
    ("kit_data", "By never putting it down. Does a sock around the cup count?", Some(2), None),
];
const PREPARED: [(&str, &str, &str); 3] = [
    ("question", "Which cup would you never lend?", "35"),
    ("question", "What do you do with the last cold sip?", "50"),
    ("wrapup", "Thank you all, and {guests} for joining us. Good night, or good morning. {tag}", "58"),
];

impl Stage<'_> {
    /// A talk in the room that is on air, at whose desk the visitor may sit too.
    pub(super) async fn room(&self, visitor: Id) -> Outcome<()> {
        let chats = &self.medley.chats;
        let on_air = chats.on_air(self.now).await?;
        let slot = on_air.iter().find(|slot| slot.chat.tag == TAG);
        let room = slot.ok_or_else(|| Problem::internal("the demo's chat is not on air"))?.session.id;
        let mut said = Vec::new();
        for (who, text, answers, to) in SAID {
            let reply_to = to.and_then(|to| said.get(to).copied());
            let saying = Saying { text: text.to_owned(), answers, reply_to, ..Saying::default() };
            said.push(chats.say(self.who(who)?, room, saying).await?);
        }
        for (who, line) in [("nurse_tam", 2), ("ravi_student", 2), ("noor_library", 2), ("carechat", 4)] {
            if let Some(post) = said.get(line) {
                chats.applaud(self.who(who)?, room, *post, true).await?;
            }
        }
        for (who, patient) in [("carechat", false), ("noor_library", false), ("kit_data", true)] {
            chats.join(self.who(who)?, room, patient).await?;
        }
        let host = self.who("nurse_tam")?;
        chats.set_leads(host, room, visitor, true).await?;
        chats.pin(host, room, said.first().copied()).await?;
        for (kind, text, minute) in PREPARED {
            chats.prepare_text(host, room, kind, text, minute).await?;
        }
        Ok(())
    }
}
