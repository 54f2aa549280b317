//! Several posts at once: each answers the one before, and all of them are published or none.

use base::{Id, Outcome, Problem};
use store::Write;

use crate::Posts;
use crate::draft::Draft;
use crate::publish::{Ready, Reply};

/// Posts of a thread that is published at once.
pub const THREAD_POSTS_MAX: usize = 10;

impl Posts {
    /// A draft that could be published now, cleaned.
    pub(crate) async fn checked(&self, author: Id, draft: Draft) -> Outcome<Draft> {
        let mut all = self.ready_all(author, draft).await?.into_iter().map(|ready| ready.draft);
        let first = all.next().ok_or_else(|| Problem::internal("nothing is ready"))?;
        Ok(Draft { then: all.map(|draft| draft.text).collect(), ..first })
    }

    /// The post and what goes on below it, never empty.
    pub(crate) async fn ready_all(&self, author: Id, mut draft: Draft) -> Outcome<Vec<Ready>> {
        let then = std::mem::take(&mut draft.then);
        if then.len() >= THREAD_POSTS_MAX {
            return Err(Problem::invalid(format!("A thread can have {THREAD_POSTS_MAX} posts at once")));
        }
        let mut all = vec![self.ready(author, draft).await?];
        for text in then {
            if let Some(before) = all.last() {
                let reply = below(author, before);
                let mut ready = self.ready(author, goes_on(before, text)).await?;
                ready.reply = Some(reply);
                all.push(ready);
            }
        }
        Ok(all)
    }

    /// Inserts all of them. Where the first one was inserted before, by its key, so were the others.
    pub(crate) fn insert_all(&self, w: &mut Write<'_>, author: Id, all: Vec<Ready>) -> Outcome<Id> {
        let mut all = all.into_iter();
        let first = all.next().ok_or_else(|| Problem::internal("nothing is ready"))?;
        let new = first.id;
        let id = self.insert(w, author, first)?;
        if id == new {
            for ready in all {
                self.insert(w, author, ready)?;
            }
        }
        Ok(id)
    }
}

fn below(author: Id, before: &Ready) -> Reply {
    let root = before.reply.as_ref().map_or(before.id, |reply| reply.root);
    Reply { to: before.id, author, root }
}

/// The next post: for the same people, in the same language, behind the same warning.
fn goes_on(before: &Ready, text: String) -> Draft {
    Draft {
        text,
        spoiler: before.draft.spoiler.clone(),
        sensitive: before.draft.sensitive,
        visibility: Some(before.visibility),
        language: before.language.clone(),
        quote_policy: Some(before.quote_policy),
        room: before.draft.room,
        app: before.draft.app.clone(),
        app_website: before.draft.app_website.clone(),
        ..Draft::default()
    }
}
