//! Everything that somebody has here, as one file for themselves: a job writes what the operator's export writes into a
//! folder, and packs it. Pictures that are in the folder already are not copied again, so it goes on after a restart.
//! The file lies aside from the blobs, where no address leads; only its owner gets it, and it is kept for a week.

mod model;
mod pack;
mod run;
pub(crate) mod store;

use ::store::args;
use base::{DAY_MS, Id, Ms, Outcome};
use blobs::Part;

pub use model::{Asked, State, Takeout};
pub(crate) use run::{erase, listen};

use crate::Archive;

/// How long an archive is kept.
pub(crate) const KEPT_MS: Ms = 7 * DAY_MS;
/// How long after one was made the next one can be; also after how long one that is not through is given up.
const AGAIN_MS: Ms = DAY_MS;

/// The folder of an archive, aside from the blobs.
fn folder(id: Id) -> String {
    format!("exports/{id}")
}

fn file(id: Id) -> String {
    format!("{}/everything.zip", folder(id))
}

impl Archive {
    /// The archive of `account`, whatever its state.
    pub async fn takeout(&self, account: Id) -> Outcome<Option<Takeout>> {
        let read =
            move |r: &::store::Read<'_>| r.row(&store::TAKEOUT, args![account.bk(), account], store::takeout);
        self.0.db.read(read).await
    }

    /// Has the archive of `account` made anew, unless that is at work or was done a short while ago.
    pub async fn ask_takeout(&self, account: Id) -> Outcome<Asked> {
        let shown = self.0.accounts.account(account).await?.ok_or_else(base::Problem::not_found)?;
        let (me, id, now) = (self.clone(), self.0.ids.beside(account), self.0.accounts.now_ms());
        let total = i64::try_from(shown.stats.posts).unwrap_or(i64::MAX);
        self.0
            .db
            .write(move |w| {
                let old = w.row(&store::TAKEOUT, args![account.bk(), account], store::takeout)?;
                if let Some(old) = &old
                    && !old.may_be_made_anew(now)
                {
                    return Ok(if old.state == State::Running { Asked::AtWork } else { Asked::TooSoon });
                }
                if let Some(old) = old {
                    w.run(&store::DROP_TAKEOUT, args![account.bk(), account, old.id])?;
                    run::clear_later(&me, w, account, old.id, now)?;
                }
                // Of two who ask at once, one finds the other's.
                let row = args![account, account.bk(), id, State::Running.name(), total, now];
                if w.run(&store::ASK_TAKEOUT, row)? == 0 {
                    return Ok(Asked::AtWork);
                }
                run::enqueue(&me, w, account, id, now)?;
                Ok(Asked::Taken)
            })
            .await
    }

    /// The file of `account`, with the time at which it was ready; `None` where there is none.
    pub async fn takeout_file(&self, account: Id) -> Outcome<Option<(Part, Ms)>> {
        let ready = self.takeout(account).await?.filter(|takeout| takeout.state == State::Ready);
        let Some((id, Some(ready_ms))) = ready.map(|takeout| (takeout.id, takeout.ready_ms)) else {
            return Ok(None);
        };
        Ok(self.0.blobs.open_aside(&file(id)).await?.map(|part| (part, ready_ms)))
    }
}
