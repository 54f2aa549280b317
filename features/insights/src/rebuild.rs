//! Noting what was posted before this feature was there, or anew what is there: from the newest post to the oldest, a
//! few thousand at a time. How far it is stands in the database, so it may be broken off and goes on where it was.

use ::store::args;
use base::{Id, IdMap, Outcome};

use crate::Insights;
use crate::note::Writing;
use crate::store as sql;

/// Posts that one step looks at; their boosts come with them.
const POSTS_STEP: usize = 2_000;
/// Posts that one transaction notes.
const BATCH_MAX: usize = 500;
const STATE: &str = "rebuild";

/// How far a rebuild is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Posts looked at by this call.
    pub done: u64,
    /// Whether there are more.
    pub more: bool,
}

impl Insights {
    /// Looks at the next posts of a rebuild; begins one where none was broken off. To be called until there are no
    /// more. Followers of posts that are noted already stay as they were noted.
    pub async fn rebuild_step(&self) -> Outcome<Progress> {
        let db = &self.0.ground.db;
        let at: Option<String> = db.read(|r| r.row(&sql::STATE, args![STATE], |row| row.get(0))).await?;
        let at = at.and_then(|at| at.parse().ok()).unwrap_or(Id(i64::MAX));
        let found = self.0.ground.posts.walk(at, POSTS_STEP).await?;
        let ids: Vec<Id> = found.iter().map(|(id, _)| *id).collect();
        let boosts = self.0.ground.posts.boosts_of(ids.clone()).await?;
        for some in [ids.as_slice(), boosts.as_slice()].concat().chunks(BATCH_MAX) {
            let (me, some) = (self.clone(), some.to_vec());
            db.write(move |w| me.note(w, &some, &IdMap::default(), Writing::Anew)).await?;
        }
        let done = found.len() as u64;
        let oldest = ids.last().copied().filter(|_| found.len() == POSTS_STEP);
        db.write(move |w| {
            match oldest {
                Some(oldest) => w.run(&sql::SET_STATE, args![STATE, &oldest.to_string()])?,
                None => w.run(&sql::DROP_STATE, args![STATE])?,
            };
            Ok(())
        })
        .await?;
        Ok(Progress { done, more: oldest.is_some() })
    }
}
