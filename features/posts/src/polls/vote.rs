//! Voting, and the end of a poll.

use base::{Id, Outcome, Problem};
use bus::Bus;
use store::{Value, Write, args};

use crate::Posts;
use crate::events::{PollEnded, PostRefreshed, PostTouched, Touch};
use crate::polls::{Poll, Votes, decide, no_such_choice, of, over, own_poll, store as sql};
use crate::views::View;

/// The job that ends a poll.
const END: &str = "posts.poll_end";
/// The job that removes votes which count for nothing any more.
const FORGET: &str = "posts.poll_forget";
/// Votes that one transaction removes.
const CHUNK_MAX: usize = 500;

/// One vote on its way into the database.
struct Ballot {
    post: Id,
    author: Id,
    voter: Id,
    poll: Poll,
    asked: Vec<usize>,
}

impl Posts {
    /// `voter` chooses answers of the poll of post `id`. In a poll of several answers more can be chosen later.
    ///
    /// # Errors
    /// 404 if they do not see it, 403 across their own block, 422 for one's own poll, one that has ended, a choice
    /// that is not there or was made before.
    pub async fn vote(&self, voter: Id, id: Id, choices: &[usize]) -> Outcome<()> {
        let view = self.poll_view(id, Some(voter)).await?;
        let Some((post, poll)) = of(&view) else { return Err(Problem::not_found()) };
        if self.0.accounts.relations(voter).await?.blocking.contains(&view.shown.author) {
            return Err(Problem::forbidden());
        }
        if view.own {
            return Err(own_poll());
        }
        let mut asked: Vec<usize> = Vec::new();
        for &choice in choices {
            if !asked.contains(&choice) {
                asked.push(choice);
            }
        }
        decide(poll, view.flags.votes(), &asked, view.now)?;
        if asked.is_empty() {
            return Ok(());
        }
        let ballot = Ballot { post, author: view.shown.author, voter, poll: poll.clone(), asked };
        let me = self.clone();
        self.0.db.write(move |w| me.cast(w, &ballot)).await
    }

    /// The post of a poll, as `viewer` sees it.
    pub(crate) async fn poll_view(&self, id: Id, viewer: Option<Id>) -> Outcome<View> {
        let view = self.one(id, viewer).await?.filter(|view| of(view).is_some());
        view.ok_or_else(Problem::not_found)
    }

    /// Counts a vote if it still may be. Who votes in the same poll waits until it is done.
    fn cast(&self, w: &mut Write<'_>, ballot: &Ballot) -> Outcome<()> {
        let Ballot { post, voter, poll, .. } = ballot;
        let (post, voter, revision, now) = (*post, *voter, poll.revision, self.0.clock.now_ms());
        if w.run(&sql::COUNT_VOTER, args![post.bk(), post, revision, now])? == 0 {
            // It ended, or its options were changed, since the voter was shown it.
            return Err(if poll.is_over(now) { over() } else { no_such_choice() });
        }
        let had = w.row(&sql::VOTES_OF, args![voter.bk(), voter, post, revision], |row| row.get(0))?;
        let votes = decide(poll, had.map_or_else(Votes::default, Votes::from_code), &ballot.asked, now)?;
        if had.is_some() {
            w.run(&sql::UNCOUNT_VOTER, args![post.bk(), post])?;
        }
        w.run(&sql::VOTE, args![voter.bk(), voter, post, revision, votes.code()])?;
        w.run(&sql::VOTE_BACK, args![post.bk(), post, voter, revision])?;
        let places: Vec<Vec<Value<'_>>> =
            ballot.asked.iter().map(|place| args![post.bk(), post, *place].to_vec()).collect();
        w.run_many(&sql::COUNT_VOTE, &places)?;
        let touched = PostTouched { post, author: ballot.author, by: voter, touch: Touch::Voted };
        self.0.bus.emit(w, touched)
    }

    /// Who voted in the poll of `post`, by their ids, from beyond `after`.
    pub async fn voters(&self, post: Id, after: Id, limit: usize) -> Outcome<Vec<Id>> {
        let Some(shown) = self.load(&[post]).await?.remove(&post) else { return Ok(Vec::new()) };
        let Some(revision) = shown.poll.as_ref().map(|poll| poll.revision) else { return Ok(Vec::new()) };
        self.0.db.read(move |r| r.column(&sql::VOTERS, args![post.bk(), post, revision, after, limit])).await
    }

    /// Has the poll of `post` ended at `at_ms`.
    pub(crate) fn end_later(&self, w: &mut Write<'_>, post: Id, at_ms: i64) -> Outcome<()> {
        self.0.bus.enqueue(w, END, &post, at_ms).map(drop)
    }

    /// Has the votes on `post` removed that are older than `revision`.
    pub(crate) fn forget_votes(&self, w: &mut Write<'_>, post: Id, revision: i64) -> Outcome<()> {
        self.0.bus.enqueue(w, FORGET, &(post, revision), self.0.clock.now_ms()).map(drop)
    }

    /// Says once that a poll has ended. One that was prolonged has not: it has a job of its own for that.
    fn end(&self, w: &mut Write<'_>, post: Id) -> Outcome<()> {
        let now = self.0.clock.now_ms();
        let Some(author) = w.row(&sql::END_POLL, args![post.bk(), post, now], |row| row.get(0))? else {
            return Ok(());
        };
        self.0.bus.emit(w, PollEnded { post, author })?;
        self.0.bus.emit(w, PostRefreshed { post, author })
    }

    fn forget_some_votes(&self, w: &Write<'_>, post: Id, revision: i64) -> Outcome<bool> {
        let asked = args![post.bk(), post, revision, CHUNK_MAX];
        let voters: Vec<Id> = w.column(&sql::OUTDATED_VOTERS, asked)?;
        for &voter in &voters {
            w.run(&sql::UNVOTE, args![voter.bk(), voter, post, revision])?;
            w.run(&sql::UNVOTE_BACK, args![post.bk(), post, voter, revision])?;
        }
        Ok(voters.len() < CHUNK_MAX)
    }
}

/// Takes on the jobs.
pub(crate) fn work(posts: &Posts, bus: &Bus) {
    let me = posts.clone();
    bus.work(END, move |post: Id| {
        let (me, db) = (me.clone(), me.0.db.clone());
        async move { db.write(move |w| me.end(w, post)).await }
    });
    let me = posts.clone();
    bus.work(FORGET, move |(post, revision): (Id, i64)| {
        let me = me.clone();
        async move {
            loop {
                let inner = me.clone();
                if me.0.db.write(move |w| inner.forget_some_votes(w, post, revision)).await? {
                    return Ok(());
                }
            }
        }
    });
}
