//! The beginning of a directory, from an operator's table: all of it in one transaction, or nothing.

use base::{Outcome, Problem};
use store::args;

use crate::model::State;
use crate::rules::ENTRIES_MAX;
use crate::sheet::Line;
use crate::{Hashtags, HashtagsChanged, store as sql};

/// What became of the lines of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that are new.
    pub added: usize,
    /// Hashtags that were there already, which stay as they are.
    pub known: usize,
}

impl Hashtags {
    /// Lists what an operator brings. What is in the directory already stays as it is.
    ///
    /// # Errors
    /// 422 where there would be more than [`ENTRIES_MAX`]; then nothing is imported.
    pub async fn import(&self, lines: Vec<Line>, done: impl Fn(usize) + Send + 'static) -> Outcome<Imported> {
        let (me, now) = (self.clone(), self.now_ms());
        self.0
            .ground
            .db
            .write(move |w| {
                let mut imported = Imported::default();
                for (n, Line { mut entry, .. }) in lines.into_iter().enumerate() {
                    if w.exists(&sql::REGISTERED_HELD, args![&entry.tag])? {
                        imported.known += 1;
                    } else {
                        (entry.state, entry.decided_ms) = (State::Listed, Some(now));
                        sql::put(w, &entry)?;
                        imported.added += 1;
                    }
                    done(n + 1);
                }
                let all = w.row(&sql::REGISTERED_COUNT, args![], |row| row.get::<i64>(0))?.unwrap_or(0);
                if usize::try_from(all).is_ok_and(|all| all > ENTRIES_MAX) {
                    return Err(Problem::invalid("The directory is full"));
                }
                me.0.ground.bus.emit(w, HashtagsChanged { tag: None })?;
                Ok(imported)
            })
            .await
    }
}
