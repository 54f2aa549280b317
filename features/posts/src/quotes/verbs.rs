//! Quoting, revoking, and who may quote.

use base::{Id, Kind, Outcome, Page, Problem};
use store::{Read, Write, args};

use crate::Posts;
use crate::events::{PostRefreshed, PostTouched, Touch};
use crate::model::{Post, Visibility};
use crate::quotes::{Quote, QuotePolicy, QuoteState, may_quote, store as sql};

/// Quotes of a deleted post that one transaction ends.
const CHUNK_MAX: usize = 500;

impl Posts {
    /// What `author` wants to quote: for a boost, what was boosted. With it, who may see it.
    ///
    /// # Errors
    /// 404 in Mastodon's words, also where it may not be quoted.
    pub(crate) async fn quotable(&self, author: Id, id: Id) -> Outcome<(Quote, Visibility)> {
        let missing =
            || Problem::new(Kind::NotFound, "The post you are trying to quote does not appear to exist.");
        let view = self.one(id, Some(author)).await?.ok_or_else(missing)?;
        let shown = view.inner.map_or(view.shown, |inner| inner.shown);
        let relations = self.0.accounts.relations(author).await?;
        if !may_quote(&shown, Some(author), Some(&relations)) {
            return Err(missing());
        }
        let quote = Quote { quoted: shown.id, author: shown.author, state: QuoteState::Accepted };
        Ok((quote, shown.visibility))
    }

    /// Stores what a new post quotes, and who may quote it.
    pub(crate) fn insert_quote(
        &self,
        w: &mut Write<'_>,
        post: Id,
        author: Id,
        quote: Option<Quote>,
        policy: QuotePolicy,
    ) -> Outcome<()> {
        if quote.is_none() && policy == QuotePolicy::default() {
            return Ok(());
        }
        w.run(&sql::MARK_QUOTE, args![post.bk(), post, quote.is_some(), policy.code()])?;
        let Some(Quote { quoted, author: quoted_author, .. }) = quote else { return Ok(()) };
        w.run(&sql::ADD_QUOTE, args![post, post.bk(), quoted, quoted_author])?;
        w.run(&sql::ADD_QUOTE_BACK, args![quoted.bk(), quoted, post, author])?;
        w.run(&sql::COUNT_QUOTES, args![quoted, quoted.bk(), 1_i64])?;
        let touched = PostTouched { post: quoted, author: quoted_author, by: author, touch: Touch::Quoted };
        self.0.bus.emit(w, touched)
    }

    /// What `post`, which is deleted, quotes is quoted once less.
    pub(crate) fn remove_quote(&self, w: &mut Write<'_>, post: &Post) -> Outcome<()> {
        let Some(quote) = post.quote else { return Ok(()) };
        w.run(&sql::DELETE_QUOTE, args![post.id.bk(), post.id])?;
        self.count_down(w, post.id, post.author, quote)
    }

    fn count_down(&self, w: &mut Write<'_>, post: Id, by: Id, quote: Quote) -> Outcome<()> {
        let Quote { quoted, author, .. } = quote;
        if w.run(&sql::DELETE_QUOTE_BACK, args![quoted.bk(), quoted, post])? == 0 {
            return Ok(());
        }
        w.run(&sql::COUNT_QUOTES, args![quoted, quoted.bk(), -1_i64])?;
        self.0.bus.emit(w, PostTouched { post: quoted, author, by, touch: Touch::Unquoted })
    }

    /// Ends quotes of a post that is gone, some at a time; true when none are left.
    pub(crate) fn end_some_quotes(&self, w: &mut Write<'_>, quoted: Id) -> Outcome<bool> {
        let quoters = quoters(w, quoted, Id(0), CHUNK_MAX)?;
        for &(post, author) in &quoters {
            w.run(&sql::END_QUOTE, args![post.bk(), post, QuoteState::Deleted.code()])?;
            w.run(&sql::DELETE_QUOTE_BACK, args![quoted.bk(), quoted, post])?;
            self.0.bus.emit(w, PostRefreshed { post, author })?;
        }
        Ok(quoters.len() < CHUNK_MAX)
    }

    /// `author` does not want their post `id` to be quoted by `quoting` any more. Twice is once.
    ///
    /// # Errors
    /// 404 where there is no such quote, 403 for someone else's post.
    pub async fn revoke_quote(&self, author: Id, id: Id, quoting: Id) -> Outcome<()> {
        let views = self.show(&[id, quoting], Some(author)).await?;
        let [quoted, quoting] = &views[..] else { return Err(Problem::not_found()) };
        let post = quoting.shown.post().clone();
        let quote = post.quote.filter(|quote| quote.quoted == id).ok_or_else(Problem::not_found)?;
        if quoted.shown.author != author {
            return Err(Problem::forbidden());
        }
        let me = self.clone();
        let write = move |w: &mut Write<'_>| {
            if w.run(&sql::END_QUOTE, args![post.id.bk(), post.id, QuoteState::Revoked.code()])? == 0 {
                return Ok(());
            }
            me.count_down(w, post.id, post.author, quote)?;
            me.0.bus.emit(w, PostRefreshed { post: post.id, author: post.author })
        };
        self.0.db.write(write).await
    }

    /// Says who may quote a post of `author` from now on.
    ///
    /// # Errors
    /// 404 if they do not see it, 403 if it is someone else's, 422 for a boost.
    pub async fn set_quote_policy(&self, author: Id, id: Id, policy: QuotePolicy) -> Outcome<()> {
        let view = self.one(id, Some(author)).await?.ok_or_else(Problem::not_found)?;
        if !view.own {
            return Err(Problem::forbidden());
        }
        if view.inner.is_some() {
            return Err(Problem::invalid("A boost cannot be quoted"));
        }
        let policy = policy.within(view.shown.visibility);
        if policy == view.shown.quote_policy {
            return Ok(());
        }
        let bus = self.0.bus.clone();
        let write = move |w: &mut Write<'_>| {
            w.run_one(&sql::SET_QUOTE_POLICY, args![id.bk(), id, policy.code()])?;
            bus.emit(w, PostRefreshed { post: id, author })
        };
        self.0.db.write(write).await
    }

    /// A page of those posts that quote `quoted`, newest first; whoever may see them.
    pub(crate) async fn quoted_by(&self, quoted: Id, page: Page) -> Outcome<Vec<Id>> {
        let statement = if page.forward() { &sql::QUOTED_BY_UP } else { &sql::QUOTED_BY };
        let read = move |r: &Read<'_>| {
            let asked = args![quoted.bk(), quoted, page.below(), page.above(), page.limit];
            r.column(statement, asked)
        };
        let mut ids: Vec<Id> = self.0.db.read(read).await?;
        ids.sort_by_key(|id| std::cmp::Reverse(*id));
        Ok(ids)
    }

    /// `(post, author)` of what quotes `quoted`, by the posts' ids, from beyond `after`.
    pub async fn quoters(&self, quoted: Id, after: Id, limit: usize) -> Outcome<Vec<(Id, Id)>> {
        self.0.db.read(move |r| quoters(r, quoted, after, limit)).await
    }
}

fn quoters(r: &Read<'_>, quoted: Id, after: Id, limit: usize) -> Outcome<Vec<(Id, Id)>> {
    let pair = |row: &store::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    r.rows(&sql::QUOTERS, args![quoted.bk(), quoted, after, limit], pair)
}
