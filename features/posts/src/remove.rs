//! Deleting: the post at once, what refers to it right after, by a job that can be interrupted.

use base::{Id, Ms, Outcome, Problem};
use bus::Bus;
use store::{Write, args};

use crate::events::{PostDeleted, PostTouched, Touch};
use crate::model::{Post, Visibility};
use crate::views::View;
use crate::{Posts, store as sql};

/// Likes and boosts of a deleted post that one transaction removes.
const CHUNK_MAX: usize = 500;
const JOB: &str = "posts.forget";

/// A deleted post: what its author needs to write it anew.
pub struct Deleted {
    /// As it was shown.
    pub view: View,
    /// The plain text.
    pub text: String,
}

impl Posts {
    /// Deletes a post or a boost of `author`.
    pub async fn delete(&self, author: Id, id: Id) -> Outcome<Deleted> {
        let view = self.show(&[id], Some(author)).await?.pop().ok_or_else(Problem::not_found)?;
        if view.shown.author != author {
            return Err(Problem::not_found());
        }
        self.erase(view.shown.post().clone()).await?;
        let text = view.shown.text.clone();
        Ok(Deleted { view, text })
    }

    /// Deletes a post whoever asks: for moderators and commands.
    pub async fn erase(&self, post: Post) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| match (post.boost_of, post.boost_of_author) {
                (Some(of), Some(of_author)) => me.remove_boost(w, post.author, post.id, of, of_author),
                _ => me.remove_post(w, &post),
            })
            .await
    }

    fn remove_post(&self, w: &mut Write<'_>, post: &Post) -> Outcome<()> {
        let (id, bk) = (post.id, post.id.bk());
        w.run_one(&sql::DELETE, args![bk, id])?;
        self.0.media.detach(w, id)?;
        self.remove_quote(w, post)?;
        if post.poll.is_some() {
            self.remove_poll(w, id, Ms::MAX)?;
        }
        for statement in [&sql::DELETE_STATS, &sql::DELETE_MENTIONS, &sql::DELETE_EDITS] {
            w.run(statement, args![bk, id])?;
        }
        w.run(&sql::DELETE_TAGS, args![id])?;
        w.run(&sql::UNPIN, args![post.author.bk(), post.author, id])?;
        self.0.accounts.count_post(w, post.author, -1, None)?;
        if let (Some(parent), Some(author)) = (post.reply_to, post.reply_to_author) {
            w.run(&sql::COUNT_REPLIES, args![parent, parent.bk(), -1_i64])?;
            self.0
                .bus
                .emit(w, PostTouched { post: parent, author, by: post.author, touch: Touch::Answered })?;
        }
        self.0.bus.enqueue(w, JOB, &id, self.0.clock.now_ms())?;
        self.gone(w, post.author, id, None, post.visibility, &post.text, &post.mentions)
    }

    /// Removes a boost: its post, both rows, the counts.
    pub(crate) fn remove_boost(
        &self,
        w: &mut Write<'_>,
        by: Id,
        boost: Id,
        of: Id,
        of_author: Id,
    ) -> Outcome<()> {
        w.run(&sql::DELETE, args![boost.bk(), boost])?;
        w.run(&sql::UNBOOST, args![by.bk(), by, of])?;
        if w.run(&sql::UNBOOST_BACK, args![of.bk(), of, by])? == 0 {
            return Ok(());
        }
        w.run(&sql::COUNT_BOOSTS, args![of, of.bk(), -1_i64])?;
        self.0.accounts.count_post(w, by, -1, None)?;
        self.0.bus.emit(w, PostTouched { post: of, author: of_author, by, touch: Touch::Unboosted })?;
        self.gone(w, by, boost, Some(of), Visibility::Public, "", &[])
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one event")]
    fn gone(
        &self,
        w: &mut Write<'_>,
        author: Id,
        post: Id,
        boost_of: Option<Id>,
        visibility: Visibility,
        text: &str,
        mentions: &[Id],
    ) -> Outcome<()> {
        let tags = text::hashtags(text).into_iter().map(|tag| tag.key).collect();
        let visibility = visibility.code();
        let deleted = PostDeleted { post, author, boost_of, visibility, tags, mentions: mentions.to_vec() };
        self.0.bus.emit(w, deleted)
    }

    /// Removes likes and boosts of a post that is gone, some at a time; true when none are left.
    fn forget_some(&self, w: &mut Write<'_>, id: Id) -> Outcome<bool> {
        let fans: Vec<Id> = w.column(&sql::FAVOURITERS, args![id.bk(), id, CHUNK_MAX])?;
        for &fan in &fans {
            w.run(&sql::UNFAVOURITE, args![fan.bk(), fan, id])?;
            w.run(&sql::UNFAVOURITE_BACK, args![id.bk(), id, fan])?;
        }
        let boosts: Vec<(Id, Id)> =
            w.rows(&sql::BOOSTERS, args![id.bk(), id, CHUNK_MAX], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for &(by, boost) in &boosts {
            // The author of what was boosted does not matter any more.
            self.remove_boost(w, by, boost, id, by)?;
        }
        w.run(&sql::DELETE_STATS, args![id.bk(), id])?;
        let no_quotes = self.end_some_quotes(w, id)?;
        Ok(fans.len() < CHUNK_MAX && boosts.len() < CHUNK_MAX && no_quotes)
    }
}

/// Takes on the job that cleans up after deletions.
pub(crate) fn work(posts: &Posts, bus: &Bus) {
    let me = posts.clone();
    bus.work(JOB, move |id: Id| {
        let me = me.clone();
        async move {
            loop {
                let inner = me.clone();
                if me.0.db.write(move |w| inner.forget_some(w, id)).await? {
                    return Ok(());
                }
            }
        }
    });
}
