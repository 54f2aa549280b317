//! Letters that tell the owner of an account what was done with it.

use base::{Id, Outcome, day_of, iso_ms};
use store::{Write, args};
use ui::Message;

use crate::mail::{JOB, Letter};
use crate::rules::browser_words;
use crate::{Access, WORDS, store as sql};

/// Such letters to one address in a day: nobody fills an inbox by them.
const NOTICES_PER_DAY_MAX: i64 = 20;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Notice {
    /// By a browser that was not seen before.
    SignedIn(String),
    PasswordChanged,
    AppOn,
    AppOff,
    PasskeyAdded(String),
    PasskeyRemoved(String),
    /// So many are left.
    RecoveryUsed(u64),
    RecoveryRenewed,
    /// By the operator.
    SecondReset,
    /// The account leads to another one now.
    Moved(String),
}

impl Notice {
    /// The subject, and what happened.
    fn words(&self) -> (Message, Message) {
        match self {
            Self::SignedIn(label) => (
                WORDS.say("notice-signed-in"),
                WORDS.say("notice-signed-in-text").with("browser", browser_words(label)),
            ),
            Self::PasswordChanged => (WORDS.say("notice-password"), WORDS.say("notice-password-text")),
            Self::AppOn => (WORDS.say("notice-app-on"), WORDS.say("notice-app-on-text")),
            Self::AppOff => (WORDS.say("notice-app-off"), WORDS.say("notice-app-off-text")),
            Self::PasskeyAdded(name) => {
                (WORDS.say("notice-passkey-added"), WORDS.say("notice-passkey-added-text").with("name", name))
            }
            Self::PasskeyRemoved(name) => (
                WORDS.say("notice-passkey-removed"),
                WORDS.say("notice-passkey-removed-text").with("name", name),
            ),
            Self::RecoveryUsed(left) => {
                (WORDS.say("notice-recovery-used"), WORDS.say("notice-recovery-used-text").with("n", left))
            }
            Self::RecoveryRenewed => {
                (WORDS.say("notice-recovery-renewed"), WORDS.say("notice-recovery-renewed-text"))
            }
            Self::SecondReset => (WORDS.say("notice-second-reset"), WORDS.say("notice-second-reset-text")),
            Self::Moved(name) => {
                (WORDS.say("notice-moved"), WORDS.say("notice-moved-text").with("name", name))
            }
        }
    }
}

impl Access {
    /// Puts a letter to the owner into the queue.
    pub(crate) fn tell(&self, w: &mut Write<'_>, account: Id, notice: &Notice) -> Outcome<()> {
        let Some(user) = w.row(&sql::USER, args![account.bk(), account], sql::user)? else { return Ok(()) };
        let now = self.now_ms();
        // Counted apart from the letters with links, which strangers can ask for.
        let (counted, day) = (format!("notice {}", user.email), day_of(now));
        let sent = w.row(&sql::MAILS, args![&counted, day], |row| row.get::<i64>(0))?;
        if sent.unwrap_or(0) >= NOTICES_PER_DAY_MAX {
            return Ok(());
        }
        w.run(&sql::COUNT_MAIL, args![&counted, day])?;
        let (what, text) = notice.words();
        let lang = self.lang_of(&user);
        let subject = WORDS.say("notice-subject").with("what", what).with("site", &self.0.settings.site_name);
        let text = self.signed(&self.noticed(text, now), lang);
        let letter = Letter { to: user.email, subject: subject.text(lang), text, stop: None };
        self.0.bus.enqueue(w, JOB, &letter, now)?;
        Ok(())
    }

    fn noticed(&self, text: Message, now: base::Ms) -> Message {
        let site = &self.0.site;
        let time = iso_ms(now).get(11..16).unwrap_or_default().to_owned();
        WORDS
            .say("notice-letter")
            .with("text", text)
            .with("day", Message::day(now))
            .with("time", time)
            .with("reset", site.url("/forgot-password"))
            .with("sessions", site.url("/settings/account"))
    }
}
