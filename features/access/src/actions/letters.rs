//! Letters of other features to the owner of an account.

use base::{Id, Outcome, day_of};
use store::{Write, args};
use ui::Lang;

use crate::mail::{JOB, Letter};
use crate::{Access, store as sql};

/// Such letters to one address in a day.
const LETTERS_PER_DAY_MAX: i64 = 20;

impl Access {
    /// Puts a letter to the owner of an account into the queue, in the caller's transaction. `words` makes subject and
    /// text in their language. Nobody is written to at an address that is not confirmed, or more than 20 times a day.
    ///
    /// # Errors
    /// As the database says.
    pub fn write_to(
        &self,
        w: &mut Write<'_>,
        account: Id,
        words: impl FnOnce(Lang) -> (String, String),
    ) -> Outcome<()> {
        self.write(w, account, None, words)
    }

    /// As [`Access::write_to`], a letter of a kind that one can do without: mail programs offer to stop them, by a
    /// POST to the address `stop` without more (RFC 8058).
    ///
    /// # Errors
    /// As the database says.
    pub fn write_stoppable(
        &self,
        w: &mut Write<'_>,
        account: Id,
        stop: &str,
        words: impl FnOnce(Lang) -> (String, String),
    ) -> Outcome<()> {
        self.write(w, account, Some(stop.to_owned()), words)
    }

    fn write(
        &self,
        w: &mut Write<'_>,
        account: Id,
        stop: Option<String>,
        words: impl FnOnce(Lang) -> (String, String),
    ) -> Outcome<()> {
        let user = w.row(&sql::USER, args![account.bk(), account], sql::user)?;
        let Some(user) = user.filter(|user| user.confirmed_ms.is_some() && !user.disabled) else {
            return Ok(());
        };
        let now = self.now_ms();
        // Counted apart from the letters with links, which strangers can ask for.
        let (counted, day) = (format!("letter {}", user.email), day_of(now));
        let sent = w.row(&sql::MAILS, args![&counted, day], |row| row.get::<i64>(0))?;
        if sent.unwrap_or(0) >= LETTERS_PER_DAY_MAX {
            return Ok(());
        }
        w.run(&sql::COUNT_MAIL, args![&counted, day])?;
        let lang = user.lang(self.0.settings.language);
        let (subject, text) = words(lang);
        self.0.bus.enqueue(w, JOB, &Letter { to: user.email, subject, text, stop }, now).map(drop)
    }
}
