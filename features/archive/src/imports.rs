//! Bringing lists from elsewhere: a file is read whole when it is brought, kept in the database, and worked off by a
//! job, some rows at a time. How far it is, and what became of each row, is written down as it goes, so that it goes
//! on after a restart, can be stopped, and can be looked at.

mod model;
mod outcome;
mod run;
pub(crate) mod store;
#[cfg(test)]
mod tests;

use ::store::args;
use base::{DAY_MS, Id, Outcome, Problem};

pub use model::{Counts, Failure, Import, Mode, State};
pub(crate) use run::listen;

use crate::Archive;
use crate::parse::sheet::{Kind, SheetError, decode, rows};

/// Imports of one person that are not through.
const OPEN_MAX: i64 = 5;
/// Imports that are listed.
const LISTED_MAX: usize = 20;
/// How long it can be looked up what became of an import.
const KEPT_MS: i64 = 30 * DAY_MS;
/// Characters of a file's name that are kept.
const FILE_NAME_CHARS_MAX: usize = 100;

/// What came of bringing a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brought {
    /// It is taken, and will be worked off.
    Taken(Id),
    /// It is not, and why.
    Refused(SheetError),
}

impl Archive {
    /// Takes a file of `account`.
    ///
    /// # Errors
    /// 422 when too many imports wait already.
    pub async fn bring(
        &self,
        account: Id,
        kind: Kind,
        mode: Mode,
        file_name: &str,
        bytes: &[u8],
    ) -> Outcome<Brought> {
        let content = match decode(bytes) {
            Ok(content) => content,
            Err(error) => return Ok(Brought::Refused(error)),
        };
        let total = match rows(kind, content) {
            Ok(rows) => rows.len(),
            Err(error) => return Ok(Brought::Refused(error)),
        };
        let (me, content) = (self.clone(), content.to_owned());
        let file_name: String = text::clean(file_name).chars().take(FILE_NAME_CHARS_MAX).collect();
        let (id, now) = (self.0.ids.beside(account), self.0.accounts.now_ms());
        self.0
            .db
            .write(move |w| {
                let open = w.row(&store::OPEN_COUNT, args![id.bk(), account], |row| row.get::<i64>(0))?;
                if open.unwrap_or(0) >= OPEN_MAX {
                    return Err(Problem::invalid("Too many imports are not finished yet"));
                }
                forget_old(w, account, now - KEPT_MS)?;
                let (overwrite, running) = (mode == Mode::Overwrite, State::Running.name());
                w.run(
                    &store::INSERT,
                    args![
                        id,
                        id.bk(),
                        account,
                        kind.name(),
                        overwrite,
                        running,
                        &file_name,
                        &content,
                        total,
                        now
                    ],
                )?;
                run::enqueue(&me, w, id)
            })
            .await?;
        Ok(Brought::Taken(id))
    }

    /// The newest imports of `account`.
    pub async fn imports(&self, account: Id) -> Outcome<Vec<Import>> {
        let read = move |r: &::store::Read<'_>| {
            r.rows(&store::OF_ACCOUNT, args![account.bk(), account, LISTED_MAX], store::import)
        };
        self.0.db.read(read).await
    }

    /// One import of `account`; 404 for those of others.
    pub async fn import(&self, account: Id, id: Id) -> Outcome<Import> {
        let found = self.any_import(id).await?;
        found.filter(|import| import.account == account).ok_or_else(Problem::not_found)
    }

    pub(crate) async fn any_import(&self, id: Id) -> Outcome<Option<Import>> {
        self.0.db.read(move |r| r.row(&store::ONE, args![id.bk(), id], store::import)).await
    }

    /// What was not imported, in the order of the file.
    pub async fn failures(&self, account: Id, id: Id) -> Outcome<Vec<Failure>> {
        self.import(account, id).await?;
        self.0.db.read(move |r| r.rows(&store::FAILURES, args![id.bk(), id], store::failure)).await
    }

    /// Stops an import where it is. What is imported stays.
    pub async fn stop(&self, account: Id, id: Id) -> Outcome<()> {
        self.import(account, id).await?;
        let (stopped, running) = (State::Stopped.name(), State::Running.name());
        self.0
            .db
            .write(move |w| w.run(&store::SET_STATE, args![id.bk(), id, stopped, running]))
            .await
            .map(|_| ())
    }

    /// Lets a stopped import go on.
    pub async fn resume(&self, account: Id, id: Id) -> Outcome<()> {
        self.import(account, id).await?;
        let me = self.clone();
        let (stopped, running) = (State::Stopped.name(), State::Running.name());
        self.0
            .db
            .write(move |w| match w.run(&store::SET_STATE, args![id.bk(), id, running, stopped])? {
                0 => Ok(()),
                _ => run::enqueue(&me, w, id),
            })
            .await
    }
}

fn forget_old(w: &mut ::store::Write<'_>, account: Id, before: base::Ms) -> Outcome<()> {
    let old: Vec<i64> = w.column(&store::OLD, args![account.bk(), account, before])?;
    if old.is_empty() {
        return Ok(());
    }
    w.run(&store::FORGET_FAILURES, args![account.bk(), &old])?;
    w.run(&store::FORGET, args![account.bk(), &old]).map(|_| ())
}
