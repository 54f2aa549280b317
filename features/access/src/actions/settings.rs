//! What the operator, and what people for themselves, change while the server runs.

use base::{Id, Outcome};
use store::args;
use ui::Lang;

use super::notices::Notice;
use crate::events::{SettingsChanged, UserChanged};
use crate::{Access, Registrations, store as sql};

const REGISTRATIONS: &str = "registrations";

impl Access {
    /// Who may sign up: what was set at run time, else what the configuration says.
    pub async fn registrations(&self) -> Outcome<Registrations> {
        if let Some(mode) = self.0.registrations.get(&()) {
            return Ok(mode);
        }
        let ticket = self.0.registrations.ticket(&());
        let stored = self
            .0
            .db
            .read(|r| r.row(&sql::SETTING, args![REGISTRATIONS], |row| row.get::<String>(0)))
            .await?;
        let mode =
            stored.and_then(|name| Registrations::parse(&name)).unwrap_or(self.0.settings.registrations);
        self.0.registrations.put((), ticket, mode);
        Ok(mode)
    }

    /// Sets who may sign up, for this and every other process on the database.
    pub async fn set_registrations(&self, mode: Registrations) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::SET, args![REGISTRATIONS, mode.name()])?;
                bus.emit(w, SettingsChanged {})
            })
            .await
    }

    /// Sets the language of somebody's pages; `None` leaves it to the browser.
    pub async fn set_language(&self, account: Id, language: Option<Lang>) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::SET_LANGUAGE, args![account.bk(), account, language.map(Lang::tag)])?;
                bus.emit(w, UserChanged { account })
            })
            .await
    }

    /// Moves the account to another one of the same person, and tells them.
    ///
    /// # Errors
    /// As [`accounts::Accounts::move_to`].
    pub async fn move_account(&self, account: Id, target: Id) -> Outcome<()> {
        let name = self.username(target).await?;
        let (me, accounts) = (self.clone(), self.0.accounts.clone());
        self.0
            .db
            .write(move |w| {
                accounts.move_to(w, account, target)?;
                me.tell(w, account, &Notice::Moved(name))
            })
            .await
    }
}
